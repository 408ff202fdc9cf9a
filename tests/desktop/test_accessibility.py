"""Whoever can't see or can't point can use every page: names for all controls, and the keyboard reaches them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.council import TODAY, fill
from tests.desktop.pages import desk_to_look_at
from tests.support import only_workspace
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.subjects import SETTINGS, SUBJECTS
from trygg_desktop.desktop.window import MainWindow

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
PAGES = pytest.mark.parametrize("name", [subject.name for subject in (*SUBJECTS, SETTINGS)])


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over a small council, for all tests: none of them writes."""
    with only_workspace(tmp_path_factory.mktemp("council")) as workspace:
        fill(workspace)
        with desk_to_look_at(workspace, TODAY) as made:
            yield made


@pytest.fixture(scope="module")
def window(desk: Desk) -> Iterator[MainWindow]:
    """The whole window, for all tests: they go by themselves to the page they look at."""
    made = MainWindow()
    made.resize(1280, 800)
    made.show()
    made.attach(desk)
    yield made
    desk.setParent(None)
    made.desk = None
    made.close()
    made.deleteLater()


@pytest.fixture
def at_home(window: MainWindow, desk: Desk, qtbot: QtBot) -> MainWindow:
    """The active window with the council's day on it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("today")
    qtbot.waitUntil(desk.settled)
    return window


def visit(window: MainWindow, desk: Desk, name: str, qtbot: QtBot) -> QWidget:
    window.go(name)
    qtbot.waitUntil(desk.settled)
    qtbot.wait(50)
    qtbot.waitUntil(desk.settled)
    return window.page(name)


def controls(page: QWidget) -> Iterator[QWidget]:
    """What can be pressed, written in or chosen from, as the user meets it: not the insides of other controls."""
    for each in page.findChildren(QWidget):
        if each.isVisible() and each.isEnabled() and (isinstance(each, CONTROLS) or _takes_focus(each)):
            inside = each.parentWidget()
            if not isinstance(inside, (QAbstractSpinBox, QComboBox)) and not _is_an_inner_part(each):
                yield each


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_an_inner_part(widget: QWidget) -> bool:
    """Viewports, scroll areas, and headers, which speak through what they belong to."""
    parent = widget.parentWidget()
    return (
        isinstance(widget, QScrollArea)
        or widget.objectName().startswith("qt_")
        or (isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget)
        or (isinstance(parent, QAbstractItemView))
        or type(widget).__name__ in ("QHeaderView", "QTableCornerButton", "QScrollBar")
        or isinstance(parent, QLineEdit)
    )


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def described(widget: QWidget) -> str:
    trail, each = [], widget
    while each is not None and len(trail) < 5:
        trail.append(
            f"{type(each).__name__}#{each.objectName()}" if each.objectName() else type(each).__name__
        )
        each = each.parentWidget()
    return " in ".join(trail)


@PAGES
def test_every_control_has_a_name(at_home: MainWindow, desk: Desk, name: str, qtbot: QtBot) -> None:
    page = visit(at_home, desk, name, qtbot)
    nameless = [described(each) for each in controls(page) if not spoken_name(each).strip()]
    assert not nameless


def test_the_controls_of_the_frame_have_names(at_home: MainWindow) -> None:
    frame = [at_home.top, at_home.rail, at_home.messages, at_home.faults]
    nameless = [described(each) for part in frame for each in controls(part) if not spoken_name(each).strip()]
    assert not nameless


@PAGES
def test_tab_reaches_every_control_and_comes_round_again(
    at_home: MainWindow, desk: Desk, name: str, qtbot: QtBot
) -> None:
    page = visit(at_home, desk, name, qtbot)
    wanted = {each for each in controls(page) if _takes_focus(each) and each.focusProxy() is None}
    met: set[QWidget] = set()
    for _step in range(400):
        focused = QApplication.focusWidget()
        assert focused is not None
        met.add(focused)
        press_tab(focused, qtbot)
        if wanted <= met:
            break
    assert not [described(each) for each in wanted - met]


def press_tab(widget: QWidget, qtbot: QtBot) -> None:
    """On to the next control; where Tab writes a tab, Ctrl+Tab."""
    tab_writes = isinstance(widget, (QTextEdit, QPlainTextEdit)) and not widget.tabChangesFocus()
    modifier = Qt.KeyboardModifier.ControlModifier if tab_writes else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(widget, Qt.Key.Key_Tab, modifier)


def test_the_rail_is_walked_with_arrows_and_entered_with_enter(
    at_home: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    rail = at_home.rail._subjects
    rail.setFocus()
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    assert at_home.stack.currentWidget() is at_home.page("stakeholders")
    assert rail.hasFocus()
    qtbot.waitUntil(desk.settled)
    qtbot.keyClick(rail, Qt.Key.Key_Return)
    assert not rail.hasFocus()


def test_a_notice_speaks_for_itself(at_home: MainWindow) -> None:
    at_home.messages.say("Sparat")
    at_home.faults.say("Disken är full.")
    assert spoken_name(at_home.messages) == "Sparat"
    assert spoken_name(at_home.faults) == "Disken är full."

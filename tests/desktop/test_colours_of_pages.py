"""Light and dark: what is seen changes at once, and a page that is not seen when it is next visited."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.pages import use_scheme
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.window import MainWindow

_STYLED = Qt.WidgetAttribute.WA_WState_Polished


def _picture(window: MainWindow, desk: Desk, qtbot: QtBot, name: str) -> QImage:
    """A page as it looks when the form on it, which is made in steps, has all its rows."""
    window.go(name)
    qtbot.waitUntil(desk.settled)
    window.setFocus()
    shown, before = window.page(name).grab().toImage(), QImage()
    while shown != before:
        qtbot.wait(100)
        shown, before = window.page(name).grab().toImage(), shown
    return shown


def test_a_page_that_was_not_seen_looks_as_if_it_had_been(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    light = _picture(window, desk, qtbot, "stakeholders")
    use_scheme("dark")
    seen = _picture(window, desk, qtbot, "stakeholders")
    use_scheme("light")
    assert _picture(window, desk, qtbot, "stakeholders") == light != seen
    _picture(window, desk, qtbot, "liaison")
    use_scheme("dark")
    assert _picture(window, desk, qtbot, "stakeholders") == seen
    _picture(window, desk, qtbot, "liaison")
    use_scheme("light")
    use_scheme("dark")
    use_scheme("light")
    assert _picture(window, desk, qtbot, "stakeholders") == light


def test_a_page_that_is_not_seen_waits_with_its_colours(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    _picture(window, desk, qtbot, "stakeholders")
    _picture(window, desk, qtbot, "liaison")
    hidden = window.page("stakeholders").findChildren(QLabel)
    theme.notice().changing.emit()
    assert not any(label.testAttribute(_STYLED) for label in hidden)
    window.go("stakeholders")
    assert all(label.testAttribute(_STYLED) for label in hidden)


class _StyleChanges(QObject):
    """Counts how often each widget is told that its style has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.told[watched] += 1
        return False


def test_a_change_of_colours_reaches_what_is_seen_twice_at_most_and_nothing_else(
    window: MainWindow, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    _picture(window, desk, qtbot, "liaison")
    _picture(window, desk, qtbot, "stakeholders")
    counted = _StyleChanges()
    qapp.installEventFilter(counted)
    use_scheme("dark")
    qapp.removeEventFilter(counted)
    form, unseen = window.page("stakeholders").findChild(RecordForm), window.page("liaison")
    assert form is not None and form.body is not None
    seen = [each for each in form.body.findChildren(QWidget) if each.window() is window]
    assert 1 <= max(counted.told[each] for each in seen) <= 3, "however deep it lies in the form"
    told = [each for each in unseen.findChildren(QWidget) if each.window() is window and counted.told[each]]
    assert not [each for each in told if not each.styleSheet()]

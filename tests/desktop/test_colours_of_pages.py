"""Light and dark: what is seen changes at once, and a page that is not seen when it is next visited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
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
    window: MainWindow, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    light = _picture(window, desk, qtbot, "stakeholders")
    theme.apply(qapp, "dark")
    seen = _picture(window, desk, qtbot, "stakeholders")
    theme.apply(qapp, "light")
    assert _picture(window, desk, qtbot, "stakeholders") == light != seen
    _picture(window, desk, qtbot, "liaison")
    theme.apply(qapp, "dark")
    assert _picture(window, desk, qtbot, "stakeholders") == seen
    _picture(window, desk, qtbot, "liaison")
    theme.apply(qapp, "light")
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    assert _picture(window, desk, qtbot, "stakeholders") == light


def test_a_page_that_is_not_seen_waits_with_its_colours(
    window: MainWindow, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    _picture(window, desk, qtbot, "stakeholders")
    _picture(window, desk, qtbot, "liaison")
    hidden = window.page("stakeholders").findChildren(QLabel)
    theme.notice().changing.emit()
    assert not any(label.testAttribute(_STYLED) for label in hidden)
    window.go("stakeholders")
    assert all(label.testAttribute(_STYLED) for label in hidden)

"""Light and dark: what is seen changes at once, and a page that is not seen when it is next visited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.window import MainWindow

MOST = 3
"""Times that a widget is styled while the colours change; fourteen where Qt goes through all pages at once."""


class _Styled(QObject):
    """How often widgets were styled."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.StyleChange
        return False


def _use(app: QApplication, scheme: str) -> None:
    """Changes the colours as the program does, from its own loop of events."""

    def change() -> None:
        theme.apply(app, scheme)
        app.quit()

    QTimer.singleShot(0, app, change)
    app.exec()


def _picture(window: MainWindow, desk: Desk, qtbot: QtBot, name: str) -> QImage:
    window.go(name)
    qtbot.waitUntil(desk.settled)
    window.setFocus()
    return window.page(name).grab().toImage()


def test_a_page_that_was_not_seen_looks_as_if_it_had_been(
    window: MainWindow, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    light = _picture(window, desk, qtbot, "stakeholders")
    _use(qapp, "dark")
    seen = _picture(window, desk, qtbot, "stakeholders")
    _use(qapp, "light")
    assert _picture(window, desk, qtbot, "stakeholders") == light != seen
    _picture(window, desk, qtbot, "liaison")
    _use(qapp, "dark")
    assert _picture(window, desk, qtbot, "stakeholders") == seen
    _picture(window, desk, qtbot, "liaison")
    _use(qapp, "light")
    _use(qapp, "dark")
    _use(qapp, "light")
    assert _picture(window, desk, qtbot, "stakeholders") == light


def test_a_change_of_colours_does_not_style_each_page_for_each_of_its_parts(
    window: MainWindow, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    for name in ("stakeholders", "liaison"):
        _picture(window, desk, qtbot, name)
    styled = _Styled()
    qapp.installEventFilter(styled)
    try:
        _use(qapp, "dark")
    finally:
        qapp.removeEventFilter(styled)
    assert styled.count <= MOST * len(window.findChildren(QWidget))

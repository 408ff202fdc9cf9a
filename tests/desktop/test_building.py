"""A page is put together where it stands: parts moved with all that is in them are polished again and again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.window import MainWindow

MOST = 3
"""Times that a widget is styled while its page is built; seven to eight where parts are put together loose."""


class _Counted(QObject):
    """How many events of each sort the widgets were sent."""

    def __init__(self) -> None:
        super().__init__()
        self.styled = self.made = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.styled += event.type() is QEvent.Type.StyleChange
        self.made += event.type() is QEvent.Type.Create
        return False


@pytest.mark.parametrize("name", ["presence", "pictures", "meetings"])
def test_a_page_is_built_in_its_place(
    window: MainWindow, desk: Desk, qapp: QApplication, qtbot: QtBot, name: str
) -> None:
    counted = _Counted()
    qapp.installEventFilter(counted)
    try:
        window.page(name)
    finally:
        qapp.removeEventFilter(counted)
    qtbot.waitUntil(desk.settled)
    assert counted.styled <= MOST * counted.made

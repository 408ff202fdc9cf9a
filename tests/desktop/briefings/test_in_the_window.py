"""A briefing dropped on the window is found in the register, whichever page is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.desktop.meetings.council import Council
from trygg_desktop.desktop.briefings_page import BriefingsPage
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.window import MainWindow


def test_a_pdf_dropped_anywhere_leads_to_the_register(
    qtbot: QtBot, desk: Desk, council: Council, tmp_path: Path
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.attach(desk)
    qtbot.waitUntil(desk.settled)
    (tmp_path / "okand.pdf").write_bytes(b"%PDF-1.7")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "okand.pdf"))])
    window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    page = window.page("briefings")
    assert isinstance(page, BriefingsPage) and page.isVisible()
    qtbot.waitUntil(lambda: page.chosen_file.comparison.text().startswith("okand.pdf finns inte i registret"))
    qtbot.waitUntil(lambda: desk.settled() and page.pane.maker.settled)
    desk.setParent(None)

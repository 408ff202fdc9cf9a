"""The whole window tells how the exchange stands, and takes a dropped file wherever one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.exchange.leaders import Leader, pass_on
from tests.desktop.pages import settle
from trygg_desktop.desktop import exchange_line
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange_page import RECEIVE, ExchangePage
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.i18n import set_language

Both = tuple[Leader, Leader]


@pytest.fixture
def at_home(both: Both, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The second leader's window."""
    monkeypatch.setattr(exchange_line, "BEGINS_AFTER", 0)
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    window.attach(both[1].desk)
    both[1].settle()
    yield window
    both[1].desk.setParent(None)
    window.desk = None
    window.close()
    window.deleteLater()


def line(window: MainWindow) -> str:
    return window.top.exchange.text() if window.top.exchange is not None else ""


def test_the_quiet_line_tells_what_waits_and_leads_to_the_page(
    both: Both, at_home: MainWindow, qtbot: QtBot
) -> None:
    id = both[1].write("Bäckby IF")
    qtbot.waitUntil(lambda: "att skicka" in line(at_home))
    before = line(at_home)
    both[1].change(id, phone="021-1")
    assert line(at_home) == before
    assert at_home.top.exchange is not None
    at_home.top.exchange.click()
    assert isinstance(at_home.stack.currentWidget(), ExchangePage)


def test_questions_are_counted_in_the_rail_and_on_today(
    both: Both, at_home: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    one, other = both
    id = one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    pass_on(other, one, tmp_path)
    one.change(id, phone="021-1")
    other.change(id, phone="021-2")
    pass_on(one, other, tmp_path)
    assert at_home.rail._subjects.entries.counts["exchange"] == 1
    settle(qtbot, other.desk)
    today = at_home.page("today")
    assert "Ändrat av andra sidan" in {label.text() for label in today.findChildren(QLabel)}
    other.page.questions.pane.cards[0].button.click()  # type: ignore[union-attr]
    other.settle()
    assert at_home.rail._subjects.entries.counts["exchange"] == 0


def test_a_file_dropped_anywhere_is_looked_into(both: Both, at_home: MainWindow, tmp_path: Path) -> None:
    one, other = both
    one.write("Bäckby IF")
    (path,) = one.save(tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at_home.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    other.settle()
    page = at_home.stack.currentWidget()
    assert isinstance(page, ExchangePage)
    assert page.tabs.currentIndex() == RECEIVE
    assert page.receive.looking


def test_another_language_keeps_the_line_and_the_page_alive(
    both: Both, at_home: MainWindow, qtbot: QtBot
) -> None:
    other = both[1]
    other.write("Bäckby IF")
    at_home.go("exchange")
    other.settle()
    set_language("en")
    at_home.speak_anew()
    other.settle()
    assert "to send" in line(at_home)
    other.write("En till")
    qtbot.waitUntil(lambda: at_home.page("exchange").isVisible())


def test_a_way_back_of_its_own_gives_way_to_what_is_done_later(desk: Desk, qtbot: QtBot) -> None:
    taken: list[str] = []
    desk.offer_way_back("Mottaget", lambda: taken.append("receipt"))
    desk.undo()
    assert taken == ["receipt"]
    desk.undo()
    settle(qtbot, desk)
    assert taken == ["receipt"]

"""The frame: pages built when visited, told of what changed, and one place for what was done and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desktop.council import TODAY
from tests.desktop.stub_page import StubPage, put_in_place_of_pages
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.page_stack import MANY
from trygg_desktop.desktop.rail import FOLDED_WIDTH, OPEN_WIDTH
from trygg_desktop.desktop.subjects import SUBJECTS
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.council import Preparation
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.workspace import Workspace


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages built so far; all but Idag are stubs."""
    return put_in_place_of_pages(monkeypatch)


@pytest.fixture
def frame(built: list[str], window: MainWindow) -> Iterator[MainWindow]:
    """The window whose pages are stubs."""
    yield window


def stub(window: MainWindow, name: str) -> StubPage:
    page = window.page(name)
    assert isinstance(page, StubPage)
    return page


def test_the_window_stands_before_there_is_a_workspace(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.go("meetings")
    assert not window.top.isEnabled()
    assert window.isVisible()


def test_the_window_tells_once_that_it_is_drawn(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.drawn):
        window.show()
    with qtbot.assertNotEmitted(window.drawn, wait=50):
        window.repaint()


def test_a_page_is_built_when_it_is_first_visited(frame: MainWindow, built: list[str]) -> None:
    assert built == ["today"]
    frame.go("meetings")
    frame.go("today")
    frame.go("meetings")
    assert built == ["today", "meetings"]


def test_numbers_belong_to_subjects_and_go_there(frame: MainWindow, qtbot: QtBot) -> None:
    assert {subject.name: subject.number for subject in SUBJECTS} == {
        "today": 1,
        "stakeholders": 2,
        "presence": 3,
        "liaison": 4,
        "pictures": 5,
        "measures": 6,
        "meetings": 7,
        "briefings": 8,
        "exchange": 9,
    }
    for key, name in ((Qt.Key.Key_7, "meetings"), (Qt.Key.Key_5, "pictures"), (Qt.Key.Key_1, "today")):
        qtbot.keyClick(frame, key, Qt.KeyboardModifier.ControlModifier)
        assert frame.stack.currentWidget() is frame.page(name)


def test_a_hidden_page_learns_of_all_changes_at_once_when_it_is_visited(
    frame: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = stub(frame, "liaison")
    for name in ("Fältgruppen", "Biblioteket"):
        desk.command("New", lambda tx, name=name: tx.create(Stakeholder, name=name))
    qtbot.waitUntil(desk.settled)
    assert page.refreshed == [None]
    frame.go("liaison")
    (_first, changes) = page.refreshed
    assert changes is not None and changes.kinds == {"stakeholder"} and len(changes.ids) == 2


def test_a_hidden_page_is_filled_as_a_whole_after_an_import(
    frame: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = stub(frame, "liaison")
    many = Changes(frozenset({"contact"}), frozenset(uuid4() for _n in range(MANY)))
    for changes in (many, Changes.of({("stakeholder", uuid4())}), Changes.of({("contact", uuid4())})):
        desk.announce(changes)
    frame.go("liaison")
    assert page.refreshed == [None, None]


def test_the_rail_folds_to_icons_on_a_narrow_window(frame: MainWindow) -> None:
    assert frame.rail.width() == OPEN_WIDTH
    frame.resize(1024, 640)
    assert frame.rail.width() == FOLDED_WIDTH
    frame.resize(1280, 800)
    assert frame.rail.width() == OPEN_WIDTH


def test_a_record_is_shown_on_the_page_where_its_kind_is_at_home(
    frame: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    (preparation,) = desk.workspace.records(Preparation)
    assert preparation.id is not None
    desk.open(preparation.id)
    qtbot.waitUntil(lambda: stub(frame, "meetings").chosen == [preparation.id])
    assert frame.stack.currentWidget() is frame.page("meetings")


def test_new_offers_the_pages_own_kinds_first_and_ctrl_n_takes_the_usual_one(
    frame: MainWindow, qtbot: QtBot
) -> None:
    frame.go("stakeholders")
    assert frame.top.offered[:2] == ["contact", "stakeholder"]
    qtbot.keyClick(frame, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert stub(frame, "stakeholders").begun == ["contact"]


def test_a_new_record_of_another_page_goes_there_first(frame: MainWindow) -> None:
    frame.create_record("liaison-note")
    assert frame.stack.currentWidget() is frame.page("liaison")
    assert stub(frame, "liaison").begun == ["liaison-note"]


def test_what_was_done_is_said_quietly_and_can_be_undone(frame: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    before = desk.workspace.count(Stakeholder)
    desk.command("New {kind}", lambda tx: tx.create(Stakeholder, name="Biblioteket"), kind="Stakeholder")
    qtbot.waitUntil(lambda: frame.messages.isVisible())
    assert frame.messages.accessibleName() == "Ny: Aktör"
    qtbot.keyClick(frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.workspace.count(Stakeholder) == before)
    qtbot.waitUntil(desk.settled)
    qtbot.keyClick(
        frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: desk.workspace.count(Stakeholder) == before + 1)


def test_a_fault_is_told_as_one_sentence_until_it_is_closed(frame: MainWindow) -> None:
    frame.tell_fault(EnvironmentFault("disk-full", "Open"))
    assert frame.faults.text() == "Öppen"


def test_a_mistake_of_ours_is_told_without_what_was_in_it(frame: MainWindow) -> None:
    frame.tell_fault(ValueError("Anna Andersson, 070-123 45 67"))
    assert "ValueError" in frame.faults.text()
    assert "Anna" not in frame.faults.text()


def test_a_second_window_on_the_same_file_only_reads_and_says_so(
    built: list[str], workspace: Workspace, qtbot: QtBot
) -> None:
    with Workspace.open(workspace.path, workspace.key) as second:
        window, desk = MainWindow(), Desk(second, TODAY)
        qtbot.addWidget(window)
        window.show()
        window.attach(desk)
        qtbot.waitUntil(desk.settled)
        assert "läser" in window.faults.text()
        desk.command("New", lambda tx: tx.create(Stakeholder, name="Biblioteket"))
        qtbot.waitUntil(lambda: "Inget har ändrats" in window.faults.text())
        desk.courier.stop()
        desk.setParent(None)


def test_closing_waits_until_all_is_saved(frame: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    path, key = desk.workspace.path, desk.workspace.key
    desk.command("New", lambda tx: tx.create(Stakeholder, name="Sist skrivet"))
    frame.close()
    qtbot.waitUntil(lambda: not frame.isVisible())
    with Workspace.open(path, key) as again:
        assert [hit.title for hit in again.search("Sist skrivet")] == ["Sist skrivet"]


def test_a_window_that_stood_open_over_night_shows_the_new_day(frame: MainWindow, desk: Desk) -> None:
    desk.follows_clock = True
    desk.today = date(2020, 1, 1)
    frame.go("liaison")
    frame._look_at_the_day()
    assert desk.today > date(2020, 1, 1)
    assert stub(frame, "liaison").refreshed == [None, None]


def test_the_foot_of_the_rail_says_whose_desk_this_is(frame: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: frame.windowTitle() == "Trygghetsrådet")
    assert "Kommunens ledningsfunktion" in frame.rail._whose.text()


def test_what_ends_after_its_window_troubles_nobody(
    built: list[str], workspace: Workspace, qtbot: QtBot
) -> None:
    window, desk = MainWindow(), Desk(workspace, TODAY)
    window.attach(desk)
    qtbot.waitUntil(desk.settled)
    desk.setParent(None)
    notices = (window.messages, window.jobs)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not any(map(isValid, notices))
    with qtbot.captureExceptions() as raised:
        desk.said.emit("Sparat")
        desk.undoable.emit("Sparat")
        desk.job_ended.emit(None)
    assert raised == []
    desk.courier.stop()

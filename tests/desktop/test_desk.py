"""Work away from the window's thread: nothing is lost, nothing comes too late, and long work can be broken off."""

from __future__ import annotations

import threading
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.desktop.off_the_window import file_left_to_others
from trygg_desktop.desktop.at_home import whose
from trygg_desktop.desktop.background import Progress
from trygg_desktop.desktop.desk import Changes, Desk, Job
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import UserError


def test_reading_and_writing_happen_on_other_threads_and_answers_come_back_here(
    desk: Desk, qtbot: QtBot
) -> None:
    threads: list[str] = []
    answered: list[str] = []

    def read(_workspace: object) -> int:
        threads.append(threading.current_thread().name)
        return 7

    desk.query(read, lambda _seven: answered.append(threading.current_thread().name), owner=desk)
    qtbot.waitUntil(desk.settled)
    assert threads[0].startswith("reader")
    assert answered == [threading.main_thread().name]


def test_an_answer_to_one_who_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    owner, answered = QObject(), list[int]()
    wait = threading.Event()
    desk.query(lambda _workspace: wait.wait(5), lambda _answer: answered.append(1), owner=owner)
    delete(owner)
    wait.set()
    qtbot.waitUntil(desk.settled)
    assert not answered


def test_a_command_tells_what_it_touched_before_it_is_done(desk: Desk, qtbot: QtBot) -> None:
    told: list[object] = []
    desk.changed.connect(told.append)
    desk.command("New", lambda tx: tx.create(Stakeholder, name="Biblioteket"), told.append)
    qtbot.waitUntil(desk.settled)
    changes, id = told
    assert changes == Changes(frozenset({"stakeholder"}), frozenset({id}))


def test_what_was_touched_is_gathered_where_it_was_written(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    gathered = Changes.of

    def watched(touched: set[tuple[str, UUID]]) -> Changes:
        threads.append(threading.current_thread())
        return gathered(touched)

    monkeypatch.setattr(Changes, "of", watched)
    desk.command("New", lambda tx: tx.create(Stakeholder, name="Biblioteket"))
    desk.undo()
    desk.errand(lambda _workspace: (None, {("stakeholder", uuid4())}))
    qtbot.waitUntil(desk.settled)
    assert len(threads) == 3
    assert threading.main_thread() not in threads


def test_a_command_that_fails_changes_nothing_and_is_told(desk: Desk, qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    before = desk.workspace.count(Stakeholder)

    def write(tx: object) -> None:
        tx.create(Stakeholder, name="Halvvägs")  # type: ignore[attr-defined]
        raise UserError("no", "Open")

    desk.command("New", write, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert desk.workspace.count(Stakeholder) == before


def test_a_job_that_is_done_soon_is_never_shown(desk: Desk, qtbot: QtBot) -> None:
    shown: list[Job] = []
    desk.job_started.connect(shown.append)
    desk.job("Kort", lambda _progress: None, lambda _done: None)
    qtbot.waitUntil(desk.settled)
    qtbot.wait(600)
    assert not shown


def test_a_long_job_is_shown_and_can_be_broken_off(desk: Desk, qtbot: QtBot) -> None:
    said, results = list[str](), list[object]()
    desk.said.connect(said.append)
    desk.job_started.connect(lambda job: job.progress.cancel())

    def work(progress: Progress) -> None:
        for step in range(2000):
            progress.step(step, 2000)
            threading.Event().wait(0.005)

    desk.job("Lång", work, results.append)
    with qtbot.waitSignal(desk.job_ended, timeout=5000):
        pass
    assert said == ["Avbrutet. Inget har ändrats."] and not results


def test_a_part_of_the_window_that_reads_by_itself_is_found_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.courier, "read", lambda work, *_rest: work())
    with pytest.raises(AssertionError, match=r"desk\.py"), file_left_to_others(monkeypatch):
        desk.query(whose, print, owner=desk)


def test_a_test_may_read_for_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with file_left_to_others(monkeypatch):
        assert whose(desk.workspace)[1] == desk.workspace.me.name

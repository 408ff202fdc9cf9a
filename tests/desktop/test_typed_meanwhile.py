"""What is typed while something else is still being written is kept, and nothing is written twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.pages import on_screen, settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.liaison.protection import Marking
from trygg_desktop.desktop.liaison.quick_note import QuickNote
from trygg_desktop.desktop.meetings.decisions_section import DecisionsSection
from trygg_desktop.desktop.presence.quick_log import QuickLog
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.stakeholders_page import StakeholdersPage
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.stakeholders import Interaction, Stakeholder
from trygg_desktop.i18n import short_date

TODAY = date(2026, 11, 22)


@contextmanager
def busy(desk: Desk) -> Iterator[None]:
    """Something long is being written, such as a file from the other side."""
    over = Event()
    desk.courier.write(lambda: over.wait(20), lambda _done: None, desk.fault)
    try:
        yield
    finally:
        over.set()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> StakeholdersPage:
    made = on_screen(qtbot, StakeholdersPage(desk))
    first = desk.workspace.records(Stakeholder)[0]
    assert first.id is not None
    made.show_record(first.id)
    settle(qtbot, desk)
    return made


def test_an_interaction_is_noted_once_and_what_is_typed_meanwhile_stays(
    page: StakeholdersPage, desk: Desk, qtbot: QtBot
) -> None:
    assert page.sections is not None
    quick = page.sections.quick
    quick.text.setText("Ringde om belysningen")
    with busy(desk):
        qtbot.keyClick(quick.text, Qt.Key.Key_Return)
        qtbot.keyClick(quick.text, Qt.Key.Key_Return)
        quick.text.setText("Mötte dem på torget")
    settle(qtbot, desk)
    assert [each.text for each in desk.workspace.records(Interaction)] == ["Ringde om belysningen"]
    assert quick.text.text() == "Mötte dem på torget"


def test_what_was_seen_in_the_next_session_stays_while_the_last_one_is_written(qtbot: QtBot) -> None:
    log = QuickLog()
    qtbot.addWidget(log)
    log.offer([(UUID(int=1), "Bäckby")], [], today=TODAY)
    log.seen.setText("Lugnt")
    log.submit()
    log.seen.setText("Bråk vid torget")
    log.logged()
    assert log.seen.text() == "Bråk vid torget"


def test_the_day_that_was_chosen_stays_when_something_else_changes(qtbot: QtBot) -> None:
    log = QuickLog()
    qtbot.addWidget(log)
    places = [(UUID(int=1), "Bäckby")]
    log.offer(places, [], today=TODAY)
    for day in (TODAY - timedelta(days=1), TODAY - timedelta(days=40)):
        log.set_day(day)
        log.offer(places, [], today=TODAY)
        assert log.day.currentData() == day


def test_the_next_note_stays_with_its_protection_while_the_last_one_is_written(qtbot: QtBot) -> None:
    entry = QuickNote()
    qtbot.addWidget(entry)
    entry.prepare(today=TODAY, grounds=["OSL 18:1"], places=[])
    entry.editor.setPlainText("Möte på torget")
    entry.submit()
    entry.editor.setPlainText("Ett hot mot en granne")
    entry.protection.choose(Marking(Protection.PROTECTED, "OSL 18:1"))
    entry.written()
    assert entry.editor.text() == "Ett hot mot en granne"
    assert entry.protection.marking.protection is Protection.PROTECTED


def test_a_decision_that_could_not_be_written_stands_and_one_that_is_being_written_is_not_noted_twice(
    qtbot: QtBot,
) -> None:
    section, noted = DecisionsSection(), list[str]()
    qtbot.addWidget(section)
    section.decision_noted.connect(lambda what, _who, _due: noted.append(what))
    section.what.setText("Planen antas")
    for _time in range(2):
        qtbot.keyClick(section.what, Qt.Key.Key_Return)
    section.not_written()
    assert (noted, section.what.text()) == (["Planen antas"], "Planen antas")
    section.note.click()
    section.what.setText("Medel avsätts")
    section.written()
    assert (len(noted), section.what.text()) == (2, "Medel avsätts")


def test_a_decision_that_is_begun_waits_under_its_own_item(qtbot: QtBot) -> None:
    section, (one, other) = DecisionsSection(), (UUID(int=1), UUID(int=2))
    qtbot.addWidget(section)
    section.show_item(one)
    section.what.setText("Hot mot en granne utreds")
    section.show_item(other)
    assert section.what.text() == ""
    section.show_item(one)
    assert section.what.text() == "Hot mot en granne utreds"
    section.note.click()
    section.show_item(other)
    section.written()
    section.show_item(one)
    assert section.what.text() == ""


def test_a_marking_is_of_the_day_that_it_is_made_although_the_window_was_open_over_night(
    desk: Desk, qtbot: QtBot
) -> None:
    record = desk.workspace.records(Stakeholder)[0]
    form = RecordForm(desk)
    qtbot.addWidget(form)
    assert record.id is not None
    form.show(record.id)
    settle(qtbot, desk)
    assert form.body is not None
    desk.today += timedelta(days=1)
    form.body.band.choose(Protection.PROTECTED)
    assert form.body.band.marking.day.text() == short_date(desk.today)


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_field_that_is_typed_while_a_new_record_is_written_is_saved(
    desk: Desk, qtbot: QtBot, goes_on: bool
) -> None:
    other = desk.workspace.records(Stakeholder)[0]
    form = RecordForm(desk)
    qtbot.addWidget(form)
    form.resize(500, 800)
    form.show()
    form.begin(Stakeholder)
    settle(qtbot, desk)
    assert form.body is not None and other.id is not None
    name, notes = (form.body.row(each) for each in ("name", "notes"))
    assert name is not None and notes is not None
    with busy(desk):
        for row, text in ((name, "Fritidsgården"), (notes, "Öppet till tio")):
            control = row.editor.control
            assert control is not None
            control.setFocus()
            qtbot.keyClicks(control, text)
            control.left.emit()
        if goes_on:
            with qtbot.waitSignal(form.shown):
                form.show_record(other.id)
    settle(qtbot, desk)
    made = next(each for each in desk.workspace.records(Stakeholder) if each.name == "Fritidsgården")
    assert made.notes == "Öppet till tio"

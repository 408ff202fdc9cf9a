"""Möten know the work: an item opens what it is about, a decision leads to measures, and those come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.desktop import pages
from tests.desktop.meetings.council import TODAY, Council
from tests.desktop.pages import on_screen
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.meetings import calendar_file
from trygg_desktop.desktop.meetings.agenda_model import Column
from trygg_desktop.desktop.meetings.deciding import read_decided
from trygg_desktop.desktop.meetings.writing import add_meetings, propose_meeting
from trygg_desktop.desktop.meetings_page import MeetingsPage
from trygg_desktop.domain.council import Decision, Meeting
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.insight.chain import Step, chains
from trygg_desktop.workspace import Workspace

ITEM = 3
"""The item about the action plan, by its row."""


def add(workspace: Workspace, kind: type[Record], **values: object) -> UUID:
    """Writes one record."""
    with workspace.transaction("Prov") as tx:
        return tx.create(kind, **values)


def change(workspace: Workspace, id: UUID, **values: object) -> None:
    """Changes one record."""
    with workspace.transaction("Prov") as tx:
        tx.change(id, **values)


@pytest.fixture
def measure(workspace: Workspace, council: Council) -> UUID:
    """A proposed measure that the item about the plan is about."""
    made = add(workspace, Measure, title="Lampor i tunneln", stage=Stage.PROPOSED)
    change(workspace, council.items[ITEM], measure=made)
    return made


@pytest.fixture
def page(qtbot: QtBot, measure: UUID, desk: Desk) -> MeetingsPage:
    return on_screen(qtbot, MeetingsPage(desk))


def settle(qtbot: QtBot, page: MeetingsPage) -> None:
    maker = page.meeting.side.briefing.maker
    pages.settle(qtbot, page.desk, lambda: not page.commands.busy and maker.settled)


def about_place(page: MeetingsPage) -> QPoint:
    """Where the record that the item is about stands on the agenda."""
    table = page.meeting.body.agenda.table
    cell: QRect = table.visualRect(table.agenda.index(ITEM, Column.TITLE))
    [(box, _about)] = table.delegate.about_boxes(cell, table.agenda.rows[ITEM])
    return box.center()


def the_measure(page: MeetingsPage, id: UUID) -> Measure:
    found = page.desk.workspace.get(id)
    assert isinstance(found, Measure)
    return found


def open_decision(qtbot: QtBot, page: MeetingsPage, decision: UUID) -> None:
    page.meeting.open_details(decision)
    settle(qtbot, page)


def test_a_click_on_what_an_item_is_about_opens_it(qtbot: QtBot, page: MeetingsPage, measure: UUID) -> None:
    table = page.meeting.body.agenda.table
    assert [about.words for about in table.agenda.rows[ITEM].about] == ["Lampor i tunneln"]
    with qtbot.waitSignal(page.desk.opened) as opened:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=about_place(page))
    assert opened.args == [measure]


def test_what_an_item_is_about_is_said_and_opened_without_a_mouse(page: MeetingsPage, measure: UUID) -> None:
    from trygg_desktop.desktop.meetings.agenda_menu import menu_for

    table = page.meeting.body.agenda.table
    index = table.agenda.index(ITEM, Column.TITLE)
    assert "gäller Lampor i tunneln" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    offered = [action.text() for action in menu_for(table, table.agenda.rows[ITEM]).actions()]
    assert "Öppna ”Lampor i tunneln”" in offered


def test_a_confidential_measure_is_on_the_agenda_without_its_words(
    qtbot: QtBot, page: MeetingsPage, measure: UUID
) -> None:
    page.desk.command(
        "Prov", lambda tx: tx.change(measure, protection=Protection.PROTECTED, ground="OSL 18:1")
    )
    settle(qtbot, page)
    page.refresh(None)
    settle(qtbot, page)
    [about] = page.meeting.body.agenda.table.agenda.rows[ITEM].about
    assert "Lampor" not in about.words and about.words.startswith("Åtgärd")


def test_a_new_measure_follows_from_a_decision(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    open_decision(qtbot, page, council.decision)
    with qtbot.waitSignal(page.desk.opened) as opened:
        page.meeting.side.measures.new.click()
    settle(qtbot, page)
    [id] = opened.args
    made = the_measure(page, id)
    assert (made.title, made.decision, made.stage) == ("Rutin för lov", council.decision, Stage.DECIDED)
    gaps = [
        gap.missing for chain in chains(page.desk.workspace, TODAY) for gap in chain.broken if gap.after == id
    ]
    assert Step.DECISION not in gaps
    page.desk.undo()
    settle(qtbot, page)
    assert page.desk.workspace.find(id) is None


def test_a_measure_from_a_confidential_decision_is_as_confidential(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    open_decision(qtbot, page, council.confidential)
    with qtbot.waitSignal(page.desk.opened) as opened:
        page.meeting.side.measures.new.click()
    made = the_measure(page, opened.args[0])
    assert (made.protection, made.ground) == (Protection.PROTECTED, "OSL 18:2")


def test_a_measure_that_is_here_is_decided_on(
    qtbot: QtBot, page: MeetingsPage, council: Council, measure: UUID
) -> None:
    open_decision(qtbot, page, council.decision)
    page.meeting.side.measures.search.picked.emit(measure)
    settle(qtbot, page)
    found = the_measure(page, measure)
    assert (found.decision, found.stage) == (council.decision, Stage.DECIDED)
    shown = page.meeting.side.measures.findChildren(QAbstractButton)
    assert "Lampor i tunneln" in [each.accessibleName() for each in shown]


def test_a_later_decision_on_a_measure_leaves_the_first_one(
    qtbot: QtBot, page: MeetingsPage, council: Council, measure: UUID
) -> None:
    for decision in (council.decision, council.confidential):
        open_decision(qtbot, page, decision)
        page.meeting.side.measures.search.picked.emit(measure)
        settle(qtbot, page)
    assert the_measure(page, measure).decision == council.decision
    assert [each.id for each in read_decided(page.desk.workspace, council.confidential).measures] == [measure]


def test_the_measure_that_the_item_was_about_is_offered(
    workspace: Workspace, council: Council, measure: UUID
) -> None:
    decision = add(workspace, Decision, title="Lampor", agenda_item=council.items[ITEM])
    offered = read_decided(workspace, decision).offered
    assert offered is not None and offered.id == measure
    change(workspace, measure, decision=decision)
    assert read_decided(workspace, decision).offered is None


def test_a_measure_to_be_followed_up_comes_back_to_the_meeting(
    qtbot: QtBot, page: MeetingsPage, council: Council, measure: UUID
) -> None:
    page.desk.command(
        "Prov", lambda tx: tx.change(measure, decision=council.decision, follow_up_on=date(2026, 12, 1))
    )
    settle(qtbot, page)
    page.refresh(None)
    settle(qtbot, page)
    returning = page.meeting.body.open_points.returning
    [link] = returning.links
    assert link.accessibleName() == "Lampor i tunneln" and returning.isVisible()
    with qtbot.waitSignal(page.desk.opened) as opened:
        link.click()
    assert opened.args == [measure]


def test_the_year_is_saved_as_a_calendar_without_what_is_confidential(
    qtbot: QtBot, page: MeetingsPage, council: Council, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "året.ics"
    monkeypatch.setattr(calendar_file, "ask_for_calendar_path", lambda parent, words: path)
    due = {"report_due": date(2026, 12, 17)}
    page.desk.command("Prov", lambda tx: tx.change(council.meeting, **due))
    page.desk.command("Prov", lambda tx: tx.change(council.confidential, due=date(2026, 12, 20)))
    settle(qtbot, page)
    page.show_year()
    settle(qtbot, page)
    page.year.calendar_wanted.emit()
    settle(qtbot, page)
    read = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    days = {each.decoded("DTSTART") for each in read}
    assert date(2026, 12, 17) in days and date(2026, 12, 20) not in days
    assert page.desk.workspace.count(Meeting) == 2


def test_a_new_meeting_is_reported_as_soon_after_as_the_latest_one(
    workspace: Workspace, council: Council
) -> None:
    change(workspace, council.previous, report_due=date(2026, 10, 15))
    proposal = propose_meeting(workspace, TODAY)
    with workspace.transaction("Prov") as tx:
        made = add_meetings(tx, proposal, [date(2027, 3, 4)], [], checklist=False, notice_days=10)
    meeting = workspace.get(made)
    assert isinstance(meeting, Meeting) and meeting.report_due == date(2027, 4, 1)

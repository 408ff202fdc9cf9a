"""Möten over a real workspace: what is done on the page stands in the file, and can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop import pages
from tests.desktop.meetings.council import AGENDA, NEXT, TODAY, Council, at, fill
from tests.desktop.pages import filled_once, on_screen, page_of
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.meetings.agenda_model import Column
from trygg_desktop.desktop.meetings.meeting_day import along_with_day, without_day
from trygg_desktop.desktop.meetings.side_pane import Side
from trygg_desktop.desktop.meetings.writing import _without_time
from trygg_desktop.desktop.meetings_page import MeetingsPage
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.domain.council import (
    AgendaItem,
    Attendance,
    CouncilMember,
    Decision,
    DecisionStatus,
    Meeting,
    Preparation,
)
from trygg_desktop.domain.record import Protection
from trygg_desktop.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> MeetingsPage:
    return on_screen(qtbot, MeetingsPage(desk))


looked_at = filled_once(fill)
page_to_look_at = page_of(MeetingsPage, TODAY)


@pytest.fixture(scope="module")
def its(looked_at: tuple[Workspace, Council]) -> Council:
    """What `seen` shows."""
    return looked_at[1]


@pytest.fixture
def seen(page_to_look_at: MeetingsPage, its: Council, qtbot: QtBot) -> MeetingsPage:
    """That page as it was when it was made: the next meeting, with its briefing."""
    page_to_look_at.activateWindow()
    page_to_look_at.show_record(its.meeting)
    page_to_look_at.meeting.side.show_side(Side.BRIEFING)
    settle(qtbot, page_to_look_at)
    return page_to_look_at


def settle(qtbot: QtBot, page: MeetingsPage) -> None:
    """Waits until nothing is being written, read or made."""
    maker = page.meeting.side.briefing.maker
    pages.settle(qtbot, page.desk, lambda: not page.commands.busy and maker.settled)


def titles(page: MeetingsPage) -> list[str]:
    return [row.title for row in page.meeting.body.agenda.table.agenda.rows]


def positions(desk: Desk) -> dict[UUID, str]:
    return dict(desk.workspace.rows(AgendaItem, ["position"]))


def test_the_next_meeting_is_shown_first(page: MeetingsPage, council: Council) -> None:
    assert page.meeting.meeting_id == council.meeting
    assert titles(page) == [title for title, *_rest in AGENDA]


def test_a_move_is_one_named_step_that_changes_one_item_only(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    before, table = positions(page.desk), page.meeting.body.agenda.table
    table.choose(council.items[4])
    with qtbot.waitSignal(page.desk.undoable) as named:
        qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    after = positions(page.desk)
    assert {id for id in before if before[id] != after[id]} == {council.items[4]}
    assert named.args == ["Flyttade ärende 4"], "the number it had, a break has none"
    page.desk.undo()
    settle(qtbot, page)
    assert titles(page) == [title for title, *_rest in AGENDA]


def test_minutes_are_saved_when_they_are_changed(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    model = page.meeting.body.agenda.table.agenda
    model.setData(model.index(0, Column.MINUTES), 15)
    settle(qtbot, page)
    item = page.desk.workspace.get(council.items[0])
    assert isinstance(item, AgendaItem) and item.minutes == 15
    assert page.meeting.body.agenda.total == "85 minuter, slutar 14.25, 10 minuter över"


def test_a_new_item_is_opened_for_writing(qtbot: QtBot, page: MeetingsPage) -> None:
    page.meeting.body.agenda.add_item.click()
    settle(qtbot, page)
    table = page.meeting.body.agenda.table
    assert titles(page)[-1] == "Nytt ärende"
    field = table.viewport().findChild(QLineEdit)
    assert field is not None and field.text() == "Nytt ärende"


def test_an_item_asked_for_after_another_stands_there(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    page.meeting.add_item("break", council.items[0])
    settle(qtbot, page)
    assert titles(page)[1] == "Paus"


def test_a_removed_item_comes_back_with_undo(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    table = page.meeting.body.agenda.table
    table.choose(council.items[1])
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    settle(qtbot, page)
    assert "Närvaron i ytterområdena" not in titles(page)
    page.desk.undo()
    settle(qtbot, page)
    assert titles(page)[1] == "Närvaron i ytterområdena"


def test_an_open_point_is_closed_with_a_tick_and_stays_in_sight(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    points = page.meeting.body.open_points.table.points
    points.change(council.decision, "done", True)
    settle(qtbot, page)
    decision = page.desk.workspace.get(council.decision)
    assert isinstance(decision, Decision)
    assert (decision.status, decision.closed_on) == (DecisionStatus.DONE, TODAY)
    assert next(point for point in points.points if point.id == council.decision).done


def press_lacking(page: MeetingsPage, words: str) -> None:
    """Presses what the meeting lacks, by words in it."""
    links = page.meeting.body.checklist.lacks.links
    next(link for link in links if words in link.accessibleName()).click()


def test_only_what_people_wrote_is_counted_as_on_the_first_page(seen: MeetingsPage) -> None:
    checklist = seen.meeting.body.checklist
    assert [point.title for point in checklist.table.points.points] == ["Boka lokal"]
    assert "0 av 1" in [words.text() for words in checklist.heading.findChildren(Words)]
    assert len(checklist.lacks.links) >= 2


def test_moving_a_point_of_the_checklist_is_one_step_to_undo(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    workspace = page.desk.workspace
    with workspace.transaction("Made a point") as tx:
        later = tx.create(Preparation, title="Trycka", meeting=council.meeting)
    page.meeting.read()
    table = page.meeting.body.checklist.table
    qtbot.waitUntil(lambda: table.points.row_of(later) == 1)
    table.setCurrentIndex(table.points.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: table.points.row_of(later) == 0)
    assert workspace.undo_name() == "Flyttade en förberedelse"
    page.desk.undo()
    qtbot.waitUntil(lambda: table.points.row_of(later) == 1)


def test_the_notice_is_marked_as_sent_from_the_checklist(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    press_lacking(page, "skickad")
    settle(qtbot, page)
    meeting = page.desk.workspace.get(council.meeting)
    assert isinstance(meeting, Meeting)
    assert (meeting.notice_sent_on, meeting.status) == (TODAY, "called")


def test_a_missing_presenter_is_mended_where_it_is_missing(qtbot: QtBot, seen: MeetingsPage) -> None:
    press_lacking(seen, "föredragande")
    index = seen.meeting.body.agenda.table.currentIndex()
    assert (index.row(), index.column()) == (3, Column.PRESENTER)


def test_a_preparation_is_ticked_off(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    page.meeting.body.checklist.table.points.change(council.preparation, "done", True)
    settle(qtbot, page)
    preparation = page.desk.workspace.get(council.preparation)
    assert isinstance(preparation, Preparation) and preparation.done


def test_time_and_place_are_edited_where_they_stand(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    heading = page.meeting.body.heading
    heading.edit()
    heading._place.setText("Rådhuset")
    qtbot.keyClick(heading._place, Qt.Key.Key_Return)
    settle(qtbot, page)
    meeting = page.desk.workspace.get(council.meeting)
    assert isinstance(meeting, Meeting) and meeting.place == "Rådhuset"
    assert not heading.is_editing


def test_attendance_is_noted_for_all_in_one_step(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    page.meeting.side.show_side(Side.ATTENDANCE)
    page.meeting.side.attendance.everyone.click()
    settle(qtbot, page)
    noted = page.desk.workspace.rows(
        Attendance, ["presence"], where=(col(Attendance.meeting) == council.meeting,)
    )
    assert [presence for _id, presence in noted] == ["present", "present"]
    page.desk.undo()
    settle(qtbot, page)
    assert page.desk.workspace.count(Attendance) == 0


def test_presence_can_be_unnoted_again(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    for presence in ("excused", ""):
        page.meeting.side.attendance.attendance_noted.emit({council.member: {"presence": presence}})
        settle(qtbot, page)
    assert [row.presence for row in page.meeting.side.attendance.table.attendance.rows] == ["", ""]


def test_a_decision_is_noted_under_its_item(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    page.meeting.open_details(council.items[3])
    settle(qtbot, page)
    section = page.meeting.side.decisions
    section.what.setText("Planen antas")
    section.who.setText("Kommunen")
    qtbot.keyClick(section.what, Qt.Key.Key_Return)
    settle(qtbot, page)
    (decision,) = page.desk.workspace.records(Decision, col(Decision.agenda_item) == council.items[3])
    assert (decision.title, decision.owner, decision.decided_on) == ("Planen antas", "Kommunen", NEXT)
    assert [point.title for point in section.table.points.points] == ["Planen antas"]


def test_a_decision_under_a_confidential_item_is_confidential(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    with page.desk.workspace.transaction("Marked") as tx:
        tx.change(council.items[3], protection=Protection.PROTECTED, ground="OSL 18:2")
    page.meeting.open_details(council.items[3])
    settle(qtbot, page)
    page.meeting.side.decisions.decision_noted.emit("Hemligt", "", None)
    settle(qtbot, page)
    (decision,) = page.desk.workspace.records(Decision, col(Decision.agenda_item) == council.items[3])
    assert (decision.protection, decision.ground) == (Protection.PROTECTED, "OSL 18:2")


def test_a_series_takes_over_what_comes_up_each_time(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    page.plan_meeting()
    settle(qtbot, page)
    panel = page.new
    ticked = [item.title for item in panel._ticked()]
    assert ticked == ["Mötet öppnas", "Paus"]
    for day in (date(2027, 3, 4), date(2027, 6, 3)):
        panel.day.setDate(day)
        panel.add_day.click()
    panel.make.click()
    settle(qtbot, page)
    made = page.desk.workspace.records(Meeting, col(Meeting.held_on) > NEXT, order=(col(Meeting.held_on),))
    assert [meeting.held_on for meeting in made] == [date(2027, 3, 4), date(2027, 6, 3)]
    assert made[0].title == "Trygghetsrådet torsdag 4 mars"
    assert page.meeting.meeting_id == made[0].id
    assert titles(page) == ["Mötet öppnas", "Paus"]
    assert page.desk.workspace.count(Preparation, col(Preparation.meeting) == made[1].id) > 3


def test_another_meeting_is_reached_by_its_tab(qtbot: QtBot, seen: MeetingsPage, its: Council) -> None:
    seen.meeting.body.strip.tabs.setCurrentIndex(0)
    settle(qtbot, seen)
    assert seen.meeting.meeting_id == its.previous


def test_a_decision_is_shown_at_its_meeting(qtbot: QtBot, seen: MeetingsPage, its: Council) -> None:
    seen.show_record(its.decision)
    settle(qtbot, seen)
    assert seen.meeting.meeting_id == its.previous
    assert seen.meeting.side.side is Side.DETAILS
    assert seen.meeting.side.form.record_id == its.decision


def test_a_member_is_shown_in_the_list_of_members(qtbot: QtBot, seen: MeetingsPage, its: Council) -> None:
    seen.show_record(its.member)
    settle(qtbot, seen)
    assert seen.stack.currentWidget() is seen._registers[CouncilMember]


def test_the_year_shows_what_falls_due(qtbot: QtBot, seen: MeetingsPage, its: Council) -> None:
    seen.show_year()
    settle(qtbot, seen)
    shown = [seen.year.marks.item(row).text() for row in range(seen.year.marks.count())]
    assert "fre 13 nov: Rutin för lov" in shown
    seen.year.mark_opened.emit(next(mark for mark in seen.year._marks if mark.id == its.previous))
    settle(qtbot, seen)
    assert seen.meeting.meeting_id == its.previous


def test_the_year_is_copied_as_a_picture_for_a_slide(qtbot: QtBot, seen: MeetingsPage, its: Council) -> None:
    seen.show_year()
    settle(qtbot, seen)
    QApplication.clipboard().clear()
    next(link for link in seen.year.findChildren(LinkLabel) if link.text() == "Kopiera som bild").click()
    assert QApplication.clipboard().image().width() > 2000


def test_a_meeting_becomes_a_calendar_file(
    qtbot: QtBot, seen: MeetingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mote.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *about: (str(target), ""))
    seen.save_calendar_file()
    settle(qtbot, seen)
    text = target.read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/Stockholm:20261203T130000" in text
    assert "LOCATION:Stadshuset" in text


def test_a_workspace_without_meetings_offers_the_first(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    for meeting in (council.meeting, council.previous):
        page.meeting.show_meeting(meeting)
        settle(qtbot, page)
        page.remove_meeting()
        settle(qtbot, page)
    assert page.stack.currentWidget() is page.empty
    page.desk.undo()
    settle(qtbot, page)
    assert page.stack.currentWidget() is page.meeting


def test_a_narrow_page_puts_the_briefing_under_the_meeting(qtbot: QtBot, seen: MeetingsPage) -> None:
    seen.resize(860, 592)
    qtbot.waitUntil(lambda: seen.meeting.body.isAncestorOf(seen.meeting.side))
    seen.resize(1096, 752)
    qtbot.waitUntil(lambda: not seen.meeting.body.isAncestorOf(seen.meeting.side))
    assert seen.meeting.side.isVisible()


def test_every_control_of_one_s_own_has_a_name(seen: MeetingsPage) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
    side = seen.meeting.side
    parts = (seen.meeting.body, side.briefing, side.decisions, seen.year, seen.new)
    nameless = [
        f"{type(widget).__name__} in {type(part).__name__}"
        for part in parts
        for widget in part.findChildren(QWidget)
        if isinstance(widget, kinds) and not inner_part(widget) and not spoken_name(widget)
    ]
    assert nameless == []


def inner_part(widget: QWidget) -> bool:
    """Parts that Qt builds into its own widgets: the line of a spin box, the arrows of a tab bar."""
    return widget.objectName().startswith(("qt_", "Scroll"))


def spoken_name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def test_an_item_that_names_another_month_is_still_the_same_item() -> None:
    assert _without_time("Öppna punkter från 17 september") == _without_time("Öppna punkter från 21 maj")


def test_the_hours_and_the_title_go_with_the_day_in_the_plain_form(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    with page.desk.workspace.transaction("Test") as tx:
        tx.change(council.meeting, title="Trygghetsrådet torsdag 3 december")
    page.meeting.open_details(council.meeting)
    settle(qtbot, page)
    form = page.meeting.side.form
    day = form.body.row("held_on") if form.body else None
    assert day is not None
    day.editor.take_text("10 dec 2026")
    day.editor.left.emit()
    settle(qtbot, page)
    moved = page.desk.workspace.get(council.meeting)
    assert isinstance(moved, Meeting)
    assert (moved.held_on, moved.title) == (date(2026, 12, 10), "Trygghetsrådet torsdag 10 december")
    assert (moved.starts, moved.ends) == (at(date(2026, 12, 10), 13), at(date(2026, 12, 10), 14, 15))
    page.desk.undo()
    settle(qtbot, page)
    before = page.desk.workspace.get(council.meeting)
    assert isinstance(before, Meeting)
    assert (before.held_on, before.starts) == (NEXT, at(NEXT, 13)), "one step back"


def test_a_meeting_over_midnight_or_over_a_change_of_clocks_keeps_its_hours() -> None:
    summer, winter = date(2026, 10, 20), date(2026, 11, 3)
    meeting = Meeting(held_on=summer, starts=at(summer, 23), ends=at(date(2026, 10, 21), 1))
    moved = along_with_day(meeting, "held_on", winter)
    assert moved == {"starts": at(winter, 23), "ends": at(date(2026, 11, 4), 1)}
    assert along_with_day(meeting, "held_on", None) == {}
    assert along_with_day(meeting, "place", "Stadshuset") == {}


def test_a_meeting_is_planned_by_keyboard_alone(qtbot: QtBot, page: MeetingsPage, council: Council) -> None:
    page.activateWindow()
    before = page.desk.workspace.count(Meeting)
    for key, modifier, made in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, 1),
    ):
        page.plan_meeting()
        settle(qtbot, page)
        assert page.new.day.hasFocus()
        qtbot.keyClick(page.new.day, key, modifier)
        settle(qtbot, page)
        assert page.stack.currentWidget() is page.meeting
        assert page.desk.workspace.count(Meeting) == before + made


def test_every_member_can_be_reached_however_low_the_window_is(
    qtbot: QtBot, page: MeetingsPage, council: Council
) -> None:
    with page.desk.workspace.transaction("Test") as tx:
        for number in range(20):
            tx.create(CouncilMember, name=f"Ledamot {number + 3}", body="Kommunstyrelsen")
    page.resize(1024, 560)
    page.meeting.side.show_side(Side.ATTENDANCE)
    page.refresh(None)
    settle(qtbot, page)
    table = page.meeting.side.attendance.table
    table.setFocus()
    for _row in range(table.attendance.rowCount()):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    last = table.visualRect(table.currentIndex())
    assert table.currentIndex().row() == 21
    assert table.viewport().visibleRegion().boundingRect().contains(last)


def test_a_new_meeting_takes_over_the_title_without_its_day_in_any_language() -> None:
    day = date(2026, 12, 3)
    assert without_day("Trygghetsrådet torsdag 3 december", day) == "Trygghetsrådet"
    assert without_day("Safety council Thursday 3 December 2026", day) == "Safety council"
    assert without_day("Rådet för 3 stadsdelar", day) == "Rådet för 3 stadsdelar"

"""One meeting, editable: its agenda and lists to the left, its briefing and details to the right."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.briefings.request import BriefingRequest
from trygg_desktop.desktop.briefings.side_by_side import SideBySide
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.meetings.agenda_model import AgendaRow
from trygg_desktop.desktop.meetings.commands import MeetingCommands
from trygg_desktop.desktop.meetings.decisions_section import NotedDecision
from trygg_desktop.desktop.meetings.meeting_body import MeetingBody
from trygg_desktop.desktop.meetings.mending import mend
from trygg_desktop.desktop.meetings.reading import MeetingView, decisions_under, read_meeting
from trygg_desktop.desktop.meetings.side_pane import Side, SidePane
from trygg_desktop.domain.council import ItemForm
from trygg_desktop.i18n import _


class MeetingPane(QWidget):
    """Shows one meeting and carries out what the user does with it."""

    meeting_missing = Signal()
    """There are no meetings at all."""
    meeting_shown = Signal(object)
    """The meeting that is shown, as a MeetingView."""

    def __init__(self, desk: Desk, commands: MeetingCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.commands = commands
        beside = SideBySide(self)
        self.body = MeetingBody(beside.splitter)
        self.side = SidePane(desk, beside.splitter)
        beside.hold(self.body, self.body.column, self.side)
        self.view: MeetingView | None = None
        self._ticked: set[UUID] = set()
        self._wanted: UUID | None = None
        self._choose_next: UUID | None = None
        self._open_next: UUID | None = None
        self._stale = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(beside)
        self._wire_agenda()
        self._wire_lists()
        self._wire_side()
        commands.settled.connect(self._settled)

    def _wire_agenda(self) -> None:
        agenda = self.body.agenda
        agenda.item_asked_for.connect(self.add_item)
        agenda.table.agenda.item_moved.connect(self._moved)
        agenda.table.agenda.item_edited.connect(self._edited)
        agenda.table.item_removed.connect(self._removed)
        agenda.table.item_chosen.connect(self._item_chosen)
        agenda.table.item_opened.connect(self.open_details)
        agenda.table.about_opened.connect(self.desk.open)
        self.body.heading.meeting_edited.connect(self.commands.change_meeting)
        self.body.strip.tabs.meeting_chosen.connect(self.show_meeting)

    def _wire_lists(self) -> None:
        self.body.open_points.table.points.point_edited.connect(self._open_point_edited)
        self.body.open_points.point_opened.connect(lambda point: self.open_details(point.id))
        self.body.open_points.returning.measure_opened.connect(self.desk.open)
        checklist = self.body.checklist
        checklist.table.points.point_edited.connect(self._preparation_edited)
        checklist.table.point_removed.connect(self.commands.remove_point)
        checklist.points_placed.connect(self.commands.place_preparations)
        checklist.point_opened.connect(lambda point: self.open_details(point.id))
        checklist.lacks.chosen.connect(lambda key: mend(self, key))
        checklist.point_asked_for.connect(self.add_point)
        checklist.usual_points_asked_for.connect(self.add_usual_points)

    def _wire_side(self) -> None:
        self.side.decisions.decision_noted.connect(self._note_decision)
        self.side.decisions.table.points.point_edited.connect(self._open_point_edited)
        self.side.decisions.table.point_removed.connect(self.commands.remove_point)
        self.side.decisions.point_opened.connect(lambda point: self.open_details(point.id))
        self.side.attendance.attendance_noted.connect(self._note_attendance)
        self.side.form.shown.connect(lambda record: self._read_decisions())
        self.side.side_shown.connect(lambda number: self._side_shown())

    # Reading

    @property
    def meeting_id(self) -> UUID | None:
        """The meeting that is shown."""
        return self.view.facts.id if self.view else None

    def show_meeting(self, id: UUID | None) -> None:
        """Shows a meeting; without an id the next one."""
        if id != self.meeting_id:
            self._ticked.clear()
        self._wanted = id
        self.read()

    def read(self) -> None:
        """Reads the meeting again. What is being written first is not overtaken by an older state."""
        if self.commands.busy:
            self._stale = True
            return
        wanted, today, ticked = self._wanted, self.desk.today, frozenset(self._ticked)
        self.desk.query(
            lambda workspace: read_meeting(workspace, wanted, today, ticked=ticked), self._show, owner=self
        )
        self.side.briefing.changed()
        self._read_decisions()

    def _settled(self) -> None:
        if self._stale:
            self._stale = False
            self.read()

    def _show(self, view: MeetingView | None) -> None:
        if self.commands.busy:
            self._stale = True
            return
        if view is None:
            self.view = None
            self.side.briefing.show_request(None)
            self.meeting_missing.emit()
            return
        other = view.facts.id != self.meeting_id
        self.view, self._wanted = view, view.facts.id
        self.body.show_meeting(view, self.desk.today, view.facts.id)
        self.side.attendance.show_attendance(view.attendance)
        self._ask_for_briefing(view)
        if other:
            self.body.verticalScrollBar().setValue(0)
            self.body.agenda.table.clearSelection()
            self._side_shown()
        if self._choose_next:
            self._edit_new(self._choose_next)
        if self._open_next:
            self._open_within(self._open_next)
        self.meeting_shown.emit(view)

    def _ask_for_briefing(self, view: MeetingView) -> None:
        former = self.side.briefing.request or BriefingRequest()
        request = BriefingRequest(
            name="meeting",
            audience=former.audience,
            meeting=view.facts.id,
            day=view.facts.held_on,
            working_copy=former.working_copy,
        )
        if request != former:
            self.side.briefing.show_request(request)

    # The agenda

    def _row(self, id: UUID) -> AgendaRow | None:
        rows = self.body.agenda.table.agenda.rows
        return next((row for row in rows if row.id == id), None)

    def _moved(self, _id: UUID, places: dict[UUID, str], number: int | None) -> None:
        self.commands.place_items(places, number)

    def _edited(self, id: UUID, field: str, value: Any) -> None:
        row = self._row(id)
        if row:
            self.commands.change_item(row, field, value)

    def _removed(self, id: UUID) -> None:
        row = self._row(id)
        if row:
            self.commands.remove_item(row)

    def add_item(self, form: str = ItemForm.INFORMATION.value, after: UUID | None = None) -> None:
        """A new item, whose title is opened for writing as soon as it is there."""
        if self.view is None:
            return
        rows = self.body.agenda.table.agenda.rows
        self.commands.add_item(self.view.facts.id, rows, form, after, draft=self.view.draft, done=self._added)

    def _added(self, id: UUID) -> None:
        self._choose_next = id
        self.read()

    def _edit_new(self, id: UUID) -> None:
        self._choose_next = None
        table = self.body.agenda.table
        if table.agenda.row_of(id) >= 0:
            table.choose(id)
            table.edit_title(id)
        else:
            self.body.checklist.table.edit_title(id)

    def _item_chosen(self, id: UUID | None) -> None:
        if self.side.side is Side.DETAILS and id is not None:
            self.side.form.show_record(id)

    # What is to be done

    def _open_point_edited(self, id: UUID, field: str, value: Any) -> None:
        if field != "done":
            self.commands.change_point(id, field, value)
            return
        self._ticked.add(id)
        self.commands.tick_decision(id, value, self.desk.today)

    def _preparation_edited(self, id: UUID, field: str, value: Any) -> None:
        if field == "done":
            self.commands.tick_preparation(id, value)
        else:
            self.commands.change_point(id, field, value)

    def add_point(self) -> None:
        """A new point on the checklist, opened for writing."""
        if self.view:
            self.commands.add_point(
                self.view.facts.id, _("New point"), draft=self.view.draft, done=self._added
            )

    def add_usual_points(self) -> None:
        """The usual checklist before a meeting."""
        if self.view and self.view.facts.held_on:
            self.commands.add_usual_points(
                self.view.facts.id, self.view.facts.held_on, self.view.notice_days, draft=self.view.draft
            )

    def mark_notice_sent(self) -> None:
        """Notes that the notice went out today."""
        if self.meeting_id:
            self.commands.mark_notice_sent(self.meeting_id, self.desk.today)

    # The right-hand side

    def show_within(self, id: UUID) -> None:
        """Shows a record of the meeting that was just asked for, once that is here."""
        self._open_next = id

    def _open_within(self, id: UUID) -> None:
        self._open_next = None
        self.body.agenda.table.choose(id)
        self.open_details(id)

    def open_details(self, id: UUID | None) -> None:
        """Shows a record of this meeting in full, beside it."""
        if id is not None:
            self.side.show_side(Side.DETAILS)
            self.side.form.show_record(id)

    def _side_shown(self) -> None:
        """The details follow what is chosen: an item, or else the meeting itself."""
        if self.side.side is Side.DETAILS:
            row = self.body.agenda.table.chosen()
            self.open_details(row.id if row else self.meeting_id)

    def _read_decisions(self) -> None:
        item = self.side.form.record_id
        if item is None or self._row(item) is None:
            return
        self.side.decisions.show_item(item)
        today = self.desk.today
        self.desk.query(
            lambda workspace: decisions_under(workspace, item),
            lambda points: self.side.decisions.show_decisions(points, today),
            owner=self,
        )

    def _note_decision(self, title: str, owner: str, due: date | None) -> None:
        view, section = self.view, self.side.decisions
        id = section.item
        if id is None or view is None:
            section.not_written()
            return
        self.commands.note_decision(
            id,
            NotedDecision(title, owner, due),
            view.facts.held_on,
            done=lambda _id: section.written(),
            not_done=section.not_written,
        )

    def _note_attendance(self, noted: dict[UUID, dict[str, str]]) -> None:
        if self.view:
            self.commands.note_attendance(self.view.facts.id, noted, draft=self.view.draft)

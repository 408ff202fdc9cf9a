"""Möten: the meetings of the year, their agendas, what remains, and the briefing beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget
from sqlmodel import col

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.meetings.calendar_file import save_meeting, save_year
from trygg_desktop.desktop.meetings.commands import MeetingCommands
from trygg_desktop.desktop.meetings.meeting_pane import MeetingPane
from trygg_desktop.desktop.meetings.new_meeting import NewMeetingPanel
from trygg_desktop.desktop.meetings.reading import MeetingView, read_year
from trygg_desktop.desktop.meetings.register import Register
from trygg_desktop.desktop.meetings.side_pane import Side
from trygg_desktop.desktop.meetings.writing import NewMeeting, StandingItem, propose_meeting
from trygg_desktop.desktop.meetings.year_view import YearView
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import EmptyPage, Words, lead_focus
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.domain.council import CouncilMember, Decision, Meeting, MeetingStatus
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.year import What, YearMark
from trygg_desktop.workspace import Workspace


class MeetingsPage(Page):
    """The subject Möten."""

    subject = "meetings"
    label = N_("Meetings")
    icon = "calendar-blank"
    number = 7
    kinds = ("meeting", "agenda-item", "decision", "preparation", "attendance", "council-member")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.commands = MeetingCommands(desk, self)
        self.stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.meeting = MeetingPane(desk, self.commands, self.stack)
        self.stack.addWidget(self.meeting)
        self._registers: dict[type[Record], Register] = {}
        self._before_new: QWidget = self.meeting
        lead_focus(self, self.meeting.body.agenda.table)
        self._wire()

    @cached_property
    def year(self) -> YearView:
        """The year by wheel and by list."""
        made = YearView(self.stack)
        made.left.connect(lambda: self.stack.setCurrentWidget(self.meeting))
        made.year_asked_for.connect(self._read_year)
        made.mark_opened.connect(self._mark_opened)
        made.calendar_wanted.connect(self.save_year_file)
        self.stack.addWidget(made)
        return made

    @cached_property
    def new(self) -> NewMeetingPanel:
        """The proposal of new meetings."""
        made = NewMeetingPanel(self.stack)
        made.left.connect(lambda: self.stack.setCurrentWidget(self._before_new))
        made.meetings_asked_for.connect(self._make_meetings)
        self.stack.addWidget(made)
        return made

    @cached_property
    def empty(self) -> QWidget:
        """What belongs here, where there is no meeting."""
        inset = QWidget(self.stack)
        column = QVBoxLayout(inset)
        column.setContentsMargins(32, 16, 32, 20)
        column.setSpacing(0)
        column.addWidget(Words(_(self.label), "page"))
        page = EmptyPage(
            _("Here the council’s meetings are planned: day and place, agenda, open points and briefing."),
            _("Plan the first meeting"),
        )
        page.button_pressed.connect(self.plan_meeting)
        column.addWidget(page, 1)
        self.stack.addWidget(inset)
        return inset

    def _is_made(self, name: str) -> bool:
        return name in self.__dict__

    def _wire(self) -> None:
        strip = self.meeting.body.strip
        strip.wheel_asked_for.connect(self.show_year)
        strip.year_chosen.connect(self._go_to_year)
        strip.more.menu_wanted.connect(self._fill_menu)
        self.meeting.meeting_shown.connect(self._meeting_shown)
        self.meeting.meeting_missing.connect(lambda: self.stack.setCurrentWidget(self.empty))

    def refresh(self, changes: Changes | None) -> None:
        self.meeting.read()
        if self._is_made("year") and self.stack.currentWidget() is self.year:
            self._read_year(self.year.shown_year)

    def show_record(self, id: UUID) -> None:
        """Shows a meeting, or the meeting that a record belongs to with the record beside it."""
        self.desk.query(
            lambda workspace: _home(workspace, id), lambda home: self._go_home(id, *home), owner=self
        )

    def new_kinds(self) -> list[str]:
        return ["agenda-item", "meeting", "preparation", "decision", "council-member"]

    def begin_new(self, kind: str) -> None:
        if kind == "meeting" or (self.meeting.view is None and kind != "council-member"):
            self.plan_meeting()
        elif kind == "council-member":
            self._register(CouncilMember).begin(kind)
        elif kind == "preparation":
            self._back_to_meeting()
            self.meeting.add_point()
        elif kind == "decision":
            self._back_to_meeting()
            self._new_decision()
        else:
            self._back_to_meeting()
            self.meeting.add_item()

    def actions_here(self) -> list[Action]:
        return [
            Action("meetings.new", _("Plan a meeting"), self.plan_meeting),
            Action("meetings.item", _("Add an agenda item"), lambda: self.begin_new("agenda-item")),
            Action("meetings.year", _("Show the year wheel"), self.show_year),
            Action("meetings.briefing", _("Create the briefing for the meeting"), self._keep_briefing),
            Action("meetings.calendar", _("Save the meeting as a calendar file"), self.save_calendar_file),
            Action(
                "meetings.year-file", _("Save the council’s year as a calendar file"), self.save_year_file
            ),
            Action("meetings.decisions", _("Show all decisions"), lambda: self._show_register(Decision)),
            Action(
                "meetings.members",
                _("Show the council’s members"),
                lambda: self._show_register(CouncilMember),
            ),
        ]

    def _back_to_meeting(self) -> None:
        self.stack.setCurrentWidget(self.meeting)

    def _meeting_shown(self, view: MeetingView) -> None:
        if self._is_made("empty") and self.stack.currentWidget() is self.empty:
            self._back_to_meeting()

    def _go_home(self, id: UUID, kind: type | None, meeting: UUID | None) -> None:
        if kind is CouncilMember:
            self._register(CouncilMember).show_record(id)
            return
        if meeting is None:
            if kind is Decision:
                self._register(Decision).show_record(id)
            return
        self._back_to_meeting()
        self.meeting.show_meeting(meeting)
        if kind is not Meeting:
            self.meeting.show_within(id)

    def show_year(self) -> None:
        """Shows the year wheel of the meeting's year."""
        self.stack.setCurrentWidget(self.year)
        self._read_year(self.meeting.view.year if self.meeting.view else self.desk.today.year)
        self.year.wheel.setFocus()

    def _read_year(self, year: int) -> None:
        self.desk.query(
            lambda workspace: read_year(workspace, year, self.desk.today),
            lambda marks: self.year.show_year(year, marks, self.desk.today),
            owner=self,
        )

    def _go_to_year(self, year: int) -> None:
        """The first meeting of a year; a year without meetings is shown as a wheel."""

        def found(marks: Sequence[YearMark]) -> None:
            meetings = [mark for mark in marks if mark.what is What.MEETING]
            if meetings:
                self.meeting.show_meeting(meetings[0].id)
            else:
                self.stack.setCurrentWidget(self.year)
                self.year.show_year(year, marks, self.desk.today)

        self.desk.query(lambda workspace: read_year(workspace, year, self.desk.today), found, owner=self)

    def _mark_opened(self, mark: YearMark) -> None:
        if mark.kind in self.kinds:
            self.show_record(mark.id)
        else:
            self.desk.open(mark.id)

    def _register(self, kind: type[Record]) -> ListAndForm:
        """The whole list of a kind, with a way back to the meeting."""
        self._show_register(kind)
        return self._registers[kind].records

    def _show_register(self, kind: type[Record]) -> None:
        if kind not in self._registers:
            register = self._registers[kind] = Register(self.desk, kind)
            register.left.connect(self._back_to_meeting)
            self.stack.addWidget(register)
        self.stack.setCurrentWidget(self._registers[kind])
        self._registers[kind].setFocus()

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addAction(_("Plan a meeting"), self.plan_meeting)
        menu.addAction(_("All decisions"), lambda: self._show_register(Decision))
        menu.addAction(_("The council’s members"), lambda: self._show_register(CouncilMember))
        view = self.meeting.view
        if view is None:
            return
        id = view.facts.id
        menu.addSeparator()
        menu.addAction(_("Save as a calendar file …"), self.save_calendar_file)
        for status in MeetingStatus:
            action = menu.addAction(status.label, partial(self.commands.set_status, id, status))
            action.setCheckable(True)
            action.setChecked(view.status == status)
        menu.addSeparator()
        menu.addAction(_("Remove the meeting"), self.remove_meeting)

    def plan_meeting(self) -> None:
        """Offers a new meeting after the pattern of the latest ones."""
        today = self.desk.today
        self.desk.query(lambda workspace: propose_meeting(workspace, today), self._propose, owner=self)

    def _propose(self, proposal: NewMeeting) -> None:
        if self.stack.currentWidget() is not self.new:
            self._before_new = self.stack.currentWidget() or self.meeting
        self.stack.setCurrentWidget(self.new)
        self.new.show_proposal(proposal)

    def _make_meetings(
        self, proposal: NewMeeting, days: Sequence[date], items: Sequence[StandingItem], checklist: bool
    ) -> None:
        self.commands.add_meetings(
            proposal,
            days,
            items,
            checklist=checklist,
            notice_days=proposal.notice_days,
            done=self._meetings_made,
        )

    def _meetings_made(self, first: UUID) -> None:
        self._back_to_meeting()
        self.meeting.show_meeting(first)

    def remove_meeting(self) -> None:
        """Takes the meeting away; it comes back with undo."""
        if self.meeting.meeting_id:
            self.commands.remove_meeting(
                self.meeting.meeting_id, lambda nothing: self.meeting.show_meeting(None)
            )

    def save_calendar_file(self) -> None:
        """Saves the meeting for other people's calendars."""
        view = self.meeting.view
        if view is not None:
            save_meeting(self, self.desk, view.facts.id, view.facts.held_on)

    def save_year_file(self) -> None:
        """Saves the year that is shown for other people's calendars."""
        view = self.meeting.view
        shown = self.year.shown_year if self._is_made("year") else 0
        save_year(self, self.desk, shown or (view.year if view else self.desk.today.year))

    def _keep_briefing(self) -> None:
        self._back_to_meeting()
        self.meeting.side.show_side(Side.BRIEFING)
        self.meeting.side.briefing.keep_briefing()

    def _new_decision(self) -> None:
        row = self.meeting.body.agenda.table.chosen()
        if row is None or row.is_break:
            self.meeting.side.show_side(Side.DETAILS)
            view = self.meeting.view
            if view:
                self.meeting.side.form.begin("decision", meeting=view.facts.id, decided_on=view.facts.held_on)
            return
        self.meeting.open_details(row.id)
        self.meeting.side.decisions.what.setFocus()


def _home(workspace: Workspace, id: UUID) -> tuple[type | None, UUID | None]:
    """What kind of record it is, and the meeting it belongs to."""
    record = workspace.find(id)
    if isinstance(record, Meeting):
        return Meeting, id
    meeting = getattr(record, "meeting", None)
    known = meeting is not None and workspace.count(Meeting, col(Meeting.id) == meeting)
    return (type(record) if record else None), (meeting if known else None)

"""What the user does on the page of a meeting, each as one named step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.meetings import writing
from trygg_desktop.desktop.meetings.agenda_model import AgendaRow
from trygg_desktop.desktop.meetings.decisions_section import NotedDecision
from trygg_desktop.desktop.meetings.writing import NewMeeting, StandingItem
from trygg_desktop.domain.council import AgendaItem, ItemForm, MeetingStatus
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Transaction

T = TypeVar("T")
_POINT_FIELDS = {"title": "title", "who": "owner", "due": "due"}


class MeetingCommands(QObject):
    """Writes on behalf of the page, and knows whether anything is still on its way."""

    settled = Signal()
    """Everything that was begun has been written, or refused."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Whether something is still being written."""
        return self._under_way > 0

    def _run(
        self,
        message: str,
        write: Callable[[Transaction], T],
        done: Callable[[T], None] | None = None,
        not_done: Callable[[], None] | None = None,
        **parameters: Any,
    ) -> None:
        def written(outcome: T) -> None:
            self._end()
            if done is not None:
                done(outcome)

        def refused(error: BaseException) -> None:
            self._end()
            if not_done is not None:
                not_done()
            self._desk.fault(error)

        self._under_way += 1
        self._desk.command(message, write, written, failed=refused, **parameters)

    def _end(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit()

    # The agenda

    def place_items(self, places: dict[UUID, str], number: int | None) -> None:
        """Saves where items stand now; `number` is what the moved one had until then, nothing for a break."""
        if number is None:
            self._run(N_("Moved a break"), lambda tx: writing.place_items(tx, places))
        else:
            self._run(N_("Moved item {number}"), lambda tx: writing.place_items(tx, places), number=number)

    def change_item(self, row: AgendaRow, field: str, value: Any) -> None:
        """Saves one field of an item."""
        label = AgendaItem.fields()[field].label
        if row.number is None:
            self._run(
                N_("Changed a break: {field}"), lambda tx: tx.change(row.id, **{field: value}), field=label
            )
            return
        self._run(
            N_("Changed item {number}: {field}"),
            lambda tx: tx.change(row.id, **{field: value}),
            number=row.number,
            field=label,
        )

    def remove_item(self, row: AgendaRow) -> None:
        """Takes an item away."""
        if row.number is None:
            self._run(N_("Removed a break"), lambda tx: tx.delete(row.id))
        else:
            self._run(N_("Removed item {number}"), lambda tx: tx.delete(row.id), number=row.number)

    def add_item(
        self,
        meeting: UUID,
        rows: Sequence[AgendaRow],
        form: str,
        after: UUID | None,
        *,
        draft: bool,
        done: Callable[[UUID], None],
    ) -> None:
        """A new item or break; `done` is given its id."""
        message = N_("Added a break") if form == ItemForm.BREAK else N_("Added an item")
        self._run(message, lambda tx: writing.add_item(tx, meeting, rows, form, after, draft=draft), done)

    # The meeting itself

    def change_meeting(self, id: UUID, values: dict[str, Any]) -> None:
        """Saves title, day, time or place."""
        self._run(N_("Changed the meeting’s head"), lambda tx: tx.change(id, **values))

    def mark_notice_sent(self, id: UUID, today: date) -> None:
        """Notes that the notice went out today."""
        values = {"notice_sent_on": today, "status": MeetingStatus.CALLED.value}
        self._run(N_("Noted that the notice was sent"), lambda tx: tx.change(id, **values))

    def set_status(self, id: UUID, status: MeetingStatus) -> None:
        """Where the meeting stands."""
        messages = {
            MeetingStatus.PLANNED: N_("Marked the meeting as being planned"),
            MeetingStatus.CALLED: N_("Noted that the notice was sent"),
            MeetingStatus.HELD: N_("Marked the meeting as held"),
            MeetingStatus.CANCELLED: N_("Cancelled the meeting"),
        }
        self._run(messages[status], lambda tx: tx.change(id, status=status.value))

    def remove_meeting(self, id: UUID, done: Callable[[None], None]) -> None:
        """Takes a meeting away; its items stay with it and come back with it."""
        self._run(N_("Removed the meeting"), lambda tx: tx.delete(id), done)

    def add_meetings(
        self,
        proposal: NewMeeting,
        days: Sequence[date],
        items: Sequence[StandingItem],
        *,
        checklist: bool,
        notice_days: int,
        done: Callable[[UUID], None],
    ) -> None:
        """New meetings; `done` is given the id of the first."""
        message = N_("Made a meeting") if len(days) == 1 else N_("Made several meetings")
        self._run(
            message,
            lambda tx: writing.add_meetings(
                tx, proposal, days, items, checklist=checklist, notice_days=notice_days
            ),
            done,
        )

    # What is to be done

    def tick_decision(self, id: UUID, done: bool, today: date) -> None:
        """Closes an open point or opens it again."""
        message = N_("Ticked off an open point") if done else N_("Opened a point again")
        self._run(message, lambda tx: writing.tick_decision(tx, id, done, today))

    def change_point(self, id: UUID, field: str, value: Any) -> None:
        """Saves what is to be done, who does it or by when, of a decision or a preparation."""
        self._run(N_("Changed a point"), lambda tx: tx.change(id, **{_POINT_FIELDS[field]: value or None}))

    def tick_preparation(self, id: UUID, done: bool) -> None:
        """Ticks a point on the checklist, or takes the tick away."""
        message = N_("Ticked off a preparation") if done else N_("Took away a tick")
        self._run(message, lambda tx: tx.change(id, done=done))

    def place_preparations(self, places: dict[UUID, str]) -> None:
        """Saves where points of the checklist stand now."""
        self._run(N_("Moved a preparation"), lambda tx: writing.place_items(tx, places))

    def remove_point(self, id: UUID) -> None:
        """Takes a decision or a preparation away."""
        self._run(N_("Removed a point"), lambda tx: tx.delete(id))

    def add_point(self, meeting: UUID, title: str, *, draft: bool, done: Callable[[UUID], None]) -> None:
        """One more point on the checklist."""
        self._run(
            N_("Added a preparation"), lambda tx: writing.add_point(tx, meeting, title, draft=draft), done
        )

    def add_usual_points(self, meeting: UUID, held_on: date, notice_days: int, *, draft: bool) -> None:
        """The usual checklist."""
        self._run(
            N_("Used the usual checklist"),
            lambda tx: writing.add_usual_points(tx, meeting, held_on, notice_days, draft=draft),
        )

    def note_attendance(self, meeting: UUID, noted: dict[UUID, dict[str, str]], *, draft: bool) -> None:
        """Who was there."""
        self._run(N_("Noted attendance"), lambda tx: writing.note_attendance(tx, meeting, noted, draft=draft))

    def note_decision(
        self,
        item: UUID,
        noted: NotedDecision,
        decided_on: date | None,
        *,
        done: Callable[[UUID], None],
        not_done: Callable[[], None],
    ) -> None:
        """A decision taken under an item; one of the two is told whether it is written."""

        def write(tx: Transaction) -> UUID:
            found = self._desk.workspace.get(item)
            assert isinstance(found, AgendaItem)
            return writing.add_decision(
                tx, found, title=noted.what, owner=noted.who, due=noted.due, decided_on=decided_on
            )

        self._run(N_("Noted a decision"), write, done, not_done)

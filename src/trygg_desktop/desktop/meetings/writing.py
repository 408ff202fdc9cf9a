"""What the page of a meeting writes: each function is one step of a transaction and can be undone as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import col
from uuid6 import uuid7

from trygg_desktop.desktop.meetings.agenda_model import AgendaRow
from trygg_desktop.desktop.meetings.meeting_day import names_its_day, without_day
from trygg_desktop.domain.agenda import moved, positions
from trygg_desktop.domain.checklist import usual_preparations
from trygg_desktop.domain.council import (
    AgendaItem,
    Attendance,
    Decision,
    DecisionStatus,
    ItemForm,
    Meeting,
    MeetingStatus,
    Preparation,
)
from trygg_desktop.i18n import HOME, _, local, weekday_day_month
from trygg_desktop.insight.meetings import agenda
from trygg_desktop.workspace import Transaction, Workspace

BREAK_MINUTES = 15
ITEM_MINUTES = 10


def place_items(tx: Transaction, places: dict[UUID, str]) -> None:
    """Gives items their new places: as a rule one item, a few where two people placed items at once."""
    for id, position in places.items():
        tx.change(id, position=position)


def add_item(
    tx: Transaction, meeting: UUID, rows: Sequence[AgendaRow], form: str, after: UUID | None, *, draft: bool
) -> UUID:
    """A new item or break, last or after another one; a draft where its meeting is one."""
    new = UUID(int=uuid7().int)
    ids = [row.id for row in rows]
    index = ids.index(after) + 1 if after in ids else len(ids)
    there = [AgendaItem(id=row.id, position=row.position) for row in rows]
    places = moved([*there, AgendaItem(id=new)], new, index)
    is_break = form == ItemForm.BREAK
    tx.create(
        AgendaItem,
        id=new,
        title=_("Break") if is_break else _("New item"),
        meeting=meeting,
        form=form,
        minutes=BREAK_MINUTES if is_break else ITEM_MINUTES,
        position=places.pop(new),
        draft=draft or None,
    )
    place_items(tx, places)
    return new


def tick_decision(tx: Transaction, id: UUID, done: bool, today: date) -> None:
    """Closes an open point as carried out, or opens it again."""
    status = DecisionStatus.DONE if done else DecisionStatus.OPEN
    tx.change(id, status=status, closed_on=today if done else None)


def note_attendance(
    tx: Transaction, meeting: UUID, noted: dict[UUID, dict[str, str]], *, draft: bool
) -> None:
    """Notes for each member whether they were there and who came instead."""
    for member, values in noted.items():
        id = tx.create(Attendance, member=member, meeting=meeting, draft=draft or None)
        tx.change(id, **{name: value or None for name, value in values.items()})


def add_usual_points(
    tx: Transaction, meeting: UUID, held_on: date, notice_days: int, *, draft: bool = False
) -> None:
    """The usual checklist before a meeting."""
    tasks = usual_preparations(held_on, notice_days=notice_days)
    for task, position in zip(tasks, positions(len(tasks)), strict=True):
        tx.create(
            Preparation,
            title=task.title,
            due=task.due,
            meeting=meeting,
            position=position,
            draft=draft or None,
        )


def add_point(tx: Transaction, meeting: UUID, title: str, *, draft: bool) -> UUID:
    """One more point on the checklist before a meeting."""
    return tx.create(Preparation, title=title, meeting=meeting, draft=draft or None)


SATURDAY = 5


@dataclass(frozen=True, slots=True)
class StandingItem:
    """An item of an earlier meeting that a new one may take over. `usual`: it has come up before, too."""

    title: str
    form: str
    minutes: int | None
    presenter: str | None
    protection: str | None
    ground: str | None
    usual: bool


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """What a new meeting starts from: title, hours, place and items of the latest one.

    `report_days` is how many days after it the executive board is told, where the latest ones have such a day.
    """

    title: str
    day: date
    begins: time
    minutes: int
    place: str
    items: tuple[StandingItem, ...]
    notice_days: int = 10
    report_days: int | None = None


def propose_meeting(workspace: Workspace, today: date) -> NewMeeting:
    """A proposal for a new meeting, after the pattern of the latest ones."""
    council = workspace.council()
    latest = workspace.records(
        Meeting,
        col(Meeting.held_on).is_not(None),
        col(Meeting.status).is_distinct_from(MeetingStatus.CANCELLED.value),
        order=(col(Meeting.held_on).desc(),),
        limit=4,
    )
    last = latest[0] if latest else None
    begins = local(last.starts).time() if last and last.starts else time(13)
    return NewMeeting(
        title=_base_title(last) or council.name or _("Meeting"),
        day=_proposed_day(latest, today),
        begins=begins,
        minutes=_length(last) or council.meeting_minutes or 120,
        place=(last and last.place) or council.meeting_place or "",
        items=tuple(_standing(workspace, latest)),
        notice_days=council.notice_days or 10,
        report_days=_report_days(latest),
    )


def _report_days(latest: Sequence[Meeting]) -> int | None:
    waits = ((one.report_due - one.held_on).days for one in latest if one.report_due and one.held_on)
    return next((days for days in waits if days >= 0), None)


def _base_title(meeting: Meeting | None) -> str:
    """What the meetings are called, without the day that the title of one may say."""
    if meeting is None or not meeting.title:
        return ""
    return without_day(meeting.title, meeting.held_on) if meeting.held_on else meeting.title


def titled(title: str, day: date) -> str:
    """The title of one meeting among others of the same name: it says its day."""
    return title if names_its_day(title, day) else f"{title} {weekday_day_month(day)}"


def _length(meeting: Meeting | None) -> int | None:
    if meeting and meeting.starts and meeting.ends:
        return int((meeting.ends - meeting.starts).total_seconds() // 60)
    return meeting.planned_minutes if meeting else None


def _proposed_day(latest: Sequence[Meeting], today: date) -> date:
    """A quarter after the latest meeting, on the same weekday; never a day that has passed."""
    last = latest[0].held_on if latest else None
    if last is None:
        day = today + timedelta(weeks=4)
        return day if day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())
    day = last + timedelta(weeks=13)
    while day <= today:
        day += timedelta(weeks=1)
    return day


def _standing(workspace: Workspace, latest: Sequence[Meeting]) -> Iterable[StandingItem]:
    agendas = [[slot.item for slot in agenda(workspace, meeting)] for meeting in latest]
    agendas = [items for items in agendas if items]
    if not agendas:
        return
    earlier = {_without_time(item.title) for items in agendas[1:] for item in items}
    for item in agendas[0]:
        yield StandingItem(
            title=item.title or "",
            form=item.form or ItemForm.INFORMATION,
            minutes=item.minutes,
            presenter=item.presenter,
            protection=item.protection,
            ground=item.ground,
            usual=_without_time(item.title) in earlier or item.form == ItemForm.BREAK,
        )


def _without_time(title: str | None) -> str:
    """A title without figures and months: `Mötesdagar 2027` comes back as `Mötesdagar 2028`."""
    months = {weekday_day_month(date(2000, number, 1)).split()[-1] for number in range(1, 13)}
    words = (title or "").casefold().split()
    return " ".join(word for word in words if word not in months and not any(map(str.isdigit, word)))


def add_meetings(
    tx: Transaction,
    proposal: NewMeeting,
    days: Sequence[date],
    items: Sequence[StandingItem],
    *,
    checklist: bool,
    notice_days: int,
) -> UUID:
    """One meeting for each day, with the chosen items and perhaps the usual checklist; gives the first."""
    made = []
    for day in sorted(set(days)):
        starts = datetime.combine(day, proposal.begins, tzinfo=HOME).astimezone(UTC)
        meeting = tx.create(
            Meeting,
            title=titled(proposal.title, day),
            held_on=day,
            starts=starts,
            ends=starts + timedelta(minutes=proposal.minutes),
            place=proposal.place or None,
            notice_due=day - timedelta(days=notice_days),
            report_due=None if proposal.report_days is None else day + timedelta(days=proposal.report_days),
        )
        for item, position in zip(items, positions(len(items)), strict=True):
            tx.create(
                AgendaItem,
                title=item.title,
                form=item.form,
                minutes=item.minutes,
                presenter=item.presenter,
                protection=item.protection,
                ground=item.ground,
                position=position,
                meeting=meeting,
            )
        if checklist:
            add_usual_points(tx, meeting, day, notice_days)
        made.append(meeting)
    return made[0]


def add_decision(
    tx: Transaction, item: AgendaItem, *, title: str, owner: str, due: date | None, decided_on: date | None
) -> UUID:
    """A decision taken under an item: as confidential as the item, and a draft where the item is one."""
    return tx.create(
        Decision,
        title=title,
        owner=owner or None,
        due=due,
        agenda_item=item.id,
        meeting=item.meeting,
        decided_on=decided_on,
        protection=item.protection,
        ground=item.ground,
        marked_on=item.marked_on,
        marked_by=item.marked_by,
        draft=bool(item.draft),
    )

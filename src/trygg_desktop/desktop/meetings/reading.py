"""Everything the page of a meeting shows, read in one go away from the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.desktop.meetings.agenda_model import About, AgendaRow, row_of_item
from trygg_desktop.desktop.meetings.attendance_model import AttendanceRow
from trygg_desktop.desktop.meetings.meeting_heading import MeetingFacts, facts_of
from trygg_desktop.desktop.meetings.meeting_tabs import MeetingTab
from trygg_desktop.desktop.meetings.points_model import Point
from trygg_desktop.desktop.meetings.returning_measures import ReturningLine
from trygg_desktop.desktop.veiled import veils
from trygg_desktop.domain.agenda import CARRIED, carried
from trygg_desktop.domain.council import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingStatus,
    Preparation,
    Seat,
)
from trygg_desktop.domain.measures import Measure
from trygg_desktop.i18n import _
from trygg_desktop.insight.decisions import is_closed, who_sees_to
from trygg_desktop.insight.following_up import returning
from trygg_desktop.insight.meetings import (
    agenda,
    ends_of,
    last_meeting,
    meetings_of_year,
    members,
    next_meeting,
    open_points,
)
from trygg_desktop.insight.readiness import Check, Readiness, readiness
from trygg_desktop.insight.year import YearMark, year_marks
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting as its page shows it."""

    facts: MeetingFacts
    status: str
    draft: bool
    year: int
    years: tuple[int, ...]
    tabs: tuple[MeetingTab, ...]
    items: tuple[AgendaRow, ...]
    planned_end: datetime | None
    presenters: tuple[str, ...]
    decision_word: str
    open_points: tuple[Point, ...]
    returning: tuple[ReturningLine, ...]
    checklist: tuple[Point, ...]
    lacks: tuple[Check, ...]
    offers_checklist: bool
    notice_days: int
    attendance: tuple[AttendanceRow, ...]


def read_meeting(
    workspace: Workspace, chosen: UUID | None, today: date, *, ticked: frozenset[UUID] = frozenset()
) -> MeetingView | None:
    """A meeting, or the next one where none is chosen; nothing where there are no meetings at all.

    `ticked` are open points that were closed a moment ago and are still shown.
    """
    meeting = _find(workspace, chosen, today)
    if meeting is None or meeting.id is None:
        return None
    year = meeting.held_on.year if meeting.held_on else today.year
    ready = readiness(workspace, meeting, today)
    council = workspace.council()
    return MeetingView(
        facts=facts_of(meeting),
        status=meeting.status or MeetingStatus.PLANNED,
        draft=bool(meeting.draft),
        year=year,
        years=_years(workspace, today),
        tabs=tuple(_tabs(workspace, year)),
        items=tuple(_rows(workspace, [slot.item for slot in agenda(workspace, meeting)])),
        planned_end=ends_of(meeting),
        presenters=_presenters(workspace),
        decision_word=council.word_for_decision or "",
        open_points=tuple(_open_points(workspace, meeting, ticked)),
        returning=tuple(_returning(workspace, meeting)),
        checklist=tuple(_checklist(workspace, meeting, ready)),
        lacks=ready.missing,
        offers_checklist=bool(meeting.held_on) and not ready.written,
        notice_days=council.notice_days or 10,
        attendance=tuple(_attendance(workspace, meeting, today)),
    )


def _rows(workspace: Workspace, items: list[AgendaItem]) -> Iterable[AgendaRow]:
    """The items with the records that each is about; of what is confidential only its kind and day."""
    kinds = {
        id: AgendaItem.fields()[name].target
        for item in items
        for name in CARRIED
        if (id := getattr(item, name)) is not None
    }
    titles = workspace.titles(kinds)
    veiled = veils(workspace, [(kinds[id], id) for id in titles]) if titles else {}
    for item in items:
        yield row_of_item(
            item,
            tuple(
                About(
                    id=id,
                    icon=workspace.kinds.named(kinds[id]).about.icon.removeprefix("ph."),
                    words=veiled[id].words if id in veiled else titles[id],
                )
                for id in carried(item)
                if id in titles
            ),
        )


def _find(workspace: Workspace, chosen: UUID | None, today: date) -> Meeting | None:
    found = workspace.find(chosen) if chosen else None
    if isinstance(found, Meeting):
        return found
    near = next_meeting(workspace, today) or last_meeting(workspace, today)
    if near is not None:
        return near
    rest = workspace.records(Meeting, limit=1)
    return rest[0] if rest else None


def _years(workspace: Workspace, today: date) -> tuple[int, ...]:
    held = {day.year for _id, day in workspace.rows(Meeting, ["held_on"]) if day}
    return tuple(sorted(held | {today.year}))


def _tabs(workspace: Workspace, year: int) -> Iterable[MeetingTab]:
    undated = workspace.records(Meeting, col(Meeting.held_on).is_(None))
    for meeting in (*meetings_of_year(workspace, year), *undated):
        if meeting.id:
            cancelled = meeting.status == MeetingStatus.CANCELLED
            yield MeetingTab(meeting.id, meeting.title or "", meeting.held_on, cancelled)


def _presenters(workspace: Workspace) -> tuple[str, ...]:
    """Roles that have presented before, and the two leaders' own."""
    council = workspace.council()
    used = {presenter for _id, presenter in workspace.rows(AgendaItem, ["presenter"]) if presenter}
    return tuple(sorted(used | {name for name in (council.role_municipality, council.role_police) if name}))


def _checklist(workspace: Workspace, meeting: Meeting, ready: Readiness) -> Iterable[Point]:
    places = dict(workspace.rows(Preparation, ["position"], where=(col(Preparation.meeting) == meeting.id,)))
    for check in ready.written:
        id = check.preparation
        if id is not None:
            yield Point(id, check.label, check.owner, check.due, check.done, places.get(id))


def _open_points(workspace: Workspace, meeting: Meeting, ticked: frozenset[UUID]) -> Iterable[Point]:
    decisions = open_points(workspace, before=meeting)
    here = {one.id for one in decisions}
    closed = [one for one in map(workspace.find, ticked - here) if isinstance(one, Decision)]
    decisions = sorted([*decisions, *closed], key=lambda one: (one.due or date.max, str(one.id)))
    yield from points_of(workspace, decisions)


def _returning(workspace: Workspace, meeting: Meeting) -> Iterable[ReturningLine]:
    """The council's measures that are to be followed up at a meeting; none once it has been held."""
    if meeting.status in (MeetingStatus.HELD, MeetingStatus.CANCELLED):
        return
    found = {each.measure.id: each for each in returning(workspace, meeting) if each.measure.id}
    veiled = veils(workspace, [(Measure.about.name, id) for id in found])
    for id, each in found.items():
        yield ReturningLine(id, veiled[id].words if id in veiled else each.measure.title or "", each.on)


def points_of(workspace: Workspace, decisions: Iterable[Decision]) -> list[Point]:
    """Decisions as things to be done, with whoever sees to them."""
    listed = list(decisions)
    titles = workspace.titles(one.stakeholder for one in listed if one.stakeholder)
    return [
        Point(
            id=one.id,
            title=one.title or "",
            who=who_sees_to(one, lambda id: titles.get(id, "")),
            due=one.due,
            done=is_closed(one),
        )
        for one in listed
        if one.id
    ]


def decisions_under(workspace: Workspace, item: UUID) -> list[Point]:
    """The decisions taken under an item, done or not."""
    found = workspace.records(Decision, col(Decision.agenda_item) == item)
    return points_of(workspace, found)


def _attendance(workspace: Workspace, meeting: Meeting, today: date) -> Iterable[AttendanceRow]:
    noted = {
        member: (presence or "", substitute or "")
        for _id, member, presence, substitute in workspace.rows(
            Attendance, ["member", "presence", "substitute"], where=(col(Attendance.meeting) == meeting.id,)
        )
    }
    for member in members(workspace, meeting.held_on or today):
        if member.id is None:
            continue
        presence, substitute = noted.get(member.id, ("", ""))
        yield AttendanceRow(member.id, member.name or "", _seat_and_body(member), presence, substitute)


def _seat_and_body(member: Any) -> str:
    if member.seat in set(Seat) and member.seat != Seat.MEMBER:
        seat = Seat(member.seat).label
        return _("{seat}, {body}", seat=seat, body=member.body) if member.body else seat
    return member.body or ""


def read_year(workspace: Workspace, year: int, today: date) -> list[YearMark]:
    """What stands in a year, by day."""
    return year_marks(workspace, date(year, 1, 1), date(year, 12, 31), today=today)

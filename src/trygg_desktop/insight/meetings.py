"""The council's meetings: which comes next, its agenda, what remains from before and who has a seat."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.agenda import Slot, planned_length, running_order
from trygg_desktop.domain.council import (
    AgendaItem,
    CouncilMember,
    Decision,
    Meeting,
    MeetingStatus,
    Seat,
)
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.values import sort_key
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.decisions import CLOSED, is_closed
from trygg_desktop.workspace import Workspace


def next_meeting(workspace: Workspace, today: date, *, audience: Audience | None = None) -> Meeting | None:
    """The first meeting from today on that has neither been held nor cancelled."""
    over = (MeetingStatus.HELD.value, MeetingStatus.CANCELLED.value)
    status = col(Meeting.status)
    found = workspace.records(
        Meeting,
        col(Meeting.held_on) >= today,
        status.is_(None) | status.not_in(over),
        *visible(Meeting, audience),
        order=(col(Meeting.held_on), col(Meeting.starts)),
        limit=1,
    )
    return found[0] if found else None


def last_meeting(workspace: Workspace, today: date, *, audience: Audience | None = None) -> Meeting | None:
    """The latest meeting that has been held: before today, or marked as held today."""
    status = col(Meeting.status)
    held = (col(Meeting.held_on) < today) | (
        (col(Meeting.held_on) == today) & (status == MeetingStatus.HELD.value)
    )
    return _latest(workspace, held, audience)


def previous_meeting(
    workspace: Workspace, meeting: Meeting, *, audience: Audience | None = None
) -> Meeting | None:
    """The meeting before this one."""
    if meeting.held_on is None:
        return None
    return _latest(workspace, col(Meeting.held_on) < meeting.held_on, audience)


def _latest(workspace: Workspace, condition: object, audience: Audience | None) -> Meeting | None:
    status = col(Meeting.status)
    found = workspace.records(
        Meeting,
        condition,
        status.is_(None) | (status != MeetingStatus.CANCELLED.value),
        *visible(Meeting, audience),
        order=(col(Meeting.held_on).desc(), col(Meeting.starts).desc()),
        limit=1,
    )
    return found[0] if found else None


def meetings_of_year(workspace: Workspace, year: int, *, audience: Audience | None = None) -> list[Meeting]:
    """The meetings of a calendar year in order, cancelled ones too."""
    return workspace.records(
        Meeting,
        col(Meeting.held_on).between(date(year, 1, 1), date(year, 12, 31)),
        *visible(Meeting, audience),
        order=(col(Meeting.held_on), col(Meeting.starts)),
    )


def ends_of(meeting: Meeting) -> datetime | None:
    """When a meeting ends: as it is written, else from its planned length."""
    length = planned_length(meeting)
    if meeting.ends or meeting.starts is None or not length:
        return meeting.ends
    return meeting.starts + timedelta(minutes=length)


def agenda(workspace: Workspace, meeting: Meeting, *, audience: Audience | None = None) -> list[Slot]:
    """The items in order with numbers and clock times.

    For an audience, numbers and times follow from the items it may see: a gap would tell of the others.
    """
    items = workspace.records(
        AgendaItem, col(AgendaItem.meeting) == meeting.id, *visible(AgendaItem, audience)
    )
    return running_order(meeting.starts, items)


def open_points(
    workspace: Workspace, *, before: Meeting | None = None, audience: Audience | None = None
) -> list[Decision]:
    """Decisions that remain, the earliest due first.

    With a meeting: those from earlier meetings, to be gone through there.
    """
    status = col(Decision.status)
    found = workspace.records(
        Decision,
        status.is_(None) | status.not_in([each.value for each in CLOSED]),
        *visible(Decision, audience),
    )
    return sorted(found if before is None else _from_before(workspace, found, before), key=_first_due)


def open_then(workspace: Workspace, meeting: Meeting, *, audience: Audience | None = None) -> list[Decision]:
    """Decisions from earlier meetings that remained when this one began, the earliest due first.

    What has been closed since was open then, and was gone through at the meeting.
    """
    day = meeting.held_on
    found = [
        one
        for one in _from_before(workspace, workspace.records(Decision, *visible(Decision, audience)), meeting)
        if not is_closed(one) or (day is not None and one.closed_on is not None and one.closed_on >= day)
    ]
    return sorted(found, key=_first_due)


def _first_due(decision: Decision) -> tuple[date, date, str]:
    return decision.due or date.max, decision.decided_on or date.max, sort_key(decision.title) or ""


def _from_before(workspace: Workspace, decisions: list[Decision], meeting: Meeting) -> list[Decision]:
    later = from_day(workspace, meeting)
    return [one for one in decisions if one.meeting not in later and not _decided_after(one, meeting)]


def from_day(workspace: Workspace, meeting: Meeting) -> set[UUID | None]:
    """This meeting and those on the same day or later: what was decided there was not there before it."""
    later: set[UUID | None] = {meeting.id}
    if meeting.held_on is not None:
        later |= {
            row[0] for row in workspace.rows(Meeting, [], where=(col(Meeting.held_on) >= meeting.held_on,))
        }
    return later


def _decided_after(decision: Decision, meeting: Meeting) -> bool:
    days = decision.decided_on, meeting.held_on
    return decision.meeting is None and None not in days and days[0] >= days[1]  # type: ignore[operator]


def members(workspace: Workspace, day: date, *, audience: Audience | None = None) -> list[CouncilMember]:
    """Those who have a seat on a day: those who share the chair first, then by seat and name."""
    from_on, to_on = col(CouncilMember.from_on), col(CouncilMember.to_on)
    found = workspace.records(
        CouncilMember,
        from_on.is_(None) | (from_on <= day),
        to_on.is_(None) | (to_on >= day),
        *visible(CouncilMember, audience),
    )
    return sorted(
        found,
        key=lambda one: (
            not one.shared_chair,
            _SEATS.get(one.seat or "", len(_SEATS)),
            sort_key(one.name) or "",
        ),
    )


_SEATS = {seat.value: place for place, seat in enumerate(Seat)}

"""What was decided at earlier meetings and remains, as the notice of the next one tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trygg_desktop.briefings.content import Reading
from trygg_desktop.briefings.decided import as_it_stood, day_of
from trygg_desktop.domain.council import Decision, Meeting
from trygg_desktop.insight.decisions import days_late, is_closed, who_sees_to
from trygg_desktop.insight.meetings import open_then


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A decision that has not been carried out: who sees to it and by when."""

    title: str
    owner: str
    due: date | None
    late: bool
    decided_on: date | None
    remark: str
    marking: str


def open_points_before(
    reading: Reading, meeting: Meeting, previous: Meeting | None, *, on: date
) -> tuple[tuple[OpenPoint, ...], tuple[OpenPoint, ...]]:
    """Decisions from before this meeting that remained on a day: those of the previous one, and the older ones."""
    recent: list[OpenPoint] = []
    older: list[OpenPoint] = []
    then = (as_it_stood(one, on) for one in open_then(reading.workspace, meeting))
    for decision in reading.admit(one for one in then if not is_closed(one)):
        point = _point(reading, decision, on)
        (recent if _belongs_to(decision, previous) else older).append(point)
    return tuple(recent), tuple(older)


def _belongs_to(decision: Decision, meeting: Meeting | None) -> bool:
    if meeting is None:
        return False
    if decision.meeting is None:
        return decision.decided_on is not None and decision.decided_on == meeting.held_on
    return decision.meeting == meeting.id


def _point(reading: Reading, decision: Decision, on: date) -> OpenPoint:
    return OpenPoint(
        title=decision.title or "",
        owner=who_sees_to(decision, reading.title),
        due=decision.due,
        late=days_late(decision, on) > 0,
        decided_on=decision.decided_on or day_of(reading, decision.meeting),
        remark=decision.carried_over or "",
        marking=reading.marking_of(decision),
    )

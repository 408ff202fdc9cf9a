"""Measures that the council decided on and that come back to its next meeting to be followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.council import Decision, Meeting
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.measures import Measure, is_over
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.chain import latest_follow_ups, linked_decisions
from trygg_desktop.insight.looks import still_awaited
from trygg_desktop.insight.meetings import from_day
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Returning:
    """A measure that is to be followed up at a meeting: since when, and by which decision the council has it."""

    measure: Measure
    decision: UUID
    on: date


def returning(workspace: Workspace, meeting: Meeting, *, audience: Audience | None = None) -> list[Returning]:
    """The council's own measures whose follow-up is due by the day of a meeting, the longest waiting first.

    A measure comes back until it has been followed up on its day or later, or is over; what is decided at the
    meeting itself or later does not. A meeting without a day has none.
    """
    if meeting.held_on is None:
        return []
    later = from_day(workspace, meeting)
    decided = {
        id
        for id, at in workspace.rows(Decision, ["meeting"], where=visible(Decision, audience))
        if at not in later
    }
    linked = linked_decisions(workspace, decided, audience)
    latest = latest_follow_ups(workspace, audience)
    steps = _next_steps(workspace, audience)
    found = []
    for measure in workspace.records(Measure, *visible(Measure, audience)):
        assert measure.id is not None
        decision = measure.decision if measure.decision in decided else linked.get(measure.id)
        followed, _id = latest.get(measure.id, (None, None))
        days = [
            day
            for day in (measure.follow_up_on, steps.get(measure.id))
            if day is not None and day <= meeting.held_on and still_awaited(day, followed)
        ]
        if decision is not None and days and not is_over(measure):
            found.append(Returning(measure, decision, min(days)))
    return sorted(found, key=lambda each: (each.on, each.measure.title or ""))


def _next_steps(workspace: Workspace, audience: Audience | None) -> dict[UUID, date]:
    """By measure, the first day on which a next step is still to be followed up."""
    where = (col(FollowUp.follow_up_on).is_not(None), col(FollowUp.followed_up).is_not(True))
    found: dict[UUID, date] = {}
    for _id, measure, on in workspace.rows(
        FollowUp, ["measure", "follow_up_on"], where=(*where, *visible(FollowUp, audience))
    ):
        if measure is not None:
            found[measure] = min(on, found.get(measure, on))
    return found

"""What runs out in the council's year: promises to review, pilots to judge, goals, follow-ups and the two years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal, GoalStatus
from trygg_desktop.domain.measures import Measure, is_over, promise_review
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.record import Audience, headline
from trygg_desktop.domain.stakeholders import Agreement, AgreementStatus
from trygg_desktop.i18n import N_
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.chain import latest_follow_ups
from trygg_desktop.insight.law import countdown, latest_decided
from trygg_desktop.insight.looks import still_awaited
from trygg_desktop.workspace import Workspace


class Ending(Choice):
    """What comes to an end on a day."""

    PROMISE = "promise", N_("Promise to citizens to be reviewed")
    PILOT = "pilot", N_("Pilot to be judged")
    FOLLOW_UP = "follow-up", N_("Measure to be followed up")
    NEXT_STEP = "next-step", N_("Next step to be followed up")
    GOAL = "goal", N_("Goal to be reached")
    AGREEMENT = "agreement", N_("Agreement runs out")
    TWO_YEARS = "two-years", N_("Picture and plan due by law")


@dataclass(frozen=True, slots=True)
class RunsOut:
    """Something that someone has to see to by a day; `days_left` is below 0 when it has passed."""

    on: date
    what: Ending
    kind: str
    id: UUID
    title: str
    days_left: int
    protection: str | None

    @property
    def protected(self) -> bool:
        """Whether a screen that others may see must not say its title."""
        return not Audience.COUNCIL.may_see(self.protection)


def running_out(
    workspace: Workspace, today: date, *, until: date | None = None, audience: Audience | None = None
) -> list[RunsOut]:
    """Everything that runs out up to and including `until` (without it, ever), the longest overdue first.

    What is looked at together is told once: a promise that is reviewed on the day when its measure is followed up,
    and the next step of a follow-up that is due with its measure.
    """
    found = [one for one in _everything(workspace, today, audience) if until is None or one.on <= until]
    return sorted(found, key=lambda one: (one.on, one.what, one.title))


def _everything(workspace: Workspace, today: date, audience: Audience | None) -> Iterator[RunsOut]:
    def one(
        on: date, what: Ending, record: Measure | Goal | FollowUp | Agreement | SituationPicture
    ) -> RunsOut:
        assert record.id is not None
        title = headline(record.title)
        return RunsOut(on, what, record.about.name, record.id, title, (on - today).days, record.protection)

    latest = latest_follow_ups(workspace, audience, today)
    told: set[tuple[UUID | None, date]] = set()
    for measure in workspace.records(Measure, *visible(Measure, audience)):
        if is_over(measure):
            continue
        review = promise_review(measure)
        if review:
            told.add((measure.id, review))
            yield one(review, Ending.PROMISE, measure)
        if measure.pilot and measure.judged_on and not measure.pilot_decision:
            yield one(measure.judged_on, Ending.PILOT, measure)
        followed_on = latest[measure.id][0] if measure.id in latest else None
        planned = measure.follow_up_on
        if planned and planned != review and still_awaited(planned, followed_on):
            told.add((measure.id, planned))
            yield one(planned, Ending.FOLLOW_UP, measure)
    open_step = (col(FollowUp.follow_up_on).is_not(None), col(FollowUp.followed_up).is_not(True))
    for follow_up in workspace.records(FollowUp, *open_step, *visible(FollowUp, audience)):
        assert follow_up.follow_up_on is not None
        if (follow_up.measure, follow_up.follow_up_on) in told:
            continue
        yield one(follow_up.follow_up_on, Ending.NEXT_STEP, follow_up)
    for goal in workspace.records(Goal, col(Goal.due).is_not(None), *visible(Goal, audience)):
        if goal.due and goal.status in (GoalStatus.CURRENT, None):
            yield one(goal.due, Ending.GOAL, goal)
    for agreement in workspace.records(Agreement, *visible(Agreement, audience)):
        if agreement.runs_out_on and agreement.status != AgreementStatus.ENDED:
            yield one(agreement.runs_out_on, Ending.AGREEMENT, agreement)
    picture = latest_decided(workspace, today, audience=audience)
    counted = countdown(workspace, today, audience=audience)
    if picture is not None and counted is not None:
        yield one(counted.due, Ending.TWO_YEARS, picture)

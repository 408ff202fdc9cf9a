"""The follow-up report: what is gathered of each goal, its measures, how they were followed up and evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.latest_figures import FigureContent, latest_figure
from trygg_desktop.briefings.measure_lines import tells_gaps
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.figures import Indicator, is_small
from trygg_desktop.domain.follow_up import Evaluation, FollowUp, FollowUpLevel, net_change
from trygg_desktop.domain.goals import Goal, GoalLevel, GoalStatus
from trygg_desktop.domain.measures import Light, Measure, PilotDecision, Stage
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _
from trygg_desktop.insight.goals import measured_in
from trygg_desktop.insight.going import Going, going
from trygg_desktop.insight.looks import is_unfollowed, latest_follow_ups
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SeenContent:
    """One look at a measure: production, process or effect."""

    level: FollowUpLevel | None
    on: date | None
    light: Light | None
    text: str
    planned: str
    actual: str
    planned_count: float | None
    actual_count: float | None
    deviation: str
    next_step: str
    next_on: date | None
    marking: str


@dataclass(frozen=True, slots=True)
class SidedContent:
    """The figures of one place before and after, each with how many answers it rests on."""

    before: float | None
    before_n: int | None
    after: float | None
    after_n: int | None


@dataclass(frozen=True, slots=True)
class EvaluatedContent:
    """An evaluation with its before and after. `small` says that so few answered that chance may have done it."""

    title: str
    done_on: date | None
    indicator: str
    unit: str
    before_period: str
    after_period: str
    here: SidedContent
    compared_with: str
    there: SidedContent
    net: float | None
    small: bool
    result: str
    proposal: str
    marking: str


@dataclass(frozen=True, slots=True)
class PilotContent:
    """What was to be learned from a pilot, what would stop it, and what became of it."""

    hypothesis: str
    stop_rule: str
    judged_on: date | None
    decision: PilotDecision | None
    reason: str


@dataclass(frozen=True, slots=True)
class MeasureContent:
    """A measure, with the latest look at it from each side."""

    title: str
    stage: Stage | None
    light: Light | None
    responsible: str
    districts: tuple[str, ...]
    follow_up_on: date | None
    late: bool
    seen: tuple[SeenContent, ...]
    evaluations: tuple[EvaluatedContent, ...]
    pilot: PilotContent | None
    marking: str


@dataclass(frozen=True, slots=True)
class GoalContent:
    """A goal with the measures that work for it; without a title it is those that work for none."""

    title: str
    indicator: str
    unit: str
    baseline: float | None
    baseline_on: date | None
    target: float | None
    due: date | None
    latest: FigureContent | None
    outcome: str
    measures: tuple[MeasureContent, ...]
    marking: str


@dataclass(frozen=True, slots=True)
class FollowUpContent:
    """Everything that the follow-up report prints, already filtered for its audience."""

    cover: Cover
    goals: tuple[GoalContent, ...]


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[FollowUpContent, Reading]:
    """Reads the goals, measures, follow-ups and evaluations that this edition may hold."""
    reading = Reading(workspace, edition)
    goals = [one for one in workspace.records(Goal) if one.status != GoalStatus.DROPPED]
    measures = [one for one in workspace.records(Measure) if one.stage not in (Stage.PROPOSED, Stage.DROPPED)]
    told = _Told(reading, reading.admit(measures))
    shown = [told.goal(goal) for goal in _in_order(reading.admit(goals))]
    goals_told = (*(one for one in shown if one is not None), *told.without_goal())
    if reading.left_out and not any(one.measures for one in goals_told):
        reading.notices.append(_("This audience may see none of the measures."))
    content = FollowUpContent(goals=goals_told, cover=cover_of(reading))
    return content, reading


def _in_order(goals: list[Goal]) -> list[Goal]:
    """Goals with those under them following each, the first due at the top."""
    under: dict[UUID | None, list[Goal]] = {}
    ids = {goal.id for goal in goals}
    for goal in sorted(goals, key=lambda one: (one.due or date.max, sort_key(one.title or "") or "")):
        under.setdefault(goal.parent if goal.parent in ids else None, []).append(goal)
    ordered: list[Goal] = []
    waiting = list(reversed(under.pop(None, [])))
    while waiting:
        goal = waiting.pop()
        ordered.append(goal)
        waiting += reversed(under.pop(goal.id, []))
    return [*ordered, *(goal for those in under.values() for goal in those)]


class _Told:
    """Measures, follow-ups and evaluations that were read, by what they belong to."""

    def __init__(self, reading: Reading, measures: list[Measure]) -> None:
        self._reading = reading
        self._measures = sorted(measures, key=lambda one: sort_key(one.title or "") or "")
        ids = {measure.id for measure in measures}
        workspace = reading.workspace
        self._seen = reading.admit(one for one in workspace.records(FollowUp) if one.measure in ids)
        self._evaluated = reading.admit(one for one in workspace.records(Evaluation) if one.measure in ids)
        self._followed = latest_follow_ups(workspace, reading.audience, reading.edition.today)
        self._tells_gaps = tells_gaps(reading)
        self._told: set[UUID | None] = set()

    def goal(self, goal: Goal) -> GoalContent | None:
        """A goal; an effect of the programme that no measure works for directly is left to its own goals."""
        own = [one for one in self._measures if one.goal == goal.id]
        if goal.level == GoalLevel.PROGRAMME and not own:
            return None
        self._told |= {one.id for one in own}
        reading = self._reading
        indicator = reading.find(goal.indicator)
        known = indicator if isinstance(indicator, Indicator) else None
        where = measured_in(goal)
        return GoalContent(
            title=goal.title or "",
            indicator=(known.name or "") if known else "",
            unit=(known.unit or "") if known else "",
            baseline=goal.baseline,
            baseline_on=goal.baseline_on,
            target=goal.target,
            due=goal.due,
            latest=latest_figure(reading, known, place=where[0]) if known and where else None,
            outcome=(goal.outcome or "").strip(),
            measures=tuple(map(self._measure, own)),
            marking=reading.marking_of(goal),
        )

    def without_goal(self) -> tuple[GoalContent, ...]:
        """The measures that belong to no goal that may be seen."""
        rest = tuple(self._measure(one) for one in self._measures if one.id not in self._told)
        return (GoalContent("", "", "", None, None, None, None, None, "", rest, ""),) if rest else ()

    def _measure(self, measure: Measure) -> MeasureContent:
        reading = self._reading
        how = going(measure.stage, measure.status)
        return MeasureContent(
            title=measure.title or "",
            stage=Stage(measure.stage) if measure.stage in list(Stage) else None,
            light=_light(measure.status) if how in (Going.ON_PLAN, Going.RISK, Going.LATE) else None,
            responsible=measure.responsible_person or reading.title(measure.responsible),
            districts=reading.titles(measure.districts),
            follow_up_on=measure.follow_up_on,
            late=measure.follow_up_on is not None and self._is_unfollowed(measure),
            seen=tuple(self._latest_looks(measure)),
            evaluations=tuple(self._evaluation(one) for one in self._evaluated if one.measure == measure.id),
            pilot=_pilot(measure) if measure.pilot else None,
            marking=reading.marking_of(measure),
        )

    def _is_unfollowed(self, measure: Measure) -> bool:
        """Whether the day for its follow-up has passed without any, as the plan tells it."""
        assert measure.id is not None
        last, _look = self._followed.get(measure.id, (None, None))
        return self._tells_gaps and is_unfollowed(
            measure.stage,
            measure.from_on,
            measure.follow_up_on,
            self._reading.edition.today,
            followed=measure.id in self._followed,
            last=last,
        )

    def _latest_looks(self, measure: Measure) -> list[SeenContent]:
        """The latest look from each side: production, then process, then effect, then those of no side."""
        latest: dict[FollowUpLevel | None, FollowUp] = {}
        for one in sorted(self._seen, key=lambda one: (one.on or date.min, str(one.id))):
            if one.measure == measure.id and (one.on is None or one.on <= self._reading.edition.today):
                latest[FollowUpLevel(one.level) if one.level in list(FollowUpLevel) else None] = one
        order = [*FollowUpLevel, None]
        return [self._look(level, latest[level]) for level in order if level in latest]

    def _look(self, level: FollowUpLevel | None, one: FollowUp) -> SeenContent:
        return SeenContent(
            level=level,
            on=one.on,
            light=_light(one.status),
            text=(one.text or "").strip(),
            planned=(one.planned or "").strip(),
            actual=(one.actual or "").strip(),
            planned_count=one.planned_count,
            actual_count=one.actual_count,
            deviation=(one.deviation or "").strip(),
            next_step=(one.next_step or "").strip(),
            next_on=one.follow_up_on,
            marking=self._reading.marking_of(one),
        )

    def _evaluation(self, one: Evaluation) -> EvaluatedContent:
        reading = self._reading
        indicator = reading.find(one.indicator)
        known = indicator if isinstance(indicator, Indicator) else None
        here = SidedContent(one.before, one.before_n, one.after, one.after_n)
        there = SidedContent(
            one.comparison_before, one.comparison_before_n, one.comparison_after, one.comparison_after_n
        )
        fewest = known.smallest_n if known else None
        counts = (here.before_n, here.after_n, there.before_n, there.after_n)
        return EvaluatedContent(
            title=one.title or "",
            done_on=one.done_on,
            indicator=(known.name or "") if known else "",
            unit=(known.unit or "") if known else "",
            before_period=one.before_period or "",
            after_period=one.after_period or "",
            here=here,
            compared_with=", ".join(reading.titles(one.comparison_districts)),
            there=there,
            net=net_change(one),
            small=any(is_small(n, fewest) for n in counts),
            result=(one.result or "").strip(),
            proposal=(one.proposal or "").strip(),
            marking=reading.marking_of(one),
        )


def _light(value: str | None) -> Light | None:
    return Light(value) if value in list(Light) else None


def _pilot(measure: Measure) -> PilotContent:
    decision = measure.pilot_decision
    return PilotContent(
        hypothesis=(measure.hypothesis or "").strip(),
        stop_rule=(measure.stop_rule or "").strip(),
        judged_on=measure.judged_on,
        decision=PilotDecision(decision) if decision in list(PilotDecision) else None,
        reason=(measure.pilot_reason or "").strip(),
    )

"""A measure's indicators before and after it began, beside the whole city, read away from the window's thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.i18n import _
from trygg_desktop.insight.charts.before_after import BeforeAfter, Pair
from trygg_desktop.insight.charts.indicator_charts import sources_told, unit_of, value_of
from trygg_desktop.insight.charts.values import MISSING, Value
from trygg_desktop.insight.effect_words import chance_in_words, events_in_words, indicator_in_words
from trygg_desktop.insight.periods import shown, written, year_before
from trygg_desktop.insight.points import Point, has_begun
from trygg_desktop.insight.trends import Series, Trend, trend
from trygg_desktop.workspace import Workspace

KINDS = frozenset(
    {
        "measure",
        "follow-up",
        "evaluation",
        "measurement",
        "indicator",
        "cause",
        "problem",
        "goal",
        "event",
        "district",
    }
)
"""Kinds that before and after is read from."""
MOST = 4
"""Charts under one measure; more of them nobody compares."""


@dataclass(frozen=True, slots=True)
class BeforeAfterShown:
    """One indicator in one place: the chart, and the same as the fields of an evaluation."""

    chart: BeforeAfter
    evaluation: dict[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Effects:
    """What can be told of a measure, or the sentence that says what is missing for it.

    Args:
        counts: what was counted in the time before and after, a paragraph each: indicators, then police events.
    """

    shown: tuple[BeforeAfterShown, ...] = ()
    lacking: str = ""
    counts: tuple[str, ...] = ()


def read_effects(workspace: Workspace, id: UUID, today: date) -> Effects:
    """Before and after of a measure, or of the one that a follow-up or an evaluation looks at, by this day."""
    measure = _measure(workspace, id)
    if measure is None:
        return Effects(lacking=_("Say which measure it is about to see before and after."))
    if measure.from_on is None:
        return Effects(lacking=_("Say when the measure begins to see before and after."))
    assert measure.id is not None
    beside = _comparison(workspace, measure.id, id)
    indicators = _indicators(workspace, measure)
    counts = _counts(workspace, measure.id, indicators, beside, today)
    if not indicators:
        return Effects((), _("Choose indicators for the measure to see before and after."), counts)
    found = [each for indicator in indicators for each in _of(workspace, measure, indicator, today)][:MOST]
    if not found:
        return Effects((), _("There is no figure yet from both before and after the measure began."), counts)
    return Effects(tuple(found), counts=counts)


def _counts(
    workspace: Workspace, measure: UUID, indicators: Sequence[UUID], beside: Sequence[UUID], today: date
) -> tuple[str, ...]:
    known = [each for each in indicators if workspace.find(each) is not None]
    told = (indicator_in_words(workspace, measure, each, today, comparison=beside) for each in known)
    events = events_in_words(workspace, measure, today, comparison=beside)
    return tuple(filter(None, [*told, events]))


def _comparison(workspace: Workspace, measure: UUID, asked: UUID) -> tuple[UUID, ...]:
    """Where the measure was not taken: as the evaluation that is looked at says, else as the latest one does."""
    found = workspace.records(Evaluation, col(Evaluation.measure) == measure, order=("-done_on",))
    said = sorted((each for each in found if each.comparison_districts), key=lambda each: each.id != asked)
    return tuple(said[0].comparison_districts) if said else ()


def _measure(workspace: Workspace, id: UUID) -> Measure | None:
    record = workspace.find(id)
    if isinstance(record, (FollowUp, Evaluation)):
        record = workspace.find(record.measure) if record.measure else None
    return record if isinstance(record, Measure) else None


def _indicators(workspace: Workspace, measure: Measure) -> Sequence[UUID]:
    """Its own, else the one of its goal, else those of the problem it does something about."""
    if measure.indicators:
        return tuple(measure.indicators)
    goal = workspace.find(measure.goal) if measure.goal else None
    if isinstance(goal, Goal) and goal.indicator:
        return (goal.indicator,)
    cause = workspace.find(measure.cause) if measure.cause else None
    problem = workspace.find(cause.problem) if isinstance(cause, Cause) and cause.problem else None
    return tuple(problem.indicators) if isinstance(problem, Problem) else ()


def _of(workspace: Workspace, measure: Measure, indicator: UUID, today: date) -> Iterator[BeforeAfterShown]:
    """One for each district of the measure that has figures, or for the whole city where it names none."""
    if workspace.find(indicator) is None:
        return
    areas: list[UUID | None] = [*measure.districts] or [None]
    found = trend(workspace, indicator, areas=[*areas, None])
    for area in areas:
        series = found.of(area)
        points = _points(series, measure, today) if series else None
        if series is not None and points is not None:
            yield _shown(found, series, measure, *points)


def _points(series: Series, measure: Measure, today: date) -> tuple[Point, Point] | None:
    """The latest figure after the measure began, and the last before it of the same season where there is one."""
    begins = measure.from_on
    assert begins is not None
    known = [point for point in series.points if point.value is not None and has_begun(point, today)]
    after = [point for point in known if point.period.first >= begins]
    before = [point for point in known if point.period.last < begins]
    if not after or not before:
        return None
    last, by_period = after[-1], {point.period: point for point in before}
    same = year_before(last.period)
    while same is not None and same.last >= before[0].period.first:
        if same in by_period:
            return by_period[same], last
        same = year_before(same)
    return before[-1], last


def _shown(found: Trend, series: Series, measure: Measure, before: Point, after: Point) -> BeforeAfterShown:
    indicator, unit = found.indicator, unit_of(found.indicator)
    first, last = value_of(indicator, before), value_of(indicator, after)
    city = found.of(None) if series.area is not None else None
    beside = None
    if city is not None:
        values = [value_of(indicator, city.at(point.period)) for point in (before, after)]
        beside = None if MISSING in values else Pair(city.name, *values)
    chart = BeforeAfter(
        indicator.name or "",
        shown(before.period),
        shown(after.period),
        Pair(series.name, first, last, indicator.id),
        beside,
        unit,
        _chance(first, last),
        sources_told(point.source for point in (before, after)),
        from_zero=unit.after != "%",
    )
    fields = {
        "indicator": indicator.id,
        "before_period": written(before.period),
        "before": before.value,
        "before_n": before.n,
        "after_period": written(after.period),
        "after": after.value,
        "after_n": after.n,
    }
    return BeforeAfterShown(chart, {"measure": measure.id, **fields})


def _chance(before: Value, after: Value) -> str:
    """Whether chance may explain the difference; intervals that meet leave it open."""
    first, last = before.interval, after.interval
    if first is None or last is None:
        return ""
    return chance_in_words(first[0] > last[1] or last[0] > first[1])

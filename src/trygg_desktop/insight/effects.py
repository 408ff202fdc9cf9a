"""What became of a measure in numbers: counts before and after it began, here and in a comparison area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.events import Event
from trygg_desktop.domain.fields import moment_text
from trygg_desktop.domain.figures import Indicator, Mark, Measured, Measurement
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.presence import months_later
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.before_after import Counts, Effect, compare
from trygg_desktop.insight.lying import Lying
from trygg_desktop.insight.presence import midnight
from trygg_desktop.insight.remembered import remembered
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import Sql, question

MONTHS = 12
"""How long before and after is looked at: a whole year, so that both hold the same seasons."""
_WHOLE_PERIODS = (1, 3, 6, 12)
"""Months of the periods that counts are published for; those in which a measure began belong to neither side."""


@dataclass(frozen=True, slots=True)
class MeasureEffect:
    """Counts around a measure, and what they come to.

    Args:
        before, after: the two stretches of time, equally long.
        effect: nothing where a count is missing or withheld, or the measure has not begun.
    """

    before: Period
    after: Period
    effect: Effect | None


def windows(
    begins: date, ends: date | None, today: date, *, months: int = MONTHS
) -> tuple[Period, Period] | None:
    """The time before and after a measure began, equally long and at most so many months each.

    Nothing before it has begun. The day it began on belongs to the time after.
    """
    last = min(today, ends or today, months_later(begins, months) - timedelta(days=1))
    if last < begins:
        return None
    whole = last == months_later(begins, months) - timedelta(days=1)
    first = months_later(begins, -months) if whole else begins - (last - begins) - timedelta(days=1)
    return Period(first, begins - timedelta(days=1)), Period(begins, last)


@remembered
def effect_on_events(
    workspace: Workspace,
    measure: UUID,
    today: date,
    *,
    comparison: Sequence[UUID] = (),
    kinds: Sequence[str] = (),
    audience: Audience | None = None,
) -> MeasureEffect | None:
    """The effect on police events in the measure's districts; nothing before it has begun or without districts.

    Events in a part of a district are events in it.

    Args:
        comparison: districts where the measure was not taken.
        kinds: only these kinds of events; without them all.

    Raises:
        UserError: there is no such measure.
    """
    record = workspace.get(measure)
    assert isinstance(record, Measure)
    spans = windows(record.from_on, record.to_on, today) if record.from_on else None
    if spans is None or not record.districts:
        return None

    lying = Lying.read(workspace, audience)

    def counted(districts: Sequence[UUID]) -> Counts:
        return _events(workspace, lying.with_parts(districts), *spans, kinds, audience)

    effect = compare(counted(record.districts), counted(comparison) if comparison else None)
    return MeasureEffect(*spans, effect)


@remembered
def effect_on_indicator(
    workspace: Workspace,
    measure: UUID,
    indicator: UUID,
    today: date,
    *,
    comparison: Sequence[UUID] = (),
    audience: Audience | None = None,
) -> MeasureEffect | None:
    """The same on an indicator that counts something, over a whole year on either side of the measure's beginning.

    Months, quarters or years, whichever there are, are added up. The one that the measure began in is left out, but
    where it began on its first day. Figures must fill both years: a year of which one is missing or withheld has no
    count, and without both there is nothing to tell. A measure without districts is for the whole city.

    Raises:
        UserError: there is no such measure or indicator.
    """
    record, counting = workspace.get(measure), workspace.get(indicator)
    assert isinstance(record, Measure) and isinstance(counting, Indicator)
    if record.from_on is None or counting.measured != Measured.COUNT:
        return None
    places: tuple[UUID | None, ...] = tuple(record.districts) or (None,)
    for months in _WHOLE_PERIODS:
        spans = _years_around(record.from_on, months)
        if spans[1].last > today:
            break
        treated = _counts(workspace, indicator, places, spans, audience)
        if treated is not None:
            beside = _counts(workspace, indicator, comparison, spans, audience) if comparison else None
            return MeasureEffect(*spans, compare(treated, beside))
    return None


def _years_around(begins: date, months: int) -> tuple[Period, Period]:
    """The year before and the year after the period that a measure began in, of periods of so many months."""
    first = date(begins.year, (begins.month - 1) // months * months + 1, 1)
    next_one = first if begins == first else months_later(first, months)
    return (
        Period(months_later(first, -MONTHS), first - timedelta(days=1)),
        Period(next_one, months_later(next_one, MONTHS) - timedelta(days=1)),
    )


def _counts(
    workspace: Workspace,
    indicator: UUID,
    places: Sequence[UUID | None],
    spans: tuple[Period, Period],
    audience: Audience | None,
) -> Counts | None:
    before, after = (_measured(workspace, indicator, places, span, audience) for span in spans)
    return None if before is None or after is None else Counts(before, after)


def _events(
    workspace: Workspace,
    districts: Sequence[UUID],
    before: Period,
    after: Period,
    kinds: Sequence[str],
    audience: Audience | None,
) -> Counts:
    """The events in some districts over two stretches of time of which one follows upon the other."""
    began, over = midnight(before.first), midnight(after.last + timedelta(days=1))
    where: list[Any] = [
        Sql("happened >= ? AND happened < ?", (moment_text(began), moment_text(over))),
        Sql(f"district IN ({', '.join('?' * len(districts))})", tuple(each.hex for each in districts)),
        *visible(Event, audience),
    ]
    if kinds:
        where.append(col(Event.event_type).in_(kinds))
    turned = moment_text(midnight(after.first))
    sums = [f"coalesce(sum(happened < '{turned}'), 0)", "count(*)"]
    [(earlier, both)] = workspace.reader.execute(*question(workspace.kinds[Event], sums, where=where))
    return Counts(earlier, both - earlier)


def _measured(
    workspace: Workspace,
    indicator: UUID,
    places: Sequence[UUID | None],
    span: Period,
    audience: Audience | None,
) -> float | None:
    """What was counted in some places over a stretch of time; nothing where a part of it is not known."""
    there = col(Measurement.district)
    where = (
        col(Measurement.indicator) == indicator,
        there.is_(None) if None in places else there.in_(places),
        col(Measurement.from_on) >= span.first,
        col(Measurement.to_on) <= span.last,
        col(Measurement.mark).is_distinct_from(Mark.SUPPRESSED.value),
        *visible(Measurement, audience),
    )
    rows = workspace.rows(Measurement, ["district", "from_on", "to_on", "value"], where=where, sort="from_on")
    total = 0.0
    for place in places:
        reached = span.first
        for _id, district, begins, ends, value in rows:
            if district == place and begins == reached and value is not None:
                total += value
                reached = ends + timedelta(days=1)
        if reached <= span.last:
            return None
    return total

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
from trygg_desktop.domain.figures import Measurement
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.presence import months_later
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.before_after import Counts, Effect, compare
from trygg_desktop.insight.presence import midnight
from trygg_desktop.insight.remembered import remembered
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import Sql, question

MONTHS = 12
"""How long before and after is looked at: a whole year, so that both hold the same seasons."""


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

    def counted(districts: Sequence[UUID]) -> Counts:
        return _events(workspace, districts, *spans, kinds, audience)

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
    """The same on an indicator that counts something, from its measurements within the two stretches of time.

    Measurements must fill both: a stretch of which a month is missing or withheld has no count.

    Raises:
        UserError: there is no such measure.
    """
    record = workspace.get(measure)
    assert isinstance(record, Measure)
    spans = windows(record.from_on, record.to_on, today) if record.from_on else None
    if spans is None or not record.districts:
        return None

    def counted(districts: Sequence[UUID]) -> Counts | None:
        before, after = (_measured(workspace, indicator, districts, span, audience) for span in spans)
        return None if before is None or after is None else Counts(before, after)

    treated = counted(record.districts)
    compared = counted(comparison) if comparison else None
    if treated is None or (comparison and compared is None):
        return MeasureEffect(*spans, None)
    return MeasureEffect(*spans, compare(treated, compared))


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
    districts: Sequence[UUID],
    span: Period,
    audience: Audience | None,
) -> float | None:
    """What was counted in some districts over a stretch of time; nothing where a part of it is not known."""
    where = (
        col(Measurement.indicator) == indicator,
        col(Measurement.district).in_(districts),
        col(Measurement.from_on) >= span.first,
        col(Measurement.to_on) <= span.last,
        *visible(Measurement, audience),
    )
    rows = workspace.rows(Measurement, ["district", "from_on", "to_on", "value"], where=where, sort="from_on")
    total = 0.0
    for district in districts:
        reached = span.first
        for _id, there, begins, ends, value in rows:
            if there == district and begins == reached and value is not None:
                total += value
                reached = ends + timedelta(days=1)
        if reached <= span.last:
            return None
    return total

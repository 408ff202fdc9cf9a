"""The pictures of police events: month by month, by kind and by district, each with what nobody could place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from trygg_desktop.i18n import N_, _, ngettext, number
from trygg_desktop.insight.charts.bars import Bar, Bars
from trygg_desktop.insight.charts.trend import Series, Trend, When
from trygg_desktop.insight.charts.values import Value
from trygg_desktop.insight.event_counts import EventCounts
from trygg_desktop.insight.periods import shown

_MOST_KINDS = 10
"""So many kinds have a bar; the others are told in words."""
UNNAMED = N_("Without a type")


def per_period(counts: EventCounts, area: Sequence[UUID] | None = None, name: str = "") -> Trend:
    """How many events there were in each period, in the municipality or in a district with its sub-areas."""
    sums = counts.series() if area is None else _within(counts, area)
    return Trend(
        _("Police events month by month"),
        tuple(When(_middle(period.first, period.last), shown(period)) for period in counts.periods),
        (Series(name or _("The whole municipality"), tuple(Value(float(each)) for each in sums)),),
        note=placed_words(counts),
        from_zero=True,
    )


def by_kind(counts: EventCounts, area: Sequence[UUID] | None = None) -> Bars:
    """How many there were of each kind, the most usual first and the rare ones in words."""
    sums: dict[str, int] = {}
    wanted = None if area is None else set(area)
    for count in counts.counts:
        if wanted is None or count.district in wanted:
            sums[count.kind] = sums.get(count.kind, 0) + count.number
    usual = sorted(sums.items(), key=lambda each: (-each[1], each[0]))
    bars = [Bar(kind or _(UNNAMED), Value(float(number_of)), kind) for kind, number_of in usual[:_MOST_KINDS]]
    note = [placed_words(counts)]
    if rare := usual[_MOST_KINDS:]:
        events = sum(each for _kind, each in rare)
        said = ngettext("{n} rarer kind is not drawn", "{n} rarer kinds are not drawn", len(rare))
        note.append(_("{kinds}: {n} events.", kinds=said, n=number(events)))
    return Bars(_("Police events by kind"), tuple(bars), note=" ".join(note))


def by_district(
    counts: EventCounts, areas: Mapping[UUID, UUID], names: Mapping[UUID, str], *, chosen: UUID | None = None
) -> Bars:
    """How many there were in each district, and as a bar of their own those that nobody could place.

    Args:
        areas: the area of each district.
        names: of the areas.
    """
    sums = dict.fromkeys(names, 0)
    elsewhere = 0
    for count in counts.counts:
        area = areas.get(count.district) if count.district else None
        if area in sums:
            sums[area] += count.number
        else:
            elsewhere += count.number
    bars = [Bar(names[area], Value(float(each)), area, area == chosen) for area, each in sums.items() if each]
    if elsewhere:
        bars.append(Bar(_("Not placed"), Value(float(elsewhere))))
    return Bars(_("Police events by district"), tuple(bars), note=placed_words(counts))


def placed_words(counts: EventCounts) -> str:
    """How many of all events no district is known of, and how many are placed by a proposal alone."""
    if not counts.total:
        return _("There are no police events in this time.")
    share = number(100 * (counts.share_unplaced or 0), decimals=0)
    said = [
        _(
            "{n} of {all} events ({share} %) could not be placed in a district.",
            n=number(counts.unplaced),
            all=number(counts.total),
            share=share,
        )
    ]
    if counts.proposed:
        said.append(
            ngettext(
                "{n} is placed by a proposal that nobody has confirmed.",
                "{n} are placed by proposals that nobody has confirmed.",
                counts.proposed,
            )
        )
    return " ".join(said)


def _within(counts: EventCounts, area: Sequence[UUID]) -> tuple[int, ...]:
    several = [counts.series(district=each) for each in area]
    return tuple(map(sum, zip(*several, strict=True))) if several else tuple(0 for _period in counts.periods)


def _middle(first: date, last: date) -> date:
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2)

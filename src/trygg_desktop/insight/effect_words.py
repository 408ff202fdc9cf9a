"""What became of a measure in counts, in sentences that window and command line share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.events import Event
from trygg_desktop.i18n import _, local, number, short_date
from trygg_desktop.insight.before_after import Effect
from trygg_desktop.insight.charts.event_charts import placed_words
from trygg_desktop.insight.effects import MeasureEffect, effect_on_events, effect_on_indicator
from trygg_desktop.insight.event_counts import event_counts
from trygg_desktop.insight.periods import Grain
from trygg_desktop.workspace import Workspace

_WHOLE = 3
"""Events that begin later than this part of the time before say that it was not kept, not that it was calm."""


def events_in_words(
    workspace: Workspace,
    measure: UUID,
    today: date,
    *,
    comparison: Sequence[UUID] = (),
    kinds: Sequence[str] = (),
) -> str:
    """Police events before and after a measure began, and the share that nobody could place.

    Empty where it has not begun, names no district, or there are no events in that time.
    """
    found = effect_on_events(workspace, measure, today, comparison=comparison, kinds=kinds)
    if found is None or found.effect is None or not _any(found.effect):
        return ""
    placed = event_counts(
        workspace,
        found.before.first,
        found.after.last,
        grain=Grain.YEAR,
        kinds=kinds,
        by_kind=False,
        by_district=False,
    )
    told = _(
        "Police events in the measure’s districts: {after} from {first} to {last}, {before} in as long a time before.",
        after=number(found.effect.treated.after),
        before=number(found.effect.treated.before),
        first=short_date(found.after.first),
        last=short_date(found.after.last),
    )
    since = _known_since(workspace, kinds)
    if since is not None and since - found.before.first > (found.before.last - found.before.first) / _WHOLE:
        # nought before anything was taken in is no nought
        rest = [_("Events are known from {day}, so the time before is not whole.", day=short_date(since))]
    else:
        rest = effect_in_words(found, comparison_name(workspace, comparison))
    return " ".join([told, *rest, placed_words(placed)])


def indicator_in_words(
    workspace: Workspace, measure: UUID, indicator: UUID, today: date, *, comparison: Sequence[UUID] = ()
) -> str:
    """What an indicator has counted in the year before a measure began and in the year after.

    Empty where the indicator counts nothing, or a part of the two years is not known.
    """
    found = effect_on_indicator(workspace, measure, indicator, today, comparison=comparison)
    if found is None or found.effect is None:
        return ""
    told = _(
        "{indicator}: {after} from {first} to {last}, {before} from {earlier} to {until}.",
        indicator=workspace.get(indicator).title,
        after=number(found.effect.treated.after),
        before=number(found.effect.treated.before),
        first=short_date(found.after.first),
        last=short_date(found.after.last),
        earlier=short_date(found.before.first),
        until=short_date(found.before.last),
    )
    return " ".join([told, *effect_in_words(found, comparison_name(workspace, comparison))])


def _known_since(workspace: Workspace, kinds: Sequence[str]) -> date | None:
    """The day of the first event that anybody has taken in."""
    where = (col(Event.event_type).in_(kinds),) if kinds else ()
    first = workspace.rows(Event, ["happened"], where=where, sort="happened", limit=1)
    return local(first[0][1]).date() if first and first[0][1] is not None else None


def comparison_name(workspace: Workspace, districts: Sequence[UUID]) -> str:
    """What the districts that a measure is compared with are called."""
    titles = workspace.titles(districts)
    return ", ".join(sorted(titles[each] for each in districts if each in titles))


def effect_in_words(found: MeasureEffect, beside: str) -> list[str]:
    """The comparison area, the change beyond it, and whether chance explains it: a sentence each."""
    effect = found.effect
    if effect is None:
        return []
    said = []
    if effect.comparison is not None:
        said.append(
            _(
                "In {places}: {after}, and {before} before.",
                places=beside,
                after=number(effect.comparison.after),
                before=number(effect.comparison.before),
            )
        )
    change = _change(effect)
    if not change:
        return [*said, _("That is no difference.")]
    return [*said, change, chance_in_words(effect.beyond_chance)]


def chance_in_words(beyond: bool) -> str:
    """Whether chance may explain a difference."""
    if beyond:
        return _("The difference is larger than chance explains. What else has changed is not known from it.")
    return _("The difference may be due to chance.")


def _any(effect: Effect) -> bool:
    return bool(effect.treated.before or effect.treated.after)


def _change(effect: Effect) -> str:
    """In per cent where there are enough events, else in events; nothing where it is none."""
    if effect.cautious or effect.ratio is None:
        few = number(abs(round(effect.difference)))
        if not round(effect.difference):
            return ""
        if effect.comparison is None:
            words = _("That is {n} fewer.") if effect.difference < 0 else _("That is {n} more.")
        elif effect.difference < 0:
            words = _("That is {n} fewer than the comparison area leads one to expect.")
        else:
            words = _("That is {n} more than the comparison area leads one to expect.")
        return words.format(n=few)
    part = number(abs(round(100 * (effect.ratio - 1))))
    if part == "0":
        return ""
    if effect.comparison is None:
        words = _("That is {part}% fewer.") if effect.ratio < 1 else _("That is {part}% more.")
    elif effect.ratio < 1:
        words = _("That is {part}% fewer than the comparison area leads one to expect.")
    else:
        words = _("That is {part}% more than the comparison area leads one to expect.")
    return words.format(part=part)

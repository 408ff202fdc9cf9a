"""What became of a measure in counts, on the command line: before and after, beside a comparison area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trygg_desktop.cli.session import Session, command, today
from trygg_desktop.cli.words import find_record
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.insight.effects import MeasureEffect


@command(
    "effect",
    "trygg effect MEASURE-ID --beside Vallby --json",
    N_("What was counted before and after a measure began, beside an area where it was not taken."),
)
@click.argument("measure")
@click.option(
    "--indicator",
    help=N_("What this indicator counts, over whole years (default: the police's events)."),
)
@click.option("--beside", multiple=True, help=N_("A district for comparison; may be repeated."))
@click.option("--type", "kinds", multiple=True, help=N_("Only this type of event; may be repeated."))
def effect(
    session: Session, measure: str, indicator: str | None, beside: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    from trygg_desktop.insight import effect_words, effects

    if indicator and kinds:
        raise click.UsageError(_("Types are of events: give --indicator or --type, not both."))
    with session.workspace() as workspace:
        chosen = find_record(workspace, measure, "measure")
        places = [find_record(workspace, each, "district") for each in beside]
        if indicator:
            of = find_record(workspace, indicator, "indicator")
            found = effects.effect_on_indicator(workspace, chosen, of, today(), comparison=places)
            words = effect_words.indicator_in_words(workspace, chosen, of, today(), comparison=places)
            nothing = _(
                "There is nothing to compare: the indicator counts nothing, or a part of the year before or after "
                "the measure began is not known."
            )
        else:
            found = effects.effect_on_events(workspace, chosen, today(), comparison=places, kinds=kinds)
            words = effect_words.events_in_words(workspace, chosen, today(), comparison=places, kinds=kinds)
            nothing = _(
                "There is nothing to compare: the measure has not begun, names no district, or has no events."
            )
    session.print(_told(found), words or nothing)


def _told(found: MeasureEffect | None) -> dict[str, Any]:
    if found is None or found.effect is None:
        return {"before": None, "after": None}
    effect, between = found.effect, found.effect.ratio_interval
    return {
        "before": {"from": found.before.first.isoformat(), "to": found.before.last.isoformat()},
        "after": {"from": found.after.first.isoformat(), "to": found.after.last.isoformat()},
        "counted": [effect.treated.before, effect.treated.after],
        "beside": [effect.comparison.before, effect.comparison.after] if effect.comparison else None,
        "difference": effect.difference,
        "difference_interval": [effect.difference_interval.low, effect.difference_interval.high],
        "ratio": effect.ratio,
        "ratio_interval": [between.low, between.high] if between else None,
        "beyond_chance": effect.beyond_chance,
        "few": effect.cautious,
    }


COMMANDS: dict[str, click.Command] = {"effect": effect}

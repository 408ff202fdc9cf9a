"""Police events as numbers on the command line: by kind, district and period, and how many nobody could place."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.cli.words import find_record
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from uuid import UUID

    from trygg_desktop.insight.event_counts import EventCounts
    from trygg_desktop.workspace import Workspace

_DAY = click.DateTime(["%Y-%m-%d"])


@command(
    "event-counts",
    "trygg event-counts --from 2026-01-01 --grain quarter --json",
    N_("Police events by kind, district and period, with how many nobody could place."),
)
@click.option("--from", "since", type=_DAY, help=N_("From this day (default: a year back)."))
@click.option("--to", "until", type=_DAY, help=N_("To this day (default: today)."))
@click.option(
    "--grain",
    type=click.Choice(["week", "month", "quarter", "half-year", "year"]),
    default="month",
    help=N_("How long the periods are (default: month)."),
)
@click.option("--type", "kinds", multiple=True, help=N_("Only this type of event; may be repeated."))
@click.option("--district", help=N_("Only this district with its sub-areas; the share is of all events."))
@click.option("--confirmed", is_flag=True, help=N_("A district that was only proposed counts as none."))
def event_counts(
    session: Session,
    since: datetime | None,
    until: datetime | None,
    *,
    grain: str,
    kinds: tuple[str, ...],
    district: str | None,
    confirmed: bool,
) -> None:
    from trygg_desktop.insight.event_counts import event_counts as counted
    from trygg_desktop.insight.periods import Grain

    last = until.date() if until else today()
    first = since.date() if since else _a_year_before(last)
    with session.workspace() as workspace:
        chosen = find_record(workspace, district, "district") if district else None
        found = counted(workspace, first, last, grain=Grain(grain), kinds=kinds, confirmed_only=confirmed)
        within = _within(workspace, chosen)
        told = _told(found, within) | {"from": first.isoformat(), "to": last.isoformat()}
        session.print(told, _in_words(found, within))


def _a_year_before(day: date) -> date:
    from trygg_desktop.domain.presence import months_later

    return months_later(day, -12)


def _within(workspace: Workspace, district: UUID | None) -> set[UUID] | None:
    """A district and those that lie in it; nothing for everywhere."""
    if district is None:
        return None
    from trygg_desktop.domain.districts import District

    found = {district}
    parents = workspace.rows(District, ["parent"])
    while more := {id for id, parent in parents if parent in found} - found:
        found |= more
    return found


def _told(found: EventCounts, within: set[UUID] | None) -> dict[str, Any]:
    counts = [count for count in found.counts if within is None or count.district in within]
    return {
        "grain": found.grain.value,
        "total": found.total,
        "unplaced": found.unplaced,
        "share_unplaced": found.share_unplaced,
        "proposed": found.proposed,
        "counts": [
            {
                "type": count.kind,
                "district": str(count.district) if count.district else None,
                "from": count.period.first.isoformat(),
                "to": count.period.last.isoformat(),
                "number": count.number,
            }
            for count in counts
        ],
    }


def _in_words(found: EventCounts, within: set[UUID] | None) -> str:
    from trygg_desktop.insight.charts.event_charts import UNNAMED, placed_words
    from trygg_desktop.insight.periods import shown

    sums: dict[str, dict[Any, int]] = {}
    for count in found.counts:
        if within is None or count.district in within:
            of = sums.setdefault(count.kind, dict.fromkeys(found.periods, 0))
            of[count.period] += count.number
    rows = [
        (kind or _(UNNAMED), *(i18n.number(each) if each else "" for each in of.values()), sum(of.values()))
        for kind, of in sorted(sums.items(), key=lambda each: -sum(each[1].values()))
    ]
    headings = [_("Type of event"), *map(shown, found.periods), _("Together")]
    words = placed_words(found)
    return f"{table(headings, rows, widest=30)}\n\n{words}" if rows else words


COMMANDS: dict[str, click.Command] = {"event-counts": event_counts}

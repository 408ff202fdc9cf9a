"""Read-only answers about the council's year: coverage, the law's clock, and the chain to follow-up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.cli.words import figure, find_record, id_or_none
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.insight.chain import ProblemChain
    from trygg_desktop.insight.law import Countdown
    from trygg_desktop.insight.needs import DistrictNeed


_DAY = click.DateTime(["%Y-%m-%d"])


@command(
    "law",
    "trygg law --on 2026-11-22",
    N_("How each section of the law on crime prevention stands, from which records, and when it falls due."),
)
@click.option("--on", type=_DAY, help=N_("Counted from this day (default: today)."))
def law(session: Session, on: datetime | None) -> None:
    from trygg_desktop.insight.law import countdown
    from trygg_desktop.insight.law import law as answer

    day = on.date() if on else today()
    with session.workspace() as workspace:
        found = answer(workspace, day)
        counted = countdown(workspace, day)
    told = [
        {
            "section": each.section,
            "title": _(each.title),
            "status": each.status.value,
            "due": each.due.isoformat() if each.due else None,
            "evidence": [str(id) for id in each.evidence],
        }
        for each in found
    ]
    rows = [
        (
            f"{each.section} §",
            _(each.title),
            each.status.label,
            i18n.short_date(each.due) if each.due else "",
            len(each.evidence) or "",
        )
        for each in found
    ]
    headings = [_("Section"), _("Requires"), _("How it stands"), _("Due"), _("Records")]
    words = table(headings, rows, widest=80)
    if counted is not None:
        words += "\n\n" + _two_years(counted)
    session.print(told, words)


def _two_years(counted: Countdown) -> str:
    """The two halves of 6 §, each with the days that are left; without a plan only the picture's."""
    left = abs(counted.days_left)
    days = (
        ngettext("{n} day left", "{n} days left", left)
        if counted.days_left >= 0
        else ngettext("{n} day late", "{n} days late", left)
    )
    picture = i18n.short_date(counted.picture_due)
    if counted.follow_up_due is None:
        return _(
            "The picture is to be updated by {picture}: {days}. There is no action plan to follow up yet.",
            picture=picture,
            days=days,
        )
    return _(
        "The picture is to be updated by {picture} and the plan followed up by {plan}: {days}.",
        picture=picture,
        plan=i18n.short_date(counted.follow_up_due),
        days=days,
    )


@command(
    "coverage",
    "trygg coverage --worst",
    N_("Where nobody has been and for how long; with --worst where it is worst, and whether we are there."),
)
@click.option("--on", type=_DAY, help=N_("Counted from this day (default: today)."))
@click.option(
    "--weeks",
    type=click.IntRange(min=1),
    help=N_("From how many weeks a district counts as waiting (default: the council's limit)."),
)
@click.option("--worst", is_flag=True, help=N_("The district that most problems weigh on first."))
@click.option(
    "--indicator", help=N_("With --worst: in the order of this indicator's latest figures instead.")
)
def coverage(
    session: Session, on: datetime | None, weeks: int | None, indicator: str | None, *, worst: bool
) -> None:
    from trygg_desktop.insight.needs import needs
    from trygg_desktop.insight.presence import coverage as waiting

    day = on.date() if on else today()
    with session.workspace() as workspace:
        chosen = find_record(workspace, indicator, "indicator") if indicator else None
        found = needs(workspace, day, indicator=chosen, weeks=weeks)
        if not worst and chosen is None:
            order = [each.id for each in waiting(workspace, day, weeks=weeks)]
            found.sort(key=lambda need: order.index(need.district))
        session.print(
            [_need(each) for each in found],
            _needs_in_words(found, with_figure=chosen is not None) or _("There is no district yet."),
        )


def _need(each: DistrictNeed) -> dict[str, Any]:
    return {
        "district": str(each.district),
        "name": each.name,
        "last": each.last.isoformat() if each.last else None,
        "weeks": each.weeks,
        "waiting": each.waiting,
        "sessions": each.sessions,
        "problems": [str(id) for id in each.problems],
        "weight": each.weight,
        "unweighed": each.unweighed,
        "measures": [str(id) for id in each.measures],
        "unanswered": each.unanswered,
        "latest": each.latest.value if each.latest else None,
    }


def _needs_in_words(found: list[DistrictNeed], *, with_figure: bool) -> str:
    rows = [
        (
            each.name,
            "–" if each.weeks is None else each.weeks,
            i18n.short_date(each.last) if each.last else "",
            _("yes") if each.waiting else "",
            len(each.problems) or "",
            each.weight or "",
            len(each.measures) or (_("none") if each.unanswered else ""),
            *(
                [figure(each.latest.value) if each.latest and each.latest.value is not None else ""]
                * with_figure
            ),
        )
        for each in found
    ]
    headings = [
        _("District"),
        _("Weeks"),
        _("Last presence"),
        _("Waiting"),
        _("Safety problems"),
        _("Weight"),
        _("Measures"),
    ]
    return table([*headings, *([_("Latest figure")] * with_figure)], rows)


@command(
    "chain",
    "trygg chain --broken",
    N_("From problem to cause, measure, district, decision and follow-up, and where the chain is broken."),
)
@click.option("--on", type=_DAY, help=N_("Counted from this day (default: today)."))
@click.option("--broken", is_flag=True, help=N_("Only chains with a link missing."))
def chain(session: Session, on: datetime | None, *, broken: bool) -> None:
    from trygg_desktop.insight.chain import chains

    with session.workspace() as workspace:
        found = chains(workspace, on.date() if on else today())
        if broken:
            found = [each for each in found if each.broken]
        told = [_chain(each) for each in found]
    rows = [
        (each.number or "", each.title or _("Without a problem"), gap.missing.label, gap.title)
        for each in found
        for gap in each.broken
    ]
    whole = [(each.number or "", each.title, _("whole"), "") for each in found if not each.broken]
    headings = [_("No."), _("Problem"), _("Missing"), _("After")]
    session.print(told, table(headings, [*rows, *whole]) or _("There are no problems yet."))


def _chain(each: ProblemChain) -> dict[str, Any]:
    return {
        "problem": id_or_none(each.problem),
        "title": each.title,
        "number": each.number,
        "weight": each.weight,
        "paths": [
            {
                "cause": id_or_none(path.cause),
                "measure": id_or_none(path.measure),
                "districts": [str(id) for id in path.districts],
                "decision": id_or_none(path.decision),
                "follow_up": id_or_none(path.follow_up),
                "followed_up_on": path.followed_up_on.isoformat() if path.followed_up_on else None,
            }
            for path in each.paths
        ],
        "broken": [
            {"missing": gap.missing.value, "after": str(gap.after), "title": gap.title} for gap in each.broken
        ],
    }


COMMANDS: dict[str, click.Command] = {"law": law, "coverage": coverage, "chain": chain}

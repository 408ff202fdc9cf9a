"""Read-only answers about the council's year: trends, coverage, the law's clock, and the chain to follow-up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.cli.words import find_record
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.insight.chain import ProblemChain
    from trygg_desktop.insight.law import Countdown
    from trygg_desktop.insight.needs import DistrictNeed
    from trygg_desktop.insight.points import Point
    from trygg_desktop.insight.trends import Comparison, Series, Trend


_DAY = click.DateTime(["%Y-%m-%d"])
_GRAINS = ["week", "month", "quarter", "half-year", "months", "year", "school-year", "years", "days"]


@command(
    "trend",
    'trygg trend "Otrygga sena kvällar" --district Bäckby --json',
    N_("Which way an indicator goes, compared with the period before, last year and the whole city."),
)
@click.argument("indicator")
@click.option("--district", "districts", multiple=True, help=N_("Only this district; may be repeated."))
@click.option("--against", help=N_("Another area to compare with."))
@click.option(
    "--grain",
    type=click.Choice(_GRAINS),
    help=N_("How long the periods are (default: those of which there are most)."),
)
def trend(
    session: Session, indicator: str, districts: tuple[str, ...], against: str | None, grain: str | None
) -> None:
    from trygg_desktop.insight import trends
    from trygg_desktop.insight.periods import Grain

    with session.workspace() as workspace:
        id = find_record(workspace, indicator, "indicator")
        chosen = [find_record(workspace, each, "district") for each in districts]
        other = find_record(workspace, against, "district") if against else None
        found = trends.trend(workspace, id, grain=Grain(grain) if grain else None)
        shown = [series for series in found.series if not chosen or series.area in chosen]
        compared = {series.area: trends.comparisons(found, series, other=other) for series in shown}
        told = {
            "indicator": str(id),
            "name": found.indicator.name,
            "unit": found.indicator.unit,
            "measured": found.indicator.measured,
            "better": found.indicator.better,
            "grain": found.grain.value if found.grain else None,
            "grains": [each.value for each in found.grains],
            "fewest": trends.fewest(found.indicator),
            "sources": list(found.sources),
            "series": [_series(found, series, compared[series.area]) for series in shown],
        }
        rows = [
            (
                series.name,
                *_row(
                    point, compared[series.area] if point is series.latest else (), found.indicator.measured
                ),
            )
            for series in shown
            for point in series.points
        ]
        headings = [_("Area"), _("Period"), _("Value"), "n", _("Compared")]
        words = table(headings, rows, widest=90) or _("There are no figures yet.")
        others = [each.value for each in found.grains if each is not found.grain]
        if others:
            # Figures of a year beside those of quarters are not drawn together, and must not be hidden either
            words += "\n\n" + _(
                "There are figures of other periods too: --grain {others}", others="|".join(others)
            )
        session.print(told, words)


def _series(found: Trend, series: Series, compared: list[Comparison]) -> dict[str, Any]:
    return {
        "district": _text(series.area),
        "name": series.name,
        "level": series.level,
        "points": [_point(found, point) for point in series.points],
        "comparisons": [_compared(each) for each in compared],
    }


def _point(found: Trend, point: Point) -> dict[str, Any]:
    from trygg_desktop.insight.trends import reach

    around = reach(found.indicator, point)
    return {
        "id": str(point.id),
        "from": point.period.first.isoformat(),
        "to": point.period.last.isoformat(),
        "value": point.value,
        "mark": point.mark or "",
        "n": point.n,
        "low": around.low if around else None,
        "high": around.high if around else None,
        "preliminary": point.preliminary,
        "source": point.source,
    }


def _compared(each: Comparison) -> dict[str, Any]:
    return {
        "against": each.against.value,
        "district": _text(each.area),
        "name": each.name,
        "from": each.point.period.first.isoformat(),
        "to": each.point.period.last.isoformat(),
        "value": each.point.value,
        "mark": each.point.mark or "",
        "n": each.point.n,
        "difference": each.change.difference if each.change else None,
        "percent": each.change.percent if each.change else None,
        "cautious": each.change.cautious if each.change else False,
        "better": each.better,
    }


def _row(point: Point, compared: list[Comparison] | tuple[()], measured: str | None) -> tuple[object, ...]:
    from trygg_desktop.domain.figures import Mark
    from trygg_desktop.insight.periods import shown

    if point.value is None:
        value = next((mark.label for mark in Mark if mark == point.mark), point.mark or "")
    else:
        value = _number(point.value)
    changes = "; ".join(_sentence(each, measured) for each in compared if each.change)
    return shown(point.period), value, "" if point.n is None else i18n.number(point.n), changes


def _sentence(each: Comparison, measured: str | None) -> str:
    """`-3,2 (-9 %) mot perioden före`; no percentage where numbers are small, nor from one place to another.

    Shares differ by percentage points: their difference in per cent would be taken for one of points.
    """
    from trygg_desktop.domain.figures import Measured
    from trygg_desktop.insight.trends import Against

    assert each.change is not None
    what = each.name if each.against is Against.AREA else each.against.label
    difference = _signed(_number(each.change.difference), each.change.difference)
    if measured == Measured.SHARE:
        return _("{difference} percentage points against {what}", difference=difference, what=what)
    if each.change.percent is None or each.against in (Against.CITY, Against.AREA):
        return _("{difference} against {what}", difference=difference, what=what)
    percent = _signed(i18n.number(each.change.percent, decimals=0), each.change.percent)
    return _("{difference} ({percent} %) against {what}", difference=difference, percent=percent, what=what)


def _signed(number: str, value: float) -> str:
    return f"+{number}" if value > 0 else number


def _number(value: float) -> str:
    return i18n.number(int(value)) if value.is_integer() else i18n.number(value, decimals=1)


def _text(id: UUID | None) -> str | None:
    return str(id) if id else None


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
    """The two halves of 6 §, each with the days that are left."""
    left = counted.days_left if counted.days_left >= 0 else -counted.days_left
    days = (
        ngettext("{n} day left", "{n} days left", left)
        if counted.days_left >= 0
        else ngettext("{n} day late", "{n} days late", left)
    )
    return _(
        "The picture is to be updated by {picture} and the plan followed up by {plan}: {days}.",
        picture=i18n.short_date(counted.picture_due),
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
        session.print([_need(each) for each in found], _needs_in_words(found, with_figure=chosen is not None))


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
                [_number(each.latest.value) if each.latest and each.latest.value is not None else ""]
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
        "problem": _text(each.problem),
        "title": each.title,
        "number": each.number,
        "weight": each.weight,
        "paths": [
            {
                "cause": _text(path.cause),
                "measure": _text(path.measure),
                "districts": [str(id) for id in path.districts],
                "decision": _text(path.decision),
                "follow_up": _text(path.follow_up),
                "followed_up_on": path.followed_up_on.isoformat() if path.followed_up_on else None,
            }
            for path in each.paths
        ],
        "broken": [
            {"missing": gap.missing.value, "after": str(gap.after), "title": gap.title} for gap in each.broken
        ],
    }


COMMANDS: dict[str, click.Command] = {"trend": trend, "law": law, "coverage": coverage, "chain": chain}

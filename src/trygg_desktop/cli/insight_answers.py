"""Read-only answers about the council's year: trends, the law's clock, and the chain from problem to follow-up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.cli.words import find_record
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.insight.chain import ProblemChain
    from trygg_desktop.insight.trends import Comparison, Point, Series, Trend


_DAY = click.DateTime(["%Y-%m-%d"])


@command(
    "trend",
    "trygg trend “Otrygga sena kvällar” --district Bäckby --json",
    N_("Which way an indicator goes, compared with the period before, last year and the whole city."),
)
@click.argument("indicator")
@click.option("--district", "districts", multiple=True, help=N_("Only this district; may be repeated."))
@click.option("--against", help=N_("Another area to compare with."))
def trend(session: Session, indicator: str, districts: tuple[str, ...], against: str | None) -> None:
    from trygg_desktop.insight import trends

    with session.workspace() as workspace:
        id = find_record(workspace, indicator, "indicator")
        chosen = [find_record(workspace, each, "district") for each in districts]
        other = find_record(workspace, against, "district") if against else None
        found = trends.trend(workspace, id)
        shown = [series for series in found.series if not chosen or series.area in chosen]
        compared = {series.area: trends.comparisons(found, series, other=other) for series in shown}
        told = {
            "indicator": str(id),
            "name": found.indicator.name,
            "unit": found.indicator.unit,
            "measured": found.indicator.measured,
            "better": found.indicator.better,
            "fewest": trends.fewest(found.indicator),
            "sources": list(found.sources),
            "series": [_series(found, series, compared[series.area]) for series in shown],
        }
        rows = [
            (series.name, *_row(point, compared[series.area] if point is series.latest else ()))
            for series in shown
            for point in series.points
        ]
        headings = [_("Area"), _("Period"), _("Value"), "n", _("Compared")]
        session.print(told, table(headings, rows, widest=90) or _("There are no figures yet."))


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


def _row(point: Point, compared: list[Comparison] | tuple[()]) -> tuple[object, ...]:
    from trygg_desktop.domain.figures import Mark
    from trygg_desktop.insight.periods import shown

    if point.value is None:
        value = next((mark.label for mark in Mark if mark == point.mark), point.mark or "")
    else:
        value = _number(point.value)
    changes = "; ".join(_sentence(each) for each in compared if each.change)
    return shown(point.period), value, "" if point.n is None else i18n.number(point.n), changes


def _sentence(each: Comparison) -> str:
    """`-3,2 (-9 %) mot perioden före`; no percentage where numbers are small, nor from one place to another."""
    from trygg_desktop.insight.trends import Against

    assert each.change is not None
    difference = ("+" if each.change.difference > 0 else "") + _number(each.change.difference)
    if each.change.percent is None or each.against in (Against.CITY, Against.AREA):
        return _("{difference} against {what}", difference=difference, what=each.against.label)
    percent = ("+" if each.change.percent > 0 else "") + i18n.number(each.change.percent, decimals=0)
    return _(
        "{difference} ({percent} %) against {what}",
        difference=difference,
        percent=percent,
        what=each.against.label,
    )


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
    from trygg_desktop.insight.law import law as answer

    with session.workspace() as workspace:
        found = answer(workspace, on.date() if on else today())
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
    session.print(told, table(headings, rows, widest=80))


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


COMMANDS: dict[str, click.Command] = {"trend": trend, "law": law, "chain": chain}

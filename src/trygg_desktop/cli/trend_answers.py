"""Which way an indicator goes: the command `trend`, each place's figures and what the latest is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.cli.words import figure, find_record, id_or_none
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.insight.points import Point
    from trygg_desktop.insight.trends import Comparison, Series, Trend

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
        undated = trends.undated(workspace, id)
        shown = [
            (series, trends.comparisons(found, series, today(), other=other))
            for series in found.series
            if not chosen or series.area in chosen
        ]
        told = _told(found, shown) | {"undated": undated}
        words = [_table(found, shown), *_besides(found, undated)]
        session.print(told, "\n\n".join(filter(None, words)) or _("There are no figures yet."))


_Shown = list[tuple["Series", list["Comparison"]]]


def _told(found: Trend, shown: _Shown) -> dict[str, Any]:
    from trygg_desktop.insight.trends import fewest

    return {
        "indicator": str(found.indicator.id),
        "name": found.indicator.name,
        "unit": found.indicator.unit,
        "measured": found.indicator.measured,
        "better": found.indicator.better,
        "grain": found.grain.value if found.grain else None,
        "grains": [each.value for each in found.grains],
        "fewest": fewest(found.indicator),
        "sources": list(found.sources),
        "series": [_series(found, series, compared) for series, compared in shown],
    }


def _table(found: Trend, shown: _Shown) -> str:
    measured, day = found.indicator.measured, today()
    rows = [
        (series.name, *_row(point, compared if point == latest else [], measured))
        for series, compared in shown
        for latest in (series.until(day).latest,)
        for point in series.points
    ]
    headings = [_("Area"), _("Period"), _("Value"), "n", _("Compared")]
    return table(headings, rows, widest=90)


def _besides(found: Trend, undated: int) -> Iterator[str]:
    """What is there but not among the rows, which must not be hidden either."""
    others = [each.value for each in found.grains if each is not found.grain]
    if others:
        yield _("There are figures of other periods too: --grain {others}", others="|".join(others))
    if undated:
        yield ngettext(
            "{n} figure has no period and is not shown. Import its file again and say it with --period.",
            "{n} figures have no period and are not shown. Import their file again and say it with --period.",
            undated,
        )


def _series(found: Trend, series: Series, compared: list[Comparison]) -> dict[str, Any]:
    return {
        "district": id_or_none(series.area),
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
        "district": id_or_none(each.area),
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


def _row(point: Point, compared: list[Comparison], measured: str | None) -> tuple[object, ...]:
    from trygg_desktop.domain.figures import Mark
    from trygg_desktop.insight.periods import shown

    if point.value is None:
        value = next((mark.label for mark in Mark if mark == point.mark), point.mark or "")
    else:
        value = figure(point.value)
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
    difference = _signed(figure(each.change.difference), each.change.difference)
    if measured == Measured.SHARE:
        return _("{difference} percentage points against {what}", difference=difference, what=what)
    if each.change.percent is None or each.against in (Against.CITY, Against.AREA):
        return _("{difference} against {what}", difference=difference, what=what)
    percent = _signed(i18n.number(each.change.percent, decimals=0), each.change.percent)
    return _("{difference} ({percent} %) against {what}", difference=difference, percent=percent, what=what)


def _signed(number: str, value: float) -> str:
    return f"+{number}" if value > 0 else number


COMMANDS: dict[str, click.Command] = {"trend": trend}

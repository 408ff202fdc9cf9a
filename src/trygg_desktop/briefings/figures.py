"""The figures of a place as they are printed: each with its period, how many it rests on, and where it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.parts import Align, Cell, Column, Kind, Paragraph, Table
from trygg_desktop.briefings.sources import Sources
from trygg_desktop.briefings.written import remark
from trygg_desktop.domain.figures import Indicator, Measured, Measurement, Theme
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _, number
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.charts.indicator_charts import (
    map_chart,
    trend_chart,
    unit_of,
    unit_to_tell,
    value_of,
)
from trygg_desktop.insight.charts.tile_map import TileMap
from trygg_desktop.insight.charts.trend import Trend as TrendChart
from trygg_desktop.insight.charts.values import Unit, Value, remarks
from trygg_desktop.insight.periods import shown
from trygg_desktop.insight.points import Point
from trygg_desktop.insight.small_numbers import Change
from trygg_desktop.insight.trends import Series, Trend, change_of, trend, trends_at

NONE = "–"
"""Where there is no figure to compare with."""
_A_TREND = 3
"""Two figures are a change and no trend."""
_THEMES = {theme.value: place for place, theme in enumerate(Theme)}


@dataclass(frozen=True, slots=True)
class Figure:
    """The latest figure of an indicator for a place, every part of it as it is written.

    Args:
        value: with its unit, or in words why there is none: withheld and missing are never a zero.
        sign: for why there is none, such as `..`; empty where there is a value.
        around: how far chance reaches to each side of it.
        before, before_period: the figure before it.
        change: the difference in the figure's own unit, and in words what it means.
        city: the whole city in the same period.
        unit: where the figure is no share and the name does not say it.
        remarks: what the reader is warned of.
    """

    indicator: UUID
    name: str
    period: str
    value: str
    sign: str
    around: str
    n: str
    before: str
    before_period: str
    change: str
    meaning: str
    city: str
    unit: str
    remarks: tuple[str, ...]
    source: str


def read_trends(reading: Reading, *, until: date, area: UUID | None = None) -> tuple[Trend, ...]:
    """The series of every indicator that this edition may show, nothing later than a day, in order of theme.

    Args:
        area: only this place and the whole city, and only indicators that have a figure for it.
    """
    of = col(Measurement.indicator)
    begun = col(Measurement.from_on).is_(None) | (col(Measurement.from_on) <= until)
    place = () if area is None else (col(Measurement.district) == area,)
    known = reading.workspace.latest(
        Measurement, "from_on", by="indicator", where=(begun, *place, *visible(Measurement, reading.audience))
    )
    wanted = {id for id in known if id is not None}
    indicators = reading.records(Indicator, col(Indicator.id).in_(wanted))
    there = col(Measurement.district)
    near = () if area is None else (there.is_(None) | (there == area),)
    if indicators:
        reading.counted(Measurement, of.in_([each.id for each in indicators]), begun, *near)
    read = _series_at(reading, area)
    found = [_until(replace(read(indicator), indicator=indicator), until) for indicator in indicators]
    return tuple(sorted(found, key=lambda each: _order(each.indicator)))


def _series_at(reading: Reading, area: UUID | None) -> Callable[[Indicator], Trend]:
    """What gives the series of an indicator; those of one place are read all at once, and are soon read."""
    workspace, audience = reading.workspace, reading.audience
    areas = None if area is None else (area, None)
    at_once = () if areas is None else trends_at(workspace, areas, audience=audience)
    here = {each.indicator.id: each for each in at_once}

    def series(indicator: Indicator) -> Trend:
        assert indicator.id is not None
        return here.get(indicator.id) or trend(workspace, indicator.id, areas=areas, audience=audience)

    return series


def figures_of(reading: Reading, trends: Sequence[Trend], area: UUID | None) -> tuple[Figure, ...]:
    """The latest figure of each indicator for a place; nothing is the whole city."""
    found = [(each, series) for each in trends if (series := each.of(area)) is not None and series.points]
    pages = _pages(reading, [series.points[-1].id for _each, series in found])
    return tuple(_figure(each, series, pages) for each, series in found)


def chart_of(trends: Sequence[Trend], area: UUID | None, wanted: Sequence[UUID] = ()) -> TrendChart | None:
    """How a place has gone, for the first of the wanted indicators with enough figures there; without any
    wanted one, the first that tells how safe people feel in the evening, else any."""
    told = [each for each in trends if _is_trend(each, area)]
    told.sort(key=lambda each: (_place(each, wanted), each.indicator.theme != Theme.EVENING))
    if not told:
        return None
    chosen = told[0]
    beside = () if area is None or chosen.indicator.measured in (Measured.COUNT, None) else (None,)
    return trend_chart(chosen, area, beside=beside)


def charts_of_city(trends: Sequence[Trend], most: int) -> tuple[TrendChart, ...]:
    """How the whole city has gone: one indicator of each theme, as far as there are enough figures."""
    chosen: dict[str | None, Trend] = {}
    for each in trends:
        if _is_trend(each, None):
            chosen.setdefault(each.indicator.theme, each)
    return tuple(trend_chart(each, None) for each in list(chosen.values())[:most])


def map_of(trends: Sequence[Trend], places: dict[UUID, tuple[str, tuple[int, int]]]) -> TileMap | None:
    """The indicator that most districts have a figure of, on the map, in its latest period."""
    best: tuple[int, bool, TileMap] | None = None
    for each in trends:
        series = [one for one in each.series if one.area in places and one.points]
        if not series:
            continue
        period = max(one.points[-1].period for one in series)
        chart = map_chart(each, period, places)
        known = sum(tile.value.amount is not None for tile in chart.tiles)
        rank = (known, each.indicator.theme == Theme.EVENING)
        if known and (best is None or rank > best[:2]):
            best = (*rank, chart)
    return best[2] if best else None


def figure_table(figures: Sequence[Figure], summary: str, *, sources: Sources) -> Table:
    """The figures under one another, each with the one before it; a source is told by its number in the list at
    the end."""
    columns = (
        Column(_("Indicator and period"), names_row=True),
        Column(_("Value"), width=50, align=Align.RIGHT),
        Column("n", width=27, align=Align.RIGHT),
        Column(_("Before"), width=42, align=Align.RIGHT),
        Column(_("Change since then"), width=60, align=Align.RIGHT),
        Column(_("Source"), width=25, align=Align.RIGHT),
    )
    return Table(columns, tuple(_row(each, sources) for each in figures), summary, dense=True)


def _row(figure: Figure, sources: Sources) -> tuple[Cell, ...]:
    below = joined((figure.period, figure.unit, *figure.remarks))
    value = (Paragraph(figure.value, Kind.STRONG), *remark(figure.around))
    before = (Paragraph(figure.before), *remark(figure.before_period))
    change = (Paragraph(figure.change), *remark(figure.meaning))
    name = (Paragraph(figure.name), *remark(below))
    return name, value, figure.n, before, change, sources.number(figure.source)


def brief_table(figures: Sequence[Figure], summary: str, *, sources: Sources | None = None) -> Table:
    """One line for each figure of a district beside the whole city's, so that many find room.

    Args:
        sources: the list at the end; without it the sources stand elsewhere, and so do all warnings but the first.
    """
    columns = [
        Column(_("Indicator"), names_row=True),
        Column(_("Period"), width=42),
        Column(_("Value"), width=43, align=Align.RIGHT),
        Column("n", width=22, align=Align.RIGHT),
        Column(_("Change since then"), width=84, align=Align.RIGHT),
        Column(_("The city"), width=30, align=Align.RIGHT),
    ]
    if sources is not None:
        columns.append(Column(_("Source"), width=22, align=Align.RIGHT))
    rows = tuple(_brief_row(each, sources) for each in figures)
    return Table(tuple(columns), rows, summary, dense=True)


def _brief_row(figure: Figure, sources: Sources | None) -> tuple[Cell, ...]:
    warnings = figure.remarks if sources is not None else figure.remarks[:1]
    row: tuple[Cell, ...] = (
        (Paragraph(figure.name), *remark(joined((figure.unit, *warnings)))),
        figure.period,
        figure.sign or joined((figure.value, figure.around), " "),
        figure.n,
        figure.value if figure.sign else joined((figure.change, figure.meaning), ", "),
        figure.city,
    )
    return row if sources is None else (*row, sources.number(figure.source))


def how_to_read() -> str:
    """What stands once under the tables of figures, for those who are not used to them."""
    return _(
        "n is how many answered or how many cases there are. ± is how far chance alone may reach. A change is since "
        "the figure before, in the indicator’s own unit, for shares in percentage points; where the chance of both "
        "figures overlaps it is not told as better or worse. Too few to be shown, or .., means that the figure is "
        "withheld, not that it is 0; × means that there is none."
    )


def _figure(found: Trend, series: Series, pages: dict[UUID, str]) -> Figure:
    indicator, unit = found.indicator, unit_of(found.indicator)
    latest = series.points[-1]
    before = series.points[-2] if len(series.points) > 1 else None
    value = value_of(indicator, latest)
    city = found.of(None)
    there = city.at(latest.period) if city is not None and city is not series else None
    change, meaning = _change(found, before, latest)
    assert indicator.id is not None
    return Figure(
        indicator=indicator.id,
        name=indicator.name or "",
        period=shown(latest.period),
        value=unit.shown(value.amount) if value.amount is not None else value.why_not.words,
        sign="" if value.amount is not None else value.why_not.sign,
        around=_around(value, unit),
        n="" if latest.n is None else number(latest.n),
        before=NONE if before is None else unit.of(value_of(indicator, before)),
        before_period="" if before is None else shown(before.period),
        change=change,
        meaning=meaning,
        city=NONE if there is None else unit.of(value_of(indicator, there)),
        unit="" if indicator.measured == Measured.SHARE else unit_to_tell(indicator),
        remarks=tuple(remarks(value)),
        source=joined((latest.source or indicator.source or "", pages.get(latest.id, "")), ", "),
    )


def _change(found: Trend, before: Point | None, latest: Point) -> tuple[str, str]:
    """The difference, and whether it is a good one as far as chance lets that be said."""
    indicator, unit = found.indicator, unit_of(found.indicator)
    change = change_of(indicator, before, latest) if before is not None else None
    if change is None or before is None:
        return NONE, ""
    figure = Unit(decimals=unit.decimals).figure(change.difference)
    written = f"+{figure}" if change.difference > 0 else figure
    if not change.difference:
        return written, _("unchanged")
    return written, _meaning(indicator, change, value_of(indicator, before), value_of(indicator, latest))


def _meaning(indicator: Indicator, change: Change, before: Value, latest: Value) -> str:
    if indicator.better not in ("higher", "lower"):
        return ""
    if before.interval and latest.interval and _overlap(before.interval, latest.interval):
        return _("may be chance")
    if latest.few or before.few:
        return ""
    return _("better") if (change.difference > 0) == (indicator.better == "higher") else _("worse")


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _around(value: Value, unit: Unit) -> str:
    if value.interval is None:
        return ""
    low, high = value.interval
    return f"±{number((high - low) / 2, decimals=unit.decimals)}"


def _until(found: Trend, until: date) -> Trend:
    kept = [each.until(until) for each in found.series]
    return replace(found, series=tuple(each for each in kept if each.points))


def _pages(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Where in its source each of some figures stands."""
    rows = reading.workspace.rows(Measurement, ["page"], where=(col(Measurement.id).in_(ids),))
    return {id: _inside(page or "") for id, page in rows}


def _inside(words: str) -> str:
    """Words as they stand inside a sentence: `Tabell 4` becomes `tabell 4`, `IT-bilagan` stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _is_trend(found: Trend, area: UUID | None) -> bool:
    """Whether there are enough figures of a place to be drawn as a line."""
    series = found.of(area)
    valued = (point for point in (series.points if series else ()) if point.value is not None)
    return len(list(islice(valued, _A_TREND))) == _A_TREND


def _place(found: Trend, wanted: Sequence[UUID]) -> int:
    id = found.indicator.id
    return wanted.index(id) if id in wanted else len(wanted)


def _order(indicator: Indicator) -> tuple[int, str]:
    return _THEMES.get(indicator.theme or "", len(_THEMES)), sort_key(indicator.name) or ""

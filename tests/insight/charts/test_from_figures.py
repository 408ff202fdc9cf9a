"""Pictures made from the council's own figures and records."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from tests.insight.charts.test_layout import lettering
from trygg_desktop.domain.figures import Better, Indicator, Mark, Measured
from trygg_desktop.domain.periods import Period
from trygg_desktop.insight.chain import Broken, ProblemChain, Step
from trygg_desktop.insight.chain import Path as Found
from trygg_desktop.insight.charts.chain_chart import chain_chart
from trygg_desktop.insight.charts.indicator_charts import (
    map_chart,
    sources_told,
    trend_chart,
    year_by_year,
)
from trygg_desktop.insight.charts.values import Gap
from trygg_desktop.insight.periods import Grain
from trygg_desktop.insight.trends import Point, Series, Trend

BACKBY, RABY = uuid4(), uuid4()
Y2024, Y2025 = (Period(date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025))


def point(period: Period, value: float | None, n: int | None = 200, mark: str | None = None) -> Point:
    return Point(uuid4(), period, value, mark, n, False, "Trygghetsmätningen")


def safe() -> Trend:
    """A share in the city and two districts, one of them suppressed in the last year."""
    series = (
        Series(None, "Hela staden", None, (point(Y2024, 72.0, 4000), point(Y2025, 71.0, 4000))),
        Series(BACKBY, "Bäckby", "area", (point(Y2024, 60.0), point(Y2025, 55.0, 20))),
        Series(RABY, "Råby", "area", (point(Y2025, None, 5, Mark.SUPPRESSED),)),
    )
    indicator = Indicator(name="Trygg ute", measured=Measured.SHARE, better=Better.HIGHER, unit="procent")
    return Trend(indicator, Grain.YEAR, (Grain.YEAR,), series, ("Trygghetsmätningen",))


def test_a_trend_tells_suppressed_from_missing_and_few_from_enough() -> None:
    chart = trend_chart(safe(), BACKBY, beside=(None, RABY))
    home, city, gone = chart.series
    assert chart.title == "Trygg ute, procent"
    assert [value.few for value in home.values] == [False, True]
    assert home.values[0].interval is not None
    assert (home.compared, city.compared) == (False, True)
    assert [value.gap for value in gone.values] == [Gap.MISSING, Gap.SUPPRESSED]


def test_a_unit_that_the_name_ends_with_is_not_said_again() -> None:
    trend = safe()
    trend.indicator.name, trend.indicator.unit = "Anmälda brott per 100 000 invånare", "per 100 000 invånare"
    assert trend_chart(trend, BACKBY).title == "Anmälda brott per 100 000 invånare"


def test_the_map_holds_the_districts() -> None:
    tiles = map_chart(safe(), Y2025, {BACKBY: ("Bäckby", (1, 1)), RABY: ("Råby", (2, 1))})
    assert tiles.dark_is_low
    assert [tile.value.amount for tile in tiles.tiles] == [55.0, None]


def test_only_links_that_should_be_there_are_told_as_broken() -> None:
    cause, begun, planned, decision = (uuid4() for _each in range(4))
    found = ProblemChain(
        uuid4(),
        "Otrygghet",
        1,
        6,
        (Found(cause, begun, (BACKBY,), decision), Found(cause, planned, (BACKBY,), decision)),
        (Broken(Step.FOLLOW_UP, begun, "Belysning"),),
    )
    titles: dict[UUID, str] = {cause: "Mörkt", begun: "Belysning", planned: "Värdar", BACKBY: "Bäckby"}
    chart = chain_chart(found, titles | {decision: "Punkt 4"})
    assert chart.broken == 1
    words = [text.words for text in chart.laid_out(1200, lettering()).texts]
    assert words.count("Mörkt") == 1
    assert words.count("Bäckby") == 2


def test_a_source_of_several_years_is_named_once() -> None:
    told = year_by_year(
        ["Mätningen 2024", "Brå", "Mätningen 2025", "Brå, anmälda brott 2025", "Mätningen 2025"]
    )
    assert told == ["Mätningen 2024, 2025", "Brå", "Brå, anmälda brott 2025"]


def test_years_in_a_row_are_told_by_the_first_and_the_last() -> None:
    told = year_by_year(f"Brå, anmälda brott {year}" for year in (2024, 2025, 2026, 2023, 2019))
    assert told == ["Brå, anmälda brott 2019, 2023–2026"]


def test_sources_that_hold_commas_are_told_apart() -> None:
    told = sources_told(["Brå, anmälda brott 2024", "", "Trygghetsmätningen 2024", "Trygghetsmätningen 2025"])
    assert told.endswith("Brå, anmälda brott 2024; Trygghetsmätningen 2024, 2025.")

"""Trends: like is compared with like, and small numbers get no percentage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.insight.council import add, district
from tests.insight.year import year_workspace
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.figures import Better, Indicator, Mark, Measured, Measurement
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.periods import Grain
from trygg_desktop.insight.trends import Against, comparisons, reach, trend, trends_at
from trygg_desktop.workspace import Workspace

TODAY = date(2026, 11, 22)
BACKBY, RABY = district("backby"), district("raby")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with year_workspace(tmp_path) as made:
        yield made


def unsafe(workspace: Workspace, **values: Any) -> UUID:
    """An indicator: a share in per cent, where lower is better."""
    given = {"name": "Otrygga", "measured": Measured.SHARE, "better": Better.LOWER} | values
    return add(workspace, Indicator, **given)


def figure(workspace: Workspace, indicator: UUID, period: str, value: float | None, **values: Any) -> UUID:
    """One measurement."""
    return add(workspace, Measurement, indicator=indicator, period=period, value=value, **values)


def test_the_city_comes_first_and_other_municipalities_last(workspace: Workspace) -> None:
    indicator = unsafe(workspace)
    sala = add(workspace, District, name="Sala", slug="kommun-1981", level=Level.MUNICIPALITY)
    for area in (sala, RABY, None, BACKBY):
        figure(workspace, indicator, "2024", 20.0, district=area)
    assert [series.area for series in trend(workspace, indicator).series] == [None, BACKBY, RABY, sala]


def test_the_latest_is_compared_with_last_year_the_city_and_another_area(workspace: Workspace) -> None:
    indicator = unsafe(workspace)
    figure(workspace, indicator, "2023", 30.0, district=BACKBY, n=200)
    figure(workspace, indicator, "2024", 24.0, district=BACKBY, n=180)
    figure(workspace, indicator, "2024", 20.0, n=2000)
    figure(workspace, indicator, "2024", 25.0, district=RABY, n=90)
    found = trend(workspace, indicator)
    series = found.of(BACKBY)
    assert series is not None
    told = {each.against: each for each in comparisons(found, series, TODAY, other=RABY)}
    assert set(told) == {Against.PREVIOUS, Against.CITY, Against.AREA}
    before = told[Against.PREVIOUS]
    assert before.change is not None
    assert (before.change.difference, before.change.percent, before.better) == (-6, pytest.approx(-20), True)
    assert told[Against.CITY].better is False
    assert told[Against.AREA].name == "Råby"


def test_a_forecast_is_not_the_latest(workspace: Workspace) -> None:
    indicator = unsafe(workspace, name="Folkmängd", measured=Measured.COUNT)
    for period, value in (("2024", 150_000), ("2025", 151_000), ("2030", 160_000)):
        figure(workspace, indicator, period, value)
    found = trend(workspace, indicator)
    [told] = comparisons(found, found.series[0], TODAY)
    assert (told.against, told.change and told.change.difference) == (Against.PREVIOUS, 1000)


def test_quarters_are_compared_with_the_quarter_before_and_that_of_last_year(workspace: Workspace) -> None:
    indicator = unsafe(workspace, name="Rån", measured=Measured.COUNT)
    for period, value in (("kv 1 2023", 40), ("kv 4 2023", 60), ("kv 1 2024", 50)):
        figure(workspace, indicator, period, value)
    found = trend(workspace, indicator)
    told = {each.against: each.change for each in comparisons(found, found.series[0], TODAY)}
    assert {against: change and change.percent for against, change in told.items()} == {
        Against.PREVIOUS: pytest.approx(-100 / 6),
        Against.YEAR_BEFORE: pytest.approx(25),
    }


@pytest.mark.parametrize(("measured", "n"), [(Measured.COUNT, None), (Measured.SHARE, 12)])
def test_small_numbers_get_no_percentage(workspace: Workspace, measured: Measured, n: int | None) -> None:
    indicator = unsafe(workspace, measured=measured)
    figure(workspace, indicator, "2023", 10, n=n)
    figure(workspace, indicator, "2024", 15, n=n)
    found = trend(workspace, indicator)
    [told] = comparisons(found, found.series[0], TODAY)
    assert told.change is not None
    assert (told.change.percent, told.change.difference, told.change.cautious) == (None, 5, True)


def test_counts_of_an_area_are_not_measured_against_the_city(workspace: Workspace) -> None:
    indicator = unsafe(workspace, measured=Measured.COUNT)
    figure(workspace, indicator, "2024", 50, district=BACKBY)
    figure(workspace, indicator, "2024", 900)
    found = trend(workspace, indicator)
    [told] = comparisons(found, found.series[1], TODAY)
    assert (told.against, told.change, told.point.value) == (Against.CITY, None, 900)


def test_suppressed_zero_and_missing_stay_apart(workspace: Workspace) -> None:
    indicator = unsafe(workspace)
    figure(workspace, indicator, "2022", None, mark=Mark.SUPPRESSED)
    figure(workspace, indicator, "2023", 0.0)
    figure(workspace, indicator, "2024", None, mark=Mark.MISSING)
    [series] = trend(workspace, indicator).series
    assert [(point.value, point.mark) for point in series.points] == [
        (None, "suppressed"),
        (0.0, None),
        (None, "missing"),
    ]
    assert series.latest is series.points[1]


def test_a_final_figure_is_taken_before_a_preliminary_one(workspace: Workspace) -> None:
    indicator = unsafe(workspace)
    figure(workspace, indicator, "2023", 30.0, source="Brå, maj", preliminary=True)
    figure(workspace, indicator, "2023", 31.0, source="Brå, slutlig")
    figure(workspace, indicator, "2022", 33.0, source="Brå, maj", preliminary=True)
    [series] = trend(workspace, indicator).series
    assert [point.value for point in series.points] == [33.0, 31.0]


def test_years_and_months_are_not_one_line(workspace: Workspace) -> None:
    indicator = unsafe(workspace)
    for period in ("jan 2024", "feb 2024", "2023"):
        figure(workspace, indicator, period, 30.0)
    assert len(trend(workspace, indicator).series[0].points) == 2
    assert len(trend(workspace, indicator, grain=Grain.YEAR).series[0].points) == 1


def test_the_public_sees_no_internal_figures(workspace: Workspace) -> None:
    indicator = unsafe(workspace)
    figure(workspace, indicator, "2023", 30.0)
    figure(workspace, indicator, "2024", 31.0, protection="open")
    [series] = trend(workspace, indicator, audience=Audience.PUBLIC).series
    assert [point.value for point in series.points] == [31.0]


def test_a_share_carries_how_far_chance_reaches(workspace: Workspace) -> None:
    indicator = unsafe(workspace)
    figure(workspace, indicator, "2024", 100 * 81 / 263, n=263)
    found = trend(workspace, indicator)
    around = reach(found.indicator, found.series[0].points[0])
    assert around is not None and (round(around.low, 2), round(around.high, 2)) == (25.53, 36.62)


def test_all_indicators_of_a_place_are_what_each_is_by_itself(workspace: Workspace) -> None:
    names = ("Otrygga", "Rån", "Utan siffror här")
    ids = [unsafe(workspace, name=name) for name in names]
    for indicator in ids[:2]:
        for period in ("2023", "2024", "kv 1 2024"):
            figure(workspace, indicator, period, 20.0, district=BACKBY)
            figure(workspace, indicator, period, 30.0)
    figure(workspace, ids[2], "2024", 40.0, district=RABY)
    found = trends_at(workspace, [BACKBY, None])
    assert [each.indicator.name for each in found] == ["Otrygga", "Rån"]
    for one, indicator in zip(found, ids, strict=False):
        alone = trend(workspace, indicator, areas=[BACKBY, None])
        assert (one.series, one.grain, one.sources) == (alone.series, alone.grain, alone.sources)

"""The pictures of police events: what nobody could place is in every one of them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.council import district
from trygg_desktop.domain.periods import Period
from trygg_desktop.insight.charts.event_charts import by_district, by_kind, per_period, placed_words
from trygg_desktop.insight.event_counts import EventCount, EventCounts
from trygg_desktop.insight.periods import Grain

BACKBY, RABY, SATRA = district("backby"), district("raby"), district("satra")
JANUARY, FEBRUARY = Period(date(2026, 1, 1), date(2026, 1, 31)), Period(date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture
def counts() -> EventCounts:
    """Ten events: three in Bäckby, one of them in a part of it, one in Råby, and six that nobody could place."""
    told = (
        EventCount("Brand", BACKBY, JANUARY, 2),
        EventCount("Rån", SATRA, FEBRUARY, 1),
        EventCount("Brand", RABY, FEBRUARY, 1),
        EventCount("Brand", None, JANUARY, 5),
        EventCount("", None, FEBRUARY, 1),
    )
    return EventCounts(Grain.MONTH, (JANUARY, FEBRUARY), told, total=10, unplaced=6, proposed=2)


def test_the_share_that_nobody_could_place_is_told(counts: EventCounts) -> None:
    words = placed_words(counts)
    assert "6" in words and "10" in words and "60" in words
    assert "2" in words.split(".")[-2]


def test_it_stands_under_every_chart(counts: EventCounts) -> None:
    charts = (
        per_period(counts),
        per_period(counts, [BACKBY], "Bäckby"),
        by_kind(counts),
        by_district(counts, {BACKBY: BACKBY}, {BACKBY: "Bäckby"}),
    )
    assert all(placed_words(counts) in chart.note for chart in charts)


def test_what_nobody_could_place_has_a_bar_among_the_districts(counts: EventCounts) -> None:
    areas = {BACKBY: BACKBY, SATRA: BACKBY, RABY: RABY}
    drawn = by_district(counts, areas, {BACKBY: "Bäckby", RABY: "Råby"}, chosen=RABY)
    amounts = {bar.key: bar.value.amount for bar in drawn.bars}
    assert amounts == {BACKBY: 3, RABY: 1, None: 6}
    assert sum(bar.value.amount or 0 for bar in drawn.bars) == counts.total
    assert [bar.key for bar in drawn.bars if bar.chosen] == [RABY]


def test_a_district_is_counted_with_its_parts(counts: EventCounts) -> None:
    [series] = per_period(counts, [BACKBY, SATRA], "Bäckby").series
    assert [value.amount for value in series.values] == [2, 1]
    assert {bar.key: bar.value.amount for bar in by_kind(counts, [BACKBY, SATRA]).bars} == {
        "Brand": 2,
        "Rån": 1,
    }


def test_rare_kinds_are_told_and_not_lost() -> None:
    told = tuple(EventCount(f"Typ {n:02}", None, JANUARY, 20 - n) for n in range(12))
    drawn = by_kind(EventCounts(Grain.MONTH, (JANUARY,), told, sum(each.number for each in told), 0, 0))
    assert len(drawn.bars) == 10
    assert "2" in drawn.note and str(20 - 10 + 20 - 11) in drawn.note

"""Axes have round numbers."""

from __future__ import annotations

from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.insight.charts.ticks import Scale, decimals_of, nice_ticks, ticks_for

AMOUNTS = st.floats(min_value=-1e7, max_value=1e7, allow_nan=False).map(lambda x: round(x, 3))


def test_the_published_example_comes_out() -> None:
    """Heckbert (1990) labels data from 105 to 543 with 100, 200 … 600."""
    assert nice_ticks(105, 543) == (100, 200, 300, 400, 500, 600)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (51, 75, (50, 55, 60, 65, 70, 75)),
        (0, 0, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (-3, 8, (-4, -2, 0, 2, 4, 6, 8)),
    ],
)
def test_some_axes(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert nice_ticks(low, high) == ticks


@given(AMOUNTS, AMOUNTS, st.integers(2, 8))
def test_ticks_are_round_even_and_reach_around_the_values(a: float, b: float, about: int) -> None:
    low, high = min(a, b), max(a, b)
    ticks = nice_ticks(low, high, about)
    step = ticks[1] - ticks[0]
    assert ticks[0] <= low + step * 1e-6
    assert ticks[-1] >= high - step * 1e-6
    assert 2 <= len(ticks) <= 2 * about + 3
    leading = step / 10 ** round(log10(step) - 0.35)
    assert min(abs(leading - nice) for nice in (0.5, 1, 2, 5, 10)) < 1e-4


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="nan"):
        nice_ticks(float("nan"), 1)


def test_counts_begin_at_zero_and_shares_where_they_are() -> None:
    assert ticks_for([12, 16], from_zero=True)[0] == 0
    assert ticks_for([51, 75])[0] == 50
    assert ticks_for([3, 20])[0] == 0


def test_nothing_below_zero_where_there_is_nothing_below() -> None:
    assert min(ticks_for([0.0, 0.4])) == 0


def test_a_scale_puts_its_ends_at_its_ends() -> None:
    scale = Scale((0, 50, 100), 200, 0)
    assert [scale.place(tick) for tick in scale.ticks] == [200, 100, 0]
    assert decimals_of((0.0, 0.2, 0.4)) == 1
    assert decimals_of((0, 20)) == 0

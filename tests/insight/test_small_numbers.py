"""Small numbers: the intervals are those that the textbooks print."""

from __future__ import annotations

from math import exp, lgamma, log

import pytest

from trygg_desktop.insight.small_numbers import FEWEST, change, differ, gamma_quantile, poisson, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_as_newcombe_prints_it(successes: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, table I, method 3."""
    found = wilson(successes, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)]
)
def test_poisson_is_as_the_tables_print_it(count: int, low: float, high: float) -> None:
    """The tables after Garwood 1936; the limit for no events is also in the manual of R's epitools."""
    found = poisson(count)
    assert found.low == pytest.approx(low, abs=6e-4)
    assert found.high == pytest.approx(high, abs=2e-3)


def test_poisson_is_as_breslow_and_day_print_it() -> None:
    """Nasal and lung cancer among Welsh nickel workers: 137 observed, 24.2 expected, SMR 566 (475–669)."""
    found = poisson(137)
    assert (round(found.low / 24.19893 * 100), round(found.high / 24.19893 * 100)) == (475, 669)


def test_large_counts_are_no_trouble() -> None:
    found = poisson(20_000)
    assert found.low == pytest.approx(19_723.8, abs=1)
    assert found.high == pytest.approx(20_279.1, abs=1)


def test_below_the_limit_there_is_no_percentage() -> None:
    few = change(FEWEST - 1, 40)
    assert (few.percent, few.difference, few.cautious) == (None, 21, True)


def test_from_the_limit_on_there_is_one() -> None:
    enough = change(FEWEST, 30)
    assert (enough.percent, enough.cautious) == (50, False)


def test_shares_are_judged_by_their_number_of_answers() -> None:
    assert change(12.5, 15.0, based_on=8).percent is None
    assert change(12.5, 15.0, based_on=400).percent == pytest.approx(20)


def test_two_counts_differ_when_chance_does_not_reach() -> None:
    assert not differ(6, 12)
    assert differ(20, 45)
    assert not differ(0, 0)


@pytest.mark.parametrize(
    ("degrees", "low", "high"),
    [
        (2, 0.051, 7.378),
        (10, 3.247, 20.483),
        (20, 9.591, 34.170),
        (50, 32.357, 71.420),
        (100, 74.222, 129.561),
    ],
)
def test_the_quantiles_are_those_of_the_chi_square_table(degrees: int, low: float, high: float) -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, for 0.025 and 0.975."""
    found = [round(2 * gamma_quantile(degrees // 2, share), 3) for share in (0.025, 0.975)]
    assert found == [low, high]


@pytest.mark.parametrize(("fewer", "both"), [(1, 10), (2, 12), (3, 15), (5, 20), (7, 25), (9, 30)])
def test_two_counts_differ_from_the_critical_values_of_the_sign_test_on(fewer: int, both: int) -> None:
    """The two-sided table for 5 per cent in Dixon & Mood (1946), JASA 41:557-566: given both, it is the same test."""
    assert differ(fewer, both - fewer)
    assert not differ(fewer + 1, both - fewer - 1)


def test_the_interval_of_any_count_holds_what_it_says() -> None:
    """By the definition: at its ends a tail of 2.5 per cent is left, worked out term by term."""
    for count in (1, 3, 17, 80):
        found = poisson(count)
        at_most = sum(exp(k * log(found.high) - found.high - lgamma(k + 1)) for k in range(count + 1))
        fewer = sum(exp(k * log(found.low) - found.low - lgamma(k + 1)) for k in range(count))
        assert (at_most, 1 - fewer) == (pytest.approx(0.025), pytest.approx(0.025))

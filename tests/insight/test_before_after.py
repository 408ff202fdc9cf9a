"""Before and after a measure: the effect is what published examples say it is."""

from __future__ import annotations

from math import sqrt

import pytest

from trygg_desktop.insight.before_after import Counts, compare


def test_the_difference_is_as_the_authors_of_the_method_compute_it() -> None:
    """The example in the manual of ptools, by an author of Wheeler & Ratcliffe 2018."""
    effect = compare(Counts(20, 10), Counts(20, 20), confidence=0.90)
    assert (effect.difference, round(effect.difference_error, 4)) == (-10, 8.3666)
    assert (round(effect.difference_interval.low, 3), round(effect.difference_interval.high, 3)) == (
        -23.762,
        3.762,
    )


def test_the_areas_of_the_published_example_make_its_total() -> None:
    """Wheeler & Ratcliffe 2018: −118 with the variance 1568, of the treated and the displacement area."""
    treated = compare(Counts(207, 110), Counts(308, 318))
    displaced = compare(Counts(178, 157), Counts(150, 140))
    assert treated.difference + displaced.difference == -118
    assert treated.difference_error**2 + displaced.difference_error**2 == pytest.approx(1568)


def test_periods_of_other_lengths_are_weighed() -> None:
    """wdd(c(100, 50), c(80, 20), time_weights = c(2, 1)): −20, standard error √115."""
    effect = compare(Counts(80, 20, before_length=2), Counts(100, 50, before_length=2))
    assert (effect.difference, effect.difference_error) == (-20, pytest.approx(sqrt(115)))


def test_the_ratio_is_as_bland_and_altman_compute_it() -> None:
    """Bland & Altman (2000), BMJ 320:1468: 141 × 13525 / (420 × 928) is 4.89, from 4.00 to 5.99."""
    effect = compare(Counts(420, 141), Counts(13525, 928))
    assert effect.ratio is not None and effect.ratio_interval is not None
    assert (round(effect.ratio, 2), round(effect.ratio_interval.low, 2)) == (4.89, 4.0)
    assert round(effect.ratio_interval.high, 2) == 5.99
    assert effect.beyond_chance


def test_a_count_of_nothing_has_no_ratio() -> None:
    effect = compare(Counts(9, 0), Counts(10, 8))
    assert (effect.ratio, effect.ratio_interval, effect.cautious) == (None, None, True)


def test_a_fall_that_the_comparison_area_shares_is_no_effect() -> None:
    effect = compare(Counts(200, 150), Counts(400, 300))
    assert effect.ratio == pytest.approx(1)
    assert not effect.beyond_chance


def test_without_a_comparison_area_it_is_before_and_after_alone() -> None:
    effect = compare(Counts(100, 60))
    assert (effect.difference, effect.ratio, effect.comparison) == (-40, pytest.approx(0.6), None)

"""Before and after a measure, beside an area where nothing was done: what changed, and what chance may explain.

Two answers, both usual in crime prevention. The difference in differences says how many events fewer or more
than the comparison area leads to expect. The rate ratio says by what factor: 0.5 is half as many.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

from trygg_desktop.insight.small_numbers import CONFIDENCE, FEWEST, Interval, z_of


@dataclass(frozen=True, slots=True)
class Counts:
    """Events counted before and after, over `before_length` and `after_length` of the same unit of time."""

    before: float
    after: float
    before_length: float = 1
    after_length: float = 1

    @property
    def rates(self) -> tuple[float, float]:
        """Events per unit of time, before and after."""
        return self.before / self.before_length, self.after / self.after_length

    @property
    def change(self) -> float:
        """The rate after less the rate before."""
        before, after = self.rates
        return after - before

    @property
    def variance(self) -> float:
        """Of the change, when events happen independently of each other."""
        return self.before / self.before_length**2 + self.after / self.after_length**2


@dataclass(frozen=True, slots=True)
class Effect:
    """What the comparison comes to.

    Args:
        treated, comparison: what was counted.
        difference: the change where something was done less the change where nothing was; below 0 is fewer.
        difference_error: its standard error.
        difference_interval: where it lies but for chance.
        ratio: the factor by which the rate changed, beyond the comparison area; nothing where a count is 0.
        ratio_interval: where the factor lies but for chance.
        beyond_chance: whether the interval of the factor (of the difference, where there is no factor)
            leaves out no effect.
        cautious: whether a count is so small that no percentage ought to be shown.
    """

    treated: Counts
    comparison: Counts | None
    difference: float
    difference_error: float
    difference_interval: Interval
    ratio: float | None
    ratio_interval: Interval | None
    beyond_chance: bool
    cautious: bool


def compare(
    treated: Counts,
    comparison: Counts | None = None,
    *,
    confidence: float = CONFIDENCE,
    fewest: int = FEWEST,
) -> Effect:
    """The effect of a measure on counts of events, with or without a comparison area.

    The difference in differences and its standard error are the weighted displacement difference (without
    displacement) of Wheeler, A. P. & Ratcliffe, J. H. (2018), Crime Science 7:11. The rate ratio is the
    inverse of the relative effect size of Farrington, D. P., Gill, M., Waples, S. J. & Argomaniz, J. (2007),
    Journal of Experimental Criminology 3, 21–38, whose logarithm has the variance 1/a + 1/b + 1/c + 1/d
    (Woolf, B. (1955), Annals of Human Genetics 19, 251–253). Both take events to happen independently of
    each other; where they come in series chance reaches further than the intervals say. Without a comparison
    area it is before and after alone, which proves little.
    """
    areas = [treated] if comparison is None else [treated, comparison]
    z = z_of(confidence)
    difference = treated.change - (comparison.change if comparison else 0.0)
    error = sqrt(sum(area.variance for area in areas))
    around = Interval(difference - z * error, difference + z * error)
    counts = [count for area in areas for count in (area.before, area.after)]
    ratio, between = _ratio(areas, counts, z)
    return Effect(
        treated=treated,
        comparison=comparison,
        difference=difference,
        difference_error=error,
        difference_interval=around,
        ratio=ratio,
        ratio_interval=between,
        beyond_chance=not (between.holds(1.0) if between else around.holds(0.0)),
        cautious=min(counts) < fewest,
    )


def _ratio(areas: list[Counts], counts: list[float], z: float) -> tuple[float | None, Interval | None]:
    if min(counts) <= 0:
        return None, None
    logarithm = 0.0
    for sign, area in zip((1, -1), areas, strict=False):
        before, after = area.rates
        logarithm += sign * (log(after) - log(before))
    reach = z * sqrt(sum(1 / count for count in counts))
    return exp(logarithm), Interval(exp(logarithm - reach), exp(logarithm + reach))

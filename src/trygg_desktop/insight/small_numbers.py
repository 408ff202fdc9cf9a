"""Caution with small numbers: when a percentage says too little to be shown, and how far chance alone reaches.

The methods are the textbook's and few enough to stand here with `math` and `statistics`: a library that
knows them all (scipy) weighs more than the rest of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, lgamma, log, sqrt
from statistics import NormalDist

FEWEST = 20
"""Cases below which no percentage is shown.

The standard error of a count of n cases is 1/√n of it, at 20 cases already 22 per cent. The New York State
Department of Health marks rates on fewer than 20 cases as unreliable and says that the American National
Center for Health Statistics releases none ("Rates Based on Small Numbers – Statistics Teaching Tools",
health.ny.gov); so does the Centers for Disease Control's WISQARS ("Annotation and Suppression of Unstable
Rates"). No Swedish authority's limit for counts of crime could be read.
"""

CONFIDENCE = 0.95
_PRECISION = 1e-10


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure may well have been but for chance, from `low` to `high`."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value lies within."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure differs from an earlier one.

    Args:
        earlier, later: the two figures.
        difference: later less earlier, in the figure's own unit.
        percent: the difference in per cent of the earlier; nothing where that would say too little.
        cautious: whether a percentage was held back because the numbers are small.
    """

    earlier: float
    later: float
    difference: float
    percent: float | None
    cautious: bool


def z_of(confidence: float = CONFIDENCE) -> float:
    """How many standard errors an interval reaches to each side: 1.96 for 95 per cent."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def change(earlier: float, later: float, *, based_on: float | None = None, fewest: int = FEWEST) -> Change:
    """The change from one figure to another, without a percentage where it rests on too few cases.

    Args:
        based_on: the smallest number of cases or answers behind the two; without it the figures are counts
            themselves, and the smaller of them decides.
        fewest: the number of cases from which a percentage is shown.
    """
    cases = min(earlier, later) if based_on is None else based_on
    enough = cases >= fewest
    percent = 100 * (later - earlier) / earlier if enough and earlier > 0 else None
    # Of figures with decimals the difference is told without what binary numbers add far behind the point
    return Change(earlier, later, round(later - earlier, 10), percent, cautious=not enough)


def wilson(successes: float, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's score interval for a share: `successes` of `n` answers, as shares from 0 to 1.

    Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212; recommended over the
    usual one for small samples by Newcombe, R. G. (1998), Statistics in Medicine 17, 857–872. It takes the
    answers for a simple random sample: in a weighted survey the true interval is wider.

    Raises:
        ValueError: there are no answers, or more successes than answers.
    """
    if n < 1 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}")
    z = z_of(confidence)
    share = successes / n
    centre = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return Interval(max(0.0, (centre - reach) / whole), min(1.0, (centre + reach) / whole))


@lru_cache(maxsize=4096)  # the same counts are drawn again and again, and a large one takes a tenth of a second
def poisson(count: int, confidence: float = CONFIDENCE) -> Interval:
    """The exact interval for a count of events that happen independently of each other.

    Garwood, F. (1936), Biometrika 28, 437–442: the smallest expectation under which so many or more, and the
    largest under which so many or fewer, are still seen in (1 − confidence)/2 of all cases.

    Raises:
        ValueError: the count is negative.
    """
    if count < 0:
        raise ValueError(f"{count}")
    tail = (1 - confidence) / 2
    beyond = count + 10 * sqrt(count + 1) + 20
    low = _where(lambda mean: 1 - _at_most(count - 1, mean) < tail, 0.0, float(count)) if count else 0.0
    high = _where(lambda mean: _at_most(count, mean) > tail, float(count), beyond)
    return Interval(low, high)


def differ(earlier: int, later: int, confidence: float = CONFIDENCE) -> bool:
    """Whether two counts of periods of equal length differ by more than chance would explain.

    The conditional test of Przyborowski and Wilenski (1940), Biometrika 31, 313–323: given both together,
    the later one is a binomial draw with a half; twice the smaller tail is compared with 1 − confidence.
    """
    both = earlier + later
    if not both:
        return False
    fewer = min(earlier, later)
    tail = fsum(exp(_log_choose(both, k) - both * log(2)) for k in range(fewer + 1))
    return min(1.0, 2 * tail) < 1 - confidence


def _at_most(count: int, mean: float) -> float:
    """The probability of so many events or fewer."""
    if count < 0:
        return 0.0
    if mean <= 0:
        return 1.0
    return fsum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _where(holds: Callable[[float], bool], low: float, high: float) -> float:
    """The value up to which something holds, by halving."""
    while high - low > _PRECISION * max(1.0, high):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return (low + high) / 2

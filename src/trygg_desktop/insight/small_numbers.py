"""Caution with small numbers: when a percentage says too little to be shown, and how far chance alone reaches.

The methods are the textbook's and few enough to stand here with `math` and `statistics`: a library that
knows them all (scipy) weighs more than the rest of the program.
"""

from __future__ import annotations

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
_PRECISION = 1e-12
_SMALLEST = 1e-16
_TINY = 1e-300
_STEPS = 100


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


@lru_cache(maxsize=4096)  # the same counts are drawn again and again
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
    low = gamma_quantile(count, tail) if count else 0.0
    return Interval(low, gamma_quantile(count + 1, 1 - tail))


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


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def gamma_quantile(shape: int, share: float) -> float:
    """The value below which a share of the gamma distribution with this shape and the scale 1 lies.

    Half of the chi-square distribution's with twice as many degrees of freedom, by which Garwood's interval is
    usually told. From the approximation of Wilson, E. B. & Hilferty, M. M. (1931), Proceedings of the National
    Academy of Sciences 17, 684–688, on by Newton's method, held within the bounds found so far.
    """
    ninth = 1 / (9 * shape)
    guess = shape * (1 - ninth + NormalDist().inv_cdf(share) * sqrt(ninth)) ** 3
    low, high, value = 0.0, shape + 20 * sqrt(shape) + 40.0, max(guess, 1e-8)
    for _step in range(_STEPS):
        beyond = gamma_below(shape, value) - share
        low, high = (low, value) if beyond > 0 else (value, high)
        density = exp((shape - 1) * log(value) - value - lgamma(shape))
        better = value - beyond / density if density > 0 else low
        better = better if low < better < high else (low + high) / 2
        if abs(better - value) <= _PRECISION * better:
            return better
        value = better
    return value


def gamma_below(shape: int, value: float) -> float:
    """The share of the gamma distribution with this shape and the scale 1 that lies below a value.

    The incomplete gamma function by its series below the middle and by its continued fraction above it, as in
    Abramowitz, M. & Stegun, I. A. (1964), Handbook of Mathematical Functions, 6.5.29 and 6.5.31.
    """
    if value <= 0:
        return 0.0
    front = exp(shape * log(value) - value - lgamma(shape))
    if value < shape + 1:
        term = total = 1 / shape
        n = shape
        while term > total * _SMALLEST:
            n += 1
            term *= value / n
            total += term
        return front * total
    # Lentz's way of working out the fraction from its beginning
    b = value + 1 - shape
    c, d = 1 / _TINY, 1 / b
    fraction = d
    for n in range(1, 100_000):
        a = -n * (n - shape)
        b += 2
        d = 1 / (a * d + b or _TINY)
        c = b + a / c or _TINY
        fraction *= c * d
        if abs(c * d - 1) < _SMALLEST:
            break
    return 1 - front * fraction

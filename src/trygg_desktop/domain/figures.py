"""Figures about safety: what is measured, and each value with its period, its place and where it comes from."""

from datetime import date
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.periods import period_days, period_key
from trygg_desktop.domain.record import About, Record, natural_id
from trygg_desktop.domain.values import fold
from trygg_desktop.i18n import N_

_WHAT = N_("What is measured")
_READ = N_("How it is read")
_FROM = N_("Where it comes from")
_VALUE = N_("The value")
_REST = N_("Notes")

SMALLEST_SAMPLE = 30
"""Below so many answers a value says little: the usual rule of thumb for when a mean is near the normal curve."""

WHOLE_CITY = "city"
"""What stands for the whole city where a natural key names a place."""


class Theme(Choice):
    """What an indicator is about; the first five are the themes of the safety surveys."""

    PROBLEMS = "problems", N_("Problems in the area")
    EXPOSURE = "exposure", N_("Exposure to crime")
    WORRY = "worry", N_("Worry")
    EVENING = "evening", N_("Safe in the evening")
    POLICE = "police", N_("The work of the police")
    REPORTED = "reported", N_("Reported crime")
    EVENTS = "events", N_("Police events")
    SCHOOL = "school", N_("School and young people")
    PRESENCE = "presence", N_("Presence and measures")
    LIVING = "living", N_("Living conditions")
    OTHER = "other", N_("Other")


class Better(Choice):
    """Which way is good."""

    HIGHER = "higher", N_("Higher is better")
    LOWER = "lower", N_("Lower is better")
    NEITHER = "neither", N_("Neither way")


class Measured(Choice):
    """What sort of number it is, which decides how it may be compared and added up."""

    COUNT = "count", N_("A count")
    SHARE = "share", N_("A share in per cent")
    RATE = "rate", N_("A rate, such as per 100,000 inhabitants")
    MEAN = "mean", N_("A mean")
    OTHER = "other", N_("Other")


class Mark(Choice):
    """Why there is no value. An empty mark with a value of 0 is a zero."""

    SUPPRESSED = "suppressed", N_("Suppressed, too few")
    MISSING = "missing", N_("Missing")

    @property
    def sign(self) -> str:
        """As in charts and in print."""
        return ".." if self is Mark.SUPPRESSED else "×"


class Indicator(Record, table=True):
    """Something that is measured again and again, so that one can see which way it goes."""

    about: ClassVar[About] = About(
        "indicator",
        N_("Indicator"),
        N_("Indicators"),
        new=N_("New indicator"),
        noun=N_("indicator"),
        icon="ph.gauge",
        order=("name",),
        natural_key=("name",),
    )

    name: str | None = fields.text(
        N_("Name"),
        required=True,
        listed=True,
        section=_WHAT,
        help=N_("As it stands in the statistics, such as Feel unsafe outdoors late in the evening."),
    )
    theme: str | None = fields.choice(N_("Theme"), Theme, listed=True, section=_WHAT)
    definition: str | None = fields.paragraph(
        N_("Definition"), section=_WHAT, help=N_("The question that was asked, or what is counted and how.")
    )
    measured: str | None = fields.choice(N_("Sort of number"), Measured, section=_READ)
    unit: str | None = fields.text(
        N_("Unit"),
        listed=True,
        section=_READ,
        help=N_("As it is printed after the value, such as per cent or reports."),
    )
    better: str | None = fields.choice(
        N_("Direction"),
        Better,
        listed=True,
        section=_READ,
        help=N_("Decides whether a rise is told as good or bad. More reports may be more trust."),
    )
    smallest_n: int | None = fields.integer(
        N_("Fewest answers"),
        section=_READ,
        help=N_("With fewer than this no change in per cent is shown, only the numbers. Empty means 30."),
    )
    source: str | None = fields.text(
        N_("Usual source"),
        listed=True,
        section=_FROM,
        help=N_("Who publishes it, such as Brå or the city’s safety survey."),
    )
    published: str | None = fields.text(
        N_("When it comes"),
        section=_FROM,
        help=N_("In words, such as each March, for the year before."),
    )
    url: str | None = fields.url(N_("Web address"), section=_FROM)
    notes: str | None = fields.paragraph(
        N_("Notes"), section=_REST, help=N_("Breaks in the series, and what it can’t be used for.")
    )

    @classmethod
    def natural_id(cls, values: dict[str, Any]) -> UUID | None:
        """The same indicator on both laptops, whatever the case and blanks of its name."""
        name = fold(values.get("name") or "")
        return natural_id(cls.about.name, name) if name else None


class Measurement(Record, table=True):
    """One value of an indicator: for which period and place, from how many, and where it was read."""

    about: ClassVar[About] = About(
        "measurement",
        N_("Measurement"),
        N_("Measurements"),
        new=N_("New measurement"),
        noun=N_("measurement"),
        naming="indicator",
        icon="ph.hash",
        order=("-from_on",),
        natural_key=("indicator", "district", "period", "source"),
        follows_key=True,
    )

    indicator: UUID | None = fields.reference(
        N_("Indicator"), "indicator", required=True, listed=True, section=_VALUE
    )
    district: UUID | None = fields.reference(
        N_("District"),
        "district",
        listed=True,
        section=_VALUE,
        empty=N_("The whole city"),
        help=N_("Empty means the whole city. Another municipality is for comparison only."),
    )
    period: str | None = fields.text(
        N_("Period"),
        listed=True,
        section=_VALUE,
        searchable=False,
        help=N_("A year, a quarter, a month, a week or two days, such as 2025, Q2 2025 or autumn 2025."),
    )
    from_on: date | None = fields.day(
        N_("First day"), section=_VALUE, help=N_("Follows from the period where that can be read.")
    )
    to_on: date | None = fields.day(N_("Last day"), section=_VALUE)
    value: float | None = fields.number(
        N_("Value"),
        listed=True,
        instead="mark",
        section=_VALUE,
        help=N_("Empty when it is suppressed or missing. A zero is written as 0."),
    )
    mark: str | None = fields.choice(
        N_("Why there is no value"),
        Mark,
        listed=True,
        section=_VALUE,
        help=N_("Suppressed: there is a number, but it is withheld because so few are behind it."),
    )
    n: int | None = fields.integer(
        N_("Number of answers (n)"),
        listed=True,
        section=_VALUE,
        help=N_("How many answered, or how many the value rests on. Always shown beside it."),
    )
    source: str | None = fields.text(
        N_("Source"),
        section=_FROM,
        help=N_("The publication it was read in, with its year. Every number carries its source."),
    )
    page: str | None = fields.text(
        N_("Page or table"), section=_FROM, searchable=False, help=N_("Where in the source it stands.")
    )
    preliminary: bool | None = fields.flag(
        N_("Preliminary"), section=_FROM, help=N_("The source says that the number may still change.")
    )
    notes: str | None = fields.paragraph(N_("Notes"), section=_REST)

    @classmethod
    def natural_id(cls, values: dict[str, Any]) -> UUID | None:
        """The same figure on both laptops: indicator, place, period by its days, and source.

        No district is the whole city and no source is one source, but without a period there is no such id.
        """
        indicator, period = values.get("indicator"), values.get("period")
        if not indicator or not period:
            return None
        place = values.get("district") or WHOLE_CITY
        return natural_id(
            cls.about.name, indicator, place, period_key(period), _source_key(values.get("source"))
        )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The first and last day, from the period as it is written."""
        return period_days(values)


@lru_cache(maxsize=1024)
def _source_key(source: str | None) -> str:
    """What tells one source from another: the few sources of many thousand figures."""
    return fold(source or "")


def is_small(n: int | None, smallest: int | None = None) -> bool:
    """Whether so few are behind a value that no change in per cent may be told from it."""
    return n is not None and n < (SMALLEST_SAMPLE if smallest is None else smallest)

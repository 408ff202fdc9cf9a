"""The program's words in Swedish and English, and dates, weeks and numbers as Swedish print has them."""

from __future__ import annotations

import errno
import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from trygg_desktop.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trygg_desktop.errors import TryggError

LANGUAGES = ("sv", "en")
HOME = ZoneInfo("Europe/Stockholm")
_language = "sv"


class _Words(NamedTuple):
    """What a language calls months and weekdays, January and Monday first, in full and short."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]


def _listed(*lines: str) -> _Words:
    return _Words(*(tuple(line.split()) for line in lines))


_WORDS = {
    "sv": _listed(
        "januari februari mars april maj juni juli augusti september oktober november december",
        "jan feb mars apr maj juni juli aug sep okt nov dec",
        "måndag tisdag onsdag torsdag fredag lördag söndag",
        "mån tis ons tors fre lör sön",
    ),
    "en": _listed(
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "Mon Tue Wed Thu Fri Sat Sun",
    ),
}
"""As Babel has them: to load all that it knows of a language takes a good part of the time until the day is shown."""

_for_a_while: ContextVar[str] = ContextVar("for_a_while")
"""A language used in one piece of work, such as printing in English, without changing the window's."""


class Marked(str):
    """A text of the program's own, to be translated when it is shown; never what a user wrote."""

    __slots__ = ()


def N_(message: str) -> str:
    """Marks a text for translation without translating it yet: it is looked up when it is shown."""
    return Marked(message)


def set_language(language: str) -> None:
    """Chooses the language of screen, print and command line: `sv` or `en`."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _language = language


def language() -> str:
    """The language in use: `sv` or `en`."""
    return _for_a_while.get(_language)


@contextmanager
def in_language(chosen: str) -> Iterator[None]:
    """Uses another language in this thread for a while, such as for a briefing printed in English."""
    if chosen not in LANGUAGES:
        raise ValueError(f"no such language: {chosen}")
    token = _for_a_while.set(chosen)
    try:
        yield
    finally:
        _for_a_while.reset(token)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    try:
        # by name: to look for it as gettext does, in every spelling of the language, takes longer than to read it
        with resource("translations", language, "LC_MESSAGES", "trygg.mo").open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    except FileNotFoundError:
        return gettext.NullTranslations()


def _(message: str, **parameters: object) -> str:
    """The message in the chosen language, with its named parameters filled in."""
    if not message:
        return ""
    translated = _catalogue(language()).gettext(message)
    return translated.format(**parameters) if parameters else translated


def ngettext(singular: str, plural: str, n: int, **parameters: object) -> str:
    """The singular or the plural, as `n` asks; `{n}` is written with the language's own thousands."""
    return _catalogue(language()).ngettext(singular, plural, n).format(n=number(n), **parameters)


def sentence(error: TryggError) -> str:
    """What the user reads about an error; parameters that are themselves marked texts are translated too."""
    parameters = {
        key: _(value) if isinstance(value, Marked) else value for key, value in error.parameters.items()
    }
    return _(error.message, **parameters)


def why(error: OSError) -> str:
    """What the system has against it, in the user's language where it is one of the usual things."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return _("permission is missing")
        case errno.EROFS:
            return _("it can only be read there")
        case errno.EIO:
            return _("the disk does not answer as it should")
        case errno.ENAMETOOLONG:
            return _("the name is too long")
    return error.strerror or type(error).__name__


def _locale() -> Any:
    return _babel_locale(language())


@cache
def _babel_locale(language: str) -> Any:
    from babel import Locale

    return Locale.parse("sv_SE" if language == "sv" else "en_GB")


def number(value: float, *, decimals: int | None = None) -> str:
    """A number as print has it: no-break space for thousands and decimal comma in Swedish."""
    if isinstance(value, int) and -1000 < value < 1000 and decimals is None:
        return str(value)
    from babel.numbers import format_decimal

    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=_locale()))


def file_size(bytes: int) -> str:
    """`340 kB`, `2,1 MB`, `2 GB`."""
    for unit, each in (("GB", 10**9), ("MB", 10**6)):
        if bytes >= each:
            return f"{number(round(bytes / each, 1))} {unit}"
    return f"{number(max(1, round(bytes / 1000)))} kB"


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall shows it in Sweden. Naive moments are taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(HOME)


def _plain(day: date) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def _words() -> _Words:
    return _WORDS[language()]


def short_date(day: date) -> str:
    """`3 dec 2026`: without the points after shortened words, which Swedish print does not need."""
    here = _plain(day)
    return f"{here.day} {_words().short_months[here.month - 1]} {here.year}"


def day_and_month(day: date) -> str:
    """`3 dec`."""
    here = _plain(day)
    return f"{here.day} {_words().short_months[here.month - 1]}"


def weekday_and_day(day: date) -> str:
    """`tors 3 dec`."""
    return f"{_words().short_weekdays[_plain(day).weekday()]} {day_and_month(day)}"


def weekday_day_month(day: date) -> str:
    """`torsdag 3 december`."""
    here = _plain(day)
    return f"{_words().weekdays[here.weekday()]} {here.day} {_words().months[here.month - 1]}"


def long_date(day: date) -> str:
    """`torsdag 3 december 2026`."""
    return f"{weekday_day_month(day)} {_plain(day).year}"


def long_date_with_week(day: date) -> str:
    """`torsdag 3 december 2026 (v. 49)`."""
    return f"{long_date(day)} ({week(day)})"


def month(day: date) -> str:
    """`dec`."""
    return _words().short_months[_plain(day).month - 1]


def week_number(day: date) -> int:
    """The ISO week: Monday first, week 1 holds the year's first Thursday."""
    return _plain(day).isocalendar().week


def week(day: date) -> str:
    """`v. 49`."""
    return _("w. {number}", number=week_number(day))


def clock(moment: datetime) -> str:
    """`13.05` in Swedish, `13:05` in English; always 24 hours."""
    return local(moment).strftime("%H.%M" if language() == "sv" else "%H:%M")


def day_and_clock(moment: datetime) -> str:
    """`12 nov 14.03`."""
    here = local(moment)
    return f"{day_and_month(here)} {clock(here)}"


def date_and_clock(moment: datetime) -> str:
    """`12 nov 2026 14.03`."""
    here = local(moment)
    return f"{short_date(here)} {clock(here)}"

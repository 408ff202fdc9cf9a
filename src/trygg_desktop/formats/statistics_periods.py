"""Which time a column, a cell or a title of a table is about: `2023*`, `helår 2023`, `1:a kvartalet 2024`."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date, datetime
from functools import lru_cache

from trygg_desktop.domain.periods import Period, read_period
from trygg_desktop.insight.periods import Grain, containing

_KEPT = 4096
"""Texts remembered: every row of a table says much the same."""
_PRELIMINARY = re.compile(
    r"\(?\bprel(?:\b\.?|iminär[at]?\b)(?:\s+(?:uppgifter|statistik))?\)?", re.IGNORECASE
)
_MARKS = re.compile(r"[*¹²³⁴⁵]+|(?<=\d)\s+\d\)|\(\d\)")
_WHOLE_YEAR = re.compile(
    r"(?:helår(?:et)?|kalenderår(?:et)?|år(?:et|s)?|year)\s+((?:19|20)\d\d)|((?:19|20)\d\d)[, ]+helår"
)
_QUARTER = re.compile(r"([1-4])(?::?[ae])?[ .]*(?:kvartalet|kvartal|kv)\.?[, ]*((?:19|20)\d\d)")
_JOINED = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])")
_SCHOOL_YEAR = re.compile(r"(?:läsår(?:et)?\s*)?((?:19|20)\d\d)\s*/\s*(\d\d)")
_PARTS = {
    "månad": "{year}-{part:02}",
    "month": "{year}-{part:02}",
    "kvartal": "kv {part} {year}",
    "quarter": "kv {part} {year}",
    "tertial": "tertial {part} {year}",
    "vecka": "v. {part} {year}",
    "week": "v. {part} {year}",
}
_PART_NUMBER = re.compile(r"\D{0,3}(\d{1,2})")
_WHOLE = frozenset({"helår", "hela året", "totalt", "total", "samtliga", "alla"})
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-zåäö]*\.?"
_WITHIN = tuple(
    re.compile(rf"(?<![\w-])(?:{shape})(?![\w-])", re.IGNORECASE)
    for shape in (
        rf"{_MONTH}\s*[-–]\s*{_MONTH}\s+{_YEAR}",
        rf"(?:kv|kvartal)\.?\s*[1-4],?\s+{_YEAR}",
        rf"[1-4](?::?[ae])?\s+kvartalet\s+{_YEAR}",
        rf"{_YEAR}\s*kv(?:artal)?\.?\s*[1-4]",
        rf"{_YEAR}[KQM]\d{{1,2}}",
        rf"(?:första|andra)\s+halvåret\s+{_YEAR}",
        rf"(?:våren|hösten|vårterminen|höstterminen)\s+{_YEAR}",
        rf"(?:v|vecka)\.?\s*\d{{1,2}},?\s+{_YEAR}",
        rf"{_YEAR}/\d\d",
        rf"{_YEAR}\s*[-–]\s*{_YEAR}",
        rf"{_YEAR}-(?:0[1-9]|1[0-2])",
        rf"{_MONTH}\s+{_YEAR}",
        _YEAR,
    )
)


@lru_cache(maxsize=_KEPT)
def is_preliminary(text: str) -> bool:
    """Whether a heading says that its figures may still change: `Antal (prel.)`, `2023*` with its note."""
    return bool(_PRELIMINARY.search(text))


@lru_cache(maxsize=_KEPT)
def without_marks(text: str) -> str:
    """A heading without what it says of its own figures: footnote signs and `(prel.)`."""
    return " ".join(_MARKS.sub(" ", _PRELIMINARY.sub(" ", text)).split())


@lru_cache(maxsize=_KEPT, typed=True)  # True is no 1
def period_of(cell: Hashable) -> Period | None:
    """The period that a cell names and nothing else; nothing where it names none.

    `2021/22` is a school year. A date that is the first of a month is what a spreadsheet makes of `jan 2024`.
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return containing(cell, Grain.MONTH) if cell.day == 1 else Period(cell, cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, (str, int)):
        return None
    text = without_marks(str(cell)).casefold().strip(" .,:;")
    if len(text) > 40 or not any(map(str.isdigit, text)):
        return None
    return _own_shapes(text) or read_period(text)


def is_part_of_year(heading: str) -> bool:
    """Whether a column tells a month, a quarter or the like, and not of which year."""
    return heading.casefold() in _PARTS


def within_year(year: str, part: str, heading: str) -> str:
    """The period of two columns: `2024` and `3` under År and Månad are 2024-03."""
    if not part or part.casefold() in _WHOLE or year in part:
        return part if year in part else year
    number = _PART_NUMBER.fullmatch(part)
    return _PARTS[heading.casefold()].format(year=year, part=int(number[1])) if number else f"{part} {year}"


def period_in(text: str) -> Period | None:
    """The one period that a running text names, such as a title; nothing where it names several or none."""
    found: dict[Period, None] = {}
    rest = without_marks(text)
    for pattern in _WITHIN:
        for match in pattern.finditer(rest):
            if period := period_of(match[0]):
                found[period] = None
        rest = pattern.sub(" ", rest)
    return next(iter(found)) if len(found) == 1 else None


def _own_shapes(text: str) -> Period | None:
    """What tables write beyond what a person types."""
    if found := _WHOLE_YEAR.fullmatch(text):
        return read_period(found[1] or found[2])
    if found := _QUARTER.fullmatch(text):
        return read_period(f"kv {found[1]} {found[2]}")
    if found := _JOINED.fullmatch(text):
        return read_period(f"{found[1]}-{found[2]}")
    if found := _SCHOOL_YEAR.fullmatch(text):
        first = int(found[1])
        if (first + 1) % 100 == int(found[2]):
            return Period(date(first, 7, 1), date(first + 1, 6, 30))
    return None


def parted(text: str) -> tuple[Period | None, str]:
    """The one period that a heading names, and the heading without it: `Andel 2021 (%)` is 2021 and `Andel (%)`."""
    period = period_in(text)
    if period is None:
        return None, text
    rest = without_marks(text)
    for pattern in _WITHIN:
        rest = pattern.sub(" ", rest)
    rest = _WHOLE_YEAR_WORD.sub(" ", rest)
    return period, _LOOSE_ENDS.sub("", _EMPTY_PARTS.sub(",", " ".join(rest.split())))


_WHOLE_YEAR_WORD = re.compile(
    r"\b(?:helår|kalenderår|år|läsår)(?:et|en|s)?\b(?=\s*(?:$|[,;:]))", re.IGNORECASE
)
_EMPTY_PARTS = re.compile(r"\s*,(?:\s*,)+")
_LOOSE_ENDS = re.compile(r"^[\s,;:–-]+|[\s,;:–-]+$")

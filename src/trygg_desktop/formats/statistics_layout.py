"""Finds out how a table of statistics is laid out: titles, a header of one or several rows, figures, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trygg_desktop.domain.periods import Period
from trygg_desktop.formats.mapping import Target
from trygg_desktop.formats.statistics_cells import looks_like_figure
from trygg_desktop.formats.statistics_periods import is_preliminary, parted, period_of, without_marks
from trygg_desktop.formats.tables import Cell, Row, as_text, column_letter
from trygg_desktop.i18n import N_, _

AREA = Target(
    "area",
    N_("Area"),
    (
        "område", "stadsdel", "kommundel", "bostadsområde", "delområde", "tätort", "kommun", "municipality",
        "region", "geografi", "district", "plats", "områdesnamn", "kommunnamn", "municipality_title",
    ),
)  # fmt: skip
PERIOD = Target(
    "period",
    N_("Period"),
    ("år", "year", "tid", "tidsperiod", "mätår", "månad", "kvartal", "tertial", "vecka", "mätperiod"),
)
INDICATOR = Target(
    "indicator",
    N_("Indicator"),
    (
        "indikator", "nyckeltal", "kpi_title", "kpi", "fråga", "frågeställning", "påstående", "brottstyp",
        "brottskategori", "brott", "mått", "variabel", "question", "crime",
    ),
)  # fmt: skip
VALUE = Target(
    "value",
    N_("Value"),
    ("värde", "andel", "antal", "procent", "resultat", "utfall", "share", "%", "andel %", "antal brott"),
    several=True,
)
ANSWERS = Target(
    "n",
    N_("Number of answers (n)"),
    (
        "n", "antal svar", "antal svarande", "svarande", "bas", "respondenter", "antal respondenter", "ovägd bas",
        "answers", "sample size", "antal n",
    ),
    several=True,
)  # fmt: skip
MARK = Target("mark", N_("Why there is no value"))
GROUP = Target("group", N_("Group"), ("kön", "gender", "sex", "ålder", "åldersgrupp", "grupp", "bakgrund"))
SOURCE = Target("source", N_("Source"), ("källa", "datakälla", "publikation"))
PAGE = Target("page", N_("Page or table"), ("sida", "tabell", "tabellnummer"))
UNIT = Target("unit", N_("Unit"), ("enhet", "måttenhet"))
NOTHING = Target(
    "nothing",
    N_("Nothing"),
    ("kod", "kommunkod", "områdeskod", "länskod", "regionkod", "nyko", "id", "nr", "löpnr", "count", "status", "anm",
     "län", "län namn"),
    several=True,
)  # fmt: skip
TARGETS = (AREA, PERIOD, INDICATOR, VALUE, MARK, ANSWERS, GROUP, SOURCE, PAGE, UNIT, NOTHING)
"""What the columns of a table of statistics can be."""

_HEADER_WITHIN = 40
_LONGEST_HEADING = 120
_NOTE = re.compile(
    r"(?:\*|[¹²³]|\d\)|källa\b|source\b|not\b|anm\b|anmärkning|fotnot|kommentar|\.\.\s|-\s*=)", re.IGNORECASE
)
_SOURCE = re.compile(r"\b(?:källa|source)\s*[:=]\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for people, its heading without the period, and the period that stands in it."""

    at: int
    name: str
    heading: str
    period: Period | None
    preliminary: bool
    figures: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A table taken apart: what stands above and below it, its columns and its rows."""

    titles: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def source(self) -> str:
        """The source that the file names itself: `Källa: Brå`."""
        for line in (*self.titles, *self.notes):
            if found := _SOURCE.search(line):
                return found[1].strip(" .")
        return ""

    @property
    def figures(self) -> int:
        """How many cells look like figures, to tell the sheet that is meant from the others."""
        ats = [column.at for column in self.columns if column.figures]
        return sum(looks_like_figure(_cell(row, at)) for row in self.rows for at in ats)


def lay_out(rows: Sequence[Row], known_area: Callable[[str], bool]) -> Layout | None:
    """Takes a sheet's rows apart; nothing where no row looks like a header.

    Args:
        rows: with titles above and footnotes below.
        known_area: whether a text is the name of an area, since areas may stand in the header too.
    """
    filled = [row for row in rows if any(cell not in (None, "") for cell in row.cells)]
    span = _header(filled, known_area)
    if span is None:
        return None
    first, last = span
    header = filled[first : last + 1]
    headings = [texts for each in header if (texts := _texts(each.cells))]
    body, notes = _body([row for row in filled[last + 1 :] if not _repeats(row, headings)])
    width = max((len(row.cells) for row in filled[first:]), default=0)
    parts = _header_parts(header, width)
    columns = [_column(at, parts[at], body) for at in range(width)]
    kept = [
        column for column in columns if column.name or any(_cell(row, column.at) is not None for row in body)
    ]
    titles = tuple(as_text(cell) for row in filled[:first] for cell in row.cells if cell not in (None, ""))
    return Layout(titles, notes, _named(kept), tuple(body))


def best_target(heading: str) -> Target | None:
    """What a column is for by its heading alone."""
    ranked = [(rank, target) for target in TARGETS if (rank := target.rank(heading)) is not None]
    return min(ranked, key=lambda each: each[0])[1] if ranked else None


def _cell(row: Row, at: int) -> Cell:
    return row.cells[at] if at < len(row.cells) else None


# The header


def _header(rows: Sequence[Row], known_area: Callable[[str], bool]) -> tuple[int, int] | None:
    """The first and last row of the header: around the row with the most headings, where no figures stand."""
    scores = [_score(row, known_area) for row in rows[:_HEADER_WITHIN]]
    if not scores or max(scores) < 1:
        return _first_wordy(rows)
    best = scores.index(max(scores))
    first = last = best
    while first > 0 and _above(rows[first - 1]):
        first -= 1
    while last + 1 < len(rows) and _below(rows[last + 1], rows[last + 2 : last + 3]):
        last += 1
    return first, last


def _score(row: Row, known_area: Callable[[str], bool]) -> int:
    """How many cells are headings; a row with figures that are no years is none, nor is a title."""
    filled = [(at, cell) for at, cell in enumerate(row.cells) if cell not in (None, "")]
    if len(filled) < 2 and all(at == 0 for at, _title in filled):
        return 0
    score = 0
    for at, cell in filled:
        if period_of(cell):
            score += at > 0
        elif looks_like_figure(cell):
            return 0
        elif best_target(parted(as_text(cell))[1]) or (at > 0 and known_area(as_text(cell))):
            score += 1
    return score


def _first_wordy(rows: Sequence[Row]) -> tuple[int, int] | None:
    """Where no heading is known: the first row of words over most of the width, with figures below it."""
    usual = Counter(_filled(row) for row in rows).most_common(1)
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        words = all(
            cell is None or (isinstance(cell, str) and not looks_like_figure(cell)) for cell in row.cells
        )
        if words and _filled(row) >= max(2, 0.6 * usual[0][0]) and at + 1 < len(rows):
            return at, at
    return None


def _above(row: Row) -> bool:
    """Whether a row is an upper part of the header: words or periods beyond the first column."""
    cells = [(at, cell) for at, cell in enumerate(row.cells) if cell not in (None, "")]
    beyond = [cell for at, cell in cells if at > 0]
    return bool(beyond) and all(period_of(cell) or not looks_like_figure(cell) for _at, cell in cells)


def _below(row: Row, following: Sequence[Row]) -> bool:
    """Whether a row is a lower part of the header: nothing in its first column, headings beyond, figures after."""
    if _cell(row, 0) not in (None, "") or not following:
        return False
    return _above(row) and _filled(row) > 1


def _filled(row: Row) -> int:
    return sum(cell not in (None, "") for cell in row.cells)


def _header_parts(rows: Sequence[Row], width: int) -> list[list[Cell]]:
    """What stands above each column, cells that were merged over several columns counting for each of them."""
    parts: list[list[Cell]] = [[] for _at in range(width)]
    for depth, row in enumerate(rows):
        held: Cell = None
        for at in range(width):
            cell = _cell(row, at)
            held = cell if cell not in (None, "") else held
            spread = depth < len(rows) - 1 and at > 0 and _has_below(rows[depth + 1 :], at)
            part = held if spread else cell
            if part not in (None, ""):
                parts[at].append(part)
    return parts


def _has_below(rows: Sequence[Row], at: int) -> bool:
    return any(_cell(row, at) not in (None, "") for row in rows)


def _column(at: int, parts: Sequence[Cell], body: Sequence[Row]) -> Column:
    period: Period | None = None
    headings = []
    for part in parts:
        alone = period_of(part)
        found, rest = (alone, "") if alone else parted(as_text(part))
        period = found or period
        if rest := without_marks(rest):
            headings.append(" ".join(rest.split()))
    name = " – ".join(" ".join(as_text(part).split()) for part in parts)
    cells = [cell for row in body if (cell := _cell(row, at)) not in (None, "")]
    figures = sum(map(looks_like_figure, cells))
    return Column(
        at=at,
        name=name,
        heading=", ".join(dict.fromkeys(headings)),
        period=period,
        preliminary=any(is_preliminary(as_text(part)) or as_text(part).endswith("*") for part in parts),
        figures=bool(cells) and (period is not None or 2 * figures >= len(cells)),
    )


def _named(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with names that tell them apart."""
    seen: Counter[str] = Counter()
    named = []
    for column in columns:
        name = column.name or _("Column {letter}", letter=column_letter(column.at))
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name} ({seen[name]})"
        named.append(
            Column(column.at, unique, column.heading, column.period, column.preliminary, column.figures)
        )
    return tuple(named)


# Below the header


def _body(rows: Sequence[Row]) -> tuple[list[Row], tuple[str, ...]]:
    """The rows with figures or headings between them, and the footnotes."""
    body: list[Row] = []
    notes: list[str] = []
    last = max((at for at, row in enumerate(rows) if not _only_text(row)), default=-1)
    for at, row in enumerate(rows):
        text = next((as_text(cell) for cell in row.cells if cell not in (None, "")), "")
        if at > last or (_filled(row) == 1 and _NOTE.match(text)):
            notes.append(text)
        else:
            body.append(row)
    return body, tuple(notes)


def _repeats(row: Row, headings: Sequence[list[str]]) -> bool:
    """Whether a row is the header once more, as at the top of each printed page."""
    first = next((as_text(cell) for cell in row.cells if cell not in (None, "")), "")
    return any(texts[0] == first and texts == _texts(row.cells) for texts in headings)


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [as_text(cell) for cell in cells if cell not in (None, "")]


def _only_text(row: Row) -> bool:
    """A row of one text and nothing else: a footnote, or a heading above some rows."""
    return _filled(row) == 1 and not any(
        looks_like_figure(cell) for cell in row.cells if cell not in (None, "")
    )


def section(row: Row) -> str:
    """The heading that a row is for the rows below it, such as the question of a survey; else nothing."""
    text = next((as_text(cell) for cell in row.cells if cell not in (None, "")), "")
    return text if _only_text(row) and len(text) <= _LONGEST_HEADING else ""

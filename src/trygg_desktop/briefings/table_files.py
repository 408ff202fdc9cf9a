"""The tables of a briefing as files inside it, for those who want to count on: what is on the page, as CSV."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator

from trygg_desktop.briefings.parts import (
    Band,
    Cell,
    Chip,
    Groups,
    Paragraph,
    Points,
    Prose,
    States,
    Status,
    Table,
    Words,
)
from trygg_desktop.briefings.tagging.archive import RidesAlong

_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_A_FIGURE = re.compile(r"[+-]?[\d\s.,:%–-]+")
_LONGEST_NAME = 40


def table_file(table: Table, number: int) -> RidesAlong:
    """A table as spreadsheets in Swedish open it: UTF-8 with a mark at its start, semicolons between cells.

    It is made of the same cells as the page, so it holds nothing that the audience may not see.
    """
    text = io.StringIO()
    write = csv.writer(text, delimiter=";", lineterminator="\r\n").writerow
    write([column.head for column in table.columns])
    for row in table.rows:
        cells = (row.words,) if isinstance(row, Band) else row
        write([_guarded(words_of(cell)) for cell in cells])
    name = f"{number:02}-{_file_name(table.summary)}.csv"
    return RidesAlong(name, table.summary, text.getvalue().encode("utf-8-sig"))


def words_of(cell: Cell) -> str:
    """All that a cell says, in one line."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    parts = cell if isinstance(cell, tuple) else (cell,)
    return " ".join(" ".join(" ".join(_said(part)) for part in parts).split())


def _said(part: str | Prose) -> Iterator[str]:
    match part:
        case str():
            yield part
        case Paragraph():
            yield _plain(part.words)
        case Points():
            yield "; ".join(map(_plain, part.items))
        case Groups():
            yield "; ".join(f"{group}: {members}" if members else group for group, members in part.rows)
        case Status() | Chip():
            yield part.words
        case States():
            yield "; ".join(each.words for each in part.several)


def _plain(words: Words) -> str:
    return words if isinstance(words, str) else "".join(run.text for run in words)


def _guarded(text: str) -> str:
    """An apostrophe before what a spreadsheet would take for something to calculate."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _A_FIGURE.fullmatch(text) else text


def _file_name(text: str) -> str:
    """A few words in letters that every system takes."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words: Iterable[str] = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:_LONGEST_NAME].strip("-") or "tabell"

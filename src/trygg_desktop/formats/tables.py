"""Reads a list that someone keeps, in CSV or Excel, as plain columns and rows with the numbers people see."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from trygg_desktop.errors import UserError
from trygg_desktop.formats import received
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from pathlib import Path

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell holds: always text in CSV, real numbers and dates in Excel. Empty is `None`."""

_SEPARATORS = (";", "\t", ",", "|")
_SAMPLE = 200
"""Rows that the separator is judged by."""
_HEADER_WITHIN = 40
"""Rows within which a header is looked for, below titles and dates of printing."""
_LARGEST_CELL = 1_000_000
FORMULA_STARTS = "=+-@\t\r'"
"""A text that begins so is calculated by a spreadsheet, or has been kept from it by an apostrophe."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row and its number: the row in Excel, or the line in the text file on which it begins."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list with a name for each column. Every row has as many cells as there are columns.

    `file` is the file's name without its folder; `sheets_left_out` names other sheets that hold something.
    `shifted` are the numbers of rows in a text file with more cells than the header: a separator within a
    text has moved what follows it into the next column.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str
    sheets_left_out: tuple[str, ...] = ()
    shifted: frozenset[int] = frozenset()


Known = Callable[[str], bool]
"""Whether a text is a column name that the reader hopes for."""


def read_table(path: Path, known: Known | None = None, part: str = "") -> Table:
    """The table in a CSV or Excel file, whatever its ending says, or in JSON as it is exported here.

    Args:
        path: the file.
        part: the kind of record that is wanted, where a JSON file holds several.
        known: recognises the column names hoped for; it helps to tell the header from titles above it.

    Raises:
        UserError: the file is empty, cut off, protected by a password or no table; names the file.
    """
    known = known or (lambda _name: False)
    if path.suffix.casefold() == ".json":
        from trygg_desktop.formats.json_tables import read_records

        return read_records(path, part)
    data = received.read_bytes(path)
    if data.startswith((received.ZIP, received.COMPOUND)):
        from trygg_desktop.formats.excel import read_sheets

        sheets = read_sheets(data, path)
        named = [(name, tabulate(rows, path.name, known)) for name, rows in sheets]
        return _best_sheet(named, path, known)
    table = tabulate(read_rows(received.decode(data, path), path), path.name, known)
    if table is None:
        raise _no_table(path)
    return table


def _shifted(header: Row, body: Sequence[Row]) -> frozenset[int]:
    wide = frozenset(row.number for row in body if _width(row) > len(header.cells))
    # Where most rows are so, it is the header that lacks a name
    return wide if 2 * len(wide) <= len(body) else frozenset()


def tabulate(rows: Iterable[Row], file: str, known: Known) -> Table | None:
    """Finds the header among the first rows and cuts the rows to its width; nothing where no header is."""
    filled = [row for row in rows if any(cell not in (None, "") for cell in row.cells)]
    header = _header_index(filled, known)
    if header is None:
        return None
    body = filled[header + 1 :]
    width = max((_width(row) for row in filled[header:]), default=0)
    labels = _padded(filled[header].cells, width)
    kept = [at for at in range(width) if labels[at] or any(at < len(r.cells) and r.cells[at] for r in body)]
    return Table(
        columns=_unique([_label(labels[at], at) for at in kept]),
        rows=tuple(Row(row.number, _chosen(row.cells, kept)) for row in body),
        file=file,
        shifted=_shifted(filled[header], body),
    )


def as_text(cell: Cell) -> str:
    """A cell as a person would write it: whole numbers without a point, dates as `2026-12-03`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return str(cell).strip()


def column_letter(index: int) -> str:
    """What Excel calls the column: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(65 + rest) + letters
        index -= 1
    return letters


# The rows of a text file


def read_rows(text: str, path: Path) -> list[Row]:
    text = text.lstrip("\ufeff")
    skipped = 0
    separator = ""
    if text[:4].casefold() == "sep=":
        first, _end, text = text.partition("\n")
        separator, skipped = first[4:5], 1
    csv.field_size_limit(_LARGEST_CELL)
    separator = separator or _separator(text)
    try:
        return list(_rows(text, separator, skipped, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _open_quote(text, separator, skipped, path) from error
    try:
        return list(_rows(text, separator, skipped, strict=False))
    except csv.Error as error:
        raise _open_quote(text, separator, skipped, path) from error


def _rows(text: str, separator: str, skipped: int, *, strict: bool) -> Iterable[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    line = 1 + skipped
    for cells in reader:
        yield Row(line, tuple(_unguarded(cell.strip()) or None for cell in cells))
        line = reader.line_num + 1 + skipped


def _unguarded(cell: str) -> str:
    """Takes away the apostrophe that keeps a spreadsheet from calculating a text, as our exports write it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS and len(cell) > 1 else cell


def _open_quote(text: str, separator: str, skipped: int, path: Path) -> UserError:
    """Says where the quotation mark that is never closed stands: in the last row that could be begun."""
    line = 1 + skipped
    try:
        for row in _rows(text, separator, skipped, strict=True):
            line = row.number + 1
    except csv.Error:
        pass
    return received.refused(
        path,
        "open-quotation",
        N_(
            "A quotation mark in “{name}” is never closed. Nothing was read. The file may be cut off: ask for it again."
        ),
        row=line,
    )


def _separator(text: str) -> str:
    """The separator that gives the most rows as wide as the header; the wider table where two are alike."""
    sample = text[:200_000]
    return max(_SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(text: str, separator: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths.update(len(cells) for cells in islice(reader, _SAMPLE) if len(cells) > 1)
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    width, rows = widths.most_common(1)[0]
    return (rows, width)


# The header


def _header_index(rows: Sequence[Row], known: Known) -> int | None:
    """The row with the most known column names, else the first with words over most of the table's width."""
    first = rows[:_HEADER_WITHIN]
    hits = [sum(isinstance(cell, str) and known(cell) for cell in row.cells) for row in first]
    if hits and max(hits) > 1:
        return hits.index(max(hits))
    usual = Counter(_filled(row) for row in rows[:_SAMPLE]).most_common(1)
    wanted = max(1, 0.6 * usual[0][0]) if usual else 1
    for at, row in enumerate(first):
        if _filled(row) >= wanted and all(cell is None or _wordy(cell) for cell in row.cells):
            return at
    return None


def _wordy(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.replace(",", "").replace(".", "").isdigit() and "@" not in cell


def _filled(row: Row) -> int:
    return sum(cell not in (None, "") for cell in row.cells)


def _width(row: Row) -> int:
    return max((at + 1 for at, cell in enumerate(row.cells) if cell not in (None, "")), default=0)


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return (cells + (None,) * width)[:width]


def _chosen(cells: tuple[Cell, ...], kept: Sequence[int]) -> tuple[Cell, ...]:
    return tuple(cells[at] if at < len(cells) else None for at in kept)


def _label(cell: Cell, at: int) -> str:
    return " ".join(as_text(cell).split()) or _("Column {letter}", letter=column_letter(at))


def _unique(labels: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    unique = []
    for label in labels:
        seen[label] += 1
        unique.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return tuple(unique)


# Several sheets


def _best_sheet(sheets: Sequence[tuple[str, Table | None]], path: Path, known: Known) -> Table:
    """The sheet with the most known column names; the first one with rows where none is known."""
    tables = [(name, table) for name, table in sheets if table is not None]
    if not tables:
        raise _no_table(path)
    name, best = max(tables, key=lambda each: (sum(map(known, each[1].columns)), bool(each[1].rows)))
    others = tuple(other for other, table in tables if other != name and table.rows)
    return Table(best.columns, best.rows, best.file, others)


def _no_table(path: Path) -> UserError:
    return received.refused(
        path,
        "no-table",
        N_(
            "No row in “{name}” looks like column names. Nothing was read. Write a row of names above the rows and "
            "try again."
        ),
    )

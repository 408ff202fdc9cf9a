"""Opens a file of statistics as rows of cells, with everything above and below the table still there."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trygg_desktop.formats import received
from trygg_desktop.formats.tables import Cell, Row, read_rows
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_POLICE_EVENT = {"datetime", "summary", "type", "location"}
"""What each of the events that the police publish has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or the whole of a text file."""

    name: str
    rows: tuple[Row, ...]


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file that hold something.

    A share that Excel shows as 12,5 % is 0.125 underneath and is given as 12.5 here, as people read it.

    Raises:
        UserError: the file is empty, cut off, protected by a password or no table; names the file.
    """
    if path.suffix.casefold() == ".json":
        return [Sheet("", tuple(_records(received.read_json(path), path)))]
    data = received.read_bytes(path)
    if data.startswith((received.ZIP, received.COMPOUND)):
        from trygg_desktop.formats import excel

        sheets = [Sheet(name, tuple(rows)) for name, rows in excel.read_sheets(data, path)]
        return [_with_percent(sheet, _percent_cells(data, sheet.name)) for sheet in sheets if sheet.rows]
    return [Sheet("", tuple(read_rows(received.decode(data, path), path)))]


def _percent_cells(data: bytes, name: str) -> frozenset[tuple[int, int]]:
    """Where a sheet has numbers formatted as per cent: rows from 1, columns from 0."""
    from openpyxl import load_workbook

    sheet: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True)[name]
    sheet.reset_dimensions()
    return frozenset(
        (number, at)
        for number, cells in enumerate(sheet.iter_rows(), start=1)
        for at, cell in enumerate(cells)
        if isinstance(cell.value, (int, float)) and "%" in str(cell.number_format)
    )


def _with_percent(sheet: Sheet, percent: frozenset[tuple[int, int]]) -> Sheet:
    if not percent:
        return sheet
    return replace(
        sheet,
        rows=tuple(
            Row(
                row.number,
                tuple(_scaled(cell, (row.number, at) in percent) for at, cell in enumerate(row.cells)),
            )
            for row in sheet.rows
        ),
    )


def _scaled(cell: Cell, percent: bool) -> Cell:
    return f"{round(100 * cell, 10)} %" if percent and isinstance(cell, (int, float)) else cell


# JSON as Kolada's service gives it, or any list of objects


def _records(content: Any, path: Path) -> Iterable[Row]:
    if isinstance(content, dict):
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise received.refused(
            path,
            "no-records",
            N_("“{name}” holds no list of records. Nothing was read. Choose another file."),
        )
    if content and content[0].keys() >= _POLICE_EVENT:
        raise received.refused(
            path,
            "police-events",
            N_("“{name}” holds police events, not statistics. Nothing was read. Import it as police events."),
        )
    flat = [(number, entry) for number, each in enumerate(content, start=1) for entry in _flat(each)]
    columns = list(dict.fromkeys(key for _number, entry in flat for key in entry))
    yield Row(0, tuple(columns))
    for number, entry in flat:
        yield Row(number, tuple(_cell(entry.get(column)) for column in columns))


def _flat(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Kolada keeps the figures of women, men and all in a list within the record of a municipality's year."""
    within = next(
        (
            key
            for key, value in entry.items()
            if isinstance(value, list) and all(isinstance(v, dict) for v in value)
        ),
        None,
    )
    if within is None:
        return [entry]
    around = {key: value for key, value in entry.items() if key != within}
    return [around | each for each in entry[within]]


def _cell(value: Any) -> Cell:
    return value if isinstance(value, (str, int, float)) and value != "" else None

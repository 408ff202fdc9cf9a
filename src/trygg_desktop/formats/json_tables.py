"""Reads records that were exported as JSON, so that they can be taken in again like any other table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trygg_desktop.formats import received
from trygg_desktop.formats.tables import Cell, Row, Table
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

_ABOUT_THE_RECORD = frozenset({"kind", "draft"})
"""What an export says of a record beside its fields."""


def read_records(path: Path, part: str) -> Table:
    """A list of objects as a table: their keys are the columns, their places in the list the rows.

    Args:
        path: the file.
        part: the kind of record that is wanted, where the file holds a list for each.

    Raises:
        UserError: it is not JSON, breaks off, or holds no such list.
    """
    content = received.read_json(path)
    if isinstance(content, dict):
        content = content.get(part)
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise received.refused(
            path,
            "no-records",
            N_("“{name}” holds no list of records. Nothing was read. Choose another file."),
        )
    columns = dict.fromkeys(key for each in content for key in each if key not in _ABOUT_THE_RECORD)
    rows = [
        Row(number, tuple(_cell(each.get(column)) for column in columns))
        for number, each in enumerate(content, start=1)
    ]
    return Table(tuple(columns), tuple(rows), path.name)


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, (str, int, float, bool)):
        return None if value == "" else value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value) or None
    return json.dumps(value)

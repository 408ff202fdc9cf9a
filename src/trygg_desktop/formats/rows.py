"""Turns a row of someone's table into values for fields, with references found by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.values import fold
from trygg_desktop.errors import UserError
from trygg_desktop.formats.importing import Problem
from trygg_desktop.formats.tables import Cell, Row, Table, as_text
from trygg_desktop.i18n import N_, _, sentence

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace

_EXCEL_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_NATURAL = frozenset({FieldKind.TEXT, FieldKind.PARAGRAPH, FieldKind.PHONE})


class Names:
    """Finds records by what they are called, one kind at a time, each kind read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._by_name: dict[str, dict[str, list[UUID]]] = {}

    def find(self, kind: str, name: str) -> list[UUID]:
        """The records of a kind that are called so, without regard to case and accents."""
        return self._of(kind).get(fold(name), [])

    def announce(self, kind: str, name: str, id: UUID) -> None:
        """Makes a record findable that will be there once the file is taken in."""
        self._of(kind).setdefault(fold(name), []).append(id)

    def _of(self, kind: str) -> dict[str, list[UUID]]:
        if kind not in self._by_name:
            self._by_name[kind] = self._read(kind)
        return self._by_name[kind]

    def _read(self, kind: str) -> dict[str, list[UUID]]:
        known = self._workspace.kinds.named(kind)
        named: dict[str, list[UUID]] = {}
        others: dict[str, list[UUID]] = {}
        extra = [name for name in ("short_name", "aliases") if name in known.fields()]
        for id, title, *rest in self._workspace.rows(known, [known.about.naming, *extra]):
            named.setdefault(fold(str(title or "")), []).append(id)
            for text in rest:
                for line in (text or "").splitlines():
                    if id not in others.setdefault(fold(line), []):
                        others[fold(line)].append(id)
        # A record's own name counts for more than another one's second name
        return others | named


class RowReader:
    """Reads the cells of a table's rows as the values of one kind's fields.

    Args:
        workspace: where references are looked up.
        kind: what the rows become.
        columns: the table's column names.
        mapping: column to field; columns without a field are left out.
    """

    def __init__(
        self, workspace: Workspace, kind: type[Record], columns: Sequence[str], mapping: Mapping[str, str]
    ) -> None:
        self.names = Names(workspace)
        self._fields = kind.fields()
        self._places = [
            (at, column, self._fields[mapping[column]])
            for at, column in enumerate(columns)
            if mapping.get(column) in self._fields
        ]
        self._choices: dict[tuple[str, str], str] = {}

    @property
    def fields(self) -> list[Field]:
        """The fields that some column goes into."""
        return [field for _at, _column, field in self._places]

    def read(
        self, row: Row, problems: list[Problem], current: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The row's values by field name, without those whose cell is empty.

        Args:
            row: a row of the table.
            problems: where cells that can't be read are reported.
            current: the record's values as they are; of several records with a name its own is meant.
        """
        values: dict[str, Any] = {}
        for at, column, field in self._places:
            cell = row.cells[at]
            if cell is None or field.name in values:
                continue
            try:
                value = self.value(field, cell, None if current is None else current.get(field.name))
            except UserError as error:
                problems.append(Problem(row.number, column, sentence(error)))
                continue
            if value not in (None, "", ()):
                values[field.name] = value
        return values

    def value(self, field: Field, cell: Cell, current: Any = None) -> Any:
        """One cell as a field's value.

        Raises:
            UserError: it can't be read as such, or names no record or several.
        """
        if isinstance(cell, str) and cell in _EXCEL_ERRORS:
            raise UserError("excel-error", N_("The cell holds an error from Excel: {error}."), error=cell)
        if field.many:
            return self._several(field, as_text(cell), current or ())
        if field.kind is FieldKind.REFERENCE:
            text = as_text(cell)
            if field.empty and text.casefold() == field.means_when_empty.casefold():
                return None
            return self._reference(field, text, [current] if current else [])
        if field.kind is FieldKind.CHOICE:
            return self._choice(field, as_text(cell))
        if field.kind is FieldKind.DURATION and isinstance(cell, (time, timedelta)):
            return _minutes(cell)
        if field.kind is FieldKind.DATETIME and type(cell) is date:
            # Excel's midnight looks like a day
            return parse(field, datetime.combine(cell, time()))
        if isinstance(cell, str) and field.kind in _NATURAL:
            return cell.strip()
        return parse(field, cell if not field.textual else as_text(cell))

    def _choice(self, field: Field, text: str) -> str:
        key = (field.name, text)
        if key not in self._choices:
            self._choices[key] = parse(field, text)
        return self._choices[key]

    def _several(self, field: Field, text: str, current: Sequence[UUID]) -> tuple[UUID, ...]:
        whole = self._candidates(field, text)
        if whole:
            return (self._one(field, text, whole, current),)
        parts = _parts(text, ";\n")
        if len(parts) == 1:
            parts = _parts(text, ",")
        return tuple(dict.fromkeys(self._reference(field, part, current) for part in parts))

    def _reference(self, field: Field, text: str, current: Sequence[UUID]) -> UUID:
        return self._one(field, text, self._candidates(field, text), current)

    def _candidates(self, field: Field, text: str) -> list[UUID]:
        try:
            return [UUID(text)]
        except ValueError:
            return self.names.find(field.target, text) if field.target else []

    def _one(self, field: Field, text: str, found: Sequence[UUID], current: Sequence[UUID]) -> UUID:
        if len(found) > 1:
            found = [id for id in found if id in current] or found
        if not found:
            raise UserError("no-such-name", N_("There is none here called “{text}”."), text=text[:60])
        if len(found) > 1:
            raise UserError(
                "ambiguous-name",
                N_("Several here are called “{text}”. Write the id of the one meant."),
                text=text[:60],
            )
        return found[0]


def _parts(text: str, separators: str) -> list[str]:
    return [part.strip() for part in re.split(f"[{separators}]", text) if part.strip()]


def _minutes(length: time | timedelta) -> int:
    if isinstance(length, timedelta):
        return round(length.total_seconds() / 60)
    return length.hour * 60 + length.minute


def left_out(table: Table) -> str:
    """The warning that other sheets were not read."""
    return _("Only one sheet was read. Left out: {sheets}.", sheets=", ".join(table.sheets_left_out))


def shifted(row: Row, table: Table) -> Problem:
    """The problem of a row with more cells than there are columns."""
    message = _(
        "The row has more cells than there are columns. A text with the separator in it needs quotes."
    )
    return Problem(row.number, table.columns[-1], message)


def missing(field: Field, row: int, column: str) -> Problem:
    """The problem of a row that lacks what its record must have."""
    return Problem(row, column, _("“{field}” is missing.", field=field.title))

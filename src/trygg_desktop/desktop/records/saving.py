"""Saves a form field by field, and writes a new record as soon as it can be called something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.alive import if_alive
from trygg_desktop.desktop.records.begun import awaited, forget_aside, keep_aside, put_beside, write_once
from trygg_desktop.desktop.records.field_rows import FieldRow
from trygg_desktop.desktop.records.form_body import FormBody
from trygg_desktop.desktop.records.new_record import NewRecord
from trygg_desktop.desktop.records.shown import note_value, values_of_new
from trygg_desktop.desktop.records.typed_text import TypedText, forget_kept
from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.record import Record
from trygg_desktop.errors import TryggError, UserError
from trygg_desktop.i18n import N_, _, sentence
from trygg_desktop.workspace import Transaction

AlongWith = Callable[[Record, str, Any], dict[str, Any]]
"""Given a record, one of its fields and its new value: the other fields that change in the same step."""


def nothing_else(_record: Record, _field: str, _value: Any) -> dict[str, Any]:
    """A field that changes alone."""
    return {}


@dataclass(frozen=True, slots=True)
class _Left:
    """A field that was left while its record was being written for the first time.

    Args:
        values: what is written: the field, and what changes along with it.
        new: what it refers to and is made in the same step.
    """

    field: Field
    values: dict[str, Any]
    new: Sequence[NewRecord]


class FieldSaver(QObject):
    """Writes what is left in the fields of one record, and what changes along with it.

    `saved` tells that a value was written; `created` carries the record that has just been written for the
    first time and has its id now; `waits` what a new one waits for, and whether it is also written when it is left;
    `met` one that is known by another id than in the form, and that id: a new one that was here already, or a figure
    that is of another period now.
    """

    saved = Signal()
    created = Signal(object)
    waits = Signal(object, bool)
    met = Signal(object, object)

    def __init__(
        self, desk: Desk, typed: TypedText, parent: QObject, along_with: AlongWith = nothing_else
    ) -> None:
        super().__init__(parent)
        self._along_with = along_with
        self._desk = desk
        self._typed = typed
        self._record: Record | None = None
        self._body: FormBody | None = None
        self._creating: Record | None = None
        self._waiting: Record | None = None
        self._left: list[_Left] = []

    def begin(self, record: Record | None, body: FormBody | None) -> None:
        """From here on this record is written."""
        self._record, self._body = record, body

    def leave(self) -> None:
        """Saves everything that is being typed; what can't be read stays and says so."""
        record = self._record
        if self._body is None or record is None:
            return
        rows = list(self._body.made())
        dirty = [row for row in rows if row.editor.dirty and row.refused != row.editor.text()]
        if record.id is None:
            readable = [row for row in dirty if self._note(record, row)]
            if self._creating is record:
                self._left[:] = map(self._to_write, readable)
            elif readable or self._waiting is record:
                self._create(record, (readable or rows)[0], left=True)
        else:
            for row in dirty:
                self.save(row)
        self._typed.keep()

    def save(self, row: FieldRow) -> None:
        """Saves one field if it holds another value than before."""
        record = self._record
        if record is None or (row.refused is not None and row.refused == row.editor.text()):
            return
        if record.id is None:
            if self._note(record, row):
                self._create(record, row)
            return
        try:
            value = row.editor.read()
        except TryggError as error:
            row.fail(sentence(error), for_good=True)
            return
        if value == getattr(record, row.field.name):
            self._forget(record.id, row)
            row.fail("")
            row.editor.restore()
        else:
            self._write(record.id, row, value)

    def give_up(self, row: FieldRow) -> None:
        """The earlier value was taken back."""
        row.fail("")
        if self._record is not None and self._record.id is not None:
            self._forget(self._record.id, row)

    def change_level(self, values: dict[str, Any]) -> None:
        """Another protection, with all that belongs to it in one step."""
        record = self._record
        if record is None or self._body is None:
            return
        id = record.id
        if id is None:
            for name, value in values.items():
                setattr(record, name, value)
            self._body.band.show_record(record)
            return
        self._desk.command(
            N_("Change {field}"),
            lambda tx: tx.change(id, **values),
            if_alive(self, lambda _done: self.saved.emit()),
            field=record.fields()["protection"].label,
        )

    def _write(self, id: UUID, row: FieldRow, value: Any) -> None:
        # The form may be gone when this has been written: what is needed then is taken along.
        desk, field, values = self._desk, row.field, self._with_it(row, value)
        new = row.editor.new_records()

        def write(tx: Transaction) -> UUID:
            for each in new:
                each.make(tx)
            return tx.change(id, **values)

        def done(known: UUID) -> None:
            if field.textual and known != id:  # what was typed has gone along
                forget_kept(desk, known, field.name)
            if not isValid(self):
                if field.textual:
                    forget_kept(desk, id, field.name)
                return
            self._forget(id, row)
            if self._holds(id):
                row.fail("")
                if known != id:
                    self.met.emit(self._record, known)
                self.saved.emit()

        def failed(error: BaseException) -> None:
            if isValid(self):
                self._tell(row, error, here=self._holds(id))
            else:
                desk.fault(error)

        desk.command(
            N_("Change {field}"),
            write,
            done,
            failed=failed,
            field=row.field.label,
        )

    def _to_write(self, row: FieldRow) -> _Left:
        return _Left(row.field, self._with_it(row, row.editor.read()), row.editor.new_records())

    def _with_it(self, row: FieldRow, value: Any) -> dict[str, Any]:
        """The value of a field, and what changes along with it."""
        values = {row.field.name: value}
        return values | self._along_with(self._record, row.field.name, value) if self._record else values

    def _note(self, record: Record, row: FieldRow) -> bool:
        """Takes over a value of a record that is being begun; says whether it could be read."""
        try:
            note_value(record, row.field, row.editor.read())
        except TryggError as error:
            row.fail(sentence(error), for_good=True)
            return False
        row.fail("")
        return True

    def _create(self, record: Record, row: FieldRow, *, left: bool = False) -> None:
        values = values_of_new(record)
        if self._creating is record or self._is_awaited(record, left) or record.about.naming not in values:
            return
        self._creating, self._left = record, []
        # The form may be gone when this has been written: what is needed then is taken along.
        desk, kind, waited, left_since = self._desk, type(record), self._waiting is record, self._left
        rows = list(self._body.rows()) if self._body else []
        fields = [each.field for each in rows]
        new = [each for each_row in rows for each in each_row.editor.new_records()]

        def make_new(tx: Transaction) -> None:
            for each in new:
                each.make(tx)

        def done(outcome: tuple[UUID, bool]) -> None:
            id, was_here = outcome
            if waited and not (isValid(self) and self._waiting is not record):
                forget_aside(desk, kind)
            if was_here:
                put_beside(desk, id, record, fields, lambda: self._meet(desk, record, id))
                return
            record.id = id
            if isValid(self) and self._record is record:
                self._save_what_came_since(record, id, values)
            else:
                _write_left(desk, id, left_since, values)
            if isValid(self):
                self._creating = None
                self.created.emit(record)

        def failed(error: BaseException) -> None:
            if isValid(self):
                self._creating = None
                self._tell(row, error, here=self._record is record)
            else:
                desk.fault(error)

        desk.command(kind.about.new, lambda tx: write_once(tx, record, values, make_new), done, failed=failed)

    def _is_awaited(self, record: Record, left: bool) -> bool:
        """Whether something of the key is to come that makes the record the same thing on both laptops."""
        wanted, known = awaited(record, {row.field.name for row in self._body.rows()} if self._body else ())
        if not wanted or (known and left):
            return False
        keep_aside(self._desk, record)
        self._waiting = record
        self.waits.emit(wanted, known)
        return True

    def _meet(self, desk: Desk, record: Record, id: UUID) -> None:
        desk.tell(_("This was here already. What you wrote stands beside it."))
        if isValid(self):
            self._creating = None
            self.met.emit(record, id)

    def _save_what_came_since(self, record: Record, id: UUID, values: dict[str, Any]) -> None:
        """Saves fields that were left while the record was being written for the first time."""
        for row in self._body.rows() if self._body else ():
            if not row.editor.dirty:
                continue
            with suppress(TryggError):
                value, name = row.editor.read(), row.field.name
                is_left = not row.editor.control.hasFocus() or value == getattr(record, name)
                if is_left and value not in (None, "", ()) and value != values.get(name):
                    self._write(id, row, value)

    def _forget(self, id: UUID, row: FieldRow) -> None:
        if row.field.textual:
            self._typed.forget(id, row.field.name)

    def _holds(self, id: UUID) -> bool:
        """Whether this record is still the one in the form."""
        return self._record is not None and self._record.id == id

    def _tell(self, row: FieldRow, error: BaseException, *, here: bool) -> None:
        """Shows an error under its field, or in the window's own place where the field is gone."""
        if here and isinstance(error, TryggError):
            row.fail(sentence(error), for_good=isinstance(error, UserError))
        else:
            self._desk.fault(error)


def _write_left(desk: Desk, id: UUID, left: Sequence[_Left], written: dict[str, Any]) -> None:
    """Saves fields that were left before their record was written, once the form shows another one or is gone."""
    known = id

    def write(tx: Transaction, each: _Left) -> None:
        nonlocal known
        for new in each.new:
            new.make(tx)
        known = tx.change(known, **each.values)

    for each in left:
        if each.values[each.field.name] != written.get(each.field.name):
            desk.command(N_("Change {field}"), partial(write, each=each), field=each.field.label)

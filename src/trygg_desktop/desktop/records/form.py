"""A record as a form that is edited in place and saved by itself, field by field."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.records.alive import if_alive
from trygg_desktop.desktop.records.erasing import ask_to_erase
from trygg_desktop.desktop.records.field_rows import FieldRow
from trygg_desktop.desktop.records.form_body import FormBody, FormParts
from trygg_desktop.desktop.records.form_frame import FormFrame
from trygg_desktop.desktop.records.parting import delete, release
from trygg_desktop.desktop.records.releasing import ask_to_release
from trygg_desktop.desktop.records.saving import AlongWith, FieldSaver, nothing_else
from trygg_desktop.desktop.records.shown import Shown, is_mentioned, new_record, read_new, read_shown
from trygg_desktop.desktop.records.typed_text import TypedText
from trygg_desktop.desktop.records.unsaved import UnsavedTexts
from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.record import Record
from trygg_desktop.workspace import Workspace


class RecordForm(FormFrame):
    """One record at a time, of any kind; it follows changes made elsewhere by itself.

    `shown` carries the record each time it is read, `created` the id of a new one once it is written,
    `deleted` that of one that was deleted here; `closed` tells that it shows nothing any more, or that Esc
    was pressed.

    Args:
        leave_out: fields that the page shows in its own way.
        only: the only fields that are shown; all where nothing is said.
        titled: whether the title stands large over the fields.
        links, attachments, history: whether these sections are there.
        along_with: which other fields change in the same step as one that was written.
    """

    deleted = Signal(object)
    created = Signal(object)
    shown = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        leave_out: Collection[str] = (),
        only: Collection[str] | None = None,
        titled: bool = True,
        links: bool = True,
        attachments: bool = True,
        history: bool = True,
        along_with: AlongWith = nothing_else,
    ) -> None:
        super().__init__(desk, parent)
        self._parts = FormParts(leave_out, only, titled, links, attachments, history)
        self._stale = False
        self._typed = TypedText(desk, self)
        self._unsaved = UnsavedTexts(self._typed, self)
        self._saver = FieldSaver(desk, self._typed, self, along_with)
        self._saver.saved.connect(self._say_saved)
        self._saver.created.connect(self._created)
        self._saver.met.connect(self._met)
        self._saver.waits.connect(self._say_awaited)
        desk.changed.connect(self.refresh)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown, nor about to be."""
        return self._id is None and self._begun is None

    def show(self, record_id: UUID | None = None) -> None:
        """Shows a record; without one it only makes the form visible, as every widget does."""
        if record_id is None or self.isHidden():
            super().show()
        if record_id is not None:
            self.show_record(record_id)

    def show_record(self, record_id: UUID) -> None:
        """Shows a record; what was typed in another one is saved first."""
        if record_id != self._id:
            self.leave()
            self._id = record_id
            self._wanted_focus = ""
            self._read()

    def begin(self, kind: type[Record] | str, **values: Any) -> None:
        """Shows a new record, which is written as soon as it has a name."""
        self.leave()
        self._id = None
        chosen = self.desk.workspace.kinds.named(kind) if isinstance(kind, str) else kind
        record = self._begun = new_record(chosen, values)

        def arrived(shown: Shown) -> None:
            if self._begun is record and self._id is None:
                self._show(shown, another=True)
                self.focus_field(chosen.about.naming)

        self.desk.query(lambda workspace: read_new(workspace, record), arrived, owner=self)

    _begun: Record | None = None

    def prepare(self, kind: type[Record]) -> None:
        """Makes the fields of a kind that will be shown soon, while the window has nothing else to do."""
        self._room.prepare(kind)

    def clear(self) -> None:
        """Shows nothing."""
        self.leave()
        self._leave_record()

    def leave(self) -> None:
        """Saves what is being typed; what can't be read is kept and offered again."""
        self._saver.leave()

    def _leave_record(self) -> None:
        self._id = self._record = self._begun = None
        self._saver.begin(None, None)
        self._room.hide()

    def refresh(self, changes: Changes | None) -> None:
        """Reads the record again where the changes touch it or what it shows."""
        concerned = changes is None or self._id in changes.ids or is_mentioned(self._record, changes)
        if self._id is None or not concerned:
            return
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def _read(self) -> None:
        id = self._id
        assert id is not None
        self._stale = False

        def read(workspace: Workspace) -> tuple[Shown | None, UUID | None]:
            shown = read_shown(workspace, id)
            return shown, workspace.known_now(id) if shown is None else id

        def arrived(read: tuple[Shown | None, UUID | None]) -> None:
            shown, known = read
            if id != self._id:
                return
            if shown is not None:
                self._show(shown, another=self._record is None or self._record.id != id)
            elif known is not None:
                self._follow(known)
            else:
                self._leave_record()
                self.closed.emit()

        self.desk.query(read, arrived, owner=self)

    def _follow(self, id: UUID) -> None:
        """What is shown is known by another id now, such as a figure whose new period was taken back."""
        self._typed.go_on_as(id)
        self._saver.begin(None, None)
        self._record, self._id = None, id
        self._read()
        self.created.emit(id)

    def _show(self, shown: Shown, *, another: bool) -> None:
        record = shown.record
        if another:
            self.leave()
        body = self._room.use(type(record))
        self._record = record
        self._saver.begin(record, body)
        self._typed.begin(record.id)
        body.show_all(shown, another=another)
        if another:
            self._unsaved.offer(shown, body)
            self._room.to_top()
        self._room.show()
        if self._wanted_focus:
            self.focus_field(self._wanted_focus)
        self.shown.emit(record)

    def _make_body(self, kind: type[Record], inside: QWidget) -> FormBody:
        body = FormBody(self.desk, kind, self._parts, inside)
        body.left.connect(self._saver.save)
        body.typed.connect(self._note_typed)
        body.given_up.connect(self._saver.give_up)
        body.delete_wanted.connect(self.delete)
        body.erasing_wanted.connect(self.ask_to_erase)
        body.band.level_chosen.connect(self._saver.change_level)
        body.draft.release_wanted.connect(self.ask_to_release)
        self._unsaved.follow(body)
        return body

    def _created(self, record: Record) -> None:
        assert record.id is not None
        if self._record is record:
            self._id = record.id
            self._typed.begin(record.id)
            self._read()
            self._say_saved()
        self.created.emit(record.id)

    def _met(self, record: Record, id: UUID) -> None:
        """What was begun is here already: that one is shown, with what was typed beside it."""
        if self._record is record:
            self._saver.begin(None, None)
            self._record = self._begun = None
            self._id = id
            self._read()
        self.created.emit(id)

    def _say_awaited(self, fields: list[Field], known: bool) -> None:
        if self.body is not None:
            self.body.heading.say_awaited(fields, known=known)

    def _say_saved(self) -> None:
        if self.body is not None:
            self.body.heading.say_saved()

    def keep_typed(self) -> None:
        """Keeps what is being typed against a crash, as it is done every other second."""
        self._typed.keep()

    def _note_typed(self, row: FieldRow, text: str) -> None:
        if row.field.textual:
            self._typed.note(row.field.name, text)

    def ask_to_release(self) -> None:
        """Asks before the draft is released."""
        if self._record is not None:
            ask_to_release(self._record, self, self.release)

    def release(self) -> None:
        """Lets the draft go to the other side at the next exchange."""
        if self._id is not None and self._record is not None:
            release(self.desk, self._record)

    def delete(self) -> None:
        """Deletes the record; Ctrl+Z brings it back."""
        record = self._record
        if self._id is not None and record is not None:
            self.leave()
            self._leave_record()
            delete(self.desk, record, self, self.deleted.emit, self._show_again)

    def _show_again(self, id: UUID) -> None:
        """What could not be deleted stands in the form as before, unless one has gone on to another."""
        if self.is_empty:
            self.show_record(id)

    def ask_to_erase(self, field: str = "") -> None:
        """Asks whether the record, or what one of its fields has said, is to be erased for good."""
        id = self._id
        if id is None:
            return

        def erased() -> None:
            if not field and self._id == id:
                self.closed.emit()
                self._leave_record()

        self.leave()
        ask_to_erase(self.desk, id, self, field=field, done=if_alive(self, erased))

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._id is not None:
            self._read()

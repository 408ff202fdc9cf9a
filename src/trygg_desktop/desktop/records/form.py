"""A record as a form that is edited in place and saved by itself, field by field."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.desktop.records.field_rows import FieldRow
from trygg_desktop.desktop.records.form_body import FormBody, FormParts
from trygg_desktop.desktop.records.lines_in_place import sheet
from trygg_desktop.desktop.records.own_sections import OwnSection, own_section
from trygg_desktop.desktop.records.shown import (
    Shown,
    new_record,
    note_value,
    read_new,
    read_shown,
    values_of_new,
)
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import N_, _, clock, sentence

NARROWEST = 320
"""Pixels: what a label and a short value need."""
SCRATCH_EVERY = 2000
"""Milliseconds between two savings of text that is being typed."""


class RecordForm(QWidget):
    """One record at a time, of any kind; it follows changes made elsewhere by itself.

    `shown` carries the record each time it is read, `created` the id of a new one once it is written,
    `deleted` that of one that was deleted here; `closed` tells that it shows nothing any more, or that Esc
    was pressed.

    Args:
        leave_out: fields that the page shows in its own way.
        only: the only fields that are shown; all where nothing is said.
        titled: whether the title stands large over the fields.
        links, attachments, history: whether these sections are there.
    """

    closed = Signal()
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
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._parts = FormParts(leave_out, only, titled, links, attachments, history)
        self._id: UUID | None = None
        self._record: Record | None = None
        self._body: FormBody | None = None
        self._bodies: dict[type[Record], FormBody] = {}
        self._own: list[OwnSection] = []
        self._typing: dict[str, str] = {}
        self._unsaved: dict[str, str] = {}
        self._wanted_focus = ""
        self._stale = False
        self._creating: Record | None = None
        self._build()
        self._scratch = QTimer(self, interval=SCRATCH_EVERY)
        self._scratch.timeout.connect(self._keep_typed)
        desk.changed.connect(self.refresh)
        theme.notice().changed.connect(self._recolor)
        self._recolor()

    def _build(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.hide()
        self.setMinimumWidth(NARROWEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAcceptDrops(True)

    def _recolor(self) -> None:
        self.setStyleSheet(sheet())

    # --- which record -------------------------------------------------------------------------------------

    @property
    def record_id(self) -> UUID | None:
        """The record that is shown, or about to be."""
        return self._id

    @property
    def record(self) -> Record | None:
        """The record that is shown, as it was read last; one that is being begun has no id yet."""
        return self._record

    @property
    def body(self) -> FormBody | None:
        """The parts of the form, once a record is shown."""
        return self._body

    def show(self, record_id: UUID | None = None) -> None:
        """Shows a record; without one it only makes the form visible, as every widget does."""
        if record_id is None or self.isHidden():
            super().show()
        if record_id is not None:
            self.show_record(record_id)

    def show_record(self, record_id: UUID) -> None:
        """Shows a record; what was typed in another one is saved first."""
        if record_id == self._id:
            return
        self.leave()
        self._id = record_id
        self._read()

    def begin(self, kind: type[Record] | str, **values: Any) -> None:
        """Shows a new record, which is written as soon as it has a name."""
        self.leave()
        self._id = None
        chosen = self.desk.workspace.kinds.named(kind) if isinstance(kind, str) else kind
        record = new_record(chosen, values)
        self._record = record
        self._wanted_focus = chosen.about.naming

        def arrived(shown: Shown) -> None:
            if self._record is record:
                self._record = None
                self._show(shown)

        self.desk.query(lambda workspace: read_new(workspace, record), arrived, owner=self)

    def clear(self) -> None:
        """Shows nothing."""
        self.leave()
        self._leave_record()

    def _leave_record(self) -> None:
        self._id = self._record = None
        self._scroll.hide()

    def refresh(self, changes: Changes | None) -> None:
        """Reads the record again where the changes touch it or what it shows."""
        if self._id is None or not (changes is None or self._id in changes.ids or self._mentions(changes)):
            return
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def _mentions(self, changes: Changes) -> bool:
        if self._record is None:
            return False
        if changes.kinds & {"attachment", "link"}:
            return True
        targets = {field.target for field in self._record.fields().values() if field.target}
        return bool(changes.kinds & targets)

    def _read(self) -> None:
        id = self._id
        assert id is not None
        self._stale = False

        def arrived(shown: Shown | None) -> None:
            if id != self._id:
                return
            if shown is None:
                self._leave_record()
                self.closed.emit()
            else:
                self._show(shown)

        self.desk.query(lambda workspace: read_shown(workspace, id), arrived, owner=self)

    def _show(self, shown: Shown) -> None:
        record = shown.record
        another = self._record is None or self._record.id != record.id
        self._record = record
        if another:
            self._typing.clear()
            self._use_body(type(record))
        assert self._body is not None
        self._body.show_all(shown, another=another)
        if another:
            self._offer_unsaved(shown)
            self._scroll.verticalScrollBar().setValue(0)
        self._scroll.show()
        if self._wanted_focus:
            self.focus_field(self._wanted_focus)
        self.shown.emit(record)

    def _use_body(self, kind: type[Record]) -> None:
        if self._body is None or self._body.kind is not kind:
            if self._body is not None:
                self._scroll.takeWidget()
                self._body.setParent(self)
                self._body.hide()
            if kind not in self._bodies:
                self._bodies[kind] = self._make_body(kind)
            self._body = self._bodies[kind]
            self._body.take_in(self._own)
            self._scroll.setWidget(self._body)
            self._body.show()

    def _make_body(self, kind: type[Record]) -> FormBody:
        body = FormBody(self.desk, kind, self._parts)
        body.left.connect(self._save)
        body.typed.connect(self._note_typed)
        body.given_up.connect(self._given_up)
        body.delete_wanted.connect(self.delete)
        body.band.level_chosen.connect(self._change_level)
        body.draft.release_wanted.connect(self.ask_to_release)
        body.unsaved.taken_back.connect(self._take_back)
        body.unsaved.thrown_away.connect(self._throw_away)
        return body

    def add_section(
        self,
        widget: QWidget,
        title: str = "",
        *,
        kinds: Collection[str] | None = None,
        first: bool = False,
        link: LinkLabel | None = None,
    ) -> SectionHeading | None:
        """Puts a page's own widget among the sections, before or after the fields, for these kinds or all."""
        section, heading = own_section(widget, title, kinds, first, link)
        self._own.append(section)
        section.around.setParent(self)
        section.around.hide()
        if self._body is not None:
            self._body.take_in([section])
        return heading

    def focus_field(self, name: str) -> None:
        """Puts the keyboard into a field, now or as soon as the record is there."""
        row = self._body.row(name) if self._body is not None and self._record is not None else None
        self._wanted_focus = "" if row else name
        if row is not None:
            row.editor.setFocus()
            self._scroll.ensureWidgetVisible(row.editor)

    # --- saving -------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Saves what is being typed; what can't be read is kept and offered again."""
        record = self._record
        if self._body is None or record is None:
            return
        dirty = [row for row in self._body.rows() if row.editor.dirty]
        if record.id is None:
            readable = [row for row in dirty if self._note(record, row)]
            if readable:
                self._create(record, readable[0])
        else:
            for row in dirty:
                self._save(row)
        self._keep_typed()

    def _save(self, row: FieldRow) -> None:
        record = self._record
        if record is None:
            return
        if record.id is None:
            if self._note(record, row):
                self._create(record, row)
            return
        try:
            value = row.editor.read()
        except TryggError as error:
            row.fail(sentence(error))
            return
        if value == getattr(record, row.field.name):
            self._forget_typed(record.id, row)
            row.fail("")
            row.editor.restore()
        else:
            self._write(record.id, row, value)

    def _note(self, record: Record, row: FieldRow) -> bool:
        """Takes over a value of a record that is being begun; says whether it could be read."""
        try:
            note_value(record, row.field, row.editor.read())
        except TryggError as error:
            row.fail(sentence(error))
            return False
        row.fail("")
        return True

    def _create(self, record: Record, row: FieldRow) -> None:
        """Writes a record that is being begun, once it can be called something."""
        values = values_of_new(record)
        if self._creating is record or record.about.naming not in values:
            return
        self._creating = record
        kind = type(record)

        def done(id: UUID) -> None:
            self._creating = None
            if self._record is record:
                record.id = self._id = id
                self._save_what_came_since(values)
                self._read()
                self._say_saved()
            self.created.emit(id)

        def failed(error: BaseException) -> None:
            self._creating = None
            self._tell_failed(row, error)

        self.desk.command(
            N_("New {kind}"), lambda tx: tx.create(kind, **values), done, failed=failed, kind=kind.about.label
        )

    def _save_what_came_since(self, values: dict[str, Any]) -> None:
        """Saves fields that were left while the record was being written."""
        for row in self._body.rows() if self._body else ():
            focus = row.editor.focusProxy()
            if row.editor.dirty and not (focus is not None and focus.hasFocus()):
                with suppress(TryggError):
                    value = row.editor.read()
                    if (
                        self._id is not None
                        and value not in (None, "", ())
                        and value != values.get(row.field.name)
                    ):
                        self._write(self._id, row, value)

    def _write(self, id: UUID, row: FieldRow, value: Any) -> None:
        values = {row.field.name: value}

        def done(_outcome: Any) -> None:
            self._forget_typed(id, row)
            if id == self._id:
                row.fail("")
                self._say_saved()

        self.desk.command(
            N_("Change {field}"),
            lambda tx: tx.change(id, **values),
            done,
            failed=lambda error: self._tell_failed(row, error) if id == self._id else self.desk.fault(error),
            field=row.field.label,
        )

    def _tell_failed(self, row: FieldRow, error: BaseException) -> None:
        if isinstance(error, TryggError):
            row.fail(sentence(error))
        else:
            self.desk.fault(error)

    def _say_saved(self) -> None:
        if self._body is not None:
            self._body.heading.saved.setText(_("saved {time}", time=clock(datetime.now(UTC))))

    def _given_up(self, row: FieldRow) -> None:
        row.fail("")
        if self._id is not None:
            self._forget_typed(self._id, row)

    # --- text that is being typed -------------------------------------------------------------------------

    def _note_typed(self, row: FieldRow, text: str) -> None:
        if row.field.textual:
            self._typing[row.field.name] = text
            if not self._scratch.isActive():
                self._scratch.start()

    def _keep_typed(self) -> None:
        typed, id = dict(self._typing), self._id
        self._typing.clear()
        self._scratch.stop()
        if not typed or id is None or self.desk.workspace.read_only:
            return

        def keep() -> None:
            for name, text in typed.items():
                self.desk.workspace.scratch_save(id.hex, name, text)

        self.desk.courier.write(keep, lambda _done: None, self.desk.fault)

    def _forget_typed(self, id: UUID, row: FieldRow) -> None:
        name = row.field.name
        if id == self._id:
            self._typing.pop(name, None)
        if row.field.textual and not self.desk.workspace.read_only:
            self._drop(id, name)

    def _drop(self, id: UUID, name: str) -> None:
        self.desk.courier.write(
            lambda: self.desk.workspace.scratch_drop(id.hex, name), lambda _done: None, self.desk.fault
        )

    def _offer_unsaved(self, shown: Shown) -> None:
        assert self._body is not None
        offered = {
            name: text
            for name, text in shown.unsaved.items()
            if name in shown.record.fields() and text != (getattr(shown.record, name) or "")
        }
        self._body.unsaved.offer(offered, shown.record.fields())
        self._unsaved = offered

    def _take_back(self, name: str, text: str) -> None:
        for row in self._body.rows() if self._body else ():
            if row.field.name == name:
                row.editor.take_text(text)
                row.editor.setFocus()
        self._no_longer_offered(name)

    def _throw_away(self, name: str) -> None:
        if self._id is not None:
            self._drop(self._id, name)
        self._no_longer_offered(name)

    def _no_longer_offered(self, name: str) -> None:
        self._unsaved.pop(name, None)
        if self._body is not None and self._record is not None:
            self._body.unsaved.offer(self._unsaved, self._record.fields())

    # --- protection, release, deletion --------------------------------------------------------------------

    def _change_level(self, values: dict[str, Any]) -> None:
        id, record = self._id, self._record
        if record is None or self._body is None:
            return
        if id is None:
            for name, value in values.items():
                setattr(record, name, value)
            self._body.band.show_record(record)
            return
        self.desk.command(
            N_("Change {field}"),
            lambda tx: tx.change(id, **values),
            lambda _done: self._say_saved(),
            field=record.fields()["protection"].label,
        )

    def ask_to_release(self) -> None:
        """Asks once, because a release can't be taken back."""
        record = self._record
        if record is None:
            return
        protected = record.protection == Protection.PROTECTED
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning if protected else QMessageBox.Icon.Question)
        box.setWindowTitle(_("Release"))
        box.setText(
            _("This record is marked confidential. Release it to the other side all the same?")
            if protected
            else _("Release this draft to the other side?")
        )
        box.setInformativeText(
            _("It goes along at the next exchange. This can’t be undone; the draft’s history is forgotten.")
        )
        release = box.addButton(_("Release"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Keep as a draft"), QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: self.release() if button is release else None)
        box.open()

    def release(self) -> None:
        """Lets the draft go to the other side at the next exchange."""
        id, record = self._id, self._record
        if id is None or record is None:
            return
        protected = record.protection == Protection.PROTECTED
        self.desk.command(
            N_("Release {kind}"), lambda tx: tx.release(id, protected=protected), kind=record.about.label
        )

    def delete(self) -> None:
        """Deletes the record; Ctrl+Z brings it back."""
        id, record = self._id, self._record
        if id is None or record is None:
            return

        def done(_outcome: Any) -> None:
            self.deleted.emit(id)

        self._leave_record()
        self.desk.command(N_("Delete {kind}"), lambda tx: tx.delete(id), done, kind=record.about.label)

    # --- keys, files, leaving -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.desk.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.desk.redo()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._id is not None:
            self._read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._record is not None and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._body is not None and self._record is not None:
            for path in _files(event):
                self._body.attachments.attach(path)
            event.acceptProposedAction()


def _files(event: QDropEvent) -> list[Path]:
    """The files that someone drags over the form."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_file()]

"""The parts of a form for one kind of record, under each other in the order they are read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel
from trygg_desktop.desktop.records.attachments import AttachmentsSection
from trygg_desktop.desktop.records.band import ProtectionBand
from trygg_desktop.desktop.records.erasing_menu import field_menu, leave_menu_to_form, row_at
from trygg_desktop.desktop.records.field_rows import FieldRow, FieldRows, written_fields
from trygg_desktop.desktop.records.heading import (
    INDENT,
    DraftRow,
    RecordHeading,
    Remarks,
    UnsavedText,
    title_is_a_line,
)
from trygg_desktop.desktop.records.history import HistorySection
from trygg_desktop.desktop.records.own_sections import OwnSection
from trygg_desktop.desktop.records.related import RelatedSection
from trygg_desktop.desktop.records.shown import Shown
from trygg_desktop.desktop.records.tab_order import follow_reading_order
from trygg_desktop.desktop.records.typed_editors import ParagraphEditor
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.remarks import remarks
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import _

MARGIN = 24
WIDEST = 760
"""Pixels: longer lines are tiring to read."""


@dataclass(frozen=True, slots=True)
class FormParts:
    """What a form shows and what not: the fields, the heading, and the sections under the fields."""

    leave_out: Collection[str] = ()
    only: Collection[str] | None = None
    titled: bool = True
    links: bool = True
    attachments: bool = True
    history: bool = True


class FormBody(QWidget):
    """Band, heading, fields, connections, documents and history of one kind.

    The beginning is there at once. `make_more` makes the rest, a step at a time, for as long as it is not `complete`;
    whoever asks for a field that is still to come has it made.
    """

    left = Signal(object)
    typed = Signal(object, str)
    given_up = Signal(object)
    delete_wanted = Signal()
    erasing_wanted = Signal(str)
    """Carries the name of a field; an empty one means the whole record."""

    def __init__(self, desk: Desk, kind: type[Record], parts: FormParts, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.kind = kind
        self._parts = parts
        self._documents_fit = "attachment" in desk.workspace.kinds and kind.about.name != "attachment"
        self._links_fit = "link" in desk.workspace.kinds
        self.band = ProtectionBand(lambda: desk.today)
        self.draft = DraftRow()
        self.unsaved = UnsavedText()
        self.heading = RecordHeading(desk, kind, titled=parts.titled)
        self.remarks = Remarks()
        fields = written_fields(kind, leave_out=parts.leave_out, only=parts.only)
        if parts.titled and title_is_a_line(kind.fields()[kind.about.naming]):
            fields = [field for field in fields if field.name != kind.about.naming]
        self.fields = FieldRows(desk, fields, self)
        self.related = RelatedSection(desk)
        self.attachments = AttachmentsSection(desk)
        self.history = HistorySection()
        self.delete = LinkLabel(_("Delete this {kind}", kind=_(kind.about.noun)), self.delete_wanted.emit)
        self.erase = LinkLabel(_("Erase for good …"), lambda: self.erasing_wanted.emit(""))
        self.before, self.after = QVBoxLayout(), QVBoxLayout()
        self._shown: Shown | None = None
        self._lay_out()
        self.fields.make_first()
        self.fields.left.connect(self.left)
        self.fields.typed.connect(self.typed)
        self.fields.given_up.connect(self.given_up)
        if self.heading.row is not None:
            self._connect(self.heading.row)
        for row in self.made():
            leave_menu_to_form(row)
        self._rest.setVisible(self.complete)

    @property
    def complete(self) -> bool:
        """Whether all of it is made."""
        return self.fields.complete

    def make_more(self) -> None:
        """Makes a few fields more, and with the last of them lets all be seen that stands under them."""
        for row in self.fields.make_more():
            leave_menu_to_form(row)
            if self._shown is not None:
                self._show_in(row, self._shown, another=True)
        if self.complete:
            if self._shown is not None:
                self._show_foot(self._shown)
            self._rest.show()
            follow_reading_order(self)

    def finish(self) -> None:
        """Makes at once what is still to be made."""
        while not self.complete:
            self.make_more()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the field that was pointed at, or that the keyboard stands in."""
        row = row_at(self.made(), self.childAt(event.pos()))
        if row is None:
            return
        is_written = self._shown is not None and self._shown.record.id is not None
        menu = field_menu(row, partial(self.erasing_wanted.emit, row.field.name) if is_written else None)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(event.globalPos())

    def _lay_out(self) -> None:
        around = QVBoxLayout(self)
        around.setContentsMargins(MARGIN - INDENT, 16, MARGIN, MARGIN)
        inner = QWidget(self)
        inner.setMaximumWidth(WIDEST)
        around.addWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        over, under = QVBoxLayout(), QVBoxLayout()
        for layout in (over, under):
            layout.setContentsMargins(INDENT, 0, 0, 0)
            layout.setSpacing(8)
        column.addLayout(over)
        column.addWidget(self.heading)
        column.addLayout(under)
        column.addStretch(1)
        for part in (self.band, self.draft, self.unsaved):
            over.addWidget(part)
        under.addWidget(self.remarks)
        under.addLayout(self.before)
        under.addWidget(self.fields)
        self._rest = QWidget(self)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 12, 0, 0)
        rest.setSpacing(8)
        rest.addLayout(self.after)
        under.addWidget(self._rest)
        self._foot = QWidget(self._rest)
        rest.addWidget(self._foot)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(24)
        sections: tuple[QWidget, ...] = (self.related, self.attachments, self.history)
        for section in sections:
            foot.addWidget(section)
        partings = QHBoxLayout()
        foot.addLayout(partings)
        partings.setSpacing(16)
        partings.addWidget(self.delete)
        partings.addWidget(self.erase)
        partings.addStretch(1)
        self.related.setVisible(self._parts.links and self._links_fit)
        self.attachments.setVisible(self._parts.attachments and self._documents_fit)
        self.history.setVisible(self._parts.history)
        for parting in (self.delete, self.erase):
            parting.setVisible(not self.kind.about.side_kind)

    def _connect(self, row: FieldRow) -> None:
        row.editor.left.connect(lambda: self.left.emit(row))
        row.editor.typed.connect(lambda text: self.typed.emit(row, text))
        row.editor.given_up.connect(lambda: self.given_up.emit(row))

    def rows(self) -> Iterator[FieldRow]:
        """Every field that can be written in, from the top."""
        self.finish()
        return self.made()

    def made(self) -> Iterator[FieldRow]:
        """The fields that are made by now; in no other can anything have been written."""
        if self.heading.row is not None:
            yield self.heading.row
        yield from self.fields.rows.values()

    def row(self, name: str) -> FieldRow | None:
        """The row of a field."""
        made = next((row for row in self.made() if row.field.name == name), None)
        return made or next((row for row in self.rows() if row.field.name == name), None)

    def take_in(self, sections: Sequence[OwnSection]) -> None:
        """Puts the page's own sections in their places."""
        for section in sections:
            if section.fits(self.kind):
                (self.before if section.first else self.after).addWidget(section.around)
            section.around.setVisible(section.fits(self.kind))

    def show_all(self, shown: Shown, *, another: bool) -> None:
        """Shows a record; fields in which something is being typed keep it unless it is another record."""
        record = shown.record
        self.band.grounds, self.band.me = shown.grounds, shown.me
        self.band.show_record(record)
        self.draft.setVisible(bool(record.draft))
        self._shown = shown
        for row in self.made():
            self._show_in(row, shown, another=another)
        self.remarks.show_remarks([] if record.id is None else remarks(record))
        if another:
            self.heading.saved.setText("")
            self.history.fold()
        if self.complete:
            self._show_foot(shown)
        follow_reading_order(self)

    def _show_in(self, row: FieldRow, shown: Shown, *, another: bool) -> None:
        value = getattr(shown.record, row.field.name)
        if isinstance(row.editor, ParagraphEditor):
            row.editor.places = shown.places
        if another:
            row.fail("")
        if another or not row.editor.dirty or _says(row, value):
            row.editor.show_value(value, shown.titles)

    def _show_foot(self, shown: Shown) -> None:
        id = shown.record.id
        self._foot.setVisible(id is not None)
        if id is not None:
            self.related.show_connections(id, shown.connections)
            self.attachments.show_documents(id, shown.documents)
            self.history.show_entries(shown.history)


def _says(row: FieldRow, value: Any) -> bool:
    """Whether what is typed in a row means this value: then it has been saved."""
    try:
        return bool(row.editor.read() == value)
    except UserError:
        return False

"""What every form has around its fields: room that scrolls, the page's own sections, focus and keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.desktop.records.form_body import FormBody
from trygg_desktop.desktop.records.form_room import FormRoom
from trygg_desktop.domain.record import Record

NARROWEST = 320
"""Pixels: what a label and a short value need."""


class FormFrame(QWidget):
    """The room in which one record at a time is shown."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._id: UUID | None = None
        self._record: Record | None = None
        self._wanted_focus = ""
        self._room = FormRoom(self._make_body, self)
        self.setMinimumWidth(NARROWEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._room)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)

    @abstractmethod
    def _make_body(self, kind: type[Record], inside: QWidget) -> FormBody:
        """The fields of a kind, connected."""

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
        return self._room.body

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
        return self._room.add_section(widget, title, kinds, first, link)

    def focus_field(self, name: str) -> None:
        """Puts the keyboard into a field, now or as soon as the record is there."""
        there = self._record is not None and self._record.id == self._id
        row = self.body.row(name) if self.body is not None and there else None
        self._wanted_focus = "" if there else name
        if row is not None:
            row.editor.setFocus()
            self._room.ensureWidgetVisible(row.editor)

    def show_section(self, section: QWidget) -> None:
        """Scrolls so that one of the page's own sections begins at the top."""
        self._room.to_section(section)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.desk.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.desk.redo()
        else:
            super().keyPressEvent(event)

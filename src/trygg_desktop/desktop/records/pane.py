"""A list and the form of what is chosen in it, side by side, or one over the other where it is narrow."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import lead_focus
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.halves import Halves
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.domain.record import Record

NARROW = 900
"""Pixels: below this the form stands under the list."""


class ListAndForm(QWidget):
    """All records of a kind; what is chosen in the list stands in the form.

    Args:
        begins_with_first: whether a list that is seen for the first time shows its first record, so that the
            form is not a blank.
    """

    def __init__(
        self,
        desk: Desk,
        kind: type[Record],
        list: RecordList | None = None,
        form: RecordForm | None = None,
        *,
        begins_with_first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.list = list or RecordList(desk, kind)
        self.form = form or RecordForm(desk)
        left = QWidget()
        left.setObjectName("page")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._margins = QVBoxLayout(left)
        self._margins.setContentsMargins(32, 16, 16, 0)
        self._margins.addWidget(self.list)
        halves = Halves(left, self.form, share=0.6, beside_from=NARROW)
        halves.turned.connect(self._turned)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(halves)
        self.list.record_chosen.connect(self._show)
        self.list.record_opened.connect(self._into_form)
        self.list.new_wanted.connect(lambda: self.begin(kind))
        self.form.created.connect(self._choose_new)
        self.form.closed.connect(self.list.setFocus)
        if begins_with_first:
            self.list.counted.connect(self._begin_with_first)
        lead_focus(self, self.list)

    def _begin_with_first(self, n: int) -> None:
        first = self.list.lines.id_at(0)
        if n == 0 or first is None:
            return
        self.list.counted.disconnect(self._begin_with_first)
        if self.list.chosen() is None and self.form.is_empty:
            self.list.choose(first)

    def show_record(self, id: UUID) -> None:
        """Chooses a record."""
        self.list.choose(id)
        self.form.show_record(id)

    def begin(self, kind: type[Record] | str | None = None, **values: Any) -> None:
        """Begins a new record in the form."""
        self.list.choose(None)
        self.form.begin(kind or self.kind, **values)

    def refresh(self, changes: Changes | None) -> None:
        """Shows the state of things."""
        self.list.refresh(changes)
        self.form.refresh(changes)

    def _show(self, id: UUID | None) -> None:
        if id is not None:
            self.form.show_record(id)
        elif self.form.record_id is not None:
            self.form.clear()

    def _choose_new(self, id: UUID) -> None:
        """Chooses a new record, unless another one is looked at by now."""
        if self.form.record_id == id:
            self.list.choose(id)

    def _into_form(self, id: UUID) -> None:
        self.form.show_record(id)
        self.form.focus_field(self.kind.about.naming)

    def _turned(self, beside: bool) -> None:
        """A list over its form stands closer to the edges."""
        self._margins.setContentsMargins(32 if beside else 24, 16, 16 if beside else 24, 0)

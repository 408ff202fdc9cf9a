"""A list of records of one kind: sorted, filtered by typing, copied as a table; places kept by record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import EmptyPage, Words, lead_focus
from trygg_desktop.desktop.records.change_many import ChangeManyBar
from trygg_desktop.desktop.records.column_choice import ColumnChoice
from trygg_desktop.desktop.records.columns import default_columns
from trygg_desktop.desktop.records.copying import copy_as_table
from trygg_desktop.desktop.records.list_choice import ListChoice
from trygg_desktop.desktop.records.list_delegate import LineDelegate
from trygg_desktop.desktop.records.list_filter import FilterLine
from trygg_desktop.desktop.records.list_menu import delete_many, menu_for
from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.desktop.records.list_sorting import ListSorting
from trygg_desktop.desktop.records.list_table import RecordTable
from trygg_desktop.desktop.records.order import Question
from trygg_desktop.desktop.records.reordering import Reordering
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _, ngettext


class RecordList(QWidget):
    """All records of a kind, or those that `where` leaves; it follows changes made elsewhere by itself.

    `record_chosen` carries the id of the record that is looked at, or None when there is none any more;
    `record_opened` that of one that was double-clicked or chosen with Enter; `counted` how many there are.
    `new_wanted` and `create_wanted` are one wish under two names.

    Args:
        columns: names of fields; by default those that the kind lists.
        where: SQLAlchemy conditions.
        order: a field's name, `-` before it for the largest first; by default the kind's own order.
        name: under which columns and widths are remembered; by default the kind's name.
        empty: what is shown while there is nothing.
        filter_shown, tools_shown: whether there is a filter, and the line over the list at all.
    """

    record_chosen = Signal(object)
    record_opened = Signal(object)
    new_wanted = Signal()
    create_wanted = Signal()
    counted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        kind: type[Record],
        columns: Sequence[str] | None = None,
        where: Sequence[Any] = (),
        order: str | None = None,
        *,
        name: str = "",
        empty: EmptyPage | None = None,
        filter_shown: bool = True,
        tools_shown: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.kind = desk, kind
        self._filter_shown = filter_shown and tools_shown
        self._tools_shown = tools_shown
        self._stale = False
        self._standard = list(columns or default_columns(kind))
        self._begun = False
        self.lines = RecordLines(desk, Question(kind, tuple(where), sort=order or ""), self._standard, self)
        self._build(empty or self._empty_page())
        self._columns = ColumnChoice(desk, self.table, self.lines, self._standard, name or kind.about.name)
        self._connect()
        desk.changed.connect(self.refresh)

    def _build(self, empty: EmptyPage) -> None:
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.filter = FilterLine(self.kind.about.several)
        self.count = Words("", "side", "text2")
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 8)
        top.setSpacing(12)
        top.addWidget(self.filter, 1)
        top.addStretch(0)
        top.addWidget(self.count)
        self.change_many = ChangeManyBar(self.desk, self.kind)
        self.change_many.hide()
        self.table = RecordTable()
        self._choice = ListChoice(self.table, self.lines)
        self.order = Reordering(self.desk, self.kind, self.table, self.lines)
        self.table.setItemDelegate(LineDelegate(self.kind.about.naming, self.table))
        self.table.setAccessibleName(self.kind.about.titles)
        self._sorting = ListSorting(self.table, self.lines)
        self.empty = empty
        self._nothing = EmptyPage(_("Nothing here holds all these words."), link=_("Show all"))
        self._stack = QStackedWidget()
        for each in (self.table, self.empty, self._nothing):
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.change_many)
        column.addWidget(self._stack, 1)
        lead_focus(self, self.table)

    def _empty_page(self) -> EmptyPage:
        about = self.kind.about
        return EmptyPage(
            _("This is the place for {what}. Nothing is written yet.", what=about.several),
            _(about.new),
        )

    def _connect(self) -> None:
        self.filter.rested.connect(self._narrow)
        self.filter.passed.connect(self._into_list)
        self._nothing.link_pressed.connect(self.filter.clear)
        self.empty.button_pressed.connect(self.new_wanted)
        self.new_wanted.connect(self.create_wanted)
        self._sorting.wanted.connect(self.sort_by)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        self._choice.changed.connect(self.record_chosen)
        self.table.copy_wanted.connect(self.copy_selected)
        self.table.deletion_wanted.connect(self.delete_selected)
        self.table.opened.connect(self.open_chosen)
        self.table.doubleClicked.connect(lambda _index: self.open_chosen())
        self._columns.changed.connect(self._sorting.show)
        self._columns.changed.connect(lambda: self.lines.ask(self.lines.question))
        self.lines.loaded.connect(self._loaded)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun or self._stale:
            self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Shows the state of things: all of it (`None`), or what the changes touch."""
        if not self._begun:
            if changes is not None:
                return
            self._begun = True
            self._columns.recall()
            return
        if changes is not None and not self._concerns(changes):
            return
        if changes is not None and not self.isVisible():
            self._stale = True
            return
        self._stale = False
        about_titles = changes is None or bool(changes.kinds - {self.kind.about.name})
        self.lines.forget(None if about_titles or changes is None else changes.ids)
        self.lines.ask(self.lines.question)

    def _concerns(self, changes: Changes) -> bool:
        targets = {
            field.target
            for field in self.lines.fields
            if field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES)
        }
        return self.kind.about.name in changes.kinds or bool(changes.kinds & targets) or "" in targets

    def set_where(self, *conditions: Any) -> None:
        """Narrows the list to other records: by conditions, or one sequence of them."""
        one = conditions[0] if len(conditions) == 1 else None
        where = tuple(one) if isinstance(one, (list, tuple)) else conditions
        question = self.lines.question
        self._ask(Question(self.kind, where, question.typed, question.sort))

    def set_filter(self, text: str) -> None:
        """Types something into the filter."""
        self.filter.setText(text)
        self._narrow()

    def _into_list(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.lines.rowCount():
            self.table.selectRow(0)

    def _narrow(self) -> None:
        question = self.lines.question
        self._ask(Question(self.kind, question.where, self.filter.text().strip(), question.sort))

    def _ask(self, question: Question) -> None:
        if self._begun:
            self._choice.narrowing = True
            self.lines.ask(question)
        else:
            self.lines.question = question

    def _loaded(self) -> None:
        self._choice.narrowing = False
        n = self.lines.rowCount()
        typed = bool(self.lines.question.typed)
        self._stack.setCurrentWidget(self.table if n else self._nothing if typed else self.empty)
        self.filter.setVisible(self._filter_shown and (bool(n) or typed))
        self.count.setText(ngettext("{n} record", "{n} records", n))
        self.count.setVisible(self._tools_shown and (bool(n) or typed))
        self.counted.emit(n)
        if (id := self._choice.id) is not None:
            self._choice.mark(id)

    def chosen(self) -> UUID | None:
        """The record that is looked at."""
        return self._choice.id

    def selected(self) -> list[UUID]:
        """All records that are marked, in the list's order."""
        return self._choice.marked()

    def choose(self, id: UUID | None) -> None:
        """Looks at a record, or at none; one that is not listed (yet) is looked at all the same."""
        self._choice.choose(id)

    def _selection_changed(self) -> None:
        ids = self.selected() if self.change_many.isVisible() else []
        if self.change_many.isVisible():
            self.change_many.set_ids(ids)
        n = self.table.marked_count()
        all_of_them = ngettext("{n} record", "{n} records", self.lines.rowCount())
        self.count.setText(_("{n} of {all} chosen", n=n, all=all_of_them) if n > 1 else all_of_them)

    def sort_by(self, name: str) -> None:
        """Sorts by a field, `-` before its name for the largest first."""
        question = self.lines.question
        self._ask(Question(self.kind, question.where, question.typed, name))
        self._sorting.show()

    def show_columns(self, names: Sequence[str]) -> None:
        """Shows these fields, in this order, and remembers them."""
        self._columns.show(names)

    def open_chosen(self) -> None:
        """Opens the record that is looked at."""
        if (id := self._choice.id) is not None:
            self.record_opened.emit(id)

    def copy_selected(self) -> None:
        """Puts the marked lines on the clipboard as a table that Excel takes."""
        copy_as_table(self.desk, self.lines, [id.hex for id in self.selected()])

    def delete_selected(self) -> None:
        """Deletes the marked records; Ctrl+Z brings them back."""
        delete_many(self.desk, self.kind, self.selected())

    def shown(self) -> list[UUID]:
        """All records that are listed, in their order."""
        return [id for row in range(self.lines.rowCount()) if (id := self.lines.id_at(row)) is not None]

    def to_export(self) -> list[UUID] | None:
        """What an export of this list holds: what is marked, or what is left in it; None for the whole kind."""
        if self.table.marked_count() > 1:
            return self.selected()
        narrowed = bool(self.lines.question.typed or self.lines.question.where)
        return self.shown() if narrowed else None

    def export(self, ids: Sequence[UUID] | None = None) -> None:
        """Opens the window that writes these records to a file, or those that the list stands for."""
        from trygg_desktop.desktop.importing.export_window import ExportWindow

        chosen = self.to_export() if ids is None else ids
        ExportWindow(self.desk, self.kind, self, ids=chosen).open()

    def begin_change_many(self) -> None:
        """Offers to change one field of all marked records."""
        self.change_many.set_ids(self.selected())
        self.change_many.show()
        self.change_many.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selected():
            self.context_menu().popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """What can be done with the marked records."""
        return menu_for(self)

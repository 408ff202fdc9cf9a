"""A list of records of one kind: sorted, filtered by typing, copied as a table; places kept by record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import EmptyPage, Words, lead_focus
from trygg_desktop.desktop.records.change_many import ChangeManyBar
from trygg_desktop.desktop.records.column_choice import ColumnChoice
from trygg_desktop.desktop.records.columns import default_columns
from trygg_desktop.desktop.records.copying import copy_as_table
from trygg_desktop.desktop.records.list_delegate import LineDelegate
from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.desktop.records.list_table import RecordTable
from trygg_desktop.desktop.records.order import Question
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _, ngettext

TYPING_PAUSE = 150
"""Milliseconds after the last key before the list is narrowed."""


class RecordList(QWidget):
    """All records of a kind, or those that `where` leaves; it follows changes made elsewhere by itself.

    `record_chosen` carries the id of the record that is looked at, or None when there is none any more;
    `record_opened` that of one that was double-clicked or chosen with Enter; `counted` how many there are;
    `export_wanted` the marked ids. `new_wanted` and `create_wanted` are one wish under two names.

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
    export_wanted = Signal(object)
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
        self._chosen: UUID | None = None
        self._begun = self._narrowing = self._held = False
        self._neighbour: UUID | None = None
        self._kept: tuple[list[UUID], UUID | None] = ([], None)
        self.lines = RecordLines(desk, Question(kind, tuple(where), sort=order or ""), self._standard, self)
        self._build(empty or self._empty_page())
        self._columns = ColumnChoice(desk, self.table, self.lines, self._standard, name or kind.about.name)
        self._connect()
        desk.changed.connect(self.refresh)

    # --- building -----------------------------------------------------------------------------------------

    def _build(self, empty: EmptyPage) -> None:
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter {what}", what=self.kind.about.titles.lower()))
        self.filter.setAccessibleName(_("Filter {what}", what=self.kind.about.titles.lower()))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMaximumWidth(360)
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
        # Before the table's own: Qt moves to a neighbour as soon as it hears of lines that go away.
        self.lines.rowsAboutToBeRemoved.connect(self._note_neighbour)
        self.table.setModel(self.lines)
        self.table.setItemDelegate(LineDelegate(self.kind.about.naming, self.table))
        self.table.setAccessibleName(self.kind.about.titles)
        self._show_sort()
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
            _("{what} stand here. There are none yet.", what=about.titles),
            _("New {what}", what=about.title.lower()),
        )

    def _connect(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._typing.timeout.connect(self._narrow)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self.filter.installEventFilter(self)
        self._nothing.link_pressed.connect(self.filter.clear)
        self.empty.button_pressed.connect(self.new_wanted)
        self.new_wanted.connect(self.create_wanted)
        header = self.table.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._current_changed())
        self.table.copy_wanted.connect(self.copy_selected)
        self.table.deletion_wanted.connect(self.delete_selected)
        self.table.opened.connect(self._open)
        self.table.doubleClicked.connect(lambda _index: self._open())
        self._columns.changed.connect(self._show_sort)
        self._columns.changed.connect(lambda: self.lines.ask(self.lines.question))
        self.lines.modelAboutToBeReset.connect(self._keep)
        self.lines.modelReset.connect(self._put_back)
        self.lines.loaded.connect(self._loaded)
        self.lines.rowsRemoved.connect(lambda *_: self._choose_neighbour())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun or self._stale:
            self.refresh(None)

    # --- what is shown ------------------------------------------------------------------------------------

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

    def focus_filter(self) -> None:
        """Puts the keyboard into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _narrow(self) -> None:
        question = self.lines.question
        self._ask(Question(self.kind, question.where, self.filter.text().strip(), question.sort))

    def _ask(self, question: Question) -> None:
        if self._begun:
            self._narrowing = True
            self.lines.ask(question)
        else:
            self.lines.question = question

    def _loaded(self) -> None:
        self._narrowing = False
        n = self.lines.rowCount()
        typed = bool(self.lines.question.typed)
        self._stack.setCurrentWidget(self.table if n else self._nothing if typed else self.empty)
        self.filter.setVisible(self._filter_shown and (bool(n) or typed))
        self.count.setText(ngettext("{n} record", "{n} records", n))
        self.count.setVisible(self._tools_shown and (bool(n) or typed))
        self.counted.emit(n)
        if self._chosen is not None:
            self._select(self._chosen)

    # --- choosing -----------------------------------------------------------------------------------------

    def chosen(self) -> UUID | None:
        """The record that is looked at."""
        return self._chosen

    def selected(self) -> list[UUID]:
        """All records that are marked, in the list's order."""
        return [id for row in self.table.marked_rows() if (id := self.lines.id_at(row)) is not None]

    def choose(self, id: UUID | None) -> None:
        """Looks at a record, or at none; one that is not listed (yet) is looked at all the same."""
        if id is None or not self._select(id):
            self._held = True
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
            self._held = False
            self._tell_chosen(id)

    def _select(self, id: UUID) -> bool:
        row = self.lines.row_of(id)
        if row is None:
            return False
        index = self.lines.index(row, 0)
        if self.table.currentIndex().row() != row or not self.table.selectionModel().isRowSelected(
            row, QModelIndex()
        ):
            self.table.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.table.scrollTo(index)
        return True

    def _current_changed(self) -> None:
        if self._held:
            return
        id = self.lines.id_at(self.table.currentIndex().row())
        if id is not None:
            self._tell_chosen(id)

    def _tell_chosen(self, id: UUID | None) -> None:
        if id != self._chosen:
            self._chosen = id
            self.record_chosen.emit(id)

    def _selection_changed(self) -> None:
        ids = self.selected() if self.change_many.isVisible() else []
        if self.change_many.isVisible():
            self.change_many.set_ids(ids)
        n = self.table.marked_count()
        all_of_them = ngettext("{n} record", "{n} records", self.lines.rowCount())
        self.count.setText(_("{n} of {all} chosen", n=n, all=all_of_them) if n > 1 else all_of_them)

    def _keep(self) -> None:
        self._kept = (self.selected(), self.lines.id_at(self.table.rowAt(0)))
        self._held = True

    def _put_back(self) -> None:
        self._held = False
        ids, top = self._kept
        if top is not None and (row := self.lines.row_of(top)) is not None:
            self.table.scrollTo(self.lines.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        if self._chosen is not None:
            self._select(self._chosen)
        if 1 < len(ids) < 1000:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            for id in ids:
                if (row := self.lines.row_of(id)) is not None:
                    self.table.selectionModel().select(self.lines.index(row, 0), flags)

    def _note_neighbour(self, _parent: QModelIndex, first: int, last: int) -> None:
        """The line that is looked at when the one that is looked at now goes away."""
        row = self.lines.row_of(self._chosen) if self._chosen else None
        self._neighbour = None
        if row is not None and first <= row <= last:
            self._held = True
            self._neighbour = self.lines.id_at(last + 1) or self.lines.id_at(first - 1)

    def _choose_neighbour(self) -> None:
        if not self._held:
            return
        if self._narrowing:
            # It was not deleted, only left out of the list: it stays in the form.
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
            self._held = False
            return
        self._held = False
        if self._neighbour is None or not self._select(self._neighbour):
            self._tell_chosen(None)
        else:
            self._tell_chosen(self._neighbour)

    # --- sorting and columns ------------------------------------------------------------------------------

    def _sort_by(self, section: int) -> None:
        if section >= len(self.lines.fields) or self.lines.fields[section].many:
            self._show_sort()
            return
        name = self.lines.fields[section].name
        now = self.lines.question.sort or next(iter(self.kind.about.order), "")
        self.sort_by(f"-{name}" if now == name else name)

    def sort_by(self, name: str) -> None:
        """Sorts by a field, `-` before its name for the largest first."""
        question = self.lines.question
        self._ask(Question(self.kind, question.where, question.typed, name))
        self._show_sort()

    def _show_sort(self) -> None:
        now = self.lines.question.sort or next(iter(self.kind.about.order), "")
        name = now.lstrip("-")
        place = self.lines.names.index(name) if name in self.lines.names else -1
        order = Qt.SortOrder.DescendingOrder if now.startswith("-") else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(place, order)

    def show_columns(self, names: Sequence[str]) -> None:
        """Shows these fields, in this order, and remembers them."""
        self._columns.show(names)

    def column_menu(self) -> QMenu:
        """The fields that can be shown, ticked where they are."""
        return self._columns.menu()

    # --- doing --------------------------------------------------------------------------------------------

    def _open(self) -> None:
        if self._chosen is not None:
            self.record_opened.emit(self._chosen)

    def copy_selected(self) -> None:
        """Puts the marked lines on the clipboard as a table that Excel takes."""
        copy_as_table(self.desk, self.lines, [id.hex for id in self.selected()])

    def delete_selected(self) -> None:
        """Deletes the marked records; Ctrl+Z brings them back."""
        ids = self.selected()
        if not ids:
            return

        def write(tx: Any) -> None:
            for id in ids:
                tx.delete(id)

        if len(ids) == 1:
            self.desk.command(N_("Delete {kind}"), write, kind=self.kind.about.label)
        else:
            self.desk.command(N_("Delete {n} records"), write, n=len(ids))

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
        ids = self.selected()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_it = menu.addAction(_("Open it"))
        open_it.setEnabled(len(ids) == 1)
        open_it.triggered.connect(lambda _checked=False: self._open())
        copy = menu.addAction(_("Copy as a table"))
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(lambda _checked=False: self.copy_selected())
        menu.addAction(_("Change many …")).triggered.connect(lambda _checked=False: self.begin_change_many())
        menu.addAction(_("Export …")).triggered.connect(lambda _checked=False: self.export_wanted.emit(ids))
        menu.addSeparator()
        delete = menu.addAction(_("Delete"))
        delete.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        delete.triggered.connect(lambda _checked=False: self.delete_selected())
        return menu

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """From the filter the arrow goes down into the list, and Esc shows everything again."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.setFocus()
                if not self.table.currentIndex().isValid() and self.lines.rowCount():
                    self.table.selectRow(0)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

"""Cards in columns: a card is dragged to another column, or taken there by Alt and an arrow key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop.measures.board_column import BoardColumn
from trygg_desktop.desktop.measures.cards import Card
from trygg_desktop.desktop.parts import lead_focus
from trygg_desktop.i18n import _


class Board(QWidget):
    """A board. Where a card lies is for the records to say: `card_moved` only tells what the user wants.

    Args:
        columns: key and title of each, left to right; a key that no column has lies in the first one.
    """

    card_moved = Signal(object, str)
    card_chosen = Signal(object)
    card_opened = Signal(object)

    def __init__(self, columns: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = [BoardColumn(key, title) for key, title in columns]
        self._going: UUID | None = None
        inside = QWidget()
        inside.setObjectName("page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for number, column in enumerate(self.columns):
            row.addWidget(column, 1)
            self._connect(number, column)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        lead_focus(self, self.columns[0].list)

    def _connect(self, number: int, column: BoardColumn) -> None:
        column.list.card_chosen.connect(lambda id: self._chosen(column, id))
        column.list.card_opened.connect(self.card_opened)
        column.list.stepped.connect(lambda step: self._step(number, step))
        column.list.moved.connect(lambda id, step: self._move(id, number, step))
        column.list.menu_wanted.connect(lambda id, at: self.menu_for(id).popup(at))
        column.list.cards.card_dropped.connect(lambda id: self._want(id, column.key))

    def menu_for(self, id: UUID) -> QMenu:
        """Everything that can be done with a card, for those who do not drag."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show in full"), lambda: self.card_opened.emit(id))
        menu.addSeparator()
        for column in self.columns:
            if column.list.cards.row_of(id) < 0:
                words = _("Move to “{column}”", column=column.title)
                menu.addAction(words, partial(self._want, id, column.key))
        return menu

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, column by column."""
        return tuple(card for column in self.columns for card in column.list.cards.rows)

    def show_cards(self, cards: Iterable[Card]) -> None:
        """Shows the cards where they lie now; one that was just moved keeps the keyboard."""
        keys = {column.key for column in self.columns}
        lying: dict[str, list[Card]] = {column.key: [] for column in self.columns}
        for card in cards:
            lying[card.column if card.column in keys else self.columns[0].key].append(card)
        for column in self.columns:
            column.show_cards(lying[column.key])
        if self._going is not None:
            going, self._going = self._going, None
            self.choose(going, focus=True)

    def choose(self, id: UUID, *, focus: bool = False) -> bool:
        """Chooses a card; answers whether it is on the board."""
        for column in self.columns:
            if column.list.choose(id):
                self._area.ensureWidgetVisible(column, 0, 0)
                if focus:
                    column.list.setFocus()
                return True
        return False

    def choose_first(self) -> None:
        """Chooses the first card where none is chosen."""
        if self.cards and all(column.list.card is None for column in self.columns):
            self.choose(self.cards[0].id)

    def _chosen(self, here: BoardColumn, id: UUID) -> None:
        for column in self.columns:
            if column is not here:
                column.list.forget()
        self.card_chosen.emit(id)

    def _step(self, number: int, step: int) -> None:
        """The keyboard goes to the next column that has cards."""
        number += step
        while 0 <= number < len(self.columns):
            if self.columns[number].list.cards.rowCount():
                self.columns[number].list.setFocus()
                self._area.ensureWidgetVisible(self.columns[number], 0, 0)
                return
            number += step

    def _move(self, id: UUID, number: int, step: int) -> None:
        if 0 <= number + step < len(self.columns):
            self._want(id, self.columns[number + step].key)

    def _want(self, id: UUID, key: str) -> None:
        card = next((card for card in self.cards if card.id == id), None)
        if card is not None and card.column != key:
            self._going = id
            self.card_moved.emit(id, key)

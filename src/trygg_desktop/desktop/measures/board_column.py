"""One column of a board: its heading with the number of cards, and the cards under it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from trygg_desktop.desktop.measures.card_delegate import CardDelegate
from trygg_desktop.desktop.measures.cards import Card, CardsModel
from trygg_desktop.desktop.parts import SectionHeading
from trygg_desktop.desktop.tables import Index
from trygg_desktop.i18n import _, number

NARROWEST = 122
"""Pixels."""
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardList(QListView):
    """The cards of one column, walked up and down; sideways leads to the columns beside it.

    `stepped` carries -1 or 1 for where the keyboard goes, `moved` for where the chosen card goes;
    `menu_wanted` carries the card and the place on screen.
    """

    card_chosen = Signal(object)
    card_opened = Signal(object)
    stepped = Signal(int)
    moved = Signal(object, int)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardsModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setDragDropOverwriteMode(True)
        self.activated.connect(lambda index: self.card_opened.emit(self._id(index)))

    @property
    def card(self) -> Card | None:
        """The chosen card."""
        index = self.currentIndex()
        return self.cards.rows[index.row()] if index.isValid() else None

    def choose(self, id: UUID) -> bool:
        """Chooses a card; answers whether it lies here."""
        row = self.cards.row_of(id)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row, 0))
        return row >= 0

    def forget(self) -> None:
        """Another column has the chosen card."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def _id(self, index: Index) -> UUID:
        return self.cards.rows[index.row()].id

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.card_chosen.emit(self._id(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, card = Qt.Key(event.key()), self.card
        if key in _SIDEWAYS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if card is not None:
                self.moved.emit(card.id, _SIDEWAYS[key])
        elif key in _SIDEWAYS:
            self.stepped.emit(_SIDEWAYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if card is not None:
                self.card_opened.emit(card.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        card = self.card
        if card is not None:
            self.menu_wanted.emit(card.id, event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST - 20, 120)


class BoardColumn(QWidget):
    """A heading and its cards."""

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.title = title
        self.heading = SectionHeading(title)
        self.list = CardList(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(NARROWEST)

    def show_cards(self, cards: list[Card]) -> None:
        """Shows the cards that lie here now."""
        self.list.cards.show_rows(cards)
        self.heading.set_fact(number(len(cards)))
        self.list.setAccessibleDescription(
            _("Left and right lead to the other columns, with Alt the card goes along.")
        )

"""The cards of a board as data: what stands on each, and in which column it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject, Qt, Signal

from trygg_desktop.desktop.measures.chips import Chips
from trygg_desktop.desktop.measures.plan import NO_CHIPS
from trygg_desktop.desktop.measures.standing import State
from trygg_desktop.desktop.tables import Index, RowsModel, TableColumn

MIME = "application/x-trygg-card"


@dataclass(frozen=True, slots=True)
class CardText:
    """A paragraph of a card: what it is, and what it says; a gap is something that should be there."""

    text: str
    label: str = ""
    gap: bool = False

    @property
    def whole(self) -> str:
        """With its label."""
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Card:
    """One measure on a board. `above` stands small over the title, `state` before its words under it."""

    id: UUID
    column: str
    title: str
    above: str = ""
    texts: tuple[CardText, ...] = ()
    state: State | None = None
    chips: Chips = NO_CHIPS

    @property
    def in_words(self) -> str:
        """All of it, for someone who hears it."""
        state = self.state.words if self.state else ""
        texts = (text.whole for text in self.texts)
        return ", ".join(filter(None, (self.title, self.chips.words, state, self.above, *texts)))


_COLUMN: TableColumn[Card] = TableColumn(
    text=lambda card: card.title, tooltip=lambda card: card.in_words, spoken=lambda card: card.in_words
)


class CardsModel(RowsModel[Card]):
    """The cards of one column. `card_dropped` carries the id of one that was let go over it."""

    card_dropped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((_COLUMN,), lambda card: card.id, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        dragged = QMimeData()
        for index in indexes:
            dragged.setData(MIME, self._rows[index.row()].id.bytes)
        return dragged

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return data.hasFormat(MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tells of the card and takes none in: where it lies is read again once it is written."""
        if data.hasFormat(MIME):
            self.card_dropped.emit(UUID(bytes=bytes(data.data(MIME).data())))
        return False

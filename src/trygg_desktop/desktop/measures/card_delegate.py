"""Draws a card of a board: its title, how it goes as shape and words, and what stands under it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.measures.cards import Card
from trygg_desktop.desktop.measures.lettering import draw_text, height_of
from trygg_desktop.desktop.parts import paint_mark

Index = QModelIndex | QPersistentModelIndex
INSIDE, BETWEEN = 9, 8
MARK = 12
MOST_LINES = 4


class CardDelegate(QStyledItemDelegate):
    """The look of a card; as wide as its column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        room = width - 2 * INSIDE - 4
        side = theme.font("side")
        high = height_of(card.above, side, room, 2) + height_of(
            card.title, theme.bold("body"), room, MOST_LINES
        )
        high += card.chips.height(room)
        if card.state:
            high += 3 + height_of(card.state.words, theme.font("body"), room - MARK - 5, 2)
        high += sum(4 + height_of(text.whole, side, room, MOST_LINES) for text in card.texts)
        return QSize(width, high + 2 * INSIDE + BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        state, box = option.state, QRect(option.rect).adjusted(1, 1, -3, -BETWEEN)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent" if focused else "line2"), 2 if focused else 1))
        painter.setBrush(theme.color("tint" if chosen else "base"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self._words(painter, box.adjusted(INSIDE, INSIDE, -INSIDE, 0), card)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, card: Card) -> None:
        body, side = theme.font("body"), theme.font("side")
        left = QRect(room)
        painter.setPen(theme.color("text2"))
        left.setTop(left.top() + draw_text(painter, left, card.above, side, 2))
        painter.setPen(theme.color("text"))
        left.setTop(left.top() + draw_text(painter, left, card.title, theme.bold("body"), MOST_LINES))
        left.setTop(left.top() + card.chips.draw(painter, left))
        if card.state:
            left.setTop(left.top() + 3)
            middle = left.top() + (QFontMetrics(body).height() - MARK) // 2
            paint_mark(
                painter,
                QRect(left.left(), middle, MARK, MARK),
                card.state.mark,
                theme.color(card.state.color),
            )
            painter.setPen(theme.color("text" if card.state.color == "ok" else card.state.color))
            words = left.adjusted(MARK + 5, 0, 0, 0)
            left.setTop(left.top() + draw_text(painter, words, card.state.words, body, 2))
        for text in card.texts:
            painter.setPen(theme.color("alert" if text.gap else "text2"))
            left.setTop(left.top() + 4)
            left.setTop(left.top() + draw_text(painter, left, text.whole, side, MOST_LINES))

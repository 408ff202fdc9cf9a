"""How a line of a list looks: hairlines, a tint and an accent bar for what is chosen, chips at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import chip_width, draft_chip_width, paint_chip, paint_draft_chip
from trygg_desktop.desktop.records.list_model import FIELD_ROLE, STATE_ROLE
from trygg_desktop.desktop.records.list_table import RecordTable
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _

PADDING = 8
BAR = 3
_Index = QModelIndex | QPersistentModelIndex
_SIDE_KINDS = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES, FieldKind.CHOICE})


class LineDelegate(QStyledItemDelegate):
    """Paints one cell of a list."""

    def __init__(self, naming: str, parent: QObject) -> None:
        super().__init__(parent)
        self._naming = naming
        self._use_fonts()
        theme.notice().changed.connect(self._use_fonts)

    def _use_fonts(self) -> None:
        self._body, self._bold = theme.font("body"), theme.bold("body")
        self._metrics = {False: QFontMetrics(self._body), True: QFontMetrics(self._bold)}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_Active) and self._list_has_focus(option)
        painter.save()
        ground = ("tint" if focused else "alt") if chosen else "base"
        painter.fillRect(rect, theme.color(ground))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == 0 and chosen and focused:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), theme.color("accent"))
        field = index.data(FIELD_ROLE)
        if isinstance(field, Field):
            self._paint_value(painter, rect, index, field, bold=chosen and field.name == self._naming)
        else:
            self._paint_state(painter, rect, index.data(STATE_ROLE), ground_color=theme.color(ground))
        if focused and self._is_elsewhere(option, index, chosen=chosen):
            self._paint_ring(painter, rect)
        painter.restore()

    @staticmethod
    def _list_has_focus(option: QStyleOptionViewItem) -> bool:
        widget = option.widget
        return widget is None or widget.hasFocus()

    def _paint_value(
        self, painter: QPainter, rect: QRect, index: _Index, field: Field, *, bold: bool
    ) -> None:
        words = index.data(Qt.ItemDataRole.DisplayRole)
        if not words or (field.kind is FieldKind.BOOL and words == _("No")):
            return
        painter.setFont(self._bold if bold else self._body)
        painter.setPen(theme.color("text2" if field.kind in _SIDE_KINDS else "text"))
        room = rect.adjusted(PADDING, 0, -PADDING, -1)
        shown = self._metrics[bold].elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)

    def _paint_state(
        self,
        painter: QPainter,
        rect: QRect,
        values: tuple[str | None, str | None, bool] | None,
        *,
        ground_color: QColor,
    ) -> None:
        if not values or (self._says_little(values) and rect.width() < state_width(values)):
            return
        protection, ground, draft = values
        height = min(rect.height() - 6, max(20, QFontMetrics(theme.font("small")).height() + 4))
        top = rect.top() + (rect.height() - 1 - height) // 2
        width, right = chip_width(protection, ground), rect.right() - PADDING // 2
        whole = state_width(values)
        if whole > rect.width():
            # A rare long chip stands over the end of the column before it rather than being cut.
            painter.fillRect(QRect(rect.right() - whole, rect.top(), whole, rect.height() - 1), ground_color)
        paint_chip(painter, QRect(right - width, top, width, height), protection, ground)
        if draft:
            wide = draft_chip_width()
            paint_draft_chip(painter, QRect(right - width - 6 - wide, top, wide, height))

    @staticmethod
    def _says_little(values: tuple[str | None, str | None, bool]) -> bool:
        """Whether the level is the usual one, whose chip may be left out where there is little room."""
        return values[0] == Protection.INTERNAL and not values[2]

    @staticmethod
    def _is_elsewhere(option: QStyleOptionViewItem, index: _Index, *, chosen: bool) -> bool:
        """Whether the keyboard is in this line and the bar alone does not show it."""
        table = option.widget
        if not isinstance(table, RecordTable) or table.currentIndex().row() != index.row():
            return False
        return not chosen or table.marked_count() > 1

    @staticmethod
    def _paint_ring(painter: QPainter, rect: QRect) -> None:
        """Where the keyboard is: a ring inside the line, open between its cells."""
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)


def state_width(values: tuple[str | None, str | None, bool], *, sparing: bool = False) -> int:
    """How wide the chips of one line become, in pixels; a sparing list has none for the usual level."""
    protection, ground, draft = values
    if sparing and protection == Protection.INTERNAL and not draft:
        return 2 * PADDING
    return chip_width(protection, ground) + (draft_chip_width() + 6 if draft else 0) + PADDING + PADDING // 2

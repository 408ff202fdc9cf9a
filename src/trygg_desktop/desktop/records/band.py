"""The band over a record that says how far it may be spread, and with which that is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon, paint_icon
from trygg_desktop.desktop.parts import LinkLabel, Words, chip_text
from trygg_desktop.desktop.records.tab_order import follow_reading_order
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import _, day_and_month, sentence, short_date

HEIGHT = 32
_ICONS = {Protection.OPEN: "lock-open", Protection.INTERNAL: "users", Protection.PROTECTED: "lock-fill"}


class LevelBand(QAbstractButton):
    """The band itself: outline, grey or solid wine, over the whole width."""

    def __init__(self) -> None:
        super().__init__()
        self._protection: str | None = Protection.INTERNAL
        self._ground: str | None = None
        self._fact = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("Change how far this may be spread"))

    def show_level(self, protection: str | None, ground: str | None, fact: str) -> None:
        """Shows a level and, at the right, who marked it when."""
        self._protection, self._ground, self._fact = protection, ground, fact
        words = chip_text(protection, ground)
        self.setAccessibleName(_("Protection: {level}", level=f"{words}, {fact}" if fact else words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(HEIGHT, QFontMetrics(theme.bold("body")).height() + 12) + 4)

    def _colors(self) -> tuple[str, str, str]:
        """Ground, edge and text."""
        use = theme.tokens()
        if self._protection == Protection.OPEN:
            return use.base, use.control, use.text
        if self._protection == Protection.INTERNAL:
            return use.internal_ground, use.internal_ground, use.internal
        return use.protected, use.protected, use.on_protected

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, text = self._colors()
        box = self.rect().adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 4, 4)
        middle = box.center().y()
        name = (
            _ICONS.get(Protection(self._protection), "lock-fill")
            if self._protection in list(Protection)
            else "lock-fill"
        )
        paint_icon(painter, QRect(box.left() + 10, middle - 8, 16, 16), name, text)
        paint_icon(painter, QRect(box.right() - 22, middle - 6, 13, 13), "caret-down", text)
        self._paint_words(painter, box.adjusted(36, 0, -32, 0), text)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)

    def _paint_words(self, painter: QPainter, room: QRect, text: str) -> None:
        font = theme.bold("body") if self._protection == Protection.PROTECTED else theme.font("body")
        metrics = QFontMetrics(font)
        words = metrics.elidedText(
            chip_text(self._protection, self._ground), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(QColor(text))
        painter.setFont(font)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setFont(theme.font("side"))
        side = QFontMetrics(theme.font("side"))
        rest = room.adjusted(metrics.horizontalAdvance(words) + 16, 0, 0, 0)
        if rest.width() > 60:
            fact = side.elidedText(self._fact, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), fact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)


class MarkingRow(QWidget):
    """What a confidential marking needs: the ground, the day and who marked it."""

    marked = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__()
        self.ground = QComboBox()
        self.ground.setEditable(True)
        self.ground.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.day = QLineEdit()
        self.by = QLineEdit()
        self._today: date | None = None
        self._error = Words("", "side", "alert")
        self._error.setWordWrap(True)
        self._error.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        named = ((_("Ground"), self.ground), (_("Marked on"), self.day), (_("Marked by"), self.by))
        for row, (title, widget) in enumerate(named):
            label = Words(title, "side", "text2")
            label.setBuddy(widget)
            widget.setAccessibleName(title)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 96)
        mark = QPushButton(_("Mark as confidential"))
        mark.clicked.connect(lambda _checked=False: self.mark())
        self.button = mark
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(mark)
        buttons.addWidget(LinkLabel(_("Cancel"), self.hide))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 8, 2, 8)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self._error)
        column.addLayout(buttons)
        self.setFocusProxy(self.ground)

    def offer(self, grounds: Sequence[str], ground: str, day: date, by: str, today: date) -> None:
        """Opens with what is probably meant."""
        self._today = today
        self.ground.clear()
        self.ground.addItems(list(grounds))
        self.ground.setCurrentText(ground)
        if not ground:
            self.ground.setCurrentIndex(-1)
            self.ground.setEditText("")
        self.day.setText(short_date(day))
        self.by.setText(by)
        self._error.hide()
        self.show()
        self.ground.setFocus()

    def mark(self) -> None:
        """Marks, once a ground is given."""
        ground = self.ground.currentText().strip()
        if not ground:
            self._say(_("Name the provision that the marking rests on, such as OSL 18:2."))
            return
        try:
            day = parse(Field(FieldKind.DATE, "", name="marked_on"), self.day.text(), today=self._today)
        except UserError as error:
            self._say(sentence(error))
            return
        self.hide()
        self.marked.emit(ground, day, self.by.text().strip())

    def _say(self, words: str) -> None:
        self._error.setText(words)
        self._error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.mark()
        else:
            super().keyPressEvent(event)


class ProtectionBand(QWidget):
    """The band, its menu of three levels and, for a confidential marking, the row under it.

    `level_chosen` carries the fields that make up the new level.

    Args:
        today: tells the day; it is another one when the window has been open over night.
    """

    level_chosen = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._record: Record | None = None
        self.grounds: Sequence[str] = ()
        self.me = ""
        self.band = LevelBand()
        self.band.clicked.connect(lambda _checked=False: self._open_menu())
        self._note = Words(_("The marking is a warning. It is tried anew at each request."), "side", "text2")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(2, 2, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.band)
        self._column.addWidget(self._note)

    @cached_property
    def marking(self) -> MarkingRow:
        """Where a marking is given its ground, made when it is first wanted."""
        made = MarkingRow()
        made.marked.connect(self._marked)
        made.hide()
        self._column.addWidget(made)
        follow_reading_order(self)
        return made

    def _close_marking(self) -> None:
        if "marking" in self.__dict__:
            self.marking.hide()

    def show_record(self, record: Record) -> None:
        """Shows the protection of a record."""
        if self._record is None or record.id != self._record.id:
            self._close_marking()
        self._record = record
        self.band.show_level(record.protection, record.ground, self._fact(record, self._today()))
        self._note.setVisible(record.protection == Protection.PROTECTED)

    @staticmethod
    def _fact(record: Record, today: date) -> str:
        if record.protection != Protection.PROTECTED:
            return ""
        day = _day(record.marked_on, today) if record.marked_on else ""
        if day and record.marked_by:
            return _("marked {day} by {who}", day=day, who=record.marked_by)
        return _("marked {day}", day=day) if day else ""

    def menu(self) -> QMenu:
        """The three levels."""
        now = self._record.protection if self._record else None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level in Protection:
            label = f"{level.label} …" if level is Protection.PROTECTED else level.label
            action = menu.addAction(icon(_ICONS[level]), label)
            action.setCheckable(True)
            action.setChecked(level == now)
            action.triggered.connect(lambda _checked=False, level=level: self.choose(level))
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.band.mapToGlobal(QPoint(2, self.band.height())))

    def choose(self, level: Protection) -> None:
        """Another level; a confidential one asks for its ground first."""
        record = self._record
        if record is None:
            return
        if level is Protection.PROTECTED:
            self.marking.offer(
                self.grounds,
                record.ground or "",
                record.marked_on or self._today(),
                record.marked_by or self.me,
                self._today(),
            )
        elif level != record.protection:
            self._close_marking()
            values: dict[str, Any] = {
                "protection": level.value,
                "ground": None,
                "marked_on": None,
                "marked_by": None,
            }
            self.level_chosen.emit(values)

    def _marked(self, ground: str, day: date | None, by: str) -> None:
        self.level_chosen.emit(
            {
                "protection": Protection.PROTECTED.value,
                "ground": ground,
                "marked_on": day,
                "marked_by": by or None,
            }
        )


def _day(day: date, today: date) -> str:
    """`20 nov`, with the year where it is another one."""
    return day_and_month(day) if day.year == today.year else short_date(day)

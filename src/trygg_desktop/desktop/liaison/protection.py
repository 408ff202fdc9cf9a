"""How far a note may be spread: the band that can't be overlooked, and the menu that changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QToolButton, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon, paint_icon
from trygg_desktop.desktop.parts import chip_text
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _, day_and_month, short_date

BAND_HEIGHT = 32


@dataclass(frozen=True, slots=True)
class Marking:
    """A level of protection and, where it is confidential, the provision, who marked it and when."""

    protection: str = Protection.INTERNAL
    ground: str | None = None
    marked_on: date | None = None
    marked_by: str | None = None


def protection_menu(
    parent: QWidget, grounds: Sequence[str], now: Marking, chosen: Callable[[Marking], None]
) -> QMenu:
    """Open, internal, and confidential under each of the council's provisions."""
    menu = QMenu(parent)
    offers = [Marking(Protection.OPEN), Marking(Protection.INTERNAL)]
    offers += [Marking(Protection.PROTECTED, ground) for ground in grounds]
    for offer in offers:
        if offer.protection == Protection.PROTECTED and not menu.property("parted"):
            menu.addSeparator()
            menu.setProperty("parted", True)
        action = menu.addAction(chip_text(offer.protection, offer.ground))
        action.setIcon(icon(_icon(offer.protection), "text"))
        action.setCheckable(True)
        action.setChecked((offer.protection, offer.ground) == (now.protection, now.ground))
        action.triggered.connect(lambda _checked=False, offer=offer: chosen(offer))
    return menu


def _icon(protection: str | None) -> str:
    if protection == Protection.OPEN:
        return "lock-open"
    return "users" if protection == Protection.INTERNAL else "lock-fill"


class ProtectionChoice(QToolButton):
    """A button that shows the level chosen for what is being written, and offers the others."""

    marking_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 14))
        self._grounds: Sequence[str] = ()
        self.marking = Marking()
        theme.notice().changed.connect(self._show)
        self._show()

    def offer(self, grounds: Sequence[str]) -> None:
        """The provisions that a confidential marking may rest on."""
        self._grounds = grounds
        self._show()

    def choose(self, marking: Marking) -> None:
        """Another level."""
        self.marking = marking
        self._show()
        self.marking_chosen.emit(marking)

    def _show(self) -> None:
        words, use = chip_text(self.marking.protection, self.marking.ground), theme.tokens()
        confidential = self.marking.protection == Protection.PROTECTED
        self.setText(words)
        self.setIcon(icon(_icon(self.marking.protection), "on_protected" if confidential else "text"))
        self.setAccessibleName(_("Protection: {level}", level=words))
        self.setToolTip(_("How far this may be spread"))
        wine = f"background: {use.protected}; color: {use.on_protected}; border-color: {use.protected};"
        self.setStyleSheet(
            "QToolButton#button { padding-right: 20px; %s }"
            "QToolButton::menu-indicator { subcontrol-position: right center; right: 6px; }"
            % (wine + " font-weight: 600;" if confidential else "")
        )
        self.setMenu(protection_menu(self, self._grounds, self.marking, self.choose))


class ProtectionBand(QAbstractButton):
    """The full-width band over a note: level, ground, who marked it and when. Pressing it changes it."""

    marking_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grounds: Sequence[str] = ()
        self._marking = Marking()
        self._draft = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open_menu)
        theme.notice().changed.connect(self.update)

    def show_marking(self, marking: Marking, grounds: Sequence[str]) -> None:
        """Shows a record's level and offers the others."""
        self._marking, self._grounds = marking, grounds
        words = chip_text(marking.protection, marking.ground)
        marked = self._marked()
        self.setAccessibleName(_("Protection: {level}", level=f"{words}, {marked}" if marked else words))
        self.setToolTip(_("Change how far this may be spread"))
        self.update()

    @property
    def marking(self) -> Marking:
        """What the band shows."""
        return self._marking

    def menu(self) -> QMenu:
        """The levels to choose among."""
        return protection_menu(self, self._grounds, self._marking, self.marking_chosen.emit)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _marked(self) -> str:
        on, by = self._marking.marked_on, self._marking.marked_by
        if self._marking.protection != Protection.PROTECTED:
            return ""
        if on and by:
            return _("marked {day} by {authority}", day=short_date(on), authority=by)
        return (
            _("marked {day}", day=day_and_month(on))
            if on
            else _("marked by {authority}", authority=by)
            if by
            else ""
        )

    def keyPressEvent(self, event: object) -> None:
        if getattr(event, "key", lambda: None)() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._open_menu()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:
        return QSize(200, max(BAND_HEIGHT, QFontMetrics(theme.font("body")).height() + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2.5, 0.5, -2.5, -0.5) if self.hasFocus() else QRectF(self.rect())
        ink = self._paint_ground(painter, box.adjusted(0, 2, 0, -2) if self.hasFocus() else box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        self._paint_words(painter, ink)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> QColor:
        painter.setPen(Qt.PenStyle.NoPen)
        if self._marking.protection == Protection.OPEN:
            painter.setPen(QPen(theme.color("control"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            return theme.color("text")
        internal = self._marking.protection == Protection.INTERNAL
        painter.setBrush(theme.color("internal_ground" if internal else "protected"))
        painter.drawRoundedRect(box, 3, 3)
        return theme.color("internal" if internal else "on_protected")

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        middle = self.rect().center().y()
        paint_icon(painter, QRect(12, middle - 8, 16, 16), _icon(self._marking.protection), ink)
        paint_icon(painter, QRect(self.width() - 26, middle - 6, 13, 13), "caret-down-bold", ink)
        words, strong = chip_text(self._marking.protection, self._marking.ground), theme.bold("body")
        painter.setPen(ink)
        painter.setFont(strong)
        painter.drawText(self.rect().adjusted(36, 0, -36, 0), Qt.AlignmentFlag.AlignVCenter, words)
        side, used = theme.font("side"), 36 + QFontMetrics(strong).horizontalAdvance(words) + 16
        painter.setFont(side)
        room = self.rect().adjusted(used, 0, -36, 0)
        marked = QFontMetrics(side).elidedText(self._marked(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, marked)

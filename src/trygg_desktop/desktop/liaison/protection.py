"""How far what is being written may be spread: a button that says it, and a menu that changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import chip_text
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Marking:
    """A level of protection and, where it is confidential, the provision it rests on."""

    protection: str = Protection.INTERNAL
    ground: str | None = None


def protection_menu(
    parent: QWidget, grounds: Sequence[str], now: Marking, chosen: Callable[[Marking], None]
) -> QMenu:
    """Open, internal, and confidential under each of the council's provisions."""
    menu = QMenu(parent)
    offers = [Marking(Protection.OPEN), Marking(Protection.INTERNAL)]
    offers += [Marking(Protection.PROTECTED, ground) for ground in list[str | None](grounds) or [None]]
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
        self.setStyleSheet(_SHEET.replace("/* wine */", f"{wine} font-weight: 600;" if confidential else ""))
        self.setMenu(protection_menu(self, self._grounds, self.marking, self.choose))


_SHEET = """
    QToolButton#button { padding: 4px 24px 4px 4px; /* wine */ }
    QToolButton#button:focus { padding: 3px 23px 3px 3px; }
    QToolButton#button::menu-indicator { subcontrol-position: right center; right: 6px; }
"""

"""A button whose menu opens under it, with a small arrow after its words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from trygg_desktop.desktop.icons import icon


class MenuButton(QPushButton):
    """Opens a menu that is filled anew each time."""

    menu_wanted = Signal(object)
    """The empty menu, about to be shown."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(icon("caret-down", "text"), text, parent)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.clicked.connect(lambda checked: self.open_menu())

    def filled_menu(self) -> QMenu:
        """The menu as it would open now."""
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_wanted.emit(menu)
        return menu

    def open_menu(self) -> None:
        """Opens the menu under the button."""
        self.filled_menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

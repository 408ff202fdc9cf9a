"""A choice that shows by a caret that it opens, and tells its whole text where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import paint_icon


class DropDown(QComboBox):
    """Named for screen readers; the mouse wheel does not change it in passing."""

    def __init__(self, name: str, letters: int) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setMaxVisibleItems(26)
        self.currentTextChanged.connect(lambda text: self.setToolTip(f"{name}: {text}" if text else name))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        middle = self.rect().center().y()
        painter = QPainter(self)
        paint_icon(painter, QRect(self.width() - 21, middle - 6, 12, 12), "caret-down", theme.color("text2"))

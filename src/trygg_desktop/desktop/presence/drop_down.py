"""A choice that tells its whole text where there is no room for it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from trygg_desktop.desktop.elided_combo import ElidedCombo


class DropDown(ElidedCombo):
    """Named for screen readers."""

    def __init__(self, name: str, letters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setMaxVisibleItems(26)
        self.currentTextChanged.connect(lambda text: self.setToolTip(f"{name}: {text}" if text else name))

    def place_of(self, value: object) -> int:
        """Where a value stands, or -1. Qt's own `findData` knows Python's values only by identity."""
        return next((place for place in range(self.count()) if self.itemData(place) == value), -1)

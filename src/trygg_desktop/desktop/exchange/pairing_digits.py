"""The second step of pairing: the 30 digits, large, to be read to each other on the telephone, and confirmed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.exchange.wrapped import wrapped
from trygg_desktop.desktop.parts import Words
from trygg_desktop.i18n import _

GROUPS, BESIDE = 6, 3
_LARGE = 1.5


class DigitsStep(QWidget):
    """`confirmed` carries the digits that were compared; `put_off` tells that it is done another time."""

    confirmed = Signal(str)
    put_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._who = wrapped("")
        self.groups = [Words("", "page") for _n in range(GROUPS)]
        self.alike = QCheckBox(_("We have read all six groups to each other, and they are alike"))
        self.confirm = QPushButton(_("Confirm"))
        self.confirm.setProperty("accent", True)
        self.confirm.setEnabled(False)
        self.alike.toggled.connect(self.confirm.setEnabled)
        later = QPushButton(_("Later"))
        later.clicked.connect(lambda _checked=False: self.put_off.emit())
        self.confirm.clicked.connect(lambda _checked=False: self.confirmed.emit(self.digits))
        buttons = QHBoxLayout()
        for button in (self.confirm, later):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        warning = _(
            "Call a number that you know from before, not one from the mail with the card. If the digits differ, "
            "someone else’s card has come between: close this and send new cards another way."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._who)
        column.addSpacing(8)
        column.addLayout(self._grid())
        column.addSpacing(8)
        column.addWidget(wrapped(warning, "side", "text2"))
        column.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(buttons)
        column.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(36)
        grid.setVerticalSpacing(12)
        for place, group in enumerate(self.groups):
            font = QFont(theme.font("page"))
            font.setPointSizeF(font.pointSizeF() * _LARGE)
            group.setFont(font)
            group.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(group, place // BESIDE, place % BESIDE, Qt.AlignmentFlag.AlignCenter)
        return grid

    @property
    def digits(self) -> str:
        """The digits that are shown."""
        return " ".join(group.text() for group in self.groups)

    def begin(self, name: str) -> None:
        """Says with whom the digits are compared; they come with `show_digits`."""
        self._who.setText(
            _(
                "{name} opens your card and sees the same 30 digits. Read them to each other, every other group.",
                name=name,
            )
        )
        self.alike.setChecked(False)
        self.alike.setEnabled(False)
        for group in self.groups:
            group.setText("·····")

    def show_digits(self, digits: str) -> None:
        """Shows the digits."""
        for group, text in zip(self.groups, digits.split(), strict=True):
            group.setText(text)
            group.setAccessibleName(" ".join(text))
        self.alike.setEnabled(True)
        self.alike.setFocus()

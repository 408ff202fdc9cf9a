"""A decided picture as it reads: its texts can be read and copied, and the way on is a new picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.parts import SectionHeading, Words
from trygg_desktop.desktop.pictures.reading import COMPARED
from trygg_desktop.desktop.records.tab_order import FocusInSight
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.i18n import _


class DecidedWording(ScrollingSheet):
    """The texts of one place; `new_wanted` asks for a new picture that begins with them."""

    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        FocusInSight(self)
        self.notice = Words(
            _(
                "The picture is decided and is no longer changed. Go on with a new picture that begins from it."
            ),
            "body",
            "text2",
        )
        self.notice.setWordWrap(True)
        self.way_on = QPushButton(_("New picture from this one"))
        self.way_on.clicked.connect(lambda _checked=False: self.new_wanted.emit())
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.way_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.texts: dict[str, Words] = {}
        fields = PicturePart.fields()
        self._headings = {name: SectionHeading(fields[name].title) for name in COMPARED}
        for name, heading in self._headings.items():
            words = Words()
            words.setWordWrap(True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            words.setAccessibleName(fields[name].title)
            self.texts[name] = words
            column.addWidget(heading)
            column.addWidget(words)
        self.nothing = Words(_("The picture says nothing about this district."), "body", "text2")
        column.addWidget(self.nothing)
        column.addStretch(1)

    def show_texts(self, record: SituationPicture | PicturePart | None) -> None:
        """Shows what is said of a place; fields without a text are left out."""
        said = {name: getattr(record, name, None) or "" for name in COMPARED}
        for name, text in said.items():
            self.texts[name].setText(text)
            self.texts[name].setAccessibleDescription(text)
            self.texts[name].setVisible(bool(text))
            self._headings[name].setVisible(bool(text))
        self.nothing.setVisible(not any(said.values()))

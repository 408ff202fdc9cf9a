"""How the page is laid out: what to choose from at the left, the chosen at the right, or what belongs here at all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import EmptyPage, LinkLabel, Words
from trygg_desktop.desktop.pictures.choice import PictureChoice
from trygg_desktop.desktop.pictures.head import PictureHead
from trygg_desktop.desktop.pictures.place_views import PlaceViews
from trygg_desktop.desktop.presence.hairline import Hairline
from trygg_desktop.i18n import _, ngettext


class PictureLayout(QStackedWidget):
    """`begin_wanted`, `register_wanted` and `import_wanted` come from the page that has no picture yet."""

    begin_wanted = Signal()
    register_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        filled = QWidget(self)
        self.addWidget(filled)
        self.choice = PictureChoice(filled)
        self.head = PictureHead(filled)
        self.views = PlaceViews(desk, filled)
        self._lay_out(filled)
        self.empty = EmptyPage(
            _("Here stands what crime looks like in the city, district by district, and what it means."),
            _("New situational picture"),
            _("Indicators and measurements"),
        )
        self.empty.button_pressed.connect(self.begin_wanted)
        self.empty.link_pressed.connect(self.register_wanted)
        self.taken = LinkLabel("", self.register_wanted.emit)
        self.taken.hide()
        self.bring = LinkLabel(_("Import statistics …"), self.import_wanted.emit)
        self.addWidget(self._around_empty())

    def _lay_out(self, filled: QWidget) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.head)
        right.addWidget(Hairline())
        right.addWidget(self.views, 1)
        row = QHBoxLayout(filled)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.choice)
        row.addLayout(right, 1)

    def _around_empty(self) -> QWidget:
        around = QWidget(self)
        column = QVBoxLayout(around)
        column.setContentsMargins(32, 14, 24, 10)
        column.addWidget(Words(_("Situational picture"), "page"))
        column.addWidget(self.empty)
        row = QHBoxLayout()
        row.addWidget(self.bring)
        row.addWidget(self.taken)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return around

    def tell_figures(self, count: int) -> None:
        """Says where there is no picture how many figures have been taken in; it leads there."""
        self.taken.setText(
            ngettext("{n} measurement is here already", "{n} measurements are here already", count)
        )
        self.taken.setVisible(bool(count))

    def show_filled(self, filled: bool) -> None:
        """Shows the pictures, or what belongs here while there is none."""
        self.setCurrentIndex(0 if filled else 1)

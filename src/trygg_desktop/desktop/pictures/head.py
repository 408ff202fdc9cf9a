"""The head of the page: the district, how both sides stand to the picture, and what is shown of it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.parts import ProtectionChip, Words
from trygg_desktop.desktop.pictures.reading import Place, Shown
from trygg_desktop.desktop.pictures.standing import StandingLine
from trygg_desktop.desktop.stakeholders.kind_tabs import KindTabs
from trygg_desktop.i18n import _, number

TEXTS, MAP, COMPARE, PROBLEMS, REGISTER = "texts", "map", "compare", "problems", "register"

RIGHT, BETWEEN = 24, 12
BESIDE_CHOICE, ALONE = 16, 32
"""Pixels at the left, beside the choice of districts and where the page begins with the head."""


class PictureHead(QWidget):
    """Title, inhabitants, protection, tabs; under them who has signed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.people = Words("", "page"), Words("", "side", "text2")
        self.title.setWordWrap(True)
        self.chip = ProtectionChip()
        self.standing = StandingLine()
        self.tabs = KindTabs(
            _("What is shown of the picture"),
            [
                (TEXTS, _("Texts and figures")),
                (MAP, _("Map")),
                (COMPARE, _("Compare")),
                (PROBLEMS, _("Problems in it")),
                (REGISTER, _("Indicators")),
            ],
        )
        top = QHBoxLayout()
        top.setSpacing(BETWEEN)
        top.addWidget(self.title)
        top.addWidget(self.people)
        top.addWidget(self.chip)
        top.addStretch(1)
        top.addWidget(self.tabs)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(BESIDE_CHOICE, 14, RIGHT, 10)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        self._column.addWidget(self.standing)

    def show_register(self) -> None:
        """Tells of all indicators and figures, which belong to no one picture."""
        self._column.setContentsMargins(ALONE, 14, RIGHT, 10)
        self.title.setText(_("Indicators"))
        self.people.setText("")
        self.tabs.show()
        for part in (self.people, self.chip, self.standing):
            part.hide()

    def show_begun(self) -> None:
        """Tells of a picture that is being begun, of which nothing else can be shown yet."""
        self.title.setText(_("New situational picture"))
        self.people.setText("")
        for part in (self.people, self.chip, self.standing, self.tabs):
            part.hide()

    def show_place(self, shown: Shown, place: Place) -> None:
        """Tells of one place of a picture."""
        self._column.setContentsMargins(BESIDE_CHOICE, 14, RIGHT, 10)
        for part in (self.people, self.chip, self.standing, self.tabs):
            part.show()
        self.title.setText(place.name)
        self.people.setText(_inhabitants(place))
        record = shown.now(place.district) or shown.picture
        self.chip.show_level(record.protection, record.ground, bool(record.draft))
        self.standing.show_picture(shown)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where not everything has room beside the tabs, how many live here gives way first."""
        wanted = [
            self.title.fontMetrics().horizontalAdvance(self.title.text()),
            self.people.sizeHint().width(),
        ]
        wanted += [each.sizeHint().width() for each in (self.chip, self.tabs)]
        room = self.width() - BESIDE_CHOICE - RIGHT - len(wanted) * BETWEEN
        self.people.setVisible(
            self.tabs.isVisibleTo(self) and sum(wanted) <= room and bool(self.people.text())
        )


def _inhabitants(place: Place) -> str:
    if place.population is None:
        return ""
    people = number(place.population)
    if place.population_year is None:
        return _("{people} inhabitants", people=people)
    return _("{people} inhabitants {year}", people=people, year=place.population_year)

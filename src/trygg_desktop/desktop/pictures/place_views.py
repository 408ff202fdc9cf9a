"""What is shown of one place of a picture: its texts and figures, the map, the comparison, or the problems."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.pictures.comparison import Compared, Comparison, compared
from trygg_desktop.desktop.pictures.figures import FigureRow, read_figures
from trygg_desktop.desktop.pictures.figures_view import FiguresBeside
from trygg_desktop.desktop.pictures.head import COMPARE, MAP, PROBLEMS, REGISTER, TEXTS
from trygg_desktop.desktop.pictures.map_view import IndicatorMap
from trygg_desktop.desktop.pictures.problems import DrawnProblems
from trygg_desktop.desktop.pictures.reading import Shown
from trygg_desktop.desktop.pictures.register import FiguresRegister
from trygg_desktop.desktop.pictures.texts import PlaceTexts
from trygg_desktop.desktop.records.halves import Halves

BESIDE_FROM = 760
"""Pixels from which the figures stand beside the texts."""


class PlaceViews(QStackedWidget):
    """One view at a time; what it needs is read when it is looked at."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Shown | None = None
        self._district: UUID | None = None
        self.texts, self.figures = PlaceTexts(desk), FiguresBeside()
        self.map, self.comparison = IndicatorMap(desk), Comparison()
        self.problems, self.register = DrawnProblems(desk), FiguresRegister(desk)
        self._views: dict[str, QWidget] = {
            TEXTS: Halves(self.texts, self.figures, share=0.5, beside_from=BESIDE_FROM),
            MAP: self.map,
            COMPARE: self.comparison,
            PROBLEMS: self.problems,
            REGISTER: self.register,
        }
        for view in self._views.values():
            self.addWidget(view)

    def refresh(self, changes: Changes | None) -> None:
        """What follows changes beside the picture itself."""
        self.problems.refresh(changes)
        self.register.refresh(changes)

    def turn_to(self, key: str) -> None:
        """Shows another view, as it was left."""
        self.setCurrentWidget(self._views[key])

    def show_place(self, key: str, shown: Shown, district: UUID | None) -> None:
        """Shows one view of a district; no district is the whole city."""
        self._shown, self._district = shown, district
        self.texts.show_place(shown, district)
        self.turn_to(key)
        until = shown.picture.to_on
        if key == TEXTS:
            self._desk.query(
                lambda workspace: read_figures(workspace, district, until),
                partial(self._show_figures, district),
                owner=self,
            )
        elif key == MAP:
            self.map.show_places(shown.places, until)
        elif key == COMPARE:
            self._desk.query(
                lambda _workspace: compared(shown, district),
                partial(self._show_comparison, shown, district),
                owner=self,
            )
        elif shown.picture.id is not None:
            self.problems.show_picture(shown.picture.id, district)

    def _show_figures(self, district: UUID | None, found: tuple[FigureRow, ...]) -> None:
        place = self._shown.place(district) if self._shown else None
        if district == self._district and place is not None:
            self.figures.show_figures(place.name, found)

    def _show_comparison(self, shown: Shown, district: UUID | None, fields: tuple[Compared, ...]) -> None:
        if shown is self._shown and district == self._district:
            self.comparison.show_fields(fields, shown.before.picture.title if shown.before else "")

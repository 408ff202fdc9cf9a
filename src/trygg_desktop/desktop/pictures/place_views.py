"""What is shown of one place of a picture: its texts and figures, the map, the comparison, or the problems."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.pictures.comparison import Compared, Comparison, compared
from trygg_desktop.desktop.pictures.figures import PlaceFigures, read_figures
from trygg_desktop.desktop.pictures.figures_view import FiguresBeside
from trygg_desktop.desktop.pictures.head import COMPARE, MAP, PROBLEMS, REGISTER, TEXTS
from trygg_desktop.desktop.pictures.map_view import IndicatorMap
from trygg_desktop.desktop.pictures.problems import DrawnProblems
from trygg_desktop.desktop.pictures.reading import Shown
from trygg_desktop.desktop.pictures.register import FiguresRegister
from trygg_desktop.desktop.pictures.texts import PlaceTexts
from trygg_desktop.desktop.presence.event_summary import EventPlace
from trygg_desktop.desktop.records.halves import Halves
from trygg_desktop.insight.periods import Grain

BESIDE_FROM = 760
"""Pixels from which the figures stand beside the texts."""


class PlaceViews(QStackedWidget):
    """One view at a time, made when it is first looked at; what it needs is read each time it is.

    `district_chosen` carries what was clicked on the map, `problem_wanted` an indicator of the register that a
    problem is to be drawn from, `import_wanted` asks for figures from a file.
    """

    district_chosen = Signal(object)
    problem_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Shown | None = None
        self._district: UUID | None = None
        self._has_pictures = False
        self.texts, self.figures = PlaceTexts(desk, self), FiguresBeside(desk, self)
        self.figures.import_wanted.connect(self.import_wanted)
        self.figures.periods_wanted.connect(self._show_periods)
        self._grains: dict[UUID, Grain] = {}
        self._texts = Halves(self.texts, self.figures, share=0.5, beside_from=BESIDE_FROM)
        self.addWidget(self._texts)

    # Views that wait until somebody looks

    @cached_property
    def map(self) -> IndicatorMap:
        """The districts by indicator."""
        made = IndicatorMap(self._desk, self)
        made.district_chosen.connect(self.district_chosen)
        self.addWidget(made)
        return made

    @cached_property
    def comparison(self) -> Comparison:
        """The texts beside those of the picture before."""
        made = Comparison(self)
        self.addWidget(made)
        return made

    @cached_property
    def problems(self) -> DrawnProblems:
        """What was drawn from the picture."""
        made = DrawnProblems(self._desk, self)
        self.addWidget(made)
        return made

    @cached_property
    def register(self) -> FiguresRegister:
        """All indicators and figures."""
        made = FiguresRegister(self._desk, self)
        made.problem_wanted.connect(self.problem_wanted)
        made.import_wanted.connect(self.import_wanted)
        made.latest.problem.setVisible(self._has_pictures)
        self.addWidget(made)
        return made

    def _is_made(self, name: str) -> bool:
        return name in self.__dict__

    def _view(self, key: str) -> QWidget:
        makers: dict[str, Callable[[], QWidget]] = {
            TEXTS: lambda: self._texts,
            MAP: lambda: self.map,
            COMPARE: lambda: self.comparison,
            PROBLEMS: lambda: self.problems,
            REGISTER: lambda: self.register,
        }
        return makers[key]()

    # What is shown

    def refresh(self, changes: Changes | None) -> None:
        """What follows changes beside the picture itself."""
        if self._is_made("problems"):
            self.problems.refresh(changes)
        if self._is_made("register"):
            self.register.refresh(changes)

    def tell_pictures(self, *, there: bool) -> None:
        """Without a picture no problem can be drawn from a figure."""
        self._has_pictures = there
        if self._is_made("register"):
            self.register.latest.problem.setVisible(there)

    def turn_to(self, key: str) -> None:
        """Shows another view, as it was left."""
        self.setCurrentWidget(self._view(key))

    def show_place(self, key: str, shown: Shown, district: UUID | None) -> None:
        """Shows one view of a district; no district is the whole city."""
        self._shown, self._district = shown, district
        self.texts.show_place(shown, district)
        self.turn_to(key)
        until = shown.picture.to_on
        if key == TEXTS:
            self._read_figures(shown, district)
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

    def _read_figures(self, shown: Shown, district: UUID | None) -> None:
        until, grains = shown.picture.to_on, dict(self._grains)
        self._desk.query(
            lambda workspace: read_figures(workspace, district, until, grains),
            partial(self._show_figures, district),
            owner=self,
        )
        place = shown.place(district)
        names = {each.district: each.name for each in shown.places if each.district}
        areas = shown.areas if district is None else {**shown.areas, district: district}
        self.figures.show_events(EventPlace(district, place.name if place else "", areas, names))

    def _show_periods(self, indicator: UUID, grain: Grain) -> None:
        """Shows an indicator by periods of another length, for as long as the page is open."""
        self._grains[indicator] = grain
        if self._shown is not None:
            self._read_figures(self._shown, self._district)

    def _show_figures(self, district: UUID | None, found: PlaceFigures) -> None:
        place = self._shown.place(district) if self._shown else None
        if district == self._district and place is not None:
            self.figures.show_figures(place.name, found)

    def _show_comparison(self, shown: Shown, district: UUID | None, fields: tuple[Compared, ...]) -> None:
        if shown is self._shown and district == self._district:
            self.comparison.show_fields(fields, shown.before.picture.title if shown.before else "")

"""Lägesbild: what city and police draw up together, district by district, until both have signed, and its figures."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import lead_focus
from trygg_desktop.desktop.pictures.actions import actions_of
from trygg_desktop.desktop.pictures.comparison import Comparison
from trygg_desktop.desktop.pictures.deciding import Deciding
from trygg_desktop.desktop.pictures.figures import FigureRow
from trygg_desktop.desktop.pictures.head import PROBLEMS, REGISTER, TEXTS
from trygg_desktop.desktop.pictures.layout import PictureLayout
from trygg_desktop.desktop.pictures.map_view import IndicatorMap
from trygg_desktop.desktop.pictures.problems import DrawnProblems
from trygg_desktop.desktop.pictures.reading import (
    Line,
    Shown,
    begin_next,
    count_figures,
    picture_of,
    read_lines,
    read_picture,
)
from trygg_desktop.desktop.pictures.register import FIGURES, INDICATORS, FiguresRegister
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.i18n import N_

_CONCERNED = frozenset(
    {"situation-picture", "picture-part", "picture-signature", "district", "measurement", "indicator"}
)


class PicturesPage(Page):
    """Pictures and districts at the left; texts and figures, map, comparison or problems of the chosen one."""

    subject: ClassVar[str] = "pictures"
    label: ClassVar[str] = N_("Situational picture")
    icon: ClassVar[str] = "chart-line"
    number: ClassVar[int] = 5
    kinds: ClassVar[tuple[str, ...]] = (
        "situation-picture",
        "picture-part",
        "picture-signature",
        INDICATORS,
        FIGURES,
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.lines: tuple[Line, ...] = ()
        self.shown: Shown | None = None
        self._picture: UUID | None = None
        self._district: UUID | None = None
        self._beginning = False
        self._layout = PictureLayout(desk, self)
        self.choice, self.head, self.views = self._layout.choice, self._layout.head, self._layout.views
        self.tabs, self.standing = self.head.tabs, self.head.standing
        self.texts, self.figures = self.views.texts, self.views.figures
        self.deciding = Deciding(desk, lambda: self.shown, lambda: self.refresh(None), self)
        self.empty = self._layout.empty
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._layout)
        lead_focus(self, self.choice.districts)
        self._connect()

    @property
    def map(self) -> IndicatorMap:
        """The districts by indicator."""
        return self.views.map

    @property
    def comparison(self) -> Comparison:
        """The texts beside those of the picture before."""
        return self.views.comparison

    @property
    def problems(self) -> DrawnProblems:
        """What was drawn from the picture."""
        return self.views.problems

    @property
    def register(self) -> FiguresRegister:
        """All indicators and figures."""
        return self.views.register

    def _connect(self) -> None:
        self.choice.picture_chosen.connect(self.choose)
        self.choice.district_chosen.connect(self.choose_district)
        self.choice.new_wanted.connect(self.begin_picture)
        self._layout.begin_wanted.connect(self.begin_picture)
        self._layout.register_wanted.connect(lambda: self.tabs.choose(REGISTER))
        self._layout.import_wanted.connect(self.import_statistics)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self.standing.sign_wanted.connect(self.sign)
        self.standing.take_back_wanted.connect(self.deciding.take_back)
        self.texts.created.connect(self._created)
        self.texts.closed.connect(self._closed)
        self.texts.new_wanted.connect(self.begin_from_shown)
        self.views.district_chosen.connect(self.choose_district)
        self.views.problem_wanted.connect(self._draw_problem_of)
        self.views.import_wanted.connect(self.import_statistics)
        self.figures.figure_wanted.connect(lambda id: self._show_in_register(FIGURES, id))
        self.figures.problem_wanted.connect(self._draw_problem)

    def refresh(self, changes: Changes | None) -> None:
        self.views.refresh(changes)
        if changes is None or changes.kinds & _CONCERNED:
            self.desk.query(read_lines, self._show_lines, owner=self)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        ids = [each.id for each in lines]
        if self._beginning:
            self.choice.show_lines(lines, None)
            return
        if self._picture not in ids:
            self._picture, self._district = (ids[0] if ids else None), None
        self.choice.show_lines(lines, self._picture)
        self.views.tell_pictures(there=bool(ids))
        self._show_filled(bool(ids))
        if self._picture is None:
            self.shown = None
            self.texts.clear()
            self.desk.query(count_figures, self._layout.tell_figures, owner=self)
        else:
            self._read(self._picture)

    def _show_filled(self, filled: bool) -> None:
        """Where there is no picture yet the page says so; figures there may be without one."""
        self._layout.show_filled(filled or self.tabs.key == REGISTER)

    def _read(self, id: UUID) -> None:
        def arrived(shown: Shown | None) -> None:
            if shown is not None and id == self._picture:
                self._show_picture(shown)

        self.desk.query(lambda workspace: read_picture(workspace, id), arrived, owner=self)

    def _show_picture(self, shown: Shown) -> None:
        self.shown = shown
        if shown.place(self._district) is None:
            self._district = None
        self.choice.show_places(shown.places, self._district)
        self.figures.show()
        self._turn()

    def _turn(self) -> None:
        """All figures take the whole width; everything else is of one picture and one place."""
        register = self.tabs.key == REGISTER
        self.choice.setVisible(not register)
        self._show_filled(self.shown is not None or bool(self.lines) or self._beginning)
        if register:
            self.head.show_register()
            self.views.turn_to(REGISTER)
            self.register.begin_to_show()
        else:
            self._show_place()

    def _show_place(self) -> None:
        """Shows what the tab says of the chosen place."""
        shown, key = self.shown, self.tabs.key
        place = shown.place(self._district) if shown else None
        if shown is None or place is None:
            self.views.turn_to(key)
            return
        self.head.show_place(shown, place)
        self.head.chip.setVisible(shown.frozen or key != TEXTS)  # the form has a band of its own
        self.views.show_place(key, shown, self._district)

    def choose(self, picture: UUID, district: UUID | None = None) -> None:
        """Shows a picture; the same district stays chosen where nothing else is said."""
        self._beginning = False
        self._picture = picture
        self._district = district or self._district
        self.choice.pictures.mark(picture)
        self._read(picture)

    def choose_district(self, district: UUID | None) -> None:
        """Shows what the picture says of a district; nothing is the whole city."""
        if district == self._district or self.shown is None or self.shown.place(district) is None:
            return
        self._district = district
        if self._beginning:
            return
        self.choice.districts.mark(district)
        self._turn()

    def begin_picture(self) -> None:
        """Begins a new picture with its title."""
        self._beginning = True
        self.shown = self._picture = self._district = None
        self._layout.show_filled(True)
        self.tabs.choose(TEXTS)
        self.head.show_begun()
        self.figures.hide()
        self.choice.show_lines(self.lines, None)
        self.choice.show_places((), None)
        self.texts.begin_picture()

    def begin_from_shown(self) -> None:
        """Begins a new picture with the texts of the one that is shown."""
        if self.shown is not None:
            under = self.shown.under
            self.desk.command(
                N_("New situational picture"), lambda tx: begin_next(tx, under), self.choose_again
            )

    def choose_again(self, id: UUID) -> None:
        """Shows a picture that has just been written."""
        self._beginning = False
        self._picture = id
        self.refresh(None)

    def _created(self, id: UUID) -> None:
        self.choose_again(id)

    def _closed(self) -> None:
        """Esc leaves the form; a picture that was only begun is let go."""
        if self._beginning:
            self._beginning = False
            self.texts.clear()
            self.refresh(None)
        self.choice.districts.setFocus()

    def sign(self) -> None:
        """Signs for this side what is on the screen, once what was typed last is saved and shown."""
        self.texts.form.leave()
        self.deciding.sign()

    def import_statistics(self) -> None:
        """Opens the window that takes figures in; where there is no picture yet, the register then shows them."""
        from trygg_desktop.desktop.importing.window import ImportWindow

        window = ImportWindow(self.desk, "statistics", parent=self)
        window.imported.connect(lambda _result: self._show_imported())
        window.show()

    def _show_imported(self) -> None:
        if not self.lines and not self._beginning:
            self.tabs.choose(REGISTER)

    def show_record(self, id: UUID) -> None:
        def found(place: tuple[str, UUID | None, UUID | None]) -> None:
            kind, picture, district = place
            if kind in (INDICATORS, FIGURES):
                self._show_in_register(kind, id)
            elif picture is not None:
                self._beginning = False
                self._picture, self._district = picture, district
                self.tabs.choose(TEXTS)
                self.refresh(None)

        self.desk.query(
            lambda workspace: (workspace.get(id).about.name, *picture_of(workspace, id)), found, owner=self
        )

    def _open_register(self) -> None:
        if self._beginning:
            self._closed()
        self.tabs.choose(REGISTER)
        self._turn()

    def _show_in_register(self, kind: str, id: UUID) -> None:
        self._open_register()
        self.register.show_record(kind, id)

    def new_kinds(self) -> list[str]:
        if self.tabs.key == REGISTER:
            first = self.register.kind
            return [first, *(kind for kind in (FIGURES, INDICATORS) if kind != first), "situation-picture"]
        return ["situation-picture", "problem", INDICATORS, FIGURES]

    def begin_new(self, kind: str) -> None:
        if kind in (INDICATORS, FIGURES):
            self._open_register()
            self.register.begin(kind)
        elif kind == SituationPicture.about.name or self.shown is None:
            self.begin_picture()
        else:
            self._begin_problem()

    def _begin_problem(self, **values: Any) -> None:
        self.tabs.choose(PROBLEMS)
        self._turn()
        self.problems.begin(**values)

    def _draw_problem(self, row: FigureRow) -> None:
        """A problem that rests on a figure says which, and where the figure was read."""
        self._begin_problem(indicators=[row.indicator], sources=row.source or None)

    def _draw_problem_of(self, indicator: UUID) -> None:
        if self.shown is not None:
            self._begin_problem(indicators=[indicator])

    def actions_here(self) -> list[Action]:
        return actions_of(self)

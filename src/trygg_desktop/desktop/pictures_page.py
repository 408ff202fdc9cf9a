"""Lägesbild: what city and police draw up together, district by district, until both have signed, and its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import EmptyPage, Words, lead_focus
from trygg_desktop.desktop.pictures.choice import PictureChoice
from trygg_desktop.desktop.pictures.figures import FigureRow
from trygg_desktop.desktop.pictures.head import COMPARE, MAP, PROBLEMS, REGISTER, TEXTS, PictureHead
from trygg_desktop.desktop.pictures.place_views import PlaceViews
from trygg_desktop.desktop.pictures.reading import (
    Line,
    Shown,
    begin_next,
    picture_of,
    read_lines,
    read_picture,
)
from trygg_desktop.desktop.pictures.register import FIGURES, INDICATORS
from trygg_desktop.desktop.presence.hairline import Hairline
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.exchange.signing import SIGN, TAKE_BACK, sign_in, take_back_in
from trygg_desktop.i18n import N_, _

WAIT = 20
"""Milliseconds between two looks whether what was typed is saved and shown."""
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
        self.choice = PictureChoice()
        self.head = PictureHead()
        self.tabs, self.standing = self.head.tabs, self.head.standing
        self.views = views = PlaceViews(desk)
        self.texts, self.figures, self.map = views.texts, views.figures, views.map
        self.comparison, self.problems, self.register = views.comparison, views.problems, views.register
        self.empty = EmptyPage(
            _("Here stands what crime looks like in the city, district by district, and what it means."),
            _("New situational picture"),
            _("Indicators and measurements"),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.head)
        right.addWidget(Hairline())
        right.addWidget(self.views, 1)
        self._filled = QWidget()
        row = QHBoxLayout(self._filled)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.choice)
        row.addLayout(right, 1)
        around = QWidget()
        margins = QVBoxLayout(around)
        margins.setContentsMargins(32, 14, 24, 10)
        margins.addWidget(Words(_("Situational picture"), "page"))
        margins.addWidget(self.empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._filled)
        self._stack.addWidget(around)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        lead_focus(self, self.choice.districts)

    def _connect(self) -> None:
        self.choice.picture_chosen.connect(self.choose)
        self.choice.district_chosen.connect(self.choose_district)
        self.choice.new_wanted.connect(self.begin_picture)
        self.empty.button_pressed.connect(self.begin_picture)
        self.empty.link_pressed.connect(lambda: self.tabs.choose(REGISTER))
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self.standing.sign_wanted.connect(self.sign)
        self.standing.take_back_wanted.connect(self.take_back)
        self.texts.created.connect(self._created)
        self.texts.closed.connect(self._closed)
        self.texts.new_wanted.connect(self.begin_from_shown)
        self.map.district_chosen.connect(self.choose_district)
        self.figures.figure_wanted.connect(lambda id: self._show_in_register(FIGURES, id))
        self.figures.problem_wanted.connect(self._draw_problem)
        self.register.problem_wanted.connect(self._draw_problem_of)

    # --- the state of things ------------------------------------------------------------------------------

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
        self.register.latest.problem.setVisible(bool(ids))
        self._show_filled(bool(ids))
        if self._picture is None:
            self.shown = None
            self.texts.clear()
        else:
            self._read(self._picture)

    def _show_filled(self, filled: bool) -> None:
        """Where there is no picture yet the page says so; figures there may be without one."""
        self._stack.setCurrentIndex(0 if filled or self.tabs.key == REGISTER else 1)

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

    # --- choosing and beginning ---------------------------------------------------------------------------

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
        self._stack.setCurrentIndex(0)
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

    # --- signing ------------------------------------------------------------------------------------------

    def sign(self) -> None:
        """Signs for this side what is on the screen, once what was typed last is saved and shown."""
        self.texts.form.leave()
        QTimer.singleShot(0, self, self._sign_when_settled)

    def _sign_when_settled(self) -> None:
        if not self.desk.settled():
            QTimer.singleShot(WAIT, self, self._sign_when_settled)
        elif self.shown is not None and self.shown.picture.id is not None:
            self._sign(self.shown.picture.id, self.shown.under.fingerprint)

    def _sign(self, id: UUID, fingerprint: str) -> None:
        workspace = self.desk.workspace

        def failed(error: BaseException) -> None:
            self.desk.fault(error)
            self.refresh(None)

        self.desk.command(SIGN, lambda tx: sign_in(tx, workspace, id, shown=fingerprint), failed=failed)

    def take_back(self) -> None:
        """Takes back what was decided, so that the picture can be changed; Ctrl+Z decides it again."""
        if self.shown is not None and self.shown.picture.id is not None:
            workspace, id = self.desk.workspace, self.shown.picture.id
            self.desk.command(TAKE_BACK, lambda tx: take_back_in(tx, workspace, id))

    # --- what the window asks -----------------------------------------------------------------------------

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
        def going(key: str) -> Callable[[], None]:
            return lambda: self.tabs.choose(key)

        return [
            Action("sign-picture", _("Sign the situational picture"), self.sign),
            Action("picture-map", _("Show the districts by indicator"), going(MAP)),
            Action("compare-pictures", _("Compare with the picture before"), going(COMPARE)),
            Action("picture-figures", _("Show all indicators and measurements"), going(REGISTER)),
            Action("figure-problem", _("New problem from this figure"), self.figures.draw_problem),
            Action("next-picture", _("New picture from this one"), self.begin_from_shown),
        ]

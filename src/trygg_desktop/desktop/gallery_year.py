"""What the pictures show of the council's year: every view of Lägesbild and Åtgärder, and the forms of their kinds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QScrollArea

from trygg_desktop.desktop.gallery_stage import Scene, Stage
from trygg_desktop.desktop.measures.views import BOARD, CHAIN, GOALS, LOOKS, PILOTS, TABLE
from trygg_desktop.desktop.measures_page import MeasuresPage
from trygg_desktop.desktop.pictures.head import COMPARE, MAP, PROBLEMS, REGISTER, TEXTS
from trygg_desktop.desktop.pictures.register import FIGURES, INDICATORS
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.desktop.today.law_rows import FoldRow
from trygg_desktop.domain.figures import Measurement
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Record

PICTURE_VIEWS = (MAP, COMPARE, PROBLEMS, REGISTER)
MEASURE_VIEWS = (BOARD, CHAIN, GOALS, PILOTS, LOOKS)
_FORMS: tuple[type[Record], ...] = (Problem, Cause, Goal, FollowUp, Evaluation)


def _pictures(name: str, play: Callable[[Stage, PicturesPage], None]) -> Scene:
    def run(stage: Stage) -> None:
        page = stage.page("pictures")
        assert isinstance(page, PicturesPage)
        _latest(stage, page)
        play(stage, page)

    return Scene(f"pictures-{name}", run)


def _measures(name: str, play: Callable[[Stage, MeasuresPage], None]) -> Scene:
    def run(stage: Stage) -> None:
        page = stage.page("measures")
        assert isinstance(page, MeasuresPage)
        page.tabs.choose(TABLE)
        stage.settle()
        play(stage, page)

    return Scene(f"measures-{name}", run)


def _latest(stage: Stage, page: PicturesPage) -> None:
    """The texts of the latest picture, where every scene begins."""
    page.tabs.choose(TEXTS)
    if page.lines:
        page.choose(page.lines[0].id)
    stage.settle()


def _in_district(stage: Stage, page: PicturesPage) -> None:
    """The first district of which the picture says something."""
    places = page.shown.places if page.shown else ()
    written = next((each.district for each in places if each.district and each.written), None)
    page.choose_district(written)
    stage.settle()


def _decided(stage: Stage, page: PicturesPage) -> None:
    if page.lines:
        page.choose(page.lines[-1].id)
        stage.settle()
        _in_district(stage, page)


def _signed(stage: Stage, page: PicturesPage) -> None:
    if page.shown is not None and page.shown.to_sign:
        page.sign()
        stage.settle()


def _begun(stage: Stage, page: PicturesPage) -> None:
    page.begin_picture()


def _picture_view(key: str) -> Scene:
    def play(stage: Stage, page: PicturesPage) -> None:
        if key == PROBLEMS:
            _decided(stage, page)
        else:
            _in_district(stage, page)
        page.tabs.choose(key)

    return _pictures(key, play)


def _figures(stage: Stage, page: PicturesPage) -> None:
    """Every figure, the first of them in its form."""
    page.begin_new(FIGURES)
    stage.settle()
    _show_first(stage, page, Measurement)


def _new_indicator(stage: Stage, page: PicturesPage) -> None:
    page.begin_new(INDICATORS)


def _show_first(stage: Stage, page: PicturesPage | MeasuresPage, kind: type[Record]) -> None:
    for record in stage.desk.workspace.records(kind, limit=1):
        assert record.id is not None
        page.show_record(record.id)
        stage.settle()


def _measure_view(key: str) -> Scene:
    return _measures(key, lambda _stage, page: page.tabs.choose(key))


def _form(kind: type[Record]) -> Scene:
    return _measures(f"form-{kind.about.name}", lambda stage, page: _show_first(stage, page, kind))


def _before_and_after(stage: Stage, page: MeasuresPage) -> None:
    """A measure that has begun, at the place in its form where one sees what became of it."""
    begun = [each for each in stage.desk.workspace.records(Measure) if each.from_on and each.indicators]
    for measure in begun:
        assert measure.id is not None
        page.show_record(measure.id)
        stage.settle()
        if page.form.effects.charts:
            page.form.show_section(page.form.effects)
            return


def _law_unfolded(stage: Stage) -> None:
    """What is in place by law with the records behind it, or all that the law asks for, scrolled into view."""
    page = stage.page("today")
    stage.settle()
    for fold in page.findChildren(FoldRow):
        if not fold.isChecked():
            fold.click()
            stage.settle()
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    stage.settle()


LAW_UNFOLDED = Scene("today-law", _law_unfolded)

YEAR_SCENES: tuple[Scene, ...] = (
    LAW_UNFOLDED,
    _pictures("district", _in_district),
    _pictures("decided", _decided),
    _pictures("new", _begun),
    *(_picture_view(key) for key in PICTURE_VIEWS),
    _pictures("figures", _figures),
    _pictures("new-indicator", _new_indicator),
    _pictures("signed", _signed),
    *(_measure_view(key) for key in MEASURE_VIEWS),
    *(_form(kind) for kind in _FORMS),
    _measures("before-and-after", _before_and_after),
)
"""With a council."""

EMPTY_YEAR_SCENES: tuple[Scene, ...] = (
    LAW_UNFOLDED,
    _picture_view(REGISTER),
    *(_measure_view(key) for key in MEASURE_VIEWS),
)
"""In a workspace where nothing is written yet."""

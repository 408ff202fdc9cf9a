"""The council's year in one window: from a figure to a problem, its cause, a measure, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlmodel import col

from tests.desktop.council import TODAY, district
from tests.desktop.test_a_day import CTRL, Day
from tests.support import only_workspace
from trygg_desktop import i18n
from trygg_desktop.desktop import preferences, theme
from trygg_desktop.desktop.measures_page import MeasuresPage
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.subjects import subject_of
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.insight.charts.before_after import BeforeAfter
from trygg_desktop.workspace import Transaction

BACKBY = district("backby")
SAFE = "Trygga utomhus på kvällen"


def write_the_picture(tx: Transaction) -> None:
    """A picture in work, and three years of one indicator in Bäckby and in the whole city."""
    safe = tx.create(Indicator, name=SAFE, unit="procent", measured="share", better="higher")
    for year, here, city in ((2024, 63.0, 71.0), (2025, 58.0, 71.0), (2026, 64.0, 72.0)):
        for place, value, n in ((BACKBY, here, 220), (None, city, 2200)):
            tx.create(
                Measurement,
                indicator=safe,
                district=place,
                period=str(year),
                value=value,
                n=n,
                source=f"Trygghetsmätningen {year}",
            )
    picture = tx.create(SituationPicture, title="Lägesbilden 2026", period="2026")
    tx.create(PicturePart, picture=picture, district=BACKBY, survey="Mörkt kring torget")
    tx.create(Goal, title="Fler trygga på kvällen", indicator=safe, target=70.0)


@contextmanager
def a_year(folder: Path) -> Iterator[Day]:
    """The window over a council with a picture; a fault on the way fails the test."""
    with only_workspace(folder) as workspace:
        with workspace.transaction("Test") as tx:
            write_the_picture(tx)
        day = Day(workspace, folder)
        yield day
        day.settle()
        day.window.close()
        day.until(lambda: not day.window.isVisible())
        day.window.deleteLater()
        assert not day.faults


@pytest.fixture
def year(tmp_path: Path, qapp: QApplication) -> Iterator[Day]:
    """A year of the test's own."""
    theme.apply(qapp, "light")
    with a_year(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def one_year(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Day]:
    """A year with a problem, for all tests that write nothing and go by themselves to what they look at."""
    folder = tmp_path_factory.mktemp("year")
    i18n.set_language("sv")
    theme.apply(qapp, "light")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preferences, "file", lambda: folder / "preferences.json")
        with a_year(folder) as made:
            with made.desk.workspace.transaction("Test") as tx:
                tx.create(Problem, title="Otrygghet vid torget")
            yield made


def picture_page(year: Day) -> PicturesPage:
    """Lägesbild, gone to by its key, with Bäckby chosen by the arrow keys."""
    year.key(Qt.Key.Key_5, CTRL)
    year.settle()
    page = year.window.page("pictures")
    assert isinstance(page, PicturesPage)
    assert page.choice.districts.hasFocus()
    while page.head.title.text() != "Bäckby":
        year.key(Qt.Key.Key_Down)
    return page


def write_a_new(year: Day, form: RecordForm, title: str) -> None:
    """Writes where the keyboard already stands, and leaves the field."""
    year.settle()
    assert form.isAncestorOf(year.window.focusWidget())
    year.write(title)
    year.key(Qt.Key.Key_Tab)
    year.until(lambda: form.record_id is not None)
    year.settle()


def fill_in(year: Day, form: RecordForm, field: str, text: str) -> None:
    """Writes in another field and leaves it."""
    form.focus_field(field)
    year.write(text)
    year.key(Qt.Key.Key_Tab)


def test_from_a_figure_to_what_became_of_the_measure(year: Day) -> None:
    workspace, page = year.desk.workspace, picture_page(year)
    (indicator,) = workspace.records(Indicator)

    year.click(page.figures.problem)
    write_a_new(year, page.problems.form, "Otrygghet vid torget")
    (problem,) = workspace.records(Problem)
    assert (list(problem.indicators), list(problem.districts)) == ([indicator.id], [BACKBY])

    year.click(page.problems.causes.next)
    measures = year.window.page("measures")
    assert isinstance(measures, MeasuresPage)
    assert measures.isVisible()
    assert measures.form.record_id == problem.id

    year.click(measures.form.under["problem"].next)
    write_a_new(year, measures.form, "Trasiga lampor")
    (cause,) = workspace.records(Cause)
    assert (cause.problem, cause.number) == (problem.id, 1)

    year.click(measures.form.under["cause"].next)
    write_a_new(year, measures.form, "Ny belysning")
    fill_in(year, measures.form, "from_on", "2026-01-01")
    (measure,) = workspace.records(Measure)
    assert (measure.cause, list(measure.districts)) == (cause.id, [BACKBY])

    year.click(measures.form.follow_ups.next)
    write_a_new(year, measures.form, "Alla lampor lyser")
    (follow_up,) = workspace.records(FollowUp)
    assert (follow_up.measure, follow_up.on) == (measure.id, TODAY)

    (chart,) = [pane.view.chart for pane in measures.form.effects.charts]
    assert isinstance(chart, BeforeAfter)
    assert (chart.treated.name, chart.treated.before.amount, chart.treated.after.amount) == ("Bäckby", 58, 64)
    assert chart.comparison is not None
    assert (chart.comparison.before.amount, chart.comparison.after.amount) == (71, 72)


def test_the_same_way_goes_by_keyboard_alone(year: Day) -> None:
    page = picture_page(year)
    walk_to(year, page.figures.problem)
    year.key(Qt.Key.Key_Space)
    write_a_new(year, page.problems.form, "Otrygghet vid torget")
    walk_to(year, page.problems.causes.next)
    year.key(Qt.Key.Key_Space)
    measures = year.window.page("measures")
    assert isinstance(measures, MeasuresPage)
    for kind, title in (("problem", "Trasiga lampor"), ("cause", "Ny belysning"), ("measure", "Alla lyser")):
        year.settle()
        measures.form.setFocus()
        walk_to(year, measures.form.under[kind].next)
        year.key(Qt.Key.Key_Space)
        write_a_new(year, measures.form, title)
    assert [each.text for each in year.desk.workspace.records(FollowUp)] == ["Alla lyser"]


def walk_to(year: Day, wanted: object) -> None:
    """Tab by Tab, until the keyboard stands on something."""
    for _step in range(120):
        if year.window.focusWidget() is wanted:
            return
        year.key(Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def test_an_evaluation_begins_with_the_figures_of_a_chart(year: Day) -> None:
    with year.desk.workspace.transaction("Test") as tx:
        (indicator,) = year.desk.workspace.records(Indicator)
        begun = tx.create(
            Measure,
            title="Ny belysning",
            from_on=date(2026, 1, 1),
            districts=[BACKBY],
            indicators=[indicator.id],
        )
    year.desk.open(begun)
    year.settle()
    measures = year.window.page("measures")
    assert isinstance(measures, MeasuresPage)
    measures.form.effects.links[0].click()
    write_a_new(year, measures.form, "Ett år med ny belysning")
    (made,) = year.desk.workspace.records(KINDS.by_name["evaluation"])
    values = made.before_period, made.before, made.before_n, made.after_period, made.after, made.after_n
    assert values == ("2025", 58, 220, "2026", 64, 220)
    assert made.measure == begun


NOWHERE = {"attachment", "link"}
"""Kinds that are shown with what they belong to."""


def test_every_kind_of_record_is_at_home_on_a_page() -> None:
    assert {kind for kind in KINDS.by_name if subject_of(kind) is None} == NOWHERE


@pytest.mark.parametrize(
    "kind", ["indicator", "measurement", "situation-picture", "problem", "goal", "picture-part"]
)
def test_a_record_that_is_found_opens_in_its_form(one_year: Day, kind: str) -> None:
    (record, *_rest) = one_year.desk.workspace.records(KINDS.by_name[kind])
    assert record.id is not None
    one_year.desk.open(record.id)
    one_year.settle()
    assert one_year.form().record_id == record.id


@pytest.mark.parametrize("kind", ["indicator", "measurement", "measure", "problem", "goal", "follow-up"])
def test_a_new_record_begins_on_its_page_with_the_keyboard_in_it(one_year: Day, kind: str) -> None:
    one_year.window.create_record(kind)
    one_year.settle()
    form = one_year.form()
    assert form.record is not None and form.record.about.name == kind
    assert form.isAncestorOf(one_year.window.focusWidget())


def test_search_finds_an_indicator_and_enter_opens_it(one_year: Day) -> None:
    assert SAFE in one_year.find("utomhus på kväll")
    (indicator,) = one_year.desk.workspace.records(Indicator, col(Indicator.name) == SAFE)
    one_year.settle()
    assert one_year.form().record_id == indicator.id

"""Figures come to Lägesbild from a file, with where they were read, and the events of the police are counted there."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desktop.council import district
from tests.desktop.pages import desk_over, on_screen, settle
from tests.desktop.pictures.conftest import TODAY
from trygg_desktop.desktop.importing.sources import STATISTICS
from trygg_desktop.desktop.importing.window import ImportWindow
from trygg_desktop.desktop.pictures.head import REGISTER
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.workspace import Workspace

BACKBY = district("backby")
SEEN = "Indikator;Område;Period;Värde;Antal svar\nSer vuxna på torget;Bäckby;2026;61;205\n"


def imported(page: PicturesPage, qtbot: QtBot, file: Path) -> None:
    """Takes a file in through the window that the page opens."""
    file.write_text(SEEN, encoding="utf-8-sig")
    page.import_statistics()
    (window,) = page.findChildren(ImportWindow)
    assert window.choice.source is STATISTICS
    for step in (lambda: window.open_file(file), window.take_in):
        step()
        qtbot.waitUntil(lambda: window.settled and page.desk.settled())
    window.close()
    settle(qtbot, page.desk)


def test_an_imported_figure_is_shown_with_its_file_day_and_person(
    page: PicturesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.choose_district(BACKBY)
    settle(qtbot, page.desk)
    imported(page, qtbot, tmp_path / "vuxna.csv")
    names = [row.name for row in page.figures.rows.rows]
    page.figures.table.selectRow(names.index("Ser vuxna på torget"))
    assert "Inläst från vuxna.csv, " in page.figures.detail.text()
    assert page.desk.workspace.me.name in page.figures.detail.text()


def test_figures_taken_in_before_there_is_a_picture_are_in_the_register(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_over(workspace, TODAY) as desk:
        page = on_screen(qtbot, PicturesPage(desk))
        imported(page, qtbot, tmp_path / "vuxna.csv")
        assert page.tabs.key == REGISTER
        assert page.register.isVisible()


def test_the_import_is_one_of_the_pages_actions(page: PicturesPage) -> None:
    assert "import-statistics" in [action.id for action in page.actions_here()]
    assert not page.figures.bring.isHidden()


def test_a_district_tells_its_police_events_and_how_many_nobody_could_place(
    page: PicturesPage, qtbot: QtBot
) -> None:
    page.choose_district(BACKBY)
    settle(qtbot, page.desk)
    told = page.figures.events.words.text()
    assert "Bäckby" in told
    assert "%" in told


def test_only_the_map_that_is_shown_is_drawn_and_another_period_is_drawn_when_chosen(
    page: PicturesPage, qtbot: QtBot
) -> None:
    page.tabs.choose("map")
    settle(qtbot, page.desk)
    assert page.map.chart is not None
    latest = page.map.chart.view.chart
    page.map.period.setCurrentIndex(1)
    settle(qtbot, page.desk)
    assert page.map.period.currentIndex() == 1
    assert page.map.chart.view.chart != latest

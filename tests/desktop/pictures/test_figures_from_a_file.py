"""Figures come to Lägesbild from a file, with where they were read, and the events of the police are counted there."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desktop.council import district
from tests.desktop.pages import desk_over, on_screen, settle
from tests.desktop.pictures.conftest import TODAY
from trygg_desktop.desktop.importing.sources import STATISTICS
from trygg_desktop.desktop.importing.window import ImportWindow
from trygg_desktop.desktop.parts import LinkLabel
from trygg_desktop.desktop.pictures.head import REGISTER
from trygg_desktop.desktop.pictures.register import FIGURES
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.domain.figures import Indicator, Measurement
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


def test_the_import_is_one_of_the_pages_actions(seen: PicturesPage) -> None:
    assert "import-statistics" in [action.id for action in seen.actions_here()]
    assert not seen.figures.bring.isHidden()


def test_a_district_tells_its_police_events_and_how_many_nobody_could_place(
    seen: PicturesPage, qtbot: QtBot
) -> None:
    seen.choose_district(BACKBY)
    settle(qtbot, seen.desk)
    told = seen.figures.events.words.text()
    assert "Bäckby" in told
    assert "%" in told


def test_only_the_map_that_is_shown_is_drawn_and_another_period_is_drawn_when_chosen(
    seen: PicturesPage, qtbot: QtBot
) -> None:
    seen.tabs.choose("map")
    settle(qtbot, seen.desk)
    assert seen.map.chart is not None
    latest = seen.map.chart.view.chart
    seen.map.period.setCurrentIndex(1)
    settle(qtbot, seen.desk)
    assert seen.map.period.currentIndex() == 1
    assert seen.map.chart.view.chart != latest


def test_withheld_missing_and_zero_are_told_apart_in_the_list_of_figures(
    page: PicturesPage, qtbot: QtBot
) -> None:
    with page.desk.workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Ser vuxna på torget")
        for year, value, mark in ((2023, None, "suppressed"), (2024, None, "missing"), (2025, 0.0, None)):
            tx.create(Measurement, indicator=indicator, period=str(year), value=value, mark=mark)
    page.tabs.choose(REGISTER)
    page.register.tabs.choose(FIGURES)
    page.register.narrow_to(indicator)
    settle(qtbot, page.desk)
    lines = page.register.pane(FIGURES).list.lines
    shown = {
        tuple(lines.index(row, lines.names.index(name)).data() for name in ("period", "value", "district"))
        for row in range(lines.rowCount())
    }
    assert shown == {
        ("2023", "..", "Hela staden"), ("2024", "×", "Hela staden"), ("2025", "0", "Hela staden"),
    }  # fmt: skip


def test_figures_of_longer_periods_are_told_of_and_drawn_when_asked_for(
    page: PicturesPage, qtbot: QtBot
) -> None:
    with page.desk.workspace.transaction("Test") as tx:
        thefts = tx.create(Indicator, name="Anmälda stölder", measured="count")
        for period, value in (("kv 1 2025", 30), ("kv 2 2025", 40), ("2025", 150)):
            tx.create(Measurement, indicator=thefts, district=BACKBY, period=period, value=value)
    page.choose_district(BACKBY)
    settle(qtbot, page.desk)
    view = page.figures
    names = [row.name for row in view.rows.rows]
    view.table.selectRow(names.index("Anmälda stölder"))
    assert view.chosen is not None and view.chosen.value == "40"
    [link] = view.others.links
    assert (link.text(), link.isVisible()) == ("Det finns också siffror per år", True)
    link.click()
    settle(qtbot, page.desk)
    assert view.chosen is not None and view.chosen.value == "150"
    assert [each.text() for each in view.others.links] == ["Det finns också siffror per kvartal"]
    view.table.selectRow(names.index("Anmälda stölder") - 1)
    assert not view.others.links


def test_figures_that_wait_for_a_period_are_told_of(page: PicturesPage, qtbot: QtBot) -> None:
    page.choose_district(BACKBY)
    settle(qtbot, page.desk)
    assert not page.figures.undated.isVisible()
    with page.desk.workspace.transaction("Test") as tx:
        thefts = tx.create(Indicator, name="Anmälda stölder", measured="count")
        tx.create(Measurement, indicator=thefts, district=BACKBY, value=30)
    page.refresh(None)
    settle(qtbot, page.desk)
    assert page.figures.undated.isVisible()
    assert page.figures.undated.text().startswith("1 siffra väntar på en period")


def test_a_page_without_pictures_tells_how_many_figures_are_here_and_leads_there(
    workspace: Workspace, qtbot: QtBot
) -> None:
    with workspace.transaction("Test") as tx:
        thefts = tx.create(Indicator, name="Anmälda stölder")
        for year in ("2024", "2025"):
            tx.create(Measurement, indicator=thefts, period=year, value=30)
    with desk_over(workspace, TODAY) as desk:
        page = on_screen(qtbot, PicturesPage(desk))
        settle(qtbot, desk)
        [link] = [each for each in page.findChildren(LinkLabel) if each.text().startswith("2 mätvärden")]
        assert link.isVisible()
        link.click()
        assert page.tabs.key == REGISTER

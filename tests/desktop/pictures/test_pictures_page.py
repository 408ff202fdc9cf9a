"""Lägesbild in the window: texts by district, figures beside them, signing, a decided picture, and what follows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.council import district
from tests.desktop.pages import desk_over, on_screen, settle
from tests.desktop.pictures.conftest import TODAY
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.pictures.figures import FigureRow
from trygg_desktop.desktop.pictures.head import COMPARE, MAP, PROBLEMS, REGISTER, TEXTS
from trygg_desktop.desktop.pictures.reading import read_lines
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.domain.figures import Measurement
from trygg_desktop.domain.pictures import PicturePart, PictureSignature, SituationPicture
from trygg_desktop.domain.problems import Problem
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import TryggError
from trygg_desktop.workspace import Workspace

BACKBY, BJURHOVDA = district("backby"), district("bjurhovda")


def go(page: PicturesPage, qtbot: QtBot, place: UUID | None, tab: str = TEXTS) -> None:
    """Chooses a district and a tab, and waits."""
    page.choose_district(place)
    page.tabs.choose(tab)
    settle(qtbot, page.desk)


def write(page: PicturesPage, qtbot: QtBot, field: str, text: str) -> None:
    """Types a text into a field and leaves it."""
    body = page.texts.form.body
    row = body.row(field) if body else None
    assert row is not None
    row.editor.take_text(text)
    row.editor.left.emit()
    settle(qtbot, page.desk)


def part(page: PicturesPage, place: UUID) -> PicturePart | None:
    """What the file holds about a district in the picture that is shown."""
    assert page.shown is not None
    where = (col(PicturePart.picture) == page.shown.picture.id, col(PicturePart.district) == place)
    found = page.desk.workspace.records(PicturePart, *where)
    return found[0] if found else None


def show_decided(page: PicturesPage, qtbot: QtBot) -> UUID:
    """Shows the picture that is decided."""
    decided = page.lines[-1].id
    page.choose(decided)
    settle(qtbot, page.desk)
    return decided


def test_the_page_begins_with_the_latest_picture_and_the_whole_city(page: PicturesPage) -> None:
    assert [line.words for line in page.lines] == ["I arbete", "Beslutad"]
    assert page.head.title.text() == "Hela staden"
    assert page.texts.form.record_id == page.lines[0].id


def test_a_district_shows_its_texts_and_figures_with_sample_and_source(
    seen: PicturesPage, qtbot: QtBot
) -> None:
    go(seen, qtbot, BACKBY)
    there = part(seen, BACKBY)
    assert there is not None
    assert seen.texts.form.record_id == there.id
    safe = next(row for row in seen.figures.rows.rows if row.name.startswith("Känner sig trygga ute"))
    assert (safe.value, safe.n, safe.before) == ("58\N{NO-BREAK SPACE}%", "214", "63\N{NO-BREAK SPACE}%")
    assert "Trygghetsmätningen" in safe.source


def test_the_chart_follows_the_indicator_that_is_chosen(seen: PicturesPage, qtbot: QtBot) -> None:
    go(seen, qtbot, BACKBY)
    seen.figures.table.selectRow(2)
    assert seen.figures.chart is not None
    row = seen.figures.rows.rows[2]
    assert seen.figures.chart.view.chart == row.chart
    assert row.period in seen.figures.detail.text()
    assert f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{row.n}" in seen.figures.detail.text()


def test_a_decided_picture_shows_no_figure_from_after_its_last_day(seen: PicturesPage, qtbot: QtBot) -> None:
    show_decided(seen, qtbot)
    go(seen, qtbot, BACKBY)
    assert seen.figures.rows.rows
    assert not [row for row in seen.figures.rows.rows if "2026" in row.period]


def test_a_text_is_saved_by_itself_and_undone(page: PicturesPage, qtbot: QtBot) -> None:
    go(page, qtbot, BACKBY)
    earlier = part(page, BACKBY)
    write(page, qtbot, "analysis", "Tomma lokaler är en orsak.")
    changed = part(page, BACKBY)
    assert changed is not None
    assert changed.analysis == "Tomma lokaler är en orsak."
    page.desk.undo()
    settle(qtbot, page.desk)
    again = part(page, BACKBY)
    assert earlier is not None
    assert again is not None
    assert again.analysis == earlier.analysis


def test_a_district_comes_into_the_picture_with_its_first_text(page: PicturesPage, qtbot: QtBot) -> None:
    go(page, qtbot, BJURHOVDA)
    assert part(page, BJURHOVDA) is None
    write(page, qtbot, "survey", "Få anmälda brott.")
    made = part(page, BJURHOVDA)
    assert made is not None
    assert made.survey == "Få anmälda brott."
    assert page.texts.form.record_id == made.id


def test_signing_is_shown_in_words_and_asked_for_once(page: PicturesPage, qtbot: QtBot) -> None:
    page.standing.button.click()
    settle(qtbot, page.desk, lambda: page.standing.button.isHidden())
    assert page.desk.workspace.count(PictureSignature, col(PictureSignature.picture) == page.lines[0].id) == 1
    assert "Kommunen undertecknade" in page.standing.words[Side.MUNICIPALITY].text()
    assert page.standing.words[Side.POLICE].text() == "Polisen har inte undertecknat"
    assert page.lines[0].words == "Godkänd av kommunen"


def test_after_a_change_the_signature_is_told_to_be_under_an_earlier_wording(
    page: PicturesPage, qtbot: QtBot
) -> None:
    page.standing.button.click()
    settle(qtbot, page.desk, lambda: page.standing.button.isHidden())
    go(page, qtbot, BACKBY)
    write(page, qtbot, "analysis", "En ny bedömning.")
    assert "gäller tidigare lydelse" in page.standing.words[Side.MUNICIPALITY].text()
    assert not page.standing.button.isHidden()
    assert "tidigare lydelse" in page.lines[0].words


def test_what_is_being_typed_is_saved_before_it_is_signed(page: PicturesPage, qtbot: QtBot) -> None:
    go(page, qtbot, BACKBY)
    body = page.texts.form.body
    row = body.row("analysis") if body else None
    assert row is not None
    row.editor.take_text("Skrivet i sista stund.")
    page.standing.button.click()
    settle(qtbot, page.desk, lambda: page.standing.button.isHidden())
    there = part(page, BACKBY)
    assert there is not None
    assert there.analysis == "Skrivet i sista stund."


def test_a_picture_that_changed_behind_the_screen_is_not_signed(council: Workspace, qtbot: QtBot) -> None:
    desk = Desk(council, TODAY)
    faults: list[TryggError] = []
    desk.faulted.connect(faults.append)
    page = on_screen(qtbot, PicturesPage(desk))
    with council.transaction("Test") as tx:
        tx.change(page.lines[0].id, analysis="Skrivet av någon annan.")
    page.sign()
    qtbot.waitUntil(lambda: bool(faults))
    settle(qtbot, desk)
    desk.courier.stop()
    assert [fault.id for fault in faults] == ["picture-changed"]
    assert council.count(PictureSignature, col(PictureSignature.picture) == page.lines[0].id) == 0


def test_a_decided_picture_can_only_be_read_and_says_the_way_on(seen: PicturesPage, qtbot: QtBot) -> None:
    show_decided(seen, qtbot)
    go(seen, qtbot, BACKBY)
    assert seen.texts.currentWidget() is seen.texts.decided
    assert seen.texts.form.is_empty
    assert "beslutad" in seen.texts.decided.notice.text()
    assert "gångtunneln" in seen.texts.decided.texts["survey"].text()
    assert seen.standing.button.isHidden()


def test_a_new_picture_begins_from_the_decided_one(page: PicturesPage, qtbot: QtBot) -> None:
    decided = show_decided(page, qtbot)
    page.texts.decided.way_on.click()
    settle(qtbot, page.desk)
    assert page.shown is not None
    assert page.shown.picture.previous == decided
    assert not page.shown.frozen
    go(page, qtbot, BACKBY, COMPARE)
    assert "Lägesbilden 2025" in page.comparison.told.text()
    assert page.comparison.texts["survey"].accessibleDescription() == "Oförändrat"


def test_what_differs_from_the_picture_before_is_marked(seen: PicturesPage, qtbot: QtBot) -> None:
    go(seen, qtbot, BACKBY, COMPARE)
    sources = seen.comparison.texts["sources"]
    assert "<s" in sources.text()
    assert "<u" in sources.text()
    assert sources.accessibleDescription() == "Borttaget: 2025. Tillagt: 2026."


def test_a_district_is_chosen_on_the_map_of_an_indicator(seen: PicturesPage, qtbot: QtBot) -> None:
    go(seen, qtbot, None, MAP)
    chart = seen.map.chart
    assert chart is not None
    assert len(chart.view.chart.sheet().rows) > 15
    assert seen.map.period.count() > 1
    chart.opened.emit(BACKBY)
    settle(qtbot, seen.desk)
    assert seen.head.title.text() == "Bäckby"


def test_a_problem_drawn_from_the_picture_names_it_and_the_district(page: PicturesPage, qtbot: QtBot) -> None:
    go(page, qtbot, BACKBY, PROBLEMS)
    page.problems.new.click()
    settle(qtbot, page.desk)
    body = page.problems.pane.form.body
    row = body.row("title") if body else None
    assert row is not None
    row.editor.take_text("Mörkt i gångtunneln")
    row.editor.left.emit()
    settle(qtbot, page.desk)
    (made,) = page.desk.workspace.records(Problem, col(Problem.title) == "Mörkt i gångtunneln")
    assert made.picture == page.lines[0].id
    assert made.districts == (BACKBY,)


def test_the_problems_of_a_picture_are_listed(seen: PicturesPage, qtbot: QtBot) -> None:
    decided = show_decided(seen, qtbot)
    go(seen, qtbot, None, PROBLEMS)
    assert len(seen.problems.list.shown()) == seen.desk.workspace.count(
        Problem, col(Problem.picture) == decided
    )


def test_a_record_of_a_picture_is_shown_where_it_stands(seen: PicturesPage, qtbot: QtBot) -> None:
    decided = seen.lines[-1].id
    where = (col(PicturePart.picture) == decided, col(PicturePart.district) == BACKBY)
    (there,) = seen.desk.workspace.records(PicturePart, *where)
    assert there.id is not None
    seen.show_record(there.id)
    settle(qtbot, seen.desk)
    assert seen.shown is not None
    assert seen.shown.picture.id == decided
    assert seen.head.title.text() == "Bäckby"


def test_districts_are_walked_by_keyboard(seen: PicturesPage, qtbot: QtBot) -> None:
    seen.activateWindow()
    seen.choice.districts.setFocus()
    QTest.keyClick(seen.choice.districts, Qt.Key.Key_Down)
    settle(qtbot, seen.desk)
    assert seen.head.title.text() == "Bjurhovda"


def test_every_control_has_a_name(seen: PicturesPage, qtbot: QtBot) -> None:
    for tab in (TEXTS, MAP, COMPARE, PROBLEMS):
        go(seen, qtbot, BACKBY, tab)
        reached: list[QWidget] = [
            each
            for each in seen.findChildren(QWidget)
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy()
        ]
        kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLabel)
        nameless = [
            each
            for each in reached
            if isinstance(each, kinds) and not (each.accessibleName() or getattr(each, "text", str)())
        ]
        assert nameless == []


def test_the_page_fits_a_small_screen(seen: PicturesPage) -> None:
    assert seen.minimumSizeHint().width() <= 1024 - 64


def test_without_a_picture_the_page_offers_the_first_step(workspace: Workspace, qtbot: QtBot) -> None:
    with desk_over(workspace, TODAY) as desk:
        page = on_screen(qtbot, PicturesPage(desk))
        button, _figures = page.empty.findChildren(QPushButton)
        assert button.isVisible()
        button.click()
        settle(qtbot, desk)
        write(page, qtbot, "title", "Lägesbilden 2026")
        settle(qtbot, desk)
        (made,) = workspace.records(SituationPicture)
        assert read_lines(workspace)[0].title == "Lägesbilden 2026"
        assert page.shown is not None
        assert page.shown.picture.id == made.id
        settle(qtbot, desk)


# Indicators and figures


def one_figure(page: PicturesPage, qtbot: QtBot) -> FigureRow:
    """The figure of Bäckby that tells who feels safe, chosen beside the texts."""
    go(page, qtbot, BACKBY)
    row = next(
        at for at, row in enumerate(page.figures.rows.rows) if row.name.startswith("Känner sig trygga ute")
    )
    page.figures.table.selectRow(row)
    chosen = page.figures.chosen
    assert chosen is not None
    return chosen


def test_a_figure_beside_the_texts_is_opened_and_corrected(page: PicturesPage, qtbot: QtBot) -> None:
    row = one_figure(page, qtbot)
    page.figures.correct.click()
    settle(qtbot, page.desk)
    form = page.register.pane("measurement").form
    assert form.isVisible()
    assert form.record_id == row.figure
    value = form.body.row("value") if form.body else None
    assert value is not None
    value.editor.take_text("59")
    value.editor.left.emit()
    settle(qtbot, page.desk)
    assert page.desk.workspace.get(row.figure).value == 59
    go(page, qtbot, BACKBY)
    assert one_figure(page, qtbot).value == "59\N{NO-BREAK SPACE}%"


def test_a_problem_of_a_figure_names_indicator_district_picture_and_source(
    page: PicturesPage, qtbot: QtBot
) -> None:
    row = one_figure(page, qtbot)
    page.figures.problem.click()
    settle(qtbot, page.desk)
    begun = page.problems.form.record
    assert isinstance(begun, Problem)
    assert page.shown is not None
    assert (list(begun.indicators), list(begun.districts)) == ([row.indicator], [BACKBY])
    assert (begun.picture, begun.sources) == (page.shown.picture.id, row.source)
    focused = page.window().focusWidget()
    assert focused is not None and page.problems.form.isAncestorOf(focused)


def test_an_indicator_tells_its_latest_figures_and_the_way_to_all(seen: PicturesPage, qtbot: QtBot) -> None:
    seen.tabs.choose(REGISTER)
    settle(qtbot, seen.desk)
    assert seen.choice.isHidden()
    indicators = seen.register.pane("indicator")
    assert indicators.form.record_id is not None
    assert seen.register.latest.links
    seen.register.latest.all.click()
    settle(qtbot, seen.desk)
    figures = seen.register.pane("measurement").list
    there = seen.desk.workspace.count(Measurement, col(Measurement.indicator) == indicators.form.record_id)
    assert figures.lines.rowCount() == there
    seen.register.all.click()
    settle(qtbot, seen.desk)
    assert figures.lines.rowCount() == seen.desk.workspace.count(Measurement)


def test_a_new_figure_is_one_of_the_indicator_that_is_looked_at(page: PicturesPage, qtbot: QtBot) -> None:
    page.tabs.choose(REGISTER)
    settle(qtbot, page.desk)
    indicator = page.register.pane("indicator").form.record_id
    page.begin_new("measurement")
    settle(qtbot, page.desk)
    begun = page.register.pane("measurement").form.record
    assert isinstance(begun, Measurement)
    assert begun.indicator == indicator


def test_back_from_the_indicators_the_same_district_is_shown(seen: PicturesPage, qtbot: QtBot) -> None:
    go(seen, qtbot, BACKBY, REGISTER)
    assert seen.head.title.text() == "Indikatorer"
    seen.tabs.choose(TEXTS)
    settle(qtbot, seen.desk)
    assert not seen.choice.isHidden()
    assert seen.head.title.text() == "Bäckby"
    assert seen.standing.isVisible()


def test_there_can_be_figures_before_there_is_a_picture(workspace: Workspace, qtbot: QtBot) -> None:
    with desk_over(workspace, TODAY) as desk:
        page = on_screen(qtbot, PicturesPage(desk))
        _button, figures = page.empty.findChildren(QPushButton)
        figures.click()
        settle(qtbot, desk)
        assert page.register.isVisible()
        page.tabs.choose(TEXTS)
        settle(qtbot, desk)
        assert page.empty.isVisible()


def test_the_head_of_a_long_district_leaves_the_tabs_their_room(seen: PicturesPage, qtbot: QtBot) -> None:
    show_decided(seen, qtbot)
    go(seen, qtbot, district("gideonsberg-skallberget"), PROBLEMS)
    seen.resize(972, 592)
    qtbot.wait(20)
    tabs = seen.tabs
    assert tabs.width() >= tabs.tabRect(tabs.count() - 1).right()
    assert tabs.mapTo(seen, tabs.rect().topRight()).x() <= seen.width()


def test_a_heading_is_not_said_again_beside_its_text(seen: PicturesPage, qtbot: QtBot) -> None:
    go(seen, qtbot, BACKBY)
    body = seen.texts.form.body
    assert body is not None
    labels = [each.text() for each in body.findChildren(QLabel) if each.isVisible()]
    assert labels.count("Kartläggning av brottsligheten") == 1
    row = body.row("survey")
    assert row is not None
    assert row.editor.control.accessibleName() == "Kartläggning av brottsligheten"


def test_the_days_of_a_picture_follow_its_period_in_the_form(page: PicturesPage, qtbot: QtBot) -> None:
    go(page, qtbot, None)
    write(page, qtbot, "period", "våren 2026")
    kept = page.desk.workspace.get(page.lines[0].id)
    shown = page.texts.form.record
    for picture in (kept, shown):
        assert isinstance(picture, SituationPicture)
        assert (picture.from_on, picture.to_on) == (date(2026, 1, 1), date(2026, 6, 30))
    row = page.texts.form.body.row("to_on") if page.texts.form.body else None
    assert row is not None and "30 juni 2026" in row.editor.text()

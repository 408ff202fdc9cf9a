"""A chart in the window is read by pointer, by keys, as a table, and in either scheme."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from tests.insight.charts import samples
from trygg_desktop import i18n
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.charts.chart_pane import ChartPane
from trygg_desktop.desktop.charts.chart_view import NARROWEST, ChartView
from trygg_desktop.desktop.charts.copied_picture import picture_of
from trygg_desktop.insight.charts.sheet import Chart


@pytest.fixture(autouse=True)
def in_swedish() -> None:
    i18n.set_language("sv")


def shown(qtbot: QtBot, chart: Chart, width: int = 640) -> ChartView:
    view = ChartView(chart)
    qtbot.addWidget(view)
    view.resize(width, 400)
    view.show()
    view.resize(width, view.sizeHint().height())
    return view


def pane(qtbot: QtBot, chart: Chart) -> ChartPane:
    made = ChartPane(chart)
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    return made


def link(made: ChartPane, words: str) -> QPushButton:
    return next(button for button in made.findChildren(QPushButton) if button.text() == words)


def middle_of(view: ChartView, row: int) -> QPoint:
    mark = next(mark for mark in view.picture.marks if mark.row == row)
    return QPoint(round(mark.box.centre[0]) + 4, round(mark.box.centre[1]) + 4)


def test_arrows_walk_the_values_and_the_name_tells_them(qtbot: QtBot) -> None:
    view = shown(qtbot, samples.survey_trend())
    assert view.accessibleName() == "Trygg ute sena kvällar, procent"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName() == "Bäckby, 2018: 66\xa0%, mellan 59 och 73\xa0%, n\xa0=\xa0210"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName() == "Bäckby, 2022: för få för att visas, n\xa0=\xa012"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.current is None


def test_a_chart_without_a_title_has_a_name_all_the_same(qtbot: QtBot) -> None:
    assert shown(qtbot, replace(samples.survey_trend(), title="")).accessibleName() == "Diagram"


def test_arrows_on_the_map_follow_the_rows_of_tiles(qtbot: QtBot) -> None:
    view = shown(qtbot, samples.district_map())
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle_of(view, 1))
    names = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
        names.append(view.accessibleName().split(":")[0])
    assert names == ["Vetterstorp-Stohagen", "Pettersberg", "Erikslund-Hacksta"]


def test_right_goes_through_the_year_day_by_day(qtbot: QtBot) -> None:
    view = shown(qtbot, samples.council_year())
    said = []
    for _press in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        said.append(view.accessibleName().split(":")[0])
    assert said == ["12 feb", "3 mars", "5 mars"]


def test_the_description_sums_the_chart_up(qtbot: QtBot) -> None:
    said = shown(qtbot, samples.survey_trend()).accessibleDescription()
    assert "Bäckby: 66\xa0% 2018, 58\xa0% 2026." in said
    assert "Mål: 70\xa0%." in said


def test_a_pointer_over_a_value_shows_it(qtbot: QtBot) -> None:
    view = shown(qtbot, samples.district_map())
    qtbot.mouseMove(view, QPoint(1, view.height() - 2))
    qtbot.mouseMove(view, middle_of(view, 1))
    assert QToolTip.text() == "Bäckby: 58\xa0%, mellan 51 och 65\xa0%, n\xa0=\xa0200"


def test_enter_and_a_click_open_what_a_mark_is_about(qtbot: QtBot) -> None:
    view = shown(qtbot, samples.problem_chain(), 1000)
    opened: list[object] = []
    view.mark_opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle_of(view, 2))
    assert opened == ["p1", "m1"]


def test_the_link_shows_the_same_values_as_a_table_and_back(qtbot: QtBot) -> None:
    chart = samples.district_bars()
    made = pane(qtbot, chart)
    qtbot.mouseClick(link(made, "Visa som tabell"), Qt.MouseButton.LeftButton)
    assert made.table is not None
    model = made.table.rows
    drawn = [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    assert drawn == [row.cells for row in chart.sheet().rows]
    assert made.table.accessibleName() == "Trygg ute sena kvällar 2026, procent, som tabell"
    assert not made.view.isVisible()
    qtbot.mouseClick(link(made, "Visa som diagram"), Qt.MouseButton.LeftButton)
    assert made.table is None
    assert made.view.isVisible()


def test_a_chart_is_copied_as_a_table(qtbot: QtBot) -> None:
    made = pane(qtbot, samples.before_and_after())
    qtbot.mouseClick(link(made, "Kopiera som tabell"), Qt.MouseButton.LeftButton)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0] == "Område\tPeriod\tVärde\tMinst\tHögst"
    assert lines[1] == "Bäckby\tföre, jan–juni 2025\t46\t33\t61"
    assert len(lines) == 5


def test_a_row_alone_is_copied_from_the_table(qtbot: QtBot) -> None:
    made = pane(qtbot, samples.before_and_after())
    qtbot.mouseClick(link(made, "Visa som tabell"), Qt.MouseButton.LeftButton)
    assert made.table is not None
    made.table.selectRow(2)
    qtbot.keyClick(made.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().split("\n")[1].startswith("Vetterstorp-Stohagen\tföre")


def grounds(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }


def test_the_colours_follow_the_scheme_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, samples.district_bars())
    accent = QColor(theme.tokens().accent).name()
    assert accent in grounds(view.grab().toImage())
    theme.apply(qapp, "dark")
    assert accent not in grounds(view.grab().toImage())
    assert QColor(theme.tokens().accent).name() in grounds(view.grab().toImage())


def test_a_narrower_window_lays_the_chart_out_anew(qtbot: QtBot) -> None:
    view = shown(qtbot, samples.problem_chain(), 1000)
    wide = view.sizeHint()
    view.resize(360, 400)
    assert view.picture.width == 352
    assert view.sizeHint().height() > wide.height()
    assert isinstance(view.minimumSizeHint(), QSize)


def test_another_chart_keeps_the_place_of_the_keyboard(qtbot: QtBot) -> None:
    view = shown(qtbot, samples.district_map())
    qtbot.keyClick(view, Qt.Key.Key_Home)
    view.show_chart(samples.district_map())
    assert view.current == 0


def test_a_chart_is_copied_as_a_picture_on_white_in_either_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    pictures = []
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)
        pictures.append(picture_of(samples.district_bars()))
    assert pictures[0] == pictures[1]
    assert pictures[0].pixelColor(0, 0) == QColor("white")
    assert pictures[0].width() > 2000
    pane = ChartPane(samples.district_bars())
    qtbot.addWidget(pane)
    next(link for link in pane.findChildren(QPushButton) if link.text() == "Kopiera som bild").click()
    assert not QApplication.clipboard().image().isNull()


def test_a_chart_needs_no_more_room_than_its_picture(qtbot: QtBot) -> None:
    pane = ChartPane(samples.district_bars())
    qtbot.addWidget(pane)
    assert pane.minimumSizeHint().width() <= NARROWEST

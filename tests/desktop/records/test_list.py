"""Lists: what stands in them, how they are narrowed, and that they keep their place by record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QStyleOptionHeader
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.records.conftest import Camera, settle, show_list
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.importing.export_window import ExportWindow
from trygg_desktop.desktop.records.columns import ideal_width
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.desktop.records.list_delegate import PADDING
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.domain.values import show


def column(made: RecordList, name: str) -> list[str]:
    """What stands in one column, from above."""
    place = made.lines.names.index(name)
    return [made.lines.index(row, place).data() for row in range(made.lines.rowCount())]


def id_of(made: RecordList, name: str) -> UUID:
    """The record in the line of this name."""
    id = made.lines.id_at(column(made, "name").index(name))
    assert id is not None
    return id


def mark(made: RecordList, *names: str) -> None:
    """Marks several lines."""
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for name in names:
        row = made.lines.row_of(id_of(made, name))
        assert row is not None
        made.table.selectionModel().select(made.lines.index(row, 0), flags)


def test_a_kind_made_in_a_test_has_a_list(cameras: RecordList) -> None:
    assert cameras.lines.names == ["name", "make", "bought", "height", "owner", "districts"]
    assert column(cameras, "name") == ["Alfa", "Åland", "Öland"]
    assert column(cameras, "make") == ["South", "North", "South"]


def test_a_header_sorts_and_turns(cameras: RecordList, desk: Desk, qtbot: QtBot) -> None:
    cameras.table.horizontalHeader().sectionClicked.emit(0)
    settle(desk, qtbot)
    assert column(cameras, "name") == ["Öland", "Åland", "Alfa"]


def test_options_are_sorted_as_they_stand_and_not_by_their_english_value(
    cameras: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    cameras.sort_by("-make")
    settle(desk, qtbot)
    assert column(cameras, "make") == ["South", "South", "North"]


def test_references_are_sorted_by_title(desk: Desk, qtbot: QtBot, write: Callable[..., UUID]) -> None:
    write(Camera, name="A", owner=write(Stakeholder, name="Örebro"))
    write(Camera, name="B", owner=write(Stakeholder, name="Avesta"))
    made = show_list(desk, qtbot, order="owner")
    assert column(made, "owner") == ["Avesta", "Örebro"]


def test_what_is_typed_narrows_by_name_option_and_reference(
    cameras: RecordList, desk: Desk, qtbot: QtBot, write: Callable[..., UUID]
) -> None:
    backby = District.natural_id({"slug": "backby"})
    write(Camera, name="Torn", districts=[backby], owner=write(Stakeholder, name="Hyresbolaget"))
    for typed, found in (
        ("åla", ["Åland"]),
        ("south", ["Alfa", "Öland"]),
        ("south ö", ["Öland"]),
        ("hyres", ["Torn"]),
        ("bäckby", ["Torn"]),
        ("100%", []),
    ):
        cameras.set_filter(typed)
        settle(desk, qtbot)
        assert column(cameras, "name") == found, typed


def test_a_filter_without_a_hit_says_so_and_offers_everything(
    cameras: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    cameras.set_filter("finns inte")
    settle(desk, qtbot)
    assert not cameras.table.isVisible() and cameras.filter.isVisible()


def test_a_condition_narrows_the_list(cameras: RecordList, desk: Desk, qtbot: QtBot) -> None:
    cameras.set_where(col(Camera.make) == "north")
    settle(desk, qtbot)
    assert column(cameras, "name") == ["Åland"]


def test_an_empty_list_offers_the_first_step(desk: Desk, qtbot: QtBot) -> None:
    made = show_list(desk, qtbot)
    assert made.empty.isVisible()
    with qtbot.waitSignal(made.new_wanted):
        made.empty.button_pressed.emit()


def test_the_chosen_record_stays_chosen_when_its_line_moves(
    cameras: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    chosen = id_of(cameras, "Alfa")
    cameras.choose(chosen)
    desk.command("Test", lambda tx: tx.change(chosen, name="Övre torget"))
    settle(desk, qtbot)
    assert column(cameras, "name") == ["Åland", "Öland", "Övre torget"]
    assert cameras.table.currentIndex().row() == 2 and cameras.selected() == [chosen]


def test_the_chosen_record_stays_chosen_when_a_new_one_comes_before_it(
    cameras: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    chosen = id_of(cameras, "Åland")
    cameras.choose(chosen)
    desk.command("Test", lambda tx: tx.create(Camera, name="Aa"))
    settle(desk, qtbot)
    assert cameras.selected() == [chosen] and cameras.lines.rowCount() == 4


def test_a_record_that_the_filter_leaves_out_is_still_looked_at(
    cameras: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    chosen, heard = id_of(cameras, "Alfa"), list[object]()
    cameras.choose(chosen)
    cameras.record_chosen.connect(heard.append)
    cameras.set_filter("öland")
    settle(desk, qtbot)
    assert cameras.chosen() == chosen and not heard and cameras.selected() == []
    cameras.set_filter("")
    settle(desk, qtbot)
    assert cameras.selected() == [chosen]


def test_delete_takes_the_marked_ones_away_and_undo_brings_them_back(
    cameras: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    cameras.choose(id_of(cameras, "Alfa"))
    mark(cameras, "Åland")
    qtbot.keyClick(cameras.table, Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert column(cameras, "name") == ["Öland"] and cameras.chosen() == id_of(cameras, "Öland")
    desk.undo()
    settle(desk, qtbot)
    assert column(cameras, "name") == ["Alfa", "Åland", "Öland"]


def test_many_get_the_same_value_in_one_step(cameras: RecordList, desk: Desk, qtbot: QtBot) -> None:
    cameras.choose(id_of(cameras, "Alfa"))
    mark(cameras, "Öland")
    cameras.begin_change_many()
    bar = cameras.change_many
    bar.fields.setCurrentIndex(bar.fields.findData("bought"))
    assert bar.editor is not None
    bar.editor.take_text("3 dec")
    bar.change()
    settle(desk, qtbot)
    assert column(cameras, "bought") == ["3 dec 2026", "", "3 dec 2026"]
    desk.undo()
    settle(desk, qtbot)
    assert column(cameras, "bought") == ["", "", ""]


def test_marked_lines_are_copied_as_a_table_with_dates_that_excel_knows(
    cameras: RecordList, desk: Desk, qtbot: QtBot, write: Callable[..., UUID]
) -> None:
    write(
        Camera, name="=1+1", bought=date(2026, 12, 3), height=2.5, protection="protected", ground="OSL 18:2"
    )
    cameras.refresh(None)
    settle(desk, qtbot)
    cameras.choose(id_of(cameras, "=1+1"))
    with qtbot.waitSignal(desk.said) as told:
        qtbot.keyClick(cameras.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard().mimeData()
    assert clipboard.text().splitlines()[1].split("\t")[:4] == ["=1+1", "", "2026-12-03", "2,5"]
    assert "mso-number-format:'\\@'\">=1+1" in clipboard.html()
    assert "sekretessmarkerad" in told.args[0]


def test_chosen_columns_are_remembered(cameras: RecordList, desk: Desk, qtbot: QtBot) -> None:
    cameras.show_columns(["name", "works"])
    settle(desk, qtbot)
    again = show_list(desk, qtbot)
    assert again.lines.names == ["name", "works"]


def test_a_reference_that_has_not_arrived_is_shown_calmly(
    desk: Desk, qtbot: QtBot, write: Callable[..., UUID]
) -> None:
    write(Camera, name="A", owner=UUID(int=7))
    made = show_list(desk, qtbot)
    assert column(made, "owner") == ["har inte kommit än"]


def test_a_renamed_record_is_renamed_where_it_is_referred_to(
    desk: Desk, qtbot: QtBot, write: Callable[..., UUID]
) -> None:
    owner = write(Stakeholder, name="Före")
    write(Camera, name="A", owner=owner)
    made = show_list(desk, qtbot)
    assert column(made, "owner") == ["Före"]
    desk.command("Test", lambda tx: tx.change(owner, name="Efter"))
    settle(desk, qtbot)
    assert column(made, "owner") == ["Efter"]


def test_a_narrow_list_leaves_columns_out_rather_than_scrolling(cameras: RecordList) -> None:
    cameras.resize(300, 400)
    header = cameras.table.horizontalHeader()
    assert not header.isSectionHidden(0) and header.isSectionHidden(4)
    assert header.length() <= cameras.table.viewport().width()


def test_a_long_list_shows_its_first_lines_and_then_reaches_its_last(
    desk: Desk, qtbot: QtBot, workspace: object
) -> None:
    with desk.workspace.transaction("Test") as tx:
        for number in range(1200):
            tx.create(Camera, name=f"{number:04}")
    made = show_list(desk, qtbot)
    assert made.lines.rowCount() == 1200
    made.table.scrollToBottom()
    made.grab()
    settle(desk, qtbot)
    assert made.lines.index(1199, 0).data() == "1199"


def test_the_arrow_leads_from_the_filter_into_the_list(cameras: RecordList, qtbot: QtBot) -> None:
    cameras.activateWindow()
    cameras.filter.setFocus()
    qtbot.keyClick(cameras.filter, Qt.Key.Key_Down)
    assert cameras.chosen() == id_of(cameras, "Alfa")


def test_an_export_holds_what_is_marked_or_what_the_filter_leaves(
    cameras: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    assert cameras.to_export() is None
    mark(cameras, "Alfa", "Öland")
    assert cameras.to_export() == [id_of(cameras, "Alfa"), id_of(cameras, "Öland")]
    cameras.choose(None)
    cameras.set_filter("north")
    settle(desk, qtbot)
    assert cameras.to_export() == [id_of(cameras, "Åland")]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_of_any_month_fits_in_its_column(month: int) -> None:
    for name, value in (
        ("bought", date(2026, month, 28)),
        ("serviced", datetime(2026, month, 28, 20, tzinfo=UTC)),
    ):
        field = Camera.fields()[name]
        words = QFontMetrics(theme.font("body")).horizontalAdvance(show(field, value))
        assert words <= ideal_width(field) - 2 * PADDING


def test_a_heading_that_is_too_long_ends_with_dots(cameras: RecordList) -> None:
    header, option = cameras.table.horizontalHeader(), QStyleOptionHeader()
    header.resizeSection(cameras.lines.names.index("districts"), 40)
    header.initStyleOptionForIndex(option, cameras.lines.names.index("districts"))
    assert option.text.endswith("…")


def test_the_export_window_of_a_list_writes_the_marked_records_alone(
    cameras: RecordList, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    mark(cameras, "Alfa", "Öland")
    cameras.export()
    window = cameras.findChild(ExportWindow)
    assert window is not None
    with qtbot.waitSignal(window.exported) as written:
        window.write(tmp_path / "kameror.csv")
    assert written.args[1] == 2
    assert "Åland" not in (tmp_path / "kameror.csv").read_text(encoding="utf-8-sig")


def test_columns_that_give_way_never_need_more_than_the_width_there_is(
    desk: Desk, qtbot: QtBot, write: Callable[..., UUID]
) -> None:
    write(Contact, name="Enhetschef, gata och belysning", email="enhetschef@example.org")
    made = RecordList(desk, Contact)
    qtbot.addWidget(made)
    made.show()
    settle(desk, qtbot)
    for width in range(588, 600):
        made.resize(width, 300)
        qtbot.wait(1)
        assert made.table.horizontalHeader().length() <= made.table.viewport().width(), width

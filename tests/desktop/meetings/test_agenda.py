"""The agenda as a widget: order, clock times, numbers, and everything by mouse and by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.meetings.agenda_list import AgendaList, total_words
from trygg_desktop.desktop.meetings.agenda_menu import form_menu, menu_for
from trygg_desktop.desktop.meetings.agenda_model import AgendaRow, Column
from trygg_desktop.desktop.meetings.agenda_table import AgendaTable
from trygg_desktop.domain.agenda import positions
from trygg_desktop.domain.council import ItemForm

STARTS = datetime(2026, 12, 3, 12, tzinfo=UTC)
ROWS = (
    ("Öppnande", ItemForm.INFORMATION, 5, "Ordföranden"),
    ("Närvaro", ItemForm.DISCUSSION, 20, ""),
    ("Paus", ItemForm.BREAK, 15, ""),
    ("Åtgärdsplan", ItemForm.DECISION, 25, "Polisen"),
)


def rows() -> list[AgendaRow]:
    return [
        AgendaRow(id=uuid4(), title=title, form=form, minutes=minutes, presenter=who, position=place)
        for (title, form, minutes, who), place in zip(ROWS, positions(len(ROWS)), strict=True)
    ]


@pytest.fixture
def agenda(qtbot: QtBot, qapp: QApplication) -> AgendaList:
    theme.apply(qapp, "light")
    made = AgendaList()
    qtbot.addWidget(made)
    made.show_agenda(rows(), starts=STARTS, planned_end=STARTS.replace(hour=13, minute=5))
    made.resize(640, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def column(table: AgendaTable, which: Column) -> list[str]:
    return [table.agenda.index(row, which).data() for row in range(table.agenda.rowCount())]


def middle(table: AgendaTable, row: int) -> QPoint:
    return table.visualRect(table.agenda.index(row, Column.HANDLE)).center()


def drag(qtbot: QtBot, table: AgendaTable, source: int, end: QPoint) -> None:
    """Presses on a row's handle and pulls it to a point, still holding it."""
    start, view = middle(table, source), table.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for place in (start + QPoint(0, 12), end):
        qtbot.mouseMove(view, place)
        send_move(table, place)


def send_move(table: AgendaTable, place: QPoint) -> None:
    """A move with the button held, which the offscreen platform does not tell of by itself."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    there = QPointF(table.viewport().mapToGlobal(place))
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), there, left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(table.viewport(), event)


def test_clock_times_follow_from_the_minutes_before(agenda: AgendaList) -> None:
    assert column(agenda.table, Column.TIME) == ["13.00", "13.05", "13.25", "13.40"]


def test_a_break_has_no_number(agenda: AgendaList) -> None:
    assert column(agenda.table, Column.NUMBER) == ["1", "2", "", "3"]


def test_a_dragged_row_lands_where_it_is_dropped_and_times_follow_at_once(
    qtbot: QtBot, agenda: AgendaList
) -> None:
    table = agenda.table
    end = table.visualRect(table.agenda.index(0, Column.HANDLE)).topLeft() + QPoint(10, 4)
    drag(qtbot, table, 3, end)
    with qtbot.waitSignal(table.agenda.item_moved) as moved:
        qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert column(table, Column.TITLE) == ["Åtgärdsplan", "Öppnande", "Närvaro", "Paus"]
    assert column(table, Column.TIME) == ["13.00", "13.25", "13.30", "13.50"]
    assert list(moved.args[1]) == [table.agenda.rows[0].id]


def test_escape_puts_a_lifted_row_back(qtbot: QtBot, agenda: AgendaList) -> None:
    table = agenda.table
    table.choose(table.agenda.rows[3].id)
    drag(qtbot, table, 3, QPoint(10, 4))
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 4))
    assert column(table, Column.TITLE) == [title for title, *_rest in ROWS]


def test_alt_and_arrow_move_the_chosen_item(qtbot: QtBot, agenda: AgendaList) -> None:
    table = agenda.table
    chosen = table.agenda.rows[0].id
    table.choose(chosen)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert table.agenda.rows[1].id == chosen
    row = table.chosen()
    assert row is not None and row.id == chosen


def test_a_figure_typed_on_the_minutes_moves_every_later_time(qtbot: QtBot, agenda: AgendaList) -> None:
    table = agenda.table
    table.setCurrentIndex(table.agenda.index(0, Column.MINUTES))
    qtbot.keyClick(table, Qt.Key.Key_3)
    field = table.viewport().findChild(QSpinBox)
    qtbot.keyClick(field, Qt.Key.Key_0)
    with qtbot.waitSignal(table.agenda.item_edited):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert column(table, Column.TIME) == ["13.00", "13.30", "13.50", "14.05"]


def test_a_stray_letter_changes_no_title(qtbot: QtBot, agenda: AgendaList) -> None:
    table = agenda.table
    table.choose(table.agenda.rows[0].id)
    with qtbot.assertNotEmitted(table.agenda.item_edited):
        qtbot.keyClicks(table, "hej 7")
    assert table.state() is AgendaTable.State.NoState


def test_the_keyboard_begins_in_a_title_and_passes_by_the_handle(qtbot: QtBot, agenda: AgendaList) -> None:
    table = agenda.table
    qtbot.mouseClick(agenda, Qt.MouseButton.LeftButton)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, Column.TITLE)
    for _step in range(4):
        qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().column() == Column.TIME


def test_an_empty_title_is_not_taken(agenda: AgendaList) -> None:
    model = agenda.table.agenda
    assert not model.setData(model.index(0, Column.TITLE), "  ")
    assert model.rows[0].title == "Öppnande"


def test_delete_asks_for_the_item_to_be_removed(qtbot: QtBot, agenda: AgendaList) -> None:
    table = agenda.table
    table.choose(table.agenda.rows[1].id)
    with qtbot.waitSignal(table.item_removed) as removed:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert removed.args == [table.agenda.rows[1].id]


def test_the_choice_stays_with_its_item_when_the_agenda_changes(agenda: AgendaList) -> None:
    table = agenda.table
    before = list(table.agenda.rows)
    table.choose(before[3].id)
    new = AgendaRow(id=uuid4(), title="Ny", position=positions(1, before=before[0].position)[0])
    agenda.show_agenda([new, *before[1:]], starts=STARTS, planned_end=None)
    row = table.chosen()
    assert row is not None and row.id == before[3].id
    assert column(table, Column.TITLE) == ["Ny", "Närvaro", "Paus", "Åtgärdsplan"]


def test_what_is_drawn_as_a_shape_is_also_said(agenda: AgendaList) -> None:
    model, said = agenda.table.agenda, Qt.ItemDataRole.AccessibleTextRole
    assert model.index(3, Column.TITLE).data(said) == "Beslut: Åtgärdsplan"
    assert model.index(1, Column.PRESENTER).data(said) == "föredragande saknas"
    assert model.index(0, Column.MINUTES).data(said) == "5 minuter"


def test_the_form_is_chosen_from_a_menu(qtbot: QtBot, agenda: AgendaList) -> None:
    table = agenda.table
    menu = form_menu(table, table.agenda.rows[0])
    with qtbot.waitSignal(table.agenda.item_edited) as edited:
        menu.actions()[2].trigger()
    assert edited.args[1:] == ["form", "decision"]


def test_everything_done_by_mouse_stands_in_the_menu(agenda: AgendaList) -> None:
    row = agenda.table.agenda.rows[1]
    words = [action.text() for action in menu_for(agenda.table, row).actions() if action.text()]
    assert {"Flytta upp", "Flytta ned", "Ändra rubriken", "Ta bort"} <= set(words)


def test_the_agenda_is_copied_as_a_table(agenda: AgendaList) -> None:
    assert agenda.table.as_text().splitlines()[0] == "13.00\t1\tÖppnande\tOrdföranden\t5"


@pytest.mark.parametrize(
    ("minutes", "planned", "words", "over"),
    [
        (65, 65, "65 minuter, slutar 14.05 som planerat", False),
        (65, 60, "65 minuter, slutar 14.05, 5 minuter över", True),
        (65, 66, "65 minuter, slutar 14.05, 1 minut kvar", False),
        (65, None, "65 minuter, slutar 14.05", False),
    ],
)
def test_the_total_says_whether_it_fits(minutes: int, planned: int | None, words: str, over: bool) -> None:
    from datetime import timedelta

    end = STARTS + timedelta(minutes=minutes)
    plan = None if planned is None else STARTS + timedelta(minutes=planned)
    assert total_words(minutes, end, plan) == (words, over)


def test_rows_placed_at_once_by_two_people_can_still_be_parted(agenda: AgendaList) -> None:
    twins = [AgendaRow(id=UUID(int=n), title=str(n), position="a0") for n in (1, 2, 3)]
    agenda.show_agenda(twins, starts=None, planned_end=None)
    assert agenda.table.agenda.move(2, 1)
    assert column(agenda.table, Column.TITLE) == ["1", "3", "2"]

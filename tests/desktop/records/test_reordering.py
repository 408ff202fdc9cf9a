"""Lists whose order people choose: a line is moved by dragging or with Alt and the arrows, as one step."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import Camera, settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.desktop.records.reordering import new_places, place_field
from trygg_desktop.domain.council import AgendaItem, Meeting, Preparation
from trygg_desktop.workspace import Workspace

Write = Callable[..., UUID]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def agenda(desk: Desk, qtbot: QtBot, write: Write) -> RecordList:
    """The items of two meetings in one list: A, B and C of one, X and Y of the other, which mix."""
    one, other = write(Meeting, title="Ett"), write(Meeting, title="Två")
    for title, place in (("A", "a0"), ("B", "a2"), ("C", "a4")):
        write(AgendaItem, title=title, meeting=one, position=place)
    for title, place in (("X", "a1"), ("Y", "a3")):
        write(AgendaItem, title=title, meeting=other, position=place)
    made = RecordList(desk, AgendaItem, columns=["title", "minutes"])
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.lines.complete)
    settle(desk, qtbot)
    return made


def titles(made: RecordList) -> str:
    """The lines from above."""
    return "".join(made.lines.index(row, 0).data() for row in range(made.lines.rowCount()))


def places(workspace: Workspace) -> dict[str, str]:
    """Where each item stands, by its title."""
    return {title: place for _id, title, place in workspace.rows(AgendaItem, ["title", "position"])}


def choose(made: RecordList, title: str) -> None:
    """Looks at the line of this title."""
    made.choose(made.lines.id_at(titles(made).index(title)))


def drag(made: RecordList, qtbot: QtBot, row: int, to: int) -> None:
    """Drags a line onto the upper edge of another one."""
    view = made.table.viewport()
    start = QPoint(60, made.table.rowViewportPosition(row) + 8)
    end = QPoint(60, made.table.rowViewportPosition(to) + 2)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(view, start + (end - start) * step / 5)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_only_kinds_that_keep_a_place_can_be_moved() -> None:
    assert [place_field(kind) is not None for kind in (AgendaItem, Preparation, Meeting, Camera)] == [
        True,
        True,
        False,
        False,
    ]


def test_alt_and_an_arrow_move_a_line_among_its_own_and_undo_takes_it_back(
    agenda: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    before = places(desk.workspace)
    choose(agenda, "A")
    qtbot.keyClick(agenda.table, Qt.Key.Key_Down, ALT)
    settle(desk, qtbot)
    after = places(desk.workspace)
    assert titles(agenda).replace("X", "").replace("Y", "") == "BAC"
    assert {title for title in before if before[title] != after[title]} == {"A"}
    assert agenda.selected() == [agenda.chosen()]
    desk.undo()
    settle(desk, qtbot)
    assert places(desk.workspace) == before


def test_two_quick_presses_are_two_steps_down(agenda: RecordList, desk: Desk, qtbot: QtBot) -> None:
    choose(agenda, "A")
    for _press in range(2):
        qtbot.keyClick(agenda.table, Qt.Key.Key_Down, ALT)
    settle(desk, qtbot)
    assert titles(agenda).replace("X", "").replace("Y", "") == "BCA"


def test_the_first_line_goes_no_further_up(agenda: RecordList, desk: Desk, qtbot: QtBot) -> None:
    before, last = places(desk.workspace), desk.workspace.undo_name()
    choose(agenda, "A")
    qtbot.keyClick(agenda.table, Qt.Key.Key_Up, ALT)
    settle(desk, qtbot)
    assert (places(desk.workspace), desk.workspace.undo_name()) == (before, last)


def test_a_dragged_line_lands_where_it_is_dropped(agenda: RecordList, desk: Desk, qtbot: QtBot) -> None:
    assert titles(agenda) == "AXBYC"
    drag(agenda, qtbot, titles(agenda).index("C"), 0)
    settle(desk, qtbot)
    assert titles(agenda) == "CAXBY"
    assert desk.workspace.undo_name() == "Flyttade ärende"


def test_another_order_than_the_own_is_not_changed_by_hand(
    agenda: RecordList, desk: Desk, qtbot: QtBot
) -> None:
    agenda.sort_by("title")
    settle(desk, qtbot)
    before = places(desk.workspace)
    drag(agenda, qtbot, 2, 0)
    choose(agenda, "B")
    qtbot.keyClick(agenda.table, Qt.Key.Key_Up, ALT)
    settle(desk, qtbot)
    assert places(desk.workspace) == before
    labels = [action.text() for action in agenda.context_menu().actions()]
    assert "Flytta upp" not in labels


def test_where_two_stand_in_one_place_all_get_their_own() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    found = new_places([(one, "a0"), (two, "a0"), (three, None)], three, 1)
    order = {one: "a0", two: "a0"} | found
    assert sorted(order, key=lambda each: order[each]) == [one, three, two]

"""The smaller widgets of a meeting: head, tabs, points, attendance and the year wheel."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.meetings.attendance_model import AttendanceRow
from trygg_desktop.desktop.meetings.attendance_pane import AttendancePane
from trygg_desktop.desktop.meetings.checklist import Checklist
from trygg_desktop.desktop.meetings.meeting_heading import (
    MeetingFacts,
    MeetingHeading,
    changed_fields,
    days_away,
)
from trygg_desktop.desktop.meetings.meeting_tabs import MeetingTab, MeetingTabs
from trygg_desktop.desktop.meetings.points_model import Column, Point
from trygg_desktop.desktop.meetings.points_table import PointsTable
from trygg_desktop.desktop.meetings.year_wheel import YearWheel
from trygg_desktop.domain.agenda import positions
from trygg_desktop.insight.year import What, YearMark

TODAY = date(2026, 11, 22)
FACTS = MeetingFacts(
    id=uuid4(),
    title="Trygghetsrådet",
    held_on=date(2026, 12, 3),
    starts=datetime(2026, 12, 3, 12, tzinfo=UTC),
    ends=datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
    place="Stadshuset",
)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def test_another_day_takes_the_hours_along() -> None:
    changed = changed_fields(
        FACTS, title=FACTS.title, day=date(2027, 6, 3), begins=time(13), over=time(15, 30), place="Stadshuset"
    )
    assert changed == {
        "held_on": date(2027, 6, 3),
        "starts": datetime(2027, 6, 3, 11, tzinfo=UTC),
        "ends": datetime(2027, 6, 3, 13, 30, tzinfo=UTC),
    }


def test_nothing_is_saved_when_nothing_was_changed() -> None:
    same = changed_fields(
        FACTS, title="", day=date(2026, 12, 3), begins=time(13), over=time(15, 30), place="Stadshuset "
    )
    assert same == {}


def test_a_meeting_does_not_end_before_it_begins() -> None:
    changed = changed_fields(
        FACTS, title="", day=date(2026, 12, 3), begins=time(13), over=time(12), place="Stadshuset"
    )
    assert changed == {"ends": FACTS.starts}


def test_opening_the_fields_of_a_meeting_without_hours_sets_none(qtbot: QtBot) -> None:
    heading = MeetingHeading()
    qtbot.addWidget(heading)
    heading.show_meeting(MeetingFacts(id=uuid4(), title="Möte", held_on=date(2026, 12, 3)), TODAY)
    heading.edit()
    with qtbot.assertNotEmitted(heading.meeting_edited):
        heading._save()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 3), "om 11 dagar"),
        (date(2026, 11, 22), "i dag"),
        (date(2026, 11, 21), "för 1 dag sedan"),
    ],
)
def test_how_far_away_a_day_is_stands_in_words(day: date, words: str) -> None:
    assert days_away(day, TODAY) == words


def test_showing_the_tabs_chooses_nothing(qtbot: QtBot) -> None:
    tabs = MeetingTabs()
    qtbot.addWidget(tabs)
    first, second = (MeetingTab(uuid4(), "Rådet", date(2026, month, 3)) for month in (9, 12))
    with qtbot.assertNotEmitted(tabs.meeting_chosen):
        tabs.show_meetings([first, second], second.id)
    assert tabs.tabText(tabs.currentIndex()) == "3 dec"
    with qtbot.waitSignal(tabs.meeting_chosen) as chosen:
        qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert chosen.args == [first.id]


@pytest.fixture
def points(qtbot: QtBot) -> PointsTable:
    table = PointsTable("Punkter", with_who=True, removable=True)
    qtbot.addWidget(table)
    table.points.show(
        [
            Point(uuid4(), "Försenad sak", "Polisen", date(2026, 11, 13)),
            Point(uuid4(), "Kommande sak", "", date(2027, 1, 3)),
        ],
        TODAY,
    )
    table.resize(400, 200)
    table.show()
    return table


def test_what_is_late_says_so_in_a_word(points: PointsTable) -> None:
    assert points.points.index(0, Column.DUE).data() == "försenad"
    assert points.points.index(0, Column.DUE).data(Qt.ItemDataRole.ToolTipRole).endswith("13 nov 2026")
    assert points.points.index(1, Column.DUE).data() == "3 jan 2027"


def test_space_ticks_a_point_off(qtbot: QtBot, points: PointsTable) -> None:
    points.setCurrentIndex(points.points.index(1, Column.TITLE))
    with qtbot.waitSignal(points.points.point_edited) as edited:
        qtbot.keyClick(points, Qt.Key.Key_Space)
    assert edited.args[1:] == ["done", True]


def test_a_press_on_the_ring_ticks_a_point_off(qtbot: QtBot, points: PointsTable) -> None:
    box = points.visualRect(points.points.index(0, Column.TITLE))
    with qtbot.waitSignal(points.points.point_edited):
        qtbot.mouseClick(points.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(7, 13))
    assert points.points.points[0].done


@pytest.fixture
def checklist(qtbot: QtBot) -> Checklist:
    checklist = Checklist()
    qtbot.addWidget(checklist)
    points = [
        Point(uuid4(), title, done=title == "Klar", position=place)
        for title, place in zip(("Boka", "Klar", "Kalla", "Trycka"), positions(4), strict=True)
    ]
    checklist.show_points(points, TODAY, offer_usual=False)
    checklist.resize(300, 400)
    checklist.show()
    return checklist


def listed(checklist: Checklist) -> list[str]:
    return [point.title for point in checklist.table.points.points]


def test_what_is_done_is_folded_away(checklist: Checklist) -> None:
    assert listed(checklist) == ["Boka", "Kalla", "Trycka"]
    checklist.done_link.click()
    assert listed(checklist) == ["Boka", "Kalla", "Trycka", "Klar"]


def test_a_point_of_the_checklist_is_moved_by_keyboard(qtbot: QtBot, checklist: Checklist) -> None:
    table = checklist.table
    table.setCurrentIndex(table.points.index(2, Column.TITLE))
    moved = table.points.points[2].id
    with qtbot.waitSignal(checklist.points_placed) as placed:
        qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert listed(checklist) == ["Boka", "Trycka", "Kalla"]
    assert list(placed.args[0]) == [moved], "only its own place changes"
    assert table.chosen() == table.points.points[1]


def test_a_point_of_the_checklist_is_dragged(qtbot: QtBot, checklist: Checklist) -> None:
    table = checklist.table
    rows = [table.visualRect(table.points.index(row, Column.TITLE)) for row in range(3)]
    with qtbot.waitSignal(checklist.points_placed):
        qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=rows[0].center())
        for y in (rows[1].center().y(), rows[2].bottom() - 2):
            qtbot.mouseMove(table.viewport(), QPoint(rows[0].center().x(), y))
        qtbot.mouseRelease(
            table.viewport(), Qt.MouseButton.LeftButton, pos=rows[2].bottomLeft() + QPoint(60, -2)
        )
    assert listed(checklist) == ["Kalla", "Trycka", "Boka"]


def test_what_is_done_stays_by_itself_when_points_move(qtbot: QtBot, checklist: Checklist) -> None:
    checklist.done_link.click()
    checklist.table.setCurrentIndex(checklist.table.points.index(2, Column.TITLE))
    with qtbot.assertNotEmitted(checklist.points_placed):
        qtbot.keyClick(checklist.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert listed(checklist) == ["Boka", "Kalla", "Trycka", "Klar"]


def test_everyone_not_noted_is_noted_in_one_step(qtbot: QtBot) -> None:
    pane = AttendancePane()
    qtbot.addWidget(pane)
    away, here = uuid4(), uuid4()
    pane.show_attendance([AttendanceRow(away, "A", presence="excused"), AttendanceRow(here, "B")])
    with qtbot.waitSignal(pane.attendance_noted) as noted:
        pane.everyone.click()
    assert noted.args == [{here: {"presence": "present"}}]


def test_space_goes_through_the_choices_of_attendance(qtbot: QtBot) -> None:
    pane = AttendancePane()
    qtbot.addWidget(pane)
    pane.show_attendance([AttendanceRow(uuid4(), "A")])
    pane.table.selectRow(0)
    for wanted in ("present", "excused", "absent", "co-opted", ""):
        qtbot.keyClick(pane.table, Qt.Key.Key_Space)
        assert pane.table.attendance.rows[0].presence == wanted


@pytest.fixture
def wheel(qtbot: QtBot) -> YearWheel:
    made = YearWheel()
    qtbot.addWidget(made)
    made.resize(440, 440)
    meeting = YearMark(date(2026, 12, 3), What.MEETING, "Trygghetsrådet", uuid4())
    made.show_year(2026, [meeting], TODAY)
    made.show()
    return made


def test_the_year_begins_at_the_top_and_goes_clockwise(wheel: YearWheel) -> None:
    center, radius = wheel._center(), wheel._radius() * 0.9
    right, below = center + QPoint(round(radius), -8), center + QPoint(-3, round(radius))
    assert (wheel.month_at(right), wheel.month_at(below)) == (3, 7)
    assert wheel.month_at(center) == 0


def test_arrow_keys_choose_a_month_and_escape_the_whole_year(qtbot: QtBot, wheel: YearWheel) -> None:
    qtbot.keyClick(wheel, Qt.Key.Key_Right)
    assert wheel.chosen_month == 1
    for _turn in range(2):
        qtbot.keyClick(wheel, Qt.Key.Key_Left)
    assert wheel.chosen_month == 12
    assert "3 dec: Trygghetsrådet" in wheel.accessibleDescription()
    qtbot.keyClick(wheel, Qt.Key.Key_Escape)
    assert wheel.chosen_month == 0


def test_a_mark_on_the_wheel_is_opened_by_a_press(qtbot: QtBot, wheel: YearWheel) -> None:
    place = wheel.place_of(wheel._marks[0]).toPoint()
    with qtbot.waitSignal(wheel.mark_opened) as opened:
        qtbot.mouseClick(wheel, Qt.MouseButton.LeftButton, pos=place)
    assert opened.args[0].title == "Trygghetsrådet"


def test_several_marks_of_one_day_can_each_be_pressed(wheel: YearWheel) -> None:
    marks = [YearMark(date(2026, 5, 21), What.DECISION, f"Beslut {n}", uuid4()) for n in range(9)]
    wheel.show_year(2026, marks, TODAY)
    assert [wheel.mark_at(wheel.place_of(mark)) for mark in marks] == marks


def test_a_title_that_says_its_day_follows_the_day() -> None:
    facts = MeetingFacts(id=uuid4(), title="Rådet torsdag 3 december", held_on=date(2026, 12, 3))
    changed = changed_fields(
        facts, title=facts.title, day=date(2026, 12, 4), begins=None, over=None, place=""
    )
    assert changed["title"] == "Rådet fredag 4 december"

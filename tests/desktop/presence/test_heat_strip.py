"""The strip puts the longest wait first, is walked by keyboard, and says each cell in words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.presence.districts import MONDAYS, district, model_of
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence.colours import step
from trygg_desktop.desktop.presence.districts_model import waiting_in_words
from trygg_desktop.desktop.presence.heat_strip import HeatStrip
from trygg_desktop.desktop.presence.strip_paint import first_waiting_week, month_starts

NEVER, LATE, FRESH = district("Aldrig", weeks=None), district("Länge", weeks=8), district("Nyss", weeks=0)


@pytest.fixture
def strip(qtbot: QtBot) -> HeatStrip:
    made = HeatStrip(model_of(FRESH, LATE, NEVER))
    qtbot.addWidget(made)
    made.resize(544, 300)
    made.show()
    return made


def test_the_longest_wait_stands_first() -> None:
    assert [row.name for row in model_of(FRESH, LATE, NEVER).rows] == ["Aldrig", "Länge", "Nyss"]


def test_the_line_begins_in_the_week_after_the_last_session() -> None:
    assert first_waiting_week(LATE, MONDAYS) == 26 - 8 + 1
    assert first_waiting_week(NEVER, MONDAYS) == 1


def test_a_month_begins_with_its_first_monday() -> None:
    columns = month_starts(MONDAYS)
    assert [MONDAYS[column - 1] for column in columns][:2] == [date(2026, 6, 1), date(2026, 7, 6)]


@pytest.mark.parametrize(
    ("weeks", "expected"), [(0, 0), (1, 0), (2, 1), (5, 2), (6, 3), (8, 3), (9, 4), (None, 4)]
)
def test_five_steps_of_waiting(weeks: int | None, expected: int) -> None:
    assert step(weeks) == expected


def test_a_wait_is_said_in_words() -> None:
    words = waiting_in_words(LATE, 6)
    assert words == "Länge: 8 veckor sedan senaste närvaro, sön 27 sep. Minst 6 veckor."
    assert "Minst" not in waiting_in_words(LATE, 9)


def test_a_screen_reader_hears_the_week_and_its_sessions(strip: HeatStrip) -> None:
    index = strip.model().index(1, 18)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Länge, v. 39 från mån 21 sep: 1 pass"
    assert QAccessible.queryAccessibleInterface(strip).role() is QAccessible.Role.Table


def test_the_arrow_keys_walk_districts_and_weeks(qtbot: QtBot, strip: HeatStrip) -> None:
    strip.setCurrentIndex(strip.model().index(0, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(strip, key)
    assert (strip.currentIndex().row(), strip.currentIndex().column()) == (1, 2)


def test_return_opens_the_district(qtbot: QtBot, strip: HeatStrip) -> None:
    strip.setCurrentIndex(strip.model().index(2, 5))
    with qtbot.waitSignal(strip.district_activated) as opened:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert opened.args == [FRESH.id]


def test_all_weeks_are_in_view_without_scrolling(strip: HeatStrip) -> None:
    header = strip.horizontalHeader()
    assert header.length() <= strip.viewport().width()
    strip.resize(400, 300)
    assert header.length() <= strip.viewport().width()


def test_rows_grow_with_the_system_font(qapp: QApplication, qtbot: QtBot, strip: HeatStrip) -> None:
    before = strip.rowHeight(0)
    usual = qapp.font()
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * 2)
    try:
        qapp.setFont(large)
        strip._measure()
        assert strip.rowHeight(0) > 1.7 * before
        assert theme.font("tile").pointSizeF() > usual.pointSizeF()
    finally:
        qapp.setFont(usual)

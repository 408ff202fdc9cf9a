"""The quick log is filled in with what is usual, and Enter is enough."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.presence.districts import TODAY, id_of
from trygg_desktop.desktop.presence.clock_times import minutes_between, read_times, shown_times
from trygg_desktop.desktop.presence.quick_log import ActionOffer, LoggedSession, QuickLog
from trygg_desktop.errors import UserError

BACKBY, RABY = id_of("Bäckby"), id_of("Råby")
WALK = ActionOffer(id_of("Vandring"), "Kvällsvandring", (BACKBY,), time(20, 0), 150, date(2026, 11, 20))
SCHOOL = ActionOffer(id_of("Skola"), "Öppen skola", (BACKBY, RABY), time(18, 0), 180, date(2026, 11, 19))


@pytest.fixture
def log(qtbot: QtBot) -> QuickLog:
    made = QuickLog()
    qtbot.addWidget(made)
    made.resize(1000, 40)
    made.show()
    made.offer([(BACKBY, "Bäckby"), (RABY, "Råby")], [SCHOOL, WALK], today=TODAY)
    return made


def test_enter_logs_the_latest_action_today_at_its_usual_times(qtbot: QtBot, log: QuickLog) -> None:
    log.choose(BACKBY)
    log.begin()
    with qtbot.waitSignal(log.session_logged) as logged:
        qtbot.keyClick(log.seen, Qt.Key.Key_Return)
    assert logged.args == [LoggedSession(BACKBY, WALK.id, datetime(2026, 11, 22, 19, tzinfo=UTC), 150, "")]


def test_what_was_seen_comes_along_and_is_cleared(qtbot: QtBot, log: QuickLog) -> None:
    log.begin()
    qtbot.keyClicks(log.seen, "Lugnt i centrum")
    with qtbot.waitSignal(log.session_logged) as logged:
        qtbot.keyClick(log.seen, Qt.Key.Key_Enter)
    assert logged.args[0].text == log.seen.text() == "Lugnt i centrum"
    log.logged()
    assert log.seen.text() == ""


def test_one_enter_too_many_logs_nothing_twice(qtbot: QtBot, log: QuickLog) -> None:
    log.submit()
    with qtbot.assertNotEmitted(log.session_logged):
        log.submit()
    log.not_logged()
    with qtbot.waitSignal(log.session_logged):
        log.submit()


@pytest.mark.parametrize("field", ["district", "action", "day", "start"])
def test_enter_logs_from_every_field(qtbot: QtBot, log: QuickLog, field: str) -> None:
    widget = getattr(log, field)
    widget.setFocus()
    with qtbot.waitSignal(log.session_logged):
        qtbot.keyClick(widget, Qt.Key.Key_Return)


def test_only_the_district_s_own_actions_are_offered(log: QuickLog) -> None:
    log.choose(RABY)
    offered = [log.action.itemText(n) for n in range(log.action.count())]
    assert offered == ["Öppen skola", "Utan insats"]
    assert (log.start.text(), log.end.text()) == ("18.00", "21.00")


def test_a_session_may_be_logged_without_an_action(qtbot: QtBot, log: QuickLog) -> None:
    log.action.setCurrentIndex(log.action.count() - 1)
    with qtbot.waitSignal(log.session_logged) as logged:
        log.submit()
    assert logged.args[0].action is None


def test_a_day_further_back_can_be_chosen(qtbot: QtBot, log: QuickLog) -> None:
    log.set_day(date(2026, 9, 1))
    with qtbot.waitSignal(log.session_logged) as logged:
        log.submit()
    assert logged.args[0].started.date() == date(2026, 9, 1)


def test_today_and_yesterday_are_called_so(log: QuickLog) -> None:
    assert [log.day.itemText(n) for n in range(3)] == ["i dag, 22 nov", "i går, 21 nov", "fre 20 nov"]


def test_new_offers_leave_the_chosen_district_alone(log: QuickLog) -> None:
    log.choose(RABY)
    log.offer([(id_of("Bäckby"), "Bäckby"), (id_of("Råby"), "Råby")], [SCHOOL], today=TODAY)
    assert log.district.currentData() == RABY


def test_a_clock_time_is_typed_in_short(qtbot: QtBot, log: QuickLog) -> None:
    log.start.selectAll()
    qtbot.keyClicks(log.start, "19")
    assert log.start.time() == time(19, 0)
    assert log.start.text() == "19.00"
    qtbot.keyClick(log.start, Qt.Key.Key_Up)
    assert log.start.text() == "19.30"


def test_an_unreadable_time_gives_way_to_the_one_before(qtbot: QtBot, log: QuickLog) -> None:
    log.start.selectAll()
    qtbot.keyClicks(log.start, "sent")
    assert log.start.time() == time(20, 0)


@pytest.mark.parametrize(
    ("written", "start", "minutes"),
    [
        ("20.00–23.00", time(20), 180),
        ("20-23", time(20), 180),
        ("2230–0130", time(22, 30), 180),
        ("18:15", time(18, 15), None),
    ],
)
def test_times_are_read_as_people_write_them(written: str, start: time, minutes: int | None) -> None:
    assert read_times(written) == (start, minutes)


@pytest.mark.parametrize("written", ["", "kväll", "25.00", "20.75", "20–21–22"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(UserError, match="no-such-time"):
        read_times(written)


def test_a_session_past_midnight_ends_the_next_day() -> None:
    assert minutes_between(time(22), time(1)) == 180
    assert shown_times(datetime(2026, 11, 20, 21, tzinfo=UTC), 180) == "22.00–01.00"

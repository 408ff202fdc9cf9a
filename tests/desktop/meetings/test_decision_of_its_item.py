"""A decision that is begun under one item is not noted under the next one that is looked at."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.desktop.meetings.council import Council
from tests.desktop.pages import on_screen, settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.meetings_page import MeetingsPage


def test_what_is_typed_under_an_item_is_not_noted_under_another(
    qtbot: QtBot, desk: Desk, council: Council
) -> None:
    page = on_screen(qtbot, MeetingsPage(desk))
    what = page.meeting.side.decisions.what
    page.meeting.open_details(council.items[3])
    settle(qtbot, desk)
    what.setText("Hot mot en granne utreds")
    page.meeting.open_details(council.items[0])
    settle(qtbot, desk)
    assert what.text() == ""
    page.meeting.open_details(council.items[3])
    settle(qtbot, desk)
    assert what.text() == "Hot mot en granne utreds"

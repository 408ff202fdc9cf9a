"""Idag: what lies on top of the desk, and never the text of what is confidential."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.council import SECRET, TODAY
from tests.desktop.stub_page import StubPage, put_in_place_of_pages
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel
from trygg_desktop.desktop.today.rows import CheckRow, ChipRow, DueRow, Row, WaitRow
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.council import Meeting, Preparation
from trygg_desktop.domain.districts import District
from trygg_desktop.workspace import Workspace


@pytest.fixture(autouse=True)
def stubs(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place_of_pages(monkeypatch)


def page(window: MainWindow) -> QWidget:
    return window.page("today")


def row(window: MainWindow, part: str) -> Row:
    found = [each for each in page(window).findChildren(Row) if part in each.accessibleName()]
    assert len(found) == 1, [each.accessibleName() for each in page(window).findChildren(Row)]
    return found[0]


def words(window: MainWindow) -> str:
    """Everything that the page says, to the eye and to a screen reader."""
    widgets = [page(window), *page(window).findChildren(QWidget)]
    said = [each.accessibleName() for each in widgets] + [each.toolTip() for each in widgets]
    said += [each.text() for each in page(window).findChildren(QLabel)]
    said += [str(vars(each)) for each in page(window).findChildren(Row)]
    return "\n".join(said)


def test_the_day_the_meeting_and_what_remains_for_it(window: MainWindow) -> None:
    shown = words(window)
    for expected in (
        "Söndag 22 november",
        "vecka 47",
        "Trygghetsrådet 3 december",
        "om 11 dagar",
        "Boka lokalen",
    ):
        assert expected in shown


def test_a_preparation_is_ticked_off_with_a_key_and_the_key_stays_there(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    (before,) = desk.workspace.records(Preparation)
    ticked = row(window, "Boka lokalen")
    ticked.setFocus()
    qtbot.keyClick(ticked, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(desk.workspace.records(Preparation)[0].done))
    qtbot.waitUntil(desk.settled)
    focused = QApplication.focusWidget()
    assert isinstance(focused, CheckRow) and focused.key == before.id
    assert focused.isChecked()


def test_what_follows_from_the_meeting_leads_there(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    (meeting,) = desk.workspace.records(Meeting, col(Meeting.held_on) > TODAY)
    missing = row(window, "Det som saknas")
    assert "Kallelsen är inte skickad" in missing.accessibleName()
    missing.setFocus()
    qtbot.keyClick(missing, Qt.Key.Key_Return)
    meetings = window.page("meetings")
    assert isinstance(meetings, StubPage)
    qtbot.waitUntil(lambda: meetings.chosen == [meeting.id])


def test_only_the_checklist_that_people_wrote_is_counted(window: MainWindow) -> None:
    shown = words(window)
    assert "0 av 1" in shown
    assert len(page(window).findChildren(CheckRow)) == 1


def test_what_is_late_comes_first_and_says_so(window: MainWindow) -> None:
    first = page(window).findChildren(DueRow)[0]
    assert "Besked om kamerabevakning" in first.accessibleName()
    assert "9 dagar försenad" in first.accessibleName()


def test_districts_that_wait_are_listed_with_their_weeks(window: MainWindow) -> None:
    waiting = [each.accessibleName() for each in page(window).findChildren(WaitRow)]
    assert waiting == ["Skultuna: 9 veckor utan närvaro"]


def test_where_more_districts_wait_than_there_is_room_for_it_says_how_many(
    workspace: Workspace, qtbot: QtBot
) -> None:
    window, desk = MainWindow(), Desk(workspace, date(2026, 11, 22))
    qtbot.addWidget(window)
    window.show()
    window.attach(desk)
    qtbot.waitUntil(desk.settled)
    shown = page(window).findChildren(WaitRow)
    (more,) = [each for each in page(window).findChildren(LinkLabel) if "till" in each.text()]
    assert (
        more.text()
        == f"och {desk.workspace.count(District, col(District.level) == 'area') - len(shown)} till"
    )
    desk.courier.stop()
    desk.setParent(None)


def test_no_text_of_a_confidential_record_is_on_the_page(window: MainWindow) -> None:
    shown = words(window)
    assert SECRET not in shown
    assert "En sekretessmarkerad post" in shown
    assert [each.accessibleName() for each in page(window).findChildren(ChipRow)] == [
        "Ett sekretessmarkerat utkast"
    ]


def test_a_confidential_preparation_and_meeting_are_there_without_their_words(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    (meeting,) = desk.workspace.records(Meeting, col(Meeting.held_on) > TODAY)
    (preparation,) = desk.workspace.records(Preparation)
    for each in (meeting, preparation):
        assert each.id is not None
        desk.command(
            "Change", lambda tx, id=each.id: tx.change(id, protection="protected", ground="OSL 18:1")
        )
    qtbot.waitUntil(desk.settled)
    qtbot.waitUntil(lambda: "Ett sekretessmarkerat möte" in words(window))
    shown = words(window)
    assert "Boka lokalen" not in shown and "Stadshuset" not in shown
    assert "Trygghetsrådet 3 december" not in shown


def test_an_empty_workspace_offers_the_first_step(workspace: Workspace, qtbot: QtBot) -> None:
    window, desk = MainWindow(), Desk(workspace, date(2026, 11, 22))
    qtbot.addWidget(window)
    window.show()
    window.attach(desk)
    qtbot.waitUntil(desk.settled)
    assert "Inget möte är planerat" in words(window)
    assert "Inget förfaller" in words(window)
    desk.courier.stop()
    desk.setParent(None)

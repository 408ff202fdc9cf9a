"""Idag: what lies on top of the desk, and never the text of what is confidential."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.council import SECRET, TODAY, district, fill
from tests.desktop.stub_page import StubPage, put_in_place_of_pages
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel
from trygg_desktop.desktop.today.due_section import FEW
from trygg_desktop.desktop.today.law_rows import ClockRow, EvidenceRow, FactRow
from trygg_desktop.desktop.today.rows import CheckRow, ChipRow, DueRow, Row, WaitRow
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.council import Meeting, Preparation
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.problems import Problem
from trygg_desktop.domain.stakeholders import Commitment
from trygg_desktop.insight.due import due
from trygg_desktop.workspace import Transaction, Workspace


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


def write_the_year(desk: Desk) -> dict[str, UUID]:
    """A decided picture, a promise of a measure, a problem without a cause, a confidential measure to follow up."""
    with desk.workspace.transaction("Test") as tx:
        picture = tx.create(
            SituationPicture,
            title="Lägesbild 2025",
            survey="x",
            decided_at=datetime(2025, 3, 14, 12, tzinfo=UTC),
        )
        facts = {"stage": Stage.DECIDED, "districts": [district("backby")]}
        promise = tx.create(
            Measure, title="Fotpatrull", citizen_promise=True, promise_review_on=date(2026, 12, 3), **facts
        )
        tx.create(
            Measure, title=SECRET, follow_up_on=date(2026, 11, 20), protection="protected", ground="OSL 18:1",
            **facts,
        )  # fmt: skip
        problem = tx.create(Problem, title="Oro vid stationen", severity="grave", extent="widespread")
    return {"picture": picture, "promise": promise, "problem": problem}


@pytest.fixture
def of_the_year(desk: Desk, qtbot: QtBot) -> Iterator[tuple[MainWindow, dict[str, UUID]]]:
    """The window over a council with a year of its own."""
    ids = write_the_year(desk)
    made = MainWindow()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    made.attach(desk)
    qtbot.waitUntil(lambda: "Lagens klocka" in words(made))
    yield made, ids
    desk.setParent(None)


def test_the_laws_clock_tells_what_is_left_and_leads_to_the_picture(
    of_the_year: tuple[MainWindow, dict[str, UUID]], desk: Desk, qtbot: QtBot
) -> None:
    window, ids = of_the_year
    clocks = [each.accessibleName() for each in page(window).findChildren(ClockRow)]
    assert clocks == [
        "Lägesbilden, senast 14 mars 2027, 112 dagar kvar",
        "Åtgärdsplanen, senast 14 mars 2027, 112 dagar kvar",
    ]
    with qtbot.waitSignal(desk.opened) as opened:
        page(window).findChildren(ClockRow)[0].click()
    assert opened.args == [ids["picture"]]


def test_what_the_law_asks_for_and_nothing_shows_is_told_on_one_line(
    of_the_year: tuple[MainWindow, dict[str, UUID]],
) -> None:
    window, _ids = of_the_year
    assert "Inget här visar det" in row(window, "13 §").accessibleName()


def test_what_is_in_place_by_law_is_folded_and_leads_to_its_records(
    of_the_year: tuple[MainWindow, dict[str, UUID]], desk: Desk, qtbot: QtBot
) -> None:
    window, ids = of_the_year
    assert "5 § " not in words(window)
    fold = row(window, "2 paragrafer är på plats")
    fold.setFocus()
    fold.click()
    assert row(window, "5 §").accessibleName().endswith("På plats")
    behind = [each.accessibleName() for each in page(window).findChildren(EvidenceRow)]
    assert {"Fotpatrull", "En sekretessmarkerad post"} < set(behind)
    assert SECRET not in words(window)
    assert window.focusWidget() is row(window, "2 paragrafer är på plats")
    with qtbot.waitSignal(desk.opened) as opened:
        next(
            each for each in page(window).findChildren(EvidenceRow) if "Fotpatrull" in each.accessibleName()
        ).click()
    assert opened.args == [ids["promise"]]


def test_before_anything_is_written_every_section_of_the_law_can_be_read(
    workspace: Workspace, qtbot: QtBot
) -> None:
    window, desk = MainWindow(), Desk(workspace, TODAY)
    window.resize(1024, 640)
    qtbot.addWidget(window)
    window.show()
    window.attach(desk)
    qtbot.waitUntil(lambda: "Inget här visar ännu hur lagen följs" in words(window))
    sentence = row(window, "Inget här visar ännu")
    wide = QFontMetrics(theme.font("body")).horizontalAdvance(sentence.accessibleName())
    qtbot.waitUntil(lambda: sentence.width() > 0)
    assert sentence.height() >= (1 + wide // sentence.width()) * QFontMetrics(theme.font("body")).height()
    row(window, "Vad lagen kräver").click()
    sections = [each.accessibleName().split(" ")[0] for each in page(window).findChildren(FactRow)]
    assert sections[1:] == ["4", "5", "6", "9", "10", "11–12", "13"]
    desk.courier.stop()
    desk.setParent(None)


def test_what_the_year_has_falling_due_stands_with_the_rest(
    of_the_year: tuple[MainWindow, dict[str, UUID]], desk: Desk, qtbot: QtBot
) -> None:
    window, ids = of_the_year
    due_rows = [each.accessibleName() for each in page(window).findChildren(DueRow)]
    told = due(desk.workspace, TODAY, until=TODAY + timedelta(days=14))
    assert len(due_rows) == len([each for each in told if each.kind != "preparation"])
    with qtbot.waitSignal(desk.opened) as opened:
        row(window, "Fotpatrull, Medborgarlöfte att gå igenom").click()
    assert opened.args == [ids["promise"]]
    assert SECRET not in words(window)


def test_broken_links_are_counted_and_lead_to_the_gravest(
    of_the_year: tuple[MainWindow, dict[str, UUID]], desk: Desk, qtbot: QtBot
) -> None:
    window, ids = of_the_year
    links = [each.accessibleName() for each in page(window).findChildren(FactRow)]
    assert [each for each in links if "§" not in each] == [
        "1 problem utan orsak",
        "2 åtgärder utan orsak",
        "2 åtgärder utan beslut",
        "1 åtgärd som inte är uppföljd",
    ]
    with qtbot.waitSignal(desk.opened) as opened:
        row(window, "1 problem utan orsak").click()
    assert opened.args == [ids["problem"]]


def test_the_year_comes_without_moving_what_stands_there(workspace: Workspace, qtbot: QtBot) -> None:
    fill(workspace)
    window, desk = MainWindow(), Desk(workspace, TODAY)
    qtbot.addWidget(window)
    window.show()
    window.attach(desk)
    qtbot.waitUntil(lambda: bool(page(window).findChildren(DueRow)))
    before = page(window).findChildren(DueRow)
    qtbot.waitUntil(lambda: "Inget här visar ännu hur lagen följs" in words(window))
    assert page(window).findChildren(DueRow) == before
    desk.courier.stop()
    desk.setParent(None)


def test_a_long_list_is_folded_until_one_asks(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    def many(tx: Transaction) -> None:
        for number in range(30):
            tx.create(Commitment, title=f"Löfte {number}", due=TODAY)

    desk.command("Test", many)
    qtbot.waitUntil(lambda: len(page(window).findChildren(DueRow)) == FEW)
    [more] = [each for each in page(window).findChildren(LinkLabel) if each.text().startswith("och ")]
    more.click()
    assert len(page(window).findChildren(DueRow)) > 30

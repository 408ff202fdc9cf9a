"""Police events on Närvaro: how many, of what kind, where, and how many of them nobody could place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.insight.council import add, district
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.presence.event_figures import EventFigures
from trygg_desktop.desktop.presence.event_summary import EventPlace, EventSummary, last_year
from trygg_desktop.domain.events import Event

BACKBY = district("backby")


@pytest.fixture
def four_events(desk: Desk) -> None:
    """Of four in the year that is looked at, one is placed."""
    first, last = last_year(desk.today)
    for number, (on, where) in enumerate([(first, None), (last, BACKBY), (last, None), (last, None)]):
        happened = datetime(on.year, on.month, on.day, 11, tzinfo=UTC)
        add(
            desk.workspace, Event, name="Brand", event_type="Brand", source_id=str(number), happened=happened,
            district=where, district_confirmed=True,
        )  # fmt: skip


@pytest.fixture
def before(desk: Desk) -> int:
    return desk.workspace.count(Event)


@pytest.fixture
def summary(desk: Desk, qtbot: QtBot) -> Iterator[EventSummary]:
    made = EventSummary(desk)
    qtbot.addWidget(made)
    yield made
    qtbot.waitUntil(desk.settled)


def test_the_summary_tells_how_many_could_not_be_placed(
    summary: EventSummary, before: int, four_events: None, desk: Desk, qtbot: QtBot
) -> None:
    assert before == 0
    summary.show_place(EventPlace())
    qtbot.waitUntil(desk.settled)
    assert "4" in summary.words.text() and "75" in summary.words.text()


def test_in_a_district_the_others_are_told_too(
    summary: EventSummary, four_events: None, desk: Desk, qtbot: QtBot
) -> None:
    summary.show_place(EventPlace(BACKBY, "Bäckby", {BACKBY: BACKBY}, {BACKBY: "Bäckby"}))
    qtbot.waitUntil(desk.settled)
    assert summary.words.text().startswith("1 ") and "75" in summary.words.text()


def test_the_figures_are_three_charts_that_count_alike(four_events: None, desk: Desk, qtbot: QtBot) -> None:
    figures = EventFigures(desk, EventPlace(areas={BACKBY: BACKBY}, names={BACKBY: "Bäckby"}))
    figures.show()
    qtbot.waitUntil(desk.settled)
    assert len(figures.charts) == 3
    kinds, districts = (pane.view.chart for pane in figures.charts[1:])
    assert sum(bar.value.amount for bar in kinds.bars) == sum(bar.value.amount for bar in districts.bars) == 4
    figures.close()

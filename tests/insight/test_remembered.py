"""What is remembered of a workspace is what a new look would find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.insight.council import add, at, district
from tests.support import only_workspace
from trygg_desktop import i18n
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.insight.remembered import forget, remembered
from trygg_desktop.insight.trends import trend
from trygg_desktop.workspace import Workspace

asked: list[object] = []


@remembered
def number_of_events(workspace: Workspace, *_about: object) -> int:
    """Counts, and tells that it had to."""
    asked.append(workspace)
    return workspace.count(Event)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    asked.clear()
    with only_workspace(tmp_path) as made:
        yield made


def test_nothing_is_read_twice_while_nothing_is_written(workspace: Workspace) -> None:
    assert number_of_events(workspace) == number_of_events(workspace)
    assert len(asked) == 1


def test_whatever_is_written_makes_it_be_read_again(workspace: Workspace) -> None:
    assert number_of_events(workspace) == 0
    add(workspace, Event, name="Brand", source_id="1", happened=at(2026, 1, 1))
    assert number_of_events(workspace) == 1
    workspace.undo()
    assert number_of_events(workspace) == 0


def test_each_question_has_its_own_answer(workspace: Workspace) -> None:
    number_of_events(workspace, [district("backby")])
    number_of_events(workspace, [district("raby")])
    number_of_events(workspace, [district("backby")])
    assert len(asked) == 2


def test_another_language_is_another_question(workspace: Workspace) -> None:
    number_of_events(workspace)
    with i18n.in_language("en" if i18n.language() == "sv" else "sv"):
        number_of_events(workspace)
    assert len(asked) == 2


def test_within_one_moment_nothing_newer_is_kept(workspace: Workspace) -> None:
    with workspace.reader.at_one_moment():
        assert number_of_events(workspace) == 0
        add(workspace, Event, name="Brand", source_id="1", happened=at(2026, 1, 1))
        assert number_of_events(workspace) == 0
    assert number_of_events(workspace) == 1


def test_it_can_be_forgotten(workspace: Workspace) -> None:
    number_of_events(workspace)
    forget(workspace)
    number_of_events(workspace)
    assert len(asked) == 2


def test_a_new_figure_is_in_the_trend_at_once(workspace: Workspace) -> None:
    indicator = add(workspace, Indicator, name="Otrygga")
    for year in (2023, 2024):
        add(workspace, Measurement, indicator=indicator, period=str(year), value=float(year))
        [series] = trend(workspace, indicator).series
        assert series.latest is not None and series.latest.value == year

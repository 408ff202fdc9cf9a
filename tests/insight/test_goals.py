"""The goals as they stand: which figure counts for each, what works for it, and how it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.insight.council import TODAY, add, district
from tests.insight.year import year_workspace
from trygg_desktop.domain.figures import Indicator, Measured, Measurement
from trygg_desktop.domain.goals import Goal, GoalStatus
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.goals import GoalNow, goals_now, standing
from trygg_desktop.workspace import Workspace

BACKBY, RABY = district("backby"), district("raby")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with year_workspace(tmp_path) as made:
        yield made


def the_goal(workspace: Workspace, **values: Any) -> GoalNow:
    """A goal whose indicator has a figure of last year, of this year, and one that looks ahead."""
    indicator = add(workspace, Indicator, name="Trygga", measured=Measured.SHARE)
    for place in (None, BACKBY):
        for period, value in (("2025", 60), ("2026", 64), ("2027", 90)):
            add(
                workspace,
                Measurement,
                indicator=indicator,
                district=place,
                period=period,
                value=value + bool(place),
            )
    add(workspace, Goal, title="Fler trygga", indicator=indicator, baseline=60, target=70, **values)
    [found] = goals_now(workspace, TODAY)
    return found


def test_a_forecast_is_no_figure_that_was_reached(workspace: Workspace) -> None:
    found = the_goal(workspace)
    assert (found.latest and found.latest.value, found.standing) == (64, None)


def test_a_goal_is_measured_where_it_applies(workspace: Workspace) -> None:
    latest = the_goal(workspace, districts=[BACKBY]).latest
    assert latest is not None and latest.value == 65


def test_several_districts_have_no_figure_as_one(workspace: Workspace) -> None:
    assert the_goal(workspace, districts=[BACKBY, RABY]).latest is None


def test_what_was_given_up_works_for_no_goal(workspace: Workspace) -> None:
    goal = add(workspace, Goal, title="Fler trygga")
    add(workspace, Measure, title="Lampor", goal=goal)
    add(workspace, Measure, title="Struken", goal=goal, stage=Stage.DROPPED)
    assert [each.measures for each in goals_now(workspace, TODAY)] == [1]


def test_an_audience_is_told_of_its_own_goals_figures_and_measures(workspace: Workspace) -> None:
    opened = {"protection": "open"}
    hidden = add(workspace, Goal, title="Dolt", protection="protected")
    goal = add(workspace, Goal, title="Fler trygga", parent=hidden, **opened)
    add(workspace, Measure, title="Dold", goal=goal)
    [found] = goals_now(workspace, TODAY, audience=Audience.PUBLIC)
    assert (found.goal.title, found.measures) == ("Fler trygga", 0)


def test_goals_under_one_another_in_a_ring_are_all_told(workspace: Workspace) -> None:
    first = add(workspace, Goal, title="Ett")
    second = add(workspace, Goal, title="Två", parent=first)
    with workspace.transaction("Test") as tx:
        tx.change(first, parent=second)
    assert sorted(each.goal.title or "" for each in goals_now(workspace, TODAY)) == ["Ett", "Två"]


@pytest.mark.parametrize(
    ("facts", "value", "how"),
    [
        ({"status": GoalStatus.REACHED}, None, Standing.DONE),
        ({"status": GoalStatus.MISSED}, 70, Standing.LATE),
        ({"status": GoalStatus.DROPPED, "due": date(2026, 1, 1)}, 60, None),
        ({"due": date(2026, 11, 21)}, 69, Standing.LATE),
        ({"due": date(2026, 11, 21)}, 70, Standing.ON_PLAN),
        ({"due": date(2027, 11, 22), "baseline_on": date(2025, 11, 22)}, 64, Standing.RISK),
        ({"due": date(2027, 11, 22), "baseline_on": date(2025, 11, 22)}, 65, Standing.ON_PLAN),
        ({"due": date(2027, 11, 22)}, 64, None),
    ],
)
def test_a_goal_goes_as_the_way_compares_with_the_time(
    facts: dict[str, Any], value: float | None, how: Standing | None
) -> None:
    assert standing(Goal(title="Fler trygga", baseline=60, target=70, **facts), value, TODAY) is how

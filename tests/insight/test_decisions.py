"""Decisions: who sees to each, how late it is, and what was open when a meeting began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from tests.insight.council import TODAY, add
from tests.insight.year import year_workspace
from trygg_desktop.domain.council import Decision, DecisionStatus, Meeting
from trygg_desktop.insight.decisions import days_late, who_sees_to
from trygg_desktop.insight.meetings import open_then
from trygg_desktop.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with year_workspace(tmp_path) as made:
        yield made


def test_the_most_precise_of_those_named_sees_to_a_decision() -> None:
    decision = Decision(title="Lampor", owner="Åsa", stakeholder=uuid4(), owner_side="police")
    assert who_sees_to(decision, lambda _id: "Tekniska") == "Åsa"
    decision.owner = None
    assert who_sees_to(decision, lambda _id: "Tekniska") == "Tekniska"
    assert who_sees_to(decision, lambda _id: "") == "Polisen"
    decision.owner_side = "en sida till"
    assert who_sees_to(decision, lambda _id: "") == "en sida till"


@pytest.mark.parametrize(
    ("due", "status", "days"),
    [
        (date(2026, 11, 21), None, 1),
        (TODAY, None, 0),
        (None, None, 0),
        (date(2026, 1, 1), DecisionStatus.DROPPED, 0),
    ],
)
def test_what_is_closed_or_due_today_is_not_late(
    due: date | None, status: DecisionStatus | None, days: int
) -> None:
    assert days_late(Decision(title="Lampor", due=due, status=status), TODAY) == days


def test_what_was_closed_since_was_open_when_the_meeting_began(workspace: Workspace) -> None:
    spring = add(workspace, Meeting, title="Vår", held_on=date(2026, 5, 7))
    autumn = add(workspace, Meeting, title="Höst", held_on=date(2026, 10, 8))
    for title, meeting, closed in (
        ("Kvar", spring, None),
        ("Klart samma dag", spring, date(2026, 10, 8)),
        ("Klart före", spring, date(2026, 9, 1)),
        ("Fattat där", autumn, None),
    ):
        status = DecisionStatus.DONE if closed else DecisionStatus.OPEN
        add(workspace, Decision, title=title, meeting=meeting, closed_on=closed, status=status)
    add(workspace, Decision, title="Fattat senare", decided_on=date(2026, 10, 9))
    meeting = workspace.get(autumn)
    assert isinstance(meeting, Meeting)
    assert [each.title for each in open_then(workspace, meeting)] == ["Klart samma dag", "Kvar"]

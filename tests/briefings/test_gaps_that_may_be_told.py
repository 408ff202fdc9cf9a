"""That something is missing is told only where all of it is seen: what is closed to those who read is not missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.briefings.council import TODAY, Council
from trygg_desktop.briefings.board_report import gather as gather_report
from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.measure_lines import tells_gaps
from trygg_desktop.briefings.plan import PlanContent
from trygg_desktop.briefings.plan import gather as gather_plan
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Audience, Record

CLOSED: dict[str, Any] = {"protection": "protected", "ground": "OSL 18:1"}


def plan_for(council: Council, audience: Audience) -> PlanContent:
    """The plan as it is told."""
    return gather_plan(council.workspace, Edition(audience, TODAY), Request())[0]


@pytest.mark.parametrize(
    ("audience", "closed", "tells"),
    [
        (Audience.LEADERS, True, True),
        (Audience.COUNCIL, False, True),
        (Audience.COUNCIL, True, False),
        (Audience.PUBLIC, False, False),
    ],
)
def test_a_cause_without_a_measure_is_told_of_where_nothing_is_closed(
    council: Council, audience: Audience, closed: bool, tells: bool
) -> None:
    problem = council.add(Problem, title="Oro", protection="open")
    cause = council.add(Cause, title="Mörker", problem=problem, protection="open")
    council.add(Measure, title="Belysning", cause=cause, **(CLOSED if closed else {}))
    council.add(Cause, title="Buskar", problem=problem, protection="open")
    plan = plan_for(council, audience)
    assert plan.gaps is tells
    drawn = plan.problems[0].chain
    if audience is Audience.COUNCIL and closed:
        assert plan.without == 0
        assert drawn is None or "saknas" not in drawn.in_words()
    elif tells:
        assert plan.without == 1


@pytest.mark.parametrize("kind", [Problem, Cause, Measure, Decision, FollowUp, Evaluation])
def test_one_closed_record_of_the_chain_is_enough_and_a_draft_is_none(
    council: Council, kind: type[Record]
) -> None:
    named = {kind.about.naming: "Stängd"}
    council.add(kind, draft=True, **named, **CLOSED)
    reading = Reading(council.workspace, Edition(Audience.COUNCIL, TODAY))
    assert tells_gaps(reading)
    council.add(kind, **named, **CLOSED)
    assert not tells_gaps(reading)


def test_the_board_is_not_told_what_an_evaluation_of_a_closed_measure_proposes(council: Council) -> None:
    measure = council.add(Measure, title="Insatsen", **CLOSED)
    council.add(Evaluation, title="Utvärdering av insatsen", measure=measure, proposal="Fler nätter")
    request = Request(since=date(2026, 1, 1), until=TODAY)
    for audience, told in ((Audience.COUNCIL, 0), (Audience.LEADERS, 1)):
        content, _reading = gather_report(council.workspace, Edition(audience, TODAY), request)
        assert len(content.proposals) == told

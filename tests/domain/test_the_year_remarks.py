"""What is missing in the council's year is noticed, and nothing is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.domain.test_the_year import YEAR
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.remarks import remarks
from trygg_desktop.domain.remarks_of_the_year import without_causes

SOMEONE = uuid4()
NOON = datetime(2026, 2, 5, 12, tzinfo=UTC)
SOUND = {"cause": SOMEONE, "responsible": SOMEONE, "goal": SOMEONE, "follow_up_on": date(2027, 1, 7)}
FIGURE = {"indicator": SOMEONE, "period": "2025", "source": "Brå"}
HEADINGS = {"survey": "a", "other_information": "b", "analysis": "c", "sources": "d", "period": "2025"}


def marked(record: Record) -> set[str]:
    return {remark.field for remark in remarks(record)}


@pytest.mark.parametrize(
    ("kind", "values", "fields"),
    [
        (Indicator, {"name": "x"}, {"unit", "better", "source"}),
        (Measurement, {"indicator": SOMEONE}, {"period", "mark", "source"}),
        (Measurement, {**FIGURE, "value": 58.0, "n": 29}, {"n"}),
        (Measurement, {**FIGURE, "value": 58.0, "n": 30}, set()),
        (Measurement, {**FIGURE, "value": 0.0}, set()),
        (Measurement, {**FIGURE, "mark": "suppressed", "n": 4}, set()),
        (Measurement, {**FIGURE, "value": 3.0, "mark": "suppressed"}, {"mark"}),
        (Measurement, {**FIGURE, "value": 3.0, "period": "sportlovet"}, {"period"}),
        (Measurement, {**FIGURE, "value": 3.0, "from_on": date(2024, 1, 1)}, {"from_on"}),
        (SituationPicture, {"title": "x"}, {"period", "survey", "other_information", "analysis"}),
        (SituationPicture, HEADINGS, set()),
        (SituationPicture, {**HEADINGS, "sources": None}, {"sources"}),
        (SituationPicture, {**HEADINGS, "status": "decided"}, {"status"}),
        (SituationPicture, {**HEADINGS, "agreed_police_at": NOON}, {"status", "agreed_police_by"}),
        (PicturePart, {"district": SOMEONE}, {"picture", "survey"}),
        (Problem, {"title": "x"}, {"districts", "who_is_hit", "severity"}),
        (Cause, {"title": "x"}, {"problem", "grounds"}),
        (Goal, {"title": "x"}, {"specific", "indicator", "accepted_by", "realistic", "due"}),
        (Goal, {"title": "x", "level": "programme"}, set()),
        (Measure, {"title": "x"}, {"cause", "responsible", "operational_goals", "follow_up_on"}),
        (Measure, SOUND, set()),
        (Measure, {**SOUND, "follow_up_on": None, "stage": "done"}, set()),
        (Measure, {**SOUND, "citizen_promise": True}, {"promise_review_on"}),
        (Measure, {**SOUND, "citizen_promise": True, "promised_on": date(2026, 1, 7)}, set()),
        (Measure, {**SOUND, "pilot": True}, {"hypothesis", "stop_rule", "judged_on"}),
        (FollowUp, {"text": "x", "status": "red"}, {"measure", "on", "deviation", "next_step"}),
        (FollowUp, {"text": "x", "measure": SOMEONE, "on": date(2026, 1, 7), "status": "green"}, set()),
        (Evaluation, {"title": "x", "done_on": date(2026, 1, 7)}, {"measure", "result", "proposal"}),
        (
            Evaluation,
            {"title": "x", "measure": SOMEONE, "before": 1.0, "after": 2.0, "after_n": 12},
            {"before_n", "after_n"},
        ),
    ],
)
def test_what_is_missing_is_noticed(kind: type[Record], values: dict[str, Any], fields: set[str]) -> None:
    assert marked(kind(**values)) == fields


def test_a_goal_is_told_which_letter_it_lacks() -> None:
    told = {remark.field: remark.message for remark in remarks(Goal(title="x", target=5.0, baseline=1.0))}
    assert "M:" in told["indicator"]
    assert "T:" in told["due"]


def test_a_goal_and_a_picture_can_not_come_under_or_after_themselves() -> None:
    id = UUID(int=5)
    assert "parent" in marked(Goal(id=id, parent=id))
    assert "previous" in marked(SituationPicture(id=id, previous=id))


def test_a_problem_that_nobody_has_found_a_cause_of_is_noticed() -> None:
    assert [remark.field for remark in without_causes([])] == ["title"]
    assert without_causes([Cause(title="x")]) == []


@pytest.mark.parametrize("kind", YEAR, ids=lambda kind: str(kind.about.name))
def test_every_remark_is_about_a_field_of_the_kind(kind: type[Record]) -> None:
    for remark in remarks(kind(protection="protected")):
        assert remark.field in kind.fields()
        assert remark.sentence

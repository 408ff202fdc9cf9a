"""The council's year holds what people plan by, each thing on its day and once."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from math import hypot
from typing import Any
from uuid import UUID

import pytest

from tests.insight.charts.test_layout import lettering
from tests.insight.council import TODAY, add, at
from trygg_desktop.domain.council import Decision, Meeting, Preparation
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.links import RELATED
from trygg_desktop.domain.measures import Measure, PilotDecision, Stage
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Agreement
from trygg_desktop.insight.charts.shapes import Form, Ink
from trygg_desktop.insight.charts.year_wheel import Entry, YearWheel, wheel_of_marks
from trygg_desktop.insight.due import What as Falling
from trygg_desktop.insight.due import due
from trygg_desktop.insight.following_up import returning
from trygg_desktop.insight.law import Standing, law
from trygg_desktop.insight.year import What, year_marks
from trygg_desktop.workspace import Workspace

MEETING = date(2026, 12, 3)


def marks(workspace: Workspace, year: int, **values: Any) -> list[tuple[date, What, bool]]:
    """What stands in a year, and whether it waits."""
    found = year_marks(workspace, date(year, 1, 1), date(year, 12, 31), today=TODAY, **values)
    return [(mark.day, mark.what, mark.waits) for mark in found]


def test_each_kind_of_thing_stands_on_its_day(workspace: Workspace) -> None:
    add(workspace, Meeting, title="Råd", held_on=MEETING, report_due=date(2026, 12, 17))
    add(workspace, Preparation, title="Lokal", due=date(2026, 11, 24))
    add(workspace, Decision, title="Beslut", due=date(2026, 11, 13), status="done")
    add(workspace, Agreement, title="Avtal", runs_out_on=date(2026, 11, 30))
    assert marks(workspace, 2026) == [
        (date(2026, 11, 13), What.DECISION, False),
        (date(2026, 11, 24), What.PREPARATION, True),
        (date(2026, 11, 30), What.AGREEMENT, True),
        (MEETING, What.MEETING, True),
        (date(2026, 12, 17), What.REPORT, True),
    ]


def test_a_report_stands_where_it_was_made_once_it_is(workspace: Workspace) -> None:
    add(
        workspace, Meeting, title="Råd", held_on=date(2026, 9, 17), status="held",
        report_due=date(2026, 10, 15), reported_on=date(2026, 10, 13),
    )  # fmt: skip
    assert marks(workspace, 2026)[-1] == (date(2026, 10, 13), What.REPORT, False)


def test_a_cancelled_meeting_is_not_in_the_year(workspace: Workspace) -> None:
    add(workspace, Meeting, title="Råd", held_on=MEETING, status="cancelled", report_due=MEETING)
    assert marks(workspace, 2026) == []


def test_a_promise_is_reviewed_each_half_year_as_long_as_it_lasts(workspace: Workspace) -> None:
    promise = {"citizen_promise": True, "promise_reviewed_on": date(2026, 5, 31)}
    add(workspace, Measure, title="Patrull", to_on=date(2027, 6, 30), **promise)
    assert marks(workspace, 2026) == [
        (date(2026, 5, 31), What.REVIEW, False),
        (date(2026, 11, 30), What.REVIEW, True),
    ]
    assert marks(workspace, 2027) == [(date(2027, 5, 30), What.REVIEW, True)]
    add(workspace, Measure, title="Över", stage=Stage.DONE, citizen_promise=True, promised_on=TODAY)
    assert len(marks(workspace, 2027)) == 1


def test_a_measure_is_in_the_year_when_it_is_to_be_followed_up_until_it_is(workspace: Workspace) -> None:
    planned, later = date(2026, 10, 1), date(2026, 12, 15)
    measure = add(workspace, Measure, title="Lampor", stage=Stage.ONGOING, follow_up_on=planned)
    add(workspace, Measure, title="Över", stage=Stage.DONE, follow_up_on=planned)
    assert marks(workspace, 2026) == [(planned, What.FOLLOW_UP, True)]
    step = {"follow_up_on": later, "next_step": "Fler lampor"}
    add(workspace, FollowUp, text="Satta", measure=measure, on=date(2026, 10, 2), **step)
    assert marks(workspace, 2026) == [(planned, What.FOLLOW_UP, False), (later, What.FOLLOW_UP, True)]


def test_a_pilot_is_in_the_year_when_it_is_to_be_judged(workspace: Workspace) -> None:
    tried = {"pilot": True, "judged_on": MEETING}
    add(workspace, Measure, title="Värdar", stage=Stage.ONGOING, **tried)
    add(workspace, Measure, title="Märkning", stage=Stage.DONE, pilot_decision=PilotDecision.SCALE, **tried)
    assert sorted(marks(workspace, 2026)) == [(MEETING, What.PILOT, False), (MEETING, What.PILOT, True)]


def test_many_marks_on_one_day_lie_apart() -> None:
    wheel = YearWheel(2026, tuple(Entry(MEETING, f"Beslut {n}", track=2) for n in range(12)))
    boxes = [mark.box for mark in wheel.laid_out(760, lettering()).marks]
    middles = [(box.left + box.width / 2, box.top + box.height / 2) for box in boxes]
    nearest = min(hypot(x - a, y - b) for (x, y), (a, b) in combinations(middles, 2))
    assert nearest > 2 * 0.36 * lettering().em


def test_the_laws_two_years_end_on_a_day_of_the_wheel(workspace: Workspace) -> None:
    add(workspace, SituationPicture, title="Lägesbild", survey="x", decided_at=at(2025, 3, 14))
    measure = add(workspace, Measure, title="Lampor", stage=Stage.ONGOING)
    add(workspace, FollowUp, text="Gjort", measure=measure, on=date(2025, 9, 1))
    assert marks(workspace, 2027) == [
        (date(2027, 3, 14), What.TWO_YEARS, True),
        (date(2027, 9, 1), What.TWO_YEARS, True),
    ]


def test_an_audience_gets_the_year_that_it_may_see(workspace: Workspace) -> None:
    hidden = {"protection": "protected", "ground": "OSL 18:2"}
    add(workspace, Agreement, title="Avtal", runs_out_on=MEETING, **hidden)
    add(workspace, Agreement, title="Utkast", runs_out_on=MEETING, draft=True)
    assert len(marks(workspace, 2026)) == 2
    assert marks(workspace, 2026, audience=Audience.COUNCIL) == []
    shown = [mark.shown for mark in year_marks(workspace, MEETING, MEETING)]
    assert shown == ["En sekretessmarkerad post", "Utkast"]


def test_the_year_is_a_chart_with_every_mark_in_words(workspace: Workspace) -> None:
    add(workspace, Meeting, title="Råd", held_on=MEETING, report_due=date(2026, 12, 17))
    add(workspace, Decision, title="Sent beslut", due=date(2026, 11, 13))
    add(workspace, Decision, title="Gjort", due=date(2026, 11, 12), status="done")
    chart = wheel_of_marks(year_marks(workspace, date(2026, 1, 1), date(2026, 12, 31)), 2026, TODAY)
    assert [(each.title, each.form, each.ink) for each in chart.ordered] == [
        ("Gjort", Form.RING, Ink.QUIET),
        ("Sent beslut", Form.SQUARE, Ink.ALERT),
        ("Råd", Form.DISC, Ink.ACCENT),
        ("Till kommunstyrelsen om Råd", Form.DIAMOND, Ink.WARN),
    ]
    assert "Rapport" in chart.told(3)


def coming_back(workspace: Workspace, meeting: UUID) -> list[str]:
    found = workspace.get(meeting)
    assert isinstance(found, Meeting)
    return [each.measure.title for each in returning(workspace, found)]


@pytest.fixture
def meeting(workspace: Workspace) -> UUID:
    return add(workspace, Meeting, title="Råd", held_on=MEETING)


@pytest.fixture
def decision(workspace: Workspace) -> UUID:
    before = add(workspace, Meeting, title="Råd", held_on=date(2026, 9, 17), status="held")
    return add(workspace, Decision, title="Beslut", meeting=before)


def test_a_measure_that_the_council_decided_on_comes_back_until_it_is_followed_up(
    workspace: Workspace, meeting: UUID, decision: UUID
) -> None:
    day = {"follow_up_on": MEETING}
    measure = add(workspace, Measure, title="Lampor", decision=decision, **day)
    add(workspace, Measure, title="Utan beslut", **day)
    add(workspace, Measure, title="Senare", decision=decision, follow_up_on=MEETING + timedelta(days=1))
    add(workspace, Measure, title="Över", decision=decision, stage=Stage.DONE, **day)
    assert coming_back(workspace, meeting) == ["Lampor"]
    add(workspace, FollowUp, text="Tidig", measure=measure, on=date(2026, 10, 1))
    assert coming_back(workspace, meeting) == ["Lampor"]
    add(workspace, FollowUp, text="I tid", measure=measure, on=MEETING)
    assert coming_back(workspace, meeting) == []


def test_a_next_step_brings_its_measure_back_and_so_does_a_connected_decision(
    workspace: Workspace, meeting: UUID, decision: UUID
) -> None:
    measure = add(workspace, Measure, title="Lampor")
    step = {"on": date(2026, 10, 1), "follow_up_on": date(2026, 11, 1)}
    follow_up = add(workspace, FollowUp, text="Fler lampor", measure=measure, **step)
    assert coming_back(workspace, meeting) == []
    with workspace.transaction("Test") as tx:
        tx.link(decision, RELATED, measure)
    assert coming_back(workspace, meeting) == ["Lampor"]
    with workspace.transaction("Test") as tx:
        tx.change(follow_up, followed_up=True)
    assert coming_back(workspace, meeting) == []


def test_what_is_decided_at_the_meeting_itself_does_not_come_back_to_it(
    workspace: Workspace, meeting: UUID
) -> None:
    decision = add(workspace, Decision, title="Nytt", meeting=meeting)
    add(workspace, Measure, title="Lampor", decision=decision, follow_up_on=TODAY)
    assert coming_back(workspace, meeting) == []


def test_the_councils_year_falls_due_with_everything_else(workspace: Workspace) -> None:
    soon = TODAY + timedelta(days=3)
    add(workspace, Measure, title="Löfte", citizen_promise=True, promise_review_on=soon, follow_up_on=soon)
    add(workspace, Measure, title="Prövning", pilot=True, judged_on=soon, stop_rule="Två månader under 75 %")
    measure = add(workspace, Measure, title="Åtgärd", follow_up_on=soon)
    add(workspace, FollowUp, text="Steg", measure=measure, on=TODAY, follow_up_on=soon + timedelta(days=1))
    add(workspace, SituationPicture, title="Lägesbild", survey="x", decided_at=at(2024, 11, 23))
    told = [(one.on, one.what, one.title) for one in due(workspace, TODAY, until=soon + timedelta(days=7))]
    assert told == [
        (date(2026, 11, 23), Falling.TWO_YEARS, "Lägesbild"),
        (soon, Falling.PROMISE, "Löfte"),
        (soon, Falling.PILOT, "Prövning"),
        (soon, Falling.MEASURE, "Åtgärd"),
        (soon + timedelta(days=1), Falling.NEXT_STEP, "Steg"),
    ]
    assert due(workspace, TODAY, with_year=False) == []


def test_a_meeting_that_should_have_been_reported_is_late_by_the_law_too(workspace: Workspace) -> None:
    meeting = add(workspace, Meeting, title="Råd", held_on=date(2026, 9, 17), report_due=date(2026, 10, 15))

    def thirteen() -> Any:
        return next(each for each in law(workspace, TODAY) if each.section == "13")

    assert (thirteen().status, thirteen().due) == (Standing.OVERDUE, date(2026, 10, 15))
    assert [(one.what, one.days_late) for one in due(workspace, TODAY)] == [(Falling.REPORT, 38)]
    with workspace.transaction("Test") as tx:
        tx.change(meeting, reported_on=date(2026, 11, 20))
    assert (thirteen().status, thirteen().due, thirteen().evidence) == (Standing.MET, None, (meeting,))
    add(workspace, Meeting, title="Råd", held_on=MEETING, report_due=date(2026, 12, 17))
    assert (thirteen().status, thirteen().due) == (Standing.SOON, date(2026, 12, 17))

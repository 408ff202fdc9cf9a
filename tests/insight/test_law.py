"""The law's clock: what the records show of each section, and when it falls due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.insight.council import TODAY, add, at
from tests.insight.year import year_workspace
from trygg_desktop.domain.council import Decision, Meeting, MeetingStatus
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.stakeholders import Agreement, AgreementStatus, Interaction, Stakeholder
from trygg_desktop.insight.law import Section, Standing, countdown, law
from trygg_desktop.insight.running_out import Ending, running_out
from trygg_desktop.insight.year import What, year_marks
from trygg_desktop.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with year_workspace(tmp_path) as made:
        yield made


def section(workspace: Workspace, number: str) -> Section:
    """One section as it stands."""
    return next(each for each in law(workspace, TODAY) if each.section == number)


def picture(workspace: Workspace, decided: datetime | None, **values: Any) -> UUID:
    """A situational picture with all three headings."""
    said = {"survey": "…", "other_information": "…", "analysis": "…", "decided_at": decided}
    return add(workspace, SituationPicture, title="Lägesbild", **(said | values))


def test_an_empty_workspace_shows_nothing(workspace: Workspace) -> None:
    told = {each.section: each.status for each in law(workspace, TODAY)}
    assert list(told) == ["4", "5", "6", "9", "10", "11–12", "13"]
    assert set(told.values()) == {Standing.NOTHING}


def test_the_two_years_count_from_the_decided_picture(workspace: Workspace) -> None:
    old = picture(workspace, at(2021, 3, 1))
    new = picture(workspace, at(2025, 3, 14))
    add(workspace, Measure, title="Belysning", stage=Stage.ONGOING)
    six = section(workspace, "6")
    assert (six.due, six.status, six.evidence) == (date(2027, 3, 14), Standing.SOON, (new,))
    assert old not in six.evidence
    counted = countdown(workspace, TODAY)
    assert counted is not None and counted.days_left == (date(2027, 3, 14) - TODAY).days


def test_there_are_no_two_years_of_a_plan_that_nobody_has_made(workspace: Workspace) -> None:
    picture(workspace, at(2026, 10, 1))
    add(workspace, Measure, title="Ett förslag", stage=Stage.PROPOSED)
    six, counted = section(workspace, "6"), countdown(workspace, TODAY)
    assert (six.status, six.due) == (Standing.PARTLY, date(2028, 10, 1))
    assert counted is not None
    assert (counted.plan_since, counted.follow_up_due, counted.due) == (None, None, date(2028, 10, 1))
    marks = year_marks(workspace, date(2028, 1, 1), date(2028, 12, 31), today=TODAY)
    assert [mark.number for mark in marks if mark.what is What.TWO_YEARS] == [0]


def test_a_picture_too_old_is_overdue_with_or_without_a_plan(workspace: Workspace) -> None:
    picture(workspace, at(2023, 10, 1))
    assert section(workspace, "6").status is Standing.OVERDUE


def test_a_role_that_somebody_named_is_a_beginning_of_the_function(workspace: Workspace) -> None:
    with workspace.transaction("Test") as tx:
        tx.change(workspace.council().id, role_municipality="Trygghetssamordnare")
    assert section(workspace, "11–12").status is Standing.PARTLY


def test_the_plan_must_be_followed_up_too(workspace: Workspace) -> None:
    picture(workspace, at(2026, 10, 1))
    decision = add(workspace, Decision, title="Plan", decided_on=date(2024, 6, 1))
    measure = add(workspace, Measure, title="Belysning", decision=decision, stage=Stage.ONGOING)
    late = section(workspace, "6")
    assert (late.due, late.status) == (date(2026, 6, 1), Standing.OVERDUE)
    follow_up = add(workspace, FollowUp, text="Gjort", measure=measure, on=date(2026, 9, 1))
    mended = section(workspace, "6")
    assert (mended.due, mended.status) == (date(2028, 9, 1), Standing.MET)
    assert follow_up in mended.evidence


def test_a_picture_agreed_by_both_sides_is_decided_when_the_second_agrees(workspace: Workspace) -> None:
    late = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # already the new year in Sweden
    picture(workspace, None, agreed_municipality_at=at(2025, 12, 1), agreed_police_at=late)
    assert section(workspace, "6").due == date(2028, 1, 1)


def test_a_picture_in_work_is_a_part(workspace: Workspace) -> None:
    made = picture(workspace, None)
    four = section(workspace, "4")
    assert (four.status, four.evidence) == (Standing.PARTLY, (made,))
    assert section(workspace, "6").status is Standing.NOTHING


def test_a_picture_without_analysis_is_a_part(workspace: Workspace) -> None:
    picture(workspace, at(2026, 1, 1), analysis=None)
    assert section(workspace, "4").status is Standing.PARTLY


def test_a_plan_rests_on_a_picture(workspace: Workspace) -> None:
    add(workspace, Measure, title="Belysning", stage=Stage.ONGOING)
    assert section(workspace, "5").status is Standing.PARTLY
    picture(workspace, at(2026, 1, 1))
    assert section(workspace, "5").status is Standing.MET


def test_an_agreement_needs_purposes_and_areas(workspace: Workspace) -> None:
    facts = {"title": "Samverkan", "status": AgreementStatus.IN_FORCE, "runs_out_on": date(2027, 1, 31)}
    bare = add(workspace, Agreement, **facts)
    assert section(workspace, "9").status is Standing.PARTLY
    whole = add(workspace, Agreement, **facts, purposes="Trygghet", areas="Bäckby")
    nine = section(workspace, "9")
    assert (nine.status, nine.due, nine.evidence) == (Standing.SOON, date(2027, 1, 31), (whole,))
    assert bare not in nine.evidence


def test_an_agreement_that_ran_out_is_overdue(workspace: Workspace) -> None:
    gone = date(2026, 1, 31)
    facts = {"title": "A", "status": AgreementStatus.IN_FORCE, "purposes": "x", "areas": "y"}
    add(workspace, Agreement, **facts, runs_out_on=gone)
    assert (section(workspace, "9").status, section(workspace, "9").due) == (Standing.OVERDUE, gone)


def test_a_council_meets(workspace: Workspace) -> None:
    add(workspace, Meeting, title="Råd", held_on=date(2024, 2, 1), status=MeetingStatus.HELD)
    assert section(workspace, "10").status is Standing.PARTLY
    held = add(workspace, Meeting, title="Råd", held_on=date(2026, 9, 1), status=MeetingStatus.HELD)
    assert (section(workspace, "10").status, section(workspace, "10").evidence) == (Standing.MET, (held,))


def test_a_contact_point_has_contacts(workspace: Workspace) -> None:
    stakeholder = add(workspace, Stakeholder, name="Mimer")
    add(workspace, Interaction, text="Samtal", stakeholder=stakeholder, on=date(2026, 9, 1))
    assert section(workspace, "11–12").status is Standing.MET


def test_what_runs_out_is_told_with_the_days_left(workspace: Workspace) -> None:
    picture(workspace, at(2025, 3, 14))
    promise = add(workspace, Measure, title="Löfte", citizen_promise=True, promised_on=date(2026, 3, 1))
    pilot = add(workspace, Measure, title="Prov", pilot=True, judged_on=date(2026, 12, 1))
    add(workspace, Measure, title="Klar", pilot=True, judged_on=date(2026, 12, 1), stage=Stage.DONE)
    goal = add(workspace, Goal, title="Mål", due=date(2026, 12, 31))
    told = [(one.what, one.on) for one in running_out(workspace, TODAY)]
    assert told == [
        (Ending.PROMISE, date(2026, 9, 1)),
        (Ending.PILOT, date(2026, 12, 1)),
        (Ending.GOAL, date(2026, 12, 31)),
        (Ending.TWO_YEARS, date(2027, 3, 14)),
    ]
    ids = [one.id for one in running_out(workspace, TODAY, until=date(2026, 12, 31))]
    assert ids == [promise, pilot, goal]

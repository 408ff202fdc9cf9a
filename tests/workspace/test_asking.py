"""What is asked of one kind is found as it was written, whatever form the file keeps it in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import col

from tests.support import only_workspace
from trygg_desktop.domain.council import Meeting, Preparation
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import Sql

DAY = date(2026, 11, 26)
NINE = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return only_workspace(tmp_path)


def test_days_moments_flags_and_references_can_be_asked_for(workspace: Workspace) -> None:
    with workspace.transaction("Plan") as tx:
        meeting = tx.create(Meeting, title="Rådet", held_on=DAY, starts=NINE)
        tx.create(Meeting, title="Ett annat", held_on=date(2026, 12, 10))
        task = tx.create(Preparation, title="Boka", meeting=meeting, done=True)
    held, starts = col(Meeting.held_on), col(Meeting.starts)
    assert [one.id for one in workspace.records(Meeting, held == DAY, starts >= NINE)] == [meeting]
    found = workspace.records(
        Preparation, col(Preparation.meeting) == meeting, col(Preparation.done).is_(True)
    )
    assert [(one.id, one.meeting, one.done) for one in found] == [(task, meeting, True)]
    assert workspace.count(Meeting, held.in_([DAY, date(2026, 12, 10)])) == 2


def test_all_conditions_must_hold_however_they_are_written(workspace: Workspace) -> None:
    with workspace.transaction("Plan") as tx:
        meeting = tx.create(Meeting, title="Rådet", held_on=DAY)
        tx.create(Meeting, title="Ett annat", held_on=DAY, starts=NINE)
    either = (col(Meeting.title) == "Rådet") | (col(Meeting.title) == "Ett annat")
    plain = Sql("starts IS NULL OR starts > ?", ("2027",))
    for where in ((either, plain), (plain, either)):
        assert [one.id for one in workspace.records(Meeting, *where)] == [meeting]
    assert workspace.count(Meeting, plain, Sql("held_on = ?", (DAY.isoformat(),))) == 1


def test_one_of_none_finds_nothing(workspace: Workspace) -> None:
    with workspace.transaction("Plan") as tx:
        tx.create(Meeting, title="Rådet")
    assert workspace.records(Meeting, col(Meeting.id).in_([])) == []
    assert workspace.rows(Meeting, ["title"], where=(col(Meeting.status).in_([]),)) == []


def test_a_record_that_was_read_knows_its_fields_and_can_be_asked_for_others(workspace: Workspace) -> None:
    with workspace.transaction("Plan") as tx:
        made = tx.create(Meeting, title="Rådet", held_on=DAY, starts=NINE)
    meeting = workspace.get(made)
    assert isinstance(meeting, Meeting)
    assert (meeting.title, meeting.held_on, meeting.starts, meeting.place) == ("Rådet", DAY, NINE, None)
    meeting.place = "Stadshuset"
    assert meeting.place == "Stadshuset"


def test_the_latest_of_each_is_told_by_what_it_refers_to(workspace: Workspace) -> None:
    here, there = (row[0] for row in workspace.rows(District, [], limit=2))
    with workspace.transaction("Log") as tx:
        for district, hour in ((here, 9), (here, 11), (there, 10)):
            tx.create(PresenceSession, text="Lugnt", district=district, started=NINE.replace(hour=hour))
    latest = workspace.latest(
        PresenceSession,
        "started",
        by="district",
        where=(col(PresenceSession.started) < NINE.replace(hour=11),),
    )
    assert latest == {here: NINE.replace(hour=9), there: NINE.replace(hour=10)}
    assert workspace.latest(Meeting, "starts", by="case_number") == {}

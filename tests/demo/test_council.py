"""What the demo council holds: enough of everything, sound, and dated from today."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import col

from tests.demo.conftest import TODAY, CouncilOf
from trygg_desktop.domain.council import (
    AgendaItem,
    CouncilMember,
    Decision,
    DecisionStatus,
    ItemForm,
    Meeting,
    MeetingStatus,
    Preparation,
)
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import PresenceAction, PresenceSession, SafetyWalk
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.remarks import remarks
from trygg_desktop.domain.stakeholders import (
    Agreement,
    Commitment,
    CommitmentStatus,
    Contact,
    Sector,
    Stakeholder,
)
from trygg_desktop.i18n import HOME
from trygg_desktop.insight.due import What, due
from trygg_desktop.insight.meetings import agenda, next_meeting, open_points
from trygg_desktop.insight.presence import coverage, strip
from trygg_desktop.workspace import Workspace

OTHER_DAYS = [
    date(2026, 11, 23),  # a Monday
    date(2027, 1, 1),
    date(2027, 6, 19),  # Midsummer's Eve has passed, a Saturday
    date(2028, 2, 29),
]
WEEKS_WITHOUT_PRESENCE = {
    "Tillberga-Hökåsen": 11,
    "Irsta-Gäddeholm": 9,
    "Dingtuna-Barkarö": 8,
    "Skultuna": 7,
    "Hammarby": 6,
    "Eriksborg-Hagaberg": 5,
    "Öster Mälarstrand-Hamre-Talltorp": 5,
    "Rönnby": 4,
    "Skälby": 4,
    "Haga-Malmaberg": 3,
    "Vetterstorp-Stohagen": 3,
    "Viksäng": 3,
    "Skiljebo-Hemdal-Brandthovda": 2,
    "Vallby": 2,
    "Önsta-Gryta": 2,
    "Bjurhovda": 1,
    "Gideonsberg-Skallberget": 1,
    "Pettersberg": 1,
    "Råby": 1,
    "Bäckby": 0,
    "Centrala staden": 0,
}


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (Stakeholder, 25),
        (Contact, 60),
        (PresenceAction, 30),
        (PresenceSession, 400),
        (LiaisonNote, 80),
        (Meeting, 4),
        (Event, 40),
    ],
)
def test_there_is_as_much_as_promised(demo: Workspace, kind: type, count: int) -> None:
    assert demo.count(kind) == count


def test_every_sector_has_a_stakeholder(demo: Workspace) -> None:
    assert {one.sector for one in demo.records(Stakeholder)} == set(Sector)


def test_every_choice_is_one_of_its_options(demo: Workspace) -> None:
    unknown = [
        (kind.about.name, name, value)
        for kind in KINDS
        for name, field in kind.fields().items()
        if field.kind is FieldKind.CHOICE and field.options is not None
        for _id, value in demo.rows(kind, [name])
        if value is not None and value not in set(field.options)
    ]
    assert unknown == []


def test_every_reference_points_at_a_record_that_is_there(demo: Workspace) -> None:
    known = {row[0] for kind in KINDS for row in demo.rows(kind, [])}
    lost = [
        (kind.about.name, name)
        for kind in KINDS
        for name, field in kind.fields().items()
        if field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES)
        for _id, value in demo.rows(kind, [name])
        for each in (value if isinstance(value, tuple) else [value])
        if isinstance(each, UUID) and each not in known
    ]
    assert lost == []


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_only_the_open_school_deserves_a_remark(council_of: CouncilOf, today: date) -> None:
    council = council_of(today)
    found = [
        (record.title, remark.field)
        for kind in KINDS
        if not kind.about.side_kind
        for record in council.records(kind)
        for remark in remarks(record)
    ]
    assert found == [("Öppen skola i Bäckby", "follow_up_on")]


def test_notes_have_all_protection_levels_most_of_them_internal(demo: Workspace) -> None:
    levels = Counter(note.protection for note in demo.records(LiaisonNote))
    assert set(levels) == set(Protection)
    assert levels[Protection.INTERNAL] > levels[Protection.OPEN] > levels[Protection.PROTECTED] - 3 > 5


def test_confidential_notes_rest_on_three_grounds(demo: Workspace) -> None:
    marked = [note for note in demo.records(LiaisonNote) if note.protection == Protection.PROTECTED]
    assert {note.ground for note in marked} == {"OSL 18:1", "OSL 18:2", "OSL 35:1"}
    assert all(note.marked_on and note.marked_by for note in marked)


def test_a_few_notes_are_still_drafts(demo: Workspace) -> None:
    assert 2 <= sum(bool(note.draft) for note in demo.records(LiaisonNote)) <= 8


def test_nothing_but_notes_is_confidential(demo: Workspace) -> None:
    others = [kind for kind in KINDS if kind is not LiaisonNote]
    marked = [kind for kind in others if demo.count(kind, col(kind.protection) == Protection.PROTECTED.value)]
    assert marked == []


def test_two_confidential_notes_hang_on_the_next_agenda(demo: Workspace) -> None:
    meeting = next_meeting(demo, TODAY)
    assert meeting is not None
    linked = {
        related.id
        for slot in agenda(demo, meeting)
        if slot.item.id is not None
        for related in demo.related(slot.item.id)
    }
    notes = [note for note in demo.records(LiaisonNote) if note.id in linked]
    assert sum(note.protection == Protection.PROTECTED for note in notes) == 2


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_the_map_shows_the_same_weeks_whatever_the_day(council_of: CouncilOf, today: date) -> None:
    council = council_of(today)
    assert {area.name: area.weeks for area in coverage(council, today)} == WEEKS_WITHOUT_PRESENCE


def test_the_centre_and_backby_are_denser_than_the_rest_together(demo: Workspace) -> None:
    rows = {row.district.name: sum(row.sessions) for row in strip(demo, TODAY).rows}
    dense = rows.pop("Bäckby") + rows.pop("Centrala staden")
    assert dense > 0.8 * sum(rows.values())
    assert min(rows.values()) >= 3


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_nobody_has_been_out_in_the_future(council_of: CouncilOf, today: date) -> None:
    this_morning = datetime(today.year, today.month, today.day, 8, tzinfo=HOME)
    council = council_of(today)
    for session in council.records(PresenceSession):
        assert session.started is not None and session.duration is not None
        assert session.started + timedelta(minutes=session.duration) <= this_morning


def test_the_next_meeting_is_on_a_thursday_in_eleven_days(demo: Workspace) -> None:
    meeting = next_meeting(demo, TODAY)
    assert meeting is not None and meeting.starts is not None and meeting.ends is not None
    assert meeting.held_on == date(2026, 12, 3)
    assert meeting.title == "Trygghetsrådet torsdag 3 december"
    assert meeting.place == "Stadshuset, sammanträdesrum B"
    assert [moment.astimezone(HOME).strftime("%H.%M") for moment in (meeting.starts, meeting.ends)] == [
        "13.00",
        "15.30",
    ]


def test_three_meetings_have_been_held_and_one_is_planned(demo: Workspace) -> None:
    meetings = sorted(demo.records(Meeting), key=lambda one: one.held_on or date.min)
    assert [one.status for one in meetings] == [*[MeetingStatus.HELD] * 3, MeetingStatus.PLANNED]
    assert all(one.minutes_sent_on for one in meetings[:3])


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_on_any_day_the_next_meeting_is_a_thursday_one_to_two_weeks_ahead(
    council_of: CouncilOf, today: date
) -> None:
    council = council_of(today)
    meeting = next_meeting(council, today)
    assert meeting is not None and meeting.held_on is not None
    assert meeting.held_on.weekday() == 3
    assert 8 <= (meeting.held_on - today).days <= 14


def test_the_agenda_fills_the_meeting_to_the_minute(demo: Workspace) -> None:
    meeting = next_meeting(demo, TODAY)
    assert meeting is not None
    slots = agenda(demo, meeting)
    assert [slot.number for slot in slots] == [1, 2, 3, 4, None, 5, 6, 7, 8, 9]
    assert slots[-1].ends == meeting.ends


def test_only_one_item_lacks_a_presenter(demo: Workspace) -> None:
    meeting = next_meeting(demo, TODAY)
    assert meeting is not None
    mute = [slot.number for slot in agenda(demo, meeting) if slot.number and not slot.item.presenter]
    assert mute == [6]


def test_every_item_for_decision_has_background_and_proposal(demo: Workspace) -> None:
    items = demo.records(AgendaItem, col(AgendaItem.form) == ItemForm.DECISION.value)
    assert all(item.background and item.proposal for item in items)


def test_the_checklist_has_five_of_eight_done(demo: Workspace) -> None:
    meeting = next_meeting(demo, TODAY)
    assert meeting is not None
    tasks = demo.records(Preparation, col(Preparation.meeting) == meeting.id)
    assert (sum(bool(task.done) for task in tasks), len(tasks)) == (5, 8)


def test_three_points_are_open_and_one_of_them_is_late(demo: Workspace) -> None:
    points = open_points(demo)
    assert [(point.title, point.due and (point.due - TODAY).days) for point in points] == [
        ("Besked om kamerabevakning vid resecentrum", -9),
        ("Överenskommelse med nattvandrarna", 5),
        ("Gemensam rutin för lov och storhelger", 11),
    ]


def test_the_two_chairs_share_the_council(demo: Workspace) -> None:
    chairs = [one.name for one in demo.records(CouncilMember) if one.shared_chair]
    assert chairs == ["Chefen för lokalpolisområdet", "Kommunstyrelsens ordförande"]


def test_some_promises_are_late_and_some_are_due_this_week(demo: Workspace) -> None:
    waiting = [one.due for one in demo.records(Commitment) if one.status == CommitmentStatus.OPEN and one.due]
    assert sum(day < TODAY for day in waiting) == 2
    assert sum(TODAY <= day <= TODAY + timedelta(days=7) for day in waiting) >= 2


def test_one_agreement_is_about_to_run_out(demo: Workspace) -> None:
    soon = [
        one.title
        for one in demo.records(Agreement)
        if one.runs_out_on and TODAY <= one.runs_out_on <= TODAY + timedelta(days=30)
    ]
    assert soon == ["Överenskommelsen med fastighetsägarna"]


def test_the_residents_of_backby_wait_for_an_answer(demo: Workspace) -> None:
    waiting = [one for one in due(demo, TODAY, until=TODAY) if one.what is What.ANSWER]
    assert [(one.title, one.days_late) for one in waiting] == [
        ("Trygghetsvandring i Bäckby, torget till skolan", 2)
    ]


def test_today_is_no_more_than_a_screenful(demo: Workspace) -> None:
    assert len(due(demo, TODAY, until=TODAY + timedelta(days=11))) <= 20


def test_every_walk_has_findings_and_decisions_have_reports_when_closed(demo: Workspace) -> None:
    assert demo.count(SafetyWalk) == 6
    closed = [one for one in demo.records(Decision) if one.status != DecisionStatus.OPEN]
    assert closed and all(one.report and one.closed_on for one in closed)

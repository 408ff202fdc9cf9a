"""What falls due is told once, in time order, and only to those who may know."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.insight.council import TODAY, add, at
from trygg_desktop.domain.council import Decision, Meeting, Preparation
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import Finding, PresenceSession, SafetyWalk
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction
from trygg_desktop.insight.due import What, due
from trygg_desktop.workspace import Workspace

SOON = TODAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("kind", "values", "what"),
    [
        (Commitment, {"title": "Ny belysning", "due": SOON}, What.COMMITMENT),
        (Decision, {"title": "Beslut", "due": SOON}, What.DECISION),
        (Finding, {"title": "Buskar", "due": SOON}, What.FINDING),
        (Agreement, {"title": "Avtal", "runs_out_on": SOON}, What.AGREEMENT),
        (LiaisonNote, {"text": "Anteckning", "follow_up_on": SOON}, What.FOLLOW_UP),
        (Interaction, {"text": "Samtal", "follow_up_on": SOON}, What.FOLLOW_UP),
        (PresenceSession, {"text": "Lugnt", "follow_up_on": SOON}, What.FOLLOW_UP),
        (SafetyWalk, {"name": "Vandring", "answer_due": SOON}, What.ANSWER),
        (Preparation, {"title": "Boka lokal", "due": SOON}, What.PREPARATION),
        (Meeting, {"title": "Möte", "notice_due": SOON}, What.NOTICE),
        (Contact, {"name": "Enhetschef", "review_on": SOON}, What.REVIEW),
    ],
)
def test_every_kind_of_promise_is_found(
    workspace: Workspace, kind: type[Record], values: dict[str, Any], what: What
) -> None:
    made = add(workspace, kind, **values)
    (found,) = due(workspace, TODAY)
    assert (found.id, found.what, found.on, found.days_late) == (made, what, SOON, 0)
    assert found.kind == kind.about.name
    assert found.title == next(iter(values.values()))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Commitment, {"title": "x", "due": SOON, "status": "kept"}),
        (Commitment, {"title": "x", "due": SOON, "status": "withdrawn"}),
        (Decision, {"title": "x", "due": SOON, "status": "done"}),
        (Finding, {"title": "x", "due": SOON, "status": "refused"}),
        (Agreement, {"title": "x", "runs_out_on": SOON, "status": "ended"}),
        (LiaisonNote, {"text": "x", "follow_up_on": SOON, "followed_up": True}),
        (SafetyWalk, {"name": "x", "answer_due": SOON, "answered_on": TODAY}),
        (Preparation, {"title": "x", "due": SOON, "done": True}),
        (Meeting, {"title": "x", "notice_due": SOON, "status": "called"}),
        (Meeting, {"title": "x", "notice_due": SOON, "notice_sent_on": TODAY}),
        (Commitment, {"title": "x"}),
    ],
)
def test_what_is_done_or_has_no_day_is_not_due(
    workspace: Workspace, kind: type[Record], values: dict[str, Any]
) -> None:
    add(workspace, kind, **values)
    assert due(workspace, TODAY) == []


def test_the_longest_overdue_comes_first_and_later_ones_are_left_out(workspace: Workspace) -> None:
    add(workspace, Commitment, title="Sen", due=TODAY - timedelta(days=10))
    add(workspace, Decision, title="I dag", due=TODAY)
    add(workspace, Decision, title="Om en vecka", due=TODAY + timedelta(days=7))
    add(workspace, Decision, title="Om åtta dagar", due=TODAY + timedelta(days=8))
    found = due(workspace, TODAY, until=TODAY + timedelta(days=7))
    assert [(one.title, one.days_late) for one in found] == [("Sen", 10), ("I dag", 0), ("Om en vecka", 0)]


def test_residents_are_answered_six_months_after_a_walk_without_a_day_of_its_own(
    workspace: Workspace,
) -> None:
    add(workspace, SafetyWalk, name="Vandring", walked_on=date(2026, 5, 31))
    assert [one.on for one in due(workspace, TODAY)] == [date(2026, 11, 30)]


def test_a_checklist_dies_with_its_meeting(workspace: Workspace) -> None:
    meeting = add(workspace, Meeting, title="Möte", status="cancelled")
    add(workspace, Preparation, title="Boka lokal", due=SOON, meeting=meeting)
    assert due(workspace, TODAY) == []


def test_one_record_can_be_due_for_two_reasons(workspace: Workspace) -> None:
    add(workspace, Commitment, title="x", due=SOON, review_on=SOON)
    assert [one.what for one in due(workspace, TODAY)] == [What.COMMITMENT, What.REVIEW]


def test_a_protected_record_is_marked_so_that_the_screen_can_hide_its_text(workspace: Workspace) -> None:
    add(workspace, LiaisonNote, text="x", follow_up_on=SOON, protection="protected")
    assert [one.protected for one in due(workspace, TODAY)] == [True]


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (None, ["intern", "skyddad", "utkast", "öppen"]),
        (Audience.LEADERS, ["intern", "skyddad", "öppen"]),
        (Audience.COUNCIL, ["intern", "öppen"]),
        (Audience.PUBLIC, ["öppen"]),
    ],
)
def test_an_audience_is_told_only_of_what_it_may_see(
    workspace: Workspace, audience: Audience | None, expected: list[str]
) -> None:
    for name, protection, draft in (
        ("öppen", "open", False),
        ("intern", "internal", False),
        ("skyddad", "protected", False),
        ("utkast", "open", True),
    ):
        add(workspace, Decision, draft=draft, title=name, protection=protection, due=SOON)
    assert [one.title for one in due(workspace, TODAY, audience=audience)] == expected


def test_no_audience_is_told_of_reviews(workspace: Workspace) -> None:
    add(workspace, Contact, name="x", review_on=SOON, protection="open")
    assert due(workspace, TODAY, audience=Audience.LEADERS) == []


def test_a_deleted_record_is_not_due(workspace: Workspace) -> None:
    made = add(workspace, Decision, title="x", due=SOON)
    with workspace.transaction("Test") as tx:
        tx.delete(made)
    assert due(workspace, TODAY) == []


def test_the_first_line_of_a_long_note_is_its_title(workspace: Workspace) -> None:
    add(workspace, Interaction, text="Första raden\nAndra raden", follow_up_on=SOON, on=at(2026, 1, 1).date())
    assert [one.title for one in due(workspace, TODAY)] == ["Första raden"]

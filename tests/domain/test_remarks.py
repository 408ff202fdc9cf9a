"""Rules across fields mark a record and never refuse it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from trygg_desktop.domain.council import AgendaItem, CouncilMember, Decision, Meeting
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.organisation_numbers import is_organisation_number
from trygg_desktop.domain.presence import Finding, PresenceAction, PresenceSession, SafetyWalk
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.remarks import remarks
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder

SOMEONE = uuid4()


def marked(record: Record) -> set[str]:
    return {remark.field for remark in remarks(record)}


def test_a_protected_record_names_ground_day_and_who() -> None:
    note = LiaisonNote(text="x", protection="protected")
    assert marked(note) == {"ground", "marked_on", "marked_by"}
    note.ground, note.marked_on, note.marked_by = "OSL 18:2", date(2026, 11, 22), "Polisen"
    assert marked(note) == set()


def test_a_ground_on_an_unmarked_record_is_noticed() -> None:
    assert marked(LiaisonNote(text="x", ground="OSL 18:2")) == {"protection"}


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (PresenceAction(from_on=date(2026, 5, 2), to_on=date(2026, 5, 1)), "to_on"),
        (Agreement(signed_on=date(2026, 5, 2), runs_out_on=date(2026, 5, 1)), "runs_out_on"),
        (CouncilMember(from_on=date(2026, 5, 2), to_on=date(2026, 5, 1)), "to_on"),
        (Decision(decided_on=date(2026, 5, 2), due=date(2026, 5, 1)), "due"),
        (
            Meeting(starts=datetime(2026, 5, 2, 10, tzinfo=UTC), ends=datetime(2026, 5, 2, 9, tzinfo=UTC)),
            "ends",
        ),
    ],
)
def test_an_end_before_its_beginning_is_noticed(record: Record, field: str) -> None:
    assert field in marked(record)


def test_an_end_on_the_same_day_is_fine() -> None:
    day = date(2026, 5, 2)
    assert "to_on" not in marked(PresenceAction(from_on=day, to_on=day))


@pytest.mark.parametrize(
    ("kind", "values", "fields"),
    [
        (Contact, {"name": "x"}, {"stakeholder", "purpose", "legal_basis", "review_on"}),
        (Interaction, {"text": "x", "next_step": "y"}, {"on", "stakeholder", "follow_up_on"}),
        (Commitment, {"title": "x"}, {"stakeholder", "due"}),
        (
            Agreement,
            {"title": "x", "signed_on": date(2026, 1, 1)},
            {"stakeholders", "purposes", "areas", "runs_out_on"},
        ),
        (Stakeholder, {"name": "x", "influence": 6, "interest": 0}, {"influence", "interest"}),
        (PresenceAction, {"name": "x"}, {"districts", "responsible", "goal"}),
        (PresenceSession, {"text": "x"}, {"district", "started"}),
        (SafetyWalk, {"name": "x", "answered_on": date(2026, 1, 1)}, {"district", "answer"}),
        (Finding, {"title": "x", "status": "refused"}, {"reason_for_refusal"}),
        (Finding, {"title": "x", "status": "open"}, {"owner"}),
        (Decision, {"title": "x"}, {"owner", "due"}),
        (Decision, {"title": "x", "status": "done"}, {"report"}),
        (AgendaItem, {"title": "x", "form": "decision", "minutes": -5}, {"meeting", "proposal", "minutes"}),
        (CouncilMember, {"name": "x"}, {"body"}),
        (District, {"name": "x", "population": 1}, {"tile_column", "population_year"}),
    ],
)
def test_what_is_missing_is_noticed(kind: type[Record], values: dict[str, Any], fields: set[str]) -> None:
    assert marked(kind(**values)) == fields


def test_a_side_or_a_stakeholder_is_owner_enough() -> None:
    for owner in ({"owner": "x"}, {"owner_side": "police"}, {"stakeholder": SOMEONE}):
        assert "owner" not in marked(Decision(title="x", **owner))


def test_references_count_as_written() -> None:
    agreement = Agreement(title="x", purposes="a", areas="b").with_references({"stakeholders": (SOMEONE,)})
    assert marked(agreement) == set()


def test_the_start_of_a_meeting_is_compared_on_the_swedish_clock() -> None:
    late = datetime(2026, 12, 2, 23, 30, tzinfo=UTC)
    assert "starts" not in marked(Meeting(title="x", held_on=date(2026, 12, 3), starts=late))
    assert "starts" in marked(Meeting(title="x", held_on=date(2026, 12, 2), starts=late))


def test_every_kind_can_be_asked_and_every_remark_is_about_a_field_of_it() -> None:
    for kind in KINDS:
        for remark in remarks(kind(protection="protected")):
            assert remark.field in kind.fields()
            assert remark.sentence


@pytest.mark.parametrize("written", ["212000-2080", "2120002080", "16212000-2080", "556036-0793"])
def test_a_right_organisation_number(written: str) -> None:
    assert is_organisation_number(written)


@pytest.mark.parametrize("written", ["212000-2081", "121212-1212", "212000", "text", ""])
def test_a_wrong_organisation_number(written: str) -> None:
    assert not is_organisation_number(written)

"""The timeline of a stakeholder holds everything with them, newest first."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.insight.council import TODAY, add
from trygg_desktop.domain.presence import PresenceAction, SafetyWalk
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Interaction, Stakeholder
from trygg_desktop.insight.stakeholders import Happening, last_contacts, timeline
from trygg_desktop.workspace import Workspace


@pytest.fixture
def housing(workspace: Workspace) -> UUID:
    return add(workspace, Stakeholder, name="Bostadsbolaget")


def test_the_timeline_holds_talks_promises_agreements_and_presence(
    workspace: Workspace, housing: UUID
) -> None:
    add(workspace, Interaction, text="Samtal", stakeholder=housing, on=date(2026, 1, 1))
    add(
        workspace,
        Commitment,
        title="Belysning",
        stakeholder=housing,
        promised_on=date(2026, 2, 1),
        due=date(2026, 8, 1),
    )
    add(workspace, Agreement, title="Avtal", stakeholders=[housing], signed_on=date(2026, 3, 1))
    add(workspace, PresenceAction, name="Trappvärdar", responsible=housing, from_on=date(2026, 4, 1))
    add(workspace, PresenceAction, name="Kvällar", partners=[housing], from_on=date(2026, 5, 1))
    add(workspace, SafetyWalk, name="Vandring", organiser=housing, walked_on=date(2026, 6, 1))
    assert [(entry.title, entry.what) for entry in timeline(workspace, housing)] == [
        ("Belysning", Happening.DUE),
        ("Vandring", Happening.WALKED),
        ("Kvällar", Happening.PRESENT),
        ("Trappvärdar", Happening.PRESENT),
        ("Avtal", Happening.SIGNED),
        ("Belysning", Happening.PROMISED),
        ("Samtal", Happening.TALKED),
    ]


def test_one_who_is_responsible_and_partner_stands_once(workspace: Workspace, housing: UUID) -> None:
    add(workspace, PresenceAction, name="x", responsible=housing, partners=[housing], from_on=TODAY)
    assert len(timeline(workspace, housing)) == 1


def test_what_has_no_day_comes_last_and_only_once(workspace: Workspace, housing: UUID) -> None:
    add(workspace, Commitment, title="utan dag", stakeholder=housing)
    add(workspace, Interaction, text="Samtal", stakeholder=housing, on=date(2026, 1, 1))
    assert [entry.title for entry in timeline(workspace, housing)] == ["Samtal", "utan dag"]


def test_others_are_not_in_it(workspace: Workspace, housing: UUID) -> None:
    other = add(workspace, Stakeholder, name="Skolan")
    add(workspace, Interaction, text="Samtal", stakeholder=other, on=TODAY)
    add(workspace, Agreement, title="Avtal", stakeholders=[other], signed_on=TODAY)
    assert timeline(workspace, housing) == []


def test_an_audience_sees_its_part_of_the_timeline(workspace: Workspace, housing: UUID) -> None:
    add(workspace, Interaction, text="skyddad", stakeholder=housing, on=TODAY, protection="protected")
    add(workspace, Interaction, text="intern", stakeholder=housing, on=TODAY)
    assert {entry.title for entry in timeline(workspace, housing)} == {"skyddad", "intern"}
    assert [entry.title for entry in timeline(workspace, housing, audience=Audience.COUNCIL)] == ["intern"]


def test_the_last_contact_is_the_latest_so_far(workspace: Workspace, housing: UUID) -> None:
    add(workspace, Interaction, text="x", stakeholder=housing, on=date(2026, 1, 1))
    add(workspace, Interaction, text="x", stakeholder=housing, on=date(2026, 3, 1))
    add(workspace, Interaction, text="x", stakeholder=housing, on=date(2026, 12, 1))
    assert last_contacts(workspace, TODAY) == {housing: date(2026, 3, 1)}

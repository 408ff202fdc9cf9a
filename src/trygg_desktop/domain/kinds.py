"""All kinds of record that the council works with, in the order they are shown."""

from __future__ import annotations

from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.council import AgendaItem, Attendance, CouncilMember, Decision, Meeting, Preparation
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.presence import Finding, PresenceAction, PresenceSession, SafetyWalk
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder

KINDS: tuple[type[Record], ...] = (
    Stakeholder,
    Contact,
    Interaction,
    Commitment,
    Agreement,
    District,
    PresenceAction,
    PresenceSession,
    SafetyWalk,
    Finding,
    LiaisonNote,
    Event,
    CouncilMember,
    Meeting,
    AgendaItem,
    Attendance,
    Decision,
    Preparation,
    Attachment,
    Link,
    CouncilSettings,
)
"""Every kind, in the order of the mandate: those who support the work, presence, the police, the council."""


def kind_named(name: str) -> type[Record] | None:
    """The kind that the command line calls by this name (`presence-action`), if there is one."""
    return next((kind for kind in KINDS if kind.about.name == name), None)

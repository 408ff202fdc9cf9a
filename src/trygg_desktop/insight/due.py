"""What falls due: promises, decisions, findings, follow-ups and reviews, with how late each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.council import Decision, DecisionStatus, Meeting, MeetingStatus, Preparation
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import (
    MONTHS_TO_ANSWER,
    Finding,
    FindingStatus,
    PresenceSession,
    SafetyWalk,
    months_later,
)
from trygg_desktop.domain.record import Audience, Protection, Record
from trygg_desktop.domain.stakeholders import (
    Agreement,
    AgreementStatus,
    Commitment,
    CommitmentStatus,
    Interaction,
)
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_
from trygg_desktop.insight.audience import visible
from trygg_desktop.workspace import Workspace


class What(Choice):
    """Why something is on the list."""

    COMMITMENT = "commitment", N_("Commitment to be kept")
    DECISION = "decision", N_("Decision to be carried out")
    FINDING = "finding", N_("Finding to be remedied")
    ANSWER = "answer", N_("Residents to be answered")
    AGREEMENT = "agreement", N_("Agreement runs out")
    FOLLOW_UP = "follow-up", N_("To follow up")
    PREPARATION = "preparation", N_("Before the meeting")
    NOTICE = "notice", N_("Notice to be sent")
    REVIEW = "review", N_("To be reviewed or erased")


@dataclass(frozen=True, slots=True)
class Due:
    """Something that someone has to see to. `days_late` is 0 on the day itself and before it.

    `title` is the record's own text even where `protected` is set: a screen that others may see
    shows only that such a record exists.
    """

    on: date
    title: str
    kind: str
    id: UUID
    what: What
    days_late: int
    protected: bool


def due(
    workspace: Workspace, today: date, *, until: date | None = None, audience: Audience | None = None
) -> list[Due]:
    """Everything that is due up to and including `until` (without it, ever), the most late first."""
    found: dict[tuple[UUID, What], Due] = {}
    for what, id_, on, title, kind, protection in _everything(workspace, today, until, audience):
        found[id_, what] = Due(
            on=on,
            title=_one_line(title),
            kind=kind.about.name,
            id=id_,
            what=what,
            days_late=max(0, (today - on).days),
            protected=not Audience.COUNCIL.may_see(protection),
        )
    return sorted(found.values(), key=lambda one: (one.on, list(What).index(one.what), sort_key(one.title) or ""))

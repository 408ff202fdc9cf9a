"""A small council with a meeting ahead, promises, presence and notes of all levels, as the window's tests need it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from trygg_desktop.domain.council import AgendaItem, Decision, Meeting, Preparation
from trygg_desktop.domain.districts import District, default_districts
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import PresenceAction, PresenceSession
from trygg_desktop.domain.stakeholders import Commitment, Contact, Stakeholder
from trygg_desktop.workspace import Transaction, Workspace

TODAY = date(2026, 11, 22)  # a Sunday, the last day of ISO week 47
SECRET = "Hemlig uppgift om två grupper"


def at(month: int, day: int, hour: int = 12) -> datetime:
    """A moment in 2026, in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def district(slug: str) -> UUID:
    """The id of a default district."""
    made = District.natural_id({"slug": slug})
    assert made is not None
    return made


def fill(workspace: Workspace) -> None:
    """Writes the council into a workspace."""
    with workspace.transaction("Test") as tx:
        housing = tx.create(Stakeholder, name="Bostadsbolaget", sector="housing")
        tx.create(Contact, name="Kundtjänst", stakeholder=housing, email="info@example.org")
        tx.create(Commitment, title="Uppgifter om belysning", stakeholder=housing, due=date(2026, 11, 24))
        _meetings(tx)
        _presence(tx, housing)
        _notes(tx)


def _meetings(tx: Transaction) -> None:
    before = tx.create(Meeting, title="Trygghetsrådet 17 september", held_on=date(2026, 9, 17), status="held")
    tx.create(Decision, title="Besked om kamerabevakning", meeting=before, due=date(2026, 11, 13))
    ahead = tx.create(
        Meeting,
        title="Trygghetsrådet 3 december",
        held_on=date(2026, 12, 3),
        starts=at(12, 3),
        ends=at(12, 3, 14),
        place="Stadshuset",
        notice_due=date(2026, 11, 26),
    )
    tx.create(AgendaItem, title="Lägesbilden", meeting=ahead, form="information", minutes=30, position="a0")
    tx.create(Preparation, title="Boka lokalen", meeting=ahead, due=date(2026, 11, 24), position="a0")


def _presence(tx: Transaction, responsible: UUID) -> None:
    walk = tx.create(
        PresenceAction,
        name="Kvällsvandring i Bäckby",
        districts=[district("backby")],
        responsible=responsible,
    )
    for known in default_districts():
        started = at(9, 18) if known["slug"] == "skultuna" else at(11, 20)
        place = district(known["slug"])
        tx.create(PresenceSession, text="Lugnt", action=walk, district=place, started=started, duration=180)


def _notes(tx: Transaction) -> None:
    follow_up = date(2026, 11, 27)
    tx.create(
        LiaisonNote, draft=False, text="Höstlovet, utvärdering", noted=at(11, 20), follow_up_on=follow_up
    )
    for draft in (False, True):
        tx.create(
            LiaisonNote,
            draft=draft,
            text=SECRET,
            noted=at(11, 20),
            protection="protected",
            ground="OSL 18:2",
            follow_up_on=follow_up,
        )

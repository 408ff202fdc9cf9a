"""A council with one evening walk that took place in two districts, as the tests of Närvaro need it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from trygg_desktop.domain.districts import District
from trygg_desktop.domain.presence import PresenceAction, PresenceSession
from trygg_desktop.workspace import Workspace


def at(month: int, day: int, hour: int = 12) -> datetime:
    """A moment in 2026, in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def area(slug: str) -> UUID:
    """The id of a default district."""
    made = District.natural_id({"slug": slug})
    assert made is not None
    return made


BACKBY, SKULTUNA, RABY, VEGA = area("backby"), area("skultuna"), area("raby"), area("vega")


def fill(workspace: Workspace) -> None:
    """Bäckby was visited this week, Skultuna nine weeks ago, the other districts never."""
    with workspace.transaction("Test") as tx:
        walk = tx.create(PresenceAction, name="Kvällsvandring i Bäckby", districts=[BACKBY])
        for district, started in ((BACKBY, at(11, 20)), (SKULTUNA, at(9, 18))):
            tx.create(
                PresenceSession, text="Lugnt", action=walk, district=district, started=started, duration=180
            )

"""Three notes between the two sides: one internal, two confidential of which one is a draft."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from trygg_desktop.domain.districts import District
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.workspace import Workspace

TODAY = date(2026, 11, 22)  # a Sunday, the last day of ISO week 47
SECRET = "Hemlig uppgift om två grupper"


def district(slug: str) -> UUID:
    """The id of a default district."""
    made = District.natural_id({"slug": slug})
    assert made is not None
    return made


def fill(workspace: Workspace) -> None:
    """All three were noted on Friday and are to be followed up next Friday."""
    common = {"noted": datetime(2026, 11, 20, 12, tzinfo=UTC), "follow_up_on": date(2026, 11, 27)}
    with workspace.transaction("Test") as tx:
        tx.create(LiaisonNote, draft=False, text="Höstlovet, utvärdering", **common)
        for draft in (False, True):
            tx.create(
                LiaisonNote, draft=draft, text=SECRET, protection="protected", ground="OSL 18:2", **common
            )

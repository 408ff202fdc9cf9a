"""A small council in a real workspace, written record by record in each test."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from trygg_desktop.domain.districts import District
from trygg_desktop.domain.record import Record
from trygg_desktop.workspace import Workspace

TODAY = date(2026, 11, 22)  # a Sunday, the last day of ISO week 47


def at(year: int, month: int, day: int, hour: int = 18) -> datetime:
    """A moment, in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def add(workspace: Workspace, kind: type[Record], *, draft: bool = False, **values: Any) -> UUID:
    """Writes one record, released unless it is to be a draft."""
    with workspace.transaction("Test") as tx:
        return tx.create(kind, draft=draft, **values)


def district(slug: str) -> UUID:
    """The id of a default district."""
    made = District.natural_id({"slug": slug})
    assert made is not None
    return made

"""Which records lie within a district: the conditions of the lists on Närvaro."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import col

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.presence import Finding, PresenceSession, SafetyWalk
from trygg_desktop.domain.record import Record

KINDS: dict[str, type[Record]] = {
    kind.about.name: kind for kind in (PresenceSession, SafetyWalk, Finding, Event, District)
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "presence-session": ("started", "text"),
    "safety-walk": ("name", "walked_on"),
    "finding": ("title", "due"),
    "event": ("happened", "name"),
    "district": ("name", "level", "population"),
}
"""The columns that fit half a page; the user chooses others in the list itself."""


def within(kind: str, districts: Sequence[UUID] | None, *, action: UUID | None = None) -> list[Any]:
    """The conditions for records of a kind in some districts, or in all (`None`).

    Other municipalities are there for comparison only and never listed.
    """
    conditions: list[Any] = []
    if kind == "district":
        conditions.append(or_(col(District.level).is_(None), col(District.level) != Level.MUNICIPALITY.value))
    if action is not None and kind == "presence-session":
        conditions.append(col(PresenceSession.action) == action)
    if districts is not None:
        conditions.append(_lies_in(kind, districts))
    return conditions


def _lies_in(kind: str, districts: Sequence[UUID]) -> Any:
    if kind == "district":
        return col(District.id).in_(districts)
    if kind == "finding":
        walks = select(col(SafetyWalk.id)).where(col(SafetyWalk.district).in_(districts))
        return col(Finding.safety_walk).in_(walks)
    column = {
        "presence-session": PresenceSession.district,
        "safety-walk": SafetyWalk.district,
        "event": Event.district,
    }
    return col(column[kind]).in_(districts)

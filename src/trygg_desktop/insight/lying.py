"""Which area each district is or lies in, and which districts lie in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.audience import visible
from trygg_desktop.workspace import Workspace


class Lying:
    """Where districts lie. An area, or what nobody has given a level, lies in itself alone.

    Args:
        known: each district's level and what it lies in.
    """

    def __init__(self, known: Mapping[UUID, tuple[str | None, UUID | None]]) -> None:
        self._known = known
        self._areas: dict[UUID, UUID | None] = {}

    @classmethod
    def read(cls, workspace: Workspace, audience: Audience | None = None) -> Lying:
        """Where the districts lie that an audience may see."""
        rows = workspace.rows(District, ["level", "parent"], where=visible(District, audience))
        return cls({id: (level, parent) for id, level, parent in rows})

    def area_of(self, district: UUID | None) -> UUID | None:
        """The area a district is or lies in; nothing where none is known."""
        if district is None:
            return None
        if district not in self._areas:
            way = self._way_up(district)
            self._areas[district] = way[-1] if way and self._is_area(way[-1]) else None
        return self._areas[district]

    def areas(self) -> dict[UUID, UUID]:
        """The area of each district that has one."""
        return {id: area for id in self._known if (area := self.area_of(id)) is not None}

    def with_parts(self, districts: Iterable[UUID]) -> tuple[UUID, ...]:
        """Some districts and all that lie in them, each once."""
        wanted = dict.fromkeys(districts)
        parts = (id for id in self._known if not wanted.keys().isdisjoint(self._way_up(id)))
        return tuple(dict.fromkeys([*wanted, *parts]))

    def _way_up(self, district: UUID | None) -> list[UUID]:
        """A district, what it lies in, and so on up to an area."""
        way: list[UUID] = []
        while district is not None and district in self._known and district not in way:
            way.append(district)
            district = None if self._is_area(district) else self._known[district][1]
        return way

    def _is_area(self, district: UUID) -> bool:
        return self._known[district][0] in (Level.AREA, None)

"""Connections between records, and the fields of several references that are kept as such."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.links import RELATED, Link, ends
from trygg_desktop.domain.record import Record
from trygg_desktop.workspace.basis import Basis, self_link

DIFFERENT = "different"
"""The role of a link that says: these two look alike and are not the same."""


class Linking(Basis, ABC):
    """The part of a transaction that connects records; a connection is a record of its own."""

    @abstractmethod
    def create(
        self, kind: type[Record] | str, /, *, id: UUID | None = None, draft: bool | None = None, **values: Any
    ) -> UUID:
        """Makes a record."""

    @abstractmethod
    def delete(self, id: UUID) -> None:
        """Takes a record away from sight."""

    def link(self, a: UUID, role: str, b: UUID) -> UUID:
        """Connects two records. A connection to a draft is a draft itself.

        Raises:
            UserError: a record is connected to itself.
        """
        if a == b:
            raise self_link()
        first, second = ends(a, b, role) if role != DIFFERENT else ends(a, b, RELATED)
        draft = self.is_draft(a.hex) or self.is_draft(b.hex)
        link = self.create(Link, draft=draft, from_id=first, to_id=second, role=role)
        self._touch_ends(a, b)
        return link

    def unlink(self, a: UUID, role: str, b: UUID) -> None:
        """Takes a connection away; nothing happens where there is none."""
        first, second = ends(a, b, role) if role != DIFFERENT else ends(a, b, RELATED)
        link = Link.natural_id({"from_id": first, "to_id": second, "role": role})
        if link and self._log_knows(link.hex):
            self.delete(link)
            self._touch_ends(a, b)

    def mark_different(self, a: UUID, b: UUID) -> None:
        """Remembers that two records that look alike are not the same."""
        self.link(a, DIFFERENT, b)

    def _change_links(self, id: UUID, field: Field, wanted: Iterable[UUID]) -> None:
        now = set(self.linked(id, field.name))
        for other in now - set(wanted):
            self.unlink(id, field.name, other)
        for other in dict.fromkeys(wanted):
            if other not in now:
                self.link(id, field.name, other)

    def linked(self, id: UUID, role: str) -> list[UUID]:
        """What a field of several references points to."""
        self.projection.flush()
        found = self.connection.execute(
            "SELECT to_id FROM link WHERE from_id = ? AND role = ?", (id.hex, role)
        )
        return [UUID(other) for (other,) in found]

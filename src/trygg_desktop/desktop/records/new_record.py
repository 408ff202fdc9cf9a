"""A record that is made out of nothing but its title, in the same step as the first reference to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from trygg_desktop.domain.record import Record
from trygg_desktop.workspace import Transaction


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What is to be made, and the id it is going to have."""

    kind: type[Record]
    title: str
    id: UUID

    @classmethod
    def called(cls, kind: type[Record], title: str) -> NewRecord:
        """A record of a kind with this title."""
        known = kind.natural_id({kind.about.naming: title})
        return cls(kind, title, known or UUID(int=uuid7().int))

    def make(self, tx: Transaction) -> None:
        """Writes it; where it was written already, nothing more happens."""
        values: dict[str, Any] = {self.kind.about.naming: self.title}
        tx.create(self.kind, id=self.id, **values)

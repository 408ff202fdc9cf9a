"""Gathers what goes into an exported file: records and fields, as far as the audience may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.fields import PROTECTION_SECTION, Field, FieldKind
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.values import fold, to_json
from trygg_desktop.insight.audience import kept_with_its_record, visible

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records of one kind that go out: the fields in order, and each record's id and values."""

    kind: type[Record]
    fields: tuple[Field, ...]
    records: tuple[tuple[UUID, Values], ...]


class Gatherer:
    """Reads records for an audience; without one, for the workspace's own use, it reads everything."""

    def __init__(self, workspace: Workspace, audience: Audience | None) -> None:
        self.workspace = workspace
        self.audience = audience
        self._seen: dict[str, dict[UUID, str]] = {}
        self._counted: dict[str, Counter[str]] = {}

    def gather(self, kind: type[Record]) -> Gathered:
        """The records of a kind and the fields that may go out, in the kind's own order."""
        fields = tuple(field for field in kind.fields().values() if self._may_go_out(field))
        names = [field.name for field in fields]
        found = self.workspace.rows(kind, names, where=visible(kind, self.audience))
        closed = kept_with_its_record(self.workspace, kind, self.audience)
        records = tuple(
            (id, self._cleared(fields, dict(zip(names, cells, strict=True))))
            for id, *cells in found
            if id not in closed
        )
        return Gathered(kind, fields, records)

    def names(self, kind: str) -> dict[UUID, str]:
        """The names of the records of a kind that the audience may see, for references to them.

        A name that is itself a person's is empty for the public.
        """
        if kind not in self._seen:
            self._seen[kind] = self._read_names(self.workspace.kinds.named(kind))
        return self._seen[kind]

    def is_the_only_one(self, kind: str, id: UUID) -> bool:
        """Whether no other record of the kind has the same name."""
        if kind not in self._counted:
            self._counted[kind] = Counter(map(fold, self.names(kind).values()))
        return self._counted[kind][fold(self.names(kind).get(id, ""))] == 1

    def _read_names(self, kind: type[Record]) -> dict[UUID, str]:
        naming = kind.fields()[kind.about.naming]
        found = self.workspace.rows(kind, [naming.name], where=visible(kind, self.audience))
        hidden = self.audience is Audience.PUBLIC and naming.personal
        return {id: "" if hidden else " ".join(str(name or "").split()) for id, name in found}

    def _may_go_out(self, field: Field) -> bool:
        if self.audience is None:
            return True
        if field.internal or (field.section == PROTECTION_SECTION and field.name != "protection"):
            return False
        return self.audience.may_read(field)

    def _cleared(self, fields: Iterable[Field], values: Values) -> Values:
        """The values without references to what the audience may not see, and without what is withheld."""
        if self.audience is None:
            return values
        for field in fields:
            if field.instead and values.get(field.instead):
                values[field.name] = None
            value = values[field.name]
            if field.many:
                values[field.name] = tuple(self._seen_of(field, value or ()))
            elif field.kind is FieldKind.REFERENCE and value:
                values[field.name] = next(iter(self._seen_of(field, [value])), None)
        return values

    def _seen_of(self, field: Field, ids: Sequence[UUID]) -> list[UUID]:
        targets = [field.target] if field.target else [each.about.name for each in self.workspace.kinds]
        return [id for id in ids if any(id in self.names(target) for target in targets)]


def record_json(kind: type[Record], id: UUID, values: Values) -> dict[str, Any]:
    """A record as programs read it: `id`, `kind`, the fields, `protection`, `ground`, `draft`."""
    told: dict[str, Any] = {"id": str(id), "kind": kind.about.name}
    fields = kind.fields()
    for name in [*values, *(each for each in ("protection", "ground", "draft") if each not in values)]:
        field, value = fields[name], values.get(name)
        if field.many:
            told[name] = [str(each) for each in value or ()]
        elif field.kind is FieldKind.REFERENCE:
            told[name] = str(value) if value else None
        else:
            told[name] = bool(value) if field.kind is FieldKind.BOOL else to_json(field, value)
    return told

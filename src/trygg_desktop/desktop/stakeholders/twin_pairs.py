"""Two records that may be the same, field by field: what each says, and what would stand if they became one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.domain.values import show

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace

KINDS: tuple[type[Record], ...] = (Stakeholder, Contact)
"""The kinds that look-alikes are sought among."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look alike, the older first, and why."""

    kind: type[Record]
    a: UUID
    b: UUID
    why: str
    titles: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both records as text. `always` stands whichever is kept: the stricter level of protection."""

    name: str
    label: str
    a: str
    b: str
    many: bool = False
    always: str = ""

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.a) and bool(self.b) and self.a != self.b

    def stands(self, *, keep_first: bool) -> str:
        """What would stand after joining them: what is kept, filled up from the other."""
        if self.always:
            return self.always
        kept, other = (self.a, self.b) if keep_first else (self.b, self.a)
        if self.many and other:
            parts = dict.fromkeys([*kept.split(", "), *other.split(", ")])
            return ", ".join(part for part in parts if part)
        return kept or other


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both records of a pair.

    Args:
        fields: those in which at least one says something.
        marking: the fields of protection as the stricter of the two has them.
        one_is_draft: whether one stays on this laptop and the other is shared: then they can't be joined.
    """

    fields: tuple[ComparedField, ...]
    marking: dict[str, Any]
    one_is_draft: bool


def find_pairs(workspace: Workspace) -> list[Pair]:
    """Every pair that looks alike and that nobody has told apart."""
    from trygg_desktop.formats.duplicates import possible_duplicates

    known = [kind for kind in KINDS if kind.about.name in workspace.kinds]
    found = [(kind, twin) for kind in known for twin in possible_duplicates(workspace, kind)]
    titles = workspace.titles({id for _kind, twin in found for id in (twin.a, twin.b)})
    return [
        Pair(kind, twin.a, twin.b, twin.why, (titles.get(twin.a, ""), titles.get(twin.b, "")))
        for kind, twin in found
    ]


def compare(workspace: Workspace, pair: Pair) -> Comparison | None:
    """Both records field by field; nothing where one is gone."""
    a, b = workspace.find(pair.a), workspace.find(pair.b)
    if a is None or b is None:
        return None
    stricter = max((a, b), key=_strictness)
    fields = [
        each for each in pair.kind.fields().values() if not each.internal and each.kind is not FieldKind.JSON
    ]
    titles = workspace.titles(_pointed_at(fields, (a, b)))
    compared = [_compared(field, a, b, stricter, titles) for field in fields]
    return Comparison(
        tuple(each for each in compared if each.a or each.b),
        {name: getattr(stricter, name) for name in _MARKING},
        bool(a.draft) != bool(b.draft),
    )


_MARKING = ("protection", "ground", "marked_on", "marked_by")
_LEVELS = (Protection.OPEN, Protection.INTERNAL, Protection.PROTECTED)


def _strictness(record: Record) -> int:
    """How far a record is kept from being spread; a level from a newer program counts as confidential."""
    return (
        _LEVELS.index(Protection(record.protection)) if record.protection in tuple(_LEVELS) else len(_LEVELS)
    )


def _compared(field: Field, a: Record, b: Record, stricter: Record, titles: dict[UUID, str]) -> ComparedField:
    def shown(record: Record) -> str:
        return show(field, getattr(record, field.name), titles=titles)

    always = shown(stricter) if field.name in _MARKING else ""
    return ComparedField(field.name, field.title, shown(a), shown(b), field.many, always)


def _pointed_at(fields: Sequence[Field], records: Sequence[Record]) -> set[UUID]:
    found: set[UUID] = set()
    for field in fields:
        for record in records:
            value: Any = getattr(record, field.name)
            if field.many:
                found.update(value)
            elif isinstance(value, UUID):
                found.add(value)
    return found

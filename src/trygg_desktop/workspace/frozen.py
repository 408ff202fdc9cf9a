"""Holds to what the domain says stays as it is once it is decided, whichever way it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.frozen import CONCERNED, Freezing, Whole, freezings
from trygg_desktop.domain.record import Record
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.reading import Reader


def changed_frozen(
    before: Reader,
    after: Reader,
    kinds: Kinds,
    written: Iterable[tuple[str, UUID]],
    *,
    erased: Collection[UUID] = (),
    unmade: Collection[UUID] = (),
) -> list[tuple[Freezing, UUID]]:
    """What was decided before a transaction, still is, and reads otherwise after it.

    Args:
        before: reads what held before the transaction.
        after: reads what would hold after it.
        written: the records it touched, with their kinds.
        erased: records that were erased, wholly or in part: nothing holds that back.
        unmade: records whose making was taken back.
    """
    found = []
    for rule, top in wholes_of(written, kinds, (before, after)):
        was = whole_of(before, kinds, rule, top)
        if was is None or top in unmade or not rule.is_frozen(was):
            continue
        if any(each.id in erased for each in was.records()):
            continue
        now = whole_of(after, kinds, rule, top)
        if now is None or (rule.is_decided(now.top) and rule.is_changed(was, now)):
            found.append((rule, top))
    return found


def wholes_of(
    written: Iterable[tuple[str, UUID]], kinds: Kinds, readers: Iterable[Reader]
) -> Iterator[tuple[Freezing, UUID]]:
    """What some records belong to that can be decided, by each of the readers, each once."""
    concerned = [(kind, id) for kind, id in written if kind in CONCERNED and kind in kinds]
    if not concerned:
        return
    for rule in freezings({kind for kind, _id in concerned}):
        if rule.top not in kinds:
            continue
        found = {
            top: None
            for reader in readers
            for _kind, id in concerned
            if (top := _top(reader, rule, id)) is not None
        }
        yield from ((rule, top) for top in found)


def _top(reader: Reader, rule: Freezing, id: UUID) -> UUID | None:
    """What a record belongs to by one rule: itself, or what it names."""
    for _step in range(len(rule.belonging) + 1):
        record = reader.find(id)
        if record is None or record.about.name == rule.top:
            return None if record is None else id
        field = rule.belongs_by(record.about.name)
        named = getattr(record, field) if field else None
        if not isinstance(named, UUID):
            return None
        id = named
    return None


def whole_of(reader: Reader, kinds: Kinds, rule: Freezing, top: UUID) -> Whole | None:
    """A record with everything that belongs to it; nothing where it is not to be seen."""
    record = reader.find(top)
    if record is None:
        return None
    members: list[Record] = []
    ids = [top]
    for kind, field in rule.belonging:
        if kind in kinds:
            column = getattr(kinds.named(kind), field)
            found = reader.records(kinds.named(kind), col(column).in_(ids))
            members += found
            ids += [each.id for each in found if each.id is not None]
    return Whole(record, tuple(members))

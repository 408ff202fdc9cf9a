"""Holds to what the domain says stays as it is once it is decided, whichever way it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.frozen import CONCERNED, Freezing, Whole, freezings
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import to_json
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


def is_decided(reader: Reader, kinds: Kinds, kind: str, id: UUID) -> bool:
    """Whether it is written that what a record belongs to is decided; one that is not to be seen counts as such."""
    tops = list(wholes_of([(kind, id)], kinds, [reader]))
    return not tops or any(rule.is_decided(reader.find(top)) for rule, top in tops)


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


class Foreseen:
    """Tells beforehand which values would change something decided, by what holds now.

    Args:
        reader: where it is read; `finder` gives a deleted record as it read, which writing it again would restore.
    """

    def __init__(self, reader: Reader, kinds: Kinds, finder: Callable[[UUID], Record | None]) -> None:
        self._reader = reader
        self._kinds = kinds
        self._find_deleted = finder
        self._decided: dict[UUID, Record | None] = {}

    def change_of_decided(self, kind: type[Record], id: UUID, values: Mapping[str, Any]) -> str | None:
        """The first of these values of a record that would change what is decided; nothing where all may be written.

        Args:
            id: the record's, whether it is here or would be made.
        """
        before = self._reader.find(id)
        after = self._with(kind, id, before or self._find_deleted(id), values)
        for rule in freezings({kind.about.name}):
            for top in self._decided_tops(rule, before, after):
                was, now = (self._alone(rule, top, state) for state in (before, after))
                if rule.is_changed(was, now):
                    return self._field(rule, before, after, values)
        return None

    def _with(self, kind: type[Record], id: UUID, known: Record | None, values: Mapping[str, Any]) -> Record:
        table = self._kinds[kind]
        plain = {field.name: field for field in table.columns}
        stored = {
            name: to_json(field, getattr(known, name)) for name, field in plain.items() if known is not None
        }
        given = {name: parse(plain[name], value) for name, value in values.items() if name in plain}
        before = {name: getattr(known, name) for name in plain} if known is not None else {}
        given |= kind.following(before, given)
        stored |= {name: to_json(plain[name], value) for name, value in given.items()}
        made = table.record(id, {name: value for name, value in stored.items() if value is not None})
        made.draft = known is not None and known.draft
        return made

    def _decided_tops(self, rule: Freezing, *states: Record | None) -> set[UUID]:
        """What is decided now and one of these states of a record belongs to."""
        tops = {self._top_of(rule, state) for state in states if state is not None}
        return {top for top in tops if top is not None and self._as_decided(rule, top) is not None}

    def _alone(self, rule: Freezing, top: UUID, state: Record | None) -> Whole:
        """What is decided, as far as one state of one record in it goes."""
        record = self._as_decided(rule, top)
        assert record is not None
        if state is None or self._top_of(rule, state) != top:
            return Whole(record)
        return Whole(state) if state.id == top else Whole(record, (state,))

    def _top_of(self, rule: Freezing, record: Record) -> UUID | None:
        if record.about.name == rule.top:
            return record.id
        field = rule.belongs_by(record.about.name)
        named = getattr(record, field) if field else None
        return _top(self._reader, rule, named) if isinstance(named, UUID) else None

    def _as_decided(self, rule: Freezing, top: UUID) -> Record | None:
        if top not in self._decided:
            whole = whole_of(self._reader, self._kinds, rule, top)
            self._decided[top] = whole.top if whole is not None and rule.is_frozen(whole) else None
        return self._decided[top]

    def _field(self, rule: Freezing, before: Record | None, after: Record, values: Mapping[str, Any]) -> str:
        for name in (*values, *rule.kept[after.about.name]):
            if name in rule.kept[after.about.name] and getattr(before, name, None) != getattr(after, name):
                return name
        return after.about.naming

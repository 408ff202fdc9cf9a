"""What would go and what would come, told before anything happens: records, fields, old and new values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from trygg_desktop.domain.record import Protection
from trygg_desktop.exchange.bundle import Bundle
from trygg_desktop.exchange.joining import join_texts
from trygg_desktop.exchange.kept import kept_ends
from trygg_desktop.exchange.moved_apart import moved_apart
from trygg_desktop.exchange.open_ends import OpenEnd, open_ends
from trygg_desktop.exchange.receiving import Arrived, erased_here, fresh_rows, receive
from trygg_desktop.exchange.words import Titles, in_words, title_of
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.log import CREATED, ERASED, ChangeLog

MOST_TOLD = 500
"""Added records whose fields a preview tells; a first exchange brings thousands."""

_SHOWN_ALREADY = ("protection", "ground")
"""Fields that the chip shows."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a preview: what it is, what it is called, and how it is protected."""

    id: UUID
    kind: str
    title: str
    protection: str | None = None
    ground: str | None = None

    @property
    def confidential(self) -> bool:
        """Whether it is marked confidential."""
        return self.protection == Protection.PROTECTED


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a file for a peer holds.

    Args:
        added, changed, deleted, erased: the records it tells of; `changed` are those made earlier.
        drafts: how many drafts stay on this laptop.
        documents: how many documents go along, and how many bytes they take.
        size: bytes of the content before it is packed and sealed.
    """

    added: tuple[Item, ...]
    changed: tuple[Item, ...]
    deleted: tuple[Item, ...]
    erased: tuple[Item, ...]
    drafts: int
    documents: tuple[int, int]
    size: int

    @property
    def records(self) -> int:
        """How many records it tells of."""
        return len(self.added) + len(self.changed) + len(self.deleted) + len(self.erased)

    @property
    def protected(self) -> tuple[Item, ...]:
        """The confidential ones among them."""
        return tuple(item for item in (*self.added, *self.changed, *self.deleted) if item.confidential)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The provisions that the confidential ones rest on, each once."""
        return tuple(sorted({item.ground for item in self.protected if item.ground}))


def outgoing(log: ChangeLog, workspace: Workspace, bundle: Bundle) -> Outgoing:
    """What is in a bundle, as its sender sees it."""
    kinds = {row[2]: row[1] for row in bundle.rows if row[2] and _is_shown(workspace.kinds, row[1])}
    made = {row[2] for row in bundle.rows if row[3] == CREATED}
    erased = {row[2] for row in bundle.rows if row[3] == ERASED}
    alive = {record for record in kinds if log.is_alive(record)}
    items = {
        record: _item(log, workspace.kinds, record, kind, workspace.names) for record, kind in kinds.items()
    }

    def some(records: Iterable[str]) -> tuple[Item, ...]:
        return tuple(sorted((items[record] for record in records), key=lambda item: (item.kind, item.title)))

    (drafts,) = log.connection.execute(
        "SELECT count(DISTINCT record) FROM draft_change WHERE kind <> 'link'"
    ).fetchone()
    return Outgoing(
        added=some((kinds.keys() & made & alive) - erased),
        changed=some((kinds.keys() & alive) - made - erased),
        deleted=some(kinds.keys() - alive - erased),
        erased=some(kinds.keys() & erased),
        drafts=drafts,
        documents=(len(bundle.blobs), sum(map(len, bundle.blobs.values()))),
        size=sum(len(row[4] or "") for row in bundle.rows) + sum(map(len, bundle.blobs.values())),
    )


def _is_shown(kinds: Kinds, kind: str) -> bool:
    return kind not in kinds or not kinds[kind].kind.about.side_kind


def _item(log: ChangeLog, kinds: Kinds, record: str, kind: str, titles: Titles) -> Item:
    values = log.values(record)
    title = title_of(kinds[kind], values, titles) if kind in kinds else ""
    return Item(UUID(record), kind, title, values.get("protection"), values.get("ground"))


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field that would read otherwise: its name and label, and the two values in words."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """A record of which some fields would read otherwise."""

    item: Item
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file from a peer would change here.

    Args:
        sender, number: who made it and which of theirs it is.
        waits: it came too early: what it stands on has not come yet.
        erased: what it would erase for good, each with the reason given.
        in_question: fields where both have written, which someone must decide.
        copies, removed: identities that seem to write in two places; that the sender no longer exchanges with.
        contents: what the added records say, of the first `MOST_TOLD` of them.
    """

    sender: int
    number: int
    waits: bool
    added: tuple[Item, ...] = ()
    changed: tuple[ChangedItem, ...] = ()
    deleted: tuple[Item, ...] = ()
    restored: tuple[Item, ...] = ()
    erased: tuple[tuple[Item, str, str], ...] = ()
    in_question: tuple[OpenEnd, ...] = ()
    copies: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changes: int = 0
    titles: dict[UUID, str] = field(default_factory=dict)
    contents: dict[UUID, tuple[ChangedField, ...]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing in it is new here; it may still tell what the sender has."""
        return not self.changes and not self.waits


def incoming(engine: Engine, workspace: Workspace, bundle: Bundle) -> Incoming:
    """What taking a bundle in changes. It is taken in for this: the transaction is to be rolled back."""
    log, kinds = engine.log, engine.kinds
    records = {row[2]: row[1] for row in fresh_rows(log, bundle) if row[2] and _is_shown(kinds, row[1])}
    erased = _erasures(log, kinds, bundle, workspace.names)
    before = {
        record: (log.is_alive(record) and _known(log, record), log.values(record)) for record in records
    }
    earlier = {_key(end) for end in _asked(log, kinds)}
    arrived: Arrived = receive(log, bundle, accept_erasures=True)
    if arrived.waits:
        return Incoming(bundle.sender, bundle.number, waits=True)
    join_texts(engine, arrived.touched.items())
    after = {record: (log.is_alive(record), log.values(record)) for record in records}
    titles = _titles(workspace, kinds, records, after)
    items = {
        record: _item_of(kinds, record, kind, {**before[record][1], **after[record][1]}, titles)
        for record, kind in records.items()
    }
    gone = {item.id.hex for item, _field, _reason in erased}

    def some(condition: Callable[[bool, bool], bool]) -> tuple[Item, ...]:
        chosen = [items[r] for r in records if r not in gone and condition(before[r][0], after[r][0])]
        return tuple(sorted(chosen, key=lambda item: (item.kind, item.title)))

    was_here = {record for record in records if before[record][1]}
    added = tuple(item for item in some(lambda was, now: now and not was) if item.id.hex not in was_here)
    return Incoming(
        bundle.sender,
        bundle.number,
        waits=False,
        added=added,
        restored=tuple(item for item in some(lambda was, now: now and not was) if item.id.hex in was_here),
        deleted=some(lambda was, now: was and not now),
        changed=tuple(
            ChangedItem(items[record], told)
            for record, kind in sorted(records.items(), key=lambda pair: (pair[1], items[pair[0]].title))
            if before[record][0]
            and after[record][0]
            and (told := _fields(kinds, kind, before[record][1], after[record][1], titles))
        ),
        erased=tuple(erased),
        in_question=tuple(end for end in _asked(log, kinds) if _key(end) not in earlier),
        copies=tuple(sorted(arrived.copies)),
        removed=tuple(arrived.removed),
        changes=len(arrived.fresh),
        titles=titles([]),
        contents={
            item.id: tuple(
                told
                for told in _fields(kinds, item.kind, {}, after[item.id.hex][1], titles)
                if told.new and told.field not in _SHOWN_ALREADY
            )
            for item in added[:MOST_TOLD]
        },
    )


def _asked(log: ChangeLog, kinds: Kinds) -> list[OpenEnd]:
    """Everything that is open, what was set aside for something decided included."""
    kept = kept_ends(log, kinds)
    places = {(end.record, end.field) for end in kept}
    ends = [*open_ends(log), *(each.end for each in moved_apart(log, kinds))]
    return [*kept, *(end for end in ends if (end.record, end.field) not in places)]


def _key(end: OpenEnd) -> tuple[Any, ...]:
    """By what an open end is known again; its values may be anything."""
    return end.record, end.field, end.unseen, *(version.changes for version in end.versions)


def _known(log: ChangeLog, record: str) -> bool:
    return log.kind_of(record) is not None


def _erasures(log: ChangeLog, kinds: Kinds, bundle: Bundle, titles: Titles) -> list[tuple[Item, str, str]]:
    """What of this laptop's a bundle erases: the record, the field or nothing, and the reason."""
    found = []
    for row in erased_here(log, fresh_rows(log, bundle)):
        told: dict[str, Any] = json.loads(row[4])
        item = _item(log, kinds, row[2], row[1], titles)
        found.append((item, str(told.get("field", "")), str(told.get("reason", ""))))
    return found


def _item_of(kinds: Kinds, record: str, kind: str, values: dict[str, Any], titles: Titles) -> Item:
    title = title_of(kinds[kind], values, titles) if kind in kinds else ""
    return Item(UUID(record), kind, title, values.get("protection"), values.get("ground"))


def _titles(
    workspace: Workspace, kinds: Kinds, records: dict[str, str], after: dict[str, tuple[bool, dict[str, Any]]]
) -> Titles:
    """What records are called, those that come with the file too."""
    coming = {
        UUID(record): kinds[kind].title(after[record][1]) for record, kind in records.items() if kind in kinds
    }

    def titles(ids: list[UUID]) -> dict[UUID, str]:
        return workspace.names(ids) | coming

    return titles


def _fields(
    kinds: Kinds, kind: str, before: dict[str, Any], after: dict[str, Any], titles: Titles
) -> tuple[ChangedField, ...]:
    if kind not in kinds:
        return ()
    fields = kinds[kind].fields
    return tuple(
        ChangedField(
            name,
            fields[name].title,
            in_words(kinds[kind], name, before.get(name), titles),
            in_words(kinds[kind], name, after.get(name), titles),
        )
        for name in fields
        if before.get(name) != after.get(name) and (name in before or name in after)
    )

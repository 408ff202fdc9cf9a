"""What is decided keeps its wording when a file comes: what others wrote apart from it waits for an answer.

Whoever takes a file in writes the decided wording anew over what would have changed it, in a step that says so. So
every laptop comes to show the same, what was set aside stands in the log, and as long as that step holds the two
are asked about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from trygg_desktop.domain.frozen import CONCERNED, Freezing, Whole
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import to_json
from trygg_desktop.exchange.open_ends import OpenEnd, Version
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.frozen import whole_of, wholes_of
from trygg_desktop.workspace.kinds import Kinds, table_named
from trygg_desktop.workspace.lanes import lane_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, ChangeLog, encode
from trygg_desktop.workspace.reading import Reader
from trygg_desktop.workspace.undo import message_text

KEPT = N_("Kept what is decided")
"""What the step is called in the history, and by what it is known again."""


def keep_decided(engine: Engine, touched: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Puts back what a file has changed of something decided; gives the records changed with their kinds.

    To be called when the changes are in the log and the tables still show what held before. Where nobody has decided
    here yet, and the file brings the decision, what both signed is found in the log by its fingerprint.
    """
    came = {record: kind for record, kind in touched if kind in CONCERNED and kind in engine.kinds}
    if not came:
        return {}
    engine.projection.flush()
    reader = Reader(engine.connection, engine.kinds)
    written = [*_ids(came), *_named(engine, came)]
    before = {
        top: (rule, whole_of(reader, engine.kinds, rule, top))
        for rule, top in wholes_of(written, engine.kinds, [reader])
    }
    engine.show(came)
    for rule, top in wholes_of(written, engine.kinds, [reader]):
        before.setdefault(top, (rule, None))
    keeping = _Keeping(engine, {})
    engine.log.begin(message_text(KEPT, {}))
    for top, (rule, was) in sorted(before.items()):
        now = whole_of(reader, engine.kinds, rule, top)
        if was is not None and rule.is_frozen(was):
            keeping.keep(rule, was, now)
        elif now is not None and (hash := rule.signed_otherwise(now)):
            as_signed = _as_signed(engine, rule, now, hash)
            if as_signed is not None:
                keeping.keep(rule, as_signed, now)
    engine.log.finish()
    return keeping.written


def _ids(records: dict[str, str]) -> list[tuple[str, UUID]]:
    return [(kind, UUID(record)) for record, kind in records.items()]


def _named(engine: Engine, came: dict[str, str]) -> Iterator[tuple[str, UUID]]:
    """What records that have just come belong to, by the log: the tables do not show them yet."""
    for record, kind in came.items():
        for name in ("picture", "belongs_to"):
            named = engine.log.values(record).get(name) if name in engine.kinds[kind].fields else None
            other = engine.log.kind_of(named) if isinstance(named, str) else None
            if isinstance(named, str) and other is not None:
                yield other, UUID(named)


@dataclass(frozen=True, slots=True)
class _Keeping:
    """Writes the decided wording anew."""

    engine: Engine
    written: dict[str, str]

    def keep(self, rule: Freezing, was: Whole, now: Whole | None) -> None:
        """Puts back what reads otherwise now, unless the decision was taken back or something was erased."""
        log = self.engine.log
        assert was.top.id is not None
        if not rule.is_decided(_by_the_log(self.engine, was.top)):
            return
        stays = {each.id for each in was.records()}
        for each in was.records():
            if each.about.name in rule.kept and not each.draft:
                self._put_back(each, rule.kept[each.about.name])
        for each in now.members if now else ():
            if each.id is None or each.id in stays or each.draft or not rule.says_more(each):
                continue
            if not _is_kept(log, each.id.hex, ALIVE):
                log.set_alive(each.about.name, each.id.hex, False)
                self.written[each.id.hex] = each.about.name

    def _put_back(self, was: Record, names: Sequence[str]) -> None:
        log, kind = self.engine.log, was.about.name
        assert was.id is not None
        record = was.id.hex
        if log.head_ids(record, ERASED) and not log.is_alive(record):
            return
        if not log.is_alive(record):
            if _is_kept(log, record, ALIVE):
                return
            log.set_alive(kind, record, True)
            self.written[record] = kind
        now = log.values(record)
        for name in names:
            old = to_json(was.fields()[name], getattr(was, name))
            if now.get(name) == old or _is_kept(log, record, name):
                continue
            if _still_said(log, record, name, old):
                log.edit(kind, record, name, old)
                self.written[record] = kind


def _by_the_log(engine: Engine, record: Record) -> Record:
    """A record as the log shows it now, deleted or not."""
    assert record.id is not None
    return engine.kinds[type(record)].record(record.id, engine.log.values(record.id.hex))


def _still_said(log: ChangeLog, record: str, name: str, value: Any) -> bool:
    """Whether the log still holds a value: what was erased is not put back."""
    if value is None:
        return True
    log.flush()
    found = log.connection.execute(
        "SELECT field, value FROM change WHERE record = ? AND field IN (?, ?) AND value IS NOT NULL",
        (record, name, CREATED),
    )
    return any(_read(field, name, told) == value for field, told in found)


def _read(written: str, field: str, value: str | None) -> Any:
    told = None if value is None else json.loads(value)
    return (told or {}).get(field) if written == CREATED else told


def _as_signed(engine: Engine, rule: Freezing, now: Whole, hash: str) -> Whole | None:
    """The wording that both have signed: what holds without the last changes of one of the lanes.

    Nothing where no such wording has the fingerprint that was signed.
    """
    ids = {each.id.hex: each for each in now.records() if each.about.name in rule.kept and each.id}
    rows = engine.connection.execute(
        "SELECT id, record, field, value FROM change WHERE record IN (SELECT value FROM json_each(?)) "
        "AND field NOT IN (?, ?) AND value IS NOT NULL ORDER BY hlc, id",
        (json.dumps(sorted(ids)), ALIVE, ERASED),
    ).fetchall()
    for lane, own in groupby(sorted(row[0] for row in rows), key=lane_of):
        for last in sorted(own, reverse=True):
            left = [row for row in rows if lane_of(row[0]) != lane or row[0] < last]
            whole = _with(engine, now, ids, left)
            if whole is not None and rule.wording(whole) == hash:
                return whole
    return None


def _with(
    engine: Engine, now: Whole, ids: dict[str, Record], rows: Iterable[tuple[Any, ...]]
) -> Whole | None:
    """A whole as it reads by some of its changes."""
    values: dict[str, dict[str, Any]] = {}
    for _change, record, field, value in rows:
        told = json.loads(value)
        if field == CREATED:
            values[record] = (told or {}) | values.get(record, {})
        elif record in values:
            values[record][field] = told
    made = {
        record: engine.kinds[type(ids[record])].record(UUID(record), said) for record, said in values.items()
    }
    assert now.top.id is not None
    top = made.pop(now.top.id.hex, None)
    return None if top is None else Whole(top, tuple(made.values()))


# --- what waits for an answer -----------------------------------------------------------------------------


def kept_ends(log: ChangeLog, kinds: Kinds) -> list[OpenEnd]:
    """What was set aside for something decided, and waits for somebody to say whether it is taken in."""
    known = [kind for kind in sorted(CONCERNED) if kind in kinds]
    if not known:
        return []
    log.flush()
    shown = " UNION ALL ".join(f'SELECT id FROM "{table_named(kind)}"' for kind in known)
    heads = log.connection.execute(
        "SELECT h.record, h.field, c.kind, c.id FROM head h JOIN change c ON c.id = h.id "
        f"WHERE h.field <> ?1 AND c.field <> '*' AND h.record IN ({shown}) "
        "UNION ALL SELECT h.record, h.field, c.kind, c.id FROM head h JOIN change c ON c.id = h.id "
        "WHERE h.field = ?1 AND c.kind IN (SELECT value FROM json_each(?2)) ORDER BY 1, 2",
        (ALIVE, json.dumps(known)),
    ).fetchall()
    ends = []
    for (record, field, kind), rows in groupby(heads, key=lambda row: row[:3]):
        kept = {each for *_place, change in rows for each in _kept(log, change)}
        if kept and not log.head_ids(record, ERASED):
            ends.append(_kept_end(log, record, field, kind, kept))
    return ends


def _is_kept(log: ChangeLog, record: str, field: str) -> bool:
    """Whether all that holds here was kept as decided by someone already: two who hold other things decided never take
    turns in putting theirs back, but both are in question."""
    log.flush()
    heads = log.head_ids(record, field)
    return bool(heads) and all(_kept(log, change) for change in heads)


def _kept(log: ChangeLog, change: int) -> list[int]:
    """The change that kept what is decided, if this is one, or takes back an answer that was given to one."""
    tx, undoes, prev = log.connection.execute(
        "SELECT tx, undoes, prev FROM change WHERE id = ?", (change,)
    ).fetchone()
    if _message(log, change, tx) == message_text(KEPT, {}):
        return [change]
    if undoes is None:
        return []
    answered = [old for each in map(int, prev.split()) for old in _superseded(log, each)]
    return [each for old in answered for each in _kept(log, old)]


def _message(log: ChangeLog, change: int, tx: int) -> str | None:
    """What the step was called in which a change was written; it stands at the step's first change."""
    found = log.connection.execute(
        "SELECT tx, message FROM change WHERE id <= ? AND message IS NOT NULL ORDER BY id DESC LIMIT 1",
        (change,),
    ).fetchone()
    return str(found[1]) if found and found[0] == tx else None


def _kept_end(log: ChangeLog, record: str, field: str, kind: str, kept: set[int]) -> OpenEnd:
    """What holds, and beside it what it was written over; for a record that came anew, its making."""
    heads = log.head_ids(record, field)
    before = _set_aside(log, kept)
    rows = log.connection.execute(
        "SELECT id, field, value, author, at FROM change WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY id IN (SELECT value FROM json_each(?)) DESC, hlc DESC, id DESC",
        (json.dumps(sorted({*heads, *before})), json.dumps(heads)),
    ).fetchall()
    versions: dict[str, Version] = {}
    for change, written, value, author, at in rows:
        said = _read(written, field, value)
        versions.setdefault(encode(said), Version((change,), said, author, at))
    unseen: tuple[int, ...] = ()
    if field == ALIVE and len(versions) == 1:
        unseen = tuple(log.head_ids(record, CREATED))
    return OpenEnd(record, kind, field, tuple(versions.values()), unseen)


def _set_aside(log: ChangeLog, kept: Iterable[int]) -> set[int]:
    """What some changes that kept what is decided were written over, and what those before them were."""
    found: set[int] = set()
    waiting = list(kept)
    while waiting:
        for old in _superseded(log, waiting.pop()):
            if old not in found:
                found.add(old)
                waiting += _kept(log, old)
    return found


def _superseded(log: ChangeLog, change: int) -> list[int]:
    (prev,) = log.connection.execute("SELECT prev FROM change WHERE id = ?", (change,)).fetchone()
    return [int(old) for old in prev.split()]

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

from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.frozen import CONCERNED, Freezing, Whole
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import to_json
from trygg_desktop.exchange.kept import KEPT, is_kept
from trygg_desktop.exchange.open_ends import line_of, read_value
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.frozen import whole_of, wholes_of
from trygg_desktop.workspace.lanes import lane_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, ChangeLog
from trygg_desktop.workspace.reading import Reader
from trygg_desktop.workspace.undo import message_text


def keep_decided(engine: Engine, touched: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Puts back what a file has changed of something decided; gives the records changed with their kinds.

    To be called when the changes are in the log and the tables still show what held before. Where nobody has decided
    here yet, or that decision was taken back, and the file brings one, what both signed is found in the log by its
    fingerprint.
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
        if was is not None and rule.is_frozen(was) and not _taken_back(engine.log, rule, was.top):
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


def _taken_back(log: ChangeLog, rule: Freezing, decided: Record) -> bool:
    """Whether someone who knew of a decision took it back; if it is decided again by now, that is another one.

    Whoever knew of one side's word alone, and signed something else, has not taken back what both have decided.
    """
    assert decided.id is not None
    record, fields = decided.id.hex, decided.fields()
    moments = [
        (name, to_json(fields[name], getattr(decided, name)))
        for name, emptied in rule.reopened().items()
        if emptied is None and fields[name].kind is FieldKind.DATETIME
    ]
    said = [(name, value) for name, value in moments if value is not None]
    return bool(said) and all(_emptied_since(log, record, name, value) for name, value in said)


def _emptied_since(log: ChangeLog, record: str, name: str, value: Any) -> bool:
    """Whether a field that said this was emptied by one who had seen it, and nobody has taken that back."""
    log.flush()
    held, emptied = set(), set()
    for change, written, told in log.connection.execute(
        "SELECT id, field, value FROM change WHERE record = ? AND field IN (?, ?)", (record, name, CREATED)
    ):
        said = read_value(written, name, told)
        if said == value:
            held.add(change)
        elif said is None and written == name:
            emptied.add(change)
    if not emptied:
        return False
    lines = {change: line_of(log.connection, record, name, change) for change in held | emptied}
    return any(
        lines[change] & held and not any(change in lines[later] for later in held) for change in emptied
    )


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
            if not is_kept(log, each.id.hex, ALIVE):
                log.set_alive(each.about.name, each.id.hex, False)
                self.written[each.id.hex] = each.about.name

    def _put_back(self, was: Record, names: Sequence[str]) -> None:
        log, kind = self.engine.log, was.about.name
        assert was.id is not None
        record = was.id.hex
        if log.head_ids(record, ERASED) and not log.is_alive(record):
            return
        if not log.is_alive(record):
            if is_kept(log, record, ALIVE):
                return
            log.set_alive(kind, record, True)
            self.written[record] = kind
        now = log.values(record)
        for name in names:
            old = to_json(was.fields()[name], getattr(was, name))
            if now.get(name) == old or is_kept(log, record, name):
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
    return any(read_value(field, name, told) == value for field, told in found)


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

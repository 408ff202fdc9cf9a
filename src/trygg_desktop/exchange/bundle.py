"""What one laptop tells another: changes since what the other is known to have, and the documents they name.

A bundle is written as facts (signed in the header of the sealed file) and a body: a list of columns, which packs
to a third of what rows take, and after it the contents of documents. Nothing read is trusted before it is checked.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from trygg_desktop.domain.sides import Side
from trygg_desktop.exchange import refusals
from trygg_desktop.exchange.keys import is_identity
from trygg_desktop.workspace.lanes import MASK, SHIFT, lane_of, number_of
from trygg_desktop.workspace.log import ERASED
from trygg_desktop.workspace.schema import VOID

Row = tuple[Any, ...]
Vector = dict[int, int]
LARGEST_LANE = 2**23 - 1
_LARGEST_TIME = 253_402_300_799_999  # the last millisecond of the year 9999
_LARGEST_CLOCK = 2**53
_LENGTH = struct.Struct(">I")
_COLUMNS = (
    "id", "kind", "record", "field", "value", "prev", "seen", "tx", "undoes", "message", "hlc", "at", "author",
    "schema",
)  # fmt: skip
_STEPPED = ("id", "tx", "hlc", "at")
"""Columns that grow from row to row, of which only the steps are written."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who has written: the name and side that the history shows."""

    id: int
    name: str
    side: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some changes and what is known around them.

    Args:
        lane: the lane that the sender writes in.
        number: the sender's own count of what was sent from this lane.
        at: when it was made, in milliseconds since 1970 by the sender's clock, which may be wrong.
        base: what the receiver must have before these changes can join.
        vector: what the sender has: at the same time the receipt for what the receiver has sent.
        ends: for each lane as far as it is held with these changes: its hash.
        lanes: whose each lane is.
        people: who the identities are.
        removed: identities that nobody should exchange with any more, such as a lost laptop's, and since when.
        rows: the changes, in the order of their clock.
        blobs: contents of documents by their hash.
    """

    sender: int
    lane: int
    number: int
    at: int
    base: Vector
    vector: Vector
    ends: dict[int, tuple[int, str]]
    lanes: dict[int, int]
    people: tuple[Person, ...]
    removed: tuple[tuple[int, int], ...] = ()
    rows: tuple[Row, ...] = ()
    blobs: dict[str, bytes] = field(default_factory=dict)

    @property
    def erasures(self) -> tuple[Row, ...]:
        """The changes that erase something."""
        return tuple(row for row in self.rows if row[3] == ERASED)

    def facts(self) -> dict[str, Any]:
        """What is signed."""
        return {
            "lane": self.lane,
            "at": self.at,
            "base": _keys_as_text(self.base),
            "vector": _keys_as_text(self.vector),
            "ends": {str(lane): list(end) for lane, end in self.ends.items()},
            "lanes": _keys_as_text(self.lanes),
            "people": [[person.id, person.name, person.side] for person in self.people],
            "removed": [list(each) for each in self.removed],
            "rows": len(self.rows),
        }

    def body(self) -> bytes:
        """Columns and documents as bytes."""
        columns = {
            name: _steps(values) if name in _STEPPED else _coded(values)
            for name, values in zip(_COLUMNS, zip(*self.rows, strict=True), strict=bool(self.rows))
        }
        documents = sorted(self.blobs.items())
        told = json.dumps(
            {"columns": columns, "documents": [len(content) for _hash, content in documents]},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        return b"".join((_LENGTH.pack(len(told)), told, *(content for _hash, content in documents)))


def _keys_as_text(numbers: dict[int, int]) -> dict[str, int]:
    return {str(lane): number for lane, number in sorted(numbers.items())}


def _steps(values: Sequence[int]) -> list[int]:
    return [value - before for before, value in zip((0, *values), values, strict=False)]


def _coded(values: Sequence[Any]) -> Any:
    """A column that says the same again and again, as a list of what it says and where."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) * 4 > len(values):
        return list(values)
    place = {value: n for n, value in enumerate(distinct)}
    return {"of": distinct, "at": [place[value] for value in values]}


def read_bundle(sender: int, number: int, facts: dict[str, Any], body: bytes) -> Bundle:
    """The bundle in a sealed file that has been opened.

    Raises:
        UserError: it says what no program of ours writes.
    """
    try:
        told, documents = _parts(body)
        rows = _rows(told["columns"])
        if len(rows) != facts["rows"]:
            raise ValueError("another number of changes than was signed")
        bundle = Bundle(
            sender=sender,
            lane=_checked(facts["lane"], _is_lane),
            number=number,
            at=_checked(facts["at"], _is_time),
            base=_vector(facts["base"]),
            vector=_vector(facts["vector"]),
            ends={_lane(lane): _end(end) for lane, end in facts["ends"].items()},
            lanes={_lane(lane): _checked(who, is_identity) for lane, who in facts["lanes"].items()},
            people=tuple(_person(*person) for person in facts["people"]),
            removed=tuple(
                (_checked(who, is_identity), _checked(at, _is_time)) for who, at in facts["removed"]
            ),
            rows=rows,
            blobs={hashlib.sha256(content).hexdigest(): content for content in documents},
        )
        _check_rows(bundle)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, struct.error):
        raise refusals.malformed() from None
    return bundle


def _parts(body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    (length,) = _LENGTH.unpack_from(body)
    told = json.loads(body[_LENGTH.size : _LENGTH.size + length])
    lengths = [_checked(each, _is_count) for each in told["documents"]]
    starts = list(accumulate(lengths, initial=_LENGTH.size + length))
    if starts[-1] != len(body):
        raise ValueError("documents of another length")
    return told, [body[start : start + size] for start, size in zip(starts, lengths, strict=False)]


def _rows(columns: dict[str, Any]) -> tuple[Row, ...]:
    if not columns:
        return ()
    if set(columns) != set(_COLUMNS):
        raise ValueError("other columns")
    read = [_stepped(columns[name]) if name in _STEPPED else _decoded(columns[name]) for name in _COLUMNS]
    if len({len(column) for column in read}) != 1:
        raise ValueError("columns of different lengths")
    return tuple(zip(*read, strict=True))


def _stepped(steps: Any) -> list[int]:
    if not isinstance(steps, list) or any(type(step) is not int for step in steps):
        raise ValueError("not steps")
    return list(accumulate(steps))


def _decoded(column: Any) -> list[Any]:
    if isinstance(column, list):
        return column
    of, at = column["of"], column["at"]
    if any(type(place) is not int or place < 0 for place in at):
        raise ValueError("not places")
    return [of[place] for place in at]


_IS_RECORD = re.compile("[0-9a-f]{32}").fullmatch
_IS_KIND = re.compile("[a-z][a-z0-9-]{0,63}").fullmatch
_IS_FIELD = re.compile(r"\*|~?[a-z][a-z0-9_-]{0,63}").fullmatch
_IS_PREV = re.compile("(?:[0-9]{1,19}(?: [0-9]{1,19})*)?").fullmatch
_IS_HASH = re.compile("[0-9a-f]{0,64}").fullmatch


def _check_rows(bundle: Bundle) -> None:
    """Every change is written as ours are, and each lane goes on without a gap."""
    reached = dict(bundle.base)
    for row in sorted(bundle.rows):
        _check_row(row)
        lane, number = lane_of(row[0]), number_of(row[0])
        if number != reached.get(lane, 0) + 1 or bundle.lanes.get(lane) != row[12]:
            raise ValueError("a gap, or someone else's lane")
        reached[lane] = number
    for lane, (end, _chain) in bundle.ends.items():
        if reached.get(lane, 0) != end:
            raise ValueError("ends elsewhere")
    if {lane for lane, number in reached.items() if number} - bundle.ends.keys():
        raise ValueError("a lane without its end")
    if any(bundle.vector.get(lane, 0) < number for lane, number in reached.items()):
        raise ValueError("more than the sender has")
    if bundle.lanes.get(bundle.lane, bundle.sender) != bundle.sender:
        raise ValueError("writes in someone else's lane")


def _check_row(row: Row) -> None:
    change, kind, record, name, value, prev, seen, tx, undoes, message, hlc, at, author, schema = row
    if name == VOID:
        if (kind, record, value, prev, seen, undoes, message) != ("", "", None, "", None, None, None):
            raise ValueError("not void")
    elif not (_IS_KIND(kind) and _IS_RECORD(record) and _IS_FIELD(name)):
        raise ValueError("not a change")
    if not (1 << SHIFT < change <= (LARGEST_LANE << SHIFT) + MASK and number_of(change)):
        raise ValueError("not a change's id")
    if value is not None:
        read = json.loads(_checked(value, _is_text))
        json.dumps(read, ensure_ascii=False, allow_nan=False).encode()  # half a letter, or no number at all
        if name in ("*", ERASED) and not isinstance(read, dict):
            raise ValueError("not values")
        if name == ERASED and not all(isinstance(read.get(each, ""), str) for each in ("reason", "field")):
            raise ValueError("not an erasure")
    elif name == ERASED:
        raise ValueError("an erasure without its reason")
    if not _IS_PREV(prev) or any(not 0 < int(old) <= (LARGEST_LANE << SHIFT) + MASK for old in prev.split()):
        raise ValueError("supersedes nothing")
    if seen is not None:
        _vector(json.loads(_checked(seen, _is_text)))
    elif name == ERASED:
        raise ValueError("an erasure that has seen nothing")
    if message is not None and not isinstance(json.loads(_checked(message, _is_text)), dict):
        raise ValueError("not a message")
    _checked(hlc, _is_clock)
    _checked(at, _is_time)
    _checked(schema, _is_count)
    for transaction in (tx, *((undoes,) if undoes is not None else ())):
        if type(transaction) is not int or not 0 <= transaction <= (LARGEST_LANE << SHIFT) + MASK:
            raise ValueError("not a transaction")
    _checked(author, is_identity)


def _checked(value: Any, right: Callable[[Any], bool]) -> Any:
    if not right(value):
        raise ValueError("another kind of value")
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\x00" not in value


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MASK


def _is_time(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST_TIME


def _is_clock(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST_CLOCK


def _is_lane(value: Any) -> bool:
    return type(value) is int and 1 <= value <= LARGEST_LANE


def _lane(text: str) -> int:
    return int(_checked(int(text), _is_lane))


def _vector(told: Any) -> Vector:
    return {_lane(lane): _checked(number, _is_count) for lane, number in told.items()}


def _end(told: Any) -> tuple[int, str]:
    number, chain = told
    if not isinstance(chain, str) or not _IS_HASH(chain):
        raise ValueError("not a hash")
    return int(_checked(number, _is_count)), chain


def _person(id: Any, name: Any, side: Any) -> Person:
    Side(side)
    if not _is_text(name) or not 0 < len(name) <= 200:
        raise ValueError("not a name")
    return Person(_checked(id, is_identity), name, side)


def merged(vectors: Iterable[Vector]) -> Vector:
    """The furthest that any of them reaches in each lane."""
    furthest: Vector = {}
    for vector in vectors:
        for lane, number in vector.items():
            furthest[lane] = max(number, furthest.get(lane, 0))
    return furthest

"""What is looked at on one laptop after each step, against what the judge says must hold."""

from __future__ import annotations

import json
from typing import Any

from tests.property.judge import (
    Event,
    Judge,
    is_emptied,
    is_visible,
    latest,
    may_show_again,
    open_questions,
    writes,
)
from tests.property.laptops import Laptop
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.workspace.heads import heads_from_log
from trygg_desktop.workspace.lanes import lane_of, whole_chain

FIELDS = ("a", "b", "later")
"""`later` is a field that only the newest program knows."""


def judge_laptop(judge: Judge, laptop: Laptop, known: set[int], emptied: set[tuple[int, str]]) -> None:
    """Everything that must hold on one laptop.

    Args:
        known: the changes that it must have.
        emptied: those, by field, that came without their value because their sender knew that it was erased.
    """
    rows = laptop.rows()
    real = {row[0]: row for row in rows if row[3] != "~void"}
    assert set(real) == known, "what was taken in or written is here, and nothing else"
    _judge_lanes(laptop, rows)
    assert heads_from_log(laptop.connection) == set(
        laptop.connection.execute("SELECT record, field, id FROM head")
    ), "the cache does not follow from the log"
    heads = _heads_as_kept(laptop, real)
    documents = {digest for (digest,) in laptop.connection.execute("SELECT hash FROM blob")}
    ends = open_places(laptop)
    for record, events in judge.of_record(known).items():
        if _is_on_its_way(emptied, events):
            continue
        named = {event.says["hash"] for event in writes(events, "hash")}
        assert named <= documents, f"the document of {record} has no content here"
        doubtful = _judge_values(laptop, record, events, heads, real)
        assert laptop.log.is_alive(record) == is_visible(events), (
            f"{record} is seen, or not, against what holds"
        )
        asked = {name for each, name in ends if each == record}
        assert doubtful or asked == open_questions(events), record
        _judge_erasures(laptop, record, events)


def _is_on_its_way(emptied: set[tuple[int, str]], events: list[Event]) -> bool:
    """Whether something came emptied whose erasure has not come yet, being in another part."""
    return any(
        (event.id, name) in emptied and not is_emptied(event, name, events)
        for event in events
        for name in event.says
    )


def _judge_values(
    laptop: Laptop,
    record: str,
    events: list[Event],
    heads: dict[tuple[str, str], set[int]],
    rows: dict[int, tuple[Any, ...]],
) -> bool:
    """The heads are the latest writes, and the last of them by the clock is shown; gives whether that is in doubt."""
    shown, doubtful = laptop.log.values(record), False
    for name in (*FIELDS, "~alive"):
        again = may_show_again(events, name)
        doubtful |= bool(again)
        kept = heads.get((record, name), set())
        assert kept - again == {event.id for event in latest(events, name)} - again, (record, name)
        standing = [event for event in events if event.id in kept]
        if name != "~alive":
            last = max(standing, key=lambda event: (rows[event.id][10], event.id), default=None)
            assert shown.get(name) == (last.says[name] if last else None), (record, name)
    return doubtful


def _judge_erasures(laptop: Laptop, record: str, events: list[Event]) -> None:
    found = laptop.connection.execute("SELECT value, message FROM change WHERE record = ?", (record,))
    said = " ".join(str(each) for row in found for each in row)
    for word in gone(events):
        assert word not in said, f"what was erased of {record} is still here"


def open_places(laptop: Laptop) -> set[tuple[str, str]]:
    """Where a question is open, by record and field."""
    return {(end.record, end.field) for end in open_ends(laptop.log)}


def gone(events: list[Event]) -> set[str]:
    """The words that were erased and that nobody has said again since."""
    said = [
        (event, name, word)
        for event in events
        for name, word in event.says.items()
        if isinstance(word, str) and name != "hash"  # another document may have the same content
    ]
    emptied = {word for event, name, word in said if is_emptied(event, name, events)}
    return {word for word in emptied if len(word) > 2} - {
        word for event, name, word in said if not is_emptied(event, name, events)
    }


def _heads_as_kept(laptop: Laptop, rows: dict[int, tuple[Any, ...]]) -> dict[tuple[str, str], set[int]]:
    """The heads by record and field, a creation's told field by field where no edit stands over it."""
    kept: dict[tuple[str, str], set[int]] = {}
    creations = []
    for record, name, id in laptop.connection.execute("SELECT record, field, id FROM head"):
        if name == "*":
            creations.append((record, id))
        elif name != "~erase":
            kept.setdefault((record, name), set()).add(id)
    for record, id in creations:
        for name in json.loads(rows[id][4] or "{}") if id in rows else ():
            kept.setdefault((record, name), {id})
    return kept


def _judge_lanes(laptop: Laptop, rows: list[tuple[Any, ...]]) -> None:
    """Lanes have no gaps, everything superseded is here, and each lane's hash is that of its changes."""
    held: dict[int, list[int]] = {}
    ids = {row[0] for row in rows}
    for row in rows:
        held.setdefault(lane_of(row[0]), []).append(row[0] & (2**40 - 1))
        assert all(int(old) in ids for old in row[5].split()), "something superseded is not here"
    lanes = laptop.connection.execute("SELECT number, have, chain, chained FROM lane").fetchall()
    counted = {lane: have for lane, have, _chain, _chained in lanes if have}
    assert {lane: len(numbers) for lane, numbers in held.items()} == counted == laptop.log.vector()
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in held.values())
    for lane, _have, chain, chained in lanes:
        assert chain == whole_chain(laptop.connection, lane, chained)

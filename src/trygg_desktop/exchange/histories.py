"""Whether what came and what is here tell one history: a copied workspace that goes on makes two of one lane."""

from __future__ import annotations

import json
from itertools import pairwise

from trygg_desktop.errors import UserError
from trygg_desktop.exchange.bundle import Bundle, Row
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.lanes import chain_at, change_id, lane_of, number_of, whole_chain
from trygg_desktop.workspace.log import COLUMNS, CREATED, ChangeLog


def lanes_held(log: ChangeLog) -> dict[int, tuple[int, str, int]]:
    """How far each lane is held, its hash, and how far that goes."""
    log.flush()
    found = log.connection.execute("SELECT number, have, chain, chained FROM lane").fetchall()
    return {lane: (have, chain, reached) for lane, have, chain, reached in found}


def compare(log: ChangeLog, bundle: Bundle) -> None:
    """What is here already must be what came, but for values that one of the two has erased.

    Raises:
        UserError: it is not.
    """
    mine = log.vector()
    for lane, identity in log.connection.execute("SELECT number, identity FROM lane").fetchall():
        if bundle.lanes.get(lane, identity) != identity:
            raise fork()
    if _ends_here(log, bundle):
        return
    held = {row[0]: row for row in bundle.rows if number_of(row[0]) <= mine.get(lane_of(row[0]), 0)}
    found = log.connection.execute(
        f"SELECT {COLUMNS} FROM change WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(held)),),
    )
    for ours in found:
        theirs = held[ours[0]]
        same = (*ours[:4], *ours[5:9], *ours[10:]) == (*theirs[:4], *theirs[5:9], *theirs[10:])
        if not same or not _same_value(ours, theirs):
            raise fork()


def _same_value(ours: Row, theirs: Row) -> bool:
    """Whether a change says the same here and there, but for what one of the two has erased."""
    if ours[4] == theirs[4] or None in (ours[4], theirs[4]):
        return True
    if ours[3] != CREATED:
        return False
    here, there = json.loads(ours[4]), json.loads(theirs[4])
    return all(here[name] == there[name] for name in here.keys() & there.keys())


def _ends_here(log: ChangeLog, bundle: Bundle) -> bool:
    """Whether every lane ends here as it does there, by its hash: then there is nothing to compare."""
    held = lanes_held(log)
    return all(
        held.get(lane, (0, "", 0)) == (number, chain, number) and chain
        for lane, (number, chain) in bundle.ends.items()
    )


def compare_ends(log: ChangeLog, bundle: Bundle) -> None:
    """Lanes that end at the same place are the same; and a sender who lacks the end of a lane of their own was put
    back, which is no fault, or goes on as a copy, which is.

    Raises:
        UserError: a lane has two histories.
    """
    held = lanes_held(log)
    for lane, (number, chain) in bundle.ends.items():
        have, _chain, reached = held.get(lane, (0, "", 0))
        if not chain or number > have:
            continue
        ours = None
        if number >= reached:
            ours = chain_at(log.connection, lane, number)
        elif bundle.lanes.get(lane) == bundle.sender:
            ours = whole_chain(log.connection, lane, number)
        if ours is not None and ours != chain:
            raise fork()


def fork() -> UserError:
    """One lane has two histories: a workspace was copied and both copies went on."""
    return UserError(
        "fork",
        N_(
            "The file tells of changes that are not the ones known here under the same number: a workspace has been "
            "copied and both copies were used. Nothing was taken in. Agree on which copy is the right one, and let "
            "the other be made anew from a backup of it."
        ),
    )


def writing_twice(log: ChangeLog, lanes: set[int]) -> set[int]:
    """Whose lanes have grown after the same person had begun another: their workspace may be in use twice."""
    told: set[int] = set()
    for identity in {_owner(log, lane) for lane in lanes}:
        spans = []
        for lane, have in log.connection.execute(
            "SELECT number, have FROM lane WHERE identity = ? AND have > 0", (identity,)
        ).fetchall():
            times = log.connection.execute(
                "SELECT min(at), max(at) FROM change WHERE id IN (?, ?)",
                (change_id(lane, 1), change_id(lane, have)),
            ).fetchone()
            spans.append(times)
        spans.sort()
        if any(earlier[1] > later[0] for earlier, later in pairwise(spans)):
            told.add(identity)
    return told


def _owner(log: ChangeLog, lane: int) -> int:
    (identity,) = log.connection.execute("SELECT identity FROM lane WHERE number = ?", (lane,)).fetchone()
    return int(identity)

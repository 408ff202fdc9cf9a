"""Taking back what was just received: as if the file had come and nobody had opened it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from trygg_desktop.errors import UserError
from trygg_desktop.exchange.histories import lanes_held
from trygg_desktop.exchange.receiving import Arrived
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.erasing import drop_unused_documents
from trygg_desktop.workspace.heads import renew_heads
from trygg_desktop.workspace.lanes import change_id
from trygg_desktop.workspace.log import COLUMNS, MARKS, ChangeLog


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a receipt needs to be taken back.

    Args:
        before, after: how far each lane was held, with its hash, before and after the receipt.
        touched: the records it touched, with their kinds.
        final: whether something in it can't be taken back: an erasure.
        voided: own changes that gave way to it.
        sent: how many files had been made by then; once another is, someone may have been told of the receipt.
    """

    before: dict[int, tuple[int, str, int]]
    after: dict[int, tuple[int, str, int]]
    touched: dict[str, str]
    final: bool
    voided: list[list[Any]] = field(default_factory=list)
    sent: int = 0

    def to_json(self) -> str:
        """As the register keeps it."""
        return json.dumps(
            {
                "before": {str(lane): list(held) for lane, held in self.before.items()},
                "after": {str(lane): list(held) for lane, held in self.after.items()},
                "touched": self.touched,
                "final": self.final,
                "voided": self.voided,
                "sent": self.sent,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> WayBack:
        """As the register kept it."""
        told: dict[str, Any] = json.loads(text)

        def lanes(kept: dict[str, Any]) -> dict[int, tuple[int, str, int]]:
            return {int(lane): (held[0], held[1], held[2]) for lane, held in kept.items()}

        return cls(
            lanes(told["before"]),
            lanes(told["after"]),
            told["touched"],
            told["final"],
            told["voided"],
            told.get("sent", 0),
        )


def way_back(log: ChangeLog, arrived: Arrived) -> WayBack:
    """How to take back what has just been taken in, and what was written along with it."""
    return WayBack(
        before=arrived.before,
        after=lanes_held(log),
        touched=arrived.touched,
        final=arrived.erases,
        voided=[list(row) for row in arrived.voided],
        sent=_sent(log),
    )


def is_too_late(log: ChangeLog, way: WayBack) -> bool:
    """Whether something was written, received or sent since a receipt."""
    return lanes_held(log) != way.after or _sent(log) != way.sent


def _sent(log: ChangeLog) -> int:
    (made,) = log.connection.execute("SELECT count(*) FROM sent").fetchone()
    return int(made)


def take_back(log: ChangeLog, way: WayBack) -> dict[str, str]:
    """Removes the changes of a receipt, inside the open transaction; gives the records touched with their kinds.

    Raises:
        UserError: something was written, received or sent since, or the receipt erased something.
    """
    if way.final:
        raise UserError(
            "erasure-stays",
            N_(
                "What was received erased something for good, so it can't be taken back. Nothing was changed."
            ),
        )
    if is_too_late(log, way):
        raise UserError(
            "too-late-to-take-back",
            N_(
                "Something has been written, sent or received since, so the receipt can no longer be taken back as "
                "a whole. Nothing was changed. Change the records one by one instead."
            ),
        )
    for lane, (have, _chain, _chained) in way.after.items():
        if lane in way.before:
            earlier, chain, chained = way.before[lane]
            log.connection.execute(
                "UPDATE lane SET have = ?, chain = ?, chained = ? WHERE number = ?",
                (earlier, chain, chained, lane),
            )
        else:
            earlier = 0
            log.connection.execute("DELETE FROM lane WHERE number = ? AND number <> ?", (lane, log.lane))
        log.connection.execute(
            "DELETE FROM change WHERE id > ? AND id <= ?", (change_id(lane, earlier), change_id(lane, have))
        )
    for row in way.voided:
        log.connection.execute("DELETE FROM change WHERE id = ?", (row[0],))
        log.connection.execute(f"INSERT INTO change ({COLUMNS}) VALUES ({MARKS})", row)
    renew_heads(log.connection, way.touched)
    drop_unused_documents(log.connection)
    log.reload()
    return way.touched

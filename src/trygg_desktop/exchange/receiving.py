"""What came from a peer joins what is here, or waits for what should have come before it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from trygg_desktop.errors import ProtectionRefused
from trygg_desktop.exchange.bundle import Bundle, Row, Vector, merged
from trygg_desktop.exchange.histories import compare, compare_ends, lanes_held, writing_twice
from trygg_desktop.exchange.sending import acked, named_documents
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import drafts
from trygg_desktop.workspace.arriving import take_in
from trygg_desktop.workspace.lanes import change_id, lane_of, number_of
from trygg_desktop.workspace.log import COLUMNS, CREATED, ERASED, ChangeLog


@dataclass(slots=True)
class Arrived:
    """What came of one bundle.

    Args:
        waits: it came too early: what it stands on has not come yet.
        fresh: the changes that were new here.
        touched: the records they touch, with their kinds.
        before: how far each lane was held before, with its hash; what taking back needs.
        joined: numbers in the inbox of earlier bundles that could join now.
        copies: identities that seem to write in two places at once.
        removed: identities that the sender has removed, and that were not removed here yet.
        voided: own changes that gave way to the same things from the sender.
        remarked: records and fields of them that deserve attention since, and did not before.
        erased_along: documents erased here because what they were on is erased, with the changes that say so.
    """

    waits: bool = False
    fresh: list[Row] = field(default_factory=list)
    touched: dict[str, str] = field(default_factory=dict)
    before: dict[int, tuple[int, str, int]] = field(default_factory=dict)
    joined: list[int] = field(default_factory=list)
    copies: set[int] = field(default_factory=set)
    removed: list[int] = field(default_factory=list)
    voided: list[Row] = field(default_factory=list)
    remarked: list[tuple[str, str]] = field(default_factory=list)
    erased_along: list[tuple[UUID, str, int | None]] = field(default_factory=list)

    @property
    def erasures(self) -> list[Row]:
        """The changes among the new ones that erase something."""
        return [row for row in self.fresh if row[3] == ERASED]

    @property
    def erases(self) -> bool:
        """Whether something is gone for good since, so that it can't be taken back."""
        return bool(self.erasures or self.erased_along)


def receive(log: ChangeLog, bundle: Bundle, *, accept_erasures: bool = False) -> Arrived:
    """Hears what a bundle's sender has, and takes its changes in, inside the open transaction.

    Raises:
        UserError, ProtectionRefused: as `let_join` tells; the transaction is to be rolled back.
    """
    acknowledge(log, bundle)
    return let_join(log, bundle, accept_erasures=accept_erasures)


def let_join(log: ChangeLog, bundle: Bundle, *, accept_erasures: bool = False) -> Arrived:
    """Takes the changes in of a bundle that was heard before; one that came too early waits (`Arrived.waits`).

    Raises:
        UserError: two histories of one lane (`fork`): the transaction is to be rolled back.
        ProtectionRefused: it erases something that is here and `accept_erasures` does not say that this is meant.
    """
    arrived = Arrived(before=lanes_held(log))
    arrived.removed = _newly_removed(log, bundle)
    compare(log, bundle)
    compare_ends(log, bundle)
    _own_lane_has_gone_further(log, bundle)
    fresh = fresh_rows(log, bundle)
    if not fresh:
        return arrived
    if lacks(log, bundle):
        arrived.waits = True
        return arrived
    _refuse_unknown_causes(log, bundle, fresh)
    if not accept_erasures and erased_here(log, fresh):
        raise ProtectionRefused(
            "erasures-wait",
            N_(
                "The file erases what is here for good, so someone must look at it first. Nothing was changed. "
                "Look at what it erases and accept it, or ask the sender."
            ),
        )
    arrived.voided = _let_theirs_stand(log, fresh)
    _keep_people(log, bundle)
    arrived.fresh = fresh
    arrived.touched = take_in(log, fresh)
    _keep_documents(log, bundle)
    compare_ends(log, bundle)
    arrived.copies = writing_twice(log, {lane_of(row[0]) for row in fresh})
    return arrived


def fresh_rows(log: ChangeLog, bundle: Bundle) -> list[Row]:
    """The changes that are not here yet."""
    mine = log.vector()
    return [row for row in bundle.rows if number_of(row[0]) > mine.get(lane_of(row[0]), 0)]


def lacks(log: ChangeLog, bundle: Bundle) -> bool:
    """Whether something that the bundle stands on has not come yet."""
    mine = log.vector()
    return any(reached > mine.get(lane, 0) for lane, reached in bundle.base.items())


def acknowledge(log: ChangeLog, bundle: Bundle) -> None:
    """Notes what the sender has.

    A laptop that was restored and goes on in a new lane may have lost what it had: from then on only what it tells
    from that lane counts. Late mail from before lowers what counts, if anything: what goes twice does no harm.
    Which lane is the newer shows in what its sender knew, or else in when the mail was made; where a wrong clock
    hides it, the new lane's mail only lowers what counts until it tells of the old one.
    """
    log.connection.execute(
        "INSERT OR IGNORE INTO identity (id, name, side) SELECT ?, ?, ?",
        (bundle.sender, *_name_and_side(bundle)),
    )
    lane, told_at = log.connection.execute(
        "SELECT lane, told_at FROM identity WHERE id = ?", (bundle.sender,)
    ).fetchone()
    before = acked(log, bundle.sender)
    if lane == bundle.lane:
        told = merged([before, bundle.vector])
    elif lane is None or lane in bundle.lanes or bundle.at > told_at:
        lane, told_at, told = bundle.lane, 0, bundle.vector
    else:  # late mail
        told = {each: min(reached, bundle.vector.get(each, 0)) for each, reached in before.items()}
    log.connection.execute(
        "UPDATE identity SET acked = ?, lane = ?, told_at = ? WHERE id = ?",
        (
            json.dumps({str(number): reached for number, reached in sorted(told.items())}),
            lane,
            max(told_at, bundle.at) if lane == bundle.lane else told_at,
            bundle.sender,
        ),
    )


def _name_and_side(bundle: Bundle) -> tuple[str, str]:
    for person in bundle.people:
        if person.id == bundle.sender:
            return person.name, person.side
    return str(bundle.sender), "municipality"


def _refuse_unknown_causes(log: ChangeLog, bundle: Bundle, fresh: Sequence[Row]) -> None:
    from trygg_desktop.exchange import refusals

    held: Vector = merged([log.vector(), {lane: number for lane, (number, _chain) in bundle.ends.items()}])
    kinds = dict(
        log.connection.execute(
            "SELECT record, kind FROM change WHERE record IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted({row[2] for row in fresh})),),
        ).fetchall()
    )
    for row in fresh:
        if kinds.setdefault(row[2], row[1]) != row[1]:
            raise refusals.malformed()
        if any(number_of(int(old)) > held.get(lane_of(int(old)), 0) for old in row[5].split()):
            raise refusals.malformed()


def erased_here(log: ChangeLog, rows: Sequence[Row]) -> list[Row]:
    """Erasures among some rows of records that are known here and still say something."""
    found = []
    for row in rows:
        if row[3] == ERASED:
            says = log.connection.execute(
                "SELECT 1 FROM change WHERE record = ? AND value IS NOT NULL AND field NOT IN ('~alive', '~erase') "
                "LIMIT 1",
                (row[2],),
            ).fetchone()
            if says:
                found.append(row)
    return found


def _own_lane_has_gone_further(log: ChangeLog, bundle: Bundle) -> None:
    """This file is an older copy of itself: others have what it wrote later, so it goes on in a lane of its own."""
    if bundle.vector.get(log.lane, 0) > log.have:
        log.open_lane()


def _let_theirs_stand(log: ChangeLog, fresh: Sequence[Row]) -> list[Row]:
    """What a new workspace was made with gives way to the same things from the others, if nobody touched it."""
    voided: list[Row] = []
    first = change_id(log.lane, 1)
    for record in {row[2] for row in fresh if row[3] == CREATED}:
        own = log.connection.execute("SELECT DISTINCT tx FROM change WHERE record = ?", (record,)).fetchall()
        if own == [(first,)] and drafts.is_unsent(log, record):
            voided += log.connection.execute(
                f"SELECT {COLUMNS} FROM change WHERE record = ?", (record,)
            ).fetchall()
            drafts.make_void(log, record)
    return voided


def _keep_people(log: ChangeLog, bundle: Bundle) -> None:
    """Who the authors are; the sender's own name may have changed."""
    for person in bundle.people:
        log.connection.execute(
            "INSERT OR IGNORE INTO identity (id, name, side) VALUES (?, ?, ?)",
            (person.id, person.name, person.side),
        )
        if person.id == bundle.sender:
            log.connection.execute(
                "UPDATE identity SET name = ? WHERE id = ? AND NOT own", (person.name, person.id)
            )


def _newly_removed(log: ChangeLog, bundle: Bundle) -> list[int]:
    """Those whom the sender has removed and this workspace still exchanges with, but for oneself."""
    since = dict(bundle.removed)
    found = log.connection.execute(
        "SELECT id, coalesce(confirmed_at, 0) FROM identity WHERE id IN (SELECT value FROM json_each(?)) "
        "AND NOT own AND removed_at IS NULL AND signing_public IS NOT NULL",
        (json.dumps(list(since)),),
    )
    # an old word on someone who has been confirmed again since does not count
    return [identity for identity, confirmed in found.fetchall() if since[identity] > confirmed]


def _keep_documents(log: ChangeLog, bundle: Bundle) -> None:
    for row in bundle.rows:
        for digest in named_documents([row]):
            told = log.connection.execute("SELECT value FROM change WHERE id = ?", (row[0],)).fetchone()
            if digest in bundle.blobs and told[0] is not None:  # what was erased here does not come back
                log.connection.execute(
                    "INSERT OR IGNORE INTO blob VALUES (?, ?)", (digest, bundle.blobs[digest])
                )


def both_wrote(log: ChangeLog, bundle: Bundle, fresh: Sequence[Row]) -> set[str]:
    """Records that a bundle changes and in which someone else has written what its sender had not seen."""
    found = log.connection.execute(
        "SELECT DISTINCT record, id FROM change WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({row[2] for row in fresh if row[2]})),),
    ).fetchall()
    return {record for record, change in found if number_of(change) > bundle.vector.get(lane_of(change), 0)}

"""Whom this workspace exchanges with: one's own keys and card, the others' cards, who is confirmed, who is gone.

Everything here reads or writes the workspace's own tables on an open connection; writing happens inside the
transaction of whoever calls.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.cards import Card, digits, same_digits
from trygg_desktop.exchange.keys import PrivateKeys, PublicKeys
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.file import Connection

_NEW, _JOINED = "n", "a"
"""How the name of a circle begins before and after two have met in it; the second sorts first, so that it is kept."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Someone to exchange with.

    Args:
        id: their identity.
        confirmed_at, heard_at, removed_at: milliseconds since 1970, or nothing.
        unacknowledged: how many files sent to them they have not told to have.
    """

    id: int
    name: str
    side: Side
    keys: PublicKeys
    confirmed_at: int | None
    heard_at: int | None
    removed_at: int | None
    unacknowledged: int = 0

    @property
    def confirmed(self) -> bool:
        """Whether files from them are taken in, and files to them made."""
        return self.confirmed_at is not None and self.removed_at is None


def own_keys(connection: Connection) -> PrivateKeys:
    """This person's keys.

    Raises:
        LookupError: none have been made yet.
    """
    signing, age = connection.execute("SELECT signing_secret, age_secret FROM identity WHERE own").fetchone()
    if signing is None:
        raise LookupError("no keys yet")
    return PrivateKeys(bytes(signing), age)


def own_card(connection: Connection, *, demo: bool) -> Card:
    """One's own card, made once and again when the name, the laptop's lane or the circle has changed."""
    identity, name, side, kept, lane, circle = connection.execute(
        "SELECT i.id, i.name, i.side, i.card, d.lane, d.circle FROM identity i, device d WHERE i.own"
    ).fetchone()
    if kept is not None:
        card = Card.from_bytes(bytes(kept))
        if (card.name, card.lane, card.group) == (name, lane, circle):
            return card
    keys = _keys_made(connection)
    if not circle:
        circle = _NEW + secrets.token_hex(7)
        connection.execute("UPDATE device SET circle = ?", (circle,))
    card = Card.made(keys, identity=identity, lane=lane, group=circle, name=name, side=Side(side), demo=demo)
    connection.execute("UPDATE identity SET card = ? WHERE own", (card.to_bytes(),))
    return card


def _keys_made(connection: Connection) -> PrivateKeys:
    try:
        return own_keys(connection)
    except LookupError:
        keys = PrivateKeys.generate()
        connection.execute(
            "UPDATE identity SET signing_secret = ?, age_secret = ?, signing_public = ?, age_recipient = ? WHERE own",
            (keys.signing_secret, keys.age_secret, keys.public.signing, keys.public.recipient),
        )
        return keys


def circle(connection: Connection) -> str:
    """The name of the joint work, empty before the first card."""
    return str(connection.execute("SELECT circle FROM device").fetchone()[0])


def peers(connection: Connection, *, removed: bool = False) -> list[Peer]:
    """Everyone whose card is here, without oneself, by name; those removed only when asked for."""
    found = connection.execute(
        "SELECT id, name, side, signing_public, age_recipient, confirmed_at, heard_at, removed_at, acked "
        "FROM identity WHERE NOT own AND signing_public IS NOT NULL ORDER BY name, id"
    ).fetchall()
    return [
        Peer(
            id, name, Side(side), PublicKeys(bytes(signing), recipient), confirmed, heard, gone,
            _unacknowledged(connection, id, json.loads(acked)),
        )
        for id, name, side, signing, recipient, confirmed, heard, gone, acked in found
        if removed or gone is None
    ]  # fmt: skip


def peer(connection: Connection, id: int) -> Peer:
    """One of them.

    Raises:
        UserError: nobody of this identity has given a card here.
    """
    for each in peers(connection, removed=True):
        if each.id == id:
            return each
    raise no_such_peer()


def no_such_peer() -> UserError:
    """Nobody here has this name or number."""
    return UserError(
        "no-such-peer",
        N_(
            "There is nobody of that name to exchange with. Nothing was done. Open the other leader's card first."
        ),
    )


def several_peers(named: str) -> UserError:
    """A name that does not say who is meant."""
    return UserError(
        "ambiguous-peer",
        N_(
            "Several people are called “{name}”. Nothing was done. Give the number instead: trygg peers shows it."
        ),
        name=named,
    )


def _unacknowledged(connection: Connection, id: int, acked: dict[str, int]) -> int:
    sent = connection.execute("SELECT what FROM sent WHERE recipient = ?", (str(id),)).fetchall()
    reached = [json.loads(what).get("reached", {}) for (what,) in sent]
    return sum(any(acked.get(lane, 0) < number for lane, number in each.items()) for each in reached)


def add(connection: Connection, card: Card, *, demo: bool) -> int:
    """Keeps someone's card, unconfirmed; gives their identity. The same card again changes nothing.

    Raises:
        UserError: it is one's own card, of a demo where this is none (or the reverse), of a lane that is known
            already, or another card of someone who is here with other keys.
    """
    me = _card_as_given(connection, demo=demo)
    if card.identity == me.identity:
        raise UserError(
            "own-card", N_("This is your own card. Nothing was done. Open the card of the other leader.")
        )
    if card.demo != demo:
        raise UserError(
            "demo-card",
            N_(
                "A demo council and a real one never exchange files. Nothing was done. Open the right workspace."
            ),
        )
    known: Any = connection.execute(
        "SELECT signing_public, removed_at, confirmed_at FROM identity WHERE id = ?", (card.identity,)
    ).fetchone()
    if known and known[0] is not None and bytes(known[0]) != card.keys.signing and known[1] is None:
        raise UserError(
            "other-keys",
            N_(
                "There is already a card of {name} here, with other keys. Nothing was done. If they have a new "
                "laptop and have lost the old one, remove them first and open the card again."
            ),
            name=card.name,
        )
    owner = connection.execute("SELECT identity FROM lane WHERE number = ?", (card.lane,)).fetchone()
    if owner and owner[0] != card.identity:
        raise UserError(
            "known-lane",
            N_(
                "The card comes from a copy of a workspace that is known here already. Nothing was done. Each leader "
                "makes a workspace of their own and sends its card."
            ),
        )
    same = known and known[0] is not None and bytes(known[0]) == card.keys.signing
    connection.execute(
        "INSERT INTO identity (id, name, side) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (card.identity, card.name, card.side.value),
    )
    connection.execute(
        "UPDATE identity SET name = ?, side = ?, signing_public = ?, age_recipient = ?, card = ?, "
        "confirmed_at = CASE WHEN ? THEN confirmed_at END, removed_at = CASE WHEN ? THEN removed_at END WHERE id = ?",
        (
            card.name, card.side.value, card.keys.signing, card.keys.recipient, card.to_bytes(),
            bool(same), bool(same and known[2]), card.identity,
        ),
    )  # fmt: skip
    return card.identity


def shared_digits(connection: Connection, id: int, *, demo: bool) -> str:
    """The 30 digits that both see alike, to be compared by telephone."""
    (card,) = connection.execute(
        "SELECT card FROM identity WHERE id = ?", (peer(connection, id).id,)
    ).fetchone()
    return digits(_card_as_given(connection, demo=demo), Card.from_bytes(bytes(card)))


def _card_as_given(connection: Connection, *, demo: bool) -> Card:
    """One's own card as it was last made: what it says may have changed since, and the other has the old one."""
    (kept,) = connection.execute("SELECT card FROM identity WHERE own").fetchone()
    return Card.from_bytes(bytes(kept)) if kept is not None else own_card(connection, demo=demo)


def confirm(connection: Connection, id: int, typed: str, *, at: int, demo: bool) -> None:
    """From now on files from this person are taken in: someone has compared the digits with them.

    Raises:
        UserError: the digits are not these, or both have joined with others already.
    """
    if not same_digits(typed, shared_digits(connection, id, demo=demo)):
        raise UserError(
            "other-digits",
            N_(
                "These are not the digits that both cards give. Nothing was confirmed. Read them to each other once "
                "more; if they differ, send each other new cards in another way."
            ),
        )
    (card,) = connection.execute("SELECT card FROM identity WHERE id = ?", (id,)).fetchone()
    _join(connection, Card.from_bytes(bytes(card)).group)
    connection.execute("UPDATE identity SET confirmed_at = ?, removed_at = NULL WHERE id = ?", (at, id))


def _join(connection: Connection, theirs: str) -> None:
    """Two workspaces come to the same name for their joint work, whichever of them confirms first."""
    mine = circle(connection)
    met = any(each.confirmed and each.heard_at is not None for each in peers(connection))
    if theirs.startswith(_JOINED):
        if met and theirs != mine:
            raise UserError(
                "two-circles",
                N_(
                    "Both workspaces already exchange files with others, in two circles that can't become one. "
                    "Nothing was confirmed. One of you starts with a new workspace and joins the other's circle."
                ),
            )
        joined = theirs
    elif mine.startswith(_JOINED):
        joined = mine
    else:
        joined = _JOINED + min(mine, theirs)[1:]
    connection.execute("UPDATE device SET circle = ?", (joined,))


def remove(connection: Connection, id: int, *, at: int) -> None:
    """Nothing more is taken in from this person or made for them; the others are told with the next file."""
    peer(connection, id)
    connection.execute("UPDATE identity SET removed_at = ? WHERE id = ?", (at, id))


def removed_ones(connection: Connection) -> list[tuple[int, int]]:
    """The identities that were removed here, and when."""
    found = connection.execute(
        "SELECT id, removed_at FROM identity WHERE removed_at IS NOT NULL AND NOT own ORDER BY id"
    )
    return list(found.fetchall())

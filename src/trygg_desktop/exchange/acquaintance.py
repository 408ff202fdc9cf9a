"""Whom a workspace exchanges with: its own card, the others' cards, who is confirmed and who is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from trygg_desktop.errors import UserError
from trygg_desktop.exchange import peers as circle
from trygg_desktop.exchange.cards import Card
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.log import ChangeLog


class Acquaintance:
    """The part of the exchange that knows people."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def card(self) -> Card:
        """One's own card, to be given to the other leader."""
        with self.workspace.at_the_log() as engine:
            return circle.own_card(engine.connection, demo=self.workspace.is_demo)

    def peers(self, *, removed: bool = False) -> list[Peer]:
        """Everyone whose card is here, without oneself."""
        with self._reading() as log:
            return circle.peers(log.connection, removed=removed)

    def peer(self, named: str) -> Peer:
        """The peer of this name or identity; one who was removed only where nobody else has that name.

        Raises:
            UserError: there is none, or there are several of that name.
        """
        everyone = self.peers(removed=True)
        called = [each for each in everyone if each.name.casefold() == named.strip().casefold()]
        found = [each for each in everyone if str(each.id) == named.strip()] or [
            each for each in called if each.removed_at is None
        ]
        found = found or called
        if len(found) > 1:
            raise circle.several_peers(named.strip())
        if not found:
            raise circle.no_such_peer()
        return found[0]

    def names(self) -> dict[int, str]:
        """What everyone is called who has written in the common log or whose card is here, oneself among them."""
        with self._reading() as log:
            return dict(log.connection.execute("SELECT id, name FROM identity").fetchall())

    def add_peer(self, card: Card) -> Peer:
        """Keeps someone's card, unconfirmed; see `peers.add`."""
        demo = self.workspace.is_demo
        with self.workspace.at_the_log() as engine:
            return circle.peer(engine.connection, circle.add(engine.connection, card, demo=demo))

    def digits(self, peer: int) -> str:
        """The 30 digits that both see alike."""
        demo = self.workspace.is_demo
        with self.workspace.at_the_log() as engine:
            return circle.shared_digits(engine.connection, peer, demo=demo)

    def confirm(self, peer: int, typed: str) -> None:
        """Takes files from this person in from now on; see `peers.confirm`."""
        demo = self.workspace.is_demo
        with self.workspace.at_the_log() as engine:
            circle.confirm(engine.connection, peer, typed, at=self.workspace.now(), demo=demo)

    def remove_peer(self, peer: int) -> None:
        """Takes nothing more in from this person and makes nothing more for them."""
        with self.workspace.at_the_log() as engine:
            circle.remove(engine.connection, peer, at=self.workspace.now())

    def _confirmed(self, log: ChangeLog, peer: int) -> Peer:
        found = circle.peer(log.connection, peer)
        if not found.confirmed:
            raise UserError(
                "unconfirmed-peer",
                N_(
                    "{name} is not confirmed, so nothing was made for them. Compare the 30 digits by telephone and "
                    "confirm first."
                ),
                name=found.name,
            )
        return found

    @contextmanager
    def _reading(self) -> Iterator[ChangeLog]:
        with self.workspace.reader.at_one_moment() as connection:
            yield ChangeLog(connection, self.workspace.now)

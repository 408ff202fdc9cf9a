"""What a workspace sends: a preview first, then sealed files, and the register of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from trygg_desktop.errors import TryggError
from trygg_desktop.exchange import peers as circle
from trygg_desktop.exchange.acquaintance import Acquaintance
from trygg_desktop.exchange.bundle import Bundle
from trygg_desktop.exchange.folder import sealed_name
from trygg_desktop.exchange.laying import Laid, together
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.previews import Outgoing, outgoing
from trygg_desktop.exchange.registers import (
    Erasure,
    Noted,
    Sent,
    erasures,
    note_sent,
    sent,
    unsend,
)
from trygg_desktop.exchange.sealed import seal
from trygg_desktop.exchange.sending import bundle_for, parts
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.lanes import chain_whole


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file to give to a peer: its name, which says nothing about anybody, and its content."""

    name: str
    content: bytes


class Outbox(Acquaintance):
    """The part of the exchange that sends."""

    def preview_send(self, peer: int) -> Outgoing:
        """What would go to a peer, what of it is confidential and why, and what stays."""
        with self._reading() as log:
            self._confirmed(log, peer)
            return outgoing(log, self.workspace, bundle_for(log, peer))

    def send(
        self, peer: int, *, lay: Callable[[Sequence[SealedFile], Laid], None] | None = None
    ) -> list[SealedFile]:
        """Seals everything that the peer has not told to have, in one file or several, and notes it.

        It is noted before it is laid, and laid with no lock held. Were it the other way round, a file could be read
        by the peer and be unknown here when the power goes in between, and what stands in it be written otherwise
        here; and all writing would wait for a slow disk on the network.

        Args:
            lay: lays the files where they are to go. Where that fails none of them is left, and what was noted is
                taken back, unless one of them had its name already: then somebody may have read it.

        Raises:
            UserError: the peer is not confirmed.
        """
        with self.workspace.at_the_log() as engine:
            files, noted = self._noted(engine, peer)
        self.workspace.leave_marker()
        if lay is not None:
            try:
                with together() as laid:
                    lay(files, laid)
            except BaseException:
                if not laid.shown:
                    self._unsend(noted)
                raise
        return files

    def _noted(self, engine: Engine, peer: int) -> tuple[list[SealedFile], Noted]:
        to = self._confirmed(engine.log, peer)
        lane = engine.log.lane
        noted = Noted.of_lane(engine.connection, lane)
        chain_whole(engine.connection, lane)
        number = 1 + max((each.number for each in sent(engine.connection, lane=lane)), default=0)
        files = []
        for part in parts(bundle_for(engine.log, peer, number=number)):
            file = SealedFile(
                sealed_name(circle.circle(engine.connection), lane, part.number),
                self._sealed(engine, part, to),
            )
            told = outgoing(engine.log, self.workspace, part)
            noted.files.append(
                note_sent(
                    engine.connection, part, to.id, file.name, file.content, told, at=self.workspace.now()
                )
            )
            files.append(file)
        return files, noted

    def _unsend(self, noted: Noted) -> None:
        # where this fails too, the files stand as sent and not confirmed, and all that is in them goes again
        with suppress(TryggError), self.workspace.at_the_log() as engine:
            unsend(engine.connection, noted)

    def _sealed(self, engine: Engine, bundle: Bundle, to: Peer) -> bytes:
        return seal(
            circle.own_keys(engine.connection),
            {to.id: to.keys.recipient},
            sender=bundle.sender,
            group=circle.circle(engine.connection),
            number=bundle.number,
            facts=bundle.facts(),
            body=bundle.body(),
        )

    def sent_files(self) -> list[Sent]:
        """The register of everything that was sent, newest first."""
        with self._reading() as log:
            return sent(log.connection)

    def own_place(self) -> tuple[int, str]:
        """The lane this laptop writes in and the circle's name, as the names of its files say them."""
        with self._reading() as log:
            return log.lane, circle.circle(log.connection)

    def erasures(self) -> list[Erasure]:
        """Everything that was erased here or elsewhere, and who has not told yet that it is gone there too."""
        with self._reading() as log:
            return erasures(log.connection, [each for each in circle.peers(log.connection) if each.confirmed])

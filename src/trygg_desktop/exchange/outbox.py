"""What a workspace sends: a preview first, then sealed files, and the register of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trygg_desktop.exchange import peers as circle
from trygg_desktop.exchange.acquaintance import Acquaintance
from trygg_desktop.exchange.bundle import Bundle
from trygg_desktop.exchange.folder import sealed_name
from trygg_desktop.exchange.laying import Laid, together
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.previews import Outgoing, outgoing
from trygg_desktop.exchange.registers import (
    Erasure,
    Sent,
    erasures,
    note_sent,
    sent,
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

        Args:
            lay: lays the files where they are to go. Where that fails, or noting them does, nothing is noted as sent
                and none of the files is left.

        Raises:
            UserError: the peer is not confirmed.
        """
        with together() as laid, self.workspace.at_the_log() as engine:
            to = self._confirmed(engine.log, peer)
            chain_whole(engine.connection, engine.log.lane)
            number = 1 + max(
                (each.number for each in sent(engine.connection, lane=engine.log.lane)), default=0
            )
            files = []
            for part in parts(bundle_for(engine.log, peer, number=number)):
                file = SealedFile(
                    sealed_name(circle.circle(engine.connection), engine.log.lane, part.number),
                    self._sealed(engine, part, to),
                )
                told = outgoing(engine.log, self.workspace, part)
                note_sent(
                    engine.connection, part, to.id, file.name, file.content, told, at=self.workspace.now()
                )
                files.append(file)
            if lay is not None:
                lay(files, laid)
        self.workspace.leave_marker()
        return files

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

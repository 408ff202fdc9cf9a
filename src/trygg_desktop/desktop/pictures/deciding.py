"""Signing a picture for one's own side once it is saved and shown, and taking a decision back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.pictures.reading import Shown
from trygg_desktop.exchange.signing import SIGN, TAKE_BACK, sign_in, take_back_in

WAIT = 20
"""Milliseconds between two looks whether what was typed is saved and shown."""


class Deciding(QObject):
    """Signs what is on the screen.

    Args:
        shown: the picture on the screen, with the fingerprint of its wording.
        read_anew: after a signature that was refused, such as for a picture that changed meanwhile.
    """

    def __init__(
        self, desk: Desk, shown: Callable[[], Shown | None], read_anew: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._shown, self._read_anew = desk, shown, read_anew

    def sign(self) -> None:
        """Signs for this side, once what was typed last is saved and shown."""
        QTimer.singleShot(0, self, self._sign_when_settled)

    def _sign_when_settled(self) -> None:
        shown = self._shown()
        if not self._desk.settled():
            QTimer.singleShot(WAIT, self, self._sign_when_settled)
        elif shown is not None and shown.picture.id is not None:
            self._sign(shown.picture.id, shown.under.fingerprint)

    def _sign(self, id: UUID, fingerprint: str) -> None:
        workspace = self._desk.workspace

        def failed(error: BaseException) -> None:
            self._desk.fault(error)
            self._read_anew()

        self._desk.command(SIGN, lambda tx: sign_in(tx, workspace, id, shown=fingerprint), failed=failed)

    def take_back(self) -> None:
        """Takes back what was decided, so that the picture can be changed; Ctrl+Z decides it again."""
        shown = self._shown()
        if shown is not None and shown.picture.id is not None:
            workspace, id = self._desk.workspace, shown.picture.id
            self._desk.command(TAKE_BACK, lambda tx: take_back_in(tx, workspace, id))

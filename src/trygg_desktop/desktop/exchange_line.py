"""The quiet line on top of the window and the figure in the rail: how the exchange stands, wherever one is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from trygg_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.desktop.desk import Desk
    from trygg_desktop.desktop.exchange.post import Post
    from trygg_desktop.desktop.window import MainWindow
    from trygg_desktop.workspace import Workspace

BEGINS_AFTER = 1500
"""Milliseconds: the day is shown first; nobody waits for the figures of the exchange."""
SUBJECT = "exchange"


class ExchangeLine(QObject):
    """Tells a window how the exchange of its desk stands, and when a file has come to the shared folder."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(desk)
        self._window, self._desk = window, desk
        self.post: Post | None = None
        QTimer.singleShot(BEGINS_AFTER, self, self.begin)

    def begin(self) -> None:
        """Loads what the exchange needs away from the window's thread, and counts."""
        if self.post is None:
            self._desk.query(_load, lambda _loaded: self._begun(), owner=self)

    def _begun(self) -> None:
        from trygg_desktop.desktop.exchange.post import post_of

        if self.post is None:
            self.post = post_of(self._desk)
            self.post.stood.connect(lambda _standing: self.tell())
            self.post.file_came.connect(lambda _arrival: self._announce())
            self.tell()

    def tell(self) -> None:
        """Says in the window what is known."""
        standing = self.post.standing if self.post is not None else None
        if self.post is None or standing is None:
            return
        to_review = len(self.post.arrivals) + len(standing.inbox)
        asked = len(standing.questions)
        told = (
            (
                standing.waits_to_go,
                ngettext("{n} change to send", "{n} changes to send", standing.waits_to_go),
            ),
            (to_review, ngettext("{n} file to look at", "{n} files to look at", to_review)),
            (asked, ngettext("{n} question", "{n} questions", asked)),
        )
        self._window.top.tell_exchange(" · ".join(words for n, words in told if n))
        self._window.rail.count(SUBJECT, asked)

    def _announce(self) -> None:
        self._desk.tell(_("A file has come to the shared folder. Look into it on the page Exchange."))
        self.tell()


def _load(_workspace: Workspace) -> None:
    import_module("trygg_desktop.exchange.exchange")

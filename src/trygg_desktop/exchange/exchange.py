"""The exchange between two workspaces, as the window and the command line use it.

Everything that writes does so in one transaction of the workspace; what is refused has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trygg_desktop.exchange.arrivals import Arrivals
from trygg_desktop.exchange.outbox import Outbox, SealedFile
from trygg_desktop.exchange.questions import Question, question, questions, take, write
from trygg_desktop.workspace import Transaction

__all__ = ["Exchange", "SealedFile"]


class Exchange(Outbox, Arrivals):
    """What one workspace sends, receives and asks."""

    def questions(self) -> list[Question]:
        """Everything that waits for an answer."""
        return questions(self.workspace)

    def question(self, id: str) -> Question:
        """One of them; see `questions.question`."""
        return question(self.workspace, id)

    def take(self, asked: Question, change: str) -> None:
        """Answers with one of the answers at hand; see `questions.take`."""
        take(self.workspace, asked, change)

    def write(
        self, asked: Question, value: Any, *, before: Callable[[Transaction], None] | None = None
    ) -> None:
        """Answers with a value of one's own; see `questions.write`."""
        write(self.workspace, asked, value, before=before)

    def known_files(self) -> set[str]:
        """The fingerprints of every file that was sent, received or waits: a folder has nothing new in them."""
        known = {file.fingerprint for file in self.sent_files()}
        known |= {file.fingerprint for file in self.received_files()}
        return known | {file.fingerprint for file in self.inbox()}

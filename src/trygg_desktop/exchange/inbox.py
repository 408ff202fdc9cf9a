"""Files that have come and wait: for others that come before them, for a newer program, or to be taken in again."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.file import Connection

EARLY, NEWER, TAKEN_BACK = "early", "newer", "taken-back"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file in the inbox.

    Args:
        state: `early`, `newer` or `taken-back`.
        sender, number: who made it and which of theirs it is, where that could be read.
        at: when it came, milliseconds since 1970.
    """

    n: int
    state: str
    fingerprint: str
    sender: int | None
    number: int | None
    at: int


def keep_waiting(
    connection: Connection,
    state: str,
    content: bytes,
    fingerprint: str,
    *,
    at: int,
    sender: int | None = None,
    number: int | None = None,
) -> None:
    """Keeps a file as it came, once."""
    connection.execute("DELETE FROM inbox WHERE fingerprint = ?", (fingerprint,))
    connection.execute(
        "INSERT INTO inbox (state, bundle, fingerprint, sender, number, at) VALUES (?, ?, ?, ?, ?, ?)",
        (state, content, fingerprint, sender, number, at),
    )


def forget_files(connection: Connection) -> None:
    """Takes away what waits and can be sent again: it may still say what has just been erased."""
    connection.execute("DELETE FROM inbox WHERE state IN (?, ?)", (EARLY, TAKEN_BACK))


def waiting(connection: Connection, *, state: str | None = None) -> list[Waiting]:
    """What waits, in the order in which it was sent as far as that is known."""
    found = connection.execute(
        "SELECT n, state, fingerprint, sender, number, at FROM inbox WHERE ?1 IS NULL OR state = ?1 "
        "ORDER BY sender, number, n",
        (state,),
    )
    return [Waiting(*row) for row in found.fetchall()]


def content_of(connection: Connection, n: int) -> bytes:
    """The file as it came.

    Raises:
        UserError: it is not there any more.
    """
    found = connection.execute("SELECT bundle FROM inbox WHERE n = ?", (n,)).fetchone()
    if found is None:
        raise UserError("not-waiting", N_("That file waits no longer. Nothing was changed."))
    return bytes(found[0])

"""The one encrypted file: how it is opened, and in which words its faults are told."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path, PurePath
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from trygg_desktop.errors import EnvironmentFault, TryggError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.vault import Key

Connection = Any
"""An open connection: SQLCipher's, or the standard library's in tests of the bare engine."""

APPLICATION_ID = 0x54525947
SMALLEST = 4096
"""Bytes of one page: nothing shorter can be a workspace, whatever its key."""
CHECKED_WHEN_OPENED = 50 * 2**20
"""Files up to this size (bytes) are checked whole when they are opened; larger ones in the background."""


def connect(file: Path, key: Key, *, mode: str, read_tables: bool = True) -> Connection:
    """Opens the encrypted file.

    Args:
        file: where it lies.
        key: its key.
        mode: `ro`, `rw` or `rwc` (create).
        read_tables: whether the description of all tables is read at once; otherwise only the first page is.

    Raises:
        EnvironmentFault: the file can't be read with this key, or not at all.
    """
    connection = None
    try:
        connection = sqlcipher.connect(
            f"{database_uri(file.resolve())}?mode={mode}{_without_neighbours(file) if mode == 'ro' else ''}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.pragma}"')
        connection.execute("PRAGMA cipher_memory_security = OFF")
        first = "SELECT count(*) FROM sqlite_master" if read_tables else "PRAGMA schema_version"
        connection.execute(first).fetchone()
    except sqlcipher.Error as error:
        if connection is not None:
            connection.close()
        raise explain(error, file, key) from error
    connection.execute("PRAGMA busy_timeout = 5000")
    return connection


def database_uri(file: PurePath) -> str:
    """An absolute path as SQLite takes it: a network share stands in the path, for SQLite refuses host names."""
    uri = file.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _without_neighbours(file: Path) -> str:
    """How to read a file in a folder where SQLite may not make the files it needs beside it: as one that rests."""
    resting = not file.with_name(file.name + "-wal").exists()
    return "&immutable=1" if resting and not os.access(file.parent, os.W_OK) else ""


def examine(file: Path, key: Key) -> None:
    """Looks at a file before it is opened for writing, and leaves it as it is.

    Raises:
        EnvironmentFault: missing, empty, damaged, truncated, someone else's, or locked with another key.
    """
    examine_outside(file)
    size = file.stat().st_size
    with closing(connect(file, key, mode="ro", read_tables=False)) as connection:
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise foreign(file)
            if size <= CHECKED_WHEN_OPENED and connection.execute("PRAGMA cipher_integrity_check").fetchall():
                raise damaged(file)
        except sqlcipher.Error as error:
            raise explain(error, file, key) from error


def examine_outside(file: Path) -> None:
    """What can be told of a file without its key.

    Raises:
        EnvironmentFault: missing, empty, cut off within its first page, or plainly made by another program.
    """
    if not file.is_file():
        raise EnvironmentFault(
            "no-such-file", N_("There is no workspace in {name}. Nothing was changed."), name=file.name
        )
    if file.stat().st_size == 0:
        raise EnvironmentFault(
            "empty-file",
            N_("The file {name} is empty (0 bytes). It was left as it is. Restore the latest backup."),
            name=file.name,
        )
    if _is_foreign(file):
        raise foreign(file)
    if file.stat().st_size < SMALLEST:
        raise damaged(file)


def _is_foreign(file: Path) -> bool:
    """Whether the file shows by its first bytes that another program made it."""
    with file.open("rb") as content:
        start = content.read(64)
    known = (
        b"SQLite format 3\0",
        b"PK\x03\x04",
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"{\\rtf",
        b"\xd0\xcf\x11\xe0",
        b"age-encryption",
    )
    return start.startswith(known) or _reads_as_text(start)


def _reads_as_text(start: bytes) -> bool:
    try:
        return start.decode("utf-8").isprintable() or all(byte in b"\t\r\n" or byte >= 32 for byte in start)
    except UnicodeDecodeError:
        return all(byte in b"\t\r\n" or 32 <= byte < 127 for byte in start)


def foreign(file: Path) -> EnvironmentFault:
    """The file is not one of ours."""
    return EnvironmentFault(
        "foreign-file",
        N_("{name} is not a Trygg workspace. It was left as it is. Choose another file."),
        name=file.name,
    )


def damaged(file: Path) -> EnvironmentFault:
    """The file is ours and something has happened to it."""
    return EnvironmentFault(
        "damaged-file",
        N_("The file {name} is damaged. It was left as it is. Restore the latest backup."),
        name=file.name,
    )


def _has_no_room(file: Path) -> bool:
    """Whether the disk is full, which SQLite tells as it tells a worn-out one."""
    try:
        return shutil.disk_usage(file.parent).free < SMALLEST
    except OSError:
        return False


def explain(error: Exception, file: Path, key: Key | None = None, *, writing: bool = False) -> TryggError:
    """A fault of the database in the user's words.

    Args:
        writing: whether the file had been opened and was being written: what fails then is the disk or the room
            that one has on it (a quota), not the file.
    """
    text = str(error).lower()
    full = "full" in text or getattr(error, "errno", None) == errno.ENOSPC
    if full or ("disk i/o" in text and _has_no_room(file)):
        lost = N_(
            "The disk is full. The last change was not saved; everything before it is safe. Free "
            "some space and try again."
        )
        none = N_("The disk is full. Nothing was changed. Free some space and try again.")
        return EnvironmentFault("disk-full", lost if writing else none)
    if writing and "disk i/o" in text:
        return EnvironmentFault(
            "disk-fault",
            N_(
                "{name} could not be written. The last change was not saved; everything before it is safe. See that "
                "the disk is connected and that you have room on it, and try again."
            ),
            name=file.name,
        )
    if "not a database" in text or "malformed" in text or "disk i/o" in text or "corrupt" in text:
        if key is not None and "malformed" not in text and not key.fits(file):
            return EnvironmentFault(
                "wrong-key",
                N_(
                    "The passphrase does not fit this workspace. Nothing was changed. Try again, or use "
                    "the recovery sheet."
                ),
            )
        return damaged(file)
    if "locked" in text or "busy" in text:
        return EnvironmentFault(
            "busy-file",
            N_("Another program is using the workspace. Nothing was changed. Close it and try again."),
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text or "permission" in text:
        return EnvironmentFault(
            "unwritable-file",
            N_("{name} can't be opened for writing. Nothing was changed. Check the folder's permissions."),
            name=file.name,
        )
    return EnvironmentFault(
        "file-fault",
        N_("The workspace can't be used just now ({reason}). Nothing was changed."),
        reason=str(error),
    )

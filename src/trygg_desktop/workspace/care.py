"""How a workspace is cared for: looked over, copied, locked with another key, and cleaned of what was erased."""

from __future__ import annotations

import json
import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from trygg_desktop.errors import EnvironmentFault, TryggError
from trygg_desktop.i18n import N_, why
from trygg_desktop.workspace import erasing, local
from trygg_desktop.workspace.beside import Gone, Marker, note_gone, place_of, read_marker, write_marker
from trygg_desktop.workspace.check import Finding, check
from trygg_desktop.workspace.file import Connection, explain
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.local import TO_SCRUB
from trygg_desktop.workspace.log import ERASED, ChangeLog
from trygg_desktop.workspace.projection import Projection
from trygg_desktop.workspace.reading import Reader
from trygg_desktop.workspace.schema import VOID
from trygg_desktop.workspace.vault import Key

if TYPE_CHECKING:
    from trygg_desktop.workspace.kept_copies import Copy


class Care(ABC):
    """The part of a workspace that looks after the file itself."""

    path: Path
    key: Key
    kinds: Kinds
    _clock: Callable[[], int]
    _door: threading.RLock
    _writer: Connection | None
    _markers: Path | None

    @property
    @abstractmethod
    def reader(self) -> Reader:
        """Where it is read."""

    @property
    @abstractmethod
    def read_only(self) -> bool:
        """Whether another program writes this file just now."""

    @abstractmethod
    def _write(self) -> AbstractContextManager[Connection]:
        """Where it is written: one SQLite transaction."""

    @abstractmethod
    def _engine(self) -> tuple[ChangeLog, Projection]:
        """The log and the tables that follow from it."""

    @abstractmethod
    def _open_reader(self) -> None:
        """Opens the reader's connection."""

    def check(self) -> list[Finding]:
        """Everything that is wrong with the file, the log or its caches; empty when all is well."""
        import sqlcipher3

        try:
            with self.reader.at_one_moment() as connection:
                return check(connection, self.kinds, ChangeLog(connection, self._clock))
        except sqlcipher3.dbapi2.Error as error:
            fault: TryggError = explain(error, self.path, self.key)
            raise fault from error

    def backup(self, target: Path) -> None:
        """Writes a copy of everything, and opens it to see that it can be read; see `backup`."""
        from trygg_desktop.workspace.backup import back_up

        with self.reader.lock:
            back_up(self.reader.connection, self.key, target)

    def keep_daily_backup(self, today: date) -> Path | None:
        """Today's copy in the folder `backups` beside the file, unless there is one; older copies thin out."""
        from trygg_desktop.workspace.backup import keep_daily

        with self.reader.lock:
            if not self.read_only and (gone := self.everything_gone()):
                note_gone(self.backups, self.key, gone)
            return keep_daily(self.path, self.reader.connection, self.key, self.backups, today)

    def kept_copies(self) -> list[Copy]:
        """The copies that were made by themselves and lie in the folder `backups`, the newest first."""
        from trygg_desktop.workspace.kept_copies import copies_of

        return copies_of(self.path, self.backups)

    def open_lane(self) -> None:
        """Goes on in a new lane, because this file was restored, moved or copied."""
        with self._write():
            log, _projection = self._engine()
            log.open_lane()

    @property
    def backups(self) -> Path:
        """The folder of the daily copies."""
        return self.path.parent / "backups"

    def note_gone(self, gone: Gone, *, again: Iterable[int] = ()) -> None:
        """Sees to it that a copy made before now forgets again what has gone, and cleans the file of it.

        Args:
            again: void changes that say something again; see `beside.note_gone`.

        Raises:
            EnvironmentFault: the list or the file could not be written; the change itself is saved.
        """
        again = tuple(again)
        try:
            if gone or again:
                with self._door:
                    note_gone(self.backups, self.key, gone, again=again)
        except OSError as error:
            raise EnvironmentFault(
                "list-beside",
                N_(
                    "The change is saved, but the list beside the backups could not be written ({reason}). "
                    "A restored backup would bring back what was erased."
                ),
                reason=why(error),
            ) from error
        finally:
            if gone.erased:
                self.scrub()

    def everything_gone(self) -> Gone:
        """What the log itself tells to have gone, for a list that was lost or never written."""
        erased = self.reader.execute("SELECT record, value, id FROM change WHERE field = ?", (ERASED,))
        void = self.reader.execute(
            "SELECT id FROM change WHERE field = ? AND author = (SELECT id FROM identity WHERE own)", (VOID,)
        )
        return Gone(
            tuple((UUID(id), str(json.loads(told).get("field", "")), change) for id, told, change in erased),
            tuple(change for (change,) in void),
        )

    def settle(self, folder: Path) -> bool:
        """Looks whether this file was restored, moved or copied since it was last left, and if so opens a new lane.

        Args:
            folder: where this user's program keeps the markers of workspaces.

        Gives whether a new lane was opened. Where no marker can be kept none is looked for.
        """
        if self.read_only:
            return False
        if self.reader.execute("SELECT 1 FROM memory WHERE name = ?", (TO_SCRUB,)):
            self.note_gone(self.everything_gone())
        token, lane, have = self._place()
        marker = read_marker(folder, self.key)
        strange = bool(token) and (
            marker is None or (marker.token, marker.lane, marker.path) != (token, lane, place_of(self.path))
        )
        strange = strange or (bool(token) and marker is not None and marker.have > have)
        if strange:
            self._go_on()
        self._markers = folder
        if strange or not token:
            with self._write() as connection:
                connection.execute("UPDATE device SET marker = ?", (secrets.token_hex(8),))
        if not self.leave_marker():
            self._markers = None
            with self._write() as connection:
                connection.execute("UPDATE device SET marker = ''")
        return strange

    @abstractmethod
    def _go_on(self) -> None:
        """Goes on in a new lane; see `forgetting.go_on`."""

    def _place(self) -> tuple[str, int, int]:
        ((token, lane, have),) = self.reader.execute(
            "SELECT d.marker, d.lane, l.have FROM device d JOIN lane l ON l.number = d.lane"
        )
        return token, lane, have

    def leave_marker(self) -> bool:
        """Notes outside the file how far it has come; gives whether that could be done."""
        if self._markers is None:
            return False
        token, lane, have = self._place()
        try:
            write_marker(self._markers, self.key, Marker(token, lane, have, place_of(self.path)))
        except OSError:
            return False
        return True

    def scrub(self) -> None:
        """Leaves nothing of what was erased in the file: contents of documents, words of the index, free pages.

        What could not be cleaned is cleaned when the workspace is opened next.

        Raises:
            EnvironmentFault: the file could not be cleaned, such as on a full disk.
        """
        if self._writer is None:
            return
        import sqlcipher3

        try:
            with self._write() as connection:
                _log, projection = self._engine()
                projection.index.wipe()
                erasing.drop_unused_documents(connection)
            with self._door:
                for statement in ("PRAGMA busy_timeout = 500", "VACUUM"):
                    self._writer.execute(statement)
                checkpoint = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._writer.execute("PRAGMA busy_timeout = 5000")
            if not checkpoint[0]:  # else someone reads old pages, and it is tried again at the next opening
                with self._write() as connection:
                    local.forget(connection, TO_SCRUB)
        except (sqlcipher3.dbapi2.Error, EnvironmentFault) as error:
            raise EnvironmentFault(
                "not-scrubbed",
                N_(
                    "What was erased is gone from all records, but the file could not be cleaned of it. It is tried "
                    "again when the workspace is opened next. See that there is free space on the disk."
                ),
            ) from error

    def rekey(self, key: Key) -> None:
        """Locks the file with another key. The salt, being the file's first bytes, stays."""
        if self._writer is None:
            with self._write():
                return
        import sqlcipher3

        with self._door, self.reader.lock:
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.reader.connection.close()
            try:
                self._writer.execute(f'PRAGMA rekey = "{key.pragma}"')
                self.key = key
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlcipher3.dbapi2.Error as error:
                raise explain(error, self.path, writing=True) from error
            finally:
                self._open_reader()

"""The workspace: the one encrypted file that holds everything, read from many places and written from one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from trygg_desktop.domain.districts import default_districts
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import local
from trygg_desktop.workspace.beside import read_gone
from trygg_desktop.workspace.door import Door
from trygg_desktop.workspace.file import APPLICATION_ID, Connection, connect, examine, explain
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.lock import WriterLock
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.projection import MARK, Projection, is_current
from trygg_desktop.workspace.reading import Reader
from trygg_desktop.workspace.schema import KNOWN_REVISIONS, REVISION, create_tables
from trygg_desktop.workspace.vault import Key

KindOfRecord = TypeVar("KindOfRecord", bound=Record)
Clock = Callable[[], int]


def wall_clock() -> int:
    """Milliseconds since 1970 by the laptop's clock."""
    return time.time_ns() // 1_000_000


class Workspace(Door):
    """Reads and writes the records of one file. Made by `create` or `open`; closed when left as a context."""

    def __init__(
        self, path: Path, key: Key, *, kinds: Sequence[type[Record]], clock: Clock, lock: WriterLock | None
    ) -> None:
        self.path = path
        self.key = key
        self.kinds = Kinds(kinds)
        self._clock = clock
        self._lock = lock
        self._writing = False
        self._owner: int | None = None
        self._door = threading.RLock()
        self._writer = self._connect() if lock else None
        self._why_read_only: EnvironmentFault | None = None
        self._log: ChangeLog | None = None
        self._projection: Projection | None = None
        self._reader: Reader | None = None
        self._inner: Reader | None = None
        self._markers: Path | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        key: Key,
        *,
        author: str,
        side: Side,
        council: str = "",
        kinds: Sequence[type[Record]] = KINDS,
        clock: Clock = wall_clock,
        districts: bool = True,
    ) -> Workspace:
        """A new file with the council's settings and the default districts.

        Raises:
            UserError: there is a file already.
            EnvironmentFault: the file can't be written there.
        """
        if path.exists():
            raise UserError("file-exists", N_("{name} exists already. It was left as it is."), name=path.name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, path) from error
        lock = WriterLock.take(path)
        workspace = None
        try:
            workspace = cls(path, key, kinds=kinds, clock=clock, lock=lock)
            workspace._begin_empty(author, side)
            workspace._open_reader()
            workspace._fill_in_defaults(council, districts)
        except BaseException:
            (workspace.close if workspace else lock.release)()
            for ending in ("", "-wal", "-shm", "-journal"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            raise
        return workspace

    @classmethod
    def open(
        cls, path: Path, key: Key, *, kinds: Sequence[type[Record]] = KINDS, clock: Clock = wall_clock
    ) -> Workspace:
        """Opens a file that is there; read-only where another program writes it.

        Raises:
            EnvironmentFault: missing, empty, damaged, someone else's, newer than this program, or another key.
        """
        examine(path, key)
        try:
            return cls._opened(path, key, kinds, clock, WriterLock.take(path))
        except EnvironmentFault as fault:
            workspace = cls._opened(path, key, kinds, clock, None)
            workspace._why_read_only = fault
            return workspace

    @classmethod
    def _opened(
        cls, path: Path, key: Key, kinds: Sequence[type[Record]], clock: Clock, lock: WriterLock | None
    ) -> Workspace:
        workspace = cls(path, key, kinds=kinds, clock=clock, lock=lock)
        try:
            workspace._open_reader()
            workspace._refuse_newer()
            if workspace._writer is not None:
                workspace._start_writing()
        except BaseException:
            workspace.close()
            raise
        return workspace

    def _connect(self) -> Connection:
        connection = connect(self.path, self.key, mode="rwc")
        connection.create_function("writing", 0, lambda: self._writing)
        import sqlcipher3

        try:
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "secure_delete = ON",
                "wal_autocheckpoint = 1000",
            ):
                connection.execute(f"PRAGMA {pragma}")
        except sqlcipher3.dbapi2.Error as error:
            connection.close()
            raise explain(error, self.path, self.key) from error
        return connection

    def _open_reader(self) -> None:
        connection = connect(self.path, self.key, mode="rw" if self._lock else "ro")
        connection.execute("PRAGMA query_only = ON")
        if self._reader is None:
            self._reader = Reader(connection, self.kinds)
        else:
            self._reader.read_from(connection)

    def _begin_empty(self, author: str, side: Side) -> None:
        assert self._writer is not None
        with self._write():
            self._writer.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            create_tables(self._writer)
            self._log = ChangeLog.start(self._writer, name=author, side=side, clock=self._clock)
            self._projection = Projection(self._writer, self.kinds)
            self._projection.rebuild(self._log)

    def _fill_in_defaults(self, council: str, districts: bool) -> None:
        with self.transaction(N_("New workspace")) as tx:
            tx.ends_undo = True
            if CouncilSettings.about.name in self.kinds:
                settings = tx.create(CouncilSettings, name=CouncilSettings.fields()["name"].default)
            if districts and "district" in self.kinds:
                for district in default_districts():
                    tx.create("district", **district)
        if council and CouncilSettings.about.name in self.kinds:
            # a step of its own: what somebody wrote does not give way to the defaults of the others
            with self.transaction(N_("New workspace")) as tx:
                tx.ends_undo = True
                tx.change(settings, name=council)

    def _refuse_newer(self) -> None:
        revision = self._revision()
        if revision not in KNOWN_REVISIONS:
            raise EnvironmentFault(
                "newer-file",
                N_(
                    "{name} was written by a newer version of the program. It was left as it is. Install "
                    "the new version."
                ),
                name=self.path.name,
            )
        if self._writer is None and (
            revision != REVISION or not is_current(self.reader.connection, self.kinds)
        ):
            raise EnvironmentFault(
                "other-version",
                N_(
                    "Another program has {name} open and is of another version, so this one can't read it. "
                    "Nothing was changed. Close the other program and try again."
                ),
                name=self.path.name,
            )

    def _revision(self) -> str:
        (row,) = self.reader.execute("SELECT version_num FROM alembic_version")
        return str(row[0])

    def _start_writing(self) -> None:
        assert self._writer is not None
        if (revision := self._revision()) != REVISION:
            from trygg_desktop.workspace.backup import keep_earlier_shape
            from trygg_desktop.workspace.migrations import upgrade

            keep_earlier_shape(self.path, self.reader.connection, self.key, self.backups, revision)
            with self._write():
                upgrade(self._writer)
        self._log = ChangeLog(self._writer, self._clock)
        self._projection = Projection(self._writer, self.kinds)
        if not is_current(self._writer, self.kinds):
            with self._write():
                self._projection.rebuild(self._log)
        if self.kinds.mark != local.recall(self._writer, MARK):
            with self._write():
                local.remember(self._writer, MARK, self.kinds.mark)

    def close(self) -> None:
        """Ends reading and writing; what was saved is safe."""
        if self._reader is not None and self._writer is not None:
            self.leave_marker()
        if self._reader is not None:
            self._reader.connection.close()
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether another program writes this file just now."""
        return self._writer is None

    def _go_on(self) -> None:
        from trygg_desktop.workspace.forgetting import go_on

        go_on(self, read_gone([self.backups, self.path.parent], self.key))

    def rename_me(self, name: str) -> None:
        """Another name for the leader whose laptop this is; the history shows it from the beginning."""
        with self._write() as connection:
            connection.execute("UPDATE identity SET name = ? WHERE own", (name,))

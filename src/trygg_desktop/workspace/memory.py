"""What a workspace remembers on this laptop only: unsaved text, column mappings, the files that were made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import local
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.reading import Reader

DEMO = "demo"
"""The name under which a demo council knows that it is one."""
DEMO_KEYS = "keys of the demo's leaders"
"""The name under which it keeps the keys that its leaders have signed with, and whose side each is of."""


class Memory(ABC):
    """The part of a workspace that never travels."""

    _clock: Callable[[], int]

    @property
    @abstractmethod
    def reader(self) -> Reader:
        """Where it is read."""

    @abstractmethod
    def _write(self) -> AbstractContextManager[Connection]:
        """Where it is written: one SQLite transaction."""

    def now(self) -> int:
        """Milliseconds since 1970 by this laptop's clock."""
        return self._clock()

    def remember(self, name: str, value: Any) -> None:
        """Keeps something small under a name, on this laptop only."""
        with self._write() as connection:
            local.remember(connection, name, value)

    def recall(self, name: str) -> Any:
        """What was kept under a name, or nothing."""
        with self.reader.lock:
            return local.recall(self.reader.connection, name)

    def record_made(self, made: local.MadeFile) -> None:
        """Adds a line to the register of files."""
        with self._write() as connection:
            local.record_made(connection, made)

    def made_briefings(self) -> list[local.MadeFile]:
        """The register of files that were made, newest first."""
        with self.reader.lock:
            return local.made_files(self.reader.connection)

    def scratch_save(self, record: str, field: str, text: str) -> None:
        """Keeps text that is being typed."""
        with self._write() as connection:
            local.save_scratch(connection, record, field, text, self._clock())

    def scratch(self, record: str) -> dict[str, str]:
        """Text that was typed and never saved, by field."""
        with self.reader.lock:
            return local.scratch(self.reader.connection, record)

    def scratch_drop(self, record: str, field: str) -> None:
        """Forgets typed text."""
        with self._write() as connection:
            local.drop_scratch(connection, record, field)

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo council, with nothing real in it."""
        return self.recall(DEMO) is True

    @property
    def demo_keys(self) -> dict[bytes, Side]:
        """The signing keys of the demo's leaders; a real workspace has none, whatever is kept in it."""
        kept = (self.recall(DEMO_KEYS) or {}) if self.is_demo else {}
        return {bytes.fromhex(key): Side(side) for key, side in kept.items()}

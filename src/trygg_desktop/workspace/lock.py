"""Sees to it that one program at a time writes a workspace; the others read."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import N_

ONLY_READS = N_(
    "Another program has the workspace open, so this one only reads. Nothing was changed. Close the other one and open "
    "the workspace here again to write."
)
"""A file that was opened to be read is not written later: for that it is opened anew."""


class WriterLock:
    """The right to write one file, held until released or until the program ends, however it ends."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    @classmethod
    def take(cls, file: Path) -> WriterLock:
        """Takes the right to write.

        Raises:
            EnvironmentFault: another program holds it, or the folder can't be written.
        """
        lock = FileLock(file.with_name(file.name + ".lock"), thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise EnvironmentFault(
                "second-program",
                ONLY_READS,
            ) from error
        except OSError as error:
            raise EnvironmentFault(
                "unwritable-file",
                N_(
                    "{name} can't be opened for writing. Nothing was changed. Check the folder's permissions."
                ),
                name=file.name,
            ) from error
        return cls(lock)

    def release(self) -> None:
        """Gives the right to write back."""
        self._lock.release()

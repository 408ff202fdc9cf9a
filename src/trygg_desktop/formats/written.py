"""Puts a finished file in its place, so that nobody ever finds half a file."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_, why


def put_in_place(path: Path, content: bytes) -> None:
    """Writes the content beside the file and then takes the file's place in one step.

    Raises:
        UserError: there is no such folder, or the path is a folder.
        EnvironmentFault: the disk is full or refuses; what was there before is left as it was.
    """
    if path.is_dir():
        raise UserError(
            "not-a-file", N_("“{name}” is a folder. Choose a file."), file=path.name, name=path.name
        )
    if not path.parent.is_dir():
        raise UserError(
            "no-such-folder",
            N_("There is no folder “{name}” to write in."),
            file=path.name,
            name=path.parent.name,
        )
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _fault(path, error) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


@contextmanager
def put_in_place_with(path: Path, content: bytes) -> Iterator[None]:
    """The same for a file that belongs together with what is done next: where that fails, the place is as it was.

    Raises:
        UserError, EnvironmentFault: as `put_in_place`.
    """
    before = path.read_bytes() if path.is_file() else None
    put_in_place(path, content)
    try:
        yield
    except BaseException:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            put_in_place(path, before)
        raise


def _fault(path: Path, error: OSError) -> EnvironmentFault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        message = N_("The disk is full, so “{name}” was not written. Nothing was changed.")
        return EnvironmentFault("disk-full", message, file=path.name, name=path.name)
    return EnvironmentFault(
        "file-not-writable",
        N_("“{name}” could not be written: {reason}. Another program may have it open. Nothing was changed."),
        file=path.name,
        name=path.name,
        reason=why(error),
    )

"""Puts a finished file in its place, so that nobody ever finds half a file."""

from __future__ import annotations

import errno
import os
import tempfile
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

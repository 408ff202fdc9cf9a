"""Writes a finished file where the user wants it: whole or not at all, never half."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import N_


def save_whole(path: Path, data: bytes) -> None:
    """Writes the bytes beside the target and moves them into place, so that an older file stays until then.

    Raises:
        EnvironmentFault: the folder is full, read-only or gone; what stood there before is left as it was.
    """
    beside = path.with_name(f".{uuid4().hex}.part")
    try:
        with beside.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise EnvironmentFault(
            "file-not-saved",
            N_("The file could not be saved there. Choose another folder. ({reason})"),
            file=str(path),
            reason=fault.strerror or type(fault).__name__,
        ) from fault

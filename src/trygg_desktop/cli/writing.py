"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomically(target: Path, content: bytes) -> None:
    """Writes beside the target first, then takes its place: a full disk leaves what was there.

    Raises:
        OSError: it can't be written there.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".trygg-", suffix=".part")
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise

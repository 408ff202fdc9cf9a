"""Finds a file again in the register by its fingerprint, wherever it lies and whatever it is called now."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QMimeData

from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import N_


def fingerprint_of(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        EnvironmentFault: the file can't be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EnvironmentFault(
            "file-not-readable", N_("“{name}” could not be read."), file=path.name, name=path.name
        ) from error


def dropped_file(data: QMimeData) -> Path | None:
    """The one PDF that is being dragged in, if it is one."""
    urls = [url for url in data.urls() if url.isLocalFile()]
    if len(urls) != 1:
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.casefold() == ".pdf" else None

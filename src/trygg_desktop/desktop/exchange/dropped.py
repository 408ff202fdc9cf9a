"""Which file was dropped: one of ours, by its ending."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped(data: QMimeData, *endings: str) -> Path | None:
    """The first file with one of these endings, if there is one."""
    for url in data.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.casefold() in endings:
            return path
    return None

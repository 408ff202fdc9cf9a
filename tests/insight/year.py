"""A workspace that knows the kinds of the council's year."""

from __future__ import annotations

from pathlib import Path

from tests.support import new_workspace, only_workspace
from trygg_desktop.workspace import Workspace


def year_workspace(folder: Path, *, name: str = "") -> Workspace:
    """A workspace with every kind; one of a name is the second of its test, and has an identity of its own."""
    return new_workspace(folder, name=name) if name else only_workspace(folder)

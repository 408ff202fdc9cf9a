"""Saves a finished briefing where the user wants it, and enters it in the register of files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile, Workspace


def keep(workspace: Workspace, path: Path, made: Made) -> MadeFile | None:
    """Writes the file whole or not at all and enters it in the register; a working copy is never entered.

    Raises:
        UserError, EnvironmentFault: the file can't be written there, or the register can't; nothing is written then.
    """
    from trygg_desktop.formats.written import put_in_place, put_in_place_with

    if workspace.read_only and not made.working_copy:
        raise workspace.why_read_only()
    if made.working_copy:
        put_in_place(path, made.pdf)
        return None
    entry = made.entry(datetime.now(UTC))
    with put_in_place_with(path, made.pdf):
        workspace.record_made(entry)
    return entry

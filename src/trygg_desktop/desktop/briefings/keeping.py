"""Saves a finished briefing where the user wants it, and enters it in the register of files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile, Workspace


def keep(workspace: Workspace, path: Path, made: Made) -> MadeFile | None:
    """Writes the file whole or not at all and enters it in the register; a working copy is never entered.

    Raises:
        UserError, EnvironmentFault: the file can't be written there, or this program only reads: then no file is
            written. Where the register alone can't be written, the file is there.
    """
    from trygg_desktop.formats.written import put_in_place

    if workspace.read_only and not made.working_copy:
        raise EnvironmentFault(
            "read-only",
            N_("Another program has the workspace open, so this one only reads. Nothing was changed."),
        )
    put_in_place(path, made.pdf)
    if made.working_copy:
        return None
    entry = made.entry(datetime.now(UTC))
    workspace.record_made(entry)
    return entry

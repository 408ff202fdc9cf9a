"""Copies of the workspace, made while it is in use and opened to see that they hold."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.beside import read_gone
from trygg_desktop.workspace.file import Connection, connect, damaged, examine, explain
from trygg_desktop.workspace.forgetting import go_on
from trygg_desktop.workspace.kept_copies import copy_before_change, daily_copy, thin_out
from trygg_desktop.workspace.vault import Key

_SAID = "SELECT (SELECT count(*) FROM draft_change), count(*), max(id), max(hlc) FROM change"


def back_up(source: Connection, key: Key, target: Path) -> None:
    """Copies an open workspace to a new file with the same key, and verifies the copy by opening it.

    Raises:
        UserError: there is a file already, or no such folder.
        EnvironmentFault: it can't be written there, or the copy can't be read.
    """
    if target.exists():
        raise UserError("file-exists", N_("{name} exists already. It was left as it is."), name=target.name)
    if not target.parent.is_dir():
        raise UserError(
            "no-such-folder",
            N_("There is no folder “{name}” to write in."),
            file=target.name,
            name=target.parent.name,
        )
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        partial.unlink(missing_ok=True)
        with closing(connect(partial, key, mode="rwc")) as copy:
            source.backup(copy)
        examine(partial, key)
        with closing(connect(partial, key, mode="ro")) as copy:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise damaged(partial)
        partial.replace(target)
    except (sqlcipher.Error, OSError) as error:
        raise explain(error, target, key) from error
    except EnvironmentFault as fault:
        if "name" in fault.parameters:
            fault.parameters["name"] = target.name  # the copy goes by the name that was asked for
        raise
    finally:
        for leftover in (
            partial,
            partial.with_name(partial.name + "-wal"),
            partial.with_name(partial.name + "-shm"),
        ):
            leftover.unlink(missing_ok=True)


def restore_backup(copy: Path, key: Key, target: Path) -> None:
    """Makes a new workspace from a copy. It goes on in a lane of its own, for the old one may have gone further.

    Raises:
        UserError: there is a file already.
        EnvironmentFault: the copy can't be read, or the new file not be written.
    """
    from trygg_desktop.workspace.workspace import Workspace

    examine(copy, key)
    with closing(connect(copy, key, mode="ro")) as source:
        back_up(source, key, target)
    with Workspace.open(target, key) as workspace:
        gone = read_gone([copy.parent, copy.parent / "backups", target.parent / "backups"], key)
        go_on(workspace, gone)


def keep_daily(workspace_path: Path, source: Connection, key: Key, folder: Path, today: date) -> Path | None:
    """Today's copy, unless there is one; then thins the kept copies out. Gives the new copy's path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = daily_copy(workspace_path, folder, today)
    made = not target.exists()
    if made:
        back_up(source, key, target)
    thin_out(workspace_path, folder, today)
    return target if made else None


def keep_earlier_shape(
    workspace_path: Path, source: Connection, key: Key, folder: Path, revision: str
) -> Path:
    """A copy of a file that a newer program is about to change the tables of, as the earlier one can read it.

    One that an interrupted change left will do; one of what was here before an older file was put back is left, for
    its name says what it holds.

    Raises:
        EnvironmentFault: the copy can't be made; then the file must stay as it is.
    """
    said = sha256(repr(source.execute(_SAID).fetchone()).encode()).hexdigest()[:8]
    target = copy_before_change(workspace_path, folder, revision, said)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain(error, target, key) from error
    if not target.exists():
        back_up(source, key, target)
    return target

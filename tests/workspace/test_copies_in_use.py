"""Copies that another program reads, or that are gone while they are looked at, are no reason to fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.kept_copies import copies_of, thin_out

TODAY = date(2026, 11, 22)


@pytest.fixture
def many(workspace: Workspace) -> list[Path]:
    """A copy of each of sixty days, more than are kept."""
    workspace.backups.mkdir()
    days = (TODAY - timedelta(days=back) for back in range(60))
    made = [workspace.backups / f"{workspace.path.stem}-{day}{workspace.path.suffix}" for day in days]
    for file in made:
        file.touch()
    return made


def test_a_copy_that_another_program_reads_goes_the_next_day(
    workspace: Workspace, many: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, unlink = many[10], Path.unlink

    def unlink_free(file: Path, missing_ok: bool = False) -> None:
        if file == held:
            raise PermissionError(13, "in use")
        unlink(file, missing_ok=missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", unlink_free)
        thin_out(workspace.path, workspace.backups, TODAY)
    assert held.exists() and not many[12].exists()
    thin_out(workspace.path, workspace.backups, TODAY)
    assert not held.exists()


def test_a_copy_that_goes_while_it_is_looked_at_is_left_out(
    workspace: Workspace, many: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    glob = Path.glob

    def glob_slowly(folder: Path, pattern: str) -> Iterator[Path]:
        found = list(glob(folder, pattern))
        many[0].unlink()
        yield from found

    monkeypatch.setattr(Path, "glob", glob_slowly)
    assert len(copies_of(workspace.path, workspace.backups)) == len(many) - 1

"""A file that was copied, moved or put back is known as such, and goes on in a lane of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from tests.support import only_workspace
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.workspace import Key, Workspace


@pytest.fixture
def closed(tmp_path: Path) -> tuple[Path, Key]:
    with only_workspace(tmp_path) as workspace:
        workspace.settle(tmp_path / "places")
        return workspace.path, workspace.key


def lane(workspace: Workspace) -> int:
    return int(workspace.reader.execute("SELECT lane FROM device")[0][0])


def visit(path: Path, key: Key, places: Path, *, write: bool = True) -> tuple[bool, int]:
    """Opens the file as the program does; gives whether it went on in a new lane, and which."""
    with Workspace.open(path, key) as workspace:
        moved = workspace.settle(places)
        if write:
            with workspace.transaction("New") as tx:
                assert isinstance(tx.create(Stakeholder, name="Bäckby IF"), UUID)
        assert workspace.check() == []
        return moved, lane(workspace)


def test_a_file_left_where_it_was_stays_in_its_lane(closed: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = closed
    first = visit(path, key, tmp_path / "places")
    assert first[0] is False
    assert visit(path, key, tmp_path / "places") == first


def test_an_older_copy_put_back_opens_a_lane(closed: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = closed
    shutil.copy(path, tmp_path / "old")
    _moved, before = visit(path, key, tmp_path / "places")
    shutil.copy(tmp_path / "old", path)
    moved, after = visit(path, key, tmp_path / "places")
    assert moved
    assert before != after


def test_a_copy_on_another_computer_opens_a_lane(closed: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = closed
    assert visit(path, key, tmp_path / "places of another computer")[0]


def test_two_copies_used_in_turn_never_write_in_one_lane(closed: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = closed
    copy = tmp_path / "kopia" / "council.trygg"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    lanes = [visit(file, key, tmp_path / "places")[1] for file in (path, copy, path, copy)]
    written = {lanes[0], lanes[2]} & {lanes[1], lanes[3]}
    assert not written


def test_where_no_marker_can_be_kept_the_file_goes_on_in_one_lane(
    closed: tuple[Path, Key], tmp_path: Path
) -> None:
    path, key = closed
    (tmp_path / "a file").write_text("")
    lanes = {visit(path, key, tmp_path / "a file")[1] for _time in range(3)}
    assert len(lanes) == 1

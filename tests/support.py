"""What many tests need: a real encrypted workspace, made in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.lock import WriterLock


class SteppingClock:
    """A clock that goes on by a second each time it is read, from the start of 2026."""

    def __init__(self, start: int = 1_767_222_000_000) -> None:
        self.now = start

    def __call__(self) -> int:
        self.now += 1000
        return self.now


def new_workspace(
    folder: Path,
    kinds: Sequence[type[Record]] = KINDS,
    *,
    name: str = "council.trygg",
    districts: bool = True,
) -> Workspace:
    """A new workspace of the municipality's leader with the default districts."""
    return Workspace.create(
        folder / name,
        Key.generate(),
        author="Kommunens ledningsfunktion",
        side=Side.MUNICIPALITY,
        council="Trygghetsrådet",
        kinds=kinds,
        clock=SteppingClock(),
        districts=districts,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A workspace as it was when it was closed, of which tests are given copies: its file, and its clock's time."""

    content: bytes
    key: Key
    now: int

    def copy(self, path: Path, kinds: Sequence[type[Record]] = KINDS) -> Workspace:
        """The same workspace at another place, open: in a fifth of the time that it takes to make one."""
        path.write_bytes(self.content)
        return Workspace._opened(path, self.key, kinds, SteppingClock(self.now), WriterLock.take(path))


def keep(workspace: Workspace, kinds: Sequence[type[Record]] = KINDS) -> Kept:
    """Closes a workspace that has a `SteppingClock`, and keeps it for copies."""
    path, key, clock = workspace.path, workspace.key, workspace._clock
    assert isinstance(clock, SteppingClock)
    workspace.close()
    # what opening it for the first time writes is written once
    Workspace.open(path, key, kinds=kinds, clock=clock).close()
    return Kept(path.read_bytes(), key, clock.now)


def only_workspace(
    folder: Path, kinds: Sequence[type[Record]] = KINDS, *, districts: bool = True
) -> Workspace:
    """As `new_workspace`, but a copy of the first one that this process made.

    All copies share key, identity and lane, so a test with two workspaces makes the second with `new_workspace`.
    """
    return _first(kinds, districts).copy(folder / "council.trygg", kinds)


@cache
def _first(kinds: Sequence[type[Record]], districts: bool) -> Kept:
    with TemporaryDirectory() as folder:
        return keep(new_workspace(Path(folder), kinds, districts=districts), kinds)

"""Laptops that many tests begin with: made once in a process, and then put down anew, as they were, for each test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support import SteppingClock
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace import Key, Workspace


@dataclass(frozen=True, slots=True)
class _Kept:
    place: Path
    content: bytes
    key: Key
    now: int

    @classmethod
    def of(cls, workspace: Workspace, folder: Path) -> _Kept:
        clock = workspace._clock
        assert isinstance(clock, SteppingClock)
        workspace.close()
        return cls(workspace.path.relative_to(folder), workspace.path.read_bytes(), workspace.key, clock.now)

    def put_down(self, folder: Path) -> Exchange:
        path = folder / self.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.content)
        return Exchange(Workspace.open(path, self.key, clock=SteppingClock(self.now)))


def kept(begin: Callable[[Path], Sequence[Exchange]]) -> Callable[[Path], tuple[Exchange, ...]]:
    """Puts the laptops of a beginning down in a folder; it is gone through once.

    They are the same laptops for all tests, with the same keys and the same log, and their clocks go on from there.
    """
    shelf: list[_Kept] = []

    @wraps(begin)
    def put_down(folder: Path) -> tuple[Exchange, ...]:
        if not shelf:
            with TemporaryDirectory() as once:
                made = begin(Path(once))
                shelf.extend(_Kept.of(each.workspace, Path(once)) for each in made)
        return tuple(each.put_down(folder) for each in shelf)

    return put_down

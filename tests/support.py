"""What many tests need: a real encrypted workspace, made in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Workspace


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

"""The order in which the demo's year was written down, so that its history reads as if it was lived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Transaction, Workspace

NEW, CHANGE, RELEASE = N_("New {kind}"), N_("Change {kind}"), N_("Release a draft")

Writing = Callable[[Transaction], Any]


class StoryClock:
    """Shows the story's own time while the year is told, and the laptop's afterwards."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._shown: int | None = None

    def show(self, moment: datetime | None) -> None:
        """Stops at a moment of the story, or goes on with the laptop's time."""
        self._shown = None if moment is None else int(moment.timestamp() * 1000)

    def __call__(self) -> int:
        return self._clock() if self._shown is None else self._shown


@dataclass(frozen=True, slots=True)
class _Step:
    at: datetime
    message: str
    kind: str
    write: Writing

    @property
    def together(self) -> tuple[datetime, str, str]:
        """What was done at one moment and in the same way was one thing done."""
        return self.at, self.message, self.kind


class Story:
    """Everything that was written during the year, in any order, until it is told."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._steps: list[_Step] = []

    def add(self, at: datetime, message: str, kind: type[Record], write: Writing) -> None:
        """Something that was written at a moment. What lies ahead of now has not happened and is left out."""
        if at <= self.now:
            self._steps.append(_Step(at, message, kind.about.noun, write))

    @property
    def begins(self) -> datetime:
        """When the first thing was written."""
        return min(step.at for step in self._steps)

    def tell(self, workspace: Workspace, clock: StoryClock) -> None:
        """Writes it all, oldest first. None of it can be undone: the demo begins where the story ends."""
        ordered = sorted(self._steps, key=lambda step: step.at)
        for (at, message, kind), steps in groupby(ordered, key=lambda step: step.together):
            clock.show(at)
            with workspace.transaction(message, kind=kind) as tx:
                tx.ends_undo = True
                for step in steps:
                    step.write(tx)

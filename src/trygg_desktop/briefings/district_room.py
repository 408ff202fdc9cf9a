"""What gives way first where the sheet on a district would not stand on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from trygg_desktop.briefings.district import DistrictContent


@dataclass(frozen=True, slots=True)
class Fits:
    """How much of each sort there is room for on the page."""

    charts: int
    maps: int
    actions: int
    figures: int
    problems: int
    measures: int
    asked: int

    @classmethod
    def all_of(cls, content: DistrictContent) -> Fits:
        """Everything there is."""
        return cls(
            charts=int(content.chart is not None),
            maps=int(bool(content.tiles)),
            actions=len(content.actions),
            figures=len(content.figures),
            problems=len(content.problems),
            measures=len(content.measures),
            asked=len(content.asked),
        )


_GIVE_WAY = (
    ("charts", 0),
    ("figures", 8),
    ("actions", 3),
    ("measures", 6),
    ("problems", 6),
    ("asked", 6),
    ("figures", 6),
    ("actions", 2),
    ("measures", 5),
    ("problems", 4),
    ("asked", 4),
    ("figures", 5),
    ("measures", 4),
    ("actions", 1),
    ("problems", 3),
    ("asked", 3),
    ("figures", 4),
    ("measures", 3),
    ("problems", 2),
    ("figures", 3),
    ("asked", 2),
    ("measures", 2),
    ("maps", 0),
    ("actions", 0),
    ("figures", 0),
    ("measures", 1),
    ("problems", 1),
    ("asked", 1),
    ("measures", 0),
    ("problems", 0),
    ("asked", 0),
)
"""In turn, and how far each is cut before the next is."""


_COMES_BACK = ("measures", "problems", "asked", "figures", "actions")
"""In turn, what takes the room that is left over once something large has given way."""


def most_that_fits(whole: Fits, does_fit: Callable[[Fits], bool]) -> Fits:
    """As much as there is room for; nothing at all where not even that fits.

    Args:
        does_fit: tries one choice; less of everything never fits worse.
    """
    steps = steps_down(whole)
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if does_fit(steps[middle]) else (middle + 1, high)
    best = steps[low]
    if best == whole:
        return best
    for name in _COMES_BACK:
        while getattr(best, name) < getattr(whole, name):
            more = replace(best, **{name: getattr(best, name) + 1})
            if not does_fit(more):
                break
            best = more
    return best


def steps_down(whole: Fits) -> list[Fits]:
    """From everything to nothing, one thing less at each step."""
    steps = [whole]
    for name, least in _GIVE_WAY:
        while getattr(steps[-1], name) > least:
            steps.append(replace(steps[-1], **{name: getattr(steps[-1], name) - 1}))
    return steps

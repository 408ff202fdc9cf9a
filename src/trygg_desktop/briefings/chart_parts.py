"""Pictures that go on on the next page: chains and trees of goals may be parted between their branches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from trygg_desktop.insight.charts.chain import Chain
from trygg_desktop.insight.charts.goal_tree import Goal, GoalTree
from trygg_desktop.insight.charts.sheet import Chart

_FEWEST_GOALS = 4
_WHOLE_TREE = 300.0
"""A tree of goals no higher than this, in points, is seen whole: its lines lead from the first to the last."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Of how many branches a picture is made, how it looks with some of them alone, and how few may stand at the
    foot of a page."""

    count: int
    some: Callable[[int, int], Chart]
    fewest: int = 1

    @property
    def least(self) -> Chart:
        """The smallest part that may stand at the foot of a page."""
        return self.some(0, self.fewest)

    def first_that_fit(self, height: Callable[[Chart], float], room: float) -> int:
        """How many of the first branches fit into the room; none if that is too few."""
        low, high = 0, self.count - 1
        while low < high:
            middle = (low + high + 1) // 2
            if height(self.some(0, middle)) <= room:
                low = middle
            else:
                high = middle - 1
        return low if low >= self.fewest else 0


def pieces_of(chart: Chart, height: float) -> Pieces | None:
    """The branches of a picture of this height that may be parted; nothing for one that is seen whole or not at
    all."""
    found: Pieces | None = None
    if isinstance(chart, Chain):
        chain, paths = chart, chart.paths
        found = Pieces(len(paths), lambda start, stop: replace(chain, paths=paths[start:stop]))
    elif isinstance(chart, GoalTree) and height > _WHOLE_TREE:
        tree = chart
        found = Pieces(
            len(tree.branches), lambda start, stop: _some_goals(tree, range(start, stop)), _FEWEST_GOALS
        )
    return found if found is not None and found.count > found.fewest else None


def _some_goals(tree: GoalTree, wanted: range) -> GoalTree:
    """Those of the goals, counted from the top, with the ones that they stand under."""
    numbers = count()

    def kept(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
        found = []
        for goal in goals:
            own = next(numbers) in wanted
            under = kept(goal.under)
            if own or under:
                found.append(replace(goal, under=under))
        return tuple(found)

    return replace(tree, goals=kept(tree.goals))

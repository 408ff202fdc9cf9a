"""From a problem to its follow-up in one line: cause, measure, district and decision, with broken links in sight."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import Enum

from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.insight.charts.chain_columns import Columns
from trygg_desktop.insight.charts.chain_list import Listing
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import title_lines
from trygg_desktop.insight.charts.shapes import Picture
from trygg_desktop.insight.charts.sheet import Sheet, SheetRow
from trygg_desktop.insight.charts.standing import Standing

_WIDE_ENOUGH = 50
"""From this width, in sizes of a label, the steps stand beside each other; below, under each other."""


class Step(Enum):
    """The steps of the chain, and what is said where one is missing."""

    PROBLEM = N_("Problem"), N_("Problem missing")
    CAUSE = N_("Cause"), N_("Cause missing")
    MEASURE = N_("Measure"), N_("Measure missing")
    DISTRICT = N_("District"), N_("District missing")
    DECISION = N_("Decision"), N_("Decision missing")
    FOLLOW_UP = N_("Follow-up"), N_("Follow-up missing")

    @property
    def words(self) -> str:
        """What the step is called."""
        return _(self.value[0])

    @property
    def missing(self) -> str:
        """What stands where it is broken."""
        return _(self.value[1])


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Node:
    """A record in the chain: its title, what is quietly said of it, how it goes."""

    title: str
    key: Hashable = None
    detail: str = ""
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One way through the chain, after the problem; nothing where a link is missing.

    What is in `excused` need not be there yet, such as the follow-up of a measure that has not begun: it is
    passed over without being told as broken.
    """

    cause: Node | None = None
    measure: Node | None = None
    district: Node | None = None
    decision: Node | None = None
    follow_up: Node | None = None
    excused: frozenset[Step] = frozenset()

    @property
    def nodes(self) -> tuple[tuple[int, Node | None], ...]:
        """What is shown of it, by step: without a measure there is nothing yet to decide or to follow up."""
        whole: tuple[Node | None, ...] = (
            self.cause,
            self.measure,
            self.district,
            self.decision,
            self.follow_up,
        )
        if self.measure is None:
            whole = whole[:2] if self.cause or Step.CAUSE in self.excused else whole[:1]
        numbered = enumerate(whole, start=1)
        return tuple((step, node) for step, node in numbered if node or STEPS[step] not in self.excused)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node or a broken link stands: path from 0, step from 0 (the problem), the node it hangs on."""

    path: int
    step: int
    node: Node | None
    before: tuple[int, int] | None

    @property
    def words(self) -> str:
        """The title, or what is missing."""
        return self.node.title if self.node else STEPS[self.step].missing


@dataclass(frozen=True, slots=True)
class Chain:
    """A problem with its ways to follow-up; those of one cause or measure follow upon each other."""

    problem: Node
    paths: tuple[Path, ...] = ()
    title: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """Each node once, in reading order; what a path shares with the one before is not repeated."""
        return tuple(self._places())

    def _places(self) -> Iterator[Place]:
        yield Place(0, 0, self.problem, None)
        drawn: dict[int, int] = {0: 0}
        before: tuple[tuple[int, Node | None], ...] = ()
        for number, path in enumerate(self.paths or (Path(),)):
            nodes = path.nodes
            shared = 0
            while shared < min(len(nodes), len(before)) and _same(nodes[shared], before[shared]):
                shared += 1
            source = nodes[shared - 1][0] if shared else 0
            for step, node in nodes[shared:]:
                yield Place(number, step, node, (drawn[source], source))
                drawn[step], source = number, step
            before = nodes

    @property
    def broken(self) -> int:
        """How many links are missing."""
        return sum(place.node is None for place in self.places)

    def laid_out(self, width: float, type: Type) -> Picture:
        """Steps beside each other where there is room, else under each other."""
        shapes, top = title_lines(self.title, type, width)
        layout = Columns if width >= _WIDE_ENOUGH * type.em else Listing
        drawn, marks, bottom = layout(self.places, [step.words for step in STEPS], width, top, type).drawn()
        return Picture(width, bottom, (*shapes, *drawn), tuple(marks))

    def sheet(self) -> Sheet:
        """A line for each node and each broken link."""
        rows = [
            SheetRow(
                place.node.key if place.node else None,
                (
                    str(place.path + 1) if place.step else "",
                    STEPS[place.step].words,
                    place.words,
                    *_rest(place.node),
                ),
            )
            for place in self.places
        ]
        heads = (N_("Line"), N_("Step"), N_("What"), N_("State"), N_("More"))
        return Sheet(heads, tuple(rows), frozenset({0})).without_empty()

    def told(self, row: int) -> str:
        """The step, what it is and how it goes."""
        place = self.places[row]
        if place.node is None:
            return place.words
        said = [
            _("{name}: {value}", name=STEPS[place.step].words, value=place.words),
            *filter(None, _rest(place.node)),
        ]
        return ", ".join(said)

    def in_words(self) -> str:
        """The problem, how many links are missing, and each line in full."""
        said = [_("{title}, from problem to follow-up.", title=self.problem.title)]
        if self.broken:
            said.append(ngettext("{n} link is missing.", "{n} links are missing.", self.broken))
        for path in self.paths or (Path(),):
            names = [node.title if node else STEPS[step].missing for step, node in path.nodes]
            said.append("; ".join(name.rstrip(". ") for name in names) + ".")
        return " ".join(said)


def _same(one: tuple[int, Node | None], other: tuple[int, Node | None]) -> bool:
    return one[1] is not None and one == other


def _rest(node: Node | None) -> tuple[str, str]:
    if node is None:
        return "", ""
    return node.standing.words if node.standing else "", node.detail

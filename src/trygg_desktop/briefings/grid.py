"""Rows under one another that go on over several pages: where they may be parted, and what stands again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import accumulate

from trygg_desktop.briefings.blocks import WHOLE_ROW, Block, RowBlock
from trygg_desktop.briefings.look import INK, LINE
from trygg_desktop.briefings.paper import Paper

FEWEST_FACTS = 40.0
"""Facts lower than this, in points, do not stand alone at the foot of a page."""

ONE_LINE = 24.0
"""A row lower than this, in points, looks lost alone at the head of a page; one of two lines does not."""

SHORT_TABLE = 3
"""A table of no more rows than this is not parted before a low one."""

_DRAWN = RowBlock(cells=())


@dataclass(kw_only=True, slots=True)
class GridBlock(Block):
    """Rows under one another, with a head that stands again on each page, below what they are `about` where
    `continued` says how that is set: a row that heads others says it of those below. Where it begins away from its
    heading, its `name` stands above it.

    What is lower than `fewest` of it, in points, is not worth parting it for: it stands whole on the next page.
    Its parts share one list of rows and of their edges, so that the work is linear in the rows, however many.
    A row that has been drawn is let go, so that a long table does not fill the memory twice.
    """

    rows: list[RowBlock]
    head: RowBlock | None = None
    about: str = ""
    continued: Callable[[str], RowBlock | None] | None = None
    called: Callable[[], RowBlock] | None = None
    name: RowBlock | None = None
    to_write_in: bool = False
    ruled: bool = True
    gap: float = 0.0
    fewest: float = 0.0
    start: int = 0
    stop: int = -1
    edges: Sequence[float] = ()

    def __post_init__(self) -> None:
        if not self.edges:
            self.edges = list(accumulate((row.height + self.gap for row in self.rows), initial=0.0))
            self.stop = len(self.rows)
        rows = self.edges[self.stop] - self.edges[self.start]
        self.height = self._head_height + rows - (self.gap if self.stop > self.start else 0.0)

    @property
    def _head_height(self) -> float:
        return sum(row.height for row in (self.name, self.head) if row is not None)

    @property
    def least(self) -> float:
        if self.stop == self.start:
            return self._head_height
        last = self._first_cut - 1
        needed = self._head_height + self.edges[last] - self.edges[self.start] + self.rows[last].least
        return max(needed, min(self.fewest, self.height))

    @property
    def _first_cut(self) -> int:
        """Before which row it may be parted at the earliest: not where a row clings to the next one."""
        if self._is_short:
            return self.stop
        first = min(self.start + 1 + int(self._begins_with_two), self.stop)
        while self.start < first < self.stop and (self.rows[first - 1].clings or self._too_little(first)):
            first += 1
        return first

    @property
    def _is_short(self) -> bool:
        """A table of a few rows is not parted where the last of them, a low one, would stand alone."""
        few = self.ruled and 0 < self.stop - self.start <= SHORT_TABLE
        low = few and self.rows[self.stop - 1].height < ONE_LINE
        return low and self.edges[self.stop] - self.edges[self.start] <= WHOLE_ROW

    def _too_little(self, cut: int) -> bool:
        """Whether a heading with no more below it than the facts before this row would look forgotten."""
        return not self.ruled and self.edges[cut] - self.edges[self.start] < FEWEST_FACTS

    @property
    def _begins_with_two(self) -> bool:
        """A single row of a table at the foot of a page looks as lost as one at its head."""
        first = self.rows[self.start : self.start + 2]
        low = all(row.height <= WHOLE_ROW for row in first)
        return self.ruled and self.stop - self.start > 3 and low

    def split(self, room: float) -> tuple[Block, Block] | None:
        if room < self.fewest:
            return None
        inside = room - self._head_height
        reach = self.edges[self.start] + inside + self.gap + 0.01
        at = bisect_right(self.edges, reach, self.start, self.stop + 1) - 1
        if at >= self.stop:
            return None
        if at >= self.start and self.rows[at].height > WHOLE_ROW:
            parted = self.rows[at].split(inside - self.edges[at] + self.edges[self.start])
            if parted is not None:
                return self._parted_in_row(at, *parted)
        at = self._fair_cut(at)
        if at < self._first_cut:
            return None
        about = self._about(at)
        whole, again = self._whole, self._head_again("" if self.rows[at].heads else about)
        return (
            replace(self, stop=at, after=0.0, part_of=whole),
            replace(
                self, start=at, before=0.0, fewest=0.0, name=None, head=again, about=about, part_of=whole
            ),
        )

    def _fair_cut(self, most: int) -> int:
        """Before which row it is best parted, with no more rows above than these: a single low row at the head
        of the next page looks lost, and so does a row at the foot that clings to the next one."""
        alone = most == self.stop - 1 and most > self.start + 2 and self.rows[most].height < ONE_LINE
        for at in (most - 1, most) if alone else (most,):
            while at > self.start and self.rows[at - 1].clings:
                at -= 1
            if at >= self._first_cut:
                return at
        return self.start

    def _parted_in_row(self, at: int, first: Block, rest: Block) -> tuple[Block, Block]:
        assert isinstance(first, RowBlock) and isinstance(rest, RowBlock)
        above = [*self.rows[self.start : at], first]
        below = [rest, *self.rows[at + 1 : self.stop]]
        whole, about = self._whole, self._about(at + 1)
        again = self._head_again(about)
        return (
            replace(self, rows=above, start=0, edges=(), after=0.0, part_of=whole),
            replace(
                self,
                rows=below,
                start=0,
                edges=(),
                before=0.0,
                fewest=0.0,
                name=None,
                head=again,
                about=about,
                part_of=whole,
            ),
        )

    def _about(self, at: int) -> str:
        """What the rows from this one on are about."""
        if self.continued is None:
            return ""
        heads = (self.rows[place].heads for place in range(at - 1, self.start - 1, -1))
        return next(filter(None, heads), self.about)

    def _head_again(self, about: str) -> RowBlock | None:
        head = self.continued(about) if self.continued is not None else self.head
        return replace(head, repeated=True) if head is not None else None

    @property
    def room_to_write(self) -> float:
        return self.edges[self.stop] - self.edges[self.start] if self.to_write_in else 0.0

    def with_more_room(self, times: float) -> Block:
        if not self.to_write_in:
            return self
        rows = [row.taller(times) for row in self.rows[self.start : self.stop]]
        return replace(self, rows=rows, start=0, edges=())

    def at_the_head(self) -> Block:
        if self.called is None or self.part_of is not None:
            return self
        return replace(self, name=self.called())

    def draw(self, paper: Paper, x: float, top: float) -> None:
        if self.name is not None:
            paper.place(self.name, x, top)
            top += self.name.height
        if self.head is not None:
            with nullcontext() if self.head.repeated else paper.section(self.role, "THead"):
                paper.place(self.head, x, top)
            top += self.head.height
            if self.ruled:
                paper.rule(x, top, self.width, colour=INK, thickness=0.8)
        with paper.section(self.role, "TBody"):
            for index in range(self.start, self.stop):
                row, self.rows[index] = self.rows[index], _DRAWN
                paper.place(row, x, top)
                top += row.height + self.gap
                if self.ruled:
                    paper.rule(x, top, self.width, colour=LINE)

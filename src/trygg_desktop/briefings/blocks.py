"""Pieces of a page that have been measured: they know their height, where they may be parted, and how they
are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trygg_desktop.briefings.lines import Line
from trygg_desktop.briefings.look import TEXT_WIDTH, Style
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.roles import Role

LINES_TOGETHER = 2
"""No fewer lines of a paragraph stand alone at the foot or the head of a page."""

WHOLE_ROW = 120.0
"""A row no higher than this, in points, is never parted."""

WORTH_TURNING = 110.0
"""A table goes before its picture only where it fills at least so much of the page."""

WHOLE_STACK = 300.0
"""What is to be kept whole is parted all the same when it is higher than this."""


@dataclass(kw_only=True, slots=True)
class Block:
    """A measured piece. `before` and `after` are the distances it wants, `clings` keeps it with the next one,
    `leans` with some of the one before.

    `least` is the least of it that may stand at the foot of a page: `split` succeeds where that fits. What was
    one block before it was parted has the same `part_of`, and `repeated` is what stood on a page before.
    `silent` is a sign for the eye alone.
    """

    height: float = 0.0
    before: float = 0.0
    after: float = 0.0
    clings: bool = False
    leans: bool = False
    role: Role | None = None
    bookmark: str = ""
    width: float = TEXT_WIDTH
    part_of: object = None
    repeated: bool = False
    silent: bool = False

    @property
    def least(self) -> float:
        """The room that its first part needs."""
        return self.height

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Its part that fits into the room, and the rest; nothing if it does not fit in part."""
        return None

    @property
    def room_to_write(self) -> float:
        """The height of what is to be filled in by hand."""
        return 0.0

    def with_more_room(self, times: float) -> Block:
        """The same, with so many times the room to write in."""
        return self

    def at_the_head(self) -> Block:
        """As it stands first on a page, away from the heading that it stands under."""
        return self

    def draw(self, paper: Paper, x: float, top: float) -> None:
        """Draws it; called by `Paper.place` only."""

    @property
    def _whole(self) -> object:
        """What its parts have in common, so that they are read as one."""
        return self.part_of or object()


@dataclass(kw_only=True, slots=True)
class TextBlock(Block):
    """Lines of one paragraph. `room` is given where it stands against the right edge, and `goes_on` says that
    more words of the same paragraph stand beside it."""

    lines: Sequence[Line]
    style: Style
    room: float = 0.0
    goes_on: bool = False

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        count = len(self.lines)
        return min(count, LINES_TOGETHER if count >= 2 * LINES_TOGETHER else count) * self.style.leading

    def split(self, room: float) -> tuple[Block, Block] | None:
        count = min(int(room / self.style.leading + 1e-6), len(self.lines) - LINES_TOGETHER)
        if count < LINES_TOGETHER:
            return None
        whole = self._whole
        return (
            replace(self, lines=self.lines[:count], after=0.0, goes_on=True, part_of=whole),
            replace(self, lines=self.lines[count:], before=0.0, part_of=whole),
        )

    def draw(self, paper: Paper, x: float, top: float) -> None:
        paper.lines(self.lines, self.style, x, top, room=self.room, goes_on=self.goes_on)


@dataclass(kw_only=True, slots=True)
class DrawnBlock(Block):
    """A picture: drawn by a function that is given the paper and the upper left corner."""

    drawing: Callable[[Paper, float, float], None]

    def draw(self, paper: Paper, x: float, top: float) -> None:
        self.drawing(paper, x, top)


@dataclass(kw_only=True, slots=True)
class StackBlock(Block):
    """Blocks under one another, set in from the left by `indent`."""

    blocks: Sequence[Block]
    indent: float = 0.0
    whole: bool = False

    def __post_init__(self) -> None:
        self.height = sum(gap + block.height for gap, block in _spaced(self.blocks))

    @property
    def _kept_whole(self) -> bool:
        return self.whole and self.height <= WHOLE_STACK

    @property
    def least(self) -> float:
        if self._kept_whole or not self.blocks:
            return self.height
        total = 0.0
        for gap, block in _spaced(self.blocks):
            if not block.clings:
                return total + gap + block.least
            total += gap + block.height
        return total

    def split(self, room: float) -> tuple[Block, Block] | None:
        if self._kept_whole:
            return None
        used = 0.0
        cut: tuple[Sequence[Block], Sequence[Block]] | None = None
        for index, (gap, block) in enumerate(_spaced(self.blocks)):
            if used + gap + block.height > room + 0.01:
                parted = block.split(room - used - gap)
                if parted is not None:
                    cut = [*self.blocks[:index], parted[0]], [parted[1], *self.blocks[index + 1 :]]
                break
            used += gap + block.height
            if not block.clings and index + 1 < len(self.blocks):
                cut = self.blocks[: index + 1], self.blocks[index + 1 :]
        if cut is None:
            return None
        whole = self._whole
        return (
            replace(self, blocks=cut[0], after=0.0, part_of=whole),
            replace(self, blocks=cut[1], before=0.0, part_of=whole),
        )

    @property
    def room_to_write(self) -> float:
        return sum(block.room_to_write for block in self.blocks)

    def with_more_room(self, times: float) -> Block:
        return replace(self, blocks=[block.with_more_room(times) for block in self.blocks])

    def at_the_head(self) -> Block:
        if not self.blocks:
            return self
        return replace(self, blocks=[self.blocks[0].at_the_head(), *self.blocks[1:]])

    def draw(self, paper: Paper, x: float, top: float) -> None:
        for gap, block in _spaced(self.blocks):
            top += gap
            paper.place(block, x + self.indent, top)
            top += block.height


@dataclass(kw_only=True, slots=True)
class AnyOrderBlock(StackBlock):
    """A picture above its table, or the other way round where the picture would leave the page half empty."""

    @property
    def least(self) -> float:
        return min(self.blocks[0].height, max(self.blocks[-1].least, WORTH_TURNING))

    def split(self, room: float) -> tuple[Block, Block] | None:
        picture_fits = self.blocks[0].height <= room
        blocks = self.blocks if picture_fits else self.blocks[::-1]
        return StackBlock(blocks=blocks, after=self.after).split(room)


def _spaced(blocks: Sequence[Block]) -> list[tuple[float, Block]]:
    """Each block with its distance to the one above: the larger of what the two want."""
    gaps = [max(above.after, below.before) for above, below in pairwise(blocks)]
    return list(zip([0.0, *gaps], blocks, strict=False))


@dataclass(kw_only=True, slots=True)
class RowBlock(Block):
    """Blocks beside one another, each at its own distance from the left. `heads` are the words of a row that heads
    those below it."""

    cells: Sequence[tuple[float, Block]]
    padding: tuple[float, float] = (0.0, 0.0)
    heads: str = ""

    def __post_init__(self) -> None:
        self.height = sum(self.padding) + max((cell.height for _, cell in self.cells), default=0.0)

    @property
    def least(self) -> float:
        if self.height <= WHOLE_ROW:
            return self.height
        return sum(self.padding) + max(cell.least for _, cell in self.cells)

    def split(self, room: float) -> tuple[Block, Block] | None:
        if room < self.least - 0.01:
            return None
        firsts: list[tuple[float, Block]] = []
        rests: list[tuple[float, Block]] = []
        for x, cell in self.cells:
            inside = room - sum(self.padding)
            parted = (cell, Block()) if cell.height <= inside + 0.01 else cell.split(inside)
            if parted is None:
                return None
            firsts.append((x, parted[0]))
            rests.append((x, parted[1]))
        whole = self._whole
        return (
            replace(self, cells=firsts, part_of=whole),
            replace(self, cells=rests, before=0.0, part_of=whole),
        )

    def taller(self, times: float) -> RowBlock:
        """A row of so many times the height, with the room below its words."""
        above, below = self.padding
        return replace(self, padding=(above, below + self.height * (times - 1)))

    def draw(self, paper: Paper, x: float, top: float) -> None:
        for indent, cell in self.cells:
            paper.place(cell, x + indent, top + self.padding[0])

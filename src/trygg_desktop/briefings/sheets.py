"""How what has been measured fills the sheets: where one ends, what goes along to the next, what is drawn closer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from trygg_desktop.briefings.blocks import Block

_LITTLE = 0.3
"""A last page of which less than this share is used is drawn up."""
_CLOSER = 0.7
"""The least share of the usual distances that looks right."""
_DRAWN_UP = ((1.0, 5.0), (1.0, 10.0), (0.85, 10.0), (_CLOSER, 5.0), (_CLOSER, 10.0))
"""How a last page is drawn up, the least that helps: by this share of the usual distances, and by pages so many
points longer."""
_BLANK = 0.12
"""What stands on a page is drawn closer rather than leave more than this share of it empty."""

_MOST_ROOM = 1.8
"""Room to write in by hand grows to so many times what it is at least."""

_MOST_COMPANY = 150.0
"""What can't be parted goes along to the next page as company only where it is no higher than this, in points."""

_NOTHING = 0.01
"""No height that anyone sees, in points."""

Placed = tuple[Block, float]
"""A block, and its distance from the top of the text."""


def fewest_sheets(blocks: Sequence[Block], room: float) -> list[list[Placed]]:
    """The blocks on their sheets. Where only a little would stand on the last one, it is drawn up to those
    before it if they have room for it when all stands a little closer. What is to be written in by hand is given
    the room that its sheet has left; the last one keeps it, for what nobody thought of."""
    sheets = fill_sheets(blocks, room)
    last, top = sheets[-1][-1] if sheets[-1] else (None, 0.0)
    if len(sheets) > 1 and last is not None and top + last.height < room * _LITTLE:
        for closeness, more in _DRAWN_UP:
            closer = fill_sheets(blocks, room + more, closeness=closeness)
            if len(closer) < len(sheets):
                sheets = closer
                break
    return [*(_with_more_room(sheet, room) for sheet in sheets[:-1]), sheets[-1]]


def _with_more_room(sheet: list[Placed], room: float) -> list[Placed]:
    """A sheet on which what is to be written in by hand shares the room that is left."""
    to_write = sum(block.room_to_write for block, _top in sheet)
    left = room - sheet[-1][1] - sheet[-1][0].height if sheet else 0.0
    if not to_write or left <= 0:
        return sheet
    times, placed, lower = min(1 + left / to_write, _MOST_ROOM), list[Placed](), 0.0
    for block, top in sheet:
        larger = block.with_more_room(times)
        placed.append((larger, top + lower))
        lower += larger.height - block.height
    return placed


def fill_sheets(blocks: Iterable[Block], room: float, *, closeness: float = 1.0) -> list[list[Placed]]:
    """Which blocks stand on which sheet, each with its distance from the top of the text.

    A block that clings is never the last on a sheet, and no block is parted where its parts would look lost.

    Args:
        closeness: which share of the usual distance stands between two blocks.
    """
    queue = deque(blocks)
    filled = _Filled(room, closeness)
    while queue:
        group = _clinging(queue)
        if filled.sheet and not filled.has_room_for(group):
            company = _company(filled.sheet) if group[0].leans else []
            filled.next_sheet()
            if company:
                queue.extendleft(reversed([*company, *group]))
                continue
        while group:
            rest = filled.put(group.pop(0))
            if rest is not None:
                queue.extendleft(reversed([rest, *group]))
                group = []
    return filled.sheets


class _Filled:
    """The sheets as far as they are filled, and how far the last of them is."""

    def __init__(self, room: float, closeness: float) -> None:
        self.sheets: list[list[Placed]] = [[]]
        self._room, self._closeness = room, closeness
        self._used, self._above = 0.0, 0.0
        self._is_close = closeness < 1

    @property
    def sheet(self) -> list[Placed]:
        """The last sheet."""
        return self.sheets[-1]

    def next_sheet(self) -> None:
        """Begins another."""
        self.sheets.append([])
        self._is_close = self._closeness < 1

    def has_room_for(self, group: Sequence[Block]) -> bool:
        """Whether the least of what stands together fits on the sheet, if need be because it is drawn closer."""
        lacking = self._used + _least(group, self._above, self._closeness) - self._room
        if lacking <= _NOTHING:
            return True
        if self._room - self._used <= self._room * _BLANK or not self._draws_closer(lacking):
            return False
        self._used -= lacking
        return True

    def put(self, block: Block) -> Block | None:
        """Puts a block on the sheet; what is left of it for the next one, if it had to be parted."""
        if not self.sheet and len(self.sheets) > 1:
            block = block.at_the_head()
        gap = max(block.before, self._above) * self._closeness if self.sheet else 0.0
        top = self._used + gap if self.sheet else 0.0
        over = top + block.height - self._room
        if over > _NOTHING and self._draws_closer(over, gap):
            top, over = top - over, 0.0
        parted = block.split(self._room - top) if over > _NOTHING else None
        first = parted[0] if parted is not None else block
        self.sheet.append((first, top))
        self._used, self._above = top + first.height, first.after
        if parted is None:
            return None
        self.next_sheet()
        return parted[1]

    def _draws_closer(self, over: float, gap: float = 0.0) -> bool:
        """Draws what stands on the sheet so much closer that what is too high by `over` fits below it at `gap`, or
        says that this would look crowded. A sheet is drawn closer once."""
        ends = [0.0, *(top + block.height for block, top in self.sheet)]
        gaps = [top - end for (_block, top), end in zip(self.sheet, ends, strict=False)]
        between = sum(gaps) + gap
        if self._is_close or over > between * (1 - _CLOSER):
            return False
        self._is_close = True
        shift = 0.0
        for place, (block, top) in enumerate(self.sheet):
            shift += gaps[place] / between * over
            self.sheet[place] = (block, top - shift)
        return True


def _company(sheet: list[Placed]) -> list[Block]:
    """The end of the last block on a sheet, taken from it to keep what leans company on the next one; all of it with
    what clings to it where it can't be parted and something is left on the sheet."""
    last, top = sheet[-1]
    parted = last.split(last.height - 1)
    if parted is not None:
        sheet[-1] = (parted[0], top)
        return [parted[1]]
    start = len(sheet) - 1
    while start > 0 and sheet[start - 1][0].clings:
        start -= 1
    taken = [block for block, _top in sheet[start:]]
    if start == 0 or sum(block.height for block in taken) > _MOST_COMPANY:
        return []
    del sheet[start:]
    return taken


def _clinging(queue: deque[Block]) -> list[Block]:
    """The next block, with those that cling to it before it."""
    group = [queue.popleft()]
    while group[-1].clings and queue:
        group.append(queue.popleft())
    return group


def _least(group: Sequence[Block], above: float, closeness: float) -> float:
    """The room that blocks need which stand together, the last of them at least in part."""
    needed = 0.0
    for block in group:
        needed += max(block.before, above) * closeness
        needed += block.least if block is group[-1] else block.height
        above = block.after
    return needed

"""The list of contents: each heading with its page, and a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from trygg_desktop.briefings import look
from trygg_desktop.briefings.blocks import Block, DrawnBlock, RowBlock, StackBlock, TextBlock
from trygg_desktop.briefings.grid import GridBlock
from trygg_desktop.briefings.lines import Line
from trygg_desktop.briefings.paper import Paper, heading_name
from trygg_desktop.briefings.parts import Contents, Heading, Part, Run, Title, Together
from trygg_desktop.briefings.roles import Role
from trygg_desktop.briefings.tagging.canvas import INSIDE

if TYPE_CHECKING:
    from trygg_desktop.briefings.setting import Setter

_NUMBER_WIDTH, _STEP = 28.0, 14.0
_BETWEEN = 5.0


def contents_block(setter: Setter, contents: Contents, parts: Sequence[Part]) -> Block:
    """The list for a document made of these parts."""
    rows = []
    for number, heading in enumerate(_headings(parts), start=1):
        if isinstance(heading, Heading) and heading.level <= contents.depth:
            indent = (heading.level - 2) * _STEP
            words = f"{heading.number} {heading.text}".strip()
            rows.append(_row(setter, words, number, indent))
    return GridBlock(rows=rows, width=setter.room, ruled=False, gap=3, before=4, after=12, role=contents.role)


def heading_pages(sheets: Iterable[Iterable[tuple[Block, float]]]) -> list[int]:
    """The page of each heading, in their order."""
    return [
        page for page, sheet in enumerate(sheets, start=1) for block, _top in sheet for _one in _marked(block)
    ]


def _headings(parts: Iterable[Part]) -> Iterator[Title | Heading]:
    for part in parts:
        if isinstance(part, Title | Heading):
            yield part
        elif isinstance(part, Together):
            yield from _headings(part.parts)


def _marked(block: Block) -> Iterator[Block]:
    """The headings in a block, in their order."""
    if block.bookmark:
        yield block
        return
    inside: Iterable[Block] = ()
    match block:
        case StackBlock():
            inside = block.blocks
        case RowBlock():
            inside = (cell for _x, cell in block.cells)
    for one in inside:
        yield from _marked(one)


def _row(setter: Setter, words: str, number: int, indent: float) -> RowBlock:
    run = Run(words, link=f"{INSIDE}{heading_name(number)}")
    text = setter.text((run,), look.BODY, setter.room - indent - _NUMBER_WIDTH, None)

    def drawing(paper: Paper, x: float, top: float) -> None:
        _draw(paper, text, number, x + indent, top, room=setter.room - indent)

    drawn = DrawnBlock(drawing=drawing, height=text.height, role=Role("Reference"))
    return RowBlock(cells=[(0, drawn)], role=Role("TOCI"))


def _draw(paper: Paper, text: TextBlock, number: int, x: float, top: float, *, room: float) -> None:
    """The heading, dots, and the page at the right."""
    paper.lines(text.lines, look.BODY, x, top, goes_on=True, underlined=False)
    last: Line = text.lines[-1]
    top += (len(text.lines) - 1) * look.BODY.leading
    wide = paper.words(str(paper.heading_pages[number - 1]), look.BODY, x, top, room=room)
    paper.dots(x + last.width + _BETWEEN, x + room - wide - _BETWEEN, top + look.BODY.leading * 0.68)

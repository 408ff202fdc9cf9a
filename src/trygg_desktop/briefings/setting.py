"""Measures the parts of a briefing and sets them in type: the one place where a part gets its looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from trygg_desktop.briefings import look
from trygg_desktop.briefings.blocks import (
    Block,
    DrawnBlock,
    GridBlock,
    RowBlock,
    StackBlock,
    TextBlock,
)
from trygg_desktop.briefings.fonts import Face, Proofreader, width
from trygg_desktop.briefings.lines import Span, break_lines
from trygg_desktop.briefings.look import AXIS, TEXT_WIDTH, Style
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import (
    Align,
    Cell,
    Chip,
    Code,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Part,
    Points,
    Prose,
    Role,
    Run,
    Status,
    Table,
    TileMap,
    Title,
    Together,
    Words,
)
from trygg_desktop.briefings.shapes import (
    CHIP_PADDING,
    SIZE,
    chip_height,
    chip_style,
    draw_chip,
    draw_shape,
)
from trygg_desktop.briefings.tiles import draw_tile_map, map_size

_KINDS = {
    Kind.BODY: look.BODY,
    Kind.STRONG: look.STRONG,
    Kind.SUBTITLE: look.SUBTITLE,
    Kind.NOTE: look.NOTE,
    Kind.ASIDE: look.ASIDE,
}

_CELL_KINDS = _KINDS | {
    Kind.BODY: look.CELL,
    Kind.STRONG: look.CELL.with_face(Face.SEMIBOLD),
}

_POINT_INDENT = 14.0
_COLUMN_GAP = 12.0
_AIRY = (3.5, 4.0)
_DENSE = (1.6, 2.0)
"""The distance of a row's text from the lines above and below it."""


class Setter:
    """Sets parts in type, one after another, and notes the characters that could not be printed."""

    def __init__(self) -> None:
        self.proofreader = Proofreader()

    def blocks(self, parts: Iterable[Part]) -> list[Block]:
        """The parts, measured for the width of the page."""
        return [self.block(part) for part in parts]

    def block(self, part: Part) -> Block:
        """One part, measured."""
        match part:
            case Title():
                return self._text(part.text, look.TITLE, TEXT_WIDTH, part.role, after=10, bookmark=part.text)
            case Heading():
                return self._heading(part)
            case Facts():
                return self._facts(part)
            case Table():
                return self._table(part)
            case TileMap():
                return self._tile_map(part)
            case Code():
                return self._code(part)
            case Together():
                return StackBlock(blocks=self.blocks(part.parts), whole=True, before=14, after=8)
            case _:
                block = self._prose(part, TEXT_WIDTH, _KINDS)
                block.after = 8
                return block

    # --- text ---------------------------------------------------------------------------------------------

    def _text(
        self,
        words: Words,
        style: Style,
        room: float,
        role: Role | None,
        *,
        before: float = 0,
        after: float = 0,
        align: Align = Align.LEFT,
        bookmark: str = "",
    ) -> TextBlock:
        lines = break_lines(self._spans(words, style.face), size=style.size, room=room)
        return TextBlock(
            lines=lines,
            style=style,
            role=role,
            before=before,
            after=after,
            room=room if align is Align.RIGHT else 0,
            bookmark=self.proofreader.printable(bookmark),
        )

    def _spans(self, words: Words, face: Face) -> list[Span]:
        runs = (Run(words),) if isinstance(words, str) else words
        return [self._span(run.text, face if run.face is Face.REGULAR else run.face) for run in runs]

    def _span(self, text: str, face: Face) -> Span:
        return Span(self.proofreader.printable(text, face), face)

    def _prose(self, part: Prose, room: float, kinds: dict[Kind, Style], align: Align = Align.LEFT) -> Block:
        match part:
            case Paragraph():
                return self._text(part.words, kinds[part.kind], room, part.role, after=5, align=align)
            case Points():
                return self._points(part, room, kinds[Kind.BODY])
            case Status():
                return self._status(part, room, kinds[Kind.BODY])
            case Chip():
                return self._chip(part, room)

    def _points(self, points: Points, room: float, style: Style) -> Block:
        wide = max(_POINT_INDENT, *(width(label, style.face, style.size) + 5 for label in points.labels))
        rows = [
            RowBlock(
                cells=[
                    (0, self._text(label, style, wide, Role("Lbl"))),
                    (wide, self._text(words, style, room - wide, Role("LBody"))),
                ],
                after=2,
                role=Role("LI"),
            )
            for label, words in zip(points.labels, points.items, strict=True)
        ]
        return StackBlock(blocks=rows, after=5, role=points.role)

    def _status(self, status: Status, room: float, style: Style) -> Block:
        face = Face.SEMIBOLD if status.strong else style.face
        coloured = Style(face, style.size, style.leading, status.shape.colour)
        indent = SIZE + 5

        def drawing(paper: Paper, x: float, top: float) -> None:
            draw_shape(paper, status.shape, x, top + style.leading / 2 + 0.4)

        shape = DrawnBlock(drawing=drawing, height=style.leading)
        if not status.words:
            return shape
        words = self._text(status.words, coloured, room - indent, status.role)
        return RowBlock(cells=[(0, shape), (indent, words)])

    def _chip(self, chip: Chip, room: float) -> Block:
        words = self._text(chip.words, chip_style(chip.confidential), room - 2 * CHIP_PADDING, chip.role)

        def drawing(paper: Paper, x: float, top: float) -> None:
            draw_chip(paper, words.lines, x, top, confidential=chip.confidential)

        return DrawnBlock(drawing=drawing, height=chip_height(words.lines), role=chip.role)

    def _heading(self, heading: Heading) -> Block:
        if heading.level > 2:
            return self._item_heading(heading)
        aside = self.proofreader.printable(heading.aside)
        taken = width(aside, look.NOTE.face, look.NOTE.size) + 12 if aside else 0
        text = self._text(heading.text, look.SECTION, TEXT_WIDTH - taken, None)

        def drawing(paper: Paper, x: float, top: float) -> None:
            paper.place(text, x, top)
            if aside:
                paper.words(aside, look.NOTE, x, top + 4, room=TEXT_WIDTH)
            paper.rule(x, top + text.height + 3, TEXT_WIDTH, colour=look.INK, thickness=0.8)

        return DrawnBlock(
            drawing=drawing,
            height=text.height + 3.8,
            before=20,
            after=6,
            clings=True,
            role=heading.role,
            bookmark=self.proofreader.printable(heading.text),
        )

    def _item_heading(self, heading: Heading) -> Block:
        number = self._text(heading.number, look.SUBSECTION, AXIS - 6, Role("Lbl"))
        text = self._text(heading.text, look.SUBSECTION, TEXT_WIDTH - AXIS, None)
        return RowBlock(
            cells=[(0, number), (AXIS, text)],
            before=16,
            after=4,
            clings=True,
            role=heading.role,
            bookmark=self.proofreader.printable(f"{heading.number} {heading.text}".strip()),
        )

    # --- facts --------------------------------------------------------------------------------------------

    def _facts(self, facts: Facts) -> Block:
        rows = [self._fact(fact) for fact in facts.rows]
        return GridBlock(rows=rows, width=TEXT_WIDTH, ruled=False, gap=facts.gap, after=8, role=facts.role)

    def _fact(self, fact: Fact) -> RowBlock:
        label = self._text(fact.label, look.LABEL, AXIS - 8, Role("Lbl"))
        body = [self._prose(part, TEXT_WIDTH - AXIS, _KINDS) for part in fact.body]
        return RowBlock(cells=[(0, label), (AXIS, StackBlock(blocks=body))], role=fact.role)

    # --- tables -------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> Block:
        widths = _widths(table.columns)
        head = self._head(table.columns, widths) if table.heads else None
        padding = _DENSE if table.dense else _AIRY
        rows = [self._row(table.columns, widths, row, padding) for row in table.rows]
        return GridBlock(rows=rows, head=head, width=TEXT_WIDTH, after=12, role=table.role)

    def _head(self, columns: Sequence[Column], widths: Sequence[float]) -> RowBlock:
        cells = [
            (x, self._text(column.head, look.COLUMN_HEAD, wide, column.head_role, align=column.align))
            for column, x, wide in _places(columns, widths)
        ]
        lowest = max(cell.height for _, cell in cells)
        return RowBlock(
            cells=[(x, StackBlock(blocks=[_pushed_down(cell, lowest)])) for x, cell in cells],
            padding=(0, 3),
            role=Role("TR"),
        )

    def _row(
        self,
        columns: Sequence[Column],
        widths: Sequence[float],
        row: Sequence[Cell],
        padding: tuple[float, float],
    ) -> RowBlock:
        cells = [
            (x, self._cell(cell, column, wide))
            for cell, (column, x, wide) in zip(row, _places(columns, widths), strict=True)
        ]
        return RowBlock(cells=cells, padding=padding, role=Role("TR"))

    def _cell(self, cell: Cell, column: Column, room: float) -> Block:
        if isinstance(cell, str):
            return self._text(cell, look.CELL, room, column.cell_role, align=column.align)
        parts = cell if isinstance(cell, tuple) else (cell,)
        blocks = [self._prose(part, room, _CELL_KINDS, column.align) for part in parts]
        for block in blocks:
            block.after = 0
        return StackBlock(blocks=blocks, role=column.cell_role)

    # --- pictures -----------------------------------------------------------------------------------------

    def _tile_map(self, shown: TileMap) -> Block:
        _wide, high, _tile = map_size(shown.tiles)
        drawing = partial(draw_tile_map, shown=self._printable(shown))
        return DrawnBlock(
            drawing=lambda paper, x, top: drawing(paper, x=x, top=top),
            height=high,
            before=4,
            after=14,
            role=shown.role,
        )

    def _printable(self, shown: TileMap) -> TileMap:
        tiles = tuple(tile.named(self.proofreader.printable(tile.name)) for tile in shown.tiles)
        return TileMap(tiles, shown.limit, shown.alternative)

    def _code(self, code: Code) -> Block:
        wide = TEXT_WIDTH / code.in_a_row
        rows = [
            RowBlock(
                cells=[
                    (
                        column * wide,
                        self._group(start + column + 1, group, wide, numbered=len(code.groups) > 1),
                    )
                    for column, group in enumerate(code.groups[start : start + code.in_a_row])
                ],
                padding=(4, 4),
            )
            for start in range(0, len(code.groups), code.in_a_row)
        ]
        return GridBlock(rows=rows, width=TEXT_WIDTH, before=4, after=12, role=code.role)

    def _group(self, code: Code, index: int, wide: float) -> Block:
        """A group under its number, which the program names when the group was copied wrongly."""
        group = self._text(code.groups[index], look.CODE, wide - 6, None)
        if len(code.groups) == 1:
            return group
        return StackBlock(blocks=[self._text(str(index + 1), look.NOTE, wide, Role("Lbl")), group])


def _pushed_down(cell: Block, height: float) -> Block:
    """A head of one line beside a head of two stands on the lower line."""
    return RowBlock(cells=[(0, cell)], padding=(height - cell.height, 0))


def _widths(columns: Sequence[Column]) -> list[float]:
    fixed = sum(column.width for column in columns)
    shares = sum(column.share for column in columns if not column.width) or 1
    left_over = TEXT_WIDTH - fixed - _COLUMN_GAP * (len(columns) - 1)
    return [column.width or left_over * column.share / shares for column in columns]


def _places(columns: Sequence[Column], widths: Sequence[float]) -> list[tuple[Column, float, float]]:
    places, x = [], 0.0
    for column, wide in zip(columns, widths, strict=True):
        places.append((column, x, wide))
        x += wide + _COLUMN_GAP
    return places

"""Tables and codes, measured: columns that share the width of the page, rows under repeated heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from trygg_desktop.briefings import look
from trygg_desktop.briefings.blocks import Block, RowBlock, StackBlock
from trygg_desktop.briefings.breaking_off import go_on
from trygg_desktop.briefings.fonts import Face, width
from trygg_desktop.briefings.grid import GridBlock
from trygg_desktop.briefings.parts import Band, Cell, Code, Column, Paragraph, Table
from trygg_desktop.briefings.roles import Role
from trygg_desktop.briefings.styles import CELL_KINDS
from trygg_desktop.briefings.table_files import words_of
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.briefings.setting import Setter

NOTHING = frozenset({"–", "″"})
"""Signs that say to the eye that there is nothing, or the same as above. Who listens is told of an empty cell: these
would be read as what they are called."""
_NOT_TOLD = NOTHING | {""}

_COLUMN_GAP, _DENSE_GAP = 12.0, 9.0
_ROW = Role("TR")
_BAND = look.CELL.with_face(Face.SEMIBOLD)
_CONTINUED = look.NOTE.with_face(Face.SEMIBOLD)
_LONGEST_ABOUT = 90
_SHORT, _A_BEGINNING = 0.45, 0.13
"""A table no higher than the one share of the sheet is parted only where it has more than the other at its foot."""
_AIRY = (3.0, 3.4)
_DENSE = (1.6, 2.0)
"""The distance of a row's text from the lines above and below it."""


def without_untold(table: Table) -> Table:
    """The table without the columns that are only there where something is told in them, and nothing is."""
    kept = [
        place
        for place, column in enumerate(table.columns)
        if not column.if_told
        or any(not isinstance(row, Band) and words_of(row[place]) not in _NOT_TOLD for row in table.rows)
    ]
    if len(kept) == len(table.columns):
        return table
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(
            row if isinstance(row, Band) else tuple(row[place] for place in kept) for row in table.rows
        ),
    )


def table_block(setter: Setter, table: Table) -> Block:
    """A table, measured for the width of the page."""
    padding = _DENSE if table.dense else _AIRY
    places = _places(table.columns, setter.room, _DENSE_GAP if table.dense else _COLUMN_GAP)
    head = _head(setter, places) if table.heads else None
    rows = [
        _band(setter, row, len(places), padding)
        if isinstance(row, Band)
        else _row(setter, places, row, padding)
        for row in table.rows
    ]
    about = _in_short(table.summary)
    block = GridBlock(
        rows=rows,
        head=head,
        about=about,
        continued=going_on(setter, head),
        called=partial(_called, setter, about) if head and about == table.summary else None,
        to_write_in=table.to_write_in,
        width=setter.room,
        after=12,
        role=table.role,
    )
    if block.height <= setter.sheet.high * _SHORT:
        block.fewest = setter.sheet.high * _A_BEGINNING
    return block


def _in_short(words: str) -> str:
    """Words that fit on a line above the heads."""
    return words if len(words) <= _LONGEST_ABOUT else f"{words[: _LONGEST_ABOUT - 1].rstrip()}…"


def _head(setter: Setter, places: Sequence[tuple[Column, float, float]]) -> RowBlock:
    cells = [
        (x, setter.text(column.head, look.COLUMN_HEAD, wide, column.head_role, align=column.align))
        for column, x, wide in places
    ]
    lowest = max(cell.height for _x, cell in cells)
    return RowBlock(
        cells=[(x, StackBlock(blocks=[_pushed_down(cell, lowest)])) for x, cell in cells],
        padding=(0, 3),
        role=Role("TR"),
    )


def going_on(setter: Setter, head: RowBlock | None = None) -> Callable[[str], RowBlock | None]:
    """How what stands above rows that go on from the page before is set: what they are about, and their heads."""

    def continued(about: str) -> RowBlock | None:
        if not about:
            return head
        told = _("{what}, continued", what=about)
        words = setter.text(told, _CONTINUED, setter.room, Role("P"), after=3)
        below = 0 if head else 4
        return RowBlock(
            cells=[(0, StackBlock(blocks=[words, head] if head else [words]))], padding=(0, below)
        )

    return continued


def _called(setter: Setter, words: str) -> RowBlock:
    """What a table is about, for the eye, above its heads; read aloud it is the table's summary."""
    line = setter.text(words, _CONTINUED, setter.room, Role("P"))
    return RowBlock(cells=[(0, line)], padding=(0, 3), repeated=True)


def _band(setter: Setter, band: Band, columns: int, padding: tuple[float, float]) -> RowBlock:
    role = Role("TH", scope="Column", columns=columns)
    words = setter.text(band.words, _BAND, setter.room, role)
    return RowBlock(
        cells=[(0, words)],
        padding=(padding[0] + 3, padding[1]),
        role=_ROW,
        clings=True,
        heads=_in_short(band.words),
    )


def _row(
    setter: Setter,
    places: Sequence[tuple[Column, float, float]],
    row: Sequence[Cell],
    padding: tuple[float, float],
) -> RowBlock:
    go_on()
    cells = [
        (x, _cell(setter, cell, column, wide)) for cell, (column, x, wide) in zip(row, places, strict=True)
    ]
    return RowBlock(cells=cells, padding=padding, role=_ROW)


def _cell(setter: Setter, cell: Cell, column: Column, room: float) -> Block:
    if isinstance(cell, str) and cell not in NOTHING:
        return setter.text(cell, look.CELL, room, column.cell_role, align=column.align)
    if isinstance(cell, str):
        cell = Paragraph(cell)
    parts = cell if isinstance(cell, tuple) else (cell,)
    blocks = [setter.prose(part, room, CELL_KINDS, column.align) for part in parts]
    for part, block in zip(parts, blocks, strict=True):
        block.after = 0
        block.silent = isinstance(part, Paragraph) and part.words in NOTHING
    return StackBlock(blocks=blocks, role=column.cell_role)


def code_block(setter: Setter, code: Code) -> Block:
    """The groups of a secret in rows, measured for the width of the page."""
    wide = setter.room / code.in_a_row
    rows = []
    for start in range(0, len(code.groups), code.in_a_row):
        indexes = range(start, min(start + code.in_a_row, len(code.groups)))
        cells = [((index - start) * wide, _group(setter, code, index, wide)) for index in indexes]
        rows.append(RowBlock(cells=cells, padding=(4, 4)))
    return GridBlock(rows=rows, width=setter.room, before=4, after=12, role=code.role)


def _group(setter: Setter, code: Code, index: int, wide: float) -> Block:
    """A group under its number, which the program names when the group was copied wrongly."""
    if len(code.groups) == 1:
        return setter.text(code.groups[index], look.CODE, wide - 6, None, hyphens=False)
    number = setter.text(str(index + 1), look.NOTE, wide, Role("Lbl"))
    group = setter.text(code.groups[index], look.CODE, wide - 6, Role("LBody"), hyphens=False)
    return StackBlock(blocks=[number, group], role=Role("LI"))


def _pushed_down(cell: Block, height: float) -> Block:
    """A head of one line beside a head of two stands on the lower line."""
    return RowBlock(cells=[(0, cell)], padding=(height - cell.height, 0))


def _places(columns: Sequence[Column], room: float, gap: float) -> list[tuple[Column, float, float]]:
    """Each column with its distance from the left and its width."""
    widths = [_fitted(column) for column in columns]
    shares = sum(column.share for column in columns if not column.width) or 1
    left_over = room - sum(widths) - gap * (len(columns) - 1)
    places, x = [], 0.0
    for column, fitted in zip(columns, widths, strict=True):
        wide = fitted or left_over * column.share / shares
        places.append((column, x, wide))
        x += wide + gap
    return places


def _fitted(column: Column) -> float:
    """The width of a column that has one of its own: no word of its head is torn, whatever the language."""
    if not column.width:
        return 0.0
    style = look.COLUMN_HEAD
    return max(
        column.width, *(width(word, style.face, style.size) + 0.1 for word in column.head.split() or [""])
    )

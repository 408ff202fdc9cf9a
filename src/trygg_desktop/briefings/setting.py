"""Measures the parts of a briefing and sets them in type: the one place where a part gets its looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from trygg_desktop.briefings import look
from trygg_desktop.briefings.blocks import AnyOrderBlock, Block, DrawnBlock, RowBlock, StackBlock
from trygg_desktop.briefings.charts import chart_block, values_table
from trygg_desktop.briefings.contents_list import contents_block
from trygg_desktop.briefings.fonts import width
from trygg_desktop.briefings.grid import GridBlock
from trygg_desktop.briefings.look import AXIS, UPRIGHT, Sheet
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import (
    AnyOrder,
    ChartPart,
    Code,
    Contents,
    Fact,
    Facts,
    Groups,
    Heading,
    Kind,
    Paragraph,
    Part,
    Status,
    Table,
    TileMap,
    Title,
    Together,
)
from trygg_desktop.briefings.roles import Role
from trygg_desktop.briefings.styles import KINDS
from trygg_desktop.briefings.table_files import table_file
from trygg_desktop.briefings.tables import code_block, going_on, table_block, without_untold
from trygg_desktop.briefings.tagging.archive import RidesAlong
from trygg_desktop.briefings.text_setting import TextSetter, group_width
from trygg_desktop.briefings.tiles import draw_tile_map, map_size
from trygg_desktop.i18n import _

EMBLEM_WIDTH, EMBLEM_HEIGHT = 120.0, 52.0
"""The room of the emblem beside the title, in points."""
_OF_ONE_THING = 1.0
"""So many points above a state or a note, which belong to what stands above them and not to what follows."""
_FEW_VALUES = 30
"""A chart's values are printed where there are no more of them than this."""


class Setter(TextSetter):
    """Sets parts in type, one after another, and collects the tables that go into the file as data."""

    def __init__(self, sheet: Sheet = UPRIGHT) -> None:
        super().__init__()
        self.room = sheet.text_width
        self.sheet = sheet
        self.rides_along: list[RidesAlong] = []

    def blocks(self, parts: Iterable[Part]) -> list[Block]:
        """The parts, measured for the width of the page."""
        parts = list(parts)
        return [
            contents_block(self, part, parts) if isinstance(part, Contents) else self.block(part)
            for part in parts
        ]

    def block(self, part: Part) -> Block:
        """One part, measured."""
        match part:
            case Title():
                return self._title(part)
            case Heading():
                return self._heading(part)
            case Facts():
                return self._facts(part)
            case Table():
                return self._table(part)
            case TileMap():
                return self._tile_map(part)
            case ChartPart():
                return self._chart(part)
            case Code():
                return code_block(self, part)
            case Contents():
                return contents_block(self, part, ())
            case Together():
                blocks = self.blocks(part.parts)
                return StackBlock(blocks=blocks, whole=True, before=14, after=8, leans=part.leans)
            case AnyOrder():
                return AnyOrderBlock(blocks=self.blocks((part.picture, part.table)))
            case _:
                block = self.prose(part, self.room, KINDS)
                block.after = 8
                return block

    def _table(self, table: Table) -> Block:
        """A table, which rides along as data where its columns have names."""
        table = without_untold(table)
        if table.heads and table.rows:
            self.rides_along.append(table_file(table, len(self.rides_along) + 1))
        return table_block(self, table)

    def _title(self, title: Title) -> Block:
        """The title, and at its right the emblem, which may stand higher than the title's own line."""
        if title.emblem is None:
            return self.text(title.text, look.TITLE, self.room, title.role, after=10, bookmark=title.text)
        emblem = title.emblem
        wide, high = emblem.fitted(EMBLEM_WIDTH, EMBLEM_HEIGHT)
        text = self.text(title.text, look.TITLE, self.room - wide - 12, title.role, bookmark=title.text)
        picture = DrawnBlock(
            drawing=lambda paper, x, top: paper.picture(emblem, x, top, wide, high),
            height=high,
            width=wide,
            role=Role("Figure", alternative=_("The emblem of {body}", body=title.emblem_of)),
        )
        return RowBlock(cells=[(0, text), (self.room - wide, picture)], after=10)

    def _heading(self, heading: Heading) -> Block:
        if heading.level > 2:
            return self._item_heading(heading)
        aside = self.proofreader.printable(heading.aside)
        taken = width(aside, look.NOTE.face, look.NOTE.size) + 12 if aside else 0
        text = self.text(heading.text, look.SECTION, self.room - taken, heading.role, bookmark=heading.text)

        def drawing(paper: Paper, x: float, top: float) -> None:
            paper.place(text, x, top)
            if aside:
                with paper.inside(Role("P")):
                    paper.words(aside, look.NOTE, x, top + 4, room=self.room)
            paper.rule(x, top + text.height + 3, self.room, colour=look.INK, thickness=0.8)

        return DrawnBlock(
            drawing=drawing,
            height=text.height + 3.8,
            before=20,
            after=6,
            clings=True,
            bookmark=text.bookmark,
        )

    def _item_heading(self, heading: Heading) -> Block:
        number = self.text(heading.number, look.SUBSECTION, AXIS - 6, None)
        number.goes_on = True
        text = self.text(heading.text, look.SUBSECTION, self.room - AXIS, None)
        return RowBlock(
            cells=[(0, number), (AXIS, text)],
            before=16,
            after=4,
            clings=True,
            role=heading.role,
            bookmark=self.proofreader.printable(f"{heading.number} {heading.text}".strip()),
        )

    def _facts(self, facts: Facts) -> Block:
        rows = [self._fact(fact) for fact in self._aligned(facts.rows)]
        return GridBlock(
            rows=rows,
            about=facts.about,
            continued=going_on(self),
            width=self.room,
            ruled=False,
            gap=facts.gap,
            after=8,
            role=facts.role,
        )

    def _aligned(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts, whose groups all have their members at one distance from the left."""
        rows = [row for fact in facts for part in fact.body if isinstance(part, Groups) for row in part.rows]
        if not rows:
            return list(facts)
        wide = group_width(rows, self.room - AXIS, KINDS)
        return [
            replace(
                fact,
                body=tuple(
                    replace(part, names_width=wide) if isinstance(part, Groups) else part
                    for part in fact.body
                ),
            )
            for fact in facts
        ]

    def _fact(self, fact: Fact) -> RowBlock:
        label = self.text(fact.label, look.LABEL, AXIS - 8, Role("Lbl") if fact.label else None)
        body = [self.prose(part, self.room - AXIS, KINDS) for part in fact.body]
        for above, below in zip(body, fact.body[1:], strict=False):
            if isinstance(below, Status) or (isinstance(below, Paragraph) and below.kind is Kind.NOTE):
                above.after = min(above.after, _OF_ONE_THING)
        return RowBlock(
            cells=[(0, label), (AXIS, StackBlock(blocks=body, role=Role("LBody")))], role=fact.role
        )

    def _chart(self, part: ChartPart) -> Block:
        """A chart, and below it its values where they are few. Many would fill pages: they ride along as data,
        and a line says so."""
        picture = chart_block(part.chart, self.proofreader, room=self.room)
        values = values_table(part.chart) if part.with_values else None
        if values is None or not values.rows:
            return picture
        if len(values.rows) <= _FEW_VALUES:
            words = _("Values: {title}", title=part.chart.title)
            caption = self.text(words, look.NOTE, self.room, Role("P"), after=2)
            caption.clings = True  # the table may stand before its picture, and is never without a name
            table = StackBlock(blocks=[caption, self._table(values)], after=14)
            return AnyOrderBlock(blocks=(picture, table), before=14, after=12)
        self.rides_along.append(table_file(values, len(self.rides_along) + 1))
        told = _(
            "All {n} values are in the file “{name}”, which rides along in this document.",
            n=len(values.rows),
            name=self.rides_along[-1].name,
        )
        picture.after = 2
        note = self.text(told, look.NOTE, self.room, Role("P"))
        return StackBlock(blocks=[picture, note], whole=True, before=14, after=12)

    def _tile_map(self, shown: TileMap) -> Block:
        _width, high, _tile = map_size(shown.tiles)
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

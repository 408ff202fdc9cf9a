"""Measures the parts of a briefing and sets them in type: the one place where a part gets its looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from trygg_desktop.briefings import look
from trygg_desktop.briefings.blocks import (
    AnyOrderBlock,
    Block,
    DrawnBlock,
    GridBlock,
    RowBlock,
    StackBlock,
    TextBlock,
)
from trygg_desktop.briefings.charts import chart_block, values_table
from trygg_desktop.briefings.contents_list import contents_block
from trygg_desktop.briefings.fonts import Face, Proofreader, width
from trygg_desktop.briefings.lines import Span, break_lines
from trygg_desktop.briefings.look import AXIS, UPRIGHT, Sheet, Style
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import (
    Align,
    AnyOrder,
    ChartPart,
    Chip,
    Code,
    Contents,
    Fact,
    Facts,
    Groups,
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
from trygg_desktop.briefings.styles import KINDS
from trygg_desktop.briefings.table_files import table_file
from trygg_desktop.briefings.tables import code_block, table_block
from trygg_desktop.briefings.tagging.archive import RidesAlong
from trygg_desktop.briefings.tiles import draw_tile_map, map_size
from trygg_desktop.i18n import _

_POINT_INDENT = 14.0
_GROUP_SHARE, _GROUP_GAP = 0.4, 10.0
EMBLEM_WIDTH, EMBLEM_HEIGHT = 120.0, 52.0
"""The room of the emblem beside the title, in points."""
_ADDRESS = re.compile(r"(https?://[^\s<>\"”»]*[^\s<>\"”».,;:!?)])")
_FEW_VALUES = 30
"""A chart's values are printed where there are no more of them than this."""
_SHORT_LIST = 3
"""A list of no more points than this is not parted."""


class Setter:
    """Sets parts in type, one after another; notes the characters that could not be printed, and collects the
    tables that go into the file as data."""

    def __init__(self, sheet: Sheet = UPRIGHT) -> None:
        self.room = sheet.text_width
        self.proofreader = Proofreader()
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
        if table.heads and table.rows:
            self.rides_along.append(table_file(table, len(self.rides_along) + 1))
        return table_block(self, table)

    # --- text ---------------------------------------------------------------------------------------------

    def text(
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
        hyphens: bool = True,
    ) -> TextBlock:
        """Words in one style, broken to fit the room (in points)."""
        lines = break_lines(self._spans(words, style.face), size=style.size, room=room, hyphens=hyphens)
        return TextBlock(
            lines=lines,
            style=style,
            role=role,
            before=before,
            after=after,
            room=room if align is Align.RIGHT else 0,
            bookmark=self.proofreader.printable(bookmark) if bookmark else "",
        )

    def _spans(self, words: Words, face: Face) -> list[Span]:
        if isinstance(words, str):
            if "://" not in words:
                return [Span(self.proofreader.printable(words, face), face)]
            words = (Run(words),)
        return [span for run in words for span in self._of_run(run, face)]

    def _of_run(self, run: Run, face: Face) -> Iterator[Span]:
        """The words of a run; an address in them leads there."""
        face = face if run.face is Face.REGULAR else run.face
        text = self.proofreader.printable(run.text, face)
        if run.link or "://" not in text:
            yield Span(text, face, run.link, run.language)
            return
        for number, part in enumerate(_ADDRESS.split(text)):
            if part:
                yield Span(part, face, part if number % 2 else "", run.language)

    def prose(self, part: Prose, room: float, kinds: dict[Kind, Style], align: Align = Align.LEFT) -> Block:
        """A paragraph, a list, a state or a marking, in the styles given for each kind of paragraph."""
        match part:
            case Paragraph():
                return self.text(part.words, kinds[part.kind], room, part.role, after=5, align=align)
            case Points():
                return self._points(part, room, kinds[Kind.BODY])
            case Groups():
                return self._groups(part, room, kinds)
            case Status():
                return self._status(part, room, kinds[Kind.BODY])
            case Chip():
                return self._chip(part, room)

    def _points(self, points: Points, room: float, style: Style) -> Block:
        wide = max(_POINT_INDENT, *(width(label, style.face, style.size) + 5 for label in points.labels))
        rows = [
            RowBlock(
                cells=[
                    (0, self.text(label, style, wide, Role("Lbl"))),
                    (wide, self.text(words, style, room - wide, Role("LBody"))),
                ],
                after=2,
                role=Role("LI"),
            )
            for label, words in zip(points.labels, points.items, strict=True)
        ]
        return StackBlock(blocks=rows, after=5, role=points.role, whole=len(rows) <= _SHORT_LIST)

    def _groups(self, groups: Groups, room: float, kinds: dict[Kind, Style]) -> Block:
        wide = room * _GROUP_SHARE
        rows = []
        for group, members in groups.rows:
            label = Role("Lbl") if members else Role("LBody")
            name = self.text(group, kinds[Kind.STRONG], wide - _GROUP_GAP if members else room, label)
            cells: list[tuple[float, Block]] = [(0, name)]
            if members:
                cells.append((wide, self.text(members, kinds[Kind.BODY], room - wide, Role("LBody"))))
            rows.append(RowBlock(cells=cells, after=2, role=Role("LI")))
        return StackBlock(blocks=rows, role=groups.role)

    def _status(self, status: Status, room: float, style: Style) -> Block:
        face = Face.SEMIBOLD if status.strong else style.face
        coloured = Style(face, style.size, style.leading, status.shape.colour)
        indent = SIZE + 5

        def drawing(paper: Paper, x: float, top: float) -> None:
            draw_shape(paper, status.shape, x, top + style.leading / 2 + 0.4)

        shape = DrawnBlock(drawing=drawing, height=style.leading)
        if not status.words:
            return shape
        words = self.text(status.words, coloured, room - indent, status.role)
        return RowBlock(cells=[(0, shape), (indent, words)])

    def _chip(self, chip: Chip, room: float) -> Block:
        words = self.text(chip.words, chip_style(chip.confidential), room - 2 * CHIP_PADDING, chip.role)

        def drawing(paper: Paper, x: float, top: float) -> None:
            draw_chip(paper, words.lines, x, top, confidential=chip.confidential)

        return DrawnBlock(drawing=drawing, height=chip_height(words.lines), role=chip.role)

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

    # --- facts --------------------------------------------------------------------------------------------

    def _facts(self, facts: Facts) -> Block:
        rows = [self._fact(fact) for fact in facts.rows]
        return GridBlock(rows=rows, width=self.room, ruled=False, gap=facts.gap, after=8, role=facts.role)

    def _fact(self, fact: Fact) -> RowBlock:
        label = self.text(fact.label, look.LABEL, AXIS - 8, Role("Lbl"))
        body = [self.prose(part, self.room - AXIS, KINDS) for part in fact.body]
        return RowBlock(
            cells=[(0, label), (AXIS, StackBlock(blocks=body, role=Role("LBody")))], role=fact.role
        )

    # --- pictures -----------------------------------------------------------------------------------------

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
            table = StackBlock(blocks=[caption, self._table(values)])
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

"""Sets words in type: paragraphs, lists, states and markings, in whatever room they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trygg_desktop.briefings.abbreviations import expanded, is_abbreviated
from trygg_desktop.briefings.blocks import Block, DrawnBlock, RowBlock, StackBlock, TextBlock
from trygg_desktop.briefings.fonts import Face, Proofreader, width
from trygg_desktop.briefings.lines import Line, Span, break_lines
from trygg_desktop.briefings.look import Style
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import (
    Align,
    Chip,
    Groups,
    Kind,
    Paragraph,
    Points,
    Prose,
    Run,
    States,
    Status,
    Words,
)
from trygg_desktop.briefings.quoted import may_be_quoted, told_apart
from trygg_desktop.briefings.roles import Role
from trygg_desktop.briefings.shapes import (
    CHIP_PADDING,
    SIZE,
    chip_height,
    chip_style,
    draw_chip,
    draw_shape,
)
from trygg_desktop.i18n import language

_POINT_INDENT = 14.0
_LEAST_FOR_GROUPS, _MOST_FOR_GROUPS, _GROUP_GAP = 0.4, 0.6, 12.0
"""Which share of the width the names of groups take, so that neither they nor their members are broken at need."""
_ADDRESS = re.compile(r"(https?://[^\s<>\"”»]*[^\s<>\"”».,;:!?)])")
_BETWEEN_STATES = 18.0
_REMEMBERED = 2000
"""So many texts are remembered as they were broken: those of many pages, and few beside the rows of a long table."""
_SHORT_LIST = 3
"""A list of no more points than this is not parted."""


class TextSetter:
    """Sets words in type, and notes the characters that could not be printed."""

    def __init__(self) -> None:
        self.proofreader = Proofreader()
        self._broken: dict[tuple[Words, Face, float, float, bool], tuple[Line, ...]] = {}

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
        return TextBlock(
            lines=self._lines(words, style, room, hyphens),
            style=style,
            role=role,
            before=before,
            after=after,
            room=room if align is Align.RIGHT else 0,
            bookmark=self.proofreader.printable(bookmark) if bookmark else "",
        )

    def _lines(self, words: Words, style: Style, room: float, hyphens: bool) -> Sequence[Line]:
        """The words as lines; a table says the same again in many of its rows, and needs it broken only once."""
        asked = (words, style.face, style.size, room, hyphens)
        found = self._broken.get(asked)
        if found is None:
            if len(self._broken) == _REMEMBERED:
                self._broken.clear()
            found = self._broken[asked] = tuple(
                break_lines(self._spans(words, style.face), size=style.size, room=room, hyphens=hyphens)
            )
        return found

    def _spans(self, words: Words, face: Face) -> list[Span]:
        if isinstance(words, str):
            if "://" not in words and not is_abbreviated(words, language()) and not may_be_quoted():
                return [Span(self.proofreader.printable(words, face), face)]
            words = (Run(words),)
        return [span for run in words for span in self._of_run(run, face)]

    def _of_run(self, run: Run, face: Face) -> Iterator[Span]:
        """The words of a run; an address in them leads there, and an abbreviation says what it stands for."""
        face = face if run.face is Face.REGULAR else run.face
        text = self.proofreader.printable(run.text, face)
        for number, part in enumerate(_ADDRESS.split(text) if "://" in text and not run.link else (text,)):
            if number % 2:
                yield Span(part, face, part, run.language)
            elif part:
                yield from read_aloud(part, face, run.link, run.language)

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
            case States():
                return self._states(part, room, kinds[Kind.BODY])
            case Chip():
                return self._chip(part, room)

    def _points(self, points: Points, room: float, style: Style) -> Block:
        marked = any(points.labels)
        widths = (width(label, style.face, style.size) + 5 for label in points.labels)
        wide = max(_POINT_INDENT, *widths) if marked else 0.0
        rows = []
        for label, words in zip(points.labels, points.items, strict=True):
            cells: list[tuple[float, Block]] = (
                [(0, self.text(label, style, wide, Role("Lbl")))] if label else []
            )
            cells.append((wide, self.text(words, style, room - wide, Role("LBody"))))
            rows.append(RowBlock(cells=cells, after=2 if marked else 0, role=Role("LI")))
        return StackBlock(blocks=rows, after=5, role=points.role, whole=len(rows) <= _SHORT_LIST)

    def _groups(self, groups: Groups, room: float, kinds: dict[Kind, Style]) -> Block:
        wide = groups.names_width or group_width(groups.rows, room, kinds)
        rows = []
        for group, members in groups.rows:
            label = Role("Lbl") if members else Role("LBody")
            name = self.text(group, kinds[Kind.STRONG], wide - _GROUP_GAP if members else room, label)
            cells: list[tuple[float, Block]] = [(0, name)]
            if members:
                cells.append((wide, self.text(members, kinds[Kind.BODY], room - wide, Role("LBody"))))
            rows.append(RowBlock(cells=cells, after=2, role=Role("LI")))
        return StackBlock(blocks=rows, role=groups.role)

    def _status(
        self, status: Status, room: float, style: Style, role: Role = Status.role, around: Role | None = None
    ) -> Block:
        face = Face.SEMIBOLD if status.strong else style.face
        coloured = Style(face, style.size, style.leading, status.shape.colour)
        indent = SIZE + 5

        def drawing(paper: Paper, x: float, top: float) -> None:
            draw_shape(paper, status.shape, x, top + style.leading / 2 + 0.4)

        shape = DrawnBlock(drawing=drawing, height=style.leading)
        if not status.words:
            return shape
        words = self.text(status.words, coloured, room - indent, role)
        return RowBlock(cells=[(0, shape), (indent, words)], role=around)

    def _states(self, states: States, room: float, style: Style) -> Block:
        rows: list[list[tuple[float, Block]]] = [[]]
        filled = 0.0
        for status in states.several:
            face = Face.SEMIBOLD if status.strong else style.face
            printable = self.proofreader.printable(status.words, face)
            wide = min(SIZE + 5 + width(printable, face, style.size) + 0.1, room)
            if filled + wide > room and rows[-1]:
                rows.append([])
                filled = 0.0
            rows[-1].append((filled, self._status(status, wide, style, Role("LBody"), Role("LI"))))
            filled += wide + _BETWEEN_STATES
        return StackBlock(blocks=[RowBlock(cells=cells) for cells in rows], after=5, role=states.role)

    def _chip(self, chip: Chip, room: float) -> Block:
        words = self.text(chip.words, chip_style(chip.confidential), room - 2 * CHIP_PADDING, chip.role)

        def drawing(paper: Paper, x: float, top: float) -> None:
            draw_chip(paper, words.lines, x, top, confidential=chip.confidential)

        return DrawnBlock(drawing=drawing, height=chip_height(words.lines), role=chip.role)


def read_aloud(text: str, face: Face, link: str = "", spoken: str = "") -> Iterator[Span]:
    """Words in one face, in the pieces that a voice reads each in its own way: what is quoted from the records in the
    language of the records, and an abbreviation as what it stands for."""
    for piece, told in [(text, spoken)] if spoken else told_apart(text):
        for part, expansion in [(piece, "")] if link else expanded(piece, told or language()):
            yield Span(part, face, link, told, expansion)


def group_width(rows: Sequence[tuple[str, str]], room: float, kinds: dict[Kind, Style]) -> float:
    """The width of the names of groups: as wide as the longest, as long as the longest line of members keeps
    its room."""
    strong, body = kinds[Kind.STRONG], kinds[Kind.BODY]
    names = max((width(name, strong.face, strong.size) for name, members in rows if members), default=0.0)
    members = max((width(line, body.face, body.size) for _name, line in rows), default=0.0)
    least, most = room * _LEAST_FOR_GROUPS, room * _MOST_FOR_GROUPS
    return min(max(names + _GROUP_GAP, least), max(least, min(most, room - members - 1)))

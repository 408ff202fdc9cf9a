"""The page that every briefing is printed on: its head, foot and marking, and how parts fill the sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.briefings import look
from trygg_desktop.briefings.breaking_off import go_on
from trygg_desktop.briefings.contents_list import heading_pages
from trygg_desktop.briefings.emblem import Emblem
from trygg_desktop.briefings.fonts import Face, Proofreader, width
from trygg_desktop.briefings.lines import Line, Span, break_lines
from trygg_desktop.briefings.look import BOTTOM, LEFT, LYING, TOP, UPRIGHT, Sheet, Style
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import Part
from trygg_desktop.briefings.roles import Role
from trygg_desktop.briefings.setting import Setter
from trygg_desktop.briefings.shapes import CHIP_PADDING, chip_height, draw_chip
from trygg_desktop.briefings.sheets import fewest_sheets
from trygg_desktop.briefings.tagging.archive import AboutFile, RidesAlong
from trygg_desktop.briefings.tagging.canvas import TaggedCanvas
from trygg_desktop.briefings.text_setting import read_aloud
from trygg_desktop.briefings.undisturbed import undisturbed
from trygg_desktop.i18n import _

_LEFT_SHARE = 0.64
_EMBLEM_WIDTH, _EMBLEM_HEIGHT = 60.0, 24.0
_MOST_LINES = 5
"""However long a name or a case number is, the head leaves room for the page."""

_ABOVE_FOOT = 13 * look.MM
_TEXT = Role("P")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head and foot of each page, and what the file says about itself.

    Args:
        body: who issues it, such as the council; also the file's author, never a person or a machine.
        belongs_to: what stands under the body's name, such as the municipality and the police.
        kind: what sort of document it is, in a word.
        title, subject: for the file's own properties.
        case_number: as in the register; empty where there is none.
        marking: the protection marking; `confidential` prints it so that nobody can miss it.
        working_copy: whether each page says that this is nobody's edition.
        foot, foot_right: what stands at the foot of each page at the left and at the right.
        emblem: stands small in the head of each page after the first, which has it large beside its title.
        lying: whether the paper lies on its long side.
    """

    body: str
    kind: str
    title: str
    subject: str
    day: date
    language: str
    belongs_to: str = ""
    case_number: str = ""
    marking: str = ""
    confidential: bool = False
    working_copy: bool = False
    foot: str = ""
    foot_right: str = ""
    emblem: Emblem | None = None
    lying: bool = False

    @property
    def sheet(self) -> Sheet:
        """The paper it is printed on."""
        return LYING if self.lying else UPRIGHT


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file, how many pages it has, and the names and signs that the font has no letters for."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]


def print_parts(parts: Iterable[Part], letterhead: Letterhead, *, followed_by: int = 0) -> Printed:
    """The parts as a PDF. The same parts and letterhead give the same bytes, whenever and wherever.

    Args:
        followed_by: how many pages from elsewhere come after these and are counted with them.
    """
    with undisturbed():
        sheet = letterhead.sheet
        setter = Setter(sheet)
        head = _Head(letterhead, setter.proofreader)
        sheets = fewest_sheets(setter.blocks(parts), sheet.high - head.height - BOTTOM)
        paper = Paper(_canvas(letterhead, setter.rides_along), sheet)
        paper.heading_pages = heading_pages(sheets)
        for number in range(len(sheets)):
            go_on()
            placed, sheets[number] = sheets[number], []  # what has been drawn is let go
            head.draw(paper, number + 1, len(sheets) + followed_by)
            for block, top in placed:
                paper.place(block, LEFT, head.height + top)
            paper.end_page()
        pdf = paper.canvas.getpdfdata()
        paper.canvas.tree.let_go()
    return Printed(pdf, len(sheets), tuple(setter.proofreader.unprinted))


def _canvas(letterhead: Letterhead, rides_along: Sequence[RidesAlong]) -> TaggedCanvas:
    """An empty PDF that knows what it is."""
    about = AboutFile(
        title=letterhead.title or letterhead.kind or letterhead.body,
        author=letterhead.body,
        subject=letterhead.subject,
        language=letterhead.language,
        day=letterhead.day,
    )
    size = (letterhead.sheet.wide, letterhead.sheet.high)
    return TaggedCanvas(about, size=size, font=str(Face.REGULAR), rides_along=rides_along)


class _Head:
    """The head and foot of a page, set once and drawn on each."""

    def __init__(self, letterhead: Letterhead, proofreader: Proofreader) -> None:
        self.letterhead = letterhead
        self.room = letterhead.sheet.text_width
        self.left_half = self.room * _LEFT_SHARE
        self.foot_top = letterhead.sheet.high - _ABOVE_FOOT
        self.proofreader = proofreader
        self.emblem = letterhead.emblem.fitted(_EMBLEM_WIDTH, _EMBLEM_HEIGHT) if letterhead.emblem else None
        room = self.left_half - (self.emblem[0] + 8 if self.emblem else 0)
        self.body = self._broken(letterhead.body, look.HEAD_STRONG, room)[:_MOST_LINES]
        self.belongs_to = self._broken(letterhead.belongs_to, look.HEAD, room)[:_MOST_LINES]
        number = _("Ref. {number}", number=letterhead.case_number) if letterhead.case_number else ""
        right = "\n".join(text for text in (letterhead.kind, number) if text)
        self.right = self._broken(right, look.HEAD, self.room - self.left_half - 12)[:_MOST_LINES]
        self.marking = self._broken(letterhead.marking, look.CHIP, self.left_half - 2 * CHIP_PADDING)
        self.foot = self._unbroken(letterhead.foot)
        self.foot_right = self._unbroken(letterhead.foot_right)
        self.rule = TOP + max(self._left_height(), (len(self.right) + 1) * look.HEAD.leading) + 6
        self.height = self.rule + 20

    def _left_height(self) -> float:
        names = len(self.body) * look.HEAD_STRONG.leading + len(self.belongs_to) * look.HEAD.leading
        names = max(names, self.emblem[1] if self.emblem else 0)
        chips = self.marking or ([Line((), 0)] if self.letterhead.working_copy else [])
        return names + (chip_height(chips) + 4 if chips else 0)

    def _broken(self, text: str, style: Style, room: float) -> list[Line]:
        if not text:
            return []
        shown = self.proofreader.printable(text, style.face)
        return break_lines(read_aloud(shown, style.face), size=style.size, room=room)

    def _unbroken(self, text: str) -> list[Line]:
        shown = self.proofreader.printable(text)
        wide = width(shown, look.NOTE.face, look.NOTE.size)
        return [Line((Span(shown, look.NOTE.face),), wide, ends_paragraph=True)] if shown else []

    def draw(self, paper: Paper, number: int, total: int) -> None:
        """Draws head and foot of one page. On the first they are read aloud, before the title; on the others
        they would only be in the way of the text."""
        if number == 1:
            self._draw(paper, first=True)
        else:
            with paper.tagger.apart("Header"):
                self._draw(paper, first=False)
        with paper.tagger.apart("Header"):
            page = _("Page {number} ({total})", number=number, total=total)
            paper.words(page, look.HEAD, LEFT, TOP + 1 + len(self.right) * look.HEAD.leading, room=self.room)
            paper.rule(LEFT, self.rule, self.room, colour=look.INK, thickness=1.1)

    def _draw(self, paper: Paper, *, first: bool) -> None:
        top, x = TOP, LEFT
        if self.letterhead.emblem is not None and self.emblem is not None and not first:
            paper.picture(self.letterhead.emblem, x, top, *self.emblem)
            x += self.emblem[0] + 8
        self._say(paper, self.body, look.HEAD_STRONG, x, top)
        top += len(self.body) * look.HEAD_STRONG.leading
        self._say(paper, self.belongs_to, look.HEAD, x, top)
        top += len(self.belongs_to) * look.HEAD.leading
        top = max(top, TOP + (self.emblem[1] if self.emblem else 0)) + 4
        self._say(paper, self.right, look.HEAD, LEFT, TOP + 1, room=self.room)
        self._draw_chips(paper, top)
        self._say(paper, self.foot, look.NOTE, LEFT, self.foot_top)
        self._say(paper, self.foot_right, look.NOTE, LEFT, self.foot_top, room=self.room)

    def _say(
        self, paper: Paper, lines: list[Line], style: Style, x: float, top: float, *, room: float = 0
    ) -> None:
        if lines:
            with paper.inside(_TEXT):
                paper.lines(lines, style, x, top, room=room)

    def _draw_chips(self, paper: Paper, top: float) -> None:
        x = LEFT
        if self.marking:
            with paper.inside(_TEXT):
                x += 6 + draw_chip(paper, self.marking, x, top, confidential=self.letterhead.confidential)
        if self.letterhead.working_copy:
            words = self._broken(_("Working copy"), look.CHIP, self.left_half)
            with paper.inside(_TEXT):
                draw_chip(paper, words, x, top, confidential=False, dashed=True)

"""Breaks text into lines that fit: at blanks, then after hyphens, between syllables, at last anywhere.

Words that belong together, such as a day and its month, are parted only where they are wider than a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from trygg_desktop.briefings.fonts import Face, width
from trygg_desktop.i18n import language
from trygg_desktop.insight.charts.ties import TIE, tied

_TOKENS = re.compile(r"\n| +|[^ \n]+")
_A_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[.,;:!?)”»]*")
SOFT_HYPHEN = "\u00ad"
"""Looks like a hyphen, and says to those who listen and copy that the word is whole."""
_AFTER_HYPHEN = re.compile(r"[^-–/_.@]*[-–/_.@]+|[^-–/_.@]+")
_AFTER_BLANK = re.compile(r"[^ ]* |[^ ]+")


class Span(NamedTuple):
    """Letters in one face, on one line. `link` is where they lead, `language` what they are in where that is
    not the language of the document, `expansion` what an abbreviation stands for."""

    text: str
    face: Face
    link: str = ""
    language: str = ""
    expansion: str = ""

    @property
    def is_told_apart(self) -> bool:
        """Whether who listens hears more of it than its letters."""
        return bool(self.link or self.language or self.expansion)

    def with_text(self, text: str) -> Span:
        """Other letters of the same sort."""
        return Span(text, self.face, self.link, self.language, self.expansion)

    def like(self, other: Span) -> bool:
        """Whether both may be one span."""
        return self[1:] == other[1:]


class Line(NamedTuple):
    """One line as it will be printed, and how wide it is in points.

    Where the line is ended in the midst of a word, `parts_word` is true and no blank follows.
    """

    spans: tuple[Span, ...]
    width: float
    ends_paragraph: bool = False
    parts_word: bool = False


@cache
def _hyphens(language: str) -> Any:
    import pyphen

    return pyphen.Pyphen(lang={"sv": "sv", "en": "en_GB"}[language], left=3, right=3)


class _Breaker:
    """Fills lines word by word. A word may be of several faces; it is broken only where it must be."""

    def __init__(self, size: float, room: float, hyphens: bool) -> None:
        self.size, self.room, self.hyphens = size, room, hyphens
        self.done: list[Line] = []
        self.spans: list[Span] = []
        self.filled = 0.0
        self.blanks: list[tuple[Span, float]] = []

    def add_word(self, word: list[Span]) -> None:
        needed = sum(self._width(span) for span in word)
        if self._fits(needed):
            self._put(word, needed)
            return
        if needed <= self.room:
            self.end_line()
            self._put(word, needed)
            return
        whole = "".join(span.text for span in word)
        in_syllables = self.hyphens and _A_WORD.fullmatch(whole) is not None
        bits = [span.with_text(bit) for span in word for bit in self._bits(span)]
        for index, bit in enumerate(bits):
            self._add_bit(bit, in_syllables, begun=index > 0)

    def add_blank(self, blank: Span) -> None:
        if self.spans:
            self.blanks.append((blank, self._width(blank)))

    def end_line(self, *, paragraph: bool = False, parts_word: bool = False) -> None:
        self.done.append(Line(tuple(_joined(self.spans)), self.filled, paragraph, parts_word))
        self.spans, self.blanks, self.filled = [], [], 0.0

    def _add_bit(self, bit: Span, in_syllables: bool, *, begun: bool) -> None:
        needed = self._width(bit)
        if not self._fits(needed) and self.spans:
            self.end_line(parts_word=begun)
        while needed > self.room:
            count = self._how_many(bit)
            syllable = self._syllable(bit, count) if in_syllables else 0
            count, mark = (syllable, SOFT_HYPHEN) if syllable else (count, "")
            first = bit.with_text(bit.text[:count] + mark)
            self._put([first], self._width(first))
            self.end_line(parts_word=True)
            bit = bit.with_text(bit.text[count:])
            needed = self._width(bit)
        if bit.text:
            self._put([bit], needed)

    def _bits(self, span: Span) -> Iterator[str]:
        """The pieces that words may fall into: after hyphens, and words that belong together at last between them."""
        for bit in _AFTER_HYPHEN.findall(span.text):
            if " " in bit and self._width(span.with_text(bit)) > self.room:
                yield from _AFTER_BLANK.findall(bit)
            else:
                yield bit

    def _syllable(self, bit: Span, most: int) -> int:
        """Where the last syllable ends that fits on an empty line with a hyphen; 0 if there is none."""
        ends = [end for end in _hyphens(bit.language or language()).positions(bit.text) if end <= most]
        while ends and self._width(Span(bit.text[: ends[-1]] + SOFT_HYPHEN, bit.face)) > self.room:
            ends.pop()
        return ends[-1] if ends else 0

    def _how_many(self, bit: Span) -> int:
        """As many letters as fit on an empty line: at least one, however narrow the column."""
        low, high = 1, len(bit.text)
        while low < high:
            middle = (low + high + 1) // 2
            if width(bit.text[:middle], bit.face, self.size) <= self.room:
                low = middle
            else:
                high = middle - 1
        return low

    def _fits(self, needed: float) -> bool:
        return self.filled + sum(blank for _, blank in self.blanks) + needed <= self.room + 0.01

    def _put(self, word: list[Span], needed: float) -> None:
        self.spans += [blank for blank, _ in self.blanks]
        self.filled += sum(blank for _, blank in self.blanks) + needed
        self.blanks = []
        self.spans += word

    def _width(self, span: Span) -> float:
        return width(span.text, span.face, self.size)


def break_lines(spans: Iterable[Span], *, size: float, room: float, hyphens: bool = True) -> list[Line]:
    """The text as lines no wider than `room` points. A line break in the text is a line break on paper.

    No hyphen is added to addresses and numbers, nor without `hyphens` to anything: it would be copied along.
    """
    spans = list(spans)
    if len(spans) == 1 and "\n" not in spans[0].text:
        whole = width(spans[0].text, spans[0].face, size)
        if whole <= room:
            return [Line(tuple(spans), whole, ends_paragraph=True)]
        if (lines := _in_whole_words(spans[0], size, room)) is not None:
            return lines
    breaker = _Breaker(size, room, hyphens)
    word: list[Span] = []
    for token in _tokens(spans):
        if token.text == "\n" or not token.text.strip(" "):
            if word:
                breaker.add_word(word)
                word = []
            if token.text == "\n":
                breaker.end_line(paragraph=True)
            else:
                breaker.add_blank(token)
        else:
            word.append(token)
    if word:
        breaker.add_word(word)
    if breaker.spans or not breaker.done:
        breaker.end_line(paragraph=True)
    return breaker.done


def _in_whole_words(span: Span, size: float, room: float) -> list[Line] | None:
    """The short way for most text: words parted by single blanks, none of them wider than a line."""
    words = [word.replace(TIE, " ") for word in tied(span.text.strip(" ")).split(" ")]
    if "" in words:
        return None
    blank = width(" ", span.face, size)
    lines: list[Line] = []
    begun, filled = 0, -blank
    for index, word in enumerate(words):
        wide = width(word, span.face, size)
        if filled + blank + wide > room + 0.01:
            if wide > room:
                return None
            lines.append(Line((span.with_text(" ".join(words[begun:index])),), filled))
            begun, filled = index, -blank
        filled += blank + wide
    lines.append(Line((span.with_text(" ".join(words[begun:])),), filled, ends_paragraph=True))
    return lines


def _tokens(spans: Iterable[Span]) -> Iterator[Span]:
    spans = list(spans)
    whole, start = tied("".join(span.text for span in spans)), 0
    for span in spans:
        end = start + len(span.text)
        for match in _TOKENS.finditer(whole, start, end):
            yield span.with_text(match[0].replace(TIE, " "))
        start = end


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Neighbours of one sort as one, so that words stay whole for those who copy them."""
    first: Span | None = None
    text = ""
    for span in spans:
        if first is not None and not span.like(first):
            yield first.with_text(text)
            text = ""
        text, first = text + span.text, span
    if first is not None:
        yield first.with_text(text)

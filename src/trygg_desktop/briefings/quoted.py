"""Which words on a page in another language are quoted from the records, so that they are read aloud in their own.

A council writes Swedish. On a page in Swedish nothing is to be done; on one in English a name in the midst of our words
would be read as nonsense. What is quoted is found again in the finished words, wherever they were put together: no
content and no layout has to hand a language on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from trygg_desktop.briefings.written import WRITTEN_IN
from trygg_desktop.i18n import language

if TYPE_CHECKING:
    from trygg_desktop.briefings.content import Edition
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace

_TOKEN = re.compile(r"\S+@\S+|\w+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_BETWEEN = re.compile(r"[\s,;·/()&–-]*")
_LEAST_OF_A_SHORTENED_ONE = 3
"""What ends in an ellipsis is the beginning of a quotation where so many words of it are there."""
_A_NAME = 80
"""A text no longer than this may be a name, of which a part may stand alone: the seat beside the body it is in."""


class Quotations:
    """What stands in the records, line by line, to be found again in a text."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = {line.strip() for text in texts for line in text.split("\n")}
        known = {_joined(_TOKEN.findall(line)) for line in lines | {line.rstrip(".") for line in lines}}
        self._known = {line for line in known if _LETTERS.search(line)}
        self._in_order = sorted(self._known)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for line in self._known:
            words = line.split(" ")
            lengths[words[0]].add(len(words))
        self._lengths = {word: sorted(several, reverse=True) for word, several in lengths.items()}

    def pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is quoted; what stands between two quotations as nothing but
        a comma or the like belongs to them."""
        done = 0
        for start, end in self._merged(text):
            if start > done:
                yield text[done:start], False
            yield text[start:end], True
            done = end
        if done < len(text):
            yield text[done:], False

    def _merged(self, text: str) -> Iterator[tuple[int, int]]:
        held: tuple[int, int] | None = None
        for start, end in self._found(text):
            if held is not None and not _BETWEEN.fullmatch(text, held[1], start):
                yield held
                held = None
            held = (held[0] if held else start, end)
        if held is not None:
            yield held

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        places = [match.span() for match in _TOKEN.finditer(text)]
        words = [text[start:end] for start, end in places]
        at = 0
        while at < len(words):
            count = self._longest(words, at)
            if count:
                yield places[at][0], places[at + count - 1][1]
            at += count or 1

    def _longest(self, words: list[str], at: int) -> int:
        """How many words from here on are a quotation, as long as it can be."""
        lengths = self._lengths.get(words[at])
        if lengths is None:
            return 0
        if "…" in words[at:]:
            begun = words[at : words.index("…", at)]
            if len(begun) >= _LEAST_OF_A_SHORTENED_ONE and self._begins_one(_joined(begun)):
                return len(begun) + 1
        left = len(words) - at
        return next(
            (n for n in lengths if n <= left and _joined(words[at : at + n]) in self._known),
            0,
        )

    def _begins_one(self, words: str) -> bool:
        place = bisect_left(self._in_order, words)
        return place < len(self._in_order) and self._in_order[place].startswith(words)


def _joined(words: list[str]) -> str:
    return " ".join(words)


_QUOTATIONS: ContextVar[Quotations | None] = ContextVar("quotations", default=None)
"""A context variable, so that no layout has to hand it on; each thread has its own."""


@contextmanager
def quoting(workspace: Workspace, edition: Edition) -> Iterator[None]:
    """Around the making of an edition: on its pages, what its audience may read in the records is known again."""
    found = None if language() == WRITTEN_IN else Quotations(_read(workspace, edition))
    before = _QUOTATIONS.set(found)
    try:
        yield
    finally:
        _QUOTATIONS.reset(before)


def told_apart(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the language that it is in where that is not the language of the page."""
    quotations = _QUOTATIONS.get()
    if quotations is None:
        yield text, ""
    else:
        for piece, quoted in quotations.pieces(text):
            yield piece, WRITTEN_IN if quoted else ""


def may_be_quoted() -> bool:
    """Whether words on the pages made now may be in another language than the pages."""
    return _QUOTATIONS.get() is not None


def _read(workspace: Workspace, edition: Edition) -> Iterator[str]:
    """All words in the records that the audience may see, and in the council's settings, which count as open unless
    they were marked confidential."""
    from trygg_desktop.domain.council import CouncilMember
    from trygg_desktop.domain.kinds import KINDS
    from trygg_desktop.domain.links import Link
    from trygg_desktop.domain.record import Protection
    from trygg_desktop.insight.audience import visible

    audience = None if edition.with_drafts else edition.audience
    for kind in KINDS:
        if kind is Link:
            continue  # its words are the program's
        seats = kind is CouncilMember
        for _id, *values in workspace.rows(kind, _names(kind, edition), where=visible(kind, audience)):
            for words in filter(None, values):
                yield from _as_quoted(words, seats)
    council = workspace.council()
    if council.protection == Protection.PROTECTED and not edition.audience.may_see(council.protection):
        return
    for name in _names(type(council), edition):
        yield from _as_quoted(getattr(council, name) or "", False)


def _names(kind: type[Record], edition: Edition) -> list[str]:
    """The fields of a kind that hold words the audience may read."""
    from trygg_desktop.domain.fields import FieldKind

    words = (FieldKind.TEXT, FieldKind.PARAGRAPH)
    return [
        name
        for name, field in kind.fields().items()
        if field.kind in words and not field.many and not field.internal and edition.audience.may_read(field)
    ]


def _as_quoted(words: str, seats: bool) -> Iterator[str]:
    """Words as they may stand on a page: as they are, in the midst of a sentence, or a part of a name alone; of the
    name of a seat only what is not said by the body beside it."""
    yield words
    if len(words) < _A_NAME:
        parts = words.split(", ")
        if seats:
            single = words.split(" ")
            parts += [" ".join(part) for cut in range(len(single)) for part in (single[cut:], single[:cut])]
        for part in (words, *parts):
            yield part
            yield part[:1].lower() + part[1:]

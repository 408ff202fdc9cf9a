"""Which words on a page in another language are quoted from the records, so that they are read aloud in their own.

A council writes Swedish. On a page in Swedish nothing is to be done; on one in English a name in the midst of our words
would be read as nonsense. What is quoted is found again in the finished words, wherever they were put together: no
content and no layout has to hand a language on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from trygg_desktop.briefings.written import WRITTEN_IN
from trygg_desktop.i18n import language

if TYPE_CHECKING:
    from trygg_desktop.briefings.content import Edition
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace

_TOKEN = re.compile(r"\S+@\S+|\w+|[^\w\s]")
_FIRST_TWO = re.compile(rf"\s*({_TOKEN.pattern})(?:\s*({_TOKEN.pattern}))?")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_BETWEEN = re.compile(r"[\s,;·/()&–-]*")
_LEAST_OF_A_SHORTENED_ONE = 3
"""What ends in an ellipsis is the beginning of a quotation where so many words of it are there."""
_A_NAME = 80
"""A text no longer than this may be a name, of which a part may stand alone: the seat beside the body it is in."""
_A_FEW = 200
"""So many records tell whether a field says the same again and again, as the source of figures does."""


class _Begun(NamedTuple):
    """What is quoted beginning with one or two words: its lines, the same in order, and how many words they have, the
    longest first."""

    known: frozenset[str]
    in_order: Sequence[str]
    lengths: Sequence[int]


_NOTHING = _Begun(frozenset(), (), ())


class Quotations:
    """What stands in the records, line by line, to be found again in a text.

    Of a hundred thousand lines most begin with words that are on no page: a line is taken apart when its first two are
    met.

    Args:
        texts: to be found again as they are.
        names: to be found again in the midst of a sentence too, where they begin with a small letter.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._texts: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._begun: dict[str, _Begun] = {}
        for text in texts:
            for line in text.split("\n"):
                _note(line, self._texts)
        for name in names:
            first, *others = name.split("\n")
            _note(first, self._names)
            for line in others:
                _note(line, self._texts)

    def _begun_with(self, words: list[str]) -> _Begun:
        """What is quoted beginning with one or two words, in whatever letters they are written."""
        key = _key(words)
        found = self._begun.get(key)
        if found is None:
            known = frozenset(_taken_apart(self._texts.get(key, ()), self._names.get(key, ())))
            lengths = sorted({line.count(" ") + 1 for line in known}, reverse=True)
            found = self._begun[key] = _Begun(known, sorted(known), lengths) if known else _NOTHING
        return found

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
        return self._longest_of_several(words, at) or int(
            words[at] in self._begun_with(words[at : at + 1]).known
        )

    def _longest_of_several(self, words: list[str], at: int) -> int:
        begun = self._begun_with(words[at : at + 2])
        if begun is _NOTHING:
            return 0
        if "…" in words[at:]:
            beginning = words[at : words.index("…", at)]
            if len(beginning) >= _LEAST_OF_A_SHORTENED_ONE and _begins_one(
                _joined(beginning), begun.in_order
            ):
                return len(beginning) + 1
        left = len(words) - at
        return next(
            (n for n in begun.lengths if n <= left and _joined(words[at : at + n]) in begun.known),
            0,
        )


def _note(line: str, lines: dict[str, list[str]]) -> None:
    """Puts a line to those that begin with the same words."""
    begins = _FIRST_TWO.match(line)
    if begins is not None:
        lines.setdefault(_key(filter(None, begins.groups())), []).append(line)


def _key(words: Iterable[str]) -> str:
    """The first one or two words of a line, in whatever letters they are written, with a full stop or without it."""
    return " ".join(words).lower().rstrip(" .")


def _taken_apart(texts: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Lines as they are found again, word by word: with the full stop at their end and without it."""
    several = {*texts, *names, *(name[:1].lower() + name[1:] for name in names)}
    for line in several | {line.strip().rstrip(".") for line in several}:
        words = _joined(_TOKEN.findall(line))
        if _LETTERS.search(words):
            yield words


def _begins_one(words: str, in_order: Sequence[str]) -> bool:
    place = bisect_left(in_order, words)
    return place < len(in_order) and in_order[place].startswith(words)


def _joined(words: list[str]) -> str:
    return " ".join(words)


_QUOTATIONS: ContextVar[Quotations | None] = ContextVar("quotations", default=None)
"""A context variable, so that no layout has to hand it on; each thread has its own."""


@contextmanager
def quoting(workspace: Workspace, edition: Edition) -> Iterator[None]:
    """Around the making of an edition: on its pages, what its audience may read in the records is known again."""
    found = None if language() == WRITTEN_IN else _read(workspace, edition)
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


def _read(workspace: Workspace, edition: Edition) -> Quotations:
    """All words in the records that the audience may see, and in the council's settings, which count as open unless
    they were marked confidential."""
    from trygg_desktop.domain.council import CouncilMember
    from trygg_desktop.domain.kinds import KINDS
    from trygg_desktop.domain.links import Link
    from trygg_desktop.domain.record import is_confidential
    from trygg_desktop.insight.audience import visible

    audience = None if edition.with_drafts else edition.audience
    texts, names, seats = set[str](), set[str](), set[str]()
    for kind in KINDS:
        if kind is not Link:  # its words are the program's
            said = _said(workspace, kind, _names(kind, edition), visible(kind, audience))
            (seats if kind is CouncilMember else texts).update(said)
    council = workspace.council()
    if not is_confidential(council.protection) or edition.audience.may_see(council.protection):
        texts.update(getattr(council, name) or "" for name in _names(type(council), edition))
    for words in texts | seats:
        if len(words) < _A_NAME:
            names.update((words, *words.split(", ")))
    names.update(part for words in seats if len(words) < _A_NAME for part in _without_the_body(words))
    return Quotations(texts | seats, names)


def _said(
    workspace: Workspace, kind: type[Record], names: list[str], where: tuple[Any, ...]
) -> Iterator[str]:
    """The words in some fields of a kind, each of them at least once. Where the first records say much the same, the
    database is to hand over each wording only once."""
    from trygg_desktop.workspace.asking import question

    table, ask = workspace.kinds[kind], workspace.reader.execute
    few = ask(*question(table, [f'"{name}"' for name in names], where=where, limit=_A_FEW))
    if len(few) < _A_FEW:
        yield from filter(None, chain.from_iterable(few))
        return
    varied = [len(set(column)) > _A_FEW / 2 for column in zip(*few, strict=True)]
    for how, wanted in (("DISTINCT ", False), ("", True)):
        columns = ", ".join(
            f'"{name}"' for name, varies in zip(names, varied, strict=True) if varies is wanted
        )
        if columns:
            rows = ask(*question(table, [how + columns], where=where))
            yield from filter(None, chain.from_iterable(rows))


def _names(kind: type[Record], edition: Edition) -> list[str]:
    """The fields of a kind that hold words the audience may read."""
    from trygg_desktop.domain.fields import FieldKind

    words = (FieldKind.TEXT, FieldKind.PARAGRAPH)
    return [
        name
        for name, field in kind.fields().items()
        if field.kind in words and not field.many and not field.internal and edition.audience.may_read(field)
    ]


def _without_the_body(words: str) -> Iterator[str]:
    """Of the name of a seat, what is not said by the body beside it."""
    single = words.split(" ")
    for cut in range(len(single)):
        yield " ".join(single[cut:])
        yield " ".join(single[:cut])

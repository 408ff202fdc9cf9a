"""What a person wrote, as paragraphs and lists, and short texts of ours under one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trygg_desktop.briefings.parts import Kind, Paragraph, Points, Prose, Run, Words
from trygg_desktop.i18n import language


def lines(several: Iterable[Words]) -> Points:
    """Several short texts under one another, each heard by itself."""
    items = tuple(several)
    return Points(items=items, labels=("",) * len(items))


WRITTEN_IN = "sv"
"""The language of what a council writes, in whichever language an edition of it is made: that of Swedish authorities
(Language Act 2009:600, section 10)."""


def remark(words: str) -> tuple[Paragraph, ...]:
    """A line in small type below what it is about; nothing where there are no words."""
    return (Paragraph(words, Kind.NOTE),) if words else ()


_POINT = re.compile(r"\s*([-*•–]|\d{1,3}[.)])\s+(\S.*)")


def prose(text: str) -> tuple[Prose, ...]:
    """What a person wrote, as paragraphs and lists: an empty line parts paragraphs, and so does a line break where
    all lines are sentences; a line that begins with `-`, `•` or `1.` is a point, other line breaks are kept."""
    return tuple(_prose(text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")))


def _prose(lines: list[str]) -> Iterator[Prose]:
    plain: list[str] = []
    points: list[tuple[str, str]] = []
    for line in [*lines, ""]:
        point = _POINT.fullmatch(line.rstrip())
        if plain and (point or not line.strip()):
            for text in plain if all(map(_is_sentence, plain)) else ("\n".join(plain),):
                yield Paragraph(_spoken(text))
            plain = []
        if point:
            points.append((_mark(point[1]), point[2]))
            continue
        if points:
            yield _points(points)
            points = []
        if line.strip():
            plain.append(line.strip())


def _is_sentence(line: str) -> bool:
    """Whether a line is a paragraph of its own, as in an address it is not."""
    return line.rstrip("”»)").endswith((".", "!", "?", "…"))


def _mark(written: str) -> str:
    return written if written[0].isdigit() else "•"


def _points(points: list[tuple[str, str]]) -> Points:
    return Points(items=tuple(_spoken(text) for _, text in points), labels=tuple(mark for mark, _ in points))


def _spoken(text: str) -> Words:
    """Words in the language of who wrote them, which a voice in another would make nonsense of."""
    return text if language() == WRITTEN_IN else (Run(text, language=WRITTEN_IN),)

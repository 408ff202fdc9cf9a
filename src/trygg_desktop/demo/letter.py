"""A letter as a PDF, such as other offices send: text, headings and simple tables, with the same bytes every time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 595, 842
_LEFT, _RIGHT = 71, 524
_TOP, _BOTTOM = 760, 80
_BODY, _SMALL, _HEAD, _TITLE = 10.5, 9.0, 11.5, 16.0
_LEADING = 15.0
_CHARACTERS = 90
"""So many of the body's characters fill a line."""

_OBJECTS_BEFORE_PAGES = 4
_CELL = " | "
_HEADING = "## "


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands at one height of a page.

    Args:
        cells: texts with their distance from the left edge.
        size: of the letters, in points.
        before: the space above, in points, besides the line's own.
        ruled: a thin line is drawn below.
        kept: the next line stands on the same page.
    """

    cells: tuple[tuple[float, str], ...]
    size: float = _BODY
    bold: bool = False
    before: float = 0.0
    ruled: bool = False
    kept: bool = False


def letter(title: str, sender: str, content: str) -> bytes:
    """A letter on A4.

    It is untagged and its fonts are the reader's own, as with many documents from elsewhere.

    Args:
        title: above the text, and in the file's properties.
        sender: whose letter it is, in small type at the top of the first page and the foot of each.
        content: paragraphs with an empty line between them; one that begins with `## ` is a heading, one whose
            lines have ` | ` in them is a table, its first line the heads.

    Raises:
        UnicodeEncodeError: a character is not in the Windows alphabet for western Europe.
    """
    pages = list(_on_pages(_lines(title, sender, content)))
    streams = [
        _drawn(page, f"{sender} · {number} ({len(pages)})") for number, page in enumerate(pages, start=1)
    ]
    return _file(title, streams)


def _lines(title: str, sender: str, content: str) -> Iterator[_Line]:
    yield _Line(((_LEFT, sender),), size=_SMALL)
    yield _Line(((_LEFT, title),), size=_TITLE, bold=True, before=26, kept=True)
    for block in content.strip().split("\n\n"):
        if block.startswith(_HEADING):
            yield _Line(((_LEFT, block.removeprefix(_HEADING)),), size=_HEAD, bold=True, before=16, kept=True)
        elif _CELL in block:
            yield from _table(block.splitlines())
        else:
            yield from _paragraph(textwrap.wrap(block, _CHARACTERS))


def _paragraph(texts: Sequence[str]) -> Iterator[_Line]:
    """The lines of a paragraph, which stays on one page."""
    for number, text in enumerate(texts, start=1):
        yield _Line(((_LEFT, text),), before=7 if number == 1 else 0, kept=number < len(texts))


def _table(rows: Sequence[str]) -> Iterator[_Line]:
    """The rows of a table, its columns as wide as their longest text."""
    cells = [row.split(_CELL) for row in rows]
    widest = [max(map(len, column)) for column in zip(*cells, strict=True)]
    share = (_RIGHT - _LEFT) / sum(widest)
    starts = [_LEFT + share * sum(widest[:number]) for number in range(len(widest))]
    for number, row in enumerate(cells):
        placed = tuple(zip(starts, row, strict=True))
        head = number == 0
        yield _Line(placed, size=_SMALL, bold=head, before=10 if head else 3, ruled=True, kept=head)


def _on_pages(lines: Iterator[_Line]) -> Iterator[list[tuple[float, _Line]]]:
    """The lines with their heights, page by page; what is to stay together is not parted."""
    page: list[tuple[float, _Line]] = []
    height = float(_TOP)
    for group in _kept_together(lines):
        needed = sum(_LEADING + line.before for line in group)
        if page and height - needed < _BOTTOM:
            yield page
            page, height = [], float(_TOP)
        for line in group:
            height -= _LEADING + line.before
            page.append((height, line))
    yield page


def _kept_together(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        group.append(line)
        if not line.kept:
            yield group
            group = []
    if group:
        yield group


def _drawn(page: list[tuple[float, _Line]], foot: str) -> bytes:
    drawn = [_text(_LEFT, 48, foot, _SMALL, bold=False)]
    for height, line in page:
        drawn += [_text(left, height, text, line.size, bold=line.bold) for left, text in line.cells]
        if line.ruled:
            drawn.append(b"0.6 G 0.5 w %d %.1f m %d %.1f l S" % (_LEFT, height - 5, _RIGHT, height - 5))
    return b"\n".join(drawn)


def _text(left: float, height: float, text: str, size: float, *, bold: bool) -> bytes:
    font = b"B" if bold else b"R"
    return b"BT /%b %.1f Tf %.1f %.1f Td %b Tj ET" % (font, size, left, height, _string(text))


def _string(text: str) -> bytes:
    """A text as PDF writes it, in the alphabet that its oldest fonts have."""
    plain = text.encode("cp1252")
    for character in (b"\\", b"(", b")"):
        plain = plain.replace(character, b"\\" + character)
    return b"(" + plain + b")"


def _file(title: str, streams: Sequence[bytes]) -> bytes:
    first = _OBJECTS_BEFORE_PAGES + 1
    pages = [first + 2 * number for number in range(len(streams))]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(sv)>>",
        b"<</Type/Pages/Kids[%b]/Count %d/MediaBox[0 0 %d %d]/Resources<</Font<</R 3 0 R/B 4 0 R>>>>>>"
        % (kids, len(pages), _WIDTH, _HEIGHT),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    ]
    for page, stream in zip(pages, streams, strict=True):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (page + 1))
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
    objects.append(b"<</Title<FEFF%b>>>" % title.encode("utf-16-be").hex().upper().encode())
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    """The objects after one another, the last of them telling of the file, and the table that says where each lies."""
    made = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = len(made)
    count = len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n" % count
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        len(objects),
        table,
    )
    return bytes(made)

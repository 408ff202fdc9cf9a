"""Reads a finished PDF back with another library than the one that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pymupdf


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pymupdf.open(stream=pdf) as document:
        return [page.get_text() for page in document]


def text(pdf: bytes) -> str:
    """All text, with single blanks between words, so that line breaks do not matter; nor do the hyphens at them
    that the file itself says are none."""
    return " ".join(re.sub("\xad\\s*", "", " ".join(pages(pdf))).split())


def fonts(pdf: bytes) -> set[tuple[str, str]]:
    """Each font's name and how it is embedded (`n/a` where it is not)."""
    with pymupdf.open(stream=pdf) as document:
        return {(font[3], font[1]) for page in document for font in page.get_fonts(full=True)}


def metadata(pdf: bytes) -> dict[str, str]:
    """The file's own properties."""
    with pymupdf.open(stream=pdf) as document:
        return dict(document.metadata)


def catalogue(pdf: bytes) -> str:
    """The file's root object, where language and viewing preferences stand."""
    with pymupdf.open(stream=pdf) as document:
        return str(document.xref_object(document.pdf_catalog()))


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, text and page of each bookmark."""
    with pymupdf.open(stream=pdf) as document:
        return [(level, title, page) for level, title, page in document.get_toc()]


def everything(pdf: bytes) -> bytes:
    """Every object and every stream, decompressed, and the text that the pages show."""
    return b"\n".join(_everything(pdf)) + text(pdf).encode()


def _everything(pdf: bytes) -> Iterator[bytes]:
    yield pdf
    with pymupdf.open(stream=pdf) as document:
        for xref in range(1, document.xref_length()):
            yield document.xref_object(xref).encode()
            if document.xref_is_stream(xref):
                yield document.xref_stream(xref)


def page_size(pdf: bytes) -> tuple[float, float]:
    """How wide and high its first page is, in points."""
    with pymupdf.open(stream=pdf) as document:
        return document[0].rect.width, document[0].rect.height


def lowest_text(pdf: bytes) -> float:
    """How far down, in points, the lowest text above the foot reaches on any page."""
    with pymupdf.open(stream=pdf) as document:
        blocks = [(block[3], page.rect.height) for page in document for block in page.get_text("blocks")]
    return float(max((low for low, high in blocks if low < high - 42), default=0))


def rightmost_text(pdf: bytes) -> float:
    """How far to the right, in points, text reaches on any page."""
    with pymupdf.open(stream=pdf) as document:
        blocks = [block for page in document for block in page.get_text("blocks")]
    return float(max(block[2] for block in blocks))


def line_tops(pdf: bytes) -> dict[str, float]:
    """How far down, in points, the letters of each line of the first page stand, by its words."""
    with pymupdf.open(stream=pdf) as document:
        blocks = document[0].get_text("dict")["blocks"]
    lines = [line for block in blocks for line in block["lines"]]
    return {"".join(span["text"] for span in line["spans"]).strip(): line["bbox"][1] for line in lines}

"""Reads the structure of a finished PDF back, with other programs than the one that wrote it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import page
import pikepdf

_LIMITS = page.SafetyLimits(max_reference_depth=10_000)
"""Bookmarks are a chain, and a long briefing has many."""
_HEAD = re.compile(r"[A-Za-z0-9]+(?= \(|:|$)")


@dataclass
class Element:
    """An element, its own dictionary, and the elements in it."""

    tag: str
    entry: Any
    kids: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """The elements of a sort in it, however deep."""
        found = [self] if self.tag == tag else []
        return found + [one for kid in self.kids for one in kid.all(tag)]

    def all_headings(self) -> list[Element]:
        """The headings in it, in order."""
        found = [self] if re.fullmatch("H[1-6]", self.tag) else []
        return found + [one for kid in self.kids for one in kid.all_headings()]

    @property
    def attributes(self) -> dict[str, str]:
        """What its attributes say."""
        return {name: str(value) for name, value in self.entry.get("/A", {}).items()}


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file, to look into and to change."""
    return pikepdf.open(BytesIO(pdf))


def saved(file: pikepdf.Pdf) -> bytes:
    """A changed file as bytes."""
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def tree(file: pikepdf.Pdf) -> Element:
    """The whole structure."""
    return _element(file.Root.StructTreeRoot.K)


def _element(entry: Any) -> Element:
    held = entry.get("/K", [])
    kids = list(held) if isinstance(held, pikepdf.Array) else [held]
    inside = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return Element(str(entry.S).removeprefix("/"), entry, [_element(kid) for kid in inside])


def faults(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 and PDF/A-3a that a file breaks, as a quick validator sees them."""
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile, limits=_LIMITS).failures
    ]


def told_by_another(pdf: bytes) -> str:
    """The elements and the words in them, as another program reads them.

    That program works out all colours anew for every element, so the profile of what a printer would do with them is
    put out of its sight: it has no words.
    """
    words_alone = pdf.replace(b"/OutputIntents", b"/OutputIntent_")
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=words_alone, capture_output=True, check=True
    )
    return told.stdout.decode(errors="replace")


def read_aloud(pdf: bytes) -> list[str]:
    """What is heard, in order: each element with the words in it."""
    return list(_heard(told_by_another(pdf).splitlines()))


def _heard(lines: list[str]) -> Iterator[str]:
    for line in lines:
        words = line.strip()
        depth = (len(line) - len(line.lstrip())) // 2
        if words.startswith('"'):
            yield "  " * depth + words.strip('"')
        elif words and not words.startswith(("/", "Object")) and (head := _HEAD.match(words)):
            yield "  " * depth + head[0]


def spoken(pdf: bytes) -> list[tuple[str, str, str]]:
    """All that is heard, in order: the tag it stands in, the language that a voice reads it in, and the words."""
    with opened(pdf) as file:
        shown = [dict(_shown(page)) for page in file.pages]
        places = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        top = tree(file)
        return list(_spoken(top.entry, str(file.Root.Lang), shown, places, None))


def _spoken(
    entry: Any, language: str, shown: list[dict[int, str]], places: dict[Any, int], page: int | None
) -> Iterator[tuple[str, str, str]]:
    language = str(entry.get("/Lang", language))
    page = places[entry.Pg.objgen] if "/Pg" in entry else page
    tag = str(entry.S).removeprefix("/")
    if "/Alt" in entry:
        yield tag, language, str(entry.Alt)
    held = entry.get("/K", [])
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, int):
            assert page is not None
            yield tag, language, shown[page].get(kid, "")
        elif "/S" in kid:
            yield from _spoken(kid, language, shown, places, page)
        elif "/MCID" in kid:
            yield tag, language, shown[places[kid.Pg.objgen]].get(int(kid.MCID), "")


def _shown(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """The words of each piece of a page of ours, by its number."""
    fonts = {name: _letters(font) for name, font in page.obj.Resources.Font.items()}
    letters: dict[int, str] = {}
    number: int | None = None
    words = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" if isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                number, words = int(operands[1].MCID), ""
            case "EMC":
                if number is not None:
                    yield number, words
                number = None
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj":
                words += "".join(letters[code] for code in bytes(operands[0]))


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font of ours stands for."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(char).decode("utf-16-be")
        for code, char in re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", table)
    }

"""The file itself: objects one after another, the structure packed small, and an identity made of its content."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from struct import Struct
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFIndirectObject, PDFObject

from trygg_desktop.briefings.tagging.elements import Numbers, Tree
from trygg_desktop.briefings.tagging.heads import name_heads

_IN_A_PACK = 500
"""How many elements are compressed together."""

_LINE_END = b"\r\n"
"""Between a stream and its end. Both characters: after compressed bytes that happen to end in the first one, the
second alone would be taken for half of a line end, and the stream for one byte too short."""

_PLACE = Struct(">BIH")
"""Where an object is, as the file lists it: big end first, in one, four and two bytes."""

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class TreePlace(PDFObject):  # type: ignore[misc]
    """Stands for the structure until everything else is written: only then do its elements get numbers."""

    __RefOnly__ = 1


class ArchiveDocument(PDFDocument):  # type: ignore[misc]
    """A document that writes its structure in compressed packs, as a file of PDF 1.7 may."""

    def __init__(self, tree: Tree, **settings: Any) -> None:
        super().__init__(**settings)
        self.tree = tree
        self.tree_place = TreePlace()
        self.Catalog.StructTreeRoot = self.tree_place

    def format(self) -> bytes:
        """The bytes of the whole file."""
        name_heads(self.tree)
        catalogue, info = self.Reference(self.Catalog), self.Reference(self.info)
        file = _File()
        number = 0
        while (name := self.numberToId.get(number := number + 1)) is not None:
            found = self.idToObject[name]
            if found is not self.tree_place:
                file.add(number, with_line_end(PDFIndirectObject(name, found).format(self)))
        place = self._number(self.Reference(self.tree_place).name)
        self._write_structure(file, place, first=number)
        return bytes(file.ended(catalogue.format(self), info.format(self)))

    def _write_structure(self, file: _File, place: int, *, first: int) -> None:
        file.add_plain(place, self.tree.written(first))
        numbers = Numbers(
            tree=place,
            first=first,
            pages=[self._number(f"Page{page}") for page in range(1, len(self.Pages.pages) + 1)],
            areas={name: self._number(name) for name in self.tree.areas},
        )
        elements = iter(self.tree.elements)
        packs = first + len(self.tree.elements)
        while pack := list(islice(elements, _IN_A_PACK)):
            file.add_pack(packs, [(first + one.number, one.written(numbers)) for one in pack])
            packs += 1

    def _number(self, name: str) -> int:
        return int(self.idToObjectNumberAndVersion[name][0])


class _File:
    """Bytes written so far, and where each object is."""

    def __init__(self) -> None:
        self.bytes = bytearray(_HEADER)
        self.places: dict[int, bytes] = {0: _place(0, 0, 65535)}

    def add(self, number: int, formatted: bytes) -> None:
        self.places[number] = _place(1, len(self.bytes), 0)
        self.bytes += formatted

    def add_plain(self, number: int, content: bytes) -> None:
        self.add(number, b"%d 0 obj\n%b\nendobj\n" % (number, content))

    def add_stream(self, number: int, facts: bytes, content: bytes) -> None:
        packed = zlib.compress(content)
        head = b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n" % (facts, len(packed))
        self.add_plain(number, head + packed + _LINE_END + b"endstream")

    def add_pack(self, number: int, objects: Iterable[tuple[int, bytes]]) -> None:
        heads, bodies, offset = [], [], 0
        for index, (inside, content) in enumerate(objects):
            heads.append(b"%d %d" % (inside, offset))
            bodies.append(content)
            offset += len(content) + 1
            self.places[inside] = _place(2, number, index)
        head = b" ".join(heads) + b"\n"
        facts = b"/Type/ObjStm/N %d/First %d" % (len(heads), len(head))
        self.add_stream(number, facts, head + b"\n".join(bodies))

    def ended(self, catalogue: bytes, info: bytes) -> bytearray:
        """The file with its list of places, known by a fingerprint of what is in it."""
        number, start = max(self.places) + 1, len(self.bytes)
        self.places[number] = _place(1, start, 0)
        identity = hashlib.md5(self.bytes, usedforsecurity=False).hexdigest().encode()
        facts = b"/Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID[<%b><%b>]" % (
            number + 1,
            catalogue,
            info,
            identity,
            identity,
        )
        self.add_stream(number, facts, b"".join(self._in_order()))
        self.bytes += b"startxref\n%d\n%%%%EOF\n" % start
        return self.bytes

    def _in_order(self) -> Iterator[bytes]:
        for number in range(max(self.places) + 1):
            yield self.places[number]


def _place(kind: int, first: int, second: int) -> bytes:
    return _PLACE.pack(kind, first, second)


def with_line_end(formatted: bytes) -> bytes:
    """An object whose stream, if it is one, is followed by the line end that archives insist on."""
    ending = b"endstream\nendobj\n"
    if not formatted.endswith(ending):
        return formatted
    return formatted[: -len(ending)] + _LINE_END + ending

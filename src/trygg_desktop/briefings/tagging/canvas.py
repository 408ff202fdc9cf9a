"""The sheets of a tagged document: the PDF writer's canvas, with what it does not know about structure."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFFormXObject,
    PDFName,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from trygg_desktop.briefings.tagging.archive import (
    PROGRAM,
    AboutFile,
    RidesAlong,
    attach,
    metadata,
    output_intent,
)
from trygg_desktop.briefings.tagging.document import ArchiveDocument
from trygg_desktop.briefings.tagging.elements import Element, Tree
from trygg_desktop.briefings.tagging.letters import Codes

INSIDE = "#"
"""A link to a place in the same document begins with this, as in a web address."""

_CATALOGUE_KEYS = [*PDFCatalog.__NoDefault__, "OutputIntents", "AF"]
_PAGE_KEYS = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
_PRINTED = 4
"""The flag of an area that is printed with its page."""

_IN_AN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Sheets that know which of their pieces is what.

    Args:
        about: the file's own properties.
        size: the width and height of a page, in points.
        font: a font of ours, or the PDF writer would name one that is not in the file.
        rides_along: files inside the file.
    """

    def __init__(
        self,
        about: AboutFile,
        *,
        size: tuple[float, float],
        font: str,
        rides_along: Sequence[RidesAlong] = (),
    ) -> None:
        super().__init__(BytesIO(), pagesize=size, pageCompression=1, invariant=1, initialFontName=font)
        self.tree = Tree()
        self.tree.begin_page()
        self._doc = ArchiveDocument(
            self.tree, compression=1, invariant=1, pdfVersion=(1, 7), lang=about.locale
        )
        self._make_preamble()
        self._codes: dict[str, Codes] = {}
        self._say(about)
        self._claim(about, list(rides_along))

    def write(self, operators: str) -> None:
        """Puts operators of the page language on the page as they are."""
        self._code.append(operators)

    def codes(self, face: str) -> Codes:
        """How the characters of a face are written in this document."""
        found = self._codes.get(face)
        if found is None:
            found = self._codes[face] = Codes(face, self._doc)
        return found

    def draw_drawing(self, name: str, operators: str, wide: float, high: float) -> None:
        """Draws a drawing in the page language, its lower left corner at 0. The file holds it once, however often
        it is drawn under its name; it may use neither text nor pictures."""
        if not self.hasForm(name):
            form = PDFFormXObject(0, 0, round(wide, 3), round(high, 3))
            form.Resources = PDFDictionary({})
            form.compression = 1
            form.setStreamList(operators)
            self._doc.addForm(name, form)
        self.doForm(name)

    def _say(self, about: AboutFile) -> None:
        self.setTitle(about.title)
        self.setAuthor(about.author)
        self.setSubject(about.subject)
        self.setCreator(PROGRAM)
        self.setProducer(PROGRAM)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setDateFormatter(lambda *_clock: about.stamp)

    def _claim(self, about: AboutFile, files: list[RidesAlong]) -> None:
        catalogue = self._doc.Catalog
        catalogue.__NoDefault__ = catalogue.__Refs__ = _CATALOGUE_KEYS
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        catalogue.Metadata = XMP(creator=lambda _document: metadata(about))
        catalogue.OutputIntents = output_intent(self._doc)
        self.riding_along = attach(self._doc, files, about)
        if files:
            described = [self._doc.Reference(self._doc.idToObject[name]) for name in self.riding_along]
            catalogue.AF = PDFArray(described)
            named = sorted((file.name, place) for place, file in enumerate(files))
            pairs = [one for name, place in named for one in (PDFString(name), described[place])]
            catalogue.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(pairs)})})

    def _setAnnotations(self, page: Any) -> None:
        """Called by the PDF writer when a page is ended."""
        super()._setAnnotations(page)
        page.__NoDefault__ = _PAGE_KEYS
        page.StructParents = self.tree.page_key
        page.Tabs = PDFName("S")
        self.tree.begin_page()

    def link(self, element: Element, target: str, box: tuple[float, float, float, float], told: str) -> None:
        """Makes an area of the page lead somewhere.

        Args:
            target: a web address, or `#` and the name of a bookmark in this document.
            box: left, bottom, right and top, in points from the lower left corner.
            told: what is said of it to someone who listens.
        """
        area = f"Annot.NUMBER{self._annotationCount + 1}"
        facts = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray([round(edge, 2) for edge in box]),
            "Border": PDFArray([0, 0, 0]),
            "F": _PRINTED,
            "Contents": PDFString(told),
            "StructParent": self.tree.link(element, area),
        }
        if target.startswith(INSIDE):
            facts["Dest"] = self._bookmarkReference(target.removeprefix(INSIDE))
        else:
            address = PDFString(quote(target, safe=_IN_AN_ADDRESS))
            facts["A"] = PDFDictionary({"S": PDFName("URI"), "URI": address})
        self._addAnnotation(PDFDictionary(facts))

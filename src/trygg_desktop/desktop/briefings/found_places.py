"""Where words stand in a PDF: also those broken at the end of a line, with a hyphen or without."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtPdf import QPdfDocument

from trygg_desktop.desktop.briefings.preview import Areas

AT_A_TIME = 0.008
"""Seconds of searching after which the window has its turn: a register has hundreds of pages."""
_HYPHENS = "\u00ad\u2010\u2011\ufffe-"
"""U+FFFE is how a hyphen is read that only breaks a word over two lines."""
_BETWEEN = re.compile(rf"[{_HYPHENS}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Some letters of a page, from 0; `start` and `length` count them as the page is read."""

    page: int
    start: int
    length: int


def pattern_of(words: str) -> re.Pattern[str] | None:
    """What finds words whatever their case, their hyphens and the ends of lines in them; nothing for no words."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFC", words)).split()
    apart = f"[{_HYPHENS}]*"
    parts = [apart.join(map(re.escape, each)) for each in plain]
    return re.compile(rf"{apart}\s+{apart}".join(parts), re.IGNORECASE) if parts else None


class FoundPlaces(QObject):
    """A search through one document, a few pages at a time."""

    changed = Signal()
    """More is found, or the search has come to its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._pattern: re.Pattern[str] | None = None
        self._texts: list[str] = []
        self._places: list[Place] = []
        self._first_on: list[int] = []
        self._areas: dict[Place, Areas] = {}
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._search_on)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> Place:
        return self._places[number]

    @property
    def is_done(self) -> bool:
        """Whether every page has been searched."""
        return not self._next.isActive()

    def search_in(self, document: QPdfDocument | None) -> None:
        """Searches for the same words in another document, or in none."""
        self._document = document
        self._texts = []
        self._begin()

    def search_for(self, words: str) -> None:
        """Searches for other words; for none, finds none."""
        self._pattern = pattern_of(words)
        self._begin()

    def _begin(self) -> None:
        self._places, self._first_on, self._areas = [], [], {}
        self._next.stop()
        if self._document is not None and self._pattern is not None:
            self._next.start()

    def _search_on(self) -> None:
        document, pattern = self._document, self._pattern
        if document is None or pattern is None:
            return
        until = perf_counter() + AT_A_TIME
        while (page := len(self._first_on)) < document.pageCount():
            if page == len(self._texts):
                self._texts.append(document.getAllText(page).text())
            self._first_on.append(len(self._places))
            for found in pattern.finditer(self._texts[page]):
                self._places.append(Place(page, found.start(), found.end() - found.start()))
            if perf_counter() > until:
                self._next.start()
                break
        self.changed.emit()

    def on_page(self, page: int) -> list[Place]:
        """The places on a page, from 0, as far as it has been searched."""
        if page >= len(self._first_on):
            return []
        after = self._first_on[page + 1] if page + 1 < len(self._first_on) else len(self._places)
        return self._places[self._first_on[page] : after]

    def is_known(self, place: Place) -> bool:
        """Whether it is already known where on its page a place is; to ask the document takes a while."""
        return place in self._areas

    def areas(self, place: Place) -> Areas:
        """Where on its page a place is: one area for each line it is on."""
        if place not in self._areas:
            assert self._document is not None
            read = self._document.getSelectionAtIndex(place.page, place.start, place.length)
            self._areas[place] = [QRectF(each.boundingRect()) for each in read.bounds()]
        return self._areas[place]

"""The line above the preview: search in its text, the page in view, and whether the pages are shown in small."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from trygg_desktop.desktop.briefings.found_places import AT_A_TIME, FoundPlaces
from trygg_desktop.desktop.briefings.preview import Areas, PdfPreview
from trygg_desktop.desktop.briefings.thumbnails import PageThumbnails
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import Words
from trygg_desktop.i18n import _

ROOM_FOR_PAGES, LEAST_ROOM = 560, 380
"""Pixels of width below which the small pages are shown only where they are asked for, and not even then."""


class PreviewTools(QWidget):
    """Enter goes to the next place that is found, Shift+Enter to the one before, Escape ends the search."""

    def __init__(self, preview: PdfPreview, pages: PageThumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview, self._pages = preview, pages
        self._at, self._first_wanted = 0, False
        self._wants_pages: bool | None = None
        self._found = FoundPlaces(self)
        self.show_pages = self._button("rows", _("Show the pages in small"), self._toggle_pages)
        self.show_pages.setCheckable(True)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search in the preview"))
        self.search.setAccessibleName(_("Search in the preview"))
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(_("Clear the search"))
        self.search.setMaximumWidth(260)
        self.search.installEventFilter(self)
        self.count = Words("", "side", "text2")
        self.page = Words("", "side", "text2")
        self.before = self._button("caret-up", _("Previous place"), lambda: self.step(-1))
        self.after = self._button("caret-down", _("Next place"), lambda: self.step(1))
        self.smaller = self._button("magnifying-glass-minus", _("Show the pages smaller"), preview.zoom_out)
        self.larger = self._button("magnifying-glass-plus", _("Show the pages larger"), preview.zoom_in)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 8)
        row.setSpacing(6)
        row.addWidget(self.show_pages)
        row.addWidget(self.search, 10)
        for each in (self.count, self.before, self.after):
            row.addWidget(each)
        row.addStretch(1)
        for each in (self.page, self.smaller, self.larger):
            row.addWidget(each)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._mark)
        self.search.textChanged.connect(self._search)
        self._found.changed.connect(self._tell)
        preview.moved.connect(self._later.start)
        shortcut = QShortcut(QKeySequence.StandardKey.Find, preview)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.begin_search)
        preview.document_changed.connect(self._show_document)
        preview.page_changed.connect(self._page_changed)
        preview.zoom_changed.connect(self._zoom_changed)
        pages.page_chosen.connect(preview.go_to_page)
        self._tell()
        self._zoom_changed()
        self.fit(0)

    def _button(self, name: str, spoken: str, run: object) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, "text"))
        button.setToolTip(spoken)
        button.setAccessibleName(spoken)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(run)
        return button

    def fit(self, width: int) -> None:
        """Shows the small pages where there is room for them or they were asked for, if there are several."""
        room = width >= LEAST_ROOM and self._preview.page_count > 1
        wanted = width >= ROOM_FOR_PAGES if self._wants_pages is None else self._wants_pages
        self.show_pages.setEnabled(room)
        self.show_pages.setChecked(room and wanted)
        self._pages.setVisible(room and wanted)

    def _toggle_pages(self) -> None:
        self._wants_pages = self.show_pages.isChecked()
        self._pages.setVisible(self._wants_pages)

    def _page_changed(self, number: int, count: int) -> None:
        self.page.setText(_("page {number} of {count}", number=number, count=count) if count else "")
        self.search.setEnabled(bool(count) or self.search.hasFocus())
        self._pages.follow(number)

    def _zoom_changed(self) -> None:
        self.smaller.setEnabled(self._preview.can_zoom_out)
        self.larger.setEnabled(self._preview.can_zoom_in)

    @property
    def places(self) -> int:
        """How many places are found."""
        return len(self._found)

    def begin_search(self) -> None:
        """Leads the keyboard to the search."""
        self.search.setFocus()
        self.search.selectAll()

    @property
    def is_found(self) -> bool:
        """Whether the search has come to its end, and what is found in view is marked."""
        return self._found.is_done and not self._later.isActive()

    def step(self, by: int) -> None:
        """Goes to another place that is found, after the last to the first."""
        if self.places:
            self._at = (self._at + by) % self.places
            self._tell()
            self._go()

    def _search(self, text: str) -> None:
        self._at, self._first_wanted = 0, True
        self._found.search_for(text)
        self._tell()

    def _show_document(self, document: QPdfDocument | None) -> None:
        """The same search in the new document; the eye is left where it is."""
        self._pages.show_document(document)
        self._found.search_in(document)
        self._later.start()

    def _tell(self) -> None:
        """Says how many are found so far. The first place of a new search is gone to as soon as it is found."""
        sought, places = bool(self.search.text().strip()), self.places
        for each in (self.before, self.after):
            each.setVisible(sought)
            each.setEnabled(places > 1)
        if places or self._found.is_done:  # else what was said before is still to be read
            at = min(self._at, places - 1) + 1
            said = _("{number} of {count}", number=at, count=places) if places else _("not found")
            self.count.setText(said if sought else "")
        self._later.start()
        if sought and places and self._first_wanted:
            self._first_wanted = False
            self._go()

    def _go(self) -> None:
        place = self._found[min(self._at, self.places - 1)]
        self._preview.bring_into_view(place.page, self._found.areas(place))

    def _mark(self) -> None:
        """Marks what is found on the pages in view, as far as there is time now; the rest soon after."""
        until = perf_counter() + AT_A_TIME
        marks: dict[int, list[Areas]] = {}
        for page in self._preview.pages_in_view:
            for place in self._found.on_page(page):
                if perf_counter() > until and not self._found.is_known(place):
                    self._later.start()
                    break
                marks.setdefault(page, []).append(self._found.areas(place))
        chosen = self._found[min(self._at, self.places - 1)] if self.places else None
        known = chosen is not None and self._found.is_known(chosen)
        self._preview.mark(marks, (chosen.page, self._found.areas(chosen)) if chosen and known else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self._preview.setFocus()
                return True
        return super().eventFilter(watched, event)

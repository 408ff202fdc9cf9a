"""Shows a finished PDF from memory as it will be printed, and stays put while the text behind it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.briefings.loaded_pdf import LoadedPdf
from trygg_desktop.desktop.briefings.roll import MARGIN, Roll
from trygg_desktop.i18n import _

RENDER_DELAY = 40
AHEAD = 200
"""Pixels above and below the pane in which pages are drawn too, so that they are there when they are scrolled to."""
ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
MARKER, AROUND_PLACE = QColor("#FFE27A"), QColor("#1B2025")
"""Paper is white in the dark too, and so these do not follow the scheme."""

Areas = list[QRectF]
"""Where something stands on a page, in points from its upper left corner; in several areas where it is broken."""


class PdfPreview(QAbstractScrollArea):
    """The pages of one PDF under each other, as wide as the pane.

    Pages are drawn on a thread of their own. Until a new page is ready the former one stays, so that the
    preview follows an edit without a blink and without losing its place.
    """

    page_changed = Signal(int, int)
    """The page in view, from 1, and how many there are (0, 0 when nothing is shown)."""
    zoom_changed = Signal()
    """The pages are shown in another size, or there are pages now or none."""
    document_changed = Signal(object)
    """The document that is shown from now on, or None; the former one is let go of after this."""
    moved = Signal()
    """Other pages may be in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded: LoadedPdf | None = None
        self._images: dict[int, QImage] = {}
        self._sharp: dict[int, QSize] = {}
        self._asked: dict[int, int] = {}
        self._roll = Roll()
        self._marks: Mapping[int, Sequence[Areas]] = {}
        self._mark: tuple[int, Areas] | None = None
        self._zoom = 0
        self._announced = (0, 0)
        self._later = QTimer(self, singleShot=True, interval=RENDER_DELAY)
        self._later.timeout.connect(self._ask_for_pages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # a bar that came and went would change the width, with it the height, and so whether it is needed
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(self.backgroundRole())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self._announce()

    # What is shown

    @property
    def page_count(self) -> int:
        """How many pages the shown PDF has."""
        return len(self._loaded.sizes) if self._loaded else 0

    @property
    def current_page(self) -> int:
        """The page that fills most of the pane, from 1; 0 when nothing is shown."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return self._roll.at(middle)

    @property
    def pages_in_view(self) -> range:
        """The pages, from 0, of which something is in view."""
        top = self.verticalScrollBar().value()
        return self._roll.between(top, top + self.viewport().height())

    @property
    def is_drawn(self) -> bool:
        """Whether every page in view is drawn as sharp as it should be."""
        return self._loaded is not None and not self._asked and not self._later.isActive()

    def show_pdf(self, data: bytes) -> None:
        """Shows a PDF from memory, at the place where the former one stood."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        former, self._loaded = self._loaded, LoadedPdf(data, self)
        self._loaded.renderer.pageRendered.connect(self._page_drawn)
        self._marks, self._mark = {}, None
        self.document_changed.emit(self._loaded.document)
        if former:
            former.renderer.pageRendered.disconnect(self._page_drawn)
            former.drop()
        self._sharp.clear()
        self._asked.clear()
        self._images = {page: image for page, image in self._images.items() if page < self.page_count}
        self._lay_out()
        self.zoom_changed.emit()

    def clear(self) -> None:
        """Shows nothing, and nothing to scroll."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._marks, self._mark = {}, None
        self.document_changed.emit(None)
        if self._loaded:
            self._loaded.renderer.pageRendered.disconnect(self._page_drawn)
            self._loaded.drop()
        self._loaded = None
        self._images.clear()
        self._sharp.clear()
        self._asked.clear()
        self._lay_out()
        self.zoom_changed.emit()

    def go_to_page(self, number: int) -> None:
        """Puts the top of a page, from 1, at the top of the pane."""
        if 1 <= number <= self.page_count:
            self.verticalScrollBar().setValue(round(self._roll.pages[number - 1].top() - MARGIN))

    def mark(self, places: Mapping[int, Sequence[Areas]], chosen: tuple[int, Areas] | None) -> None:
        """Marks places in the text by page, from 0, and one of them more than the others."""
        if places != self._marks or chosen != self._mark:
            self._marks, self._mark = places, chosen
            self.viewport().update()

    def bring_into_view(self, page: int, areas: Areas) -> None:
        """Scrolls to a place in the text, if it is not in view."""
        if not areas or page >= self.page_count:
            return
        area = self._roll.area(page, areas[0])
        bar, across, room = self.verticalScrollBar(), self.horizontalScrollBar(), self.viewport()
        if not bar.value() + MARGIN <= area.top() <= bar.value() + room.height() - 2 * MARGIN:
            bar.setValue(round(area.center().y() - room.height() / 3))
        if not across.value() <= area.left() <= across.value() + room.width() - MARGIN:
            across.setValue(round(area.center().x() - room.width() / 2))

    @property
    def can_zoom_in(self) -> bool:
        """Whether there are pages that can be made larger."""
        return self._loaded is not None and self._zoom < len(ZOOMS) - 1

    @property
    def can_zoom_out(self) -> bool:
        """Whether there are pages that can be made smaller."""
        return self._loaded is not None and self._zoom > 0

    def zoom_in(self) -> None:
        """Makes the pages larger than the pane."""
        self._zoom_to(self._zoom + 1)

    def zoom_out(self) -> None:
        """Makes the pages smaller, down to the width of the pane."""
        self._zoom_to(self._zoom - 1)

    def fit_width(self) -> None:
        """Makes the pages as wide as the pane."""
        self._zoom_to(0)

    # Where things lie

    def _lay_out(self) -> None:
        room = max(self.viewport().width() - 2 * MARGIN, 80)
        self._roll = Roll(self._loaded.sizes, room, ZOOMS[self._zoom]) if self._loaded else Roll()
        for bar, length, room in (
            (self.verticalScrollBar(), self._roll.height, self.viewport().height()),
            (self.horizontalScrollBar(), self._roll.width, self.viewport().width()),
        ):
            bar.setRange(0, max(0, round(length) - room))
            bar.setPageStep(room)
            bar.setSingleStep(40)
        self._later.start()
        self.viewport().update()
        self._announce()
        self.moved.emit()

    def _zoom_to(self, step: int) -> None:
        step = min(max(step, 0), len(ZOOMS) - 1)
        if step == self._zoom:
            return
        self._zoom = step
        self._lay_out_around_middle()
        self.zoom_changed.emit()

    def _lay_out_around_middle(self) -> None:
        """In another size: what is in the middle of the pane stays there."""
        down, across, room = self.verticalScrollBar(), self.horizontalScrollBar(), self.viewport().size()
        high = (down.value() + room.height() / 2) / max(self._roll.height, 1)
        wide = (across.value() + room.width() / 2) / max(self._roll.width, 1)
        self._lay_out()
        down.setValue(round(high * self._roll.height - room.height() / 2))
        across.setValue(round(wide * self._roll.width - room.width() / 2))

    def _scrolled(self) -> None:
        self._later.start()
        self.viewport().update()
        self._announce()
        self.moved.emit()

    def _announce(self) -> None:
        now = (self.current_page, self.page_count)
        if now == self._announced and self.accessibleName():
            return
        self._announced = now
        self.setAccessibleName(
            _("Preview, page {number} of {count}", number=now[0], count=now[1])
            if now[1]
            else _("Preview, empty")
        )
        self.page_changed.emit(*now)

    # Drawing

    def _ask_for_pages(self) -> None:
        if not self._loaded:
            return
        top = self.verticalScrollBar().value()
        near = self._roll.between(top - AHEAD, top + self.viewport().height() + AHEAD)
        self._images = {page: image for page, image in self._images.items() if page in near}
        self._sharp = {page: size for page, size in self._sharp.items() if page in near}
        for page in near:
            size = (self._roll.pages[page].size() * self.devicePixelRatioF()).toSize()
            if self._sharp.get(page) != size:
                self._sharp[page] = size
                self._asked[self._loaded.renderer.requestPage(page, size)] = page

    def _page_drawn(self, page: int, size: QSize, image: QImage, options: object, request: int) -> None:
        self._asked.pop(request, None)
        if self._sharp.get(page) == size:
            self._images[page] = image
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        top = self.verticalScrollBar().value()
        for page in self._roll.between(top + event.rect().top(), top + event.rect().bottom() + 1):
            rect = self._roll.pages[page]
            painter.fillRect(rect, Qt.GlobalColor.white)
            if page in self._images:
                painter.drawImage(rect, self._images[page])
            self._draw_marks(painter, page)
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _draw_marks(self, painter: QPainter, page: int) -> None:
        """Like a marker pen over the words: the one that was gone to has a line around it too."""
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for area in (area for place in self._marks.get(page, ()) for area in place):
            painter.fillRect(self._roll.area(page, area).adjusted(-1, -1, 1, 1), MARKER)
        painter.restore()
        if self._mark is not None and self._mark[0] == page:
            painter.setPen(QPen(AROUND_PLACE, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for area in self._mark[1]:
                painter.drawRect(self._roll.area(page, area).adjusted(-2, -2, 2, 2))

    # The user

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_around_middle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._announced = (-1, -1)
            self._announce()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_out()
        elif event.key() == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fit_width()
        elif event.key() == Qt.Key.Key_PageDown:
            self.go_to_page(self.current_page + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_to_page(self.current_page - 1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_page(1)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

"""The pages of the preview in small beside it, to see the whole at a glance and to go to one of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.i18n import _

PICTURE = QSize(76, 108)
"""Pixels of an upright A4 page in small; one that lies is fitted into it."""
_WIDE, _HIGH = 116, 140
_DELAY = 60


class PageThumbnails(QListWidget):
    """One small picture for each page. Only those in view are drawn, on a thread of their own."""

    page_chosen = Signal(int)
    """The page that the user chose, from 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._renderer: QPdfPageRenderer | None = None
        self._asked: set[int] = set()
        self._shown: set[int] = set()
        self._blank = _blank()
        self._later = QTimer(self, singleShot=True, interval=_DELAY)
        self._later.timeout.connect(self._ask_for_pictures)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(PICTURE)
        self.setGridSize(QSize(_WIDE - 26, _HIGH))
        self.setUniformItemSizes(True)
        self.setFixedWidth(_WIDE)
        self.setViewportMargins(8, 8, 0, 0)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Pages"))
        self.verticalScrollBar().valueChanged.connect(lambda value: self._later.start())
        self.currentRowChanged.connect(self._row_chosen)

    @property
    def is_drawn(self) -> bool:
        """Whether every page in view has its picture."""
        return not (self._asked or self._later.isActive())

    def show_document(self, document: QPdfDocument | None) -> None:
        """Shows the pages of a document. Until a new picture is ready the former one stays."""
        if self._renderer is not None:
            self._renderer.pageRendered.disconnect(self._drawn)
            self._renderer.deleteLater()
            self._renderer = None
        self._document = document
        self._asked.clear()
        self._shown.clear()
        count = document.pageCount() if document is not None else 0
        self.blockSignals(True)
        while self.count() > count:
            self.takeItem(self.count() - 1)
        for number in range(self.count() + 1, count + 1):
            item = QListWidgetItem(self._blank, str(number))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("Page {number}", number=number))
            self.addItem(item)
        self.blockSignals(False)
        if document is not None:
            self._renderer = QPdfPageRenderer(self)
            self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
            self._renderer.setDocument(document)
            self._renderer.pageRendered.connect(self._drawn)
        self._later.start()

    def follow(self, page: int) -> None:
        """Marks the page, from 1, that the preview shows."""
        self.blockSignals(True)
        self.setCurrentRow(page - 1)
        self.blockSignals(False)
        self.viewport().update()
        self._later.start()

    def _row_chosen(self, row: int) -> None:
        if row >= 0:
            self.page_chosen.emit(row + 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_("Pages"))

    def _ask_for_pictures(self) -> None:
        if self._renderer is None or self._document is None or not self.isVisible():
            return
        sharp = self.devicePixelRatioF()
        for row in self._rows_in_view():
            if row in self._shown or row in self._asked:
                continue
            self._asked.add(row)
            size = self._document.pagePointSize(row).scaled(
                PICTURE * sharp, Qt.AspectRatioMode.KeepAspectRatio
            )
            self._renderer.requestPage(row, size.toSize())

    def _rows_in_view(self) -> range:
        top, pitch = self.verticalScrollBar().value(), self.gridSize().height()
        return range(top // pitch, min(self.count(), (top + self.viewport().height()) // pitch + 1))

    def _drawn(self, page: int, size: QSize, image: QImage, options: object, request: int) -> None:
        self._asked.discard(page)
        if page < self.count():
            self._shown.add(page)
            self.item(page).setIcon(_icon(_on_paper(image)))


def _on_paper(image: QImage) -> QPixmap:
    """A page on white with a hairline around it, in the middle of its place."""
    sheet = QPixmap(image.size())
    sheet.fill(Qt.GlobalColor.white)
    with QPainter(sheet) as painter:
        painter.drawImage(0, 0, image)
        painter.setPen(QColor(theme.color("line2")))
        painter.drawRect(sheet.rect().adjusted(0, 0, -1, -1))
    return sheet


def _blank() -> QIcon:
    sheet = QPixmap(PICTURE)
    sheet.fill(Qt.GlobalColor.white)
    return _icon(sheet)


def _icon(sheet: QPixmap) -> QIcon:
    """The same where it is chosen: paper is not tinted, the number under it is."""
    icon = QIcon(sheet)
    icon.addPixmap(sheet, QIcon.Mode.Selected)
    return icon

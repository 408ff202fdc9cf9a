"""Prints a PDF through the system's own dialog: as it is where the system takes that, else drawn in memory.

Either way no personal data is left on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from trygg_desktop.desktop.briefings.print_queue import Queue, queue_of
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import N_, _

DOTS_PER_INCH = 300


def draw_page(data: bytes, page: int) -> QImage:
    """One page (from 0) at 300 dots per inch on white. Takes a while: meant for the pool, not the window.

    Plain RGB, because printer drivers turn transparent pictures into huge ones or into black.
    """
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    points = document.pagePointSize(page)
    size = QSize(round(points.width() / 72 * DOTS_PER_INCH), round(points.height() / 72 * DOTS_PER_INCH))
    drawn = document.render(page, size)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    document.close()
    return paper


def printer_for_paper(name: str) -> QPrinter:
    """A printer set up for our pages: A4, upright, edge to edge, with the job named for the briefing."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(name)
    return printer


def pages_to_print(printer: QPrinter, total: int) -> list[int]:
    """The pages (from 0) that the dialog asked for, in the order they should come out."""
    asked = printer.pageRanges()
    pages = [page for page in range(total) if asked.isEmpty() or asked.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return pages


def sheets_to_print(printer: QPrinter, total: int) -> list[int]:
    """The pages once for each copy, where neither the printer nor the system makes the copies."""
    pages = pages_to_print(printer, total)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _copy in range(copies)]


def put_on_paper(painter: QPainter, printer: QPrinter, page: QImage) -> None:
    """Paints one drawn page over the whole sheet, keeping its proportions; one that lies is turned to fill it."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    if (page.width() > page.height()) != (sheet.width() > sheet.height()):
        page = page.transformed(QTransform().rotate(90))
    size = page.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(QRect(0, 0, sheet.width(), sheet.height()).center())
    painter.drawImage(place, page)


def ask_for_printer(parent: QWidget, name: str, total: int) -> QPrinter | None:
    """The printer the user chose in the system's dialog; nothing if they changed their mind."""
    printer = printer_for_paper(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print the briefing"))
    dialog.setMinMax(1, total)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class PrintRun(QObject):
    """Prints a PDF: whole, to a queue or a file that takes it, else page by page, each drawn on the pool.

    The window stays alive meanwhile.
    """

    finished = Signal()

    def __init__(
        self, desk: Desk, printer: QPrinter, data: bytes, total: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printer = printer
        self._data = data
        self._total = total
        self._pages = sheets_to_print(printer, total)
        self._painter = QPainter()
        self._put = 0

    def start(self) -> None:
        """Begins to print; says so in the window if the printer does not answer."""
        file, queue = self._printer.outputFileName(), queue_of(self._printer)
        if file and self._pages:
            self._write(Path(file))
        elif queue and self._pages:
            self._hand_over(queue)
        else:
            self._paint()

    def _write(self, path: Path) -> None:
        """To a file: the same letters and lines as on the screen, no pictures of them."""
        from trygg_desktop.briefings.some_pages import some_pages
        from trygg_desktop.formats.written import put_in_place

        data, pages, total = self._data, self._pages, self._total
        self._desk.job(
            _("Writing the file"),
            lambda progress: put_in_place(path, some_pages(data, pages, total)),
            lambda nothing: self._end(lambda: self._desk.tell(_("Saved as {name}.", name=path.name))),
            failed=lambda error: self._end(lambda: self._desk.fault(error)),
        )

    def _hand_over(self, queue: Queue) -> None:
        from trygg_desktop.briefings.some_pages import some_pages

        data, pages, total = self._data, pages_to_print(self._printer, self._total), self._total
        self._desk.job(
            _("Printing the briefing"),
            lambda progress: queue.take(some_pages(data, pages, total)),
            lambda taken: self._end(self._say_sent) if taken else self._paint(),
            failed=lambda error: self._end(lambda: self._desk.fault(error)),
        )

    def _say_sent(self) -> None:
        self._desk.tell(_("Sent to the printer."))

    def _paint(self) -> None:
        if not self._pages or not self._painter.begin(self._printer):
            fault = EnvironmentFault(
                "printer-silent", N_("The printer does not answer. Check that it is on, and try again.")
            )
            self._end(lambda: self._desk.fault(fault))
            return
        self._draw()

    def _draw(self) -> None:
        page, data = self._pages[self._put], self._data
        self._desk.job(
            _("Printing page {number} of {count}", number=self._put + 1, count=len(self._pages)),
            lambda progress: draw_page(data, page),
            self._drawn,
            failed=lambda error: self._end(lambda: self._desk.fault(error)),
        )

    def _drawn(self, page: QImage) -> None:
        if self._put:
            self._printer.newPage()
        put_on_paper(self._painter, self._printer, page)
        self._put += 1
        if self._put < len(self._pages):
            self._draw()
        else:
            self._end(self._say_sent)

    def _end(self, say: Callable[[], None]) -> None:
        if self._painter.isActive():
            self._painter.end()
        say()
        self.finished.emit()
        self.deleteLater()

"""Prints a PDF through the system's own dialog, drawn in memory: nothing with personal data is left on disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

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
    size = QSize(
        round(points.width() / 72 * DOTS_PER_INCH), round(points.height() / 72 * DOTS_PER_INCH)
    )
    drawn = document.render(page, size)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    document.close()
    return paper


def page_total(data: bytes) -> int:
    """How many pages the PDF has."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    total = document.pageCount()
    document.close()
    return total


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
    first, last = printer.fromPage() or 1, printer.toPage() or total
    pages = [page for page in range(first - 1, min(last, total)) if page >= 0]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return pages


def put_on_paper(painter: QPainter, printer: QPrinter, page: QImage) -> None:
    """Paints one drawn page over the whole sheet, keeping its proportions."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    size = page.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRect(0, 0, size.width(), size.height()), page)

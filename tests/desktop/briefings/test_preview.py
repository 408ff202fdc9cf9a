"""The preview and printing: from memory, sharp, and steady while the text behind it changes."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.briefings import print_queue
from trygg_desktop.desktop.briefings.preview import PdfPreview
from trygg_desktop.desktop.briefings.printing import (
    PrintRun,
    draw_page,
    pages_to_print,
    printer_for_paper,
    sheets_to_print,
)
from trygg_desktop.desktop.desk import Desk


def pdf(pages: int, *, black: bool = False, lying: bool = False) -> bytes:
    """A small A4 file; with `black` each page is a black sheet, with `lying` it lies."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(842, 595) if lying else (595, 842), invariant=1)
    for number in range(pages):
        canvas.drawString(60, 760, f"Sida {number + 1}")
        if black:
            canvas.rect(0, 0, 842, 842, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot, qapp: QApplication) -> PdfPreview:
    theme.apply(qapp, "light")
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(440, 600)
    made.show()
    return made


def shown(qtbot: QtBot, preview: PdfPreview, data: bytes) -> QImage:
    preview.show_pdf(data)
    qtbot.waitUntil(lambda: preview.is_drawn)
    return preview.viewport().grab().toImage()


def test_pages_are_counted_and_named(qtbot: QtBot, preview: PdfPreview) -> None:
    with qtbot.waitSignal(preview.page_changed) as told:
        preview.show_pdf(pdf(3))
    assert told.args == [1, 3]
    assert preview.accessibleName() == "Förhandsvisning, sida 1 av 3"


def test_a_new_version_keeps_its_place(qtbot: QtBot, preview: PdfPreview) -> None:
    shown(qtbot, preview, pdf(3))
    preview.go_to_page(2)
    place = preview.verticalScrollBar().value()
    shown(qtbot, preview, pdf(3))
    assert preview.verticalScrollBar().value() == place > 0
    assert preview.current_page == 2


def test_a_new_version_is_really_shown(qtbot: QtBot, preview: PdfPreview) -> None:
    before = shown(qtbot, preview, pdf(1))
    after = shown(qtbot, preview, pdf(1, black=True))
    middle = preview.viewport().rect().center()
    assert before.pixelColor(middle).lightness() > 250
    assert after.pixelColor(middle).lightness() < 5


def test_the_former_page_stays_until_the_new_one_is_drawn(qtbot: QtBot, preview: PdfPreview) -> None:
    shown(qtbot, preview, pdf(1, black=True))
    preview.show_pdf(pdf(1, black=True))
    at_once = preview.viewport().grab().toImage()
    assert at_once.pixelColor(preview.viewport().rect().center()).lightness() < 5


def test_a_shorter_version_ends_where_it_ends(qtbot: QtBot, preview: PdfPreview) -> None:
    shown(qtbot, preview, pdf(4))
    preview.go_to_page(4)
    shown(qtbot, preview, pdf(1))
    assert preview.page_count == preview.current_page == 1


def test_keys_turn_pages_and_zoom(qtbot: QtBot, preview: PdfPreview) -> None:
    shown(qtbot, preview, pdf(3))
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.current_page == 2
    wide = preview.horizontalScrollBar().maximum()
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.horizontalScrollBar().maximum() > wide
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.horizontalScrollBar().maximum() == wide


def test_only_pages_near_the_view_are_kept_drawn(qtbot: QtBot, preview: PdfPreview) -> None:
    shown(qtbot, preview, pdf(12))
    for number in range(1, 13):
        preview.go_to_page(number)
        qtbot.waitUntil(lambda: preview.is_drawn)
    assert set(preview._images) <= {10, 11} and preview.current_page == 12


def test_what_is_in_the_middle_stays_there_in_another_size(qtbot: QtBot, preview: PdfPreview) -> None:
    shown(qtbot, preview, pdf(9))
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum() * 5 // 8)
    page = preview.current_page
    preview.zoom_in()
    preview.zoom_in()
    across = preview.horizontalScrollBar()
    assert preview.current_page == page
    assert abs(across.value() - across.maximum() / 2) <= 1
    preview.resize(900, 400)
    assert preview.current_page == page


def test_nothing_is_left_on_disk(
    qtbot: QtBot, preview: PdfPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shown(qtbot, preview, pdf(2))
    draw_page(pdf(1), 0)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_preview_says_so(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(1))
    preview.clear()
    assert preview.accessibleName() == "Förhandsvisning, tom"


def test_a_page_is_drawn_for_paper_at_300_dots_without_transparency() -> None:
    drawn = draw_page(pdf(1), 0)
    assert (drawn.width(), drawn.height()) == (2479, 3508)
    assert drawn.format() is QImage.Format.Format_RGB32
    assert drawn.pixelColor(5, 5).lightness() == 255


def to_file(path: Path) -> QPrinter:
    printer = printer_for_paper("Kallelse")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def printed(qtbot: QtBot, run: PrintRun) -> None:
    with qtbot.waitSignal(run.finished, timeout=20_000):
        run.start()


def test_every_page_comes_out_of_the_printer(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    run = PrintRun(desk, to_file(tmp_path / "ut.pdf"), pdf(3), 3)
    with qtbot.waitSignal(run.finished, timeout=20_000):
        run._paint()
    with pymupdf.open(tmp_path / "ut.pdf") as document:
        assert len(document) == 3


def test_a_page_that_lies_fills_the_sheet(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    run = PrintRun(desk, to_file(tmp_path / "ut.pdf"), pdf(1, black=True, lying=True), 1)
    with qtbot.waitSignal(run.finished, timeout=20_000):
        run._paint()
    with pymupdf.open(tmp_path / "ut.pdf") as document:
        sheet = document[0].get_pixmap(dpi=20)
        corners = [(2, 2), (sheet.width - 3, 2), (2, sheet.height - 3), (sheet.width - 3, sheet.height - 3)]
        assert [sheet.pixel(*corner) for corner in corners] == [(0, 0, 0)] * 4


def test_what_is_printed_to_a_file_is_letters_not_a_picture_of_them(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    printed(qtbot, PrintRun(desk, to_file(tmp_path / "ut.pdf"), pdf(3), 3))
    assert (tmp_path / "ut.pdf").read_bytes() == pdf(3)
    some = to_file(tmp_path / "tva.pdf")
    some.setPageRanges(QPageRanges.fromString("1,3"))
    printed(qtbot, PrintRun(desk, some, pdf(3), 3))
    with pymupdf.open(tmp_path / "tva.pdf") as document:
        assert [page.get_text().strip() for page in document] == ["Sida 1", "Sida 3"]


def test_the_queue_gets_the_file_itself_with_what_the_dialog_asked_for(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nexec cat > {tmp_path}/got.pdf\n')
    program.chmod(0o755)
    monkeypatch.setattr(print_queue, "PROGRAM", str(program))
    printer = _Asked(copies=2)
    printed(qtbot, PrintRun(desk, printer, pdf(3), 3))
    assert (tmp_path / "got.pdf").read_bytes() == pdf(3)
    asked = (tmp_path / "asked").read_text()
    assert "-d Kontoret" in asked and "-n 2" in asked and "media=A4" in asked
    assert "-o sides=two-sided-long-edge" in asked and "-o Collate=True" in asked


def test_pages_are_drawn_where_the_queue_does_not_take_the_file(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_queue, "PROGRAM", "false")
    run = PrintRun(desk, _Asked(), pdf(1), 1)
    drawn = []
    monkeypatch.setattr(run, "_paint", lambda: drawn.append(1) or run._end(lambda: None))
    printed(qtbot, run)
    assert drawn


class _Asked(QPrinter):
    """A printer of the office, as the system's dialog leaves it."""

    def __init__(self, copies: int = 1) -> None:
        super().__init__()
        self.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self.setDocName("Kallelse")
        self._copies = copies

    def printerName(self) -> str:
        return "Kontoret"

    def outputFormat(self) -> QPrinter.OutputFormat:
        return QPrinter.OutputFormat.NativeFormat

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide

    def copyCount(self) -> int:
        return self._copies


def test_only_the_pages_asked_for_are_printed(qapp: QApplication) -> None:
    printer = printer_for_paper("Kallelse")
    assert pages_to_print(printer, 3) == [0, 1, 2]
    printer.setFromTo(2, 9)
    assert pages_to_print(printer, 3) == [1, 2]
    printer.setPageRanges(QPageRanges.fromString("1,3"))
    assert pages_to_print(printer, 3) == [0, 2]


def test_copies_are_made_here_where_the_printer_makes_none(qapp: QApplication, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "ut.pdf")
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert not printer.supportsMultipleCopies()
    assert sheets_to_print(printer, 2) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    assert sheets_to_print(printer, 2) == [0, 0, 1, 1]

"""Hands a PDF to the system's print queue as it is, with letters and lines as sharp as the printer can."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrinter

PROGRAM = "lp"
"""What hands a file to the queue on Linux and macOS. Elsewhere the pages are drawn here."""
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
_LONGEST_WAIT = 60


@dataclass(frozen=True, slots=True)
class Queue:
    """A printer's queue and how the dialog asked for it to print."""

    command: tuple[str, ...]

    def take(self, pdf: bytes) -> bool:
        """Gives it the file without putting it on disk here; answers whether it took it. Meant for the pool."""
        try:
            done = subprocess.run(self.command, input=pdf, capture_output=True, timeout=_LONGEST_WAIT)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def queue_of(printer: QPrinter) -> Queue | None:
    """The queue of the printer that was chosen; nothing where it can't be given a file."""
    program = shutil.which(PROGRAM) if sys.platform != "win32" else None
    to_a_file = printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat
    if program is None or to_a_file or not printer.printerName():
        return None
    options = [f"media={printer.pageLayout().pageSize().key()}", "fit-to-page"]
    if printer.duplex() in _SIDES:
        options.append(f"sides={_SIDES[printer.duplex()]}")
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        options.append("print-color-mode=monochrome")
    if printer.copyCount() > 1:
        options.append(f"Collate={printer.collateCopies()}")
    said = [word for option in options for word in ("-o", option)]
    copies = ["-n", str(printer.copyCount())]
    return Queue((program, "-d", printer.printerName(), "-t", printer.docName(), *copies, *said, "-"))

"""What every measured process shares: it notices its first picture, and tells when and at what cost of memory."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def peak() -> int:
    """The most memory (bytes) that this process has had."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def tell() -> None:
    """Says that what was waited for is there, and ends at once."""
    at = time.time()
    print(json.dumps({"at": at, "peak": peak()}), flush=True)
    os._exit(0)


class FirstPicture(QObject):
    """Calls back once a widget and all that is in it has been drawn."""

    def __init__(self, widget: QWidget, drawn: Callable[[], None]) -> None:
        super().__init__(widget)
        self._drawn = drawn
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._drawn)
        return False

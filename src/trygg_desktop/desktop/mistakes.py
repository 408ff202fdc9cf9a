"""Our own bugs: told in the window, and to standard error as places in the program, never with what was in it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType


def watch(tell: Callable[[BaseException], None]) -> None:
    """From now on an error that nobody took care of is told here, and the program goes on."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        write_down(error)
        tell(error)

    sys.excepthook = caught


def write_down(error: BaseException) -> None:
    """The error's kind and where it came about. Not its text: that may quote what someone wrote in a record."""
    if sys.stderr is None:
        return
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    sys.stderr.write("\n  ".join([type(error).__name__, *places]) + "\n")

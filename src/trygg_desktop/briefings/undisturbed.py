"""Keeps Python from looking for what is used no more while a briefing is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """All that is read, measured and tagged lives until the file is done. Looking for garbage among it again and
    again would make a long table take time by the square of its rows."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()

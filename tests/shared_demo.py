"""The demo council for tests that only look at it: one of the processes of a run makes it, and each has a copy."""

from __future__ import annotations

import os
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from trygg_desktop.demo import make_demo
from trygg_desktop.workspace import Key

DEMO_KEY = Key(bytes(32), bytes(16))
DEMO_DAY = date(2026, 11, 22)
"""A Sunday, the last day of ISO week 47."""
_PATIENCE = 120


def demo_of_the_day(factory: pytest.TempPathFactory, day: date) -> Path:
    """A file of `DEMO_KEY` with the demo council as it looks on a day."""
    own = factory.mktemp("demo") / f"{day}.trygg"
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / own.name
    try:
        shared.with_suffix(".begun").mkdir()
    except FileExistsError:
        patience = time.monotonic() + _PATIENCE
        while not shared.exists():
            assert time.monotonic() < patience, "the demo council was never made"
            time.sleep(0.05)
        shutil.copyfile(shared, own)
    else:
        make_demo(own, DEMO_KEY, today=day).close()
        whole = shared.with_suffix(".whole")
        shutil.copyfile(own, whole)
        whole.replace(shared)
    return own

"""One demo council for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from trygg_desktop.demo import make_demo
from trygg_desktop.workspace import Key, Workspace

TODAY = date(2026, 11, 22)  # a Sunday, the last day of ISO week 47


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo council as it looks on TODAY. Nobody writes to it."""
    with demo_of(tmp_path_factory.mktemp("demo"), TODAY) as made:
        yield made


def demo_of(folder: Path, today: date, name: str = "demo.workspace") -> Workspace:
    """A demo council of another day."""
    return make_demo(folder / name, Key.generate(), today=today)

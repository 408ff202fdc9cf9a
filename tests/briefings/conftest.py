"""What the tests of briefings share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.briefings.council import Council
from tests.shared_demo import DEMO_KEY
from trygg_desktop.workspace import Workspace


@pytest.fixture
def council(workspace: Workspace) -> Council:
    """An empty council with the default districts."""
    return Council(workspace)


@pytest.fixture(scope="session")
def full(demo_file: Path) -> Iterator[Workspace]:
    """The demo council. Nobody writes to it."""
    with Workspace.open(demo_file, DEMO_KEY) as workspace:
        yield workspace

"""What the tests of briefings share."""

from __future__ import annotations

import shutil
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
def full(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo council, in a copy that stays open. Nobody writes to it."""
    copy = shutil.copy(demo_file, tmp_path_factory.mktemp("full"))
    with Workspace.open(Path(copy), DEMO_KEY) as workspace:
        yield workspace

"""What the tests of briefings share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.briefings.council import TODAY, Council
from trygg_desktop.workspace import Key, Workspace

DEMO_KEY = Key(bytes(32), bytes(16))


@pytest.fixture
def council(workspace: Workspace) -> Council:
    """An empty council with the default districts."""
    return Council(workspace)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo council in a file of `DEMO_KEY` that nobody writes to."""
    from trygg_desktop.demo import make_demo

    path = tmp_path_factory.mktemp("demo") / "radet.trygg"
    make_demo(path, DEMO_KEY, today=TODAY).close()
    return path

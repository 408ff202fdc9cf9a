"""What the tests of briefings share."""

from __future__ import annotations

import pytest

from tests.briefings.council import Council
from trygg_desktop.workspace import Workspace


@pytest.fixture
def council(workspace: Workspace) -> Council:
    """An empty council with the default districts."""
    return Council(workspace)

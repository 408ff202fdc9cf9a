"""A desk over a small council of Närvaro's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desktop.pages import desk_over
from tests.desktop.presence.council import fill
from tests.desktop.presence.districts import TODAY
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.workspace import Workspace


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    """A desk; a fault that the test did not ask for fails it."""
    fill(workspace)
    with desk_over(workspace, TODAY) as made:
        yield made

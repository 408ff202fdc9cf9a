"""Demo councils that tests only look at: each day's is made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date

import pytest

from tests.shared_demo import DEMO_DAY, DEMO_KEY, demo_of_the_day
from trygg_desktop.workspace import Workspace

TODAY = DEMO_DAY

CouncilOf = Callable[[date], Workspace]


@pytest.fixture(scope="session")
def council_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CouncilOf]:
    """The demo council as it looks on a day. Nobody writes to it."""
    made: dict[date, Workspace] = {}
    with ExitStack() as open_ones:

        def of(today: date) -> Workspace:
            if today not in made:
                file = demo_of_the_day(tmp_path_factory, today)
                made[today] = open_ones.enter_context(Workspace.open(file, DEMO_KEY))
            return made[today]

        yield of


@pytest.fixture(scope="session")
def demo(council_of: CouncilOf) -> Workspace:
    """The demo council as it looks on TODAY. Nobody writes to it."""
    return council_of(TODAY)

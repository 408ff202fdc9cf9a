"""The exchange at length: three thousand machines; run with `-m soak`."""

from __future__ import annotations

import pytest

from tests.soak.exchange_machine import soak


@pytest.mark.soak
def test_three_thousand_machines_of_three_laptops_end_equal() -> None:
    assert "nothing found" in soak(3000, 1)

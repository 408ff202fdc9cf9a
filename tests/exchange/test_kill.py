"""A laptop that goes out in mid-import has lost nothing and has nothing by half; the soak does so a hundred times."""

from __future__ import annotations

from tests.soak.kill import kill


def test_a_process_ended_in_mid_import_has_done_it_wholly_or_not_at_all() -> None:
    assert "nothing lost" in kill(3, 1)

"""Every edition of every briefing before veraPDF, and twice in processes of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak import briefings
from trygg_desktop.briefings.registry import BRIEFINGS

pytestmark = pytest.mark.soak


def test_verapdf_finds_no_fault_in_any_edition_and_each_has_the_same_bytes_again(tmp_path: Path) -> None:
    briefings.fill(tmp_path)
    count, broken = briefings.judged(tmp_path)
    assert count > 4 * len(BRIEFINGS)
    assert broken == {}
    assert briefings.in_a_fresh_process(tmp_path) == briefings.in_a_fresh_process(tmp_path)

"""The demo's briefings as they come from the printer: no page but the last has a hole at its foot."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf
import pytest

from tests.briefings.test_tagging_every_briefing import full, of
from trygg_desktop.briefings.look import BOTTOM, TOP
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.domain.record import Audience
from trygg_desktop.workspace import Workspace

__all__ = ["full"]

_LEAST = 0.75
"""So much of a page that another follows is used at least, its head counted."""


def filled(pdf: bytes) -> Iterator[float]:
    """The share of each page that is used, from its head to the lowest words above its foot."""
    with pymupdf.open(stream=pdf) as document:
        for page in document:
            foot = page.rect.height - BOTTOM + 3
            lowest = max(block[3] for block in page.get_text("blocks") if block[3] <= foot)
            yield (lowest - TOP) / (foot - TOP)


@pytest.mark.parametrize("name", BRIEFINGS)
def test_no_page_that_another_follows_has_a_hole_at_its_foot(name: str, full: Workspace) -> None:
    *used, _last = filled(of(full, name, Audience.COUNCIL if name != "extract" else Audience.LEADERS).pdf)
    assert min(used, default=1) > _LEAST

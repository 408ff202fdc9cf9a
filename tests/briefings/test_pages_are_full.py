"""The demo's briefings as they come from the printer: no page but the last has a hole at its foot."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf
import pytest

from tests.briefings.test_tagging_every_briefing import printed
from trygg_desktop.briefings.look import BOTTOM, TOP
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.domain.record import Audience
from trygg_desktop.workspace import Workspace

FOR_LEADERS_ALONE = ("extract",)

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
@pytest.mark.parametrize("audience", [Audience.COUNCIL, Audience.PUBLIC])
def test_no_page_that_another_follows_has_a_hole_at_its_foot(
    name: str, audience: Audience, full: Workspace
) -> None:
    *used, _last = filled(
        printed(full, name, Audience.LEADERS if name in FOR_LEADERS_ALONE else audience).pdf
    )
    assert min(used, default=1) > _LEAST

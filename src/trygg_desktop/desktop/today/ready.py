"""Reads what the other pages are made of while nobody waits for it, so that the first visit to one is quick."""

from __future__ import annotations

import time

from trygg_desktop.desktop.subjects import SUBJECTS

AFTER = 800
"""Milliseconds from the day being whole on the screen until the reading begins."""
_BREATH = 0.02
"""Seconds between two pages, in which the window has the processor to itself."""


def read_pages() -> None:
    """Reads the code of each page and of the kinds of record that are at home on it; away from the window's thread."""
    from trygg_desktop.domain.kinds import KINDS

    for subject in SUBJECTS:
        subject.load()
        for name in subject.kinds:
            KINDS.by_name[name].fields()
        time.sleep(_BREATH)

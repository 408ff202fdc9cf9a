"""What is in a file that has to be handled with care: how many confidential records, and on which grounds."""

from __future__ import annotations

from collections.abc import Iterable

from trygg_desktop.i18n import ngettext


def held_words(confidential: int, grounds: Iterable[str]) -> str:
    """How many confidential records a file contains and what they rest on; empty where there are none."""
    if not confidential:
        return ""
    count = ngettext("Contains {n} confidential record", "Contains {n} confidential records", confidential)
    return " · ".join((count, *filter(None, [", ".join(grounds)])))

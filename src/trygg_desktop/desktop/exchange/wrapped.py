"""Words that take as many lines as they need."""

from __future__ import annotations

from trygg_desktop.desktop.parts import Words


def wrapped(text: str, role: str = "body", color: str = "text") -> Words:
    """A text that wraps."""
    words = Words(text, role, color)
    words.setWordWrap(True)
    return words

"""How fields of hours show them, as the language writes hours."""

from __future__ import annotations

from trygg_desktop.i18n import language


def clock_format() -> str:
    """How a field shows an hour: `13.00`, in English `13:00`."""
    return "HH.mm" if language() == "sv" else "HH:mm"

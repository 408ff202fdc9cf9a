"""What this computer remembers before any workspace is open: looks, language, and where the window stood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from trygg_desktop import i18n

_PLACE = QStandardPaths.StandardLocation.GenericConfigLocation
SCHEMES = ("system", "light", "dark")
_memory: dict[Path, dict[str, Any]] = {}
"""What was read, once, and what was chosen since: nobody waits for the disk to be asked or told."""


def file() -> Path:
    """Where it is kept: in the place that the system has for a person's settings."""
    return Path(QStandardPaths.writableLocation(_PLACE)) / "Trygg" / "preferences.json"


def _kept() -> dict[str, Any]:
    path = file()
    if path not in _memory:
        _memory[path] = _read(path)
    return _memory[path]


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    import json

    try:
        kept = json.loads(text)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def save() -> None:
    """Writes all choices to the disk; where that is not allowed they last until the program is closed."""
    import json

    path = file()
    text = json.dumps(_kept(), indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError:
        return


def scheme() -> str:
    """Light, dark or the system's, as last chosen."""
    kept = _kept().get("scheme")
    return kept if kept in SCHEMES else "system"


def keep_scheme(scheme: str) -> None:
    """Light, dark or the system's from now on; `save` keeps it for the next start."""
    _kept()["scheme"] = scheme


def language() -> str:
    """Swedish, unless English was chosen."""
    kept = _kept().get("language")
    return kept if kept in i18n.LANGUAGES else i18n.LANGUAGES[0]


def keep_language(language: str) -> None:
    """Swedish or English from now on; `save` keeps it for the next start."""
    _kept()["language"] = language


def place() -> dict[str, int]:
    """Where the window stood when it was closed: `x`, `y`, `width`, `height`, `maximised`; empty if unknown."""
    kept = _kept().get("window")
    if not isinstance(kept, dict) or not {"x", "y", "width", "height"} <= kept.keys():
        return {}
    return dict(kept) if all(isinstance(value, int) for value in kept.values()) else {}


def keep_place(place: dict[str, int]) -> None:
    """Where the window stands; `save` keeps it for the next start."""
    _kept()["window"] = place


def share(split: str) -> float | None:
    """How much of the room the first half of a split page was given, from 0 to 1; nothing if nobody moved it."""
    kept = _kept().get("splits")
    found = kept.get(split) if isinstance(kept, dict) else None
    return float(found) if isinstance(found, int | float) and 0 < found < 1 else None


def keep_share(split: str, share: float) -> None:
    """How much room the first half of a split page is given; `save` keeps it for the next start."""
    kept = _kept().get("splits")
    _kept()["splits"] = (kept if isinstance(kept, dict) else {}) | {split: round(share, 3)}

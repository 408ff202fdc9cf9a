"""What this computer remembers before any workspace is open: light or dark, and the language. Nothing personal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from trygg_desktop import i18n

_PLACE = QStandardPaths.StandardLocation.GenericConfigLocation
SCHEMES = ("system", "light", "dark")


def file() -> Path:
    """Where it is kept: in the place that the system has for a person's settings."""
    return Path(QStandardPaths.writableLocation(_PLACE)) / "Trygg" / "preferences.json"


def _kept() -> dict[str, str]:
    try:
        text = file().read_text(encoding="utf-8")
    except OSError:
        return {}
    import json

    try:
        kept = json.loads(text)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(name: str, value: str) -> None:
    """Keeps a choice; on a computer where that is not allowed it lasts until the program is closed."""
    import json

    kept = _kept() | {name: value}
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        file().write_text(json.dumps(kept), encoding="utf-8")
    except OSError:
        return


def scheme() -> str:
    """Light, dark or the system's, as last chosen."""
    kept = _kept().get("scheme")
    return kept if kept in SCHEMES else "system"


def keep_scheme(scheme: str) -> None:
    """Light, dark or the system's from the next start on."""
    _keep("scheme", scheme)


def language() -> str:
    """Swedish, unless English was chosen."""
    kept = _kept().get("language")
    return kept if kept in i18n.LANGUAGES else i18n.LANGUAGES[0]


def keep_language(language: str) -> None:
    """Swedish or English from the next start on."""
    _keep("language", language)

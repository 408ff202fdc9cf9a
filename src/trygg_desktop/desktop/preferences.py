"""What this computer remembers before any workspace is open: light or dark, and the language. Nothing personal."""

from __future__ import annotations

import json
from pathlib import Path

from trygg_desktop import i18n

SCHEMES = ("system", "light", "dark")


def file() -> Path:
    """Where it is kept: in the place that the system has for a person's settings."""
    import platformdirs

    return Path(platformdirs.user_config_dir("Trygg", appauthor=False)) / "preferences.json"


def _kept() -> dict[str, str]:
    try:
        kept = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(name: str, value: str) -> None:
    """Keeps a choice; on a computer where that is not allowed it lasts until the program is closed."""
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

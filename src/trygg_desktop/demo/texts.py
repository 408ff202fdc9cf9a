"""The demo's texts, as they lie in the program's resources: one file per subject, in Swedish."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from trygg_desktop.resources import resource

SUBJECTS = ("stakeholders", "contacts", "interactions", "promises", "presence", "walks", "liaison", "council", "meetings", "events")
"""The files that hold records, each table named after its kind. A subject's records come in this order."""


@cache
def texts(subject: str) -> dict[str, Any]:
    """Everything in one file."""
    return tomllib.loads(resource("demo", f"{subject}.toml").read_text(encoding="utf-8"))

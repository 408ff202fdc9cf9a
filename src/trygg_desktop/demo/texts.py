"""The demo's texts, as they lie in the program's resources: one file per subject, in Swedish."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from trygg_desktop.resources import resource

RECORDS = (
    "council",
    "stakeholders",
    "interactions",
    "promises",
    "presence",
    "walks",
    "liaison",
    "meetings",
    "pictures",
    "problems",
    "goals",
    "measures",
)
"""The files that hold records as they are: tables are named after kinds, their entries after fields."""


@cache
def texts(subject: str) -> dict[str, Any]:
    """Everything in one file."""
    return tomllib.loads(resource("demo", f"{subject}.toml").read_text(encoding="utf-8"))

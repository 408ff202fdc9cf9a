"""A decision as everyone tells it: whether something remains to be done, who sees to it, and how late it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from trygg_desktop.domain.council import Decision, DecisionStatus
from trygg_desktop.domain.sides import Sides

CLOSED = (DecisionStatus.DONE, DecisionStatus.DROPPED)
"""The states in which nothing more is to be done."""


def is_closed(decision: Decision) -> bool:
    """Whether nothing more is to be done about a decision."""
    return decision.status in CLOSED


def days_late(decision: Decision, today: date) -> int:
    """How many days ago it was due; 0 where it is closed, not due yet, or has no day."""
    if decision.due is None or is_closed(decision):
        return 0
    return max((today - decision.due).days, 0)


def who_sees_to(decision: Decision, called: Callable[[UUID], str]) -> str:
    """Who carries a decision out: the person named, else the stakeholder, else the side of the leadership.

    Args:
        called: what a stakeholder is called, nothing where that may not be told.
    """
    stakeholder = called(decision.stakeholder) if decision.stakeholder else ""
    return decision.owner or stakeholder or _side(decision.owner_side)


def _side(value: str | None) -> str:
    """A side in words; what this program does not know yet is told as it is written."""
    return Sides(value).label if value in list(Sides) else value or ""

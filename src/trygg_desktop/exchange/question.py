"""One thing that the two must decide, with the answers at hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from trygg_desktop.domain.record import Protection
from trygg_desktop.exchange.text_merge import Merged
from trygg_desktop.i18n import N_

ANSWERED = N_("Answered a question")
"""What the step is called in undo and history, and by what it is known again."""


class About(Enum):
    """What a question is about."""

    VALUES = "values"  # both wrote another value in the same field
    DELETED = "deleted"  # one deleted what the other went on with
    REMARK = "remark"  # what both wrote does not go together
    DECIDED = "decided"  # one wrote apart from what was decided


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers at hand: the change that wrote it, the value, in words, who and when.

    Args:
        change: its id as text; for taking it.
        at: milliseconds since 1970.
    """

    change: str
    value: Any
    words: str
    author: str
    at: int


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide.

    Args:
        id: stable while the question is open: the record and the field.
        label: the field's name for people.
        sentence: what the question is, for people.
        proposal: for long texts, both taken together; where it is not clean it holds both, to be edited.
        protection, ground: how the record is protected, for the chip.
        among: the ids under which one thing stands as several, as the answers.
        left: the id that all of them have left.
    """

    id: str
    about: About
    record: UUID
    kind: str
    title: str
    field: str
    label: str
    sentence: str
    answers: tuple[Answer, ...]
    proposal: Merged | None = None
    protection: str | None = None
    ground: str | None = None
    among: tuple[UUID, ...] = ()
    left: UUID | None = None

    @property
    def confidential(self) -> bool:
        """Whether the record is marked confidential."""
        return self.protection == Protection.PROTECTED

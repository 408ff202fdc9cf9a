"""What a briefing is wanted about: a meeting, a district, a person, a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from uuid import UUID


class Subject(StrEnum):
    """What a briefing may have to be told before it can be made."""

    MEETING = auto()
    DISTRICT = auto()
    PERSON = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Request:
    """What a briefing is about, where it is about something in particular.

    Args:
        person: the contact that a register extract is about.
        since, until: the first and the last day that it tells of.
    """

    meeting: UUID | None = None
    district: UUID | None = None
    person: UUID | None = None
    since: date | None = None
    until: date | None = None

    def about(self, subjects: Iterable[Subject]) -> Request:
        """The same, without what a briefing on these subjects has no use for."""
        kept = {name: getattr(self, name) for subject in subjects for name in _FIELDS[subject]}
        return Request(**kept)

    def missing(self, subjects: Iterable[Subject]) -> Subject | None:
        """The first of the subjects that nothing is said about."""
        lacking = (
            each for each in sorted(subjects) if None in [getattr(self, name) for name in _FIELDS[each]]
        )
        return next(lacking, None)


_FIELDS: dict[Subject, tuple[str, ...]] = {
    Subject.MEETING: ("meeting",),
    Subject.DISTRICT: ("district",),
    Subject.PERSON: ("person",),
    Subject.TIME: ("since", "until"),
}

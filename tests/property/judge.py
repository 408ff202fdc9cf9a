"""The judge of the exchange: what must hold, computed from a list of everything anybody ever wrote and knew of.

It shares no code with the engine and trusts nothing that the engine says about causes: what each change had before
it is what its laptop had taken in by then, as the tests themselves have counted it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something that someone wrote.

    Args:
        what: `made`, `said`, `alive` or `erased`.
        says: the fields it gives a value, with the value.
        field: for an erasure, the field whose past goes; nothing where the whole record goes.
        past: everything that its writer had by then.
    """

    id: int
    record: str
    what: str
    says: dict[str, Any]
    field: str
    past: frozenset[int]


Known = Iterable[int]


class Judge:
    """Everything that was ever written, and what follows for someone who knows some of it."""

    def __init__(self) -> None:
        self.events: dict[int, Event] = {}

    def of_record(self, known: Known) -> dict[str, list[Event]]:
        """What someone knows, by record."""
        found: dict[str, list[Event]] = {}
        for id in known:
            event = self.events[id]
            found.setdefault(event.record, []).append(event)
        return found


def is_erased(events: list[Event]) -> bool:
    """Whether a record is gone for good."""
    return any(event.what == "erased" and not event.field for event in events)


def is_emptied(event: Event, field: str, events: list[Event]) -> bool:
    """Whether what an event said of a field was erased."""
    return is_erased(events) or any(
        other.what == "erased" and other.field == field and event.id in other.past for other in events
    )


def writes(events: list[Event], field: str) -> list[Event]:
    """What was written of a field and still says it."""
    return [
        event
        for event in events
        if field in event.says
        and event.what in ("made", "said", "alive")
        and not is_emptied(event, field, events)
    ]


def latest(events: list[Event], field: str) -> list[Event]:
    """The writes of a field that nobody has written over, knowing of them.

    What two creations of one thing say alike was said once: who writes over one writes over both.
    """
    if is_erased(events):
        return []
    over = [event for event in events if field in event.says]
    candidates = writes(events, field)

    def known_to_a_later(event: Event) -> bool:
        alike = [event]
        if event.what == "made":
            alike = [
                each for each in candidates if each.what == "made" and each.says[field] == event.says[field]
            ]
        return any(each.id in other.past for other in over for each in alike)

    return [event for event in candidates if not known_to_a_later(event)]


def unseen_by_deletions(events: list[Event]) -> list[Event]:
    """What was written about a deleted record by someone whom the deleter had not heard.

    But for the same thing made apart: where somebody has deleted the one and somebody the other, it is gone.
    """
    deletions = [event for event in latest(events, "~alive") if event.says["~alive"] is False]

    def told(made: Event) -> dict[str, Any]:
        return {name: value for name, value in made.says.items() if not is_emptied(made, name, events)}

    def is_twice_made(event: Event) -> bool:
        twins = [each for each in events if each.what == "made" and told(each) == told(event)]
        return (
            event.what == "made"
            and any(event.id in deletion.past for deletion in deletions)
            and all(any(each.id in deletion.past for each in twins) for deletion in deletions)
        )

    return [
        event
        for event in events
        if event.what not in ("alive", "erased")
        and any(event.id not in deletion.past for deletion in deletions)
        and not is_twice_made(event)
    ]


def is_visible(events: list[Event]) -> bool:
    """Whether a record is to be seen: not if it is erased, or if all who had a say deleted it knowing everything."""
    if is_erased(events):
        return False
    alive = [event.says["~alive"] for event in latest(events, "~alive")]
    return not alive or any(alive) or bool(unseen_by_deletions(events))


def open_questions(events: list[Event]) -> set[str]:
    """The fields where different values stand beside one another, and `~alive` where a deletion is in doubt."""
    if not is_visible(events):
        return set()
    fields = {field for event in events for field in event.says}
    found = {
        field for field in fields if len({repr(event.says[field]) for event in latest(events, field)}) > 1
    }
    deleted = any(event.says["~alive"] is False for event in latest(events, "~alive"))
    if deleted and unseen_by_deletions(events):
        found.add("~alive")
    return found


def may_show_again(events: list[Event], field: str) -> set[int]:
    """Creations that may stand again, though someone wrote over them.

    Two creations said the same, so only one of them was named when it was written over; then what that one said was
    erased by someone who did not know the other. In doubt it is shown.
    """
    made = [event for event in events if event.what == "made" and field in event.says]
    if not any(is_emptied(event, field, events) for event in made):
        return set()
    return {event.id for event in made if not is_emptied(event, field, events)}

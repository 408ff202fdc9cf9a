"""The running order of a meeting: clock times that follow from the length of each item, and moving one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trygg_desktop.domain.council import AgendaItem, ItemForm, Meeting

CARRIED = ("picture", "problem", "measure", "decision")
"""The fields by which an item says what of the council's work it is about."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One item in its place: its number (a break has none) and when it begins and ends."""

    item: AgendaItem
    number: int | None
    starts: datetime | None
    ends: datetime | None


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items as they are to be taken up. One without a place comes last; equals keep a fixed order."""
    return sorted(items, key=lambda item: (item.position is None, item.position or "", str(item.id)))


def running_order(starts: datetime | None, items: Iterable[AgendaItem]) -> list[Slot]:
    """Number and clock times of each item, one after another from the start of the meeting.

    An item without a length takes no time. Where the meeting has no start there are no times.
    """
    slots: list[Slot] = []
    clock, number = starts, 0
    for item in in_order(items):
        is_break = item.form == ItemForm.BREAK
        number += not is_break
        ends = None if clock is None else clock + timedelta(minutes=item.minutes or 0)
        slots.append(Slot(item, None if is_break else number, clock, ends))
        clock = ends
    return slots


def carried(item: AgendaItem) -> tuple[UUID, ...]:
    """The picture, problem, measure and earlier decision that an item is about, in that order."""
    found = (getattr(item, name) for name in CARRIED)
    return tuple(id for id in found if id is not None)


def total_minutes(items: Iterable[AgendaItem]) -> int:
    """How long the items take together, breaks included."""
    return sum(item.minutes or 0 for item in items)


def planned_length(meeting: Meeting) -> int | None:
    """How many minutes the meeting has: from start to end where both are known, else as planned."""
    if meeting.starts and meeting.ends:
        return int((meeting.ends - meeting.starts).total_seconds() // 60)
    return meeting.planned_minutes


def position_between(before: str | None, after: str | None) -> str:
    """A place between two others, or first or last where one of them is missing.

    Two people can move items at the same time without disturbing each other: only the moved item
    changes. Raises ValueError where there is no room, as between two equal places.
    """
    from fractional_indexing import FIError, generate_key_between

    try:
        return str(generate_key_between(before, after))
    except (FIError, IndexError) as error:
        raise ValueError("no room between the two places") from error


def positions(count: int, *, after: str | None = None, before: str | None = None) -> list[str]:
    """Several places in a row, after and before the given ones."""
    from fractional_indexing import generate_n_keys_between

    return [str(key) for key in generate_n_keys_between(after, before, n=count)]


def moved(items: Sequence[AgendaItem], item_id: UUID, index: int) -> dict[UUID, str]:
    """The places that change when one item is moved to `index`, counted from 0 among all the items.

    As a rule only the moved item gets a new place. Where its new neighbours have no room between
    them (two people placed items at once, or a place is missing) all items get new ones.
    """
    rest = [item for item in in_order(items) if item.id != item_id]
    index = max(0, min(index, len(rest)))
    before = rest[index - 1].position if index > 0 else None
    after = rest[index].position if index < len(rest) else None
    placed = all(item.position for item in rest)
    if placed:
        try:
            return {item_id: position_between(before, after)}
        except ValueError:
            pass
    order = [item.id for item in rest]
    order.insert(index, item_id)
    fresh = zip(order, positions(len(order)), strict=True)
    current = {item.id: item.position for item in items}
    return {id_: place for id_, place in fresh if id_ is not None and current.get(id_) != place}

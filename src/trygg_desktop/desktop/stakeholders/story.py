"""One stakeholder over time as a picture shows it: talks, promises, agreements and presence, each in its lane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from trygg_desktop.domain.stakeholders import AgreementStatus, CommitmentStatus
from trygg_desktop.i18n import N_, _, short_date
from trygg_desktop.insight.stakeholders import Entry, Happening

BACK, AHEAD = timedelta(days=365), timedelta(days=90)
FURTHEST = timedelta(days=730)
_NARROW = timedelta(days=10)
"""Marks nearer than this to one another do not fit side by side."""


class LaneOf(StrEnum):
    """What a lane of the picture holds."""

    TALKS = "talks"
    PROMISES = "promises"
    AGREEMENTS = "agreements"
    PRESENCE = "presence"

    @property
    def label(self) -> str:
        """What stands before the lane."""
        return _(_LABELS[self])


_LABELS = {
    LaneOf.TALKS: N_("Interactions"),
    LaneOf.PROMISES: N_("Commitments"),
    LaneOf.AGREEMENTS: N_("Agreements"),
    LaneOf.PRESENCE: N_("Presence"),
}
_LANES = {
    Happening.TALKED: LaneOf.TALKS,
    Happening.PROMISED: LaneOf.PROMISES,
    Happening.DUE: LaneOf.PROMISES,
    Happening.SIGNED: LaneOf.AGREEMENTS,
    Happening.RUNS_OUT: LaneOf.AGREEMENTS,
}
_BEGINS = frozenset({Happening.PROMISED, Happening.SIGNED})


class State(StrEnum):
    """How something stands, as a shape tells it."""

    HAPPENED = "happened"
    COMING = "coming"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Item:
    """One record in the picture: a point (only `ends`) or a stretch of time."""

    id: UUID
    kind: str
    lane: LaneOf
    title: str
    ends: date
    starts: date | None = None
    state: State = State.HAPPENED
    protected: bool = False

    @property
    def first(self) -> date:
        """Its first day."""
        return self.starts or self.ends

    @property
    def words(self) -> str:
        """What the tool tip and a screen reader say."""
        days = short_date(self.ends)
        if self.starts and self.starts != self.ends:
            days = f"{short_date(self.starts)} – {days}"
        return f"{self.lane.label}: {self.title}, {days}"


@dataclass(frozen=True, slots=True)
class Story:
    """All of it, with the days at both ends of the picture. `lanes` holds rows that do not overlap."""

    since: date
    until: date
    lanes: tuple[tuple[LaneOf, tuple[tuple[Item, ...], ...]], ...]

    @property
    def items(self) -> list[Item]:
        """Every item, the earliest first."""
        found = [item for _lane, rows in self.lanes for row in rows for item in row]
        return sorted(found, key=lambda item: (item.first, item.lane, item.id.hex))


def tell(entries: Sequence[Entry], today: date) -> Story:
    """The picture's content from the lines of a timeline."""
    found = items(entries, today)
    since, until = span(found, today)
    shown = [item for item in found if item.ends >= since and item.first <= until]
    lanes = []
    for lane in LaneOf:
        rows = _rows([item for item in shown if item.lane is lane])
        if rows or lane is not LaneOf.PRESENCE:
            lanes.append((lane, rows))
    return Story(since, until, tuple(lanes))


def items(entries: Sequence[Entry], today: date) -> list[Item]:
    """One item for each record that has a day."""
    by_record: dict[UUID, list[Entry]] = {}
    for entry in entries:
        if entry.on is not None:
            by_record.setdefault(entry.id, []).append(entry)
    return [_item(several, today) for several in by_record.values()]


def _item(entries: list[Entry], today: date) -> Item:
    one = max(entries, key=lambda entry: entry.on or date.min)
    days = {entry.what: entry.on for entry in entries if entry.on is not None}
    starts = next((day for what, day in days.items() if what in _BEGINS), None)
    ends = max(days.values())
    return Item(
        id=one.id,
        kind=one.kind,
        lane=_LANES.get(one.what, LaneOf.PRESENCE),
        title=one.title,
        ends=ends,
        starts=starts if starts is not None and starts < ends else None,
        state=_state(one, ends, today),
        protected=one.protected,
    )


def _state(entry: Entry, ends: date, today: date) -> State:
    coming = ends > today
    if entry.kind == "commitment":
        if entry.status == CommitmentStatus.KEPT:
            return State.DONE
        if entry.status in (CommitmentStatus.BROKEN, CommitmentStatus.WITHDRAWN):
            return State.DROPPED
        return State.COMING if ends >= today else State.LATE
    if entry.kind == "agreement":
        if entry.status == AgreementStatus.ENDED:
            return State.DROPPED
        return State.COMING if coming else State.LATE if entry.what is Happening.RUNS_OUT else State.HAPPENED
    return State.COMING if coming else State.HAPPENED


def span(found: Iterable[Item], today: date) -> tuple[date, date]:
    """From the beginning of a month to the end of one: a year back and a quarter ahead at least, two years at most."""
    days = [day for item in found for day in (item.first, item.ends)]
    first = max(min([*days, today - BACK]), today - FURTHEST)
    last = min(max([*days, today + AHEAD]), today + FURTHEST)
    return first.replace(day=1), _month_after(last) - timedelta(days=1)


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months(since: date, until: date) -> list[date]:
    """The first day of each month between two days."""
    found = []
    month = since.replace(day=1)
    while month <= until:
        found.append(month)
        month = _month_after(month)
    return found


def _rows(found: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """As few rows as possible in which nothing lies upon something else."""
    rows: list[list[Item]] = []
    for item in sorted(found, key=lambda item: (item.first, item.ends)):
        for row in rows:
            if item.first - row[-1].ends > (_NARROW if item.starts or row[-1].starts else timedelta(days=-1)):
                row.append(item)
                break
        else:
            rows.append([item])
    return tuple(tuple(row) for row in rows)

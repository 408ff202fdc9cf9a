"""Reads the demo's records from its texts: when each was written, what it says, how it was edited later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from trygg_desktop.demo.story import CHANGE, NEW, RELEASE, Story, Writing
from trygg_desktop.demo.texts import texts
from trygg_desktop.demo.year import Year
from trygg_desktop.domain.agenda import positions
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.figures import Indicator
from trygg_desktop.domain.kinds import kind_named
from trygg_desktop.domain.links import RELATED, Link
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.i18n import local
from trygg_desktop.workspace import Transaction

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:trygg:demo")
_ABOUT_THE_TELLING = {"key", "at", "later", "related", "released", "draft", "left_open", "came_of"}
"""What a table says about how a record came to be; everything else in it is a field."""

_OWN_DAY = {
    "liaison-note": "noted",
    "interaction": "on",
    "commitment": "promised_on",
    "event": "happened",
    "follow-up": "on",
}
"""The field that holds the moment or day on which such a record was written, unless its table says so."""

_FOLLOWED_UP_AT = "15.00"
_Kind = TypeVar("_Kind", bound=Record)


def identity(kind: str, key: str) -> UUID:
    """The id of one of the demo's records: the same in every demo."""
    if kind == District.about.name:
        natural = District.natural_id({"slug": key})
    elif kind == Event.about.name:
        natural = Event.natural_id({"source_id": key})
    elif kind == Indicator.about.name:
        natural = Indicator.natural_id({"name": key})
    else:
        natural = None
    return natural or uuid5(_NAMESPACE, f"{kind}/{key}")


class Chronicle:
    """Puts the records of the texts into the story, and remembers when each was made."""

    def __init__(self, story: Story, year: Year) -> None:
        self.story = story
        self.year = year
        self._made: dict[UUID, datetime] = {}
        self._related: list[tuple[UUID, str]] = []

    def read(self, subject: str) -> None:
        """Adds every record of one file."""
        for name, tables in texts(subject).items():
            kind = kind_named(name)
            if kind is None:
                raise ValueError(f"no such kind: {name}")
            for number, table in enumerate(_placed(kind, tables), start=1):
                self.add(kind, table.get("key") or f"{subject}-{number}", table)

    def add(self, kind: type[Record], key: str, table: dict[str, Any], *, at: datetime | None = None) -> UUID:
        """Adds one record, written when its table says or at the given moment, and what happened to it later.

        Raises:
            ValueError: it would be written after now.
        """
        record, at = identity(kind.about.name, key), at or self.year.moment(table["at"])
        if at > self.story.now:
            raise ValueError(f"{kind.about.name} {key} is written after now")
        self._made[record] = at
        own = local(at).date()
        values = self._values(kind, table, own)
        if name := _OWN_DAY.get(kind.about.name):
            values.setdefault(name, at if kind.fields()[name].kind is FieldKind.DATETIME else own)
        self._create(kind, record, at, values, release=self._released(kind, table))
        if "released" in table:
            self._release_later(kind, record, self.year.moment(table["released"], own), values)
        for edit in [*table.get("later", ()), *self._following_up(kind, table, own)]:
            self._change(kind, record, edit, own)
        self._related += [(record, other) for other in table.get("related", ())]
        return record

    def as_written(self, kind: type[_Kind], key: str, table: dict[str, Any]) -> _Kind:
        """A record of the texts as it was first written, before anything happened to it."""
        values = self._values(kind, table, local(self.year.moment(table["at"])).date())
        return kind(id=identity(kind.about.name, key), **kind.derived(values) | values)

    def connect(self) -> None:
        """Adds the connections between records, each as soon as both ends are there."""
        for record, other in self._related:
            end = identity(*other.split("/"))
            at = max(self._made[record], self._made[end])
            self.story.add(at, NEW, Link, _linking(record, end))

    def _create(
        self, kind: type[Record], record: UUID, at: datetime, values: dict[str, Any], *, release: bool
    ) -> None:
        def write(tx: Transaction) -> None:
            natural = bool(kind.about.natural_key)
            tx.create(kind, id=None if natural else record, **values)
            if release:
                tx.release(record, protected=values.get("protection") == Protection.PROTECTED)

        self.story.add(at, NEW, kind, write)

    @staticmethod
    def _released(kind: type[Record], table: dict[str, Any]) -> bool:
        return kind.about.starts_as_draft and not table.get("draft") and "released" not in table

    def _release_later(self, kind: type[Record], record: UUID, at: datetime, values: dict[str, Any]) -> None:
        protected = values.get("protection") == Protection.PROTECTED
        self.story.add(at, RELEASE, kind, lambda tx: tx.release(record, protected=protected))

    def _change(self, kind: type[Record], record: UUID, edit: dict[str, Any], own: date) -> None:
        at = self.year.moment(edit["at"], own)
        values = self._values(kind, edit, local(at).date())
        self.story.add(at, CHANGE, kind, lambda tx: tx.change(record, **values))

    def _following_up(self, kind: type[Record], table: dict[str, Any], own: date) -> Iterator[dict[str, Any]]:
        """What was to be followed up before today has been, unless the table says that it was left."""
        due = table.get("follow_up_on")
        if due and not table.get("left_open") and self.year.day(due, own) < self.year.today:
            outcome = {"outcome": table["came_of"]} if "came_of" in table else {}
            yield {"at": f"{due} {_FOLLOWED_UP_AT}", "followed_up": True, **outcome}

    def _values(self, kind: type[Record], table: dict[str, Any], own: date) -> dict[str, Any]:
        fields = kind.fields()
        return {
            name: self._value(fields[name], value, own)
            for name, value in table.items()
            if name not in _ABOUT_THE_TELLING
        }

    def _value(self, field: Field, value: Any, own: date) -> Any:
        """What is written in a text, as the workspace takes it; values of the right type pass as they are."""
        if isinstance(value, (date, UUID)):
            return value
        match field.kind:
            case FieldKind.REFERENCE:
                return identity(field.target, value)
            case FieldKind.REFERENCES:
                return [identity(field.target, each) for each in value]
            case FieldKind.DATE:
                return self.year.day(value, own)
            case FieldKind.DATETIME:
                return self.year.moment(value, own)
            case _:
                return self.year.fill(value.strip(), own) if isinstance(value, str) else value


def _linking(a: UUID, b: UUID) -> Writing:
    return lambda tx: tx.link(a, RELATED, b)


def _placed(kind: type[Record], tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tables of a kind that people order by hand, each with its place within its meeting."""
    if "position" not in kind.fields():
        return tables
    counted: defaultdict[str, int] = defaultdict(int)
    for table in tables:
        counted[table["meeting"]] += 1
    places = {meeting: iter(positions(count)) for meeting, count in counted.items()}
    return [table | {"position": next(places[table["meeting"]])} for table in tables]

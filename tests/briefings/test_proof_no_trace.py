"""What an audience may not see leaves no trace: with and without it every edition has the very same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, TODAY, Council, at
from tests.briefings.test_every_briefing import every_briefing
from tests.briefings.test_meeting import made
from tests.briefings.test_tagging_every_briefing import first
from tests.shared_demo import DEMO_KEY
from tests.support import SteppingClock
from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.registry import BRIEFINGS, Subject
from trygg_desktop.briefings.sitting import meeting_before
from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.fields import TEXTUAL, Field, FieldKind
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.errors import UserError
from trygg_desktop.workspace import Workspace

OWN_KINDS = [kind for kind in KINDS if not kind.about.side_kind]
INTERNAL: dict[str, Any] = {"protection": "internal", "draft": False}
CONFIDENTIAL: dict[str, Any] = {"protection": "protected", "ground": "OSL 99:9", "draft": False}
DRAFT: dict[str, Any] = {"protection": "open", "draft": True}
HIDDEN_FROM = {
    Audience.PUBLIC: (INTERNAL, CONFIDENTIAL, DRAFT),
    Audience.COUNCIL: (CONFIDENTIAL, DRAFT),
    Audience.LEADERS: (DRAFT,),
}
_OF_EACH = 2
"""How many hidden records of each kind there are, each with other days and options."""
_CHANGED = 8
"""How many of each kind that is there are changed."""
REFUSED = frozenset({"frozen", "self-link"})
"""Why some of it can't be written."""
_STAYS = frozenset({"situation-picture", "picture-part", "picture-signature"})
"""Once decided, these are neither deleted nor erased."""
_OF_ITS_ID = frozenset({("measurement", "indicator"), ("measurement", "district")})
"""References that a record is known by: with another one it is another record."""


@pytest.fixture(scope="module")
def demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo council with every second record open, in a file that nobody writes to. Its meetings have no hour:
    where an item is left out no clock time of the others is told, which says no more than the cover does."""
    path = tmp_path_factory.mktemp("demo") / "demo.trygg"
    shutil.copy(demo_file, path)
    workspace = Workspace.open(path, DEMO_KEY, clock=SteppingClock(1_780_000_000_000))
    with workspace.transaction("Hours") as tx:
        for (meeting,) in workspace.rows(Meeting, []):
            tx.change(meeting, starts=None, ends=None, protection="open")
    for kind in OWN_KINDS:
        internal = [
            id for id, level in workspace.rows(kind, ["protection"], sort="id") if level == "internal"
        ]
        with suppress(UserError), workspace.transaction("Open") as tx:
            for id in internal[:80:2]:
                tx.change(id, protection="open")
    workspace.close()
    return path


class Hiding:
    """Hangs records that an audience may not see on everything there is, in each way that a field allows."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._numbers = count(731, 37)
        self.hidden: set[UUID] = set()
        self._there = {kind.about.name: [id for (id,) in workspace.rows(kind, [])] for kind in OWN_KINDS}

    def hide(self, kind: type[Record], state: dict[str, Any]) -> UUID | None:
        """Makes one; nothing where what is decided takes no more, or where it would be one that is there."""
        values = self._values(kind, next(self._numbers))
        if kind.natural_id(values) in {*self._there[kind.about.name], *self.hidden}:
            return None
        try:
            with self._workspace.transaction("Hide") as tx:
                id = tx.create(kind, **values | state)
        except UserError as refused:
            assert refused.id in REFUSED, refused
            return None
        self.hidden.add(id)
        return id

    def pair(self, kind: type[Record], state: dict[str, Any]) -> list[UUID]:
        """Two of a kind that are unlike each other; none of a kind that takes no more."""
        made: list[UUID] = []
        for _attempt in range(4):
            if len(made) < 2 and (id := self.hide(kind, state)):
                made.append(id)
        return made if len(made) == 2 else []

    def point_at(self, hidden: dict[str, UUID]) -> None:
        """Lets the references of what is there point to the hidden record of their kind."""
        for kind in OWN_KINDS:
            values = {
                name: [hidden[field.target]] if field.many else hidden[field.target]
                for name, field in kind.fields().items()
                if field.target in hidden and (kind.about.name, name) not in _OF_ITS_ID
            }
            self._change_some(kind, values)

    def fill(self, audience: Audience) -> None:
        """Writes something in the fields that an audience may not read."""
        for kind in OWN_KINDS:
            closed = [field for field in kind.fields().values() if not audience.may_read(field)]
            values = {field.name: self._value(field, next(self._numbers)) for field in closed}
            self._change_some(kind, {name: value for name, value in values.items() if value is not None})

    def leave_behind(self) -> None:
        """Takes back, deletes and erases what everyone could see, and begins to write in what is there."""
        open_to_all = {"protection": "open", "draft": False}
        for kind in OWN_KINDS:
            if self.hide(kind, open_to_all):
                self._workspace.undo()
            for id in self._there[kind.about.name][:_CHANGED]:
                self._workspace.scratch_save(id.hex, kind.about.naming, "KANARIE")
        gone = [self.hide(kind, open_to_all) for kind in OWN_KINDS if kind.about.name not in _STAYS]
        with self._workspace.transaction("Take away") as tx:
            for id in filter(None, gone):
                tx.delete(id)
                tx.erase(id, reason="Test")

    def _change_some(self, kind: type[Record], values: dict[str, Any]) -> None:
        there = self._there[kind.about.name][:_CHANGED] if values else []
        if not self._changed(there, values):
            for id in there:
                self._changed([id], values)

    def _changed(self, ids: Iterable[UUID], values: dict[str, Any]) -> bool:
        """Whether they could be changed: what is decided is not."""
        try:
            with self._workspace.transaction("Change") as tx:
                for id in ids:
                    tx.change(id, **values)
        except UserError as refused:
            assert refused.id in REFUSED, refused
            return False
        return True

    def _values(self, kind: type[Record], number: int) -> dict[str, Any]:
        found = {
            name: self._value(field, number)
            for name, field in kind.fields().items()
            if not field.internal and name not in Record.model_fields
        }
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, field: Field, number: int) -> Any:
        match field.kind:
            case FieldKind.EMAIL:
                return f"kanarie{number}@example.org"
            case FieldKind.URL:
                return f"https://example.org/kanarie{number}"
            case FieldKind.CHOICE:
                return list(field.options or ())[number % len(field.options or ())].value
            case FieldKind.BOOL:
                return number % 2 == 0
            case FieldKind.INTEGER | FieldKind.NUMBER | FieldKind.DURATION:
                return number
            case FieldKind.DATE:
                return TODAY - timedelta(days=number % 90 - 20 if number % 2 else number % 5)
            case FieldKind.DATETIME:
                return at(TODAY - timedelta(days=number % 60), number % 24)
            case FieldKind.REFERENCE | FieldKind.REFERENCES:
                known = self._there.get(field.target)
                chosen = known[number % len(known)] if known else None
                return [chosen] if chosen and field.many else chosen
            case kind if kind in TEXTUAL and kind is not FieldKind.COLOR:
                return f"KANARIE {number}"
        return None


class Editions:
    """Each briefing that an audience may have of a workspace, those on meetings of two of them."""

    def __init__(self, workspace: Workspace) -> None:
        self._council = Council(workspace)
        self._meetings = [first(workspace, Meeting, status=status) for status in ("held", "planned")]
        self._person = first(workspace, Contact)

    def of(self, audience: Audience) -> dict[str, bytes]:
        """The files by their names."""
        return {
            f"{name} {number}": made.pdf
            for number, meeting in enumerate(self._meetings)
            for name, made in every_briefing(self._council, audience, meeting=meeting, person=self._person)
            if not number or Subject.MEETING in BRIEFINGS[name].about
        }


@pytest.fixture
def opened(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A copy of the demo council to write to, whose covers do not tell how many records are left out."""
    monkeypatch.setattr(Reading, "left_out_line", lambda self: "Något utelämnas.")
    shutil.copy(demo, tmp_path / "copy.trygg")
    workspace = Workspace.open(tmp_path / "copy.trygg", DEMO_KEY, clock=SteppingClock(1_790_000_000_000))
    yield workspace
    workspace.close()


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The names of the files that are not the same, or are in one of the two alone."""
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


@pytest.mark.parametrize(
    "audience",
    [
        Audience.PUBLIC,  # most is hidden from it: the others take as long again
        pytest.param(Audience.COUNCIL, marks=pytest.mark.soak),
        pytest.param(Audience.LEADERS, marks=pytest.mark.soak),
    ],
)
def test_what_may_not_be_seen_changes_no_byte_of_any_edition(opened: Workspace, audience: Audience) -> None:
    """Whatever records there are that an audience may not see, whatever stands in fields that it may not read,
    whichever hidden record is pointed to, and whatever was deleted, erased, undone, written over or half typed."""
    editions, hiding = Editions(opened), Hiding(opened)
    pairs = [(kind, hiding.pair(kind, state)) for kind in OWN_KINDS for state in HIDDEN_FROM[audience][:-1]]
    hiding.point_at({kind.about.name: pair[0] for kind, pair in pairs if pair})
    before = editions.of(audience)
    assert len(before) > 10

    made = [hiding.hide(kind, state) for kind in OWN_KINDS for state in HIDDEN_FROM[audience] * _OF_EACH]
    assert sum(map(bool, made)) > len(made) * 0.8
    hiding.fill(audience)
    hiding.leave_behind()
    hiding.point_at({kind.about.name: pair[1] for kind, pair in pairs if pair})
    assert differing(before, editions.of(audience)) == []


def test_a_meeting_that_may_not_be_seen_hides_none_on_the_same_day(council: Council) -> None:
    meeting = council.meeting()
    before = council.meeting(BEFORE)
    council.decision("Punkt från förra mötet", meeting=before)
    shown = reading_back.text(made(council, meeting).pdf)
    assert "Öppna punkter från 17 sep 2026" in shown
    council.meeting(BEFORE, starts=at(BEFORE, 15), draft=True)
    assert reading_back.text(made(council, meeting).pdf) == shown
    council.meeting(BEFORE, starts=at(BEFORE, 16), protection="protected")
    again = made(council, meeting)
    assert again.left_out == 1
    assert "Öppna punkter från 17 sep 2026" in reading_back.text(again.pdf)


def test_a_meeting_without_a_day_comes_after_none(council: Council) -> None:
    council.meeting(BEFORE)
    reading = Reading(council.workspace, Edition(Audience.LEADERS, TODAY))
    later = council.workspace.get(council.meeting(held_on=None, starts=None))
    assert isinstance(later, Meeting)
    assert meeting_before(reading, later) is None

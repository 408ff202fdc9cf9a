"""One council with a word of its own in every field at every level, and wherever else words are kept: each edition of
each briefing holds only those that its audience may see, whichever way one looks into the file."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pymupdf
import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, TODAY, Council, at
from tests.briefings.test_every_briefing import every_briefing
from tests.support import SteppingClock
from trygg_desktop.briefings.locked_copy import locked_copy
from trygg_desktop.briefings.registry import BRIEFINGS, make
from trygg_desktop.domain.agenda import CARRIED
from trygg_desktop.domain.council import AgendaItem, CouncilMember
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Workspace

_KINDS = {kind.about.name: kind for kind in KINDS}
OWN_KINDS = [kind for kind in KINDS if not kind.about.side_kind]
DECIDED = {"agreed_municipality_at": at(BEFORE, 9), "agreed_police_at": at(BEFORE, 9)}
AUTHOR, FOLDER = "KANARIEFORFATTARE", "KANARIEMAPP"
WORD = re.compile(rb"KANARIE[0-9]{5}X")
_OF_ITS_TIME: dict[str, dict[str, Any]] = {
    "meeting": {"held_on": BEFORE, "starts": at(BEFORE, 9), "status": "held"},
    "decision": {"status": "open", "due": BEFORE, "decided_on": BEFORE},
    "presence-session": {"started": at(TODAY, 10), "duration": 60},
    "attendance": {"presence": "present"},
    "event": {"happened": at(BEFORE, 3)},
    "agenda-item": {"minutes": 45, "form": "decision"},
    "follow-up": {"on": BEFORE, "level": "production", "status": "green"},
    "measure": {"stage": "ongoing", "pilot": True},
    "interaction": {"on": BEFORE},
    "evaluation": {"done_on": BEFORE},
    "safety-walk": {"walked_on": BEFORE},
    "measurement": {"value": 3, "n": 80, "period": "2025"},
    "agreement": {"from_on": BEFORE},
}
"""What a record needs in order to be told of in the briefings of the day."""


@dataclass(frozen=True)
class Spot:
    """Where a word was planted."""

    state: str
    kind: str
    name: str

    def may_be_seen(self, audience: Audience) -> bool:
        """By the level of the record and by what the field is. Drafts and what is gone: by nobody."""
        return self.state in states_for(audience) and audience.may_read(_KINDS[self.kind].fields()[self.name])


STATES: dict[str, dict[str, Any]] = {
    "open": {"protection": "open", "draft": False},
    "internal": {"protection": "internal", "draft": False},
    "protected": {"protection": "protected", "draft": False},
    "draft": {"protection": "open", "draft": True},
    "erased": {"protection": "open", "draft": False},
    "deleted": {"protection": "open", "draft": False},
    "written over": {"protection": "open", "draft": False},
}
_GONE = frozenset({"draft", "erased", "deleted", "written over"})


def states_for(audience: Audience) -> set[str]:
    """The states in which a record may be told of to an audience."""
    return {state for state in STATES if state not in _GONE and audience.may_see(state)}


@dataclass
class Field:
    """A council in which each kind of record exists in each state and hangs on what everyone may see."""

    council: Council
    planted: dict[bytes, Spot] = field(default_factory=dict)
    seen: dict[str, UUID] = field(default_factory=dict)
    of_state: dict[str, dict[str, UUID]] = field(default_factory=lambda: {state: {} for state in STATES})
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def word(self, state: str, kind: str, name: str) -> str:
        found = f"KANARIE{next(self.numbers):05}X"
        self.planted[found.encode()] = Spot(state, kind, name)
        return found

    def fill(self) -> None:
        """An open record of each kind to point to, then one of each kind in each state, known by nothing else."""
        with self.council.workspace.transaction("Fill") as tx:
            for kind in OWN_KINDS:
                self.seen[kind.about.name] = tx.create(kind, **self._values(kind, "open"))
            self.seen["district"] = self.council.district("Vallby")
            own = item = self.seen["agenda-item"]
            gone: dict[str, list[UUID]] = {state: [] for state in STATES}
            areas = self.council.workspace.rows(District, ["name"], sort="name", limit=len(STATES))
            for state, (area, _name) in zip(STATES, areas, strict=True):
                member = tx.create(CouncilMember, **self._values(CouncilMember, "open"))
                apart = {"attendance": {"member": member}, "picture-part": {"district": area}}
                for kind in OWN_KINDS:
                    values = self._values(kind, state) | apart.get(kind.about.name, {})
                    id = tx.create(kind, **values)
                    own = id if kind is AgendaItem else own
                    tx.link(item, "related", id)
                    gone[state].append(id)
                    self.of_state[state][kind.about.name] = id
                    if state == "written over":
                        tx.change(id, **_anew(values))
                if state == "written over":
                    continue  # what a document says stays in it
                name = f"{self.word(state, 'attachment', 'name')}.pdf"
                file = tx.attach(
                    own if state == "draft" else item, name, self._document(state), "application/pdf"
                )
                tx.change(file, protection=STATES[state]["protection"])
                gone[state].append(file)
            self._items(tx)
            self._pointing_to_what_is_hidden(tx)
        with self.council.workspace.transaction("Take away") as tx:
            for id in gone["erased"]:
                tx.erase(id, reason="Test")
            for id in gone["deleted"]:
                tx.delete(id)
        self._around_the_records()

    def _pointing_to_what_is_hidden(self, tx: Any) -> None:
        """Records that everyone may see, each with one reference to something that not everyone may."""
        for kind in OWN_KINDS:
            for name, described in kind.fields().items():
                for state in ("internal", "protected"):
                    hidden = self.of_state[state].get(described.target)
                    if hidden is not None:
                        values = self._values(kind, "open")
                        tx.create(kind, **values | {name: [hidden] if described.many else hidden})

    def _around_the_records(self) -> None:
        """What this laptop remembers beside the records: half-typed text, and what was made and for whom. The picture
        that everyone may see is decided last: then nothing can be added to it."""
        self.council.change(self.seen["situation-picture"], **DECIDED)
        for id in self.seen.values():
            self.council.workspace.scratch_save(id.hex, "notes", self.word("draft", "meeting", "notes"))
        made = make(self.council.workspace, "decisions", audience=Audience.COUNCIL, today=TODAY)
        title, address = (self.word("draft", "meeting", "notes") for _ in range(2))
        entry = replace(made.entry(at(TODAY, 9)), title=title, mailed_to=(f"{address}@example.org",))
        self.council.workspace.record_made(entry)

    def _document(self, state: str) -> bytes:
        """A document that says who made it, and where."""
        with pymupdf.open() as document:
            document.new_page().insert_text((72, 72), self.word(state, "attachment", "name"))
            document.set_metadata({"author": AUTHOR, "producer": FOLDER})
            return bytes(document.tobytes(deflate=True))

    def _items(self, tx: Any) -> None:
        """Items that everyone may see, each of which takes up something that not everyone may."""
        for state in ("open", "internal", "protected"):
            about = {
                name: tx.create(_KINDS[kind], **self._values(_KINDS[kind], state)) for name, kind in _TAKEN_UP
            }
            tx.create(
                AgendaItem, title="Synligt ärende", meeting=self.seen["meeting"], **about, **STATES["open"]
            )

    def _values(self, kind: type[Record], state: str) -> dict[str, Any]:
        values: dict[str, Any] = dict(STATES[state])
        about = kind.about.name
        for name, each in kind.fields().items():
            if each.internal or name in ("protection", "draft"):
                continue
            if each.kind is FieldKind.EMAIL:
                values[name] = f"{self.word(state, about, name)}@example.org"
            elif each.kind is FieldKind.URL:
                values[name] = f"https://example.org/{self.word(state, about, name)}"
            elif each.kind in (FieldKind.TEXT, FieldKind.PARAGRAPH, FieldKind.PHONE):
                values[name] = self.word(state, about, name)
            elif each.target in self.seen:
                pointed = self.seen[each.target]
                values[name] = pointed if each.kind is FieldKind.REFERENCE else [pointed]
        timely = _OF_ITS_TIME.get(about, {})
        return values | {name: value for name, value in timely.items() if name in kind.fields()}


def _anew(values: dict[str, Any]) -> dict[str, str | None]:
    """Something else for the fields that a word was planted in."""
    planted = {name: value for name, value in values.items() if WORD.search(str(value).encode())}
    plain = {name for name, value in planted.items() if WORD.fullmatch(value.encode())}
    return {name: "+46 21 39 00 00" if name in plain else None for name in planted}


_TAKEN_UP = [(name, _KINDS["agenda-item"].fields()[name].target) for name in CARRIED]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    folder = tmp_path_factory.mktemp(FOLDER)
    workspace = Workspace.create(
        folder / "council.trygg",
        Key.generate(),
        author=AUTHOR,
        side=Side.MUNICIPALITY,
        council="Trygghetsrådet",
        clock=SteppingClock(),
    )
    field = Field(Council(workspace))
    field.fill()
    yield field
    workspace.close()


def looked_through(pdf: bytes) -> bytes:
    """The file as it is, each stream decompressed, each text in its dictionaries, and the words on its pages."""
    pieces = [pdf, reading_back.text(pdf).encode()]
    with pikepdf.open(BytesIO(pdf)) as file:
        for each in file.objects:
            pieces += _texts(each)
            if isinstance(each, pikepdf.Stream):
                pieces.append(each.read_bytes())
    found = b"\n".join(pieces)
    return found + found.replace(b"\0", b"")  # UTF-16, whichever way round


def _texts(held: Any) -> Iterator[bytes]:
    if isinstance(held, pikepdf.String):
        yield str(held).encode(errors="replace")
    elif isinstance(held, pikepdf.Array):
        for each in held.as_list():
            if not getattr(each, "is_indirect", False):
                yield from _texts(each)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for name, each in held.items():
            yield name.encode()
            if not getattr(each, "is_indirect", False):
                yield from _texts(each)


def machine() -> list[bytes]:
    """What would tell of the machine that it was made on."""
    told = (FOLDER, f"{Path.home()}/", socket.gethostname())
    return [each.encode() for each in told if len(each) > 5]


@pytest.mark.parametrize("audience", list(Audience))
def test_no_edition_of_any_briefing_holds_what_its_audience_may_not_see(
    planted: Field, audience: Audience
) -> None:
    made = dict(
        every_briefing(
            planted.council, audience, meeting=planted.seen["meeting"], person=planted.seen["contact"]
        )
    )
    assert BRIEFINGS.keys() - made.keys() == (set() if audience is Audience.LEADERS else {"extract"})
    everything: set[Spot] = set()
    for name, briefing in made.items():
        looked = looked_through(briefing.pdf)
        found = {planted.planted[word] for word in WORD.findall(looked)}
        assert {spot for spot in found if not spot.may_be_seen(audience)} == set(), name
        assert [told for told in machine() if told in looked] == [], name
        if name != "extract":  # whom it is about is told who wrote what of them
            assert AUTHOR.encode() not in looked, name
        assert AUTHOR not in " ".join(map(str, reading_back.metadata(briefing.pdf).values())), name
        everything |= found
    assert {spot.state for spot in everything} == states_for(audience)
    assert len(everything) > 40  # or the words are not where they could be found


def test_a_locked_copy_tells_nothing_to_those_without_its_password(planted: Field) -> None:
    made = make(
        planted.council.workspace,
        "meeting",
        audience=Audience.LEADERS,
        today=TODAY,
        meeting=planted.seen["meeting"],
    )
    assert WORD.findall(looked_through(made.pdf))
    locked = locked_copy(made.pdf, "hasselnot och kastanj")
    told = locked + locked.replace(b"\0", b"")
    assert WORD.findall(told) == []
    assert [word for word in (made.title, "Trygghetsr", "Kallelse", ".csv") if word.encode() in told] == []
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(locked))

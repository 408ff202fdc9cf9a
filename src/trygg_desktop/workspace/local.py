"""What this laptop alone remembers, encrypted with the rest: unsaved text, column mappings, files that were made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.lanes import lane_of, number_of

TO_SCRUB = "the file holds what was erased"
"""The name under which a workspace remembers that it must still be cleaned."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A briefing that was made: for whom, from what and with which fingerprint; never the file itself.

    `name` is the briefing's, as the command line knows it, and `title` what the file calls itself. Of its `records`
    so many are `internal` and `confidential`; `grounds` are what the confidential rest on. Of the records that were
    `left_out` so many were `not_counted`: missing from figures alone. What it was made about
    stays on this laptop: it may point to a person. `on` is the day that it took for today. `plain` is the
    fingerprint that the file had before it got a password, empty where it has none; `mailed_to` the addresses of the
    e-mail that it was attached to, empty where one was erased since.
    """

    made_at: datetime
    name: str
    audience: str
    fingerprint: str
    protection: str | None = None
    meeting: UUID | None = None
    left_out: int = 0
    not_counted: int = 0
    records: int = 0
    internal: int = 0
    confidential: int = 0
    grounds: tuple[str, ...] = ()
    title: str = ""
    district: UUID | None = None
    person: UUID | None = None
    since: date | None = None
    until: date | None = None
    on: date | None = None
    plain: str = ""
    mailed_to: tuple[str, ...] = ()


_IDS, _DAYS = ("meeting", "district", "person"), ("since", "until", "on")
_KEPT_BESIDE = frozenset({"made_at", "fingerprint"})


def record_made(connection: Connection, made: MadeFile) -> None:
    """Adds a line to the register of files."""
    facts = {name: value for name, value in asdict(made).items() if name not in _KEPT_BESIDE}
    facts |= {name: facts[name].hex for name in _IDS if facts[name]}
    facts |= {name: facts[name].isoformat() for name in _DAYS if facts[name]}
    connection.execute(
        "INSERT INTO sent (fingerprint, at, recipient, what) VALUES (?, ?, '', ?)",
        (made.fingerprint, int(made.made_at.timestamp() * 1000), json.dumps(facts, ensure_ascii=False)),
    )


def made_files(connection: Connection) -> list[MadeFile]:
    """The register of files that were made, newest first."""
    found = connection.execute(
        "SELECT fingerprint, at, what FROM sent WHERE recipient = '' ORDER BY n DESC"
    ).fetchall()
    return [
        MadeFile(made_at=datetime.fromtimestamp(at / 1000, UTC), fingerprint=fingerprint, **_facts(what))
        for fingerprint, at, what in found
    ]


def _facts(what: str) -> dict[str, Any]:
    """What a line tells; lines that were written before some of it was kept tell less, later ones may tell more."""
    known = {each.name for each in fields(MadeFile)} - _KEPT_BESIDE
    facts = {name: value for name, value in json.loads(what).items() if name in known}
    facts |= {name: UUID(facts[name]) for name in _IDS if facts.get(name)}
    facts |= {name: date.fromisoformat(facts[name]) for name in _DAYS if facts.get(name)}
    facts |= {name: tuple(facts[name]) for name in ("mailed_to",) if name in facts}
    return facts | {"grounds": tuple(facts.get("grounds", ()))}


@dataclass(frozen=True, slots=True)
class Reached:
    """A peer that was sent something: who it is, and when the first file with it was made."""

    name: str
    at: datetime


def reached_by(connection: Connection, changes: Iterable[int]) -> list[Reached]:
    """To whom files were made that hold one of these changes, the first of them first."""
    looked_for = {(str(lane_of(change)), number_of(change)) for change in changes}
    found: dict[str, Reached] = {}
    for at, name, what in connection.execute(
        "SELECT s.at, i.name, s.what FROM sent s JOIN identity i ON CAST(i.id AS TEXT) = s.recipient ORDER BY s.n"
    ).fetchall():
        reached = json.loads(what).get("reached", {})
        if name not in found and any(reached.get(lane, 0) >= number for lane, number in looked_for):
            found[name] = Reached(name, datetime.fromtimestamp(at / 1000, UTC))
    return list(found.values())


def save_scratch(connection: Connection, record: str, field: str, text: str, at: int) -> None:
    """Keeps text that is being typed, until its field is left."""
    connection.execute("INSERT OR REPLACE INTO scratch VALUES (?, ?, ?, ?)", (record, field, text, at))


def scratch(connection: Connection, record: str) -> dict[str, str]:
    """Text that was typed and never saved, by field."""
    return dict(connection.execute("SELECT field, text FROM scratch WHERE record = ?", (record,)).fetchall())


def move_scratch(connection: Connection, record: str, to: str) -> None:
    """What was being typed in a record goes along when it gets another id."""
    connection.execute("UPDATE OR REPLACE scratch SET record = ? WHERE record = ?", (to, record))


def drop_scratch(connection: Connection, record: str, field: str) -> None:
    """Forgets typed text: it was saved, or is not wanted."""
    connection.execute("DELETE FROM scratch WHERE record = ? AND field = ?", (record, field))


def remember(connection: Connection, name: str, value: Any) -> None:
    """Keeps something small under a name."""
    connection.execute(
        "INSERT OR REPLACE INTO memory VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False))
    )


def forget(connection: Connection, name: str) -> None:
    """What was kept under a name is wanted no more."""
    connection.execute("DELETE FROM memory WHERE name = ?", (name,))


def recall(connection: Connection, name: str) -> Any:
    """What was kept under a name, or nothing."""
    found = connection.execute("SELECT value FROM memory WHERE name = ?", (name,)).fetchone()
    return json.loads(found[0]) if found else None

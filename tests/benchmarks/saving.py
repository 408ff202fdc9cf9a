"""What it costs to save one field as the product does it, down to the disk."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from tests.benchmarks import raw
from tests.benchmarks.measure import Figure, Setting, call_times, in_turn, milliseconds
from tests.support import new_workspace
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.workspace import Workspace

RECORDS = 1000
_MESSAGE = "Change contact"
_NOTES = "Ses varje månad."


def save_field(setting: Setting) -> Figure:
    """One searchable field of a contact: validation, log, table, index, history's name, on the disk (FULL)."""
    workspace, ids = _contacts(setting)
    bare = raw.same_tables(setting.folder / "saving-raw.db", workspace)
    bare.execute("BEGIN IMMEDIATE")
    raw.copy(bare, workspace, ("change", "head", "lane", "device", "contact", "search_entry"))
    bare.execute("COMMIT")
    fresh = _Texts(ids)
    known = _Texts(ids)
    ours, baseline = in_turn(
        lambda: milliseconds(lambda: _save(workspace, *next(fresh))),
        lambda: _save_raw(bare, *next(known)),
        rounds=20 * setting.rounds,
    )
    bare.close()
    workspace.close()
    return Figure(
        "save", "saving one field / one raw SQLCipher transaction", ours, baseline, "ms", 4.0, ceiling=5.0
    )


def profile_save(setting: Setting) -> str:
    """Where the time of saving goes."""
    workspace, ids = _contacts(setting, "saving-profiled.trygg")
    fresh = _Texts(ids)

    def save_many() -> None:
        for _each in range(500):
            _save(workspace, *next(fresh))

    return call_times(save_many)


def _contacts(setting: Setting, name: str = "saving.trygg") -> tuple[Workspace, list[UUID]]:
    workspace = new_workspace(setting.folder, name=name)
    with workspace.transaction("Import contacts") as tx:
        ids = [
            tx.create(
                Contact, name=f"Kontakt {n}", role="Samordnare", email=f"kontakt{n}@example.se", notes=_NOTES
            )
            for n in range(RECORDS)
        ]
    return workspace, ids


class _Texts:
    """A record and a new text for it, one after the other."""

    def __init__(self, ids: list[UUID]) -> None:
        self._ids = ids
        self._count = count(1)

    def __next__(self) -> tuple[UUID, str]:
        n = next(self._count)
        return self._ids[n * 7 % len(self._ids)], f"Samordnare för område {n}"


def _save(workspace: Workspace, id: UUID, text: str) -> None:
    with workspace.transaction(_MESSAGE) as tx:
        tx.change(id, role=text)


def _save_raw(connection: Any, id: UUID, text: str) -> float:
    """The same rows written by statements that were ready before the clock was started."""
    record = id.hex
    (last,) = connection.execute("SELECT max(id) FROM change").fetchone()
    contact = list(connection.execute("SELECT * FROM contact WHERE id = ?", (record,)).fetchone())
    names = [each[1] for each in connection.execute("PRAGMA table_info(contact)")]
    contact[names.index("role")] = text
    if "role__key" in names:
        contact[names.index("role__key")] = text.casefold()
    found = connection.execute("SELECT n, title, body FROM search_entry WHERE record = ?", (record,))
    n, title, body = found.fetchone()
    entry = (n, record, "contact", title, body.replace(body.partition("\n")[0], text, 1), title.casefold())
    superseded = connection.execute(
        "SELECT id FROM head WHERE record = ? AND field = 'role'", (record,)
    ).fetchone()
    change = (
        last + 1, "contact", record, "role", f'"{text}"', str(superseded[0] if superseded else 1), None, last + 1, None,
        '{"id":"Change contact"}', last, last, 1, 1,
    )  # fmt: skip
    statements = (
        (f"INSERT INTO change VALUES ({', '.join('?' * 14)})", change),
        ("DELETE FROM head WHERE record = ? AND field = 'role'", (record,)),
        ("INSERT INTO head VALUES (?, 'role', ?)", (record, last + 1)),
        (f"INSERT OR REPLACE INTO contact VALUES ({', '.join('?' * len(contact))})", contact),
        ("INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)", (n, title, body)),
        ("DELETE FROM search_plain WHERE rowid = ?", (n,)),
        ("DELETE FROM search_entry WHERE n = ?", (n,)),
        ("INSERT INTO search_entry VALUES (?, ?, ?, ?, ?, ?)", entry),
        ("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (n, title, entry[4])),
        ("INSERT INTO search_plain (rowid, title) VALUES (?, ?)", (n, title)),
        ("UPDATE device SET hlc = ?, tx = tx + 1", (last,)),
        ("UPDATE lane SET have = have + 1, chain = ?", (record,)),
        ("INSERT INTO step VALUES (?, 'Change contact', 0, ?, ?, 0, 0)", (last + 1, last + 1, last + 1)),
    )

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            connection.execute(statement, values)
        connection.execute("COMMIT")

    return milliseconds(write)

"""What the exchange's engine costs on a plain connection, against SQLite writing the same rows with nothing around.

Twenty thousand records of eight fields, five thousand edits a side, every tenth of them in the same field on both.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import sqlcipher3
import zstandard
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tests.benchmarks import raw
from tests.benchmarks.measure import Figure, Setting, in_turn, milliseconds
from tests.support import new_workspace
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.exchange.bundle import Bundle
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.exchange.receiving import receive
from trygg_desktop.exchange.sending import bundle_for
from trygg_desktop.workspace.lanes import chain_whole, change_id
from trygg_desktop.workspace.log import COLUMNS, MARKS, ChangeLog
from trygg_desktop.workspace.schema import create_tables

FIELDS = tuple(f"f{n}" for n in range(8))
EDITS = 5000
COLLIDING = 0.1
_START = 1_767_222_000_000
_THING = f"CREATE TABLE thing (id TEXT PRIMARY KEY, {', '.join(f'{name} TEXT' for name in FIELDS)})"


def _record(n: int) -> str:
    return f"{n:032x}"


def _text(n: int) -> str:
    return f"Samordnare för område {n % 9973}"


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("writing", 0, lambda: True)
    return connection


@dataclass
class Laptop:
    """A log on a plain file, and one ordinary table that follows from it."""

    path: Path
    log: ChangeLog = field(init=False)

    def __post_init__(self) -> None:
        self.connection = _open(self.path)
        create_tables(self.connection)
        self.connection.execute(_THING)
        clock = count(_START)
        self.log = ChangeLog.start(
            self.connection, name=self.path.stem, side="police", clock=lambda: next(clock)
        )

    def write(self, work: Callable[[ChangeLog], None]) -> None:
        """One transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.log.begin("Change")
        work(self.log)
        self.log.finish()
        self.connection.execute("COMMIT")

    def create(self, records: range) -> None:
        """Records with all their fields."""
        for n in records:
            values = {name: _text(n + place) for place, name in enumerate(FIELDS)}
            self.log.create("thing", _record(n), values)
            self.connection.execute(
                f"INSERT INTO thing VALUES ({'?, ' * 8}?)", (_record(n), *values.values())
            )

    def edit(self, n: int, name: str, text: str) -> None:
        """One field, in the log and in the table."""
        self.log.edit("thing", _record(n), name, text)
        self.connection.execute(f"UPDATE thing SET {name} = ? WHERE id = ?", (text, _record(n)))

    def take_in(self, bundle: Bundle) -> None:
        """A bundle, and the table after it."""
        self.connection.execute("BEGIN IMMEDIATE")
        arrived = receive(self.log, bundle)
        if len(arrived.fresh) > 2 * EDITS:
            rows = [(record, *self._values(record)) for record in arrived.touched]
            self.connection.executemany(f"INSERT OR REPLACE INTO thing VALUES ({'?, ' * 8}?)", rows)
        else:
            for row in arrived.fresh:
                self.connection.execute(
                    f"UPDATE thing SET {row[3]} = ? WHERE id = ?", (json.loads(row[4]), row[2])
                )
        self.connection.execute("COMMIT")

    def _values(self, record: str) -> list[Any]:
        values = self.log.values(record)
        return [values.get(name) for name in FIELDS]

    def copy(self, path: Path) -> Laptop:
        """The same laptop at this moment, in another file."""
        twin = object.__new__(Laptop)
        twin.path = path
        with sqlite3.connect(path) as target:
            self.connection.backup(target)
        target.close()
        twin.connection = _open(path)
        clock = count(_START + 10**9)
        twin.log = ChangeLog(twin.connection, lambda: next(clock))
        return twin


@dataclass(frozen=True)
class Pair:
    """Two who have the same records, the edits of one, and the first bundle that brought everything."""

    one: Laptop
    other: Laptop
    everything: Bundle
    edits: Bundle


def _edits(seed: int, records: int) -> list[tuple[int, str, str]]:
    both, own = random.Random(0), random.Random(seed)
    collide = int(EDITS * COLLIDING)
    chosen = [(both.randrange(records), both.choice(FIELDS)) for _edit in range(collide)]
    chosen += [(own.randrange(records), own.choice(FIELDS)) for _edit in range(EDITS - collide)]
    return [(n, name, f"{_text(n)} {seed}") for n, name in chosen]


@cache
def _pair(setting: Setting) -> Pair:
    records = setting.records // 5
    one, other = Laptop(setting.folder / "one.db"), Laptop(setting.folder / "other.db")
    one.write(lambda _log: one.create(range(records)))
    _introduce(one, other)
    everything = bundle_for(one.log, other.log.author)
    other.take_in(everything)
    one.connection.execute("BEGIN IMMEDIATE")
    receive(one.log, bundle_for(other.log, one.log.author))
    one.connection.execute("COMMIT")
    for laptop, seed in ((one, 1), (other, 2)):
        edits = _edits(seed, records)
        for start in range(0, EDITS, 100):
            laptop.write(
                lambda _log, laptop=laptop, some=edits[start : start + 100]: [  # type: ignore[misc]
                    laptop.edit(*each) for each in some
                ]
            )
    with one.connection:
        chain_whole(one.connection, one.log.lane)
    return Pair(one, other, everything, bundle_for(one.log, other.log.author))


def _introduce(one: Laptop, other: Laptop) -> None:
    for laptop, known in ((one, other), (other, one)):
        laptop.connection.execute(
            "INSERT INTO identity (id, name, side) VALUES (?, 'other', 'police')", (known.log.author,)
        )


def _raw(setting: Setting, name: str, *, filled: bool) -> sqlite3.Connection:
    """The same table, and the log's without its guard, in a file with nothing around it."""
    path = setting.folder / f"{name}-raw.db"
    path.unlink(missing_ok=True)
    connection = _open(path)
    create_tables(connection)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    connection.execute(_THING)
    if filled:
        _fill_raw(connection, _pair(setting).everything)
    return connection


def _fill_raw(connection: sqlite3.Connection, bundle: Bundle) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO change ({COLUMNS}) VALUES ({MARKS})", bundle.rows)
    connection.executemany(
        "INSERT INTO head VALUES (?, ?, ?)", [(row[2], row[3], row[0]) for row in bundle.rows]
    )
    connection.executemany(
        f"INSERT INTO thing VALUES ({'?, ' * 8}?)",
        [(row[2], *json.loads(row[4]).values()) for row in bundle.rows],
    )
    connection.execute("COMMIT")


def one_edit(setting: Setting) -> Figure:
    """One edit in a transaction of its own, on the disk (FULL), against the bare UPDATE."""
    return _editing(setting, "edit-one", "one edit a transaction / bare UPDATE", 1, 1 / 0.95)


def many_edits(setting: Setting) -> Figure:
    """A hundred edits in one transaction."""
    return _editing(setting, "edit-many", "100 edits a transaction / bare UPDATEs", 100, 1 / 0.40)


def _editing(setting: Setting, name: str, what: str, size: int, target: float) -> Figure:
    ours = _pair(setting).one.copy(setting.folder / f"{name}.db")
    bare = _raw(setting, name, filled=True)
    records = setting.records // 5
    chosen = random.Random(3)
    numbers = count()

    def edits() -> list[tuple[int, str, str]]:
        return [
            (chosen.randrange(records), chosen.choice(FIELDS), f"ändrat {next(numbers)}")
            for _edit in range(size)
        ]

    def write_raw(some: Sequence[tuple[int, str, str]]) -> None:
        bare.execute("BEGIN IMMEDIATE")
        for n, column, text in some:
            bare.execute(f"UPDATE thing SET {column} = ? WHERE id = ?", (text, _record(n)))
        bare.execute("COMMIT")

    def measure_ours() -> float:
        some = edits()
        return milliseconds(lambda: ours.write(lambda _log: [ours.edit(*each) for each in some]))  # type: ignore[arg-type,func-returns-value]

    def measure_raw() -> float:
        some = edits()
        return milliseconds(lambda: write_raw(some))

    found = in_turn(measure_ours, measure_raw, rounds=20 * setting.rounds)
    return Figure(name, what, *found, "ms", target)


def product_edits(setting: Setting) -> Figure:
    """A hundred edits in one transaction as the product does them, against SQLAlchemy's own session on SQLCipher."""
    workspace = new_workspace(setting.folder, name="product.trygg")
    with workspace.transaction("Import contacts") as tx:
        ids = [tx.create(Contact, name=f"Kontakt {n}", role="Samordnare") for n in range(2000)]
    bare = raw.same_tables(setting.folder / "product-raw.db", workspace)
    bare.execute("BEGIN IMMEDIATE")
    raw.copy(bare, workspace, ("contact",))
    bare.execute("COMMIT")
    engine = create_engine("sqlite://", creator=lambda: bare, poolclass=StaticPool, module=sqlcipher3.dbapi2)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    numbers = count()

    def ours() -> float:
        chosen = [ids[next(numbers) * 7 % len(ids)] for _edit in range(100)]

        def work() -> None:
            with workspace.transaction("Change contact") as tx:
                for id in chosen:
                    tx.change(id, role=f"Samordnare {next(numbers)}")

        return milliseconds(work)

    def baseline() -> float:
        chosen = [ids[next(numbers) * 7 % len(ids)] for _edit in range(100)]

        def work() -> None:
            with Session(engine) as session:
                for id in chosen:
                    contact = session.get(Contact, id)
                    assert contact is not None
                    contact.role = f"Samordnare {next(numbers)}"
                session.commit()

        return milliseconds(work)

    found = in_turn(ours, baseline, rounds=2 * setting.rounds)
    workspace.close()
    return Figure("edit-product", "100 edits as the product / plain ORM session", *found, "ms", 1 / 0.70)


def import_edits(setting: Setting) -> Figure:
    """Taking in five thousand edits, of which every tenth collides, against writing the same rows."""
    pair = _pair(setting)
    numbers = count()

    def ours() -> float:
        reader = pair.other.copy(setting.folder / f"import-{next(numbers)}.db")
        taken = milliseconds(lambda: reader.take_in(pair.edits))
        reader.connection.close()
        return taken

    def baseline() -> float:
        bare = _raw(setting, f"import-{next(numbers)}", filled=True)
        taken = milliseconds(lambda: _write_raw(bare, pair.edits))
        bare.close()
        return taken

    found = in_turn(ours, baseline, rounds=max(1, setting.rounds // 2))
    return Figure("take-in", f"taking in {EDITS:,} edits / the same rows raw", *found, "ms", 2.0)


def _write_raw(bare: sqlite3.Connection, bundle: Bundle) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.executemany(f"INSERT INTO change ({COLUMNS}) VALUES ({MARKS})", bundle.rows)
    bare.executemany(
        "INSERT OR REPLACE INTO head VALUES (?, ?, ?)", [(row[2], row[3], row[0]) for row in bundle.rows]
    )
    for row in bundle.rows:
        bare.execute(f"UPDATE thing SET {row[3]} = ? WHERE id = ?", (json.loads(row[4]), row[2]))
    bare.execute("COMMIT")


def first_exchange(setting: Setting) -> Figure:
    """The first bundle, with every record in it, from its bytes to the tables, against the same rows raw."""
    pair = _pair(setting)
    numbers = count()

    def ours() -> float:
        reader = Laptop(setting.folder / f"first-{next(numbers)}.db")
        _introduce(reader, pair.one)
        taken = milliseconds(lambda: reader.take_in(pair.everything))
        reader.connection.close()
        return taken

    def baseline() -> float:
        bare = _raw(setting, f"first-{next(numbers)}", filled=False)
        taken = milliseconds(lambda: _fill_raw(bare, pair.everything))
        bare.close()
        return taken

    found = in_turn(ours, baseline, rounds=max(1, setting.rounds // 3))
    return Figure("first", f"first exchange of {setting.records // 5:,} records / raw", *found, "ms", 2.5)


def bundle_size(setting: Setting) -> Figure:
    """How much a bundle takes packed, against the values alone as packed JSON with ids, fields and clocks."""
    bundle = _pair(setting).everything
    pack = zstandard.ZstdCompressor(level=10).compress
    plain = json.dumps([[row[0], row[2], row[3], row[4], row[10]] for row in bundle.rows], ensure_ascii=False)
    ours, baseline = (len(pack(content)) / 2**20 for content in (bundle.body(), plain.encode()))
    return Figure("bundle", "a bundle packed / the bare values packed", ours, baseline, "MB", 1.05)


def disk(setting: Setting) -> Figure:
    """The file with log, heads and table, against the table alone."""
    pair = _pair(setting)
    sizes = []
    plain = _raw(setting, "disk", filled=True)
    plain.execute("DELETE FROM change")
    plain.execute("DELETE FROM head")
    for connection in (pair.other.copy(setting.folder / "disk.db").connection, plain):
        connection.execute("VACUUM")
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        sizes.append(pages * size / 2**20)
    return Figure("disk", "the file / the table alone", sizes[0], sizes[1], "MB", 2.5)


def again(setting: Setting) -> Figure:
    """The same five thousand once more, which changes nothing, against taking them in."""
    pair = _pair(setting)
    reader = pair.other.copy(setting.folder / "again.db")
    first = milliseconds(lambda: reader.take_in(pair.edits))
    later = median(milliseconds(lambda: reader.take_in(pair.edits)) for _round in range(setting.rounds))
    return Figure("again", "the same edits again / the first time", later, first, "ms", 1.0, ceiling=5.0)


@cache
def _ten_years(setting: Setting) -> Laptop:
    """A log of 880,000 changes (at the usual size), every hundredth edit colliding with another lane's."""
    laptop = Laptop(setting.folder / "years.db")
    records, edits = setting.records // 5, int(8.6 * setting.records)
    chosen = random.Random(5)
    lane, other = laptop.log.lane, laptop.log.lane % (2**23 - 2) + 1
    latest: dict[tuple[int, str], int] = {}
    rows: list[tuple[Any, ...]] = []
    heads: dict[tuple[str, str], set[int]] = {}
    numbers = {lane: 0, other: 0}

    def add(writer: int, n: int, name: str, value: Any, prev: str) -> int:
        numbers[writer] += 1
        id = change_id(writer, numbers[writer])
        hlc = _START + len(rows)
        rows.append(
            (id, "thing", _record(n), name, json.dumps(value), prev, None, id, None, None, hlc, hlc, 1, 1)
        )
        return id

    for n in range(records):
        made = add(lane, n, "*", {name: _text(n) for name in FIELDS}, "")
        heads[_record(n), "*"] = {made}
        latest.update({(n, name): made for name in FIELDS})
    for e in range(edits):
        n, name = chosen.randrange(records), chosen.choice(FIELDS)
        before = latest[n, name]
        colliding = e % 5000 == 0
        made = add(other if colliding else lane, n, name, f"värde {e}", "" if colliding else str(before))
        kept = heads.setdefault((_record(n), name), set())
        kept.discard(before)
        kept.add(made)
        if colliding and before != made:
            kept.add(add(lane, n, name, f"annat {e}", ""))
        latest[n, name] = made
    laptop.connection.execute("BEGIN IMMEDIATE")
    laptop.connection.executemany(f"INSERT INTO change ({COLUMNS}) VALUES ({MARKS})", rows)
    laptop.connection.executemany(
        "INSERT INTO head VALUES (?, ?, ?)",
        [(record, name, id) for (record, name), ids in heads.items() for id in ids],
    )
    laptop.connection.execute("COMMIT")
    return laptop


def ten_years_history(setting: Setting) -> Figure:
    """Everything that happened to one record in a log of ten years, against the bare query."""
    connection = _ten_years(setting).connection
    chosen = random.Random(6)
    query = "SELECT field, value, at, author FROM change WHERE record = ?"

    def ours() -> float:
        record = _record(chosen.randrange(setting.records // 5))
        return milliseconds(
            lambda: [
                json.loads(value)
                for _field, value, *_rest in connection.execute(f"{query} ORDER BY hlc DESC", (record,))
            ]
        )

    def baseline() -> float:
        record = _record(chosen.randrange(setting.records // 5))
        return milliseconds(lambda: connection.execute(query, (record,)).fetchall())

    found = in_turn(ours, baseline, rounds=20 * setting.rounds)
    return Figure(
        "history", "one record's history after ten years / bare query", *found, "ms", 3.0, ceiling=1.0
    )


def ten_years_questions(setting: Setting) -> Figure:
    """All open questions in a log of ten years, against counting the heads."""
    laptop = _ten_years(setting)
    found = in_turn(
        lambda: milliseconds(lambda: open_ends(laptop.log)),
        lambda: milliseconds(lambda: laptop.connection.execute("SELECT count(record) FROM head").fetchone()),
        rounds=setting.rounds,
    )
    return Figure(
        "questions", "all open questions after ten years / counting heads", *found, "ms", 100.0, ceiling=50.0
    )


def beside_loro(setting: Setting) -> Figure | None:
    """Taking in the same edits, beside loro, which picks a winner and shows neither the other value nor who."""
    try:
        import loro
    except ImportError:
        return None
    records = setting.records // 5
    one = loro.LoroDoc()
    things = one.get_map("things")
    for n in range(records):
        for place, name in enumerate(FIELDS):
            things.insert(f"{n}.{name}", _text(n + place))
    one.commit()
    start = one.oplog_vv
    everything = one.export(loro.ExportMode.Snapshot())
    for n, name, text in _edits(1, records):
        things.insert(f"{n}.{name}", text)
    one.commit()
    edits = one.export(loro.ExportMode.Updates(start))
    taken = []
    for _round in range(max(1, setting.rounds // 2)):
        other = loro.LoroDoc()
        other.import_(everything)
        taken.append(
            milliseconds(lambda other=other: (other.import_(edits), other.export(loro.ExportMode.Snapshot())))
        )  # type: ignore[misc]
    return _beside(setting, "loro", median(taken))


def beside_pycrdt(setting: Setting) -> Figure | None:
    """The same beside pycrdt."""
    try:
        import pycrdt
    except ImportError:
        return None
    records = setting.records // 5
    one: Any = pycrdt.Doc()
    one["things"] = things = pycrdt.Map()
    with one.transaction():
        for n in range(records):
            for place, name in enumerate(FIELDS):
                things[f"{n}.{name}"] = _text(n + place)
    everything, start = one.get_update(), one.get_state()
    with one.transaction():
        for n, name, text in _edits(1, records):
            things[f"{n}.{name}"] = text
    edits = one.get_update(start)
    taken = []
    for _round in range(max(1, setting.rounds // 2)):
        other: Any = pycrdt.Doc()
        other.apply_update(everything)
        taken.append(milliseconds(lambda other=other: (other.apply_update(edits), other.get_update())))  # type: ignore[misc]
    return _beside(setting, "pycrdt", median(taken))


def _beside(setting: Setting, name: str, theirs: float) -> Figure:
    """Ours to the disk; theirs in memory and written out whole, which is how they are kept."""
    pair = _pair(setting)
    reader = pair.other.copy(setting.folder / f"beside-{name}.db")
    ours = milliseconds(lambda: reader.take_in(pair.edits))
    return Figure(
        name, f"taking in {EDITS:,} edits / {name}, without a target", ours, theirs, "ms", float("inf")
    )

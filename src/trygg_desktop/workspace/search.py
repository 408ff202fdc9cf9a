"""Search over everything searchable: any part of a word, å ä ö as letters of their own, best hits first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.domain.parsing import clean
from trygg_desktop.domain.values import sort_key
from trygg_desktop.workspace.file import Connection

_SNIPPET = 90
_TITLE_WEIGHT = 8.0
_ENTRY = "e.record, e.kind, e.title, e.body"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record in which something was found: its title and the words around the find."""

    id: UUID
    kind: str
    title: str
    snippet: str


class SearchIndex:
    """Three tables that follow the records: their texts, a trigram index, an accent-free index of titles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._new: list[tuple[str, str, str, str, str | None]] = []

    def create(self) -> None:
        """Makes the tables."""
        for statement in (
            "CREATE TABLE search_entry (n INTEGER PRIMARY KEY, record TEXT NOT NULL, kind TEXT NOT NULL, "
            "title TEXT NOT NULL, body TEXT NOT NULL, key TEXT)",
            "CREATE UNIQUE INDEX search_entry_record ON search_entry (record)",
            "CREATE INDEX search_entry_key ON search_entry (key)",
            "CREATE VIRTUAL TABLE search USING fts5 (title, body, content = 'search_entry', content_rowid = 'n', "
            "tokenize = 'trigram remove_diacritics 0')",
            "CREATE VIRTUAL TABLE search_plain USING fts5 (title, content = '', contentless_delete = 1, "
            "tokenize = 'trigram remove_diacritics 1')",
        ):
            self._connection.execute(statement)

    def drop(self) -> None:
        """Takes the tables away."""
        for table in ("search", "search_plain", "search_entry"):
            self._connection.execute(f"DROP TABLE IF EXISTS {table}")

    def add(self, record: str, kind: str, title: str, body: str) -> None:
        """A record that was not in the index."""
        self._new.append((record, kind, title, body, sort_key(title)))

    def put(self, record: str, kind: str, title: str, body: str) -> None:
        """A record as it stands now."""
        before = self._connection.execute(
            "SELECT kind, title, body FROM search_entry WHERE record = ?", (record,)
        ).fetchone()
        if before != (kind, title, body):
            if before:
                self.remove(record)
            self.add(record, kind, title, body)
            self.flush()

    def remove(self, record: str) -> None:
        """A record that is no more to be found."""
        self.flush()
        found = self._connection.execute(
            "SELECT n, title, body FROM search_entry WHERE record = ?", (record,)
        ).fetchone()
        if found:
            n, title, body = found
            self._connection.execute(
                "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)", (n, title, body)
            )
            self._connection.execute("DELETE FROM search_plain WHERE rowid = ?", (n,))
            self._connection.execute("DELETE FROM search_entry WHERE n = ?", (n,))

    def wipe(self) -> None:
        """Leaves no trace in the index of words that are no more to be found."""
        self.flush()
        for index in ("search", "search_plain"):
            self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")

    def flush(self) -> None:
        """Writes the entries that have gathered."""
        if not self._new:
            return
        (last,) = self._connection.execute("SELECT coalesce(max(n), 0) FROM search_entry").fetchone()
        numbered = [(n, *entry) for n, entry in enumerate(self._new, start=last + 1)]
        self._connection.executemany("INSERT INTO search_entry VALUES (?, ?, ?, ?, ?, ?)", numbered)
        self._connection.executemany(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            [(n, title, body) for n, _record, _kind, title, body, _key in numbered],
        )
        self._connection.executemany(
            "INSERT INTO search_plain (rowid, title) VALUES (?, ?)",
            [(n, title) for n, _record, _kind, title, _body, _key in numbered],
        )
        self._new.clear()

    def forget(self) -> None:
        """Drops what a rolled-back transaction had gathered."""
        self._new.clear()


def search(connection: Connection, text: str, kind: str | None, limit: int) -> list[Hit]:
    """The records that hold every word of the text, best first: titles before bodies, rare before common."""
    terms = clean(text).split()
    if not terms:
        return []
    found = _by_trigrams(connection, terms, kind, limit)
    if not found and max(map(len, terms)) >= 3:
        found = _by_plain_titles(connection, terms, kind, limit)
    return [
        Hit(UUID(record), entry_kind, title or snippet(body, []), snippet(body, terms))
        for record, entry_kind, title, body in found
    ]


def _quoted(terms: list[str]) -> str:
    return " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)


def _by_trigrams(connection: Connection, terms: list[str], kind: str | None, limit: int) -> list[Any]:
    conditions, parameters = [], []
    for term in (term for term in terms if len(term) < 3):
        conditions.append("(e.key LIKE ? ESCAPE '\\' OR e.key LIKE ? ESCAPE '\\')")
        key = _escaped(sort_key(term) or "")
        parameters += [f"{key}%", f"% {key}%"]
    if kind:
        conditions.append("e.kind = ?")
        parameters.append(kind)
    if long := [term for term in terms if len(term) >= 3]:
        return _ranked(
            connection, "search", f"bm25({_TITLE_WEIGHT}, 1.0)", long, conditions, parameters, limit
        )
    return list(
        connection.execute(
            f"SELECT {_ENTRY} FROM search_entry e WHERE {' AND '.join(conditions)} ORDER BY e.key LIMIT ?",
            (*parameters, limit),
        )
    )


def _by_plain_titles(connection: Connection, terms: list[str], kind: str | None, limit: int) -> list[Any]:
    conditions, parameters = (["e.kind = ?"], [kind]) if kind else ([], [])
    long = [term for term in terms if len(term) >= 3]
    return _ranked(connection, "search_plain", "bm25()", long, conditions, parameters, limit)


def _ranked(
    connection: Connection,
    index: str,
    rank: str,
    terms: list[str],
    conditions: list[str],
    parameters: list[Any],
    limit: int,
) -> list[Any]:
    """The best entries by an index, whose texts are fetched only once it is known which they are."""
    narrowed = f"JOIN search_entry e ON e.n = {index}.rowid" if conditions else ""
    best = " AND ".join([f"{index} MATCH ?", "rank MATCH ?", *conditions])
    return list(
        connection.execute(
            f"SELECT {_ENTRY} FROM (SELECT {index}.rowid AS n, rank AS place FROM {index} {narrowed} "
            f"WHERE {best} ORDER BY rank LIMIT ?) JOIN search_entry e USING (n) ORDER BY place",
            (_quoted(terms), rank, *parameters, limit),
        )
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def snippet(body: str, terms: list[str]) -> str:
    """The words around the first find, on one line."""
    line = " ".join(body.split())
    lowered = line.casefold()
    places = [place for term in terms if (place := lowered.find(term.casefold())) >= 0]
    start = max(0, min(places, default=0) - _SNIPPET // 3)
    if start:
        start = line.find(" ", start) + 1
    cut = line[start : start + _SNIPPET]
    return ("… " if start else "") + cut + (" …" if start + _SNIPPET < len(line) else "")

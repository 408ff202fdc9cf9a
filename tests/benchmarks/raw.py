"""A bare SQLCipher file with the same settings and tables as a workspace, and none of the product around it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.file import connect

PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 1000")
Rows = list[tuple[Any, ...]]


def same_tables(path: Path, workspace: Workspace) -> Any:
    """A connection to a new file with the workspace's tables and indexes, without its guard."""
    connection = connect(path, Key.generate(), mode="rwc")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    made = workspace.reader.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index', 'view') "
        "AND name NOT GLOB 'search_plain_*' AND name NOT GLOB 'sqlite_*' "
        "AND name NOT IN ('search_data', 'search_idx', 'search_docsize', 'search_config') "
        "ORDER BY type = 'index', rowid"
    )
    for (statement,) in made:
        connection.execute(statement)
    return connection


def copy(connection: Any, workspace: Workspace, tables: Iterable[str]) -> None:
    """Everything that the workspace has in some tables."""
    for table, rows in contents(workspace, tables).items():
        insert(connection, table, rows)


def contents(workspace: Workspace, tables: Iterable[str]) -> dict[str, Rows]:
    """The rows of some tables."""
    return {table: workspace.reader.execute(f'SELECT * FROM "{table}"') for table in tables}


def insert(connection: Any, table: str, rows: Rows) -> None:
    """Inserts rows, and for the search entries what the two indexes hold of them."""
    if not rows:
        return
    connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
    if table == "search_entry":
        connection.executemany(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            [(row[0], row[3], row[4]) for row in rows],
        )
        titles = [(row[0], row[3]) for row in rows]
        connection.executemany("INSERT INTO search_plain (rowid, title) VALUES (?, ?)", titles)

"""What it costs to take in a long list of contacts from a file."""

from __future__ import annotations

import csv
from itertools import count
from pathlib import Path
from statistics import median

from tests.benchmarks import raw
from tests.benchmarks.measure import Figure, Setting, call_times, milliseconds
from tests.benchmarks.people import people
from tests.support import new_workspace
from trygg_desktop.workspace import Workspace

_TABLES = ("change", "head", "stakeholder", "contact", "link", "search_entry")
_COLUMNS = ("Förnamn", "Efternamn", "Företag", "Befattning", "E-postadress", "Telefon arbete", "Anteckningar")
_number = count(1)


def import_contacts(setting: Setting) -> Figure:
    """From the CSV file to ten thousand contacts that can be found, in one transaction."""
    file = contacts_file(setting.folder, setting.records // 10)
    ours, bare = [], []
    for _round in range(1 + min(5, setting.rounds)):
        workspace = new_workspace(setting.folder, name=f"import-{next(_number)}.trygg")
        before = {table: set(rows) for table, rows in raw.contents(workspace, _TABLES).items()}
        ours.append(milliseconds(lambda workspace=workspace: take_in(workspace, file)))  # type: ignore[misc]
        came = {
            table: [row for row in rows if row not in before[table]]
            for table, rows in raw.contents(workspace, _TABLES).items()
        }
        bare.append(_insert_raw(setting.folder, workspace, came))
        workspace.close()
    what = f"importing {setting.records // 10:,} contacts / raw inserts".replace(",", " ")
    return Figure("import", what, median(ours[1:]), median(bare[1:]), "ms", 6.0)


def profile_import(setting: Setting) -> str:
    """Where the time of an import goes."""
    file = contacts_file(setting.folder, setting.records // 10)
    workspace = new_workspace(setting.folder, name=f"import-{next(_number)}.trygg")
    return call_times(lambda: take_in(workspace, file))


def take_in(workspace: Workspace, file: Path) -> None:
    """What the window and the command line do with a file of contacts."""
    from trygg_desktop.formats import contacts
    from trygg_desktop.formats.importing import apply

    apply(workspace, contacts.plan(workspace, file))


def contacts_file(folder: Path, rows: int) -> Path:
    """A list as Outlook writes it: names, employers, roles, addresses and telephones; the same each time."""
    path = folder / f"contacts-{rows}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(_COLUMNS)
        for n, person in enumerate(people(rows)):
            writer.writerow(
                [
                    f"{person.first}-{person.second}",
                    f"{person.last}{'abcdefghij'[n % 10] * (n % 3)}",
                    f"Förening {n % 300} i Västerås",
                    person.role,
                    person.email,
                    f"021-{n:06}",
                    "Kom med i nätverket på vårens möte.",
                ]
            )
    return path


def _insert_raw(folder: Path, workspace: Workspace, came: dict[str, raw.Rows]) -> float:
    connection = raw.same_tables(folder / f"import-raw-{next(_number)}.db", workspace)

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in came.items():
            raw.insert(connection, table, rows)
        connection.execute("COMMIT")

    taken = milliseconds(write)
    connection.close()
    return taken

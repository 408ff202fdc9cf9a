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
_PATIENCE = 1500.0
"""Milliseconds in which a large table of statistics ought to be looked through."""
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


def plan_figures(setting: Setting) -> Figure:
    """From a table of thirty thousand rows to what taking it in would do, beside the second and a half it may take."""
    from trygg_desktop.formats import statistics

    rows = setting.records * 3 // 10
    file, workspace = _figures_file(setting.folder, rows), new_workspace(setting.folder, name="figures.trygg")
    statistics.plan(workspace, file)
    ours = median(
        milliseconds(lambda: statistics.plan(workspace, file)) for _round in range(min(5, setting.rounds))
    )
    workspace.close()
    what = f"planning {rows:,} rows of statistics / what it may take".replace(",", " ")
    return Figure("plan-figures", what, ours, _PATIENCE, "ms", 1.0)


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


def _figures_file(folder: Path, rows: int) -> Path:
    """A long table as a survey gives it: question, area, year, share and the number of answers."""
    path = folder / f"figures-{rows}.csv"
    areas = ("Bäckby", "Råby", "Vallby", "Haga-Malmaberg", "Viksäng", "Skälby", "Hammarby", "Västerås")
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(["Fråga", "Område", "År", "Andel (%)", "Antal svar", "Källa"])
        for n in range(rows):
            question, place, year = n // 128, n % 8, 2010 + n // 8 % 16
            share = ".." if n % 37 == 0 else f"{n * 7919 % 1000 / 10:.1f}".replace(".", ",")
            source = "Trygghetsmätningen"
            writer.writerow(
                [f"Otrygg i situation {question}", areas[place], year, share, 30 + n * 31 % 900, source]
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

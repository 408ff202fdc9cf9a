"""What can be taken in, and which of it a file most likely is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.formats.importing import ImportPlan, Progress
    from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """One sort of file.

    Args:
        name: as the command line calls it.
        label: marked text.
        endings: of its files.
        mapped: whether its columns go into fields of one's choice.
    """

    name: str
    label: str
    endings: tuple[str, ...]
    mapped: bool = False

    @property
    def title(self) -> str:
        """Its name in the chosen language."""
        return _(self.label)

    @property
    def file_filter(self) -> str:
        """For the system's dialog that asks for a file."""
        return f"{self.title} ({' '.join('*' + ending for ending in self.endings)})"


CONTACTS = Source("contacts", N_("Contacts"), (".csv", ".xlsx", ".vcf", ".vcard", ".txt"), mapped=True)
TABLE = Source("table", N_("A table"), (".csv", ".xlsx", ".txt"), mapped=True)
EVENTS = Source("events", N_("Police events"), (".json",))
STATISTICS = Source("statistics", N_("Statistics"), (".csv", ".xlsx", ".txt", ".json"), mapped=True)
BORDERS = Source("borders", N_("District borders"), (".geojson", ".json"))
CALENDAR = Source("calendar", N_("Calendar"), (".ics",))
SOURCES = (CONTACTS, TABLE, EVENTS, STATISTICS, BORDERS, CALENDAR)


def source_named(name: str) -> Source | None:
    """The source the command line calls by this name."""
    return next((source for source in SOURCES if source.name == name), None)


def likely_source(path: Path, now: Source) -> Source:
    """What a file most likely is; what is chosen now where its ending allows that."""
    ending = path.suffix.casefold()
    if path.name.casefold().endswith(".geo.json"):
        return BORDERS
    if ending in now.endings:
        return now
    return next((source for source in SOURCES if ending in source.endings), now)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for: a file, what it is, and how it is to be taken.

    Args:
        kind: what the rows of a table become.
        mapping: column to field where the user chose; an empty field leaves the column out.
        prefer_file: whether contacts in the file replace what is kept of them.
        make_new: whether borders of unknown names make new districts.
        period, indicator, origin: of statistics what the file does not say itself: when, what, and by whose account.
    """

    source: Source
    path: Path
    kind: type[Record] | None = None
    mapping: Mapping[str, str] | None = None
    prefer_file: bool = False
    make_new: bool = False
    period: str = ""
    indicator: str = ""
    origin: str = ""


def make_plan(workspace: Workspace, wish: Wish, progress: Progress) -> ImportPlan:
    """What taking the file in will do; see the planners of `formats`."""
    from trygg_desktop.formats import any_table, borders, calendar, contacts, events, statistics

    path = wish.path
    if wish.source is CONTACTS:
        return contacts.plan(
            workspace, path, mapping=wish.mapping, prefer_file=wish.prefer_file, progress=progress
        )
    if wish.source is TABLE:
        assert wish.kind is not None
        return any_table.plan(workspace, wish.kind, path, mapping=wish.mapping, progress=progress)
    if wish.source is EVENTS:
        return events.plan(workspace, path, progress=progress)
    if wish.source is STATISTICS:
        return statistics.plan(
            workspace,
            path,
            mapping=wish.mapping,
            period=wish.period,
            indicator=wish.indicator,
            source=wish.origin,
            progress=progress,
        )
    if wish.source is BORDERS:
        return borders.plan(workspace, path, make_new=wish.make_new, progress=progress)
    return calendar.plan(workspace, path, progress=progress)

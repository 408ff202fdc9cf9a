"""Writes records to a file in the format its ending names, for oneself or for an audience."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.formats.gathering import Gathered, Gatherer
from trygg_desktop.formats.written import put_in_place
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace

_FORMATS = ("csv", "xlsx", "json", "ics", "vcf", "geojson")
_ONE_KIND: dict[str, type[Record]] = {"ics": Meeting, "vcf": Contact, "geojson": District}


def export(
    workspace: Workspace,
    what: type[Record] | str,
    path: Path,
    *,
    audience: Audience | None = None,
    ids: Sequence[UUID] | None = None,
) -> int:
    """Writes the records of a kind, or all, to a file; gives how many.

    For an audience what it may not see is absent: drafts, higher protection levels, references to
    such records, and for the public everything marked as personal data.

    Args:
        what: a kind, its name, or `all`.
        path: the file; csv, xlsx and json take any kind, ics meetings (of all: the council's year), vcf contacts,
            geojson districts.
        audience: whom it is for; nothing for a copy of one's own, with everything.
        ids: the only records of the kind that are written, in this order; those the audience may not see
            are absent all the same.

    Raises:
        UserError: the ending is not known, or the format can't hold what is asked for.
        ProtectionRefused: contacts are asked for the public.
        EnvironmentFault: the disk is full or refuses; the file is then as it was.
    """
    kind = workspace.kinds.named(what) if isinstance(what, str) and what != "all" else what
    format = _format(path, kind)
    gatherer = Gatherer(workspace, audience)
    if kind == "all" and format == "ics":
        from trygg_desktop.formats.special_writers import with_a_day, year_file

        content, count = year_file(gatherer, with_a_day(gatherer.gather(Meeting)))
        put_in_place(path, content)
        return count
    if kind == "all" or isinstance(kind, str):
        gathered = [gatherer.gather(each) for each in _all_kinds(workspace, format, audience)]
    else:
        found = gatherer.gather(kind)
        gathered = [found if ids is None else _only(found, ids)]
        if format == "ics":
            from trygg_desktop.formats.special_writers import with_a_day

            gathered = [with_a_day(gathered[0])]
    put_in_place(path, _content(format, gatherer, gathered, everything=kind == "all"))
    return sum(len(each.records) for each in gathered)


def _only(found: Gathered, ids: Sequence[UUID]) -> Gathered:
    by_id = dict(found.records)
    return replace(found, records=tuple((id, by_id[id]) for id in dict.fromkeys(ids) if id in by_id))


def _format(path: Path, kind: type[Record] | str) -> str:
    format = path.suffix.casefold().removeprefix(".")
    if format not in _FORMATS:
        raise UserError(
            "unknown-format",
            N_("A file can't be written as “{ending}”. Choose one of: {formats}."),
            file=path.name,
            ending=path.suffix or path.name,
            formats=", ".join(_FORMATS),
        )
    only = _ONE_KIND.get(format)
    if only is not None and kind is not only and not (format == "ics" and kind == "all"):
        raise UserError(
            "wrong-format",
            N_("{format} can only hold: {kind}. Choose csv, xlsx or json for other kinds."),
            file=path.name,
            format=format,
            kind=only.about.plural,
        )
    if kind == "all" and format == "csv":
        raise UserError(
            "wrong-format-for-all",
            N_("A csv file holds one kind of record. Choose xlsx or json to write them all."),
            file=path.name,
        )
    return format


def _all_kinds(workspace: Workspace, format: str, audience: Audience | None) -> list[type[Record]]:
    """Every kind; links and settings only in a copy of one's own that a program reads."""
    with_parts = format == "json" and audience is None
    return [kind for kind in workspace.kinds if with_parts or not kind.about.side_kind]


def _content(format: str, gatherer: Gatherer, gathered: list[Gathered], *, everything: bool) -> bytes:
    from trygg_desktop.formats import special_writers, table_writers

    if format == "json":
        return table_writers.json_file(gathered, everything=everything)
    if format == "xlsx":
        return table_writers.xlsx_file(gatherer, gathered)
    if format == "csv":
        return table_writers.csv_file(gatherer, gathered[0])
    if format == "vcf" and gatherer.audience is Audience.PUBLIC:
        raise ProtectionRefused(
            "personal-data-for-public",
            N_("Contacts are personal data and are not written for the public. Nothing was written."),
        )
    writers: dict[str, Callable[[Gatherer, Gathered], bytes]] = {
        "ics": special_writers.ics_file,
        "vcf": special_writers.vcf_file,
        "geojson": special_writers.geojson_file,
    }
    return writers[format](gatherer, gathered[0])

"""Other people's files on the command line: import, export, and documents on records."""

from __future__ import annotations

import mimetypes
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.words import as_json, find_record
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.formats.importing import Addition, ImportPlan, ImportResult
    from trygg_desktop.workspace import Workspace


_SHOWN = 20
"""Problems or pairs that a person is shown at a time."""


def progress(done: int, total: int) -> None:
    """How far it has come, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} / {total}", nl=done >= total, err=True)


@command(
    "import",
    "trygg import contacts kontakter.csv --dry-run",
    N_("Take in other people's files. The same file twice changes nothing."),
)
@click.argument(
    "what", type=click.Choice(["contacts", "table", "events", "statistics", "borders", "calendar"])
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--kind", help=N_("For a table: the kind of record its rows are."))
@click.option(
    "--map", "mapped", multiple=True, metavar="COLUMN=FIELD", help=N_("Where a column goes; may be repeated.")
)
@click.option(
    "--prefer-file", is_flag=True, help=N_("For contacts: what the file says replaces what is kept.")
)
@click.option(
    "--make-new", is_flag=True, help=N_("For borders: names that no district has become new districts.")
)
@click.option(
    "--period", default="", help=N_("For statistics: the period of figures that the file does not date.")
)
@click.option(
    "--indicator", default="", help=N_("For statistics: what is measured, where the file does not say.")
)
@click.option("--source", default="", help=N_("For statistics: where the figures come from."))
@click.option("--dry-run", is_flag=True, help=N_("Tell what would happen and change nothing."))
@click.option(
    "--skip-bad-rows", is_flag=True, help=N_("Take in the rows that can be read and leave the others out.")
)
def import_file(
    session: Session,
    what: str,
    file: Path,
    *,
    kind: str | None,
    mapped: tuple[str, ...],
    prefer_file: bool,
    make_new: bool,
    period: str,
    indicator: str,
    source: str,
    dry_run: bool,
    skip_bad_rows: bool,
) -> None:
    from trygg_desktop.formats.importing import apply

    with session.workspace() as workspace:
        if not file.is_file() and not file.is_dir():
            raise UserError(
                "no-such-file",
                N_("There is no file or folder {name}. Nothing was changed."),
                name=file.name,
                file=file.name,
            )
        wishes = Wishes(
            kind, _mapping(mapped), prefer_file=prefer_file, make_new=make_new,
            period=period, indicator=indicator, source=source,
        )  # fmt: skip
        plan = _plan(workspace, what, file, wishes)
        if plan.problems and not (skip_bad_rows or dry_run):
            nothing = replace(plan.result(), added=0, updated=0, skipped=0)
            session.print(nothing.as_json(), _problems(nothing))
        result = (
            plan.result()
            if dry_run
            else apply(workspace, plan, skip_bad_rows=skip_bad_rows, progress=progress)
        )
        told = _report(result, dry_run=dry_run)
        if plan.undated:
            told += "\n" + _("Import the file again with --period, and the same figures get it.")
        elif what == "statistics" and any(_lacks_source(each) for each in plan.additions):
            told += "\n" + _("Import the file again with --source, and the same figures get it.")
        session.print(result.as_json(), told)


def _lacks_source(made: Addition) -> bool:
    return made.kind.about.name == "measurement" and not made.values.get("source")


def _mapping(written: tuple[str, ...]) -> dict[str, str]:
    pairs = [each.rpartition("=") for each in written]
    for column, equals, field in pairs:
        if not equals or not column or not field:
            raise UserError("bad-mapping", N_("A mapping is written COLUMN=FIELD. Nothing was changed."))
    return {column: field for column, _equals, field in pairs}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said about how a file is to be taken in; each sort of file heeds what concerns it."""

    kind: str | None
    mapping: dict[str, str]
    prefer_file: bool
    make_new: bool
    period: str
    indicator: str
    source: str


def _plan(workspace: Workspace, what: str, file: Path, wishes: Wishes) -> ImportPlan:
    if what == "contacts":
        from trygg_desktop.formats import contacts

        return contacts.plan(
            workspace, file, mapping=wishes.mapping, prefer_file=wishes.prefer_file, progress=progress
        )
    if what == "table":
        from trygg_desktop.formats import any_table

        if not wishes.kind:
            raise UserError(
                "kind-needed", N_("Say which kind of record the rows are, with --kind. Nothing was changed.")
            )
        return any_table.plan(
            workspace, workspace.kinds.named(wishes.kind), file, mapping=wishes.mapping, progress=progress
        )
    if what == "events":
        from trygg_desktop.formats import events

        return events.plan(workspace, file, progress=progress)
    if what == "statistics":
        from trygg_desktop.formats import statistics

        return statistics.plan(
            workspace, file, mapping=wishes.mapping, period=wishes.period, indicator=wishes.indicator,
            source=wishes.source, progress=progress,
        )  # fmt: skip
    if what == "borders":
        from trygg_desktop.formats import borders

        return borders.plan(workspace, file, make_new=wishes.make_new, progress=progress)
    from trygg_desktop.formats import calendar

    return calendar.plan(workspace, file)


def _report(result: ImportResult, *, dry_run: bool) -> str:
    lines = [
        ngettext("{n} added", "{n} added", result.added)
        + ", "
        + ngettext("{n} updated", "{n} updated", result.updated)
        + ", "
        + ngettext("{n} skipped", "{n} skipped", result.skipped)
    ]
    if dry_run:
        lines.append(_("Nothing was changed: this was a trial."))
    lines += result.warnings
    if result.problems:
        lines.append(_problems(result))
    if result.possible_duplicates:
        pairs = [(twin.new, twin.existing, twin.why) for twin in result.possible_duplicates]
        headings = [_("New"), _("Here already"), _("Why")]
        lines += [_("Possible duplicates:"), _beginning(headings, pairs, widest=90)]
    return "\n".join(lines)


def _beginning(headings: list[str], rows: Sequence[Sequence[object]], *, widest: int) -> str:
    """As many rows as can be read, and how many there are beside; programs get all of them with --json."""
    more = len(rows) - _SHOWN
    shown = table(headings, rows[:_SHOWN], widest=widest)
    return shown if more <= 0 else shown + "\n" + ngettext("… and {n} more.", "… and {n} more.", more)


def _problems(result: ImportResult) -> str:
    rows = [(problem.row, problem.column, problem.message) for problem in result.problems]
    return _beginning([_("Row"), _("Column"), _("Problem")], rows, widest=200)


@command(
    "export",
    "trygg export contact kontakter.xlsx --for council",
    N_("Write records to a file; its ending says how: csv, xlsx, json, ics, vcf, geojson."),
)
@click.argument("kind")
@click.argument("file", type=click.Path(dir_okay=False, readable=False, path_type=Path))
@click.option(
    "--for",
    "audience",
    type=click.Choice(["public", "council", "leaders"]),
    help=N_("Only what this audience may see."),
)
def export(session: Session, kind: str, file: Path, audience: str | None) -> None:
    from trygg_desktop.domain.record import Audience
    from trygg_desktop.formats.exporting import export as write
    from trygg_desktop.formats.handed_over import look_over
    from trygg_desktop.formats.special_writers import told_of_in_the_year

    whom = Audience(audience) if audience else None
    with session.workspace() as workspace:
        chosen = kind if kind == "all" else workspace.kinds.named(kind)
        kinds = [each for each in workspace.kinds if not each.about.side_kind]
        in_it = (
            told_of_in_the_year(workspace, whom)
            if (kind, file.suffix.casefold()) == ("all", ".ics")
            else None
        )
        told = look_over(workspace, kinds if isinstance(chosen, str) else [chosen], whom, in_it)
        count = write(workspace, chosen, session.spare_itself(file), audience=whom)
    wrote = ngettext("Wrote {n} record to {path}.", "Wrote {n} records to {path}.", count, path=file)
    session.print(
        {"file": str(file.resolve()), "records": count} | told.data, "\n".join([wrote, *told.lines])
    )


@command(
    "attach",
    "trygg attach ID avtal.pdf",
    N_("Put a document on a record."),
)
@click.argument("id")
@click.argument("file", type=click.Path(dir_okay=False, readable=False, path_type=Path))
def attach(session: Session, id: str, file: Path) -> None:
    with session.workspace() as workspace:
        content = file.read_bytes()
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        record = find_record(workspace, id)
        workspace.get(record)
        with workspace.transaction(N_("Attach a document")) as tx:
            made = tx.attach(record, file.name, content, media_type)
        session.print(as_json(workspace, workspace.get(made)), str(made))


def _attachment(workspace: Workspace, written: str) -> UUID:
    id = find_record(workspace, written, "attachment")
    workspace.get(id)
    return id


@command(
    "detach",
    "trygg detach ATTACHMENT-ID",
    N_("Take a document off its record; it can be restored."),
)
@click.argument("attachment")
def detach(session: Session, attachment: str) -> None:
    with session.workspace() as workspace:
        id = _attachment(workspace, attachment)
        with workspace.transaction(N_("Detach a document")) as tx:
            tx.delete(id)
        session.print({"id": str(id)}, _("Taken away."))


@command(
    "save-attachment",
    "trygg save-attachment ATTACHMENT-ID avtal.pdf",
    N_("Write a document to a file."),
)
@click.argument("attachment")
@click.argument("file", type=click.Path(dir_okay=False, readable=False, path_type=Path))
def save_attachment(session: Session, attachment: str, file: Path) -> None:
    from trygg_desktop.formats.written import put_in_place

    with session.workspace() as workspace:
        id = _attachment(workspace, attachment)
        content = workspace.attachment_bytes(id)
    put_in_place(session.spare_itself(file), content)
    session.print({"file": str(file.resolve()), "size": len(content)}, _("Wrote {path}.", path=file))


COMMANDS: dict[str, click.Command] = {
    "import": import_file,
    "export": export,
    "attach": attach,
    "detach": detach,
    "save-attachment": save_attachment,
}

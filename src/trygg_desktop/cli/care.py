"""Care of the workspace on the command line: backups, settings, and whether all is well."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.words import as_json
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.values import show
from trygg_desktop.errors import ExitCode, UserError
from trygg_desktop.i18n import N_, _, file_size, short_date

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace


@command(
    "backup",
    "trygg backup kopia.workspace",
    N_(
        "Write a copy of the workspace, and open it to see that it holds; or tell which ones are kept already."
    ),
)
@click.argument("file", type=click.Path(dir_okay=False, readable=False), required=False)
@click.option(
    "--kept",
    is_flag=True,
    help=N_("Only tell which copies the program has made by itself, and how long they stay."),
)
def backup(session: Session, file: str | None, kept: bool) -> None:
    if kept == bool(file):
        raise click.UsageError(_("Name a file to write to, or ask with --kept: one of them."))
    with session.workspace() as workspace:
        if not file:
            _tell_copies(session, workspace)
            return
        workspace.backup(Path(file))
    session.print(
        {"file": str(Path(file).resolve())}, _("Wrote {path} and opened it: the copy holds.", path=file)
    )


def _tell_copies(session: Session, workspace: Workspace) -> None:
    from trygg_desktop.workspace.kept_copies import BUDGET, how_long_they_stay

    copies = workspace.kept_copies()
    told = {
        "folder": str(workspace.backups),
        "copies": [
            {
                "file": copy.file.name,
                "day": copy.day.isoformat(),
                "bytes": copy.size,
                "before_change": copy.before_change,
            }
            for copy in copies
        ],
        "bytes": sum(copy.size for copy in copies),
        "budget": BUDGET,
    }
    rows = [
        (
            short_date(copy.day),
            file_size(copy.size),
            _("before a new version changed the file") if copy.before_change else _("of the day"),
            copy.file.name,
        )
        for copy in copies
    ]
    listed = table((_("Day"), _("Size"), _("Why"), _("File")), rows, widest=60) or _("No copy is kept yet.")
    session.print(told, "\n\n".join((listed, how_long_they_stay())))


@command(
    "restore-backup",
    "trygg restore-backup kopia.workspace --workspace ny.workspace",
    N_("Make a new workspace from a copy; the name of the new one is given by --workspace."),
)
@click.argument("file", type=click.Path(dir_okay=False, readable=False))
def restore_backup(session: Session, file: str) -> None:
    from trygg_desktop.workspace.backup import restore_backup as restore

    target = session.path
    if session.path_is_default:
        target.parent.mkdir(parents=True, exist_ok=True)
    session.path = Path(file)
    key = session.key()
    restore(Path(file), key, target)
    session.print({"workspace": str(target)}, _("Made {path} from the copy.", path=target))


@command(
    "settings",
    "trygg settings name=Trygghetsrådet weeks_without_presence=6",
    N_("The council's settings: all, some, or other values for them."),
)
@click.argument("settings", nargs=-1, metavar="[KEY[=VALUE]]…")
def settings(session: Session, settings: tuple[str, ...]) -> None:
    with session.workspace() as workspace:
        council = workspace.council()
        kind = workspace.kinds[type(council)]
        _see_that_they_exist(kind.fields, settings)
        changes = {
            name: value for name, equals, value in (each.partition("=") for each in settings) if equals
        }
        asked = [each for each in settings if "=" not in each]
        if (emblem := changes.get("emblem")) is not None and not _names_a_record(emblem):
            del changes["emblem"]
        given = {name: parse(kind.field(name), value) for name, value in changes.items()}
        if changes or emblem is not None:
            from trygg_desktop.briefings.emblem import change_emblem

            assert council.id is not None
            with workspace.transaction(N_("Change the settings")) as tx:
                tx.change(council.id, **given)
                if emblem is not None and "emblem" not in given:
                    change_emblem(tx, council, Path(emblem) if emblem else None)
            council = workspace.council()
        names = [kind.field(name).name for name in asked] or [
            field.name for field in kind.fields.values() if not field.internal
        ]
        told = {name: value for name, value in as_json(workspace, council).items() if name in names}
        titles = workspace.titles([council.emblem]) if council.emblem is not None else {}
        lines = [
            f"{name}: {show(kind.fields[name], getattr(council, name), titles=titles)}" for name in names
        ]
        session.print(told, "\n".join(lines))


def _see_that_they_exist(known: Collection[str], settings: Iterable[str]) -> None:
    for each in settings:
        name = each.partition("=")[0]
        if name not in known:
            raise UserError(
                "no-such-field",
                N_("There is no setting called {name}. Nothing was changed. See: trygg settings"),
                name=name,
                column=name,
            )


def _names_a_record(text: str) -> bool:
    """Whether it is an id; an emblem is otherwise given as a file, or as nothing to take it away."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@command(
    "check",
    "trygg check --json",
    N_("See whether file, log, caches and search index agree; exit code 3 if they do not."),
)
def check(session: Session) -> None:
    with session.workspace() as workspace:
        findings = workspace.check()
    told = {
        "ok": not findings,
        "findings": [{"id": finding.id, "message": finding.message} for finding in findings],
    }
    session.print(told, "\n".join(finding.message for finding in findings) or _("All is well."))
    if findings:
        click.get_current_context().exit(ExitCode.ENVIRONMENT)


COMMANDS: dict[str, click.Command] = {
    "backup": backup,
    "restore-backup": restore_backup,
    "settings": settings,
    "check": check,
}

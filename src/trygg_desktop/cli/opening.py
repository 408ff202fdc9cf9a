"""Making and opening a workspace on the command line: init, demo, the recovery sheet, another passphrase."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, today
from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from uuid import UUID

    from trygg_desktop.workspace import Key, Workspace

DEMO_FILE = "demo.workspace"


def has_display() -> bool:
    """Whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(options: dict[str, Any]) -> int:
    """`trygg` alone: the window, with the workspace named or one's own."""
    i18n.set_language(options.get("lang") or "sv")
    session = Session(path=options.get("path"), as_json=False, passphrase_file=options.get("passphrase_file"))
    if not has_display():
        raise EnvironmentFault(
            "no-display",
            N_(
                "There is no display here for a window. Nothing was changed. "
                "See what else there is: trygg --help"
            ),
        )
    from trygg_desktop.desktop.app import run

    return run(session.path, passphrase=session.given_passphrase(), language=options.get("lang"))


@command(
    "init",
    'trygg init --author "Kommunens ledningsfunktion" --side municipality',
    N_("Make a new, empty workspace with the default districts."),
)
@click.option(
    "--author", required=True, help=N_("The name that the history shows: a role rather than a person.")
)
@click.option(
    "--side", required=True, type=click.Choice(["municipality", "police"]), help=N_("Whose laptop this is.")
)
@click.option("--council", default="", help=N_("What the council is called."))
def init(session: Session, author: str, side: str, council: str) -> None:
    from trygg_desktop.domain.sides import Side
    from trygg_desktop.workspace import Key, KeyStore, Workspace
    from trygg_desktop.workspace.vault import check_strength, new_passphrase, new_salt

    if not author.strip():
        raise UserError("no-author", N_("Say who you are with --author. Nothing was changed."))
    given = session.given_passphrase()
    if given is not None:
        check_strength(given)
    passphrase = given or new_passphrase()
    key = Key.from_passphrase(passphrase, new_salt())
    with Workspace.create(session.path, key, author=author.strip(), side=Side(side), council=council) as made:
        kept = KeyStore().save(key)
        told = {"workspace": str(made.path), "kept_by_system": kept}
        lines = [_("Made {path}.", path=made.path)]
        if given is None:
            told["passphrase"] = passphrase
            lines.append(_("Passphrase: {passphrase}", passphrase=passphrase))
            lines.append(_("Write it down now; it is not shown again."))
        if not kept:
            lines.append(_("This system keeps no keys, so the passphrase is asked for each time."))
        lines.append(
            _("Never keep security-classified information (säkerhetsskyddsklassificerade uppgifter) here.")
        )
        session.print(told, "\n".join(lines))


@command(
    "demo",
    "trygg demo --no-window --out .",
    N_("Open the demo council, made where there is none. Nothing in it is real."),
)
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    default=".",
    help=N_("Where the briefing is written (default: here)."),
)
@click.option(
    "--no-window", is_flag=True, help=N_("Write the next meeting's briefing instead of opening the window.")
)
def demo(session: Session, out: str, no_window: bool) -> None:
    path = session.path.with_name(DEMO_FILE) if session.path_is_default else session.path
    key, passphrase = _demo_key(session, path)
    if passphrase and not session.as_json:
        click.echo(_("The demo's passphrase is {passphrase}.", passphrase=passphrase), err=True)
    if not path.exists():
        _make_demo(path, key)
    if has_display() and not no_window:
        from trygg_desktop.desktop.app import run

        sys.exit(run(path, key=key, language=_asked_language()))
    written = _write_next_briefing(path, key, Path(out))
    told = {"workspace": str(path), "briefing": str(written)} | (
        {"passphrase": passphrase} if passphrase else {}
    )
    session.print(told, str(written))


def _asked_language() -> str | None:
    """The language that was asked for in this call, which goes before one chosen in the settings."""
    context = click.get_current_context()
    chosen: str | None = context.params.get("lang") or (context.find_root().obj or {}).get("lang")
    return chosen


def _demo_key(session: Session, path: Path) -> tuple[Key, str]:
    """The demo's key, as given or kept by the system; else from a passphrase to tell. Never asks."""
    from trygg_desktop.demo import DEMO_PASSPHRASE
    from trygg_desktop.workspace import Key, KeyStore
    from trygg_desktop.workspace.file import examine_outside
    from trygg_desktop.workspace.vault import new_salt, read_salt

    if path.exists():
        examine_outside(path)
    salt = read_salt(path) if path.exists() else new_salt()
    given = session.given_passphrase()
    key = Key.from_passphrase(given, salt) if given else None
    if key and (session.passphrase_file or not path.exists() or key.fits(path)):
        return key, ""
    if kept := KeyStore().load(salt):
        return kept, ""
    of_the_demo = Key.from_passphrase(DEMO_PASSPHRASE, salt)
    # A passphrase in the environment may be meant for one's own workspace
    if key and not of_the_demo.fits(path):
        return key, ""
    return of_the_demo, DEMO_PASSPHRASE


def _make_demo(path: Path, key: Key) -> None:
    from trygg_desktop.demo import make_demo
    from trygg_desktop.workspace import KeyStore

    if sys.stderr.isatty():
        click.echo(_("Making the demo council …"), err=True)
    make_demo(path, key, today=today()).close()
    KeyStore().save(key)


def _write_next_briefing(path: Path, key: Key, folder: Path) -> Path:
    from trygg_desktop.briefings.registry import make
    from trygg_desktop.demo import is_demo
    from trygg_desktop.domain.record import Audience
    from trygg_desktop.formats.written import put_in_place
    from trygg_desktop.workspace import Workspace

    with Workspace.open(path, key) as workspace:
        if not is_demo(workspace):
            raise UserError(
                "not-the-demo", N_("{name} is not the demo council. Nothing was changed."), name=path.name
            )
        meeting = _next_or_last_meeting(workspace)
        made = make(
            workspace,
            "meeting",
            audience=Audience.COUNCIL,
            today=today(),
            meeting=meeting,
            language=i18n.language(),
        )
    target = folder / f"underlag-{today().isoformat()}.pdf"
    folder.mkdir(parents=True, exist_ok=True)
    put_in_place(target, made.pdf)
    return target.resolve()


def _next_or_last_meeting(workspace: Workspace) -> UUID:
    """A demo that was made long ago has all its meetings behind it."""
    from trygg_desktop.briefings.choosing import choose_meeting

    try:
        return choose_meeting(workspace, "next", today())
    except UserError:
        return choose_meeting(workspace, "last", today())


@command(
    "recovery-sheet",
    "trygg recovery-sheet -o aterstallning.pdf",
    N_("Print the sheet that opens the workspace when all else is lost."),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, readable=False),
    help=N_("The PDF to write."),
)
def recovery_sheet(session: Session, output: str) -> None:
    from trygg_desktop.briefings.recovery_sheet import recovery_sheet as lay_out
    from trygg_desktop.formats.written import put_in_place
    from trygg_desktop.workspace.vault import canonical, recovery_groups

    with session.workspace() as workspace:
        pdf = lay_out(
            passphrase=canonical(session.given_passphrase() or session.typed or ""),
            key_groups=recovery_groups(workspace.key),
            body=workspace.council().name or "",
            workspace_name=workspace.path.name,
            today=today(),
            language=i18n.language(),
        )
    put_in_place(session.spare_itself(Path(output)), pdf)
    session.print(
        {"file": str(Path(output).resolve())},
        _("Wrote {path}. Print it, lock it away and delete the file.", path=output),
    )


@command(
    "change-passphrase",
    "trygg change-passphrase --new-passphrase-file FILE",
    N_("Lock the workspace with another passphrase. The old recovery sheet no longer opens it."),
)
@click.option(
    "--new-passphrase-file",
    type=click.Path(dir_okay=False, readable=False),
    help=N_("The new passphrase; without it one is generated."),
)
def change_passphrase(session: Session, new_passphrase_file: str | None) -> None:
    from trygg_desktop.workspace import Key, KeyStore
    from trygg_desktop.workspace.vault import check_strength, new_passphrase

    given = None
    if new_passphrase_file:
        given = (
            Session(path=None, as_json=False, passphrase_file=new_passphrase_file).given_passphrase() or ""
        )
        check_strength(given)
    passphrase = given or new_passphrase()
    with session.workspace() as workspace:
        key = Key.from_passphrase(passphrase, workspace.key.salt)
        workspace.rekey(key)
        kept = KeyStore().save(key)
    told: dict[str, Any] = {"kept_by_system": kept}
    lines = [_("The workspace has another passphrase. Print a new recovery sheet.")]
    if given is None:
        told["passphrase"] = passphrase
        lines.append(_("Passphrase: {passphrase}", passphrase=passphrase))
    session.print(told, "\n".join(lines))


COMMANDS: dict[str, click.Command] = {
    "init": init,
    "demo": demo,
    "recovery-sheet": recovery_sheet,
    "change-passphrase": change_passphrase,
}

"""What every command shares: which file, how it is unlocked, and how data is printed."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.helping import Helped
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import HOME, N_

if TYPE_CHECKING:
    from trygg_desktop.workspace import Key, Workspace

FILE_NAME = "trygg.workspace"


def today() -> date:
    """Today in Sweden."""
    return datetime.now(HOME).date()


def default_path() -> Path:
    """Where the workspace lies when nothing else is said."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Trygg", appauthor=False)) / FILE_NAME


def places() -> Path:
    """Where it is noted how far each workspace had come when it was left, so that a copy is known as one."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Trygg", appauthor=False)) / "places"


class Session:
    """One call of the command line: its file, and whether programs or people read the answer."""

    def __init__(self, *, path: str | None, as_json: bool, passphrase_file: str | None) -> None:
        self.path = Path(path) if path else default_path()
        self.path_is_default = not path
        self.as_json = as_json
        self.passphrase_file = passphrase_file
        self.typed: str | None = None
        """The passphrase that was asked for at the terminal."""

    def given_passphrase(self) -> str | None:
        """The passphrase from the file that was named, or from the environment.

        Raises:
            UserError: the file with the passphrase can't be read.
        """
        if self.passphrase_file:
            try:
                return Path(self.passphrase_file).read_text(encoding="utf-8-sig").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise UserError(
                    "no-passphrase-file",
                    N_("The file with the passphrase can't be read. Nothing was changed."),
                    file=Path(self.passphrase_file).name,
                ) from error
        return os.environ.get("TRYGG_PASSPHRASE") or None

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The open workspace; one that was restored, moved or copied goes on in a lane of its own."""
        from trygg_desktop.workspace import Workspace

        with Workspace.open(self.path, self.key()) as workspace:
            if workspace.settle(places()) and not self.as_json:
                click.echo(
                    i18n._(
                        "This file was restored, moved or copied. The exchange goes on without a new pairing; "
                        "use only one of the copies."
                    ),
                    err=True,
                )
            yield workspace

    def key(self) -> Key:
        """The file's key: from the passphrase given, the system's key store, or a question at the terminal.

        Raises:
            EnvironmentFault: there is no file, or no passphrase.
        """
        from trygg_desktop.workspace.file import examine_outside
        from trygg_desktop.workspace.vault import Key, KeyStore, locked, read_salt

        examine_outside(self.path)
        salt = read_salt(self.path)
        passphrase = self.given_passphrase()
        if passphrase is None and (kept := KeyStore().load(salt)):
            return kept
        if passphrase is None and sys.stdin is not None and sys.stdin.isatty():
            passphrase = self.typed = click.prompt(i18n._("Passphrase"), hide_input=True, err=True)
        if passphrase is None:
            raise locked()
        return Key.from_passphrase(passphrase, salt)

    def spare_itself(self, target: Path) -> Path:
        """The file to write to, which must not be the workspace: what is written takes a file's place.

        Raises:
            UserError: it is the workspace that is open.
        """
        if target.exists() and self.path.exists() and target.samefile(self.path):
            raise UserError(
                "workspace-itself",
                N_("{name} is the workspace itself. Choose another file; nothing was changed."),
                name=target.name,
                file=target.name,
            )
        return target

    def print(self, data: Any, text: str) -> None:
        """Data as JSON for programs, or as text for people."""
        if self.as_json:
            text = json.dumps(data, ensure_ascii=False, indent=2)
        if not text:
            return
        try:
            click.echo(text)
        except BrokenPipeError:  # whoever read it has gone, as `head` does; what was asked for is done
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), sys.stdout.fileno())


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, widest: int = 48) -> str:
    """Rows as an aligned table for people."""
    cells = [[_cell(value, widest) for value in row] for row in rows]
    if not cells:
        return ""
    widths = [max(len(heading), *(len(row[n]) for row in cells)) for n, heading in enumerate(headings)]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in [list(headings), *cells]
    ]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def _cell(value: object, widest: int) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= widest else text[: widest - 1] + "…"


def _language(_context: click.Context, _parameter: click.Parameter, chosen: str | None) -> str | None:
    """Chosen before anything is read, so that every error speaks the right language."""
    if chosen:
        i18n.set_language(chosen)
    return chosen


def command(name: str, example: str, does: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with the options that all have; the function gets the session first.

    Args:
        name: what it is called.
        example: a line that could be typed, shown at the end of its help.
        does: what it does, as a marked text.
    """

    def decorate(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def called(
            *arguments: Any,
            path: str | None,
            as_json: bool,
            lang: str | None,
            passphrase_file: str | None,
            **options: Any,
        ) -> Any:
            above = click.get_current_context().find_root().obj or {}
            i18n.set_language(lang or above.get("lang") or "sv")
            session = Session(
                path=path or above.get("path"),
                as_json=as_json or bool(above.get("as_json")),
                passphrase_file=passphrase_file or above.get("passphrase_file"),
            )
            return function(session, *arguments, **options)

        shared: tuple[Callable[[Any], Any], ...] = (
            click.option(
                "--workspace",
                "path",
                type=click.Path(dir_okay=False, readable=False),
                help=N_("The file (default: your own)."),
            ),
            click.option("--json", "as_json", is_flag=True, help=N_("Print data as JSON.")),
            click.option(
                "--lang",
                type=click.Choice(["sv", "en"]),
                callback=_language,
                is_eager=True,
                help=N_("Swedish (default) or English."),
            ),
            click.option(
                "--passphrase-file",
                type=click.Path(dir_okay=False, readable=False),
                help=N_("A file that holds the passphrase."),
            ),
        )
        offered: Callable[..., Any] = called
        for option in shared:
            offered = option(offered)
        make = click.command(name, Helped, help=does, epilog=example)
        return make(offered)

    return decorate

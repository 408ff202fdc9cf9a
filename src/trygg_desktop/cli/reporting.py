"""The one place where the command line shows errors, and the exit code that each of them gives."""

from __future__ import annotations

import json
import sys
from typing import NoReturn

import click

from trygg_desktop.errors import ExitCode, TryggError


def run(command: click.Command, arguments: list[str] | None) -> NoReturn:
    """Runs the command and leaves the program with its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = command.main(args=arguments, prog_name="trygg", standalone_mode=False)
    except click.exceptions.Abort:
        code = ExitCode.USER
    except click.ClickException as error:
        from trygg_desktop.cli.usage import told_simply

        _say({"error": "usage", "message": told_simply(error)}, "--json" in arguments)
        code = ExitCode.USAGE
    except TryggError as error:
        report(error, as_json="--json" in arguments)
        code = error.exit_code
    except OSError as error:
        fault = from_system(error)
        report(fault, as_json="--json" in arguments)
        code = fault.exit_code
    except Exception as error:  # our own mistake: the user gets a sentence, never a traceback
        report(own_mistake(error), as_json="--json" in arguments)
        code = ExitCode.USER
    sys.exit(int(code or 0))


def own_mistake(error: Exception) -> TryggError:
    """A mistake of the program's own. Tells where in the program, never what was in the records."""
    from pathlib import Path

    from trygg_desktop.i18n import N_

    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).stem}:{trace.tb_lineno}" if trace else ""
    return TryggError(
        "program-fault",
        N_(
            "The program made a mistake ({name} in {place}). "
            "What was saved before is safe; nothing was changed now."
        ),
        name=type(error).__name__,
        place=place,
    )


def from_system(error: OSError) -> TryggError:
    """A fault of the disk or the folder in the user's words."""
    import errno
    from pathlib import Path

    from trygg_desktop.errors import EnvironmentFault, UserError
    from trygg_desktop.i18n import N_, why

    name = Path(str(error.filename)).name if error.filename else ""
    if isinstance(error, FileNotFoundError):
        return UserError(
            "no-such-file",
            N_("There is no file or folder {name}. Nothing was changed."),
            name=name,
            file=name,
        )
    if error.errno == errno.ENOSPC:
        return EnvironmentFault(
            "disk-full",
            N_(
                "The disk is full. The last change was not saved; everything before it is safe. "
                "Free some space and try again."
            ),
        )
    return EnvironmentFault(
        "unusable-file",
        N_("{name} can't be read or written there ({reason}). Nothing was changed."),
        name=name,
        reason=why(error),
    )


def report(error: TryggError, *, as_json: bool) -> None:
    """An error as one line on standard error."""
    from trygg_desktop.i18n import sentence

    told: dict[str, object] = {"error": error.id, "message": " ".join(sentence(error).split())}
    place = {"file": error.file, "row": error.row, "column": error.column}
    _say(told | {name: value for name, value in place.items() if value is not None}, as_json)


def _say(told: dict[str, object], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False), err=True)
        return
    message = str(told["message"]).replace("\n", " ")
    unsaid = [str(told[name]) for name in ("file", "row", "column") if name in told]
    # The sentence that names the file says the rest of the place as well
    place = "" if unsaid and unsaid[0] in message else ", ".join(unsaid)
    click.echo(f"{place}: {message}" if place else message, err=True)

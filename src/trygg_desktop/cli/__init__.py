"""The `trygg` command: everything that can be done to data, without a window."""

from __future__ import annotations

import importlib
import sys
from itertools import pairwise
from typing import Any

import click

from trygg_desktop import __version__
from trygg_desktop.cli.helping import Helped
from trygg_desktop.i18n import LANGUAGES, N_, _, set_language

_COMMANDS = {
    "init": "opening",
    "demo": "opening",
    "recovery-sheet": "opening",
    "change-passphrase": "opening",
    "kinds": "records",
    "list": "records",
    "show": "records",
    "add": "records",
    "set": "records",
    "delete": "steps",
    "restore": "steps",
    "link": "steps",
    "unlink": "steps",
    "release": "steps",
    "merge": "steps",
    "undo": "steps",
    "redo": "steps",
    "search": "records",
    "import": "files",
    "export": "files",
    "attach": "files",
    "detach": "files",
    "save-attachment": "files",
    "due": "answers",
    "coverage": "insight_answers",
    "trend": "trend_answers",
    "event-counts": "event_answers",
    "effect": "effect_answers",
    "law": "insight_answers",
    "chain": "insight_answers",
    "sign": "signing",
    "brief": "answers",
    "card": "peers",
    "peers": "peers",
    "add-peer": "peers",
    "fingerprint": "peers",
    "confirm": "peers",
    "remove-peer": "peers",
    "send": "exchange",
    "receive": "exchange",
    "inbox": "exchange",
    "take-back": "exchange",
    "questions": "deciding",
    "answer": "deciding",
    "sent": "mailing",
    "mail": "mailing",
    "erase": "personal",
    "retention": "personal",
    "backup": "care",
    "restore-backup": "care",
    "settings": "care",
    "check": "care",
}
"""Each command and the module it stands in, imported when the command is called."""

_HELP = {
    "init": N_("Make a new, empty workspace."),
    "demo": N_("Open the demo council, made where there is none."),
    "recovery-sheet": N_("Print the sheet that opens the workspace when all else is lost."),
    "change-passphrase": N_("Lock the workspace with another passphrase."),
    "kinds": N_("Every kind of record with its fields."),
    "list": N_("Records of one kind."),
    "show": N_("One record, and what happened to it."),
    "add": N_("A new record."),
    "set": N_("Other values for a record's fields."),
    "delete": N_("Take a record away; it can be restored."),
    "restore": N_("Bring a deleted record back."),
    "link": N_("Connect two records."),
    "unlink": N_("Take a connection away."),
    "release": N_("Let a draft be shared."),
    "merge": N_("Make one record of two that are the same."),
    "undo": N_("Take the last steps back."),
    "redo": N_("Do the steps again that were taken back."),
    "search": N_("Find records by any part of a word."),
    "import": N_("Take in other people's files."),
    "export": N_("Write records to a file."),
    "attach": N_("Put a document on a record."),
    "detach": N_("Take a document off its record."),
    "save-attachment": N_("Write a document to a file."),
    "due": N_("What falls due."),
    "coverage": N_("Where nobody has been, where it is worst, and whether we are there."),
    "trend": N_("Which way an indicator goes."),
    "event-counts": N_("Police events counted by kind, district and period."),
    "effect": N_("What was counted before and after a measure, beside another area."),
    "law": N_("How things stand with the law on crime prevention."),
    "sign": N_("Sign a situational picture for your side."),
    "chain": N_("From problem to follow-up, and where the chain is broken."),
    "brief": N_("Make a briefing as PDF."),
    "card": N_("Your card, for the other leader to open."),
    "peers": N_("Whom the workspace exchanges with."),
    "add-peer": N_("Open someone's card."),
    "fingerprint": N_("The 30 digits to compare by telephone."),
    "confirm": N_("Say that the digits are the same on both sides."),
    "remove-peer": N_("End the exchange with someone."),
    "send": N_("Make a sealed file with everything new."),
    "receive": N_("Take in a sealed file."),
    "inbox": N_("Files that have come and wait."),
    "take-back": N_("Undo what was just received."),
    "questions": N_("What both have written and someone must decide."),
    "answer": N_("Decide one of the questions."),
    "sent": N_("The register of what was made and sent."),
    "mail": N_("Make an e-mail draft with a file attached."),
    "erase": N_("Take personal data away for good, everywhere."),
    "retention": N_("What is to be reviewed, and what is not erased everywhere yet."),
    "backup": N_("Write a verified copy of the workspace."),
    "restore-backup": N_("Make a workspace from a copy."),
    "settings": N_("The council's settings."),
    "check": N_("See whether file, log, caches and index agree."),
}


class Trygg(Helped, click.Group):
    """Loads a command's module when the command is called, so that `trygg --help` is quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(f"trygg_desktop.cli.{_COMMANDS[name]}")
        command: click.Command = module.COMMANDS[name]
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if arguments[0] not in _COMMANDS and not arguments[0].startswith("-"):
            context.fail(_("There is no command {name}. See: trygg --help", name=arguments[0]))
        return super().resolve_command(context, arguments)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in _HELP.items()])

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(context, formatter)
        self.format_commands(context, formatter)


def _choose_language(_context: click.Context, _option: click.Parameter, chosen: str | None) -> str | None:
    """Before anything else is read, so that every error speaks the right language."""
    if chosen:
        set_language(chosen)
    return chosen


@click.group(
    cls=Trygg,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    help=N_("The desk of a safety council. Without a command it opens the window."),
    epilog="trygg demo",
)
@click.version_option(__version__, prog_name="trygg")
@click.option(
    "--workspace",
    "path",
    type=click.Path(dir_okay=False, readable=False),
    help=N_("The file (default: your own)."),
)
@click.option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    callback=_choose_language,
    is_eager=True,
    help=N_("Swedish (default) or English."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print data as JSON."))
@click.option(
    "--passphrase-file",
    type=click.Path(dir_okay=False, readable=False),
    help=N_("A file that holds the passphrase."),
)
@click.pass_context
def trygg(
    context: click.Context, path: str | None, lang: str | None, as_json: bool, passphrase_file: str | None
) -> None:
    """What all commands share; without a command it opens the window."""
    context.obj = {"path": path, "lang": lang, "as_json": as_json, "passphrase_file": passphrase_file}
    if context.invoked_subcommand is None:
        from trygg_desktop.cli.opening import open_window

        context.exit(open_window(context.obj))


def main(arguments: list[str] | None = None) -> Any:
    """Runs the command line; every error is one line on standard error and an exit code of its own."""
    from trygg_desktop.cli.reporting import run

    words = sys.argv[1:] if arguments is None else arguments
    set_language(_language_in(words))
    return run(trygg, words)


def _language_in(words: list[str]) -> str:
    """The language asked for, wherever it stands: help is shown before what follows it is read."""
    for option, value in pairwise([*words, ""]):
        if option == "--lang" and value in LANGUAGES:
            return value
        if option.startswith("--lang=") and option[7:] in LANGUAGES:
            return option[7:]
    return "sv"

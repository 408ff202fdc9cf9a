"""Shows a command's help in the user's language."""

from __future__ import annotations

from typing import Any

import click

from trygg_desktop.i18n import N_, _

_SHARED = ("path", "lang", "as_json", "passphrase_file", "help")
_CLICKS_OWN = {"--help": N_("Show this text."), "--version": N_("Show the version.")}


class Helped(click.Command):
    """A command whose help, a marked text, is looked up when it is shown."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command is called with."""
        words = " ".join(self.collect_usage_pieces(context))
        formatter.write_usage(context.command_path, words, prefix=_("Usage:") + " ")

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        if self.help:
            with formatter.indentation():
                formatter.write_text(_(self.help))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """What can be said in more detail."""
        with formatter.section(_("Options")):
            formatter.write_dl(
                [
                    _option(each)
                    for each in sorted(self.get_params(context), key=_of_all_commands)
                    if isinstance(each, click.Option)
                ]
            )

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """An example."""
        formatter.write_paragraph()
        # On a line of its own whatever its length, so that it can be copied
        example = _("Example: {command}", command=self.epilog or "")
        formatter.write(f"  {example}\n")


def _of_all_commands(option: click.Parameter) -> bool:
    """What every command takes is told after what is this one's own."""
    return option.name in _SHARED


def _option(option: click.Option) -> tuple[str, str]:
    name = max(option.opts, key=len)
    text = _CLICKS_OWN.get(name) or option.help
    value = "" if option.is_flag else " " + (option.metavar or _value(option.type))
    required = "[" + _("required") + "]"
    told = [_(text) if text else "", required if option.required else ""]
    return ", ".join(sorted(option.opts, key=len)) + value, " ".join(filter(None, told))


def _value(type: click.ParamType[Any]) -> str:
    match type:
        case click.Choice():
            return "|".join(map(str, type.choices))
        case click.Path(file_okay=False):
            return "DIR"
        case click.Path():
            return "FILE"
        case click.DateTime():
            return "DATE"
        case click.IntRange():
            return "N"
    return "TEXT"

"""Says in the user's language what was wrong with a command as it was written."""

from __future__ import annotations

import click

from trygg_desktop.i18n import _


def told_simply(error: click.ClickException) -> str:
    """The sentence for a command that can't be understood; click itself has them in English only."""
    match error:
        case click.NoSuchOption():
            return _("There is no option {option} here. {see}", option=error.option_name, see=_see(error))
        case click.BadOptionUsage():
            return _("{what} needs a value. {see}", what=error.option_name, see=_see(error))
        case click.MissingParameter():
            return _("{what} is missing. {see}", what=_name(error), see=_see(error))
        case click.BadParameter():
            return f"{_wanted(error)} {_see(error)}"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return _("There are more words than the command takes. {see}", see=_see(error))
    return error.format_message()


def _see(error: click.UsageError) -> str:
    return _("See: {command} --help", command=error.ctx.command_path if error.ctx else "trygg")


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    if error.param and error.param.name:
        return getattr(error.param, "metavar", None) or error.param.name.upper()
    return str(error.param_hint or "")


def _wanted(error: click.BadParameter) -> str:
    what = _name(error)
    match error.param.type if error.param else None:
        case click.Choice() as options:
            return _(
                "{what} must be one of: {options}.", what=what, options=", ".join(map(str, options.choices))
            )
        case click.IntRange(min=least):
            return _("{what} must be a whole number of at least {least}.", what=what, least=least)
        case click.DateTime():
            return _("{what} must be a date such as 2026-12-03.", what=what)
        case click.Path(file_okay=False):
            return _("{what} must be a folder.", what=what)
        case click.Path():
            return _("{what} must be a file, not a folder.", what=what)
    return _("{what} can't be used as it is written.", what=what)

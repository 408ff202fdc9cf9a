"""How soon the command line answers."""

from __future__ import annotations

from tests.benchmarks.measure import Figure, Setting, in_turn, run

_HELP = "from trygg_desktop.cli import main; main(['--help'])"
"""What the installed `trygg` command does, whatever the installer made of it."""


def help_shown(setting: Setting) -> Figure:
    """The whole process of `trygg --help`."""
    ours, bare = in_turn(
        lambda: run(setting, "-c", _HELP),
        lambda: run(setting, "-c", "import click"),
        rounds=2 * setting.rounds,
    )
    return Figure("help", "trygg --help / python -c 'import click'", ours, bare, "ms", 2.0)

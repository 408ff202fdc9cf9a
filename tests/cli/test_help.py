"""The command line's help."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Call
from trygg_desktop.cli import _COMMANDS, _HELP


@pytest.mark.parametrize("command", _COMMANDS)
def test_each_help_ends_with_an_example(call: Call, command: str) -> None:
    shown = call(command, "--help").out.strip()
    assert "trygg " + command in shown[shown.rindex("\n\n") :]


def test_every_command_has_a_line_in_the_list() -> None:
    assert set(_HELP) == set(_COMMANDS)

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


def test_help_speaks_the_language_asked_for(call: Call) -> None:
    assert "Poster av ett slag." in call("list", "--help").out
    assert "Records of one kind." in call("list", "--lang", "en", "--help").out
    assert "Records of one kind." in call("list", "--help", "--lang", "en").out
    assert "Open the demo council" in call("--help", "--lang=en").out
    assert "Öppna demorådet" in call("--help").out
    assert "Open the demo council" in call("--lang", "en", "--help").out


@pytest.mark.parametrize("command", _COMMANDS)
def test_no_help_mixes_languages(call: Call, command: str) -> None:
    shown = call(command, "--help").out
    assert not {"Usage", "Options", "Show", "Example", "required"} & set(shown.replace(":", " ").split())


@pytest.mark.parametrize("command", _COMMANDS)
def test_the_example_can_be_copied_whole(call: Call, command: str) -> None:
    shown = call(command, "--help").out.rstrip()
    assert shown.splitlines()[-2] == ""
    assert not set("“”") & set(shown.splitlines()[-1]), "no shell knows these quotation marks"


def test_what_is_a_commands_own_is_told_before_what_all_have(call: Call) -> None:
    shown = call("export", "--help").out
    assert shown.index("--for ") < shown.index("--workspace")

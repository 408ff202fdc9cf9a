"""The program as it is started from a terminal: its own process, its streams, its neighbours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Call
from trygg_desktop import __version__
from trygg_desktop.cli import _COMMANDS
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.vault import read_salt

TRYGG = [sys.executable, "-m", "trygg_desktop"]


def surroundings_in(folder: Path) -> dict[str, str]:
    """An environment without keys, display or files of whoever runs the tests."""
    return os.environ | {
        "TRYGG_PASSPHRASE": PASSPHRASE,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "XDG_DATA_HOME": str(folder / "data"),
        "PYTHONIOENCODING": "ascii",
        "LC_ALL": "C",
    }


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return surroundings_in(tmp_path)


def run(surroundings: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*TRYGG, *map(str, words)],
        env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def test_the_version_is_told(surroundings: dict[str, str]) -> None:
    assert run(surroundings, "--version").stdout == f"trygg, version {__version__}\n"


def test_help_names_every_command_and_loads_neither_window_nor_records(surroundings: dict[str, str]) -> None:
    look = "import sys, atexit\natexit.register(lambda: print('LOADED', *sys.modules))\n"
    call = "from trygg_desktop.cli import main\nmain(['--help'])"
    done = subprocess.run(
        [sys.executable, "-c", look + call],
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    shown, loaded = done.stdout.split("LOADED")
    assert all(command in shown for command in _COMMANDS)
    assert not {"PySide6", "sqlmodel", "sqlalchemy", "keyring", "alembic", "babel"} & set(loaded.split())


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What two programs were told while a third had their workspace open: one that reads and one that writes."""

    read: subprocess.CompletedProcess[str]
    write: subprocess.CompletedProcess[str]


WRITE = ("add", "stakeholder", "name=x", "--workspace")


@pytest.fixture(scope="module")
def held(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that another program has open for as long as `neighbours` is made."""
    return Path(shutil.copy(made_once, tmp_path_factory.mktemp("held") / "council.workspace"))


@pytest.fixture(scope="module")
def neighbours(held: Path) -> Neighbours:
    around = surroundings_in(held.parent)
    with Workspace.open(held, Key.from_passphrase(PASSPHRASE, read_salt(held))):
        return Neighbours(run(around, "list", "district", "--workspace", held), run(around, *WRITE, held))


def test_letters_survive_a_terminal_of_another_encoding(neighbours: Neighbours) -> None:
    assert "Bäckby" in neighbours.read.stdout


def test_a_reader_that_stops_early_is_no_error(file: Path, surroundings: dict[str, str]) -> None:
    command = [*TRYGG, "list", "district", "--json", "--workspace", str(file)]
    program = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None and program.stderr is not None
    program.stdout.close()
    with program.stderr:
        assert program.stderr.read() == b""
    assert program.wait(timeout=60) == 0


def test_a_second_program_reads_and_is_told_that_it_cant_write(
    neighbours: Neighbours, held: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert neighbours.read.returncode == 0
    assert neighbours.write.returncode == 3
    assert neighbours.write.stderr == (
        "Ett annat program har arbetsytan öppen, så det här läser bara. Inget har ändrats. "
        "Stäng det andra och öppna arbetsytan här igen för att skriva.\n"
    )
    monkeypatch.setenv("TRYGG_PASSPHRASE", PASSPHRASE)
    assert call(*WRITE, held).code == 0

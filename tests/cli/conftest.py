"""The command line in tests: called in the same process, on a copy of a workspace that is made once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from trygg_desktop.cli import main
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.vault import new_salt

PASSPHRASE = "fem ord utan samband här 17"


@pytest.fixture(autouse=True)
def a_laptop_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No keys, no display, no files and no passphrase of whoever runs the tests."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    for name in ("TRYGG_PASSPHRASE", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.stdin", None)
    yield
    keyring.set_keyring(before)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """Standard error, read as the one JSON object that it is."""
        assert self.err.count("\n") == 1, self.err
        told: dict[str, Any] = json.loads(self.err)
        return told


Call = Callable[..., Answer]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `trygg` with these words."""

    def called(*words: object) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        code = left.value.code
        return Answer(code if isinstance(code, int) else 0, out, err)

    return called


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, keys_derived_once: None) -> Path:
    """A new workspace, locked with `PASSPHRASE`."""
    path = tmp_path_factory.mktemp("made") / "council.workspace"
    key = Key.from_passphrase(PASSPHRASE, new_salt())
    author = "Kommunens ledningsfunktion"
    Workspace.create(path, key, author=author, side=Side.MUNICIPALITY, council="Trygghetsrådet").close()
    return path


@pytest.fixture(scope="session")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the laptops that several tests begin with."""
    return tmp_path_factory.mktemp("laptops")


@pytest.fixture
def file(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own; the passphrase stands in the environment."""
    monkeypatch.setenv("TRYGG_PASSPHRASE", PASSPHRASE)
    return Path(shutil.copy(made_once, tmp_path / "council.workspace"))


@pytest.fixture
def trygg(call: Call, file: Path) -> Call:
    """Calls `trygg` on the test's own workspace, with JSON as the answer."""
    return lambda command, *words: call(command, *words, "--workspace", file, "--json")

"""Leaders who work through the command line alone, each with a workspace, handing each other sealed files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import PASSPHRASE, Answer, Call

KOMMUN, POLIS = "Kommunens ledare", "Polisens ledare"


@dataclass(frozen=True, slots=True)
class Leader:
    """Someone with a workspace of their own, who calls `trygg` on it."""

    call: Call
    folder: Path
    name: str
    file: Path

    @classmethod
    def of(cls, call: Call, folder: Path, name: str) -> Leader:
        """The leader whose workspace lies in a folder."""
        return cls(call, folder, name, folder / f"{name}.workspace")

    @classmethod
    def new(cls, call: Call, folder: Path, name: str, side: str, *, laptop: int = 1) -> Leader:
        """A leader with a new, empty workspace, whose salt follows from the name: deriving keys anew takes long."""
        leader = cls.of(call, folder, name)
        salt = blake2b(f"{name} {laptop}".encode(), digest_size=16).digest()
        with pytest.MonkeyPatch.context() as known:
            known.setattr("trygg_desktop.workspace.vault.new_salt", lambda: salt)
            made = call("init", "--author", name, "--side", side, "--workspace", leader.file, "--json")
        assert made.code == 0, made.err
        return leader

    def __call__(self, *words: object) -> Answer:
        return self.call(*words, "--workspace", self.file, "--json")

    def did(self, *words: object) -> Any:
        """What a call that must succeed printed."""
        answer = self(*words)
        assert answer.code == 0, answer.err
        return answer.data

    def add(self, kind: str, *values: str) -> str:
        """A new record; gives its id."""
        id: str = self.did("add", kind, *values)["id"]
        return id

    def card(self) -> Path:
        """The leader's card as a file."""
        path = self.folder / f"{self.name}.tryggkort"
        self.did("card", "-o", path)
        return path

    def make(self, to: Leader, name: str) -> Path:
        """A sealed file for someone, with everything they have not acknowledged."""
        path = self.folder / name
        self.did("send", to.name, "-o", path)
        return path

    def mail(self, to: Leader, name: str, *options: str) -> Any:
        """Sends someone a file that comes through; gives what it did there."""
        return to.did("receive", self.make(to, name), *options)

    def picture(self) -> Any:
        """Everything that `export all` writes."""
        path = self.folder / "allt.json"
        self.did("export", "all", path)
        return json.loads(path.read_text(encoding="utf-8"))


Step = Callable[[Leader, Leader], object]


def two_leaders(
    laptops: Path, call: Call, monkeypatch: pytest.MonkeyPatch, *steps: Step
) -> tuple[Leader, Leader]:
    """The leaders of municipality and police after these steps, which are gone once for all tests.

    Each test finds the laptops as they stood then, at the very place that the workspaces know as theirs; the user's
    own files lie there too.
    """
    name = " ".join(["leaders", *(step.__name__ for step in steps)])
    here, kept = laptops / name, laptops / f"{name}, as they began"
    monkeypatch.setenv("TRYGG_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("XDG_DATA_HOME", str(here / "data"))
    monkeypatch.setattr("trygg_desktop.cli.exchange.PAUSE", 0.0)
    shutil.rmtree(here, ignore_errors=True)
    if kept.exists():
        shutil.copytree(kept, here)
        return Leader.of(call, here, KOMMUN), Leader.of(call, here, POLIS)
    here.mkdir()
    both = Leader.new(call, here, KOMMUN, "municipality"), Leader.new(call, here, POLIS, "police")
    for step in steps:
        step(*both)
    shutil.copytree(here, kept)
    return both


def pair(one: Leader, other: Leader) -> None:
    """Both open the other's card, see the same digits, and confirm them."""
    for here, there in ((one, other), (other, one)):
        here.did("add-peer", there.card())
    digits = one.did("fingerprint", other.name)["digits"]
    assert other.did("fingerprint", one.name)["digits"] == digits
    one.did("confirm", other.name, digits)
    other.did("confirm", one.name, *digits.split())


def settle(*leaders: Leader) -> None:
    """Everyone sends to everyone they have confirmed until all have everything."""
    for again in range(2):
        for one in leaders:
            known = {peer["name"] for peer in one.did("peers") if peer["confirmed"]}
            for other in leaders:
                if other.name in known:
                    number = len(list(one.folder.glob("till-slut-*")))
                    one.mail(other, f"till-slut-{again}-{number}.trygg")

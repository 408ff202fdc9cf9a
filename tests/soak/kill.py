"""A laptop goes out in mid-import, again and again: real processes on real files, ended without warning.

`python -m tests.soak.kill 100 1` does so a hundred times with that seed and prints the figures.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.exchange.test_exchange import leader, mail, pair, picture
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace import Key, Workspace

ROOT = Path(__file__).parents[2]
FILES = 4
RECORDS = 150


class Readings:
    """A reader's file before anything came, the files that come, and what is seen after each of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        one, other = leader(folder, 0), leader(folder, 1)
        pair(one, other)
        shared = put_documents_on_the_same(one, other)
        self.key = other.workspace.key
        other.workspace.close()
        self.start = other.workspace.path
        for n in range(FILES):
            with one.workspace.transaction("New") as tx:
                made = [tx.create(Stakeholder, name=f"Förening {n}-{k}") for k in range(RECORDS)]
                for id in made[:20]:
                    tx.change(id, phone="021-1")
                    tx.attach(id, "karta.pdf", f"Innehåll {id}".encode() * 50)
                if n == FILES // 2:  # the documents that the other put on them go with them
                    for id in shared:
                        tx.erase(id, reason="Beslut 14")
            (file,) = one.send(one.peers()[0].id)
            (folder / f"{n}.file").write_bytes(file.content)
        one.workspace.close()
        shutil.copy(self.start, folder / "all.trygg")
        self.states = []
        with Workspace.open(folder / "all.trygg", self.key) as workspace:
            self.states.append(seen(Exchange(workspace)))
            began = time.perf_counter()
            for n in range(FILES):
                self.receive(workspace, n)
                self.states.append(seen(Exchange(workspace)))
            self.took = time.perf_counter() - began

    def receive(self, workspace: Workspace, n: int) -> None:
        """One of the files is taken in."""
        Exchange(workspace).receive((self.folder / f"{n}.file").read_bytes(), accept_erasures=True)


def put_documents_on_the_same(one: Exchange, other: Exchange) -> list[UUID]:
    """Records that both have, and on which the second has put documents that the first has not heard of."""
    with one.workspace.transaction("New") as tx:
        shared = [tx.create(Stakeholder, name=f"Delad {n}") for n in range(20)]
    mail(one, other)
    with other.workspace.transaction("Attach") as tx:
        for id in shared:
            tx.attach(id, "anteckning.pdf", f"Om {id}".encode() * 50)
    return shared


def seen(exchange: Exchange) -> list[Any]:
    """Everything that can be seen."""
    lanes = exchange.workspace.reader.execute("SELECT number, have, chain FROM lane ORDER BY number")
    return [picture(exchange), lanes, len(exchange.received_files())]


def trial(readings: Readings, chance: random.Random) -> str:
    """A process receives one file after the other until it is ended; gives where it was.

    Raises:
        AssertionError: something that it told to have taken in is gone, or something is there by half.
    """
    path = readings.folder / "victim.trygg"
    for old in readings.folder.glob("victim.trygg*"):
        old.unlink()
    shutil.copy(readings.start, path)
    command = [sys.executable, "-m", "tests.soak.kill", "child", str(readings.folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(readings.key.raw.hex() + "\n" + readings.key.salt.hex() + "\n")
        child.stdin.flush()
        assert child.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0, readings.took * 1.1))
        child.kill()
        told = child.stdout.read().count("took")
    with Workspace.open(path, readings.key) as workspace:
        assert workspace.check() == []
        now = seen(Exchange(workspace))
        assert now in readings.states, "something is there by half"
        came = readings.states.index(now)
        assert came >= told, "something that was acknowledged is gone"
        for n in range(came, FILES):
            readings.receive(workspace, n)
        assert seen(Exchange(workspace))[:2] == readings.states[-1][:2]
        assert workspace.check() == []
    return f"ended after {came} of {FILES} files"


def child(folder: Path) -> None:
    """Receives until it is ended."""
    raw, salt = (bytes.fromhex(sys.stdin.readline()) for _line in range(2))
    with Workspace.open(folder / "victim.trygg", Key(raw, salt)) as workspace:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        for n in range(FILES):
            Exchange(workspace).receive((folder / f"{n}.file").read_bytes(), accept_erasures=True)
            sys.stdout.write("took\n")
            sys.stdout.flush()
        sys.stdin.read()


def kill(times: int, seed: int) -> str:
    """So many trials; gives the figures."""
    chance, began = random.Random(seed), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        readings = Readings(Path(folder))
        where = Counter(trial(readings, chance) for _time in range(times))
    took = time.perf_counter() - began
    lines = [f"{times} processes ended in mid-import in {took:.0f} s, nothing lost, nothing half"]
    return "\n".join([*lines, *(f"{count:6} {what}" for what, count in sorted(where.items()))]) + "\n"


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(Path(sys.argv[2]))
    else:
        asked = [int(each) for each in sys.argv[1:3]]
        sys.stdout.write(kill(*(asked + [100, 1][len(asked) :])))

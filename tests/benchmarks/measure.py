"""Measures the program and a bare baseline in turn, so that both meet the same weather on the same machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

CHILDREN = Path(__file__).parent / "children"
PATIENCE = 60
"""Seconds after which a process is taken to hang."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and what it should be at most.

    Args:
        name: as `--only` takes it.
        what: in words.
        ours, baseline: medians in the same unit.
        unit: `ms` or `MB`.
        target: the largest ratio that is good enough.
        ceiling: the largest value of our own that is good enough, where there is such a limit.
    """

    name: str
    what: str
    ours: float
    baseline: float
    unit: str
    target: float
    ceiling: float | None = None

    @property
    def ratio(self) -> float:
        """Ours by the baseline."""
        return self.ours / self.baseline

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.ratio <= self.target and (self.ceiling is None or self.ours <= self.ceiling)

    def as_json(self) -> dict[str, object]:
        """The figure for programs."""
        return {
            "name": self.name,
            "what": self.what,
            "ours": round(self.ours, 3),
            "baseline": round(self.baseline, 3),
            "unit": self.unit,
            "ratio": round(self.ratio, 3),
            "target": self.target,
            "ceiling": self.ceiling,
            "met": self.met,
        }


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how often to measure.

    Args:
        folder: for files, and for the compiled bytecode of processes.
        rounds: how often each side of a figure is measured.
        records: how many a large workspace holds.
    """

    folder: Path
    rounds: int = 9
    records: int = 100_000


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turn(ours: Callable[[], float], baseline: Callable[[], float], *, rounds: int) -> tuple[float, float]:
    """The medians of both, measured A B A B after one round to warm up."""
    ours(), baseline()
    pairs = [(ours(), baseline()) for _round in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


@dataclass(frozen=True, slots=True)
class Told:
    """What a process said of itself: milliseconds from its start to the moment waited for, and its peak of memory."""

    milliseconds: float
    megabytes: float


def process(*arguments: str) -> list[str]:
    """The command for a Python process of the same installation."""
    return [sys.executable, *arguments]


def surroundings(setting: Setting) -> dict[str, str]:
    """An environment in which bytecode is compiled once, no screen is needed, and no one's settings are read."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "PYTHONPYCACHEPREFIX": str(setting.folder / "bytecode"),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(setting.folder / "config"),
        "XDG_DATA_HOME": str(setting.folder / "data"),
    }


def run(setting: Setting, *arguments: str) -> float:
    """Milliseconds that a whole process takes."""
    command = process(*arguments)
    return milliseconds(
        lambda: subprocess.run(
            command, env=surroundings(setting), check=True, timeout=PATIENCE, capture_output=True
        )
    )


def watch(setting: Setting, child: str, *arguments: str) -> Told:
    """Starts one of `children` and waits for what it tells of itself."""
    command = process(str(CHILDREN / f"{child}.py"), *arguments)
    start = time.time()
    finished = subprocess.run(
        command, env=surroundings(setting), check=True, timeout=PATIENCE, capture_output=True, text=True
    )
    told = json.loads(finished.stdout)
    return Told((told["at"] - start) * 1000, told["peak"] / 2**20)


def import_times(setting: Setting, child: str, *arguments: str, shown: int = 30) -> str:
    """The modules that cost most to import in one of `children`, by their own time in microseconds."""
    command = process("-X", "importtime", str(CHILDREN / f"{child}.py"), *arguments)
    finished = subprocess.run(
        command, env=surroundings(setting), check=True, timeout=PATIENCE, capture_output=True, text=True
    )
    lines = [
        line
        for line in finished.stderr.splitlines()
        if line.startswith("import time:") and "[us]" not in line
    ]
    lines.sort(key=lambda line: int(line.split(":")[1].split("|")[0]), reverse=True)
    return "\n".join(["import time: self [us] | cumulative | module", *lines[:shown]])


def call_times(work: Callable[[], object], *, shown: int = 30) -> str:
    """The functions in which a piece of work spends its time."""
    import cProfile
    import io
    import pstats

    with cProfile.Profile() as profile:
        work()
    words = io.StringIO()
    pstats.Stats(profile, stream=words).sort_stats("tottime").print_stats(shown)
    return words.getvalue()

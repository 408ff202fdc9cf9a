"""Small faults put into the engine one at a time: the machines, the matrix and the claims beside them must find each.

`python -m tests.soak.mutants` tells which live; `python -m tests.soak.mutants base` tries only those whose name has
that word. Each is tried on a copy of the program in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRIALS = (
    (
        *("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:pytest-qt", "-k", "not Exchanges"),
        *("tests/exchange/test_matrix.py", "tests/property/test_exchange_machine.py"),
    ),
    ("-m", "tests.soak.exchange_machine", "400", "11", "--quick"),
)
"""What may kill a mutant, the quickest first."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: what it is, and the text that is another in one file."""

    name: str
    file: str
    right: str
    wrong: str


MUTANTS = tuple(
    Mutant(**told) for told in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["mutant"]
)


def outcome(mutant: Mutant) -> str:
    """What killed it, or that it lives."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
        file = folder / "src" / "trygg_desktop" / mutant.file
        text = file.read_text(encoding="utf-8")
        if text.count(mutant.right) != 1:
            return f"LOST: its text is there {text.count(mutant.right)} times"
        file.write_text(text.replace(mutant.right, mutant.wrong), encoding="utf-8")
        environment = os.environ | {
            "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        for trial in TRIALS:
            run = subprocess.run(
                [sys.executable, *trial], cwd=folder, env=environment, capture_output=True, text=True, check=False,
                timeout=900,
            )  # fmt: skip
            if run.returncode:
                by = "the claims" if trial[1] == "pytest" else "the machines"
                return f"killed by {by}: {_why(run.stdout + run.stderr)}"
    return "LIVES"


def _why(told: str) -> str:
    errors = [line.strip(" |") for line in told.splitlines() if "Error" in line or "DID NOT RAISE" in line]
    return errors[-1][:100] if errors else told.strip()[-100:]


def main(word: str = "") -> int:
    """Tries the mutants; gives how many live or can't be made."""
    living = 0
    for mutant in MUTANTS:
        if word in mutant.name:
            told = outcome(mutant)
            living += not told.startswith("killed")
            sys.stdout.write(f"{mutant.name}: {told}\n")
            sys.stdout.flush()
    return living


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))

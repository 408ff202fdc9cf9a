"""A hundred thousand hostile files, with the memory of the process bounded; run with `-m soak`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot bound the memory of a process so")
def test_a_hundred_thousand_hostile_files_do_no_harm() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.soak.fuzz_opener", "100000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]

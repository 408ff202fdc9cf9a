"""The same records make the same bytes, whatever laptop they are on and however it is set up."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.briefings.test_page import every_part
from tests.briefings.test_page import printed as print_parts
from tests.briefings.test_tagging_every_briefing import printed
from tests.shared_demo import DEMO_KEY
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.workspace import Workspace

HERE = Path(__file__).parents[2]
SET_UP = {
    "PYTHONHASHSEED": "2",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "USER": "bo",
    "SOURCE_DATE_EPOCH": "1",
}
"""Another day, another language and another user than those of whoever runs the tests."""


def fingerprints(workspace: Workspace) -> dict[str, str]:
    """What each briefing comes to in this process, and a page with one of every part."""
    made = {name: printed(workspace, name).pdf for name in BRIEFINGS}
    made["every part"] = print_parts(*every_part())
    return {name: hashlib.sha256(pdf).hexdigest() for name, pdf in made.items()}


def elsewhere(path: Path, folder: Path) -> dict[str, str]:
    """The same in another process, where the clock, the language, the user and the folder are others."""
    paths = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    told = subprocess.run(
        [sys.executable, "-m", __name__, str(path)],
        capture_output=True,
        check=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths, "HOME": str(folder)} | SET_UP,
    )
    found: dict[str, str] = json.loads(told.stdout)
    return found


def test_clock_language_user_and_folder_change_no_byte(
    full: Workspace, demo_file: Path, tmp_path: Path
) -> None:
    here, there = fingerprints(full), elsewhere(demo_file, tmp_path)
    assert here.keys() == there.keys() == {*BRIEFINGS, "every part"}
    assert [name for name in here if here[name] != there[name]] == []


if __name__ == "__main__":
    with Workspace.open(Path(sys.argv[1]), DEMO_KEY) as opened:
        sys.stdout.write(json.dumps(fingerprints(opened)))

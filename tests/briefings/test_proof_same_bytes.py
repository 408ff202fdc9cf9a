"""The same records make the same bytes, whatever laptop they are on and however it is set up."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.briefings.test_tagging_every_briefing import of
from tests.shared_demo import DEMO_KEY
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.workspace import Workspace

HERE = Path(__file__).parents[2]
SET_UPS = (
    {"PYTHONHASHSEED": "1", "TZ": "Europe/Stockholm", "LC_ALL": "sv_SE.UTF-8", "USER": "anna"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "USER": "bo",
        "SOURCE_DATE_EPOCH": "1",
    },
)


def fingerprints(path: Path) -> dict[str, str]:
    """What each briefing comes to in this process."""
    workspace = Workspace.open(path, DEMO_KEY)
    found = {name: hashlib.sha256(of(workspace, name).pdf).hexdigest() for name in BRIEFINGS}
    workspace.close()
    return found


def elsewhere(path: Path, folder: Path, set_up: dict[str, str]) -> dict[str, str]:
    """The same in another process, where the clock, the language, the user and the folder are others."""
    folder.mkdir()
    paths = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    told = subprocess.run(
        [sys.executable, "-m", __name__, str(path)],
        capture_output=True,
        check=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths, "HOME": str(folder)} | set_up,
    )
    found: dict[str, str] = json.loads(told.stdout)
    return found


@pytest.mark.soak
def test_clock_language_user_and_folder_change_no_byte(demo_file: Path, tmp_path: Path) -> None:
    first, second = (elsewhere(demo_file, tmp_path / set_up["USER"], set_up) for set_up in SET_UPS)
    assert first.keys() == BRIEFINGS.keys()
    assert [name for name in first if first[name] != second[name]] == []


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fingerprints(Path(sys.argv[1]))))

"""A real Secret Service, as on a Linux desktop: started for the test, with a session bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE

pytestmark = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-daemon and gnome-keyring-daemon",
)

TRYGG = ("-m", "trygg_desktop", "--workspace")
KEEP_AND_FORGET = """
from trygg_desktop.workspace import Key, KeyStore
key, other = Key.generate(), Key.generate()
store = KeyStore()
assert store.save(key)
assert store.load(key.salt) == key
assert store.load(other.salt) is None
store.forget(key.salt)
store.forget(other.salt)
assert store.load(key.salt) is None
"""


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a desktop session whose key store is unlocked."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if name not in ("TRYGG_PASSPHRASE", "DISPLAY")}
    folders = ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    session = kept | {name: str(home) for name in folders}
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        env=session,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert bus.stdout is not None
    session["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    session["PYTHON_KEYRING_BACKEND"] = "keyring.backends.SecretService.Keyring"
    store = subprocess.Popen(
        ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
        env=session, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert store.stdin is not None
    store.stdin.write(b"open sesame")
    store.stdin.close()
    yield session
    for process in (store, bus):
        process.terminate()
        process.wait(timeout=10)
    bus.stdout.close()


def run(surroundings: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def test_a_key_is_kept_found_and_forgotten(desktop: dict[str, str]) -> None:
    done = run(desktop, "-c", KEEP_AND_FORGET)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def kept(desktop: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose key the system keeps since it was made."""
    file = tmp_path_factory.mktemp("kept") / "rad.workspace"
    words = ("init", "--author", "Polisens ledare", "--side", "police")
    made = run(desktop | {"TRYGG_PASSPHRASE": PASSPHRASE}, *TRYGG, file, *words)
    assert made.returncode == 0
    return file


def test_a_workspace_whose_key_is_kept_opens_without_a_passphrase(
    desktop: dict[str, str], kept: Path
) -> None:
    assert run(desktop, *TRYGG, kept, "list", "district").returncode == 0
    without = desktop | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    refused = run(without, *TRYGG, kept, "list", "district")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.startswith("Arbetsytan är låst") and refused.stderr.count("\n") == 1


def test_the_recovery_sheet_without_a_passphrase_holds_the_key(
    desktop: dict[str, str], kept: Path, tmp_path: Path
) -> None:
    assert run(desktop, *TRYGG, kept, "recovery-sheet", "-o", tmp_path / "blad.pdf").returncode == 0
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")

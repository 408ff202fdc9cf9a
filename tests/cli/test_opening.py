"""Making and opening a workspace: which passphrase counts, and what is said of a file that can't be opened."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from tests.cli.conftest import PASSPHRASE, Answer, Call
from trygg_desktop.cli import main
from trygg_desktop.workspace import Key, KeyStore
from trygg_desktop.workspace.vault import read_salt

INIT = ("init", "--author", "Polisens ledningsfunktion", "--side", "police", "--json")


def listing(call: Call, file: Path, *words: object) -> Answer:
    return call("list", "stakeholder", "--workspace", file, "--json", *words)


# Making


def test_a_new_workspace_has_the_default_districts_and_a_generated_passphrase(
    call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "ny" / "rad.workspace"
    made = call(*INIT, "--council", "Rådet", "--workspace", path).data
    (tmp_path / "fras").write_text(made["passphrase"].lower().replace("-", " "), encoding="utf-8")
    opened = ("--workspace", path, "--json", "--passphrase-file", tmp_path / "fras")
    assert len(call("list", "district", *opened).data) == 36
    assert call("settings", "name", *opened).data == {"name": "Rådet"}


def test_a_passphrase_that_was_given_is_not_printed(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRYGG_PASSPHRASE", PASSPHRASE)
    answer = call(*INIT, "--workspace", tmp_path / "rad.workspace")
    assert "passphrase" not in answer.data
    assert PASSPHRASE not in answer.out


@pytest.mark.parametrize("weak", ["demo", "aaaaaaaaaaaaaaaaaaaaaaaa", ""])
def test_a_weak_passphrase_of_ones_own_is_refused(call: Call, tmp_path: Path, weak: str) -> None:
    (tmp_path / "fras").write_text(weak, encoding="utf-8")
    answer = call(*INIT, "--workspace", tmp_path / "rad.workspace", "--passphrase-file", tmp_path / "fras")
    assert (answer.code, answer.error["error"]) == (1, "weak-passphrase")
    assert not (tmp_path / "rad.workspace").exists()


def test_a_file_that_is_there_is_never_overwritten(call: Call, file: Path) -> None:
    before = file.read_bytes()
    assert call(*INIT, "--workspace", file).error["error"] == "file-exists"
    assert file.read_bytes() == before


def test_without_a_name_nothing_is_made(call: Call, tmp_path: Path) -> None:
    answer = call("init", "--author", " ", "--side", "police", "--workspace", tmp_path / "r", "--json")
    assert (answer.code, list(tmp_path.glob("r*"))) == (1, [])


def test_the_workspace_lies_in_the_users_own_folder_when_nothing_is_said(call: Call) -> None:
    assert call("list", "stakeholder", "--json").error["error"] == "no-such-file"
    made = call(*INIT).data
    assert Path(made["workspace"]).name == "trygg.workspace"
    assert call(*INIT).error["error"] == "file-exists"


# Unlocking


def test_the_workspace_may_be_named_before_the_command(call: Call, file: Path) -> None:
    assert call("--workspace", file, "--json", "list", "stakeholder").data == []


def test_the_passphrase_file_counts_before_the_environment(
    call: Call, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fras").write_text(PASSPHRASE + "\r\n", encoding="utf-8-sig")
    monkeypatch.setenv("TRYGG_PASSPHRASE", "en annan fras än den rätta")
    assert listing(call, file, "--passphrase-file", tmp_path / "fras").code == 0
    assert listing(call, file).error["error"] == "wrong-key"


def test_without_passphrase_and_terminal_it_is_locked(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRYGG_PASSPHRASE")
    answer = listing(call, file)
    assert (answer.code, answer.out, answer.error["error"]) == (3, "", "locked")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_passphrase_file_that_cant_be_read_is_named(
    call: Call, file: Path, tmp_path: Path, content: bytes | None
) -> None:
    if content:
        (tmp_path / "fras").write_bytes(content)
    answer = listing(call, file, "--passphrase-file", tmp_path / "fras")
    assert (answer.code, answer.error["file"]) == (1, "fras")


class Drawer(KeyringBackend):  # type: ignore[misc]
    """A key store that lasts as long as the test."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username))


def test_the_key_store_opens_when_no_passphrase_is_given(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(Drawer())
    KeyStore().save(Key.from_passphrase(PASSPHRASE, read_salt(file)))
    monkeypatch.delenv("TRYGG_PASSPHRASE")
    assert listing(call, file).code == 0


def test_a_given_passphrase_counts_before_the_key_store(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(Drawer())
    KeyStore().save(Key.from_passphrase(PASSPHRASE, read_salt(file)))
    monkeypatch.setenv("TRYGG_PASSPHRASE", "en annan fras än den rätta")
    assert listing(call, file).error["error"] == "wrong-key"


def test_a_new_passphrase_opens_and_the_old_one_no_longer(call: Call, file: Path, tmp_path: Path) -> None:
    change = ("change-passphrase", "--workspace", file, "--json")
    (tmp_path / "fras").write_text("kort", encoding="utf-8")
    assert call(*change, "--new-passphrase-file", tmp_path / "fras").error["error"] == "weak-passphrase"
    (tmp_path / "fras").write_text(call(*change).data["passphrase"], encoding="utf-8")
    assert listing(call, file).error["error"] == "wrong-key"
    assert listing(call, file, "--passphrase-file", tmp_path / "fras").code == 0


# Files that can't be opened

BROKEN = {
    "empty-file": lambda content: b"",
    "damaged-file": lambda content: content[: len(content) // 2],
    "damaged-file (a stump)": lambda content: content[:100],
    "damaged-file (within)": lambda content: content[:9000] + bytes(3000) + content[12000:],
    "wrong-key": lambda content: os.urandom(16) + content[16:],
    "foreign-file": lambda content: b"%PDF-1.7\n" + content,
    "foreign-file (text)": lambda content: "Bara några ord.\n".encode() * 500,
}


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_of_the_file_has_its_own_sentence_and_the_file_is_left_as_it_was(
    call: Call, file: Path, fault: str
) -> None:
    content = BROKEN[fault](file.read_bytes())
    file.write_bytes(content)
    answer = listing(call, file)
    assert (answer.code, answer.out, answer.error["error"]) == (3, "", fault.split(" ")[0])
    assert file.read_bytes() == content


def test_a_missing_file_is_not_made(call: Call, file: Path) -> None:
    missing = file.with_name("saknas.workspace")
    assert (listing(call, missing).code, list(file.parent.glob("saknas*"))) == (3, [])


def test_a_folder_is_no_workspace(call: Call, tmp_path: Path) -> None:
    assert listing(call, tmp_path).code == 2


# The window and the demo


def test_without_a_display_the_window_is_not_shown(call: Call) -> None:
    answer = call()
    assert (answer.code, answer.err.count("\n")) == (3, 1)


@pytest.fixture(scope="module")
def laptop_with_demo(
    tmp_path_factory: pytest.TempPathFactory, keys_derived_once: None
) -> tuple[Path, Answer]:
    """A user's own folder after the demo was opened there for the first time, and what was told."""
    data = tmp_path_factory.mktemp("laptop with demo")
    with pytest.MonkeyPatch.context() as first, redirect_stdout(StringIO()) as out:
        first.setenv("XDG_DATA_HOME", str(data))
        first.delenv("TRYGG_PASSPHRASE", raising=False)
        with redirect_stderr(StringIO()) as err, pytest.raises(SystemExit) as left:
            main(["demo", "--no-window", "--out", str(data / "ut"), "--json"])
    return data, Answer(int(left.value.code or 0), out.getvalue(), err.getvalue())


@pytest.fixture
def first(laptop_with_demo: tuple[Path, Answer], monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the demo's first start told, on the laptop where that was."""
    data, told = laptop_with_demo
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    return told.data


def test_the_demo_makes_its_council_once_and_writes_the_next_briefing(call: Call, first: Any) -> None:
    assert Path(first["briefing"]).read_bytes().startswith(b"%PDF")
    assert first["passphrase"] == "demo"
    made = Path(first["workspace"]).read_bytes()
    again = call("demo", "--out", Path(first["briefing"]).parent)
    assert (again.code, again.out.strip()) == (0, first["briefing"])
    assert "demo" in again.err
    assert Path(first["workspace"]).read_bytes() == made


def test_a_passphrase_for_ones_own_workspace_does_not_lock_the_demo_out(
    call: Call, tmp_path: Path, first: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRYGG_PASSPHRASE", PASSPHRASE)
    assert first["passphrase"] == "demo"
    assert call("demo", "--no-window", "--out", tmp_path / "ut").code == 0


def test_the_demo_does_not_take_a_real_workspace_for_its_own(call: Call, file: Path, tmp_path: Path) -> None:
    answer = call("demo", "--no-window", "--workspace", file, "--out", tmp_path / "ut", "--json")
    assert (answer.code, answer.error["error"]) == (1, "not-the-demo")
    assert not (tmp_path / "ut").exists()


def test_the_recovery_sheet_holds_the_passphrase(call: Call, file: Path, tmp_path: Path) -> None:
    import pymupdf

    target = tmp_path / "blad.pdf"
    assert call("recovery-sheet", "-o", target, "--workspace", file).code == 0
    with pymupdf.open(target) as sheet:
        assert PASSPHRASE in "".join(page.get_text() for page in sheet)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no users of this kind")
def test_a_folder_that_may_not_be_written_still_lets_read(call: Call, file: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    file.parent.chmod(0o500)
    try:
        assert listing(call, file).code == 0
        answer = call("add", "stakeholder", "name=x", "--workspace", file, "--json")
        assert (answer.code, answer.error["error"]) == (3, "unwritable-file")
    finally:
        file.parent.chmod(0o700)

"""What is refused: one sentence, an exit code that says why, and nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call

WRONG_INPUT = [
    ("no-such-kind", ["list", "nope"]),
    ("no-such-kind", ["add", "nope", "name=x"]),
    ("no-such-kind", ["search", "x", "--kind", "nope"]),
    ("no-such-kind", ["export", "nope", "x.csv"]),
    ("no-such-field", ["add", "stakeholder", "nope=x"]),
    ("no-such-field", ["list", "stakeholder", "--where", "nope=x"]),
    ("no-such-field", ["list", "stakeholder", "--sort", "nope"]),
    ("no-such-field", ["settings", "nope=x"]),
    ("unsortable-field", ["list", "stakeholder", "--sort", "districts"]),
    ("no-such-option", ["add", "stakeholder", "name=x", "sector=nope"]),
    ("no-value", ["add", "stakeholder", "name"]),
    ("required-field", ["add", "stakeholder"]),
    ("required-field", ["add", "stakeholder", "name= "]),
    ("required-field", ["settings", "name="]),
    ("unreadable-value", ["add", "stakeholder", "name=x", "influence=mycket"]),
    ("unreadable-value", ["add", "meeting", "title=x", "held_on=2026-02-30"]),
    ("unreadable-value", ["add", "meeting", "title=x", "starts=0001-01-01 00:00"]),
    ("unreadable-value", ["add", "meeting", "title=x", "starts=25:00"]),
    ("no-such-record", ["show", "Ingen"]),
    ("no-such-record", ["add", "contact", "name=x", "stakeholder=Ingen"]),
    ("no-such-record", ["delete", "01a203e4-96c9-70b7-88c3-0543dae4b11f"]),
    ("draft-is-no-field", ["add", "stakeholder", "name=x", "draft=ja"]),
    ("no-next-meeting", ["brief", "meeting", "--for", "council", "-o", "x.pdf"]),
    ("no-such-file", ["import", "contacts", "nope.csv"]),
]


@pytest.mark.parametrize(("id", "words"), WRONG_INPUT)
def test_wrong_input_is_exit_code_1_with_one_line(
    trygg: Call, id: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = trygg(*words)
    assert (answer.code, answer.out, answer.error["error"]) == (1, "", id)


WRONG_USAGE = [
    ["nope"],
    ["add"],
    ["list"],
    ["list", "stakeholder", "--nope"],
    ["list", "stakeholder", "--limit", "-1"],
    ["list", "stakeholder", "--limit"],
    ["list", "stakeholder", "extra"],
    ["undo", "--count", "0"],
    ["due", "--on", "i förrgår"],
    ["init", "--author", "x", "--side", "nope"],
    ["brief", "meeting", "--for", "nope", "-o", "x.pdf"],
    ["import", "weather", "x.csv"],
    ["recovery-sheet"],
    ["kinds", "--lang", "de"],
]


@pytest.mark.parametrize("words", WRONG_USAGE)
def test_wrong_usage_is_exit_code_2_with_one_line(call: Call, words: list[str]) -> None:
    answer = call(*words, "--json")
    assert (answer.code, answer.out, answer.error["error"]) == (2, "", "usage")


def test_wrong_usage_is_told_in_the_language_asked_for(call: Call) -> None:
    assert call("list").err == "KIND saknas. Se: trygg list --help\n"
    assert call("--lang", "en", "list").err == "KIND is missing. See: trygg list --help\n"
    assert call("--lang", "en", "nope").err == "There is no command nope. See: trygg --help\n"


def test_errors_are_swedish_whatever_the_locale(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "en_US.UTF-8")
    assert "finns inget slags post" in call("list", "nope", "--workspace", file).err
    assert "no kind of record" in call("list", "nope", "--workspace", file, "--lang", "en").err
    assert "no kind of record" in call("--lang", "en", "list", "nope", "--workspace", file).err


def test_an_error_names_the_field(trygg: Call) -> None:
    assert trygg("add", "stakeholder", "name=x", "influence=mycket").error["column"] == "influence"


def test_an_error_names_the_file_once(call: Call, file: Path, tmp_path: Path) -> None:
    (tmp_path / "fel.csv").write_text("Namn;E-post\nBo;fel\n", encoding="utf-8")
    answer = call("import", "contacts", tmp_path / "fel.csv", "--workspace", file)
    assert answer.err.count("fel.csv") == 1
    assert answer.err.count("\n") == 1


def test_nothing_has_changed_after_a_refusal(trygg: Call) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    before = trygg("show", id, "--history").data
    assert trygg("set", id, "notes=nytt", "sector=nope").code == 1
    assert trygg("set", id, "notes=nytt", "name=").code == 1
    assert trygg("show", id, "--history").data == before


def test_a_mistake_of_the_programs_own_is_a_sentence_without_content(
    trygg: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("hemligt innehåll")

    monkeypatch.setattr("trygg_desktop.workspace.Workspace.search", broken)
    answer = trygg("search", "x")
    assert answer.error["error"] == "program-fault"
    assert "hemligt" not in answer.err


def test_a_full_disk_is_told_as_such(trygg: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    answer = trygg("recovery-sheet", "-o", tmp_path / "blad.pdf")
    assert (answer.code, answer.error["error"]) == (3, "disk-full")
    assert not (tmp_path / "blad.pdf").exists()

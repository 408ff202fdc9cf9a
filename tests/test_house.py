"""The house itself: who may import whom, complete translations, what starts without Qt."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests import catalogues
from trygg_desktop import i18n, self_test
from trygg_desktop.i18n import N_, _

ROOT = Path(__file__).resolve().parents[1]


def test_imports_only_go_down() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:]


def test_every_text_is_translated() -> None:
    assert {language: catalogues.problems(language) for language in catalogues.LANGUAGES} == {
        language: [] for language in catalogues.LANGUAGES
    }


def test_every_marked_text_is_found_whichever_python_looks() -> None:
    """Python 3.11 takes an f-string as one word, so a text marked within it is not seen there."""
    known = {
        text for each in catalogues.messages() for text in (each if isinstance(each, tuple) else (each,))
    }
    marked = {
        (file.name, call.args[0].value)
        for file in sorted((ROOT / "src").rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in catalogues.KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert [each for each in sorted(marked) if each[1] not in known] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_their_named_parameters(language: str) -> None:
    from string import Formatter

    def names(text: str) -> set[str]:
        return {name for _before, name, _format, _conversion in Formatter().parse(text) if name}

    for entry in catalogues.read(language):
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if entry.id:
            allowed = set().union(*map(names, ids))
            for text in texts:
                assert names(text) <= allowed, entry.id


@pytest.mark.parametrize("what", ["trygg_desktop.domain.kinds", "trygg_desktop.cli"])
def test_domain_and_command_line_start_without_qt(what: str) -> None:
    code = f"import sys, {what}; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_help_imports_no_more_than_click() -> None:
    code = (
        "import sys\nfrom trygg_desktop.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'babel', 'PySide6', 'reportlab', 'keyring'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_built_program_brings_the_licence_of_each_package_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "installers")
    licences = import_module("licences")
    told = licences.overview().splitlines()
    packages = [package.metadata["Name"] for package in licences.packages()]
    assert [line.split()[0] for line in told[1:]] == packages
    assert {"pikepdf", "svglib", "pyphen", "PySide6_Essentials", "lxml"} <= {*packages}
    brought = {folder for _file, folder in licences.collected()}
    assert {line.partition("Text: ")[2].rstrip("/") for line in told[1:]} == brought


def test_the_self_test_goes_on_after_a_fault_and_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(_trial: self_test.Trial) -> str:
        raise RuntimeError("a part is missing")

    monkeypatch.setattr(self_test, "PARTS", {"first": breaks, "second": lambda _trial: "works"})
    assert self_test.run() == 1
    told = capsys.readouterr().out
    assert "first: FAILED: RuntimeError: a part is missing" in told and "second: works" in told
    assert told.endswith("FAILED: first.\n")
    assert self_test.run(["second"]) == 0
    assert self_test.run(["secnod"]) == 1, "nothing was tried"


def test_the_self_test_takes_what_could_not_be_drawn_for_a_fault() -> None:
    fault = ModuleNotFoundError("qtawesome")
    with pytest.raises(ModuleNotFoundError, match="qtawesome"), self_test.no_faults():
        sys.excepthook(type(fault), fault, None)  # as Qt does, and goes on


def test_swedish_comes_first_and_english_second() -> None:
    assert _(N_("Open")) == "Öppen"
    with i18n.in_language("en"):
        assert _(N_("Open")) == "Open"


def test_the_project_speaks_of_itself_alone() -> None:
    registries = ["py" + "pi.org", "python" + "hosted", "npm" + "js.com", "deb." + "debian"]
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    for name in tracked:
        file = ROOT / name
        if file.suffix in (".py", ".toml", ".md", ".po", ".json", "") and file.is_file():
            text = file.read_text(encoding="utf-8", errors="ignore")
            assert not [host for host in registries if host in text], name

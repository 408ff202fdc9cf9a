"""The house itself: who may import whom, complete translations, what starts without Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import catalogues
from trygg_desktop import i18n
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


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert catalogues.problems(language) == []


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

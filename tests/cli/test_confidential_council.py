"""A council whose settings are confidential is named in what a password protects, and nowhere outside it."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from tests.cli.conftest import Call


def test_its_name_is_in_the_locked_file_and_not_in_the_mail_around_it(trygg: Call, tmp_path: Path) -> None:
    (settings,) = trygg("list", "council-settings").data
    changed = trygg("set", settings["id"], "name=KANARIERÅDET", "protection=protected", "ground=OSL 18:1")
    assert changed.code == 0
    trygg("release", settings["id"], "--protected")
    (tmp_path / "losen.txt").write_text("tolv-tecken-22\n", encoding="utf-8")
    words = ("--for", "leaders", "--on", "2026-11-22", "--password-file", tmp_path / "losen.txt")
    trygg("brief", "plan", *words, "-o", tmp_path / "plan.pdf")
    with pymupdf.open(tmp_path / "plan.pdf") as locked:
        assert locked.authenticate("tolv-tecken-22") and "KANARIERÅDET" in locked[0].get_text()
    told = trygg("mail", tmp_path / "plan.pdf", "--to", "anna@example.se").data
    draft = Path(told["file"]).read_text(encoding="utf-8")
    assert "KANARIE" not in draft and "Ärende" not in draft.partition("\n\n")[0]

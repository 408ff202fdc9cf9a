"""A full disk: what is said to be lost was being written, and nothing else is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from trygg_desktop.i18n import sentence
from trygg_desktop.workspace.file import explain


@pytest.mark.parametrize(
    ("writing", "said"),
    [(True, "Den senaste ändringen sparades inte"), (False, "Inget har ändrats")],
)
def test_only_a_change_that_was_being_written_is_lost(tmp_path: Path, writing: bool, said: str) -> None:
    error = sqlcipher.OperationalError("database or disk is full")
    told = explain(error, tmp_path / "a.workspace", writing=writing)
    assert told.id == "disk-full" and said in sentence(told)

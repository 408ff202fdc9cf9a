"""What a coordinator met on the way, and what it should have been."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from tests.support import new_workspace
from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.domain.values import show
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.backup import restore_backup
from trygg_desktop.workspace.file import explain


def test_steps_made_before_a_backup_can_be_undone_in_the_restored_workspace(tmp_path: Path) -> None:
    with new_workspace(tmp_path) as workspace:
        with workspace.transaction("New") as tx:
            made = tx.create(Stakeholder, name="Mimer")
        workspace.backup(tmp_path / "kopia.workspace")
        key = workspace.key
    restore_backup(tmp_path / "kopia.workspace", key, tmp_path / "ny.workspace")
    with Workspace.open(tmp_path / "ny.workspace", key) as restored:
        assert restored.undo() is not None
        assert restored.find(made) is None


def test_a_full_disk_is_not_told_as_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil._ntuple_diskusage(100, 100, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    assert explain(sqlcipher.OperationalError("disk I/O error"), tmp_path / "a.workspace").id == "disk-full"


def test_a_year_is_shown_without_a_blank() -> None:
    assert show(District.fields()["population_year"], 2023) == "2023"


def test_a_meeting_with_a_start_has_its_day(tmp_path: Path) -> None:
    with new_workspace(tmp_path) as workspace:
        with workspace.transaction("New") as tx:
            id = tx.create(Meeting, title="M", starts=datetime(2026, 12, 3, 12, tzinfo=UTC))
        assert workspace.get(id).held_on == date(2026, 12, 3)

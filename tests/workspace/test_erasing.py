"""What is erased is nowhere in the file, comes back from no copy, and is told of by nothing but its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from tests.support import only_workspace
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.backup import restore_backup

SECRET = "Hemliga Hjördis"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with only_workspace(tmp_path) as opened:
        yield opened


def add(workspace: Workspace, kind: Any = Contact, **values: Any) -> UUID:
    with workspace.transaction("New") as tx:
        return tx.create(kind, **{"name": SECRET} | values)


def erase(workspace: Workspace, id: UUID, field: str = "") -> None:
    with workspace.transaction("Erase") as tx:
        tx.erase(id, field=field, reason="Beslut 2026:14")


def plain_bytes(workspace: Workspace, folder: Path) -> bytes:
    """Every page of the file, decrypted, free ones too."""
    plain = folder / "plain.db"
    plain.unlink(missing_ok=True)
    connection = sqlcipher.connect(str(workspace.path), isolation_level=None)
    connection.execute(f'PRAGMA key = "{workspace.key.pragma}"')
    connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    ).fetchall():
        del name, sql
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    connection.close()
    return plain.read_bytes()


def test_an_erased_record_is_nowhere_in_the_file(workspace: Workspace, tmp_path: Path) -> None:
    id = add(workspace, notes="Ringde i mars om något känsligt.")
    with workspace.transaction("Change") as tx:
        tx.change(id, name=SECRET + " Ek")
        tx.attach(id, "hemlig.txt", SECRET.encode())
    assert SECRET.encode() in plain_bytes(workspace, tmp_path)
    erase(workspace, id)
    content = plain_bytes(workspace, tmp_path)
    for word in (SECRET, "Hjördis", "känsligt", "hemlig.txt", "jördi"):
        assert word.encode() not in content
    assert workspace.find(id) is None
    assert workspace.search("Hjördis") == []
    assert "Hjördis" not in repr([entry.words for entry in workspace.history(id)])
    assert workspace.check() == []


def test_a_field_forgets_what_it_has_said_and_can_be_written_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    id = add(workspace, name="Ordförande", notes=SECRET)
    with workspace.transaction("Change") as tx:
        tx.change(id, notes=SECRET + " igen")
    erase(workspace, id, "notes")
    assert workspace.get(id).notes is None
    assert workspace.get(id).title == "Ordförande"
    with workspace.transaction("Change") as tx:
        tx.change(id, notes="Går att skriva i igen.")
    assert workspace.get(id).notes == "Går att skriva i igen."
    assert SECRET.encode() not in plain_bytes(workspace, tmp_path)
    assert workspace.check() == []


def test_an_erased_draft_leaves_no_trace_at_all(workspace: Workspace) -> None:
    id = add(workspace, draft=True)
    erase(workspace, id)
    assert workspace.find(id) is None
    assert not workspace.reader.execute("SELECT 1 FROM every_change WHERE record = ?", (id.hex,))
    assert workspace.check() == []


def test_undo_passes_over_what_was_erased(workspace: Workspace) -> None:
    id = add(workspace)
    with workspace.transaction("Change") as tx:
        tx.change(id, phone="021-1")
    erase(workspace, id)
    with pytest.raises(UserError, match="undo-passed-over"):
        workspace.undo()
    assert workspace.find(id) is None


def test_erasing_needs_a_reason(workspace: Workspace) -> None:
    id = add(workspace)
    with pytest.raises(UserError, match="no-reason"), workspace.transaction("Erase") as tx:
        tx.erase(id, reason="  ")
    assert workspace.get(id).title == SECRET


def test_a_restored_backup_forgets_again_what_was_erased_since(workspace: Workspace, tmp_path: Path) -> None:
    id, other = add(workspace), add(workspace, Stakeholder, name="Bäckby IF")
    workspace.backups.mkdir()
    copy = workspace.backups / "copy.trygg"
    workspace.backup(copy)
    erase(workspace, id)
    with workspace.transaction("Mark") as tx:
        tx.change(other, protection="protected")
    restore_backup(copy, workspace.key, tmp_path / "restored.trygg")
    with Workspace.open(tmp_path / "restored.trygg", workspace.key) as restored:
        assert restored.find(id) is None
        assert restored.get(other).draft
        assert not restored.reader.execute("SELECT 1 FROM change WHERE record = ?", (other.hex,))
        assert SECRET.encode() not in plain_bytes(restored, tmp_path)
        assert restored.check() == []

"""Ways in which records could be lost or drafts get out, each of which is closed."""

from __future__ import annotations

import sqlite3
from pathlib import Path, PureWindowsPath
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from tests.support import new_workspace
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import headline
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import EnvironmentFault, ProtectionRefused, UserError
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.arriving import take_in
from trygg_desktop.workspace.file import database_uri
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.schema import create_tables


def add(workspace: Workspace, name: str = "Bäckby IF", *, draft: bool = False, **values: object) -> UUID:
    with workspace.transaction("New") as tx:
        return tx.create(Stakeholder, name=name, draft=draft, **values)


def release(workspace: Workspace, id: UUID) -> None:
    with workspace.transaction("Release") as tx:
        tx.release(id)


def shared(workspace: Workspace, id: UUID) -> int:
    """How many shared changes name a record, in whichever way."""
    return workspace.reader.execute(
        "SELECT count(*) FROM change WHERE record = ?1 OR value LIKE '%' || ?1 || '%'", (id.hex,)
    )[0][0]


def test_a_connection_made_by_hand_keeps_its_draft_end_here(workspace: Workspace) -> None:
    open_one, draft = add(workspace), add(workspace, "Utkast", draft=True)
    with workspace.transaction("Link") as tx:
        tx.create(Link, from_id=open_one, to_id=draft, role="related")
    assert shared(workspace, draft) == 0


def test_a_shared_connection_cannot_be_pointed_at_a_draft(workspace: Workspace) -> None:
    one, other, draft = add(workspace, "A"), add(workspace, "B"), add(workspace, "Utkast", draft=True)
    with workspace.transaction("Link") as tx:
        link = tx.link(one, "related", other)
    with pytest.raises(UserError, match="points-at-draft"), workspace.transaction("Change") as tx:
        tx.change(link, to_id=draft)
    assert shared(workspace, draft) == 0


def test_a_connection_is_not_released_before_its_ends(workspace: Workspace) -> None:
    one, draft = add(workspace), add(workspace, "Utkast", draft=True)
    with workspace.transaction("Link") as tx:
        link = tx.link(one, "related", draft)
    with pytest.raises(UserError, match="points-at-draft"):
        release(workspace, link)
    assert shared(workspace, draft) == 0


def test_a_deleted_draft_is_not_released(workspace: Workspace) -> None:
    draft = add(workspace, "Utkast", draft=True)
    with workspace.transaction("Delete") as tx:
        tx.delete(draft)
    with pytest.raises(UserError, match="no-such-record"):
        release(workspace, draft)
    assert shared(workspace, draft) == 0


def test_a_connection_made_again_after_a_release_is_shared(workspace: Workspace) -> None:
    one, draft = add(workspace), add(workspace, "Utkast", draft=True)
    with workspace.transaction("Link") as tx:
        tx.link(one, "related", draft)
    with workspace.transaction("Unlink") as tx:
        tx.unlink(one, "related", draft)
    release(workspace, draft)
    with workspace.transaction("Link") as tx:
        tx.link(one, "related", draft)
    assert workspace.reader.execute("SELECT draft FROM link") == [(0,)]
    assert workspace.check() == []


def test_a_confidential_document_is_not_released_along_with_what_it_hangs_on(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        note = tx.create(LiaisonNote, text="Om centrum")
        document = tx.attach(note, "hemligt.pdf", b"x")
        tx.change(document, protection="protected")
    with pytest.raises(ProtectionRefused):
        release(workspace, note)
    assert shared(workspace, document) == 0


def test_what_a_released_document_is_linked_to_is_released_with_it(workspace: Workspace) -> None:
    one = add(workspace)
    with workspace.transaction("New") as tx:
        note = tx.create(LiaisonNote, text="Om centrum")
        tx.link(tx.attach(note, "karta.pdf", b"x"), "related", one)
    release(workspace, note)
    assert workspace.reader.execute("SELECT draft FROM link") == [(0,)]


def test_a_refused_change_leaves_nothing_even_when_the_transaction_goes_on(workspace: Workspace) -> None:
    id = add(workspace, sector="business")
    with workspace.transaction("Import") as tx:
        with pytest.raises(UserError, match="required-field"):
            tx.change(id, sector="school", name="")
        with pytest.raises(UserError, match="self-link"):
            tx.change(id, sector="school", districts=[id])
    assert workspace.get(id).sector == "business"
    assert workspace.check() == []


def test_a_workspace_that_cannot_be_made_takes_no_neighbour_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    neighbour = tmp_path / "council.trygg-2025"
    neighbour.write_text("kept")

    def disk_full(*_arguments: object) -> None:
        raise EnvironmentFault("disk-full", "x")

    monkeypatch.setattr(Workspace, "_fill_in_defaults", disk_full)
    with pytest.raises(EnvironmentFault):
        new_workspace(tmp_path)
    assert neighbour.exists()
    assert not (tmp_path / "council.trygg").exists()


class FullDisk(Key):
    """A key that can't be written."""

    @property
    def pragma(self) -> str:
        raise sqlcipher.OperationalError("database or disk is full")


def test_a_key_change_that_fails_leaves_the_workspace_readable(workspace: Workspace) -> None:
    id = add(workspace)
    with pytest.raises(EnvironmentFault, match="disk-full"):
        workspace.rekey(FullDisk(b"1" * 32, workspace.key.salt))
    assert workspace.get(id).title == "Bäckby IF"
    assert add(workspace, "Ny") and workspace.check() == []


def test_merging_keeps_a_nought_that_someone_wrote(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        keep = tx.create(District, name="A", population=0)
        tx.merge(keep, tx.create(District, name="B", population=5))
    assert workspace.get(keep).population == 0


def test_what_was_made_and_taken_away_in_one_step_can_be_undone(workspace: Workspace) -> None:
    one = add(workspace)
    first, second = (district.id for district in workspace.records(District, limit=2))
    with workspace.transaction("Change") as tx:
        tx.change(one, districts=[first, second])
        tx.change(one, districts=[second])
    workspace.undo()
    assert workspace.get(one).districts == ()
    workspace.redo()
    assert workspace.get(one).districts == (second,)


def test_the_newest_step_is_undone_first_in_whichever_lane(workspace: Workspace) -> None:
    for _lane in range(4):
        add(workspace, "Äldre")
        workspace.open_lane()
        newest = add(workspace, "Nyast")
        workspace.undo()
        assert workspace.find(newest) is None


def test_a_structure_is_kept_the_same_in_the_log_and_the_table(workspace: Workspace) -> None:
    (district,) = workspace.records(District, limit=1)
    borders = {"type": "Polygon", "coordinates": [(1, 2), (3, 4)]}
    with workspace.transaction("Drawn") as tx:
        tx.create(District, name="Ny", borders=borders)
        tx.change(district.id, borders=borders)
    assert workspace.check() == []
    with workspace.transaction("Again") as tx:
        tx.change(district.id, borders=borders)
    assert workspace.undo_name() == "Drawn"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 2**70, 1e300, "9" * 30])
def test_a_number_that_is_none_is_refused(workspace: Workspace, number: object) -> None:
    with pytest.raises(UserError, match="unreadable-value"), workspace.transaction("New") as tx:
        tx.create(District, name="X", population=number)


def test_no_broken_character_comes_in_or_stops_a_search(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="required-field"):
        add(workspace, "\x00")
    id = add(workspace, "O\u0308sterled\ud800")
    assert [hit.id for hit in workspace.search("O\u0308sterled\ud800")] == [id]
    assert workspace.search("ab\x00cd") == []


def test_a_long_word_is_still_a_title() -> None:
    assert headline("x" * 200) == "x" * 78 + " …"


def test_a_file_on_a_network_share_has_an_address_that_sqlite_takes() -> None:
    assert database_uri(PureWindowsPath(r"\\server\hem\råd.trygg")) == "file:////server/hem/r%C3%A5d.trygg"
    assert database_uri(PureWindowsPath(r"H:\råd.trygg")) == "file:///H:/r%C3%A5d.trygg"


def test_the_clock_of_what_arrived_is_remembered() -> None:
    one, other = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
    logs = []
    for number, connection in enumerate((one, other)):
        connection.create_function("writing", 0, lambda: True)
        create_tables(connection)
        time = 9_000_000 if number else 1
        logs.append(ChangeLog.start(connection, name="x", side="police", clock=lambda time=time: time))
    logs[1].begin()
    logs[1].create("thing", "1" * 32, {"a": 1})
    logs[1].finish()
    take_in(logs[0], other.execute("SELECT * FROM change").fetchall())
    logs[0].reload()
    logs[0].begin()
    logs[0].edit("thing", "1" * 32, "a", 2)
    logs[0].finish()
    assert [head.value for head in logs[0].record_heads("1" * 32) if head.field == "a"] == [2]
    (newest,) = one.execute("SELECT hlc FROM change ORDER BY hlc DESC LIMIT 1").fetchone()
    assert newest > 9_000_000


def test_an_index_that_was_written_since_the_last_check_is_not_called_damaged(workspace: Workspace) -> None:
    id = add(workspace)
    for n in range(60):
        with workspace.transaction("Change") as tx:
            tx.change(id, name=f"Bäckby {n}")
        assert workspace.check() == []

"""The one way to write: what is saved, what is refused, and that nothing is half done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlmodel import col

from tests.support import new_workspace
from trygg_desktop.domain import fields
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.record import About, Record
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import EnvironmentFault, ProtectionRefused, UserError
from trygg_desktop.workspace import Workspace


def add(workspace: Workspace, name: str = "Bäckby IF", **values: object) -> UUID:
    with workspace.transaction("New") as tx:
        return tx.create(Stakeholder, name=name, **values)


def change(workspace: Workspace, id: UUID, **values: object) -> None:
    with workspace.transaction("Change") as tx:
        tx.change(id, **values)


def test_what_was_saved_is_there_after_opening_again(tmp_path: Path) -> None:
    with new_workspace(tmp_path) as workspace:
        id = add(workspace, sector="business")
        key = workspace.key
    with Workspace.open(tmp_path / "council.trygg", key) as again:
        assert again.get(id).title == "Bäckby IF"
        assert again.check() == []


def test_an_error_inside_a_transaction_leaves_nothing_behind(workspace: Workspace) -> None:
    id = add(workspace)
    with pytest.raises(ZeroDivisionError), workspace.transaction("Change") as tx:
        tx.change(id, name="Annat")
        tx.create(Contact, name="Rektor")
        raise ZeroDivisionError
    assert workspace.get(id).title == "Bäckby IF"
    assert workspace.count(Contact) == 0
    assert add(workspace, "Nästa") and workspace.check() == []


def test_a_value_that_cannot_be_read_names_its_column(workspace: Workspace) -> None:
    id = add(workspace)
    with pytest.raises(UserError) as refused:
        change(workspace, id, influence="mycket")
    assert refused.value.column == "influence"


def test_an_option_that_does_not_exist_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="no-such-option"):
        add(workspace, sector="månen")


def test_the_naming_field_cannot_be_emptied(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="required-field"):
        change(workspace, add(workspace), name="")


def test_only_differing_fields_are_logged(workspace: Workspace) -> None:
    id = add(workspace, sector="business")
    change(workspace, id, name="Bäckby IF", sector="school")
    assert [entry.field for entry in workspace.history(id)] == ["sector", "*"]


def test_several_references_are_kept_as_links_that_unite(workspace: Workspace) -> None:
    first, second, third = (district.id for district in workspace.records(District, limit=3))
    id = add(workspace, districts=[first, second])
    change(workspace, id, districts=[second, third])
    kept = workspace.get(id)
    assert isinstance(kept, Stakeholder)
    assert set(kept.districts) == {second, third}


def test_the_same_thing_made_twice_is_one(workspace: Workspace) -> None:
    (backby,) = workspace.records(District, col(District.name) == "Bäckby")
    before = workspace.count(District)
    with workspace.transaction("New") as tx:
        tx.delete(backby.id)
        again = tx.create(District, name="Bäckby", slug=backby.slug, population=9500)
    assert again == backby.id
    assert workspace.count(District) == before
    assert workspace.get(again).population == 9500


def test_a_liaison_note_starts_as_a_draft_and_a_confidential_record_too(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        note = tx.create(LiaisonNote, text="Samtal om centrum")
        secret = tx.create(Stakeholder, name="Källa", protection="protected")
    assert workspace.get(note).draft and workspace.get(secret).draft


def test_releasing_something_confidential_must_be_meant(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        note = tx.create(LiaisonNote, text="Hemligt", protection="protected")
    with pytest.raises(ProtectionRefused), workspace.transaction("Release") as tx:
        tx.release(note)
    assert workspace.get(note).draft
    with workspace.transaction("Release") as tx:
        tx.release(note, protected=True)
    assert not workspace.get(note).draft


def test_a_released_draft_keeps_its_values_and_loses_its_history(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        note = tx.create(LiaisonNote, text="Första")
    change(workspace, note, text="Andra")
    with workspace.transaction("Release") as tx:
        tx.release(note)
    assert workspace.get(note).text == "Andra"
    assert [entry.field for entry in workspace.history(note)] == ["*"]
    assert workspace.undo_name() is None
    assert workspace.reader.execute("SELECT count(*) FROM draft_change") == [(0,)]
    assert workspace.check() == []


def test_a_shared_record_cannot_point_at_a_draft(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        draft = tx.create(Stakeholder, name="Utkast", draft=True)
    with pytest.raises(UserError, match="points-at-draft"), workspace.transaction("New") as tx:
        tx.create(Contact, name="Rektor", stakeholder=draft)
    assert workspace.count(Contact) == 0


def test_a_link_to_a_draft_is_a_draft_until_its_end_is_released(workspace: Workspace) -> None:
    id = add(workspace)
    with workspace.transaction("New") as tx:
        note = tx.create(LiaisonNote, text="Om föreningen")
        tx.link(note, "related", id)
    assert workspace.reader.execute("SELECT draft FROM link") == [(1,)]
    with workspace.transaction("Release") as tx:
        tx.release(note)
    assert workspace.reader.execute("SELECT draft FROM link") == [(0,)]


def test_no_other_program_can_write(tmp_path: Path) -> None:
    with new_workspace(tmp_path) as workspace:
        add(workspace)
        path, key = workspace.path, workspace.key
    stranger = sqlcipher.connect(str(path))
    stranger.execute(f'PRAGMA key = "{key.pragma}"')
    for statement in ("DELETE FROM change", "UPDATE stakeholder SET name = 'x'", "DELETE FROM head"):
        with pytest.raises(sqlcipher.Error, match="no such function"):
            stranger.execute(statement)
    stranger.close()


def test_the_log_never_changes_even_inside(workspace: Workspace) -> None:
    with pytest.raises(EnvironmentFault, match="file-fault"), workspace.transaction("x") as tx:
        tx.connection.execute("UPDATE change SET value = '1'")


def test_merging_two_duplicates_loses_nothing(workspace: Workspace) -> None:
    keep, gone = (
        add(workspace, "Nattvandrarna"),
        add(workspace, "Nattvandrarna i Bäckby", sector="civil-society"),
    )
    other = add(workspace, "Annan")
    with workspace.transaction("New") as tx:
        contact = tx.create(Contact, name="Ordförande", stakeholder=gone)
        tx.link(gone, "related", other)
    with workspace.transaction("Merge") as tx:
        tx.merge(keep, gone)
    assert workspace.get(contact).stakeholder == keep
    assert workspace.find(gone) is None
    assert workspace.get(keep).sector == "civil-society"
    assert [link.id for link in workspace.related(keep)] == [other]
    assert workspace.check() == []


def test_documents_are_found_by_name_and_come_back_whole(workspace: Workspace) -> None:
    id = add(workspace)
    with workspace.transaction("Attach") as tx:
        document = tx.attach(id, "Överenskommelse 2026.pdf", b"%PDF-x", "application/pdf")
    assert workspace.attachment_bytes(document) == b"%PDF-x"
    assert [hit.id for hit in workspace.search("överenskomm")] == [document]


def test_an_empty_or_huge_document_is_refused(workspace: Workspace) -> None:
    id = add(workspace)
    for content in (b"", b"x" * (25 * 2**20 + 1)):
        with pytest.raises(UserError, match="attachment-size"), workspace.transaction("Attach") as tx:
            tx.attach(id, "a.bin", content)


def test_a_kind_made_in_the_test_is_kept_listed_found_and_told(tmp_path: Path) -> None:
    class Camera(Record, table=True):
        """A camera, for this test alone."""

        about: ClassVar[About] = About("camera", "Camera", "Cameras")
        name: str | None = fields.text("Name", required=True, listed=True)
        put_up: date | None = fields.day("Put up")
        districts: ClassVar[fields.References] = fields.references("Districts", "district")

    with new_workspace(tmp_path, (*KINDS, Camera)) as workspace:
        (district,) = workspace.records(District, limit=1)
        with workspace.transaction("New") as tx:
            id = tx.create(Camera, name="Stationsplan", put_up=date(2026, 3, 1), districts=[district.id])
        assert workspace.rows(Camera, ["name", "put_up", "districts"]) == [
            (id, "Stationsplan", date(2026, 3, 1), (district.id,))
        ]
        assert [hit.id for hit in workspace.search("tionspl")] == [id]
        workspace.undo()
        assert workspace.find(id) is None
        assert workspace.check() == []


def test_what_a_kind_looks_like_can_change_and_the_log_is_read_anew(tmp_path: Path) -> None:
    with new_workspace(tmp_path) as workspace:
        id = add(workspace)
        key = workspace.key
    fewer = tuple(kind for kind in KINDS if kind is not PresenceSession)
    with Workspace.open(tmp_path / "council.trygg", key, kinds=fewer) as changed:
        assert changed.get(id).title == "Bäckby IF"
        assert changed.check() == []
    with Workspace.open(tmp_path / "council.trygg", key) as back:
        assert back.check() == []


def test_what_was_written_can_be_read_before_the_transaction_ends(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        id = tx.create(Stakeholder, name="Nattvandrarna")
        assert workspace.get(id).title == "Nattvandrarna"
        assert workspace.rows(Stakeholder, ["name"]) == [(id, "Nattvandrarna")]
        tx.change(id, sector="civil-society")
        assert workspace.get(id).sector == "civil-society"
    assert workspace.get(id).sector == "civil-society"
    assert workspace.check() == []


def test_merging_keeps_the_stricter_protection(workspace: Workspace) -> None:
    keep, gone = add(workspace, "Nattvandrarna"), add(workspace, "Nattvandrarna i Bäckby")
    change(workspace, gone, protection="protected", ground="OSL 18:1")
    with workspace.transaction("Merge") as tx:
        tx.merge(keep, gone)
    kept = workspace.get(keep)
    assert (kept.protection, kept.ground) == ("protected", "OSL 18:1")


def test_a_draft_and_a_shared_record_do_not_become_one(workspace: Workspace) -> None:
    keep = add(workspace, "Nattvandrarna")
    with workspace.transaction("New") as tx:
        draft = tx.create(Stakeholder, name="Nattvandrarna", draft=True)
    with pytest.raises(UserError, match="merge-draft"), workspace.transaction("Merge") as tx:
        tx.merge(keep, draft)

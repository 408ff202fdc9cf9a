"""What becomes a draft, when, and what of it may ever have been named in what travels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.support import only_workspace
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.lanes import chain_whole


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with only_workspace(tmp_path) as opened:
        yield opened


def add(workspace: Workspace, kind: Any = Stakeholder, **values: Any) -> UUID:
    with workspace.transaction("New") as tx:
        return tx.create(kind, **{"name": "Bäckby IF"} | values)


def mark(workspace: Workspace, *ids: UUID) -> None:
    with workspace.transaction("Mark as confidential") as tx:
        for id in ids:
            tx.change(id, protection="protected", ground="OSL 18:1")


def send_everything(workspace: Workspace) -> None:
    """What sending does to the lane: its hash goes as far as it was sent."""
    with workspace._write() as connection:
        chain_whole(connection, workspace._engine()[0].lane)


def named_in_what_travels(workspace: Workspace, id: UUID) -> bool:
    rows = workspace.reader.execute("SELECT record, value, prev FROM change")
    return id.hex in repr(rows)


def test_a_record_marked_before_it_was_sent_becomes_a_draft_with_its_history(workspace: Workspace) -> None:
    id = add(workspace)
    with workspace.transaction("Change") as tx:
        tx.change(id, description="Möts på tisdagar.")
    mark(workspace, id)
    record = workspace.get(id)
    assert (record.draft, record.description) == (True, "Möts på tisdagar.")
    assert not named_in_what_travels(workspace, id)
    assert {entry.field for entry in workspace.history(id)} == {"protection", "ground", "description", "*"}
    assert workspace.check() == []


def test_a_record_marked_after_it_was_sent_stays_shared(workspace: Workspace) -> None:
    id = add(workspace)
    send_everything(workspace)
    mark(workspace, id)
    assert not workspace.get(id).draft
    assert workspace.check() == []


def test_documents_and_connections_become_drafts_along(workspace: Workspace) -> None:
    id, other = add(workspace), add(workspace, name="Råby IF")
    with workspace.transaction("Attach") as tx:
        document = tx.attach(id, "karta.pdf", b"x")
        tx.link(id, "related", other)
    mark(workspace, id)
    assert workspace.get(document).draft
    assert not workspace.get(other).draft
    assert [link.id for link in workspace.related(id)] == [other]
    assert not named_in_what_travels(workspace, id)
    assert not named_in_what_travels(workspace, document)
    assert workspace.check() == []


def test_a_record_that_a_shared_one_points_at_stays_shared(workspace: Workspace) -> None:
    id = add(workspace)
    contact = add(workspace, Contact, name="Ordförande", stakeholder=id)
    mark(workspace, id)
    assert not workspace.get(id).draft
    assert workspace.get(contact).stakeholder == id
    assert workspace.check() == []


def test_marking_many_is_one_step_that_is_taken_back_whole(workspace: Workspace) -> None:
    ids = [add(workspace, name=name) for name in ("Ett", "Två", "Tre")]
    mark(workspace, *ids)
    workspace.undo()
    assert [workspace.get(id).protection for id in ids] == ["internal"] * 3
    assert all(workspace.get(id).draft for id in ids)
    workspace.redo()
    assert [workspace.get(id).protection for id in ids] == ["protected"] * 3
    assert workspace.check() == []


def test_what_was_done_before_the_marking_can_be_taken_back_too(workspace: Workspace) -> None:
    id = add(workspace)
    with workspace.transaction("Change") as tx:
        tx.change(id, name="Bäckbys IF")
    mark(workspace, id)
    workspace.undo()
    workspace.undo()
    assert workspace.get(id).title == "Bäckby IF"
    workspace.undo()
    assert workspace.find(id) is None
    for _time in range(3):
        workspace.redo()
    record = workspace.get(id)
    assert (record.title, record.protection, record.draft) == ("Bäckbys IF", "protected", True)
    assert workspace.check() == []


def test_a_record_made_and_marked_in_one_step_is_taken_back_in_one(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        id = tx.create(Stakeholder, name="Ett")
        tx.change(id, protection="protected")
    assert workspace.get(id).draft
    workspace.undo()
    assert workspace.find(id) is None
    assert workspace.check() == []


def test_duplicates_of_which_one_is_confidential_become_one_draft(workspace: Workspace) -> None:
    keep, gone = add(workspace), add(workspace, name="Bäckby idrottsförening")
    mark(workspace, gone)
    with workspace.transaction("Merge") as tx:
        tx.merge(keep, gone)
    assert workspace.get(keep).draft
    assert not named_in_what_travels(workspace, keep)


def test_a_draft_of_something_that_a_shared_record_names_already_has_an_id_of_its_own(
    workspace: Workspace,
) -> None:
    natural = District.natural_id({"slug": "nya-hamnen"})
    assert natural
    with workspace.transaction("New") as tx:
        tx.create(District, name="Hamnen norra", slug="norra", parent=natural)
        draft = tx.create(District, name="Nya hamnen", slug="nya-hamnen", draft=True)
    assert draft != natural


def test_a_deleted_record_is_not_changed(workspace: Workspace) -> None:
    for draft in (False, True):
        id = add(workspace, draft=draft)
        with workspace.transaction("Delete") as tx:
            tx.delete(id)
        with pytest.raises(UserError, match="no-such-record"), workspace.transaction("Change") as tx:
            tx.change(id, name="Annat")
        assert workspace.find(id) is None

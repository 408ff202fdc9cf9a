"""Undo and redo with names, over restarts; history in words."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import new_workspace, only_workspace
from trygg_desktop.domain.presence import PresenceAction
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Workspace


def new(workspace: Workspace, name: str) -> UUID:
    with workspace.transaction(N_("New {kind}"), kind=N_("Stakeholder")) as tx:
        return tx.create(Stakeholder, name=name)


def rename(workspace: Workspace, id: UUID, name: str) -> None:
    with workspace.transaction(N_("Change")) as tx:
        tx.change(id, name=name)


def test_undo_is_named_in_the_language_in_use(workspace: Workspace) -> None:
    new(workspace, "A")
    assert workspace.undo_name() == "Ny: Aktör"


def test_two_changes_of_one_field_are_taken_back_one_by_one(workspace: Workspace) -> None:
    id = new(workspace, "ett")
    rename(workspace, id, "två")
    rename(workspace, id, "tre")
    names = []
    for _step in range(2):
        workspace.undo()
        names.append(workspace.get(id).title)
    for _step in range(2):
        workspace.redo()
        names.append(workspace.get(id).title)
    assert names == ["två", "ett", "två", "tre"]


def test_undo_reaches_over_a_restart(tmp_path: Path) -> None:
    with new_workspace(tmp_path) as workspace:
        id = new(workspace, "ett")
        rename(workspace, id, "två")
        key = workspace.key
    with Workspace.open(tmp_path / "council.trygg", key) as again:
        again.undo()
        assert again.get(id).title == "ett"
        again.redo()
        assert again.get(id).title == "två"


def test_a_new_change_ends_what_could_be_done_again(workspace: Workspace) -> None:
    id = new(workspace, "ett")
    rename(workspace, id, "två")
    workspace.undo()
    rename(workspace, id, "tre")
    assert workspace.redo_name() is None


def test_a_step_that_no_longer_applies_is_passed_over_with_a_sentence(workspace: Workspace) -> None:
    id = new(workspace, "ett")
    rename(workspace, id, "två")
    with workspace.transaction("x") as tx:
        tx.change(id, name="tre")
    with workspace._write() as connection:  # another laptop's change is not on the stack
        connection.execute("DELETE FROM step WHERE tx = (SELECT max(tx) FROM step)")
    with pytest.raises(UserError, match="undo-passed-over"):
        workspace.undo()
    assert workspace.get(id).title == "tre"
    assert workspace.undo_name() == "Ny: Aktör"


def test_only_the_last_200_steps_are_kept(workspace: Workspace) -> None:
    id = new(workspace, "0")
    for n in range(1, 206):
        rename(workspace, id, str(n))
    steps = 0
    while workspace.undo():
        steps += 1
    assert steps == 200


def test_history_tells_old_and_new_in_words(workspace: Workspace) -> None:
    with workspace.transaction("x") as tx:
        id = tx.create(PresenceAction, name="Kvällsvandring", status="planned")
    with workspace.transaction("x") as tx:
        tx.change(id, status="ongoing")
    newest = workspace.history(id)[0]
    assert newest.what == "Status ändrad från Planerad till Pågår"
    assert newest.words.endswith("Kommunens ledningsfunktion: Status ändrad från Planerad till Pågår")


def test_history_shows_what_was_taken_back(workspace: Workspace) -> None:
    id = new(workspace, "ett")
    rename(workspace, id, "två")
    workspace.undo()
    assert [entry.undone for entry in workspace.history(id)] == [False, True, False]
    workspace.redo()
    assert [entry.undone for entry in workspace.history(id)] == [False, True, False, False]


Step = st.one_of(
    st.tuples(st.just("new"), st.sampled_from("abc")),
    st.tuples(st.just("rename"), st.sampled_from("abc")),
    st.tuples(st.just("delete"), st.just("")),
    st.tuples(st.just("undo"), st.just("")),
    st.tuples(st.just("redo"), st.just("")),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(Step, max_size=14))
def test_undoing_everything_gives_the_beginning_and_redoing_it_the_end(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    with only_workspace(tmp_path_factory.mktemp("undo"), districts=False) as workspace:
        ids: list[UUID] = []
        for step, name in steps:
            alive = [id for id in ids if workspace.find(id)]
            if step == "new":
                ids.append(new(workspace, name))
            elif step == "rename" and alive:
                rename(workspace, alive[-1], name)
            elif step == "delete" and alive:
                with workspace.transaction("Delete") as tx:
                    tx.delete(alive[0])
            elif step == "undo":
                workspace.undo()
            elif step == "redo":
                workspace.redo()
        while workspace.redo():
            pass
        end = workspace.rows(Stakeholder, ["name"])
        while workspace.undo():
            pass
        assert workspace.rows(Stakeholder, ["name"]) == []
        while workspace.redo():
            pass
        assert workspace.rows(Stakeholder, ["name"]) == end
        assert workspace.check() == []


def test_a_name_that_is_asked_for_tells_what_was_deleted_from_what_has_not_come(workspace: Workspace) -> None:
    here, gone, unknown = new(workspace, "A"), new(workspace, "B"), UUID(int=7)
    with workspace.transaction(N_("Delete {kind}"), kind=N_("Stakeholder")) as tx:
        tx.delete(gone)
    assert workspace.names([here, gone, unknown]) == {here: "A", gone: "borttagen"}
    assert [each.record.title for each in workspace.deleted()] == ["B"]
    found = workspace.find_deleted(gone)
    assert found is not None and found.title == "B"
    assert workspace.find_deleted(here) is None
    workspace.undo()
    assert workspace.deleted() == []


def test_what_was_erased_since_is_not_undone_and_says_why(workspace: Workspace) -> None:
    id = new(workspace, "A")
    with workspace.transaction(N_("Delete {kind}"), kind=N_("Stakeholder")) as tx:
        tx.delete(id)
    with workspace.transaction(N_("Erase {kind} for good"), kind=N_("Stakeholder")) as tx:
        tx.erase(id, reason="Gallringsbeslut 2026:4")
    for _step in range(2):
        with pytest.raises(UserError) as refused:
            workspace.undo()
        assert refused.value.id == "undo-passed-over"
        assert "erased for good" in refused.value.message
    assert workspace.deleted() == []

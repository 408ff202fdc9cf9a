"""What is being typed in a record stays with it when it gets another id, and when that is taken back."""

from __future__ import annotations

from uuid import UUID

from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.workspace import Workspace


def test_what_is_being_typed_goes_along_when_a_new_period_is_taken_back_and_made_again(
    workspace: Workspace,
) -> None:
    with workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Anmälda brott")
        before = tx.create(Measurement, indicator=indicator, period="2024", value=3.0)
    with workspace.transaction("Test") as tx:
        after = tx.change(before, period="2025")
    workspace.scratch_save(after.hex, "notes", "Halvt skrivet")

    def where() -> list[UUID]:
        return [id for id in (before, after) if workspace.scratch(id.hex) == {"notes": "Halvt skrivet"}]

    assert where() == [after] and workspace.known_now(before) == after
    workspace.undo()
    assert where() == [before] and workspace.known_now(after) == before
    workspace.redo()
    assert where() == [after]


def test_what_is_deleted_is_known_by_nothing_else(workspace: Workspace) -> None:
    with workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Anmälda brott")
        before = tx.create(Measurement, indicator=indicator, period="2024", value=3.0)
    with workspace.transaction("Test") as tx:
        after = tx.change(before, period="2025")
    with workspace.transaction("Test") as tx:
        tx.create(Measurement, indicator=indicator, period="2024", value=4.0)
    with workspace.transaction("Test") as tx:
        tx.delete(after)
    assert workspace.known_now(after) is None

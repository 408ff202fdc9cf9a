"""Whatever a coordinator writes survives the way out to a table and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.formats import any_table, importing
from trygg_desktop.formats.exporting import export
from trygg_desktop.workspace import Workspace

ODD = st.sampled_from([*"'\"=+-@;,|\n\t åäöÅÄÖ#", "\u00a0", "é", "😀"])
WRITTEN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)) | ODD, max_size=40)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=WRITTEN.filter(lambda text: any(letter.isalnum() for letter in text)), description=WRITTEN)
def test_any_text_comes_back_as_it_was(
    workspace: Workspace, tmp_path: Path, ending: str, name: str, description: str
) -> None:
    with workspace.transaction("Write") as tx:
        id = tx.create(Stakeholder, name=name, description=description)
    path = tmp_path / f"a.{ending}"
    export(workspace, Stakeholder, path)
    plan = any_table.plan(workspace, Stakeholder, path)
    with workspace.transaction("Clear") as tx:
        tx.delete(id)
    assert (plan.problems, plan.updates, plan.additions) == ((), (), ())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_from_one_workspace_fills_another(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, ending: str
) -> None:
    from tests.support import new_workspace

    folder = tmp_path_factory.mktemp("other")
    with workspace.transaction("Write") as tx:
        made = tx.create(Stakeholder, name="=Mimer", description="en\nrad; och en till", phone="+46 21")
    export(workspace, Stakeholder, folder / f"a.{ending}")
    with new_workspace(folder) as other:
        importing.apply(other, any_table.plan(other, Stakeholder, folder / f"a.{ending}"))
        found = other.get(made)
        assert isinstance(found, Stakeholder)
        assert (found.name, found.description, found.phone) == ("=Mimer", "en\nrad; och en till", "+46 21")

"""Whatever a coordinator writes survives the way out to a table and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.files import write_csv
from tests.support import new_workspace
from trygg_desktop.domain.council import AgendaItem
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.formats import any_table, importing, statistics
from trygg_desktop.formats.exporting import export
from trygg_desktop.workspace import Workspace

ODD = st.sampled_from([*"'\"=+-@;,|\n\t åäöÅÄÖ#", "\u00a0", "é", "😀"])
WRITTEN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)) | ODD, max_size=40)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
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


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_table_from_one_workspace_fills_another(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, ending: str
) -> None:
    folder = tmp_path_factory.mktemp("other")
    with workspace.transaction("Write") as tx:
        made = tx.create(Stakeholder, name="=Mimer", description="en\nrad; och en till", phone="+46 21")
    export(workspace, Stakeholder, folder / f"a.{ending}")
    with new_workspace(folder) as other:
        importing.apply(other, any_table.plan(other, Stakeholder, folder / f"a.{ending}"))
        found = other.get(made)
        assert isinstance(found, Stakeholder)
        assert (found.name, found.description, found.phone) == ("=Mimer", "en\nrad; och en till", "+46 21")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_records_that_point_at_each_other_do_so_in_the_other_workspace(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, ending: str
) -> None:
    folder = tmp_path_factory.mktemp("other")
    with workspace.transaction("Write") as tx:
        first = tx.create(AgendaItem, title="Belysning", position="b")
        again = tx.create(AgendaItem, title="Belysning", position="a", carried_from=first)
        event = tx.create(Event, name="Brand", source_id="4711")
    for kind in (AgendaItem, Event):
        export(workspace, kind, folder / f"{kind.about.name}.{ending}")
    with new_workspace(folder) as other:
        for kind in (AgendaItem, Event):
            importing.apply(other, any_table.plan(other, kind, folder / f"{kind.about.name}.{ending}"))
        found = other.get(again)
        assert isinstance(found, AgendaItem)
        assert (found.carried_from, found.position) == (first, "a")
        known = other.get(event)
        assert isinstance(known, Event)
        assert known.source_id == "4711"


def test_a_file_of_all_kinds_gives_each_kind_its_own(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.transaction("Write") as tx:
        tx.create(Stakeholder, name="Mimer")
    export(workspace, "all", tmp_path / "allt.json")
    plan = any_table.plan(workspace, Stakeholder, tmp_path / "allt.json")
    assert (plan.problems, plan.additions, plan.skipped) == ((), (), 1)


def test_why_there_is_no_figure_comes_along_to_another_workspace(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Anmälda stölder", measured="count")
        for period, value, mark in (
            ("2022", 0, None), ("2023", None, "missing"), ("2024", 30, None), ("2025", None, "suppressed")
        ):  # fmt: skip
            tx.create(Measurement, indicator=indicator, period=period, value=value, mark=mark, source="Brå")
    file = tmp_path / "siffror.csv"
    export(workspace, Measurement, file)
    with new_workspace(tmp_path, name="andra.trygg") as other:
        plan = statistics.plan(other, file)
        assert not plan.problems
        assert plan.mapping["Varför värde saknas"] == "mark"
        importing.apply(other, plan)
        assert [each.name for each in other.records(Indicator)] == ["Anmälda stölder"]
        found = other.records(Measurement, order=("period",))
        told = [(each.period, each.value, each.mark) for each in found]
    assert told == [
        ("2022", 0, None),
        ("2023", None, "missing"),
        ("2024", 30, None),
        ("2025", None, "suppressed"),
    ]


def test_a_figure_without_a_period_in_a_plain_table_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    rows = [["Indikator", "Period", "Värde"], ["Otrygga", "2025", "31"], ["Otrygga", "", "29"]]
    with workspace.transaction("Test") as tx:
        tx.create(Indicator, name="Otrygga")
    plan = any_table.plan(workspace, Measurement, write_csv(tmp_path / "siffror.csv", rows))
    assert len(plan.additions) == 1
    [problem] = plan.problems
    assert (problem.row, problem.column) == (3, "Period")
    assert "räknar den en gång" in problem.message


def test_exported_figures_are_the_same_ones_when_they_are_taken_in_as_statistics(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.transaction("Test") as tx:
        backby = tx.create(District, name="Bäckby", slug="backby")
        indicator = tx.create(Indicator, name="Otrygga", measured="share", unit="procent")
        for place, value, mark in ((backby, 31.0, None), (None, 20.5, None), (None, None, "suppressed")):
            period = "2025" if value is None else "2024"
            tx.create(
                Measurement,
                indicator=indicator,
                district=place,
                period=period,
                value=value,
                preliminary=value == 31,
                mark=mark,
                source="A",
            )
    file = tmp_path / "siffror.csv"
    export(workspace, Measurement, file)
    assert "Hela staden" in file.read_text(encoding="utf-8-sig")
    for plan in (statistics.plan(workspace, file), any_table.plan(workspace, Measurement, file)):
        assert (plan.additions, plan.updates, plan.problems) == ((), (), ())

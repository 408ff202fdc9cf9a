"""Every figure can say which file it was read in, also after an exchange and a correction by hand."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from tests.exchange.test_exchange import leader, mail, pair
from tests.formats.files import write_csv
from tests.formats.test_statistics import BRA, take_in
from tests.insight.year import year_workspace
from trygg_desktop.domain.figures import Measurement
from trygg_desktop.insight.origin import origins
from trygg_desktop.workspace import Workspace


def figure(workspace: Workspace, value: float) -> UUID:
    """The figure with this value."""
    (found,) = [each.id for each in workspace.records(Measurement) if each.value == value]
    assert found is not None
    return found


def test_a_figure_knows_its_file(tmp_path: Path) -> None:
    with year_workspace(tmp_path) as workspace:
        take_in(workspace, write_csv(tmp_path / "brott-2023.csv", BRA), period="2023")
        found = origins(workspace, [m.id for m in workspace.records(Measurement) if m.id])
        assert len(found) == 8
        assert {each.file for each in found.values()} == {"brott-2023.csv"}
        assert "brott-2023.csv" in found[figure(workspace, 18412)].words


def test_a_corrected_figure_is_of_the_corrected_file(tmp_path: Path) -> None:
    with year_workspace(tmp_path) as workspace:
        take_in(workspace, write_csv(tmp_path / "brott.csv", BRA), period="2023")
        corrected = [BRA[0], ["Västerås", "18 450", "11 534,5"], *BRA[2:]]
        take_in(workspace, write_csv(tmp_path / "slutlig.csv", corrected), period="2023")
        ids = [figure(workspace, value) for value in (18450, 2001)]
        assert [origins(workspace, ids)[id].file for id in ids] == ["slutlig.csv", "brott.csv"]


def test_what_was_written_by_hand_has_no_file(tmp_path: Path) -> None:
    with year_workspace(tmp_path) as workspace:
        take_in(workspace, write_csv(tmp_path / "brott.csv", BRA), period="2023")
        id = figure(workspace, 2001)
        with workspace.transaction("Change") as tx:
            tx.change(id, value=2002.0)
        assert origins(workspace, [id])[id].file is None


def test_the_other_leader_sees_the_file_too(tmp_path: Path) -> None:
    one, other = leader(tmp_path, 0), leader(tmp_path, 1)
    pair(one, other)
    take_in(one.workspace, write_csv(tmp_path / "brott.csv", BRA), period="2023")
    mail(one, other)
    id = figure(other.workspace, 18412)
    found = origins(other.workspace, [id])[id]
    assert (found.file, found.author) == ("brott.csv", "Kommunens ledningsfunktion")
    for exchange in (one, other):
        exchange.workspace.close()

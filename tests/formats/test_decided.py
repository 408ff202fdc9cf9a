"""A file that would change a decided picture says so before it is taken in, row by row."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.formats.files import write_csv
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.domain.record import Record
from trygg_desktop.errors import UserError
from trygg_desktop.formats import any_table, importing
from trygg_desktop.formats.importing import ImportPlan
from trygg_desktop.workspace import Workspace

NOON = datetime(2026, 2, 5, 12, tzinfo=UTC)
Ids = dict[str, UUID]


def district(slug: str) -> UUID:
    found = District.natural_id({"slug": slug})
    assert found is not None
    return found


@pytest.fixture
def ids(workspace: Workspace) -> Ids:
    """A decided picture with a district, one that was taken out before, and a picture in work with its own."""
    with workspace.transaction("New") as tx:
        done = tx.create(SituationPicture, title="Lägesbilden 2025", survey="Få brott.", notes="Ring Bo.")
        part = tx.create(PicturePart, picture=done, district=district("backby"), survey="Mörkt.")
        out = tx.create(PicturePart, picture=done, district=district("skalby"), survey="Ljust.")
        work = tx.create(SituationPicture, title="Lägesbilden 2026", survey="Färre.")
        own = tx.create(PicturePart, picture=work, district=district("backby"), survey="Lugnt.")
        tx.delete(out)
    with workspace.transaction("Decide") as tx:
        tx.change(done, decided_at=NOON)
    return {"done": done, "part": part, "out": out, "work": work, "own": own}


def plan(workspace: Workspace, folder: Path, kind: type[Record], *rows: tuple[object, ...]) -> ImportPlan:
    path = write_csv(folder / "lista.csv", [tuple(map(str, row)) for row in rows])
    return any_table.plan(workspace, kind, path)


def test_a_row_that_would_change_the_picture_is_a_problem_in_its_place(
    workspace: Workspace, tmp_path: Path, ids: Ids
) -> None:
    drawn = plan(
        workspace,
        tmp_path,
        SituationPicture,
        ("Id", "Titel", "Anteckningar", "Kartläggning av brottsligheten"),
        (ids["work"], "Lägesbilden 2026", "", "Ännu färre."),
        (ids["done"], "Lägesbilden 2025", "Ring Eva.", "Många brott."),
    )
    (problem,) = drawn.problems
    assert (problem.row, problem.column) == (3, "Kartläggning av brottsligheten")
    assert "beslutad" in problem.message
    assert (drawn.result().updated, [each.id for each in drawn.updates]) == (1, [ids["work"]])
    with pytest.raises(UserError) as refused:
        importing.apply(workspace, drawn)
    assert (refused.value.file, refused.value.row) == ("lista.csv", 3)
    assert importing.apply(workspace, drawn, skip_bad_rows=True).updated == 1
    kept = workspace.get(ids["done"])
    assert isinstance(kept, SituationPicture) and kept.survey == "Få brott."


def test_how_a_decided_picture_is_handled_may_be_taken_in(
    workspace: Workspace, tmp_path: Path, ids: Ids
) -> None:
    drawn = plan(
        workspace, tmp_path, SituationPicture, ("Id", "Titel", "Anteckningar"),
        (ids["done"], "Lägesbilden 2025", "Ring Eva."),
    )  # fmt: skip
    assert drawn.problems == ()
    assert importing.apply(workspace, drawn).updated == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("part", "done", "Bäckby", "Ljust."), "Kartläggning av brottsligheten"),
        (("part", "work", "Råby", "Mörkt."), "Lägesbild"),
        (("own", "done", "Råby", "Lugnt."), "Lägesbild"),
        (("", "done", "Råby", "Nytt."), "Lägesbild"),
        (("", "done", "Skälby", ""), "Lägesbild"),
        (("", "done", "Bäckby", "Ljust."), "Kartläggning av brottsligheten"),
        (("", "work", "Skälby", "Nytt."), None),
        (("", "done", "Råby", ""), None),
    ],
    ids=[
        "other words", "moved out", "moved in", "new", "restored", "by its natural key", "in work", "says nothing",
    ],
)  # fmt: skip
def test_a_district_is_told_as_the_import_itself_would_treat_it(
    workspace: Workspace, tmp_path: Path, ids: Ids, row: tuple[str, ...], column: str | None
) -> None:
    drawn = plan(
        workspace,
        tmp_path,
        PicturePart,
        ("Id", "Lägesbild", "Område", "Kartläggning av brottsligheten"),
        (ids.get(row[0], ""), ids[row[1]], *row[2:]),
    )
    assert [(each.row, each.column) for each in drawn.problems] == ([(2, column)] if column else [])
    told = any_table.plan(workspace, PicturePart, tmp_path / "lista.csv")
    if column is None:
        importing.apply(workspace, told)
    else:
        with pytest.raises(UserError) as refused, workspace.transaction("Test") as tx:
            values = {"picture": ids[row[1]], "district": _named(workspace, row[2])}
            if row[0]:
                tx.change(ids[row[0]], **values, survey=row[3])
            else:
                tx.create(PicturePart, **values, **({"survey": row[3]} if row[3] else {}))
        assert refused.value.id == "frozen"


def _named(workspace: Workspace, name: str) -> UUID:
    (found,) = [each.id for each in workspace.records(District) if each.name == name]
    assert found is not None
    return found

"""Any table into any kind: values are understood, problems have a place, known rows are known again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.formats.files import write_csv, write_xlsx
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.council import AgendaItem
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.presence import PresenceAction, PresenceSession
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.formats import any_table, importing
from trygg_desktop.formats.importing import ImportResult
from trygg_desktop.formats.mapping import heading, propose, targets
from trygg_desktop.i18n import LANGUAGES, in_language
from trygg_desktop.workspace import Workspace


def take_in(
    workspace: Workspace, folder: Path, kind: type[Record], *rows: Sequence[str], **options: Any
) -> ImportResult:
    """Imports rows, the first being the column names."""
    path = write_csv(folder / "lista.csv", rows)
    return importing.apply(workspace, any_table.plan(workspace, kind, path, **options))


def make(workspace: Workspace, kind: type[Record], **values: Any) -> Any:
    """A record, given by its id."""
    with workspace.transaction("Make one") as tx:
        return tx.create(kind, **values)


def test_labels_names_and_synonyms_are_understood(workspace: Workspace, tmp_path: Path) -> None:
    take_in(
        workspace,
        tmp_path,
        Stakeholder,
        ("Organisation", "sector", "Status", "E-post", "Stadsdelar"),
        ("Skultuna IS", "Idrottsförening", "cooperating", "is@exempel.se", "Skultuna; Rönnby"),
        ("Nattvandrarna", "Civil society", "", "", "Hökåsen"),
    )
    club, walkers = workspace.records(Stakeholder, order=())[::-1]
    assert (club.name, club.sector, club.status, club.email) == (
        "Skultuna IS",
        "sport",
        "cooperating",
        "is@exempel.se",
    )
    assert sorted(workspace.titles(club.districts).values()) == ["Rönnby", "Skultuna"]
    assert list(workspace.titles(walkers.districts).values()) == ["Tillberga-Hökåsen"]
    assert walkers.sector == "civil-society"


def test_excels_own_dates_times_and_numbers_are_taken_as_they_are(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write_xlsx(
        tmp_path / "pass.xlsx",
        [
            ("Vad som sågs", "Började", "Varaktighet", "Antal vuxna"),
            ("Lugnt", datetime(2026, 5, 8, 20, 30), time(2, 30), 4),  # noqa: DTZ001
            ("Stökigt", datetime(2026, 5, 9), 90, 2),  # noqa: DTZ001
        ],
    )
    mapping = {
        "Vad som sågs": "text",
        "Började": "started",
        "Varaktighet": "duration",
        "Antal vuxna": "adults",
    }
    importing.apply(workspace, any_table.plan(workspace, PresenceSession, path, mapping=mapping))
    late, early = workspace.records(PresenceSession)
    assert (early.started, early.duration, early.adults) == (datetime(2026, 5, 8, 18, 30, tzinfo=UTC), 150, 4)
    assert (late.started, late.duration) == (datetime(2026, 5, 8, 22, 0, tzinfo=UTC), 90)


def test_every_cell_that_can_not_be_read_is_told_with_row_and_column(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "lista.csv",
        [
            ("Rubrik", "Senast", "Aktör", "Status"),
            ("Öppna lokalen", "snart", "", ""),
            ("Städa", "2026-05-01", "Finns inte", ""),
            ("", "2026-05-01", "", ""),
            ("Lysa upp", "2026-05-01", "", "kanske"),
        ],
    )
    plan = any_table.plan(workspace, Commitment, path, mapping={"Rubrik": "title"})
    assert [(each.row, each.column) for each in plan.problems] == [
        (2, "Senast"),
        (3, "Aktör"),
        (4, "Rubrik"),
        (5, "Status"),
    ]
    with pytest.raises(UserError) as raised:
        importing.apply(workspace, plan)
    assert (raised.value.file, raised.value.row, raised.value.column) == ("lista.csv", 2, "Senast")
    assert workspace.count(Commitment) == 0


def test_an_error_from_excel_is_a_problem_and_no_text(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lista.csv", [("Namn", "Beskrivning"), ("Mimer", "#REF!")])
    assert [each.column for each in any_table.plan(workspace, Stakeholder, path).problems] == ["Beskrivning"]


def test_a_name_that_several_have_is_a_problem(workspace: Workspace, tmp_path: Path) -> None:
    make(workspace, Stakeholder, name="Föreningen")
    make(workspace, Stakeholder, name="Föreningen")
    path = write_csv(tmp_path / "lista.csv", [("Titel", "Aktör"), ("Öppna lokalen", "Föreningen")])
    plan = any_table.plan(workspace, Commitment, path)
    assert [(each.row, each.column) for each in plan.problems] == [(2, "Aktör")]


def test_references_are_found_by_id_too(workspace: Workspace, tmp_path: Path) -> None:
    mimer = make(workspace, Stakeholder, name="Mimer")
    take_in(workspace, tmp_path, Agreement, ("Titel", "Parter"), ("Lokal", str(mimer)))
    assert workspace.records(Agreement)[0].stakeholders == (mimer,)


def test_the_same_file_twice_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ("Anteckning", "Började", "Område"),
        ("Lugnt", "2026-05-08 20:00", "Bäckby"),
        ("Lugnt", "2026-05-09 20:00", "Bäckby"),
        ("Lugnt", "2026-05-09 20:00", "Bäckby"),
    ]
    options: dict[str, Any] = {"mapping": {"Anteckning": "text"}}
    assert take_in(workspace, tmp_path, PresenceSession, *rows, **options).added == 3
    again = take_in(workspace, tmp_path, PresenceSession, *rows, **options)
    assert (again.added, again.updated, again.skipped) == (0, 0, 3)


def test_things_that_go_by_name_are_updated_by_name(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, PresenceAction, ("Namn", "Plats"), ("Nattvandring", "Torget"))
    result = take_in(workspace, tmp_path, PresenceAction, ("Namn", "Plats"), ("NATTVANDRING", "Skolan"))
    assert (result.added, result.updated) == (0, 1)
    [action] = workspace.records(PresenceAction)
    assert (action.name, action.place) == ("NATTVANDRING", "Skolan")


def test_notes_with_the_same_words_are_not_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    options: dict[str, Any] = {"mapping": {"Anteckning": "text"}}
    header = ("Anteckning", "Antal vuxna")
    take_in(workspace, tmp_path, PresenceSession, header, ("Lugnt", "2"), **options)
    result = take_in(workspace, tmp_path, PresenceSession, header, ("Lugnt", "5"), **options)
    assert (result.added, result.updated) == (1, 0)


def test_a_known_title_with_other_values_is_added_and_told_of(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, Commitment, ("Titel", "Senast"), ("Öppna lokalen", "2026-05-01"))
    result = take_in(workspace, tmp_path, Commitment, ("Titel", "Senast"), ("Öppna lokalen", "2026-06-01"))
    assert (result.added, len(result.possible_duplicates)) == (1, 1)


def test_an_empty_cell_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    mimer = make(workspace, Stakeholder, name="Mimer", phone="021-1")
    result = take_in(workspace, tmp_path, Stakeholder, ("Id", "Namn", "Telefon"), (str(mimer), "Mimer", ""))
    assert result.skipped == 1
    assert workspace.records(Stakeholder)[0].phone == "021-1"


def test_a_row_with_an_id_changes_that_record(workspace: Workspace, tmp_path: Path) -> None:
    mimer = make(workspace, Stakeholder, name="Mimmer")
    result = take_in(workspace, tmp_path, Stakeholder, ("Id", "Namn"), (str(mimer), "Mimer"))
    assert (result.added, result.updated) == (0, 1)
    assert workspace.get(mimer).title == "Mimer"


def test_ids_that_fit_nothing_are_problems(workspace: Workspace, tmp_path: Path) -> None:
    district = workspace.rows(District, ["name"])[0][0]
    path = write_csv(
        tmp_path / "lista.csv",
        [("Id", "Namn"), ("hej", "A"), (str(district), "B"), (str(id := uuid4()), "C"), (str(id), "D")],
    )
    plan = any_table.plan(workspace, Stakeholder, path)
    assert [(each.row, each.column) for each in plan.problems] == [(2, "Id"), (3, "Id"), (5, "Id")]


def test_a_new_district_is_the_same_on_both_laptops(workspace: Workspace, tmp_path: Path) -> None:
    take_in(
        workspace, tmp_path, District, ("Namn", "Folkmängd"), ("Ängsgärdet", "1 234"), ("Bäckby", "9 500")
    )
    made = next(each for each in workspace.records(District) if each.name == "Ängsgärdet")
    assert made.id == District.natural_id({"slug": "angsgardet"})
    assert next(each for each in workspace.records(District) if each.name == "Bäckby").population == 9500


def test_a_file_without_the_naming_field_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lista.csv", [("Telefon", "E-post"), ("021-1", "a@exempel.se")])
    with pytest.raises(UserError, match="no-name-column"):
        any_table.plan(workspace, Stakeholder, path)


def test_dates_are_read_as_people_write_them(workspace: Workspace, tmp_path: Path) -> None:
    take_in(
        workspace,
        tmp_path,
        Commitment,
        ("Titel", "Senast"),
        ("A", "1 maj 2026"),
        ("B", "2026-05-01"),
        ("C", "1/5/2026"),
    )
    assert {each.due for each in workspace.records(Commitment)} == {date(2026, 5, 1)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.about.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_column_names_we_write_lead_back_to_their_fields(kind: type[Record], language: str) -> None:
    fields = [field for field in kind.fields().values() if not field.internal]
    with in_language(language):
        written = [heading(field) for field in fields]
    assert len(set(written)) == len(written)
    assert list(propose(written, targets(kind)).values()) == [field.name for field in fields]


def test_rows_of_one_file_can_point_at_each_other(workspace: Workspace, tmp_path: Path) -> None:
    rows = [("Rubrik", "Överfört från"), ("Belysningen igen", "Belysningen"), ("Belysningen", "")]
    plan = any_table.plan(workspace, AgendaItem, write_csv(tmp_path / "a.csv", rows))
    importing.apply(workspace, plan)
    items = {item.title: item for item in workspace.records(AgendaItem)}
    assert items["Belysningen igen"].carried_from == items["Belysningen"].id
    again = any_table.plan(workspace, AgendaItem, tmp_path / "a.csv")
    assert (again.additions, again.updates, again.skipped) == ((), (), 2)


def test_a_shifted_row_is_a_problem_and_not_a_wrong_record(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ("Namn", "E-post"),
        ("Mimer", "a@b.se"),
        ("Bäckby IF", "b@b.se"),
        ("Kyrkan", "S:t Ilian", "c@b.se"),
    ]
    plan = any_table.plan(workspace, Stakeholder, write_csv(tmp_path / "a.csv", rows))
    assert [(problem.row, problem.column) for problem in plan.problems] == [(4, "Kolumn C")]
    assert len(plan.additions) == 2


def test_a_document_is_not_made_without_its_content(workspace: Workspace, tmp_path: Path) -> None:
    plan = any_table.plan(
        workspace, Attachment, write_csv(tmp_path / "a.csv", [("Filnamn",), ("avtal.pdf",)])
    )
    assert not plan.additions
    assert len(plan.problems) == 1


def test_a_file_with_nothing_below_its_header_says_so(workspace: Workspace, tmp_path: Path) -> None:
    plan = any_table.plan(workspace, Stakeholder, write_csv(tmp_path / "tom.csv", [("Namn", "E-post")]))
    assert plan.result().warnings == ("”tom.csv” innehåller inget att läsa in.",)

"""Contacts: whoever is here is known again, whoever is new has an employer, nothing is lost quietly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.formats.files import OUTLOOK_ENGLISH, OUTLOOK_SWEDISH, outlook, write_csv, write_xlsx
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import Cancelled, UserError
from trygg_desktop.formats import contacts, importing
from trygg_desktop.formats.importing import ImportResult
from trygg_desktop.workspace import Workspace

HEADER = ("Namn", "Organisation", "E-post", "Telefon")


def take_in(workspace: Workspace, path: Path, **options: Any) -> ImportResult:
    """Imports a file of contacts."""
    return importing.apply(workspace, contacts.plan(workspace, path, **options))


def take_in_rows(workspace: Workspace, folder: Path, *rows: Sequence[str], **options: Any) -> ImportResult:
    """Imports rows of name, organisation, e-mail and telephone."""
    return take_in(workspace, write_csv(folder / "kontakter.csv", [HEADER, *rows]), **options)


def people(workspace: Workspace) -> list[Contact]:
    """All contacts, by name."""
    return workspace.records(Contact)


@pytest.mark.parametrize("header", [OUTLOOK_SWEDISH, OUTLOOK_ENGLISH])
@pytest.mark.parametrize(("separator", "encoding"), [(";", "cp1252"), (",", "utf-8-sig"), (",", "cp1252")])
def test_outlooks_contacts_arrive_whole(
    workspace: Workspace, tmp_path: Path, header: Sequence[str], separator: str, encoding: str
) -> None:
    row = outlook(
        header,
        first="Åsa",
        last="Öberg",
        company="Bostads AB Mimer",
        department="Bäckby",
        job="Områdesutvecklare",
        street="Gatan 1",
        postcode="721 87",
        city="Västerås",
        phone="021-39 00 00",
        mobile="070-000 00 00",
        email="asa.oberg@exempel.se",
        notes="Säger\ntvå rader",
        home_street="Hemgatan 2",
        home_phone="021-11 11 11",
    )
    path = write_csv(tmp_path / "kontakter.csv", [header, row], separator=separator, encoding=encoding)
    assert take_in(workspace, path).added == 1
    [person] = people(workspace)
    assert (person.name, person.unit, person.role) == ("Åsa Öberg", "Bäckby", "Områdesutvecklare")
    assert (person.email, person.phone, person.mobile) == (
        "asa.oberg@exempel.se",
        "021-39 00 00",
        "070-000 00 00",
    )
    assert person.address == "Gatan 1\n721 87 Västerås"
    assert person.notes == "Säger\ntvå rader"
    assert person.stakeholder is not None
    assert workspace.get(person.stakeholder).title == "Bostads AB Mimer"


def test_home_address_and_home_telephone_are_not_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    row = outlook(OUTLOOK_SWEDISH, first="Åsa", home_street="Hemgatan 2", home_phone="021-11 11 11")
    take_in(workspace, write_csv(tmp_path / "kontakter.csv", [OUTLOOK_SWEDISH, row]))
    [person] = people(workspace)
    assert (person.address, person.phone) == (None, None)


def test_an_excel_list_below_titles_is_read(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ("Kontaktlista",),
        (),
        ("Kontaktperson", "Förening", "Mejl"),
        ("Bo Ek", "Skultuna IS", "bo@exempel.se"),
    ]
    assert take_in(workspace, write_xlsx(tmp_path / "lista.xlsx", rows)).added == 1
    assert people(workspace)[0].email == "bo@exempel.se"


def test_the_same_file_twice_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ("Åsa Öberg", "Mimer", "asa@exempel.se", "021-1"),
        ("Bo Ek", "", "", "021-2"),
        ("Eva", "Mimer", "", ""),
        ("Namnlös", "", "", ""),
    ]
    assert take_in_rows(workspace, tmp_path, *rows).added == 4
    again = take_in_rows(workspace, tmp_path, *rows)
    assert (again.added, again.updated, again.skipped) == (0, 0, 4)
    assert again.possible_duplicates == ()
    assert workspace.count(Contact) == 4


@pytest.mark.parametrize(
    "name", ["Andersson, Anna", "Anna Anderson", "ANNA ANDERSSON", "A. Andersson", "Anna Andersson Ek"]
)
def test_the_same_address_and_a_like_name_is_the_same_person(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    take_in_rows(workspace, tmp_path, ("Anna Andersson", "Mimer", "anna@exempel.se", ""))
    result = take_in_rows(workspace, tmp_path, (name, "Mimer", "Anna@Exempel.se", "021-39"))
    assert (result.added, result.updated) == (0, 1)
    [person] = people(workspace)
    assert (person.name, person.phone) == ("Anna Andersson", "021-39")


@pytest.mark.parametrize("name", ["Anders Andersson", "Bo Ek", "Annika Andersson"])
def test_a_shared_address_with_different_names_is_two_people(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    result = take_in_rows(
        workspace,
        tmp_path,
        ("Anna Andersson", "Mimer", "info@exempel.se", ""),
        (name, "Mimer", "info@exempel.se", ""),
    )
    assert result.added == 2


def test_a_likely_twin_is_added_and_told_of(workspace: Workspace, tmp_path: Path) -> None:
    take_in_rows(workspace, tmp_path, ("Kristina Lindqvist", "Mimer AB", "k@exempel.se", ""))
    result = take_in_rows(workspace, tmp_path, ("Kristina Lindkvist", "Mimer", "kristina@annat.se", ""))
    assert result.added == 1
    [twin] = result.possible_duplicates
    assert workspace.get(twin.new).title == "Kristina Lindkvist"
    assert workspace.get(twin.existing).title == "Kristina Lindqvist"
    assert "Kristina Lindkvist" in twin.why


def test_people_at_different_employers_are_no_twins(workspace: Workspace, tmp_path: Path) -> None:
    result = take_in_rows(
        workspace, tmp_path, ("Anna Andersson", "Mimer", "", ""), ("Anna Andersson", "Skultuna IS", "", "")
    )
    assert result.added == 2
    assert result.possible_duplicates == ()


def test_those_told_apart_are_not_asked_about_again(workspace: Workspace, tmp_path: Path) -> None:
    from trygg_desktop.formats.duplicates import possible_duplicates

    take_in_rows(
        workspace,
        tmp_path,
        ("Eva Lindqvist", "Mimer", "a@exempel.se", ""),
        ("Eva Lindkvist", "Mimer", "b@exempel.se", ""),
    )
    [twin] = possible_duplicates(workspace, Contact)
    with workspace.transaction("Tell apart") as tx:
        tx.mark_different(twin.a, twin.b)
    assert possible_duplicates(workspace, Contact) == []


def test_stakeholders_that_differ_in_legal_form_may_be_the_same(workspace: Workspace) -> None:
    from trygg_desktop.formats.duplicates import possible_duplicates

    with workspace.transaction("Make three") as tx:
        first = tx.create(Stakeholder, name="Fastighets AB Björken")
        second = tx.create(Stakeholder, name="Fastighets Björken")
        tx.create(Stakeholder, name="Hyresgästföreningen")
    [twin] = possible_duplicates(workspace, Stakeholder)
    assert {twin.a, twin.b} == {first, second}


def test_an_employer_is_made_once_and_found_in_any_case(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.transaction("Make one") as tx:
        mimer = tx.create(Stakeholder, name="Mimer")
    result = take_in_rows(
        workspace,
        tmp_path,
        ("A Ek", "MIMER", "", ""),
        ("B Ek", "Ny förening", "", ""),
        ("C Ek", "ny förening", "", ""),
    )
    assert result.added == 3
    assert workspace.count(Stakeholder) == 2
    assert [person.stakeholder for person in people(workspace)].count(mimer) == 1


def test_what_is_kept_stays_where_the_file_differs(workspace: Workspace, tmp_path: Path) -> None:
    take_in_rows(workspace, tmp_path, ("Bo Ek", "Mimer", "bo@exempel.se", "021-1"))
    result = take_in_rows(workspace, tmp_path, ("Bo Ek", "Mimer", "bo@exempel.se", "021-2"))
    assert (result.updated, result.skipped) == (0, 1)
    assert people(workspace)[0].phone == "021-1"
    assert any("Rad: 2" in warning for warning in result.warnings)


def test_the_file_wins_where_the_user_says_so(workspace: Workspace, tmp_path: Path) -> None:
    take_in_rows(workspace, tmp_path, ("Bo Ek", "Mimer", "bo@exempel.se", "021-1"))
    result = take_in_rows(workspace, tmp_path, ("Bo Ek", "Mimer", "bo@exempel.se", "021-2"), prefer_file=True)
    assert result.updated == 1
    assert people(workspace)[0].phone == "021-2"


def test_a_telephone_written_otherwise_is_the_same(workspace: Workspace, tmp_path: Path) -> None:
    take_in_rows(workspace, tmp_path, ("Bo Ek", "Mimer", "bo@exempel.se", "+46 (0)21-39 00 00"))
    result = take_in_rows(workspace, tmp_path, ("Bo Ek", "Mimer", "bo@exempel.se", "021-390000"))
    assert (result.updated, result.warnings) == (0, ())


def test_a_person_twice_in_the_file_becomes_one(workspace: Workspace, tmp_path: Path) -> None:
    result = take_in_rows(
        workspace,
        tmp_path,
        ("Bo Ek", "Mimer", "bo@exempel.se", ""),
        ("Ek, Bo", "Mimer", "bo@exempel.se", "021-1"),
    )
    assert result.added == 1
    assert people(workspace)[0].phone == "021-1"


def test_a_bad_row_stops_everything_and_says_where(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        take_in_rows(
            workspace, tmp_path, ("Bo Ek", "Mimer", "bo@exempel.se", ""), ("Åsa", "", "ingen adress", "")
        )
    assert (raised.value.file, raised.value.row, raised.value.column) == ("kontakter.csv", 3, "E-post")
    assert workspace.count(Contact) == 0
    assert workspace.count(Stakeholder) == 0


def test_bad_rows_can_be_left_out(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "kontakter.csv", [HEADER, ("Bo Ek", "", "", ""), ("", "Mimer", "x@exempel.se", "")]
    )
    result = importing.apply(workspace, contacts.plan(workspace, path), skip_bad_rows=True)
    assert (result.added, result.skipped) == (1, 1)
    assert [(problem.row, problem.column) for problem in result.problems] == [(3, "Namn")]
    assert workspace.count(Stakeholder) == 0


def test_exchanges_internal_addresses_are_left_out_with_a_warning(
    workspace: Workspace, tmp_path: Path
) -> None:
    result = take_in_rows(
        workspace, tmp_path, ("Bo Ek", "", "/o=ExchangeLabs/ou=Grupp/cn=Recipients/cn=bo", "")
    )
    assert result.added == 1
    assert people(workspace)[0].email is None
    assert "Exchange" in result.warnings[0]


def test_planning_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "kontakter.csv", [HEADER, ("Bo Ek", "Mimer", "", "")])
    plan = contacts.plan(workspace, path)
    assert plan.result().added == 1
    assert workspace.count(Contact) == 0


def test_breaking_off_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    def break_off(done: int, total: int) -> None:
        raise Cancelled

    plan = contacts.plan(workspace, write_csv(tmp_path / "k.csv", [HEADER, ("Bo Ek", "Mimer", "", "")]))
    with pytest.raises(Cancelled):
        importing.apply(workspace, plan, progress=break_off)
    assert workspace.count(Contact) == 0


def test_an_import_is_undone_in_one_step(workspace: Workspace, tmp_path: Path) -> None:
    take_in_rows(workspace, tmp_path, ("Bo Ek", "Mimer", "", ""), ("Eva Ek", "Mimer", "", ""))
    workspace.undo()
    assert workspace.count(Contact) == 0
    assert workspace.count(Stakeholder) == 0


def test_a_chosen_mapping_is_remembered_for_files_with_the_same_columns(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "k.csv", [("Vem", "Namn", "Nummer"), ("Bo Ek", "Mimer", "021-1")])
    take_in(workspace, path, mapping={"Vem": "name", "Namn": "stakeholder", "Nummer": "phone"})
    plan = contacts.plan(workspace, path)
    assert dict(plan.mapping) == {"Vem": "name", "Namn": "stakeholder", "Nummer": "phone"}


def test_a_mapping_to_nowhere_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "k.csv", [HEADER, ("Bo Ek", "", "", "")])
    with pytest.raises(UserError, match="no-such-column"):
        contacts.plan(workspace, path, mapping={"Finns inte": "name"})
    with pytest.raises(UserError, match="no-such-target"):
        contacts.plan(workspace, path, mapping={"Namn": "finns-inte"})


def test_a_list_without_names_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "k.csv", [("E-post", "Telefon"), ("bo@exempel.se", "021-1")])
    with pytest.raises(UserError, match="no-name-column"):
        contacts.plan(workspace, path)


def test_contacts_by_role_keep_their_names(workspace: Workspace, tmp_path: Path) -> None:
    take_in_rows(
        workspace,
        tmp_path,
        ("Rektor, Vallbyskolan", "Västerås stad", "skola@exempel.se", ""),
        ("Rektor, Råbyskolan", "Västerås stad", "skola@exempel.se", ""),
    )
    assert {person.name for person in people(workspace)} == {"Rektor, Vallbyskolan", "Rektor, Råbyskolan"}

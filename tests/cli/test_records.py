"""Records on the command line: written, found by name, filtered, linked, released, taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call

NOBODY = "01a203e4-96c9-70b7-88c3-0543dae4b11f"


def names(trygg: Call, *words: str) -> list[str]:
    return [record["name"] for record in trygg("list", "stakeholder", *words).data]


@pytest.mark.parametrize("written", ["ongoing", "Pågår", "pågår", "Ongoing"])
def test_an_option_is_written_as_its_value_or_its_label(trygg: Call, written: str) -> None:
    assert trygg("add", "presence-action", "name=x", f"status={written}").data["status"] == "ongoing"
    assert len(trygg("list", "presence-action", "--where", f"status={written}").data) == 1


@pytest.mark.parametrize("name", ["=a=b=c", "-x", "--json", "ÅÄÖ 🚲 é", "q\"'%_*", "å" * 20_000, "två\tord"])
def test_a_value_is_kept_to_the_letter(trygg: Call, name: str) -> None:
    id = trygg("add", "stakeholder", f"name={name}").data["id"]
    assert trygg("show", id).data["name"] == name


@pytest.mark.parametrize(
    "written", ["2026-12-03", "20261203", "3 dec 2026", "torsdag 3 december 2026", "3/12/2026", "3.12.2026"]
)
def test_a_date_can_be_written_in_several_ways(trygg: Call, written: str) -> None:
    assert trygg("add", "meeting", "title=x", f"held_on={written}").data["held_on"] == "2026-12-03"


def test_an_empty_value_empties_the_field(trygg: Call) -> None:
    made = trygg("add", "stakeholder", "name=x", "sector=sport", "districts=Vallby").data
    emptied = trygg("set", made["id"], "sector=", "districts=").data
    assert (emptied["sector"], emptied["districts"]) == (None, [])


def test_a_name_is_found_without_regard_to_case_and_the_exact_one_first(trygg: Call) -> None:
    exact = trygg("add", "stakeholder", "name=Kyrkan").data["id"]
    trygg("add", "stakeholder", "name=kyrkan")
    assert trygg("add", "contact", "name=A", "stakeholder=Kyrkan").data["stakeholder"] == exact
    assert trygg("show", "KYRKAN").error["error"] == "ambiguous-name"


def test_an_ambiguous_name_is_refused_and_nothing_is_added(trygg: Call) -> None:
    for _ in range(2):
        trygg("add", "stakeholder", "name=Kyrkan")
    answer = trygg("add", "contact", "name=A", "stakeholder=Kyrkan")
    assert (answer.code, answer.error["error"]) == (1, "ambiguous-name")
    assert trygg("list", "contact").data == []


def test_a_figure_without_its_period_is_refused_and_with_it_is_one_however_often_it_is_added(
    trygg: Call,
) -> None:
    indicator = trygg("add", "indicator", "name=Trygga").data["id"]
    figure = ("add", "measurement", f"indicator={indicator}", "district=Vallby", "source=Brå")
    answer = trygg(*figure, "value=61")
    assert (answer.code, answer.error["error"], answer.error["column"]) == (1, "key-needed", "period")
    first = trygg(*figure, "value=61", "period=2025").data["id"]
    assert trygg(*figure, "value=62", "period=år 2025").data["id"] == first
    assert [each["value"] for each in trygg("list", "measurement").data] == [62]
    moved = trygg("set", first, "period=2026").data
    assert (moved["period"], moved["from_on"], moved["value"]) == ("2026", "2026-01-01", 62)
    assert moved["id"] == trygg(*figure, "value=62", "period=2026").data["id"] != first


def test_a_reference_to_another_kind_of_record_is_refused(trygg: Call) -> None:
    district = trygg("list", "district", "--limit", "1").data[0]["id"]
    assert trygg("add", "contact", "name=A", f"stakeholder={district}").error["error"] == "wrong-kind"


def test_a_reference_may_point_at_what_has_not_arrived(trygg: Call) -> None:
    assert trygg("add", "contact", "name=A", f"stakeholder={NOBODY}").data["stakeholder"] == NOBODY


def test_where_finds_values_emptiness_and_references(trygg: Call) -> None:
    trygg("add", "stakeholder", "name=A", "sector=sport", "districts=Vallby", "districts=Bäckby")
    trygg("add", "stakeholder", "name=B", "sector=school", "districts=Vallby")
    trygg("add", "stakeholder", "name=C")
    assert names(trygg, "--where", "sector=Idrottsförening") == ["A"]
    assert names(trygg, "--where", "sector=") == ["C"]
    assert names(trygg, "--where", "districts=Vallby") == ["A", "B"]
    assert names(trygg, "--where", "districts=Vallby", "--where", "districts=Bäckby") == ["A"]
    assert names(trygg, "--where", "districts=") == ["C"]
    assert names(trygg, "--where", "sector=sport", "--where", "sector=school") == []


def test_where_takes_no_for_a_box_that_nobody_ticked(trygg: Call) -> None:
    trygg("add", "preparation", "title=A")
    trygg("add", "preparation", "title=B", "done=ja")
    assert [each["title"] for each in trygg("list", "preparation", "--where", "done=nej").data] == ["A"]


def test_lists_are_sorted_in_swedish_and_limited(trygg: Call) -> None:
    for name in ("Östra", "Ärla", "Åsa", "Zenit"):
        trygg("add", "stakeholder", f"name={name}")
    assert names(trygg, "--sort", "name") == ["Zenit", "Åsa", "Ärla", "Östra"]
    assert names(trygg, "--sort", "-name", "--limit", "2") == ["Östra", "Ärla"]
    assert names(trygg, "--limit", "0") == []


def test_a_deleted_record_is_gone_until_it_is_restored(trygg: Call) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    assert trygg("delete", id).code == 0
    assert trygg("show", id).code == trygg("set", id, "name=B").code == trygg("delete", id).code == 1
    assert names(trygg) == []
    assert trygg("restore", id).data["name"] == "A"
    assert names(trygg) == ["A"]


def test_links_are_made_and_taken_away(trygg: Call) -> None:
    a, b = (trygg("add", "stakeholder", f"name={name}").data["id"] for name in "AB")
    assert trygg("link", a, "related", b).code == 0
    assert [link["id"] for link in trygg("show", b).data["links"]] == [a]
    assert trygg("unlink", b, "related", a).code == 0
    assert trygg("show", a).data["links"] == []


def test_a_role_that_the_kind_does_not_have_is_refused(trygg: Call) -> None:
    a, b = (trygg("add", "stakeholder", f"name={name}").data["id"] for name in "AB")
    for command in ("link", "unlink"):
        assert trygg(command, a, "cousin", b).error["error"] == "no-such-role"
    assert trygg("link", a, "districts", b).error["error"] == "wrong-kind"


def test_releasing_what_is_marked_confidential_must_be_meant(trygg: Call) -> None:
    id = trygg("add", "liaison-note", "text=x", "protection=protected", "ground=OSL 18:1").data["id"]
    assert trygg("release", id).code == 4
    assert trygg("show", id).data["draft"] is True
    assert trygg("release", id, "--protected").data["draft"] is False
    assert trygg("release", id).error["error"] == "not-a-draft"


def test_a_draft_that_is_not_confidential_is_released(trygg: Call) -> None:
    id = trygg("add", "liaison-note", "text=x").data["id"]
    assert trygg("release", id).data["draft"] is False


def test_the_second_of_two_goes_into_the_first(trygg: Call) -> None:
    keep, gone = (trygg("add", "stakeholder", f"name={name}").data["id"] for name in "AB")
    trygg("set", gone, "notes=värt att behålla")
    contact = trygg("add", "contact", "name=K", f"stakeholder={gone}").data["id"]
    assert trygg("merge", keep, gone).data["notes"] == "värt att behålla"
    assert trygg("show", contact).data["stakeholder"] == keep
    assert trygg("merge", keep, gone).error["error"] == "no-such-record"


def test_undo_and_redo_take_as_many_steps_as_asked(trygg: Call) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    trygg("set", id, "notes=ett")
    trygg("set", id, "notes=två")
    assert len(trygg("undo", "--count", "2").data["steps"]) == 2
    assert trygg("show", id).data["notes"] is None
    assert len(trygg("redo", "--count", "9").data["steps"]) == 2
    assert trygg("show", id).data["notes"] == "två"
    assert trygg("redo").data == {"steps": []}


def test_setting_what_is_there_already_leaves_nothing_to_take_back(trygg: Call) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    trygg("set", id, "name=A")
    assert len(trygg("undo", "--count", "9").data["steps"]) == 1


def test_a_connection_that_is_not_there_cannot_be_taken_away(trygg: Call) -> None:
    a, b = (trygg("add", "stakeholder", f"name={name}").data["id"] for name in "AB")
    assert trygg("unlink", a, "related", b).error["error"] == "no-such-link"
    district = trygg("list", "district", "--limit", 1).data[0]["id"]
    assert trygg("unlink", a, "districts", district).error["error"] == "no-such-link"
    trygg("link", a, "districts", district)
    assert trygg("unlink", a, "districts", district).code == 0


def test_a_draft_says_that_it_is_one(call: Call, trygg: Call, file: Path) -> None:
    id = trygg("add", "liaison-note", "text=Om helgen").data["id"]
    assert "Ett utkast" in call("show", id, "--workspace", file).out
    trygg("release", id)
    assert "Ett utkast" not in call("show", id, "--workspace", file).out


def test_a_reference_to_a_deleted_record_says_so(call: Call, trygg: Call, file: Path) -> None:
    owner = trygg("add", "stakeholder", "name=A").data["id"]
    contact = trygg("add", "contact", "name=Bo", f"stakeholder={owner}").data["id"]
    trygg("delete", owner)
    assert "Aktör: borttagen" in call("show", contact, "--workspace", file).out


def test_a_list_marks_what_is_confidential_or_a_draft(call: Call, trygg: Call, file: Path) -> None:
    note = ("add", "liaison-note", "protection=protected", "ground=OSL 18:1")
    trygg("release", trygg(*note, "text=Släppt").data["id"], "--protected")
    trygg(*note, "text=Utkastet")
    shown = call("list", "liaison-note", "--workspace", file).out
    assert {"Sekretessmarkerad  Släppt", "Sekretessmarkerad, Utkast  Utkastet"} <= {
        re.sub(" {2,}", "  ", line[38:]) for line in shown.splitlines()
    }
    trygg("add", "stakeholder", "name=A")
    assert "Skydd" not in call("list", "stakeholder", "--workspace", file).out


def test_a_figure_without_a_district_is_the_whole_citys(call: Call, trygg: Call, file: Path) -> None:
    indicator = trygg("add", "indicator", "name=Otrygga").data["id"]
    figure = trygg("add", "measurement", f"indicator={indicator}", "period=2025", "value=24").data["id"]
    assert trygg("show", figure).data["district"] is None
    assert "Hela staden" in call("list", "measurement", "--workspace", file).out
    assert "Område: Hela staden" in call("show", figure, "--workspace", file).out

"""Statistics: every figure arrives once, with its place, its time and its source, and none is made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.formats.files import police_event, write_csv, write_json, write_xlsx
from tests.insight.year import year_workspace
from trygg_desktop import i18n
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.errors import Cancelled, UserError
from trygg_desktop.formats import importing, statistics
from trygg_desktop.formats.importing import ImportResult
from trygg_desktop.workspace import Workspace

BRA = [
    ["Kommun", "Antal (prel.)", "Per 100 000 inv. (prel.)"],
    ["Västerås", "18 412", "11 534,5"],
    ["Sala", "2\u00a0001", "8 700,1"],
    ["Norberg", "..", ".."],
    ["Skinnskatteberg", "-", "-"],
]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with year_workspace(tmp_path) as made:
        yield made


def take_in(workspace: Workspace, path: Path, **wishes: Any) -> ImportResult:
    """Imports a file of statistics."""
    return importing.apply(workspace, statistics.plan(workspace, path, **wishes))


def figures(workspace: Workspace) -> dict[tuple[str, str, str], Any]:
    """Every figure kept: its value, or the mark in its stead, by indicator, place and period."""
    indicators = dict(workspace.rows(Indicator, ["name"]))
    districts = dict(workspace.rows(District, ["name"]))
    return {
        (indicators[m.indicator], districts.get(m.district, "staden"), m.period or ""): m.mark or m.value
        for m in workspace.records(Measurement)
    }


def of_one(workspace: Workspace) -> dict[tuple[str, str], Any]:
    """The same where there is one indicator: by place and period."""
    return {(place, period): value for (_name, place, period), value in figures(workspace).items()}


def of_kind(workspace: Workspace, indicator: str) -> dict[str, Any]:
    """One indicator's figures by place."""
    return {place: value for (name, place, _period), value in figures(workspace).items() if name == indicator}


def test_reported_crime_keeps_suppressed_and_zero_apart(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_csv(tmp_path / "bra.csv", BRA, encoding="utf-8-sig"), period="2023")
    assert figures(workspace) == {
        ("Anmälda brott", "staden", "2023"): 18412,
        ("Anmälda brott", "Sala", "2023"): 2001,
        ("Anmälda brott", "Norberg", "2023"): "suppressed",
        ("Anmälda brott", "Skinnskatteberg", "2023"): 0,
        ("Anmälda brott, per 100 000 inv.", "staden", "2023"): 11534.5,
        ("Anmälda brott, per 100 000 inv.", "Sala", "2023"): 8700.1,
        ("Anmälda brott, per 100 000 inv.", "Norberg", "2023"): "suppressed",
        ("Anmälda brott, per 100 000 inv.", "Skinnskatteberg", "2023"): 0,
    }
    [suppressed] = [m for m in workspace.records(Measurement) if m.mark][:1]
    assert (suppressed.value, suppressed.source, suppressed.preliminary) == (None, "Brå", True)


def test_other_municipalities_are_for_comparison_and_never_districts(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = workspace.count(District)
    take_in(workspace, write_csv(tmp_path / "bra.csv", BRA), period="2023")
    made = [each for each in workspace.records(District) if each.level == Level.MUNICIPALITY]
    assert {each.name for each in made} == {"Sala", "Norberg", "Skinnskatteberg"}
    assert workspace.count(District) == before + 3


def test_without_a_period_the_file_is_taken_in_and_asks_for_it(workspace: Workspace, tmp_path: Path) -> None:
    result = take_in(workspace, write_csv(tmp_path / "bra.csv", BRA))
    assert result.added == 8
    assert any("period" in warning for warning in result.warnings)
    assert all(m.period is None and m.from_on is None for m in workspace.records(Measurement))


@pytest.mark.parametrize("period", ["2023", ""])
def test_the_same_file_twice_changes_nothing(workspace: Workspace, tmp_path: Path, period: str) -> None:
    path = write_csv(tmp_path / "bra.csv", BRA)
    take_in(workspace, path, period=period)
    again = take_in(workspace, path, period=period)
    assert (again.added, again.updated, again.skipped) == (0, 0, 8)


def test_the_same_file_from_both_leaders_is_one_set_of_numbers(tmp_path: Path) -> None:
    ids = []
    for side, encoding in (("kommun", "utf-8-sig"), ("polis", "cp1252")):
        path = write_csv(tmp_path / f"{side}.csv", BRA, encoding=encoding)
        with year_workspace(tmp_path, name=f"{side}.trygg") as workspace:
            take_in(workspace, path, period="helår 2023")
            ids.append({m.id for m in workspace.records(Measurement)})
    assert ids[0] == ids[1]


def test_a_corrected_file_updates_with_history(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_csv(tmp_path / "bra.csv", BRA), period="2023")
    corrected = [["Kommun", "Antal", "Per 100 000 inv."], ["Västerås", "18 450", "11 534,5"]]
    result = take_in(workspace, write_csv(tmp_path / "slutlig.csv", corrected), period="2023")
    assert (result.added, result.updated) == (0, 2)
    changed = next(m for m in workspace.records(Measurement) if m.value == 18450)
    assert changed.id is not None and not changed.preliminary
    [correction] = [entry for entry in workspace.history(changed.id) if entry.field == "value"]
    words = "".join(correction.what.split())
    assert "18412" in words and "18450" in words


def test_titles_and_footnotes_say_what_when_and_whose(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Anmälda våldsbrott, helår 2023, preliminära uppgifter"],
        [],
        ["Kommun", "Antal", "Per 100 000 inv."],
        ["Västerås", 1920, 1203.4],
        ["Köping", "..", ".."],
        ["Riket", 91000, 863],
        [],
        [".. = uppgift ej tillgänglig"],
        ["Källa: Brå, statistik över anmälda brott"],
    ]
    take_in(workspace, write_xlsx(tmp_path / "bra.xlsx", rows))
    kept = figures(workspace)
    assert kept["Anmälda våldsbrott", "staden", "2023"] == 1920
    assert kept["Anmälda våldsbrott, per 100 000 inv.", "Riket", "2023"] == 863
    assert kept["Anmälda våldsbrott", "Köping", "2023"] == "suppressed"
    assert {m.source for m in workspace.records(Measurement)} == {"Brå, statistik över anmälda brott"}


def test_a_final_figure_that_an_older_file_makes_preliminary_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    final = [["Kommun", "Antal", "Per 100 000 inv."], ["Västerås", "18 450", "11 560,0"]]
    take_in(workspace, write_csv(tmp_path / "slutlig.csv", final), period="2023")
    older = statistics.plan(workspace, write_csv(tmp_path / "bra.csv", BRA), period="2023")
    assert any("2 slutliga siffror" in warning for warning in older.warnings)
    again = statistics.plan(workspace, write_csv(tmp_path / "slutlig.csv", final), period="2023")
    assert not any("slutlig" in warning for warning in again.warnings)


@pytest.mark.parametrize(
    ("header", "told"),
    [(["Kommun", "Antal", "Per 100 000 inv."], "vilka brott"), (["Kommun", "Antal"], "heta ”Antal”")],
)
def test_a_file_that_does_not_say_what_it_counts_asks_for_it(
    workspace: Workspace, tmp_path: Path, header: list[str], told: str
) -> None:
    path = write_csv(tmp_path / "a.csv", [header, ["Västerås", "10", "20,5"][: len(header)]])
    unsaid = statistics.plan(workspace, path, period="2023")
    said = statistics.plan(workspace, path, period="2023", indicator="Anmälda våldsbrott")
    assert any(told in warning for warning in unsaid.warnings)
    assert not any(told in warning for warning in said.warnings)


def test_koladas_code_tells_that_a_dash_is_no_zero(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ["Nyckeltal", "Kommun", "2022", "2023"],
        ["Anmälda våldsbrott, antal/100 000 inv (N07403)", "Västerås", "1 203,4", "-"],
    ]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows))
    assert set(figures(workspace).values()) == {1203.4, "missing"}
    assert {m.source for m in workspace.records(Measurement)} == {"Kolada"}


def test_two_names_of_one_district_are_told_as_such(workspace: Workspace, tmp_path: Path) -> None:
    rows = [["Område", "Antal"], ["Gideonsberg-Skallberget", "10"], ["Skallberget", "20"]]
    plan = statistics.plan(workspace, write_csv(tmp_path / "a.csv", rows), period="2023", indicator="Rån")
    [problem] = plan.problems
    assert "”Skallberget” är här samma område som ”Gideonsberg-Skallberget”" in problem.message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "tom"),
        ("Anmälda brott 2024\nKommun;Antal;Per 100 000 inv.\n", "inga rader under"),
        ("Anmälda brott per kommun\nKälla: Brå\n", "ser ut som kolumnrubriker"),
        ("\0\1\2PK;;\n", "varken en textfil"),
    ],
)
def test_a_file_that_cant_be_read_says_what_to_do(
    workspace: Workspace, tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "fil.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        statistics.plan(workspace, path)
    sentence = i18n.sentence(refused.value)
    assert told in sentence
    assert "Inget har lästs." in sentence
    assert sentence.count(".") >= 3, "what happened, what is safe, what to do"


@pytest.mark.parametrize(
    ("heading", "first", "second", "periods"),
    [
        ("Månad", "1", "2", ("jan 2024", "feb 2024")),
        ("Månad", "januari", "februari", ("jan 2024", "feb 2024")),
        ("Kvartal", "1", "K2", ("kv 1 2024", "kv 2 2024")),
        ("Kvartal", "1", "Helår", ("kv 1 2024", "2024")),
    ],
)
def test_a_year_and_its_month_in_two_columns_are_one_period(
    workspace: Workspace, tmp_path: Path, heading: str, first: str, second: str, periods: tuple[str, str]
) -> None:
    rows = [
        ["År", heading, "Brottstyp", "Område", "Antal"],
        ["2024", first, "Stöld", "Bäckby", "12"],
        ["", second, "Stöld", "Bäckby", "14"],
    ]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows))
    assert of_one(workspace) == {("Bäckby", periods[0]): 12, ("Bäckby", periods[1]): 14}


def test_the_region_beside_the_municipality_is_not_what_is_measured(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [["Kommun", "Region", "2024", "2025"], ["Västerås", "Västmanland", "100", "110"]]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows), indicator="Rån")
    assert of_one(workspace) == {("staden", "2024"): 100, ("staden", "2025"): 110}
    assert {each.name for each in workspace.records(Indicator)} == {"Rån"}


@pytest.mark.parametrize(
    ("values", "told"), [(("1,234", "12.345"), "1,234"), (("1,234", "1,2"), ""), (("1 234", "12"), "")]
)
def test_three_decimals_that_may_be_thousands_are_asked_about(
    workspace: Workspace, tmp_path: Path, values: tuple[str, str], told: str
) -> None:
    rows = [["Område", "Antal stölder"], ["Bäckby", values[0]], ["Råby", values[1]]]
    plan = statistics.plan(workspace, write_csv(tmp_path / "a.csv", rows), period="2025")
    asked = [warning for warning in plan.warnings if "tre decimaler" in warning]
    assert [told in warning for warning in asked] == ([True] if told else [])


SURVEY = [
    ["Fråga", "Område", "År", "Andel"],
    ["Otrygg", "Bäckby", "2024", "31"],
    ["Otrygg", "Råby", "2024", ".."],
]


@pytest.mark.parametrize("sources", [("", "Trygghetsmätningen"), ("Trygghetsmätningen", "")])
def test_a_source_that_is_said_only_once_makes_no_second_set_of_figures(
    workspace: Workspace, tmp_path: Path, sources: tuple[str, str]
) -> None:
    path = write_csv(tmp_path / "a.csv", SURVEY)
    for source in sources:
        result = take_in(workspace, path, source=source)
    assert result.added == 0
    assert {m.source for m in workspace.records(Measurement)} == {"Trygghetsmätningen"}
    assert of_one(workspace) == {("Bäckby", "2024"): 31, ("Råby", "2024"): "suppressed"}


def test_other_figures_by_another_source_stay_beside_each_other(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_csv(tmp_path / "a.csv", SURVEY))
    other = [SURVEY[0], ["Otrygg", "Bäckby", "2024", "25"], ["Otrygg", "Råby", "2024", "28"]]
    take_in(workspace, write_csv(tmp_path / "b.csv", other), source="Nationella trygghetsundersökningen")
    assert workspace.count(Measurement) == 4


def test_an_empty_area_beside_its_own_indicator_is_not_the_area_above(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [
        ["Indikator", "Område", "Period", "Värde"],
        ["Otrygg", "Bäckby", "2024", "31"],
        ["Otrygg", "", "2024", "20"],
    ]
    plan = statistics.plan(workspace, write_csv(tmp_path / "a.csv", rows))
    assert [problem.row for problem in plan.problems] == [3]
    assert [each.values["value"] for each in plan.additions if each.kind is Measurement] == [31]


def test_police_events_are_no_statistics(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="police-events"):
        statistics.plan(workspace, write_json(tmp_path / "polisen.json", [police_event()]))


def test_a_sum_over_municipalities_is_not_the_city(workspace: Workspace, tmp_path: Path) -> None:
    rows = [["Kommun", "Antal"], ["Sala", "10"], ["Köping", "20"], ["Totalt", "30"]]
    result = take_in(workspace, write_csv(tmp_path / "a.csv", rows), period="2023", indicator="Rån")
    assert of_one(workspace) == {("Sala", "2023"): 10, ("Köping", "2023"): 20}
    assert len(result.warnings) >= 2


def test_a_sum_over_districts_is_the_whole_city(workspace: Workspace, tmp_path: Path) -> None:
    rows = [["Område", "Antal"], ["Bäckby", "10"], ["Skallberget", "20"], ["Totalt", "120"]]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows), period="2023", indicator="Rån")
    assert of_one(workspace) == {
        ("Bäckby", "2023"): 10,
        ("Gideonsberg-Skallberget", "2023"): 20,
        ("staden", "2023"): 120,
    }


def test_counties_and_the_unknown_are_left_out_and_told(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ["Kommun", "Antal"],
        ["Västmanlands län", "90"],
        ["Sala", "10"],
        ["Köping", "4"],
        ["Okänd kommun", "3"],
    ]
    result = take_in(workspace, write_csv(tmp_path / "a.csv", rows), period="2023", indicator="Rån")
    assert of_one(workspace) == {("Sala", "2023"): 10, ("Köping", "2023"): 4}
    assert any("Västmanlands län, Okänd kommun" in warning for warning in result.warnings)


def test_a_header_that_is_repeated_is_no_row(workspace: Workspace, tmp_path: Path) -> None:
    rows = [["Område", "2023"], ["Bäckby", "3"], ["Område", "2023"], ["Råby", "4"]]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows), indicator="Rån")
    assert of_one(workspace) == {("Bäckby", "2023"): 3, ("Råby", "2023"): 4}


def test_a_long_survey_table_is_question_by_area_by_year(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ["Fråga", "Område", "År", "Andel", "Antal svar"],
        ["Otrygg på kvällen", "Bäckby", "2023", "31,5", "204"],
        ["Otrygg på kvällen", "Hela staden", "2023", "21", "2 104"],
    ]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows, encoding="cp1252"))
    assert figures(workspace) == {
        ("Otrygg på kvällen", "Bäckby", "2023"): 31.5,
        ("Otrygg på kvällen", "staden", "2023"): 21,
    }
    assert {m.n for m in workspace.records(Measurement)} == {204, 2104}
    assert {each.measured for each in workspace.records(Indicator)} == {"share"}


def test_years_as_headings_make_a_figure_for_each_year(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Otrygga sena kvällar (%)"],
        ["Område", 2021, "2022", "helår 2023*", "2021-2022"],
        ["Bäckby", "31,5", "..", "29,0 %", "30"],
        ["Hela staden", "21", "20", "-", ""],
    ]
    take_in(workspace, write_xlsx(tmp_path / "matning.xlsx", rows))
    assert of_one(workspace) == {
        ("Bäckby", "2021"): 31.5,
        ("Bäckby", "2022"): "suppressed",
        ("Bäckby", "2023"): 29,
        ("Bäckby", "2021–2022"): 30,
        ("staden", "2021"): 21,
        ("staden", "2022"): 20,
        ("staden", "2023"): 0,
    }


def test_a_survey_with_merged_years_brings_each_share_with_its_answers(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["Trygghetsmätning i Västerås"],
        ["Fråga", "Område", "2021", None, "2023", None],
        [None, None, "Andel", "n", "Andel", "n"],
        ["Otrygg utomhus på kvällen", "Bäckby", 31.5, 204, 29.1, 188],
        [None, "Råby", 24, "n=97", 25.5, "(1 102)"],
        ["Utsatt för brott", "Bäckby", 12, 204, "..", 8],
    ]
    take_in(workspace, write_xlsx(tmp_path / "matning.xlsx", rows))
    assert figures(workspace)["Otrygg utomhus på kvällen", "Råby", "2023"] == 25.5
    ns = {(m.value, m.mark, m.n) for m in workspace.records(Measurement)}
    assert (24, None, 97) in ns and (25.5, None, 1102) in ns and (None, "suppressed", 8) in ns
    assert {each.unit for each in workspace.records(Indicator)} == {"procent"}
    assert {m.source for m in workspace.records(Measurement)} == {"Trygghetsmätning i Västerås"}


def test_districts_may_stand_across(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ["Fråga", "Bäckby", "Råby", "Hela staden"],
        ["Otrygga", "31", "24", "20"],
        ["Utsatta", "12", "9", "10"],
    ]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows), period="2025", source="Trygghetsmätningen")
    assert figures(workspace)["Otrygga", "Råby", "2025"] == 24
    assert figures(workspace)["Utsatta", "staden", "2025"] == 10


def test_questions_may_stand_as_headings_between_the_rows(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ["Område", "2023", "2024"],
        ["Otrygga på kvällen", "", ""],
        ["Bäckby", "31", "30"],
        ["Nedskräpning", "", ""],
        ["Bäckby", "50", "48"],
    ]
    take_in(workspace, write_csv(tmp_path / "a.csv", rows))
    assert figures(workspace)["Otrygga på kvällen", "Bäckby", "2024"] == 30
    assert figures(workspace)["Nedskräpning", "Bäckby", "2023"] == 50


def test_kolada_has_its_own_meaning_of_a_dash(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ["kpi", "municipality", "period", "gender", "value"],
        ["N07403", "1980", "2022", "T", "11 534,5"],
        ["N07403", "1980", "2023", "K", "9,5"],
        ["N07403", "1981", "2022", "T", "-"],
        ["N07403", "0000", "2022", "T", ".."],
    ]
    take_in(workspace, write_csv(tmp_path / "kolada.csv", rows))
    assert figures(workspace) == {
        ("N07403", "staden", "2022"): 11534.5,
        ("N07403 (kvinnor)", "staden", "2023"): 9.5,
        ("N07403", "Sala", "2022"): "missing",
        ("N07403", "Riket", "2022"): "suppressed",
    }
    assert {m.source for m in workspace.records(Measurement)} == {"Kolada"}


def test_kolada_in_json_is_the_same(workspace: Workspace, tmp_path: Path) -> None:
    content = {
        "values": [
            {"kpi": "N07403", "municipality": "1980", "period": 2022,
             "values": [{"count": 1, "gender": "T", "status": "", "value": 11534.5},
                        {"count": 1, "gender": "M", "status": "", "value": None}]},
        ]
    }  # fmt: skip
    take_in(workspace, write_json(tmp_path / "kolada.json", content))
    assert figures(workspace) == {("N07403", "staden", "2022"): 11534.5}


def test_a_share_that_excel_shows_as_per_cent_is_read_as_people_see_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([None, 2023], ["Bäckby", 0.125]):
        sheet.append(row)
    sheet["B2"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    take_in(workspace, tmp_path / "a.xlsx", indicator="Otrygga")
    assert of_one(workspace) == {("Bäckby", "2023"): 12.5}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_however_it_is_written(workspace: Workspace, tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["Område", "År", "Värde"], ["Öster Mälarstrand-Hamre-Talltorp", "2023", "1\u00a0234,5"]]
    path = write_csv(tmp_path / "a.csv", rows, separator=separator, encoding=encoding)
    take_in(workspace, path, indicator="Rån")
    assert of_one(workspace) == {("Öster Mälarstrand-Hamre-Talltorp", "2023"): 1234.5}


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ([["Område", "2023"], ["Bäckby", "3"], ["Bäckby", "4"]], 3, "2023"),
        ([["Område", "2023"], ["Bäckby", "cirka tio"]], 2, "2023"),
        ([["Område", "2023"], ["Atlantis", "3"]], 2, "Område"),
        ([["Område", "År", "Värde"], ["Bäckby", "i fjol", "3"]], 2, "År"),
    ],
)
def test_what_cant_be_taken_is_told_by_row_and_column(
    workspace: Workspace, tmp_path: Path, rows: Sequence[Sequence[str]], row: int, column: str
) -> None:
    plan = statistics.plan(workspace, write_csv(tmp_path / "a.csv", rows), indicator="Rån")
    assert [(problem.row, problem.column) for problem in plan.problems] == [(row, column)]
    with pytest.raises(UserError):
        importing.apply(workspace, plan)
    assert workspace.count(Measurement) == 0


def test_the_users_mapping_is_remembered_for_such_files(workspace: Workspace, tmp_path: Path) -> None:
    header = ["Var", "Folkmängd", "Resultat"]
    first = write_csv(tmp_path / "a.csv", [header, ["Bäckby", "9415", "31"]])
    wishes = {"indicator": "Otrygga", "period": "2023"}
    take_in(workspace, first, mapping={"Folkmängd": "nothing", "var": "area"}, **wishes)
    second = write_csv(tmp_path / "b.csv", [header, ["Råby", "6000", "24"]])
    take_in(workspace, second, **wishes)
    assert figures(workspace) == {("Otrygga", "Bäckby", "2023"): 31, ("Otrygga", "Råby", "2023"): 24}


def test_a_period_that_cant_be_read_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        statistics.plan(workspace, write_csv(tmp_path / "bra.csv", BRA), period="häromåret")
    assert refused.value.id == "bad-period"


def test_figures_taken_in_without_a_period_are_completed_and_no_doubles_are_left(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "bra.csv", BRA)
    take_in(workspace, path)
    [noted] = [m for m in workspace.records(Measurement) if m.value == 18412]
    with workspace.transaction("Write a note") as tx:
        tx.change(noted.id, notes="Kontrollerad mot Brås webb.")
    result = take_in(workspace, path, period="2023")
    assert (result.added, result.updated, result.skipped) == (0, 8, 0)
    assert any("8" in warning and "period" in warning for warning in result.warnings)
    kept = workspace.records(Measurement)
    assert (len(kept), {m.period for m in kept}) == (8, {"2023"})
    [completed] = [m for m in kept if m.value == 18412]
    assert completed.id is not None and completed.notes == "Kontrollerad mot Brås webb."
    assert {"period", "notes"} <= {entry.field for entry in workspace.history(completed.id)}
    again = take_in(workspace, path, period="2023")
    assert (again.added, again.updated, again.skipped) == (0, 0, 8)


def test_completing_is_undone_in_one_step(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "bra.csv", BRA)
    take_in(workspace, path)
    before = figures(workspace)
    take_in(workspace, path, period="2023")
    workspace.undo()
    assert figures(workspace) == before


def test_a_correction_completes_figures_too(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_csv(tmp_path / "bra.csv", BRA))
    corrected = [*BRA[:3], ["Norberg", "512", ".."], ["Skinnskatteberg", "..", "-"]]
    take_in(workspace, write_csv(tmp_path / "slutlig.csv", corrected), period="2023")
    kept = of_kind(workspace, "Anmälda brott")
    assert kept == {"staden": 18412, "Sala": 2001, "Norberg": 512, "Skinnskatteberg": "suppressed"}
    norberg = next(m for m in workspace.records(Measurement) if m.value == 512)
    assert norberg.mark is None
    assert workspace.count(Measurement) == 8


def test_figures_without_a_period_are_not_taken_for_those_of_another_year(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_csv(tmp_path / "bra.csv", BRA))
    other = [
        BRA[0],
        ["Västerås", "17 900", "11 300"],
        ["Sala", "1 900", "8 200"],
        ["Norberg", "480", "8 800"],
    ]
    result = take_in(workspace, write_csv(tmp_path / "2022.csv", other), period="2022")
    assert (result.added, result.updated) == (6, 0)
    assert sum(m.period is None for m in workspace.records(Measurement)) == 8


def test_a_file_without_its_period_is_known_by_its_figures(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "bra.csv", BRA)
    take_in(workspace, path, period="2023")
    again = take_in(workspace, path)
    assert (again.added, again.updated, again.skipped) == (0, 0, 8)
    assert any("2023" in warning for warning in again.warnings)
    assert not any("Which period" in warning for warning in again.warnings)


def test_looking_through_a_long_table_tells_how_far_it_has_come_and_can_be_broken_off(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [["Fråga", "Område", "År", "Andel (%)"]]
    rows += [[f"Fråga {n // 16}", "Bäckby", str(2010 + n % 16), str(n % 100)] for n in range(1200)]
    path = write_csv(tmp_path / "lang.csv", rows)
    steps: list[tuple[int, int]] = []
    statistics.plan(workspace, path, progress=lambda done, total: steps.append((done, total)))
    assert len({total for _done, total in steps}) == 1
    assert [done for done, _total in steps] == sorted({done for done, _total in steps})
    assert steps[-1][0] <= steps[-1][1]

    def broken_off(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        statistics.plan(workspace, path, progress=broken_off)

"""Trends, the law's clock and the chain on the command line, from a file of figures to what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.formats.files import write_csv


@pytest.fixture
def survey(trygg: Call, tmp_path: Path) -> str:
    """A survey of two years, taken in."""
    rows = [
        ["Trygghetsmätning (%)"],
        ["Fråga", "Område", "2022", "2023", "n 2022", "n 2023"],
        ["Otrygga på kvällen", "Bäckby", "30", "24", "204", "188"],
        ["Otrygga på kvällen", "Råby", "24", "..", "25", "8"],
        ["Otrygga på kvällen", "Hela staden", "20", "19,5", "2104", "2088"],
    ]
    trygg("import", "statistics", write_csv(tmp_path / "matning.csv", rows))
    return "Otrygga på kvällen"


def test_a_trend_is_compared_and_carries_its_n(trygg: Call, survey: str) -> None:
    told = trygg("trend", survey, "--district", "Bäckby").data
    [series] = told["series"]
    assert [(point["value"], point["n"]) for point in series["points"]] == [(30, 204), (24, 188)]
    before, city = series["comparisons"]
    assert (before["against"], before["difference"], before["percent"]) == ("previous", -6, -20)
    assert (city["against"], city["difference"]) == ("city", 4.5)


def test_shares_differ_by_points_and_the_other_area_is_named(call: Call, trygg: Call, file: Path) -> None:
    place = trygg("add", "district", "name=Norr").data["id"]
    shares = trygg("add", "indicator", "name=Otrygga", "measured=share").data["id"]
    for year, here, there in ((2024, 30, 40), (2025, 24, 42)):
        for district, value in ((place, here), ("Bäckby", there)):
            words = f"district={district}", f"period={year}", f"value={value}", "n=200"
            trygg("add", "measurement", f"indicator={shares}", *words)
    shown = call("trend", "Otrygga", "--district", "Norr", "--against", "Bäckby", "--workspace", file).out
    assert "-6 procentenheter mot perioden före" in shown
    assert "-18 procentenheter mot Bäckby" in shown
    assert "20 %" not in shown


def test_figures_of_longer_periods_are_told_of_and_shown_when_asked_for(
    call: Call, trygg: Call, file: Path
) -> None:
    thefts = trygg("add", "indicator", "name=Stölder", "measured=count").data["id"]
    for period, value in (("kv 1 2025", 30), ("kv 2 2025", 40), ("2025", 150)):
        trygg("add", "measurement", f"indicator={thefts}", f"period={period}", f"value={value}")
    shown = call("trend", "Stölder", "--workspace", file).out
    assert "150" not in shown
    assert "--grain year" in shown
    assert "150" in call("trend", "Stölder", "--grain", "year", "--workspace", file).out
    assert trygg("trend", "Stölder").data["grains"] == ["quarter", "year"]


def test_figures_without_a_period_are_counted_where_the_trend_cannot_show_them(
    call: Call, trygg: Call, file: Path, tmp_path: Path
) -> None:
    trygg("add", "indicator", "name=Stölder", "measured=count")
    assert "inga siffror än" in call("trend", "Stölder", "--workspace", file).out
    rows = [["Indikator", "Område", "Värde"], ["Stölder", "Bäckby", "30"], ["Stölder", "Råby", "12"]]
    trygg("import", "statistics", write_csv(tmp_path / "odaterat.csv", rows))
    shown = call("trend", "Stölder", "--workspace", file).out
    assert "2 siffror saknar period" in shown
    assert "inga siffror" not in shown
    assert trygg("trend", "Stölder").data["undated"] == 2


def test_a_suppressed_figure_is_told_as_such(trygg: Call, survey: str) -> None:
    [series] = trygg("trend", survey, "--district", "Råby").data["series"]
    assert [(point["value"], point["mark"]) for point in series["points"]] == [(24, ""), (None, "suppressed")]


def test_statistics_without_a_period_are_taken_in_and_asked_about(trygg: Call, tmp_path: Path) -> None:
    rows = [["Kommun", "Antal (prel.)", "Per 100 000 inv. (prel.)"], ["Västerås", "18 412", "11 534,5"]]
    path = write_csv(tmp_path / "bra.csv", rows)
    told = trygg("import", "statistics", path).data
    assert (told["added"], told["problems"]) == (2, [])
    assert any("period" in warning for warning in told["warnings"])
    dated = trygg("import", "statistics", path, "--period", "2023", "--source", "Brå").data
    assert (dated["added"], dated["updated"]) == (0, 2)
    assert trygg("list", "measurement", "--where", "period=").data == []
    assert trygg("import", "statistics", path, "--period", "helår 2023", "--source", "Brå").data["added"] == 0


def test_the_law_is_told_section_by_section(trygg: Call) -> None:
    picture = trygg(
        "add", "situation-picture", "title=Lägesbild 2025", "survey=a", "other_information=b", "analysis=c",
        "decided_at=2025-03-14 13:00",
    ).data["id"]  # fmt: skip
    trygg("add", "measure", "title=Ny belysning", "stage=ongoing")
    told = {each["section"]: each for each in trygg("law", "--on", "2026-11-22").data}
    assert set(told["6"]) == {"section", "title", "status", "due", "evidence"}
    assert (told["4"]["status"], told["4"]["evidence"]) == ("met", [picture])
    assert (told["6"]["status"], told["6"]["due"]) == ("soon", "2027-03-14")


def test_the_chain_tells_where_it_is_broken(trygg: Call) -> None:
    problem = trygg("add", "problem", "title=Oro vid stationen", "number=1").data["id"]
    cause = trygg("add", "cause", "title=Mörkt", f"problem={problem}").data["id"]
    measure = trygg("add", "measure", "title=Lampor", f"cause={cause}", "districts=Bäckby").data["id"]
    [chain] = trygg("chain", "--on", "2026-11-22").data
    [path] = chain["paths"]
    assert (chain["problem"], path["cause"], path["measure"], path["decision"]) == (
        problem,
        cause,
        measure,
        None,
    )
    assert [gap["missing"] for gap in chain["broken"]] == ["decision"]
    decision = trygg("add", "decision", "title=Lampor").data["id"]
    trygg("set", measure, f"decision={decision}")
    assert trygg("chain", "--broken", "--on", "2026-11-22").data == []


def test_coverage_tells_where_it_is_worst_and_whether_we_are_there(trygg: Call) -> None:
    for place, severity in (("Bäckby", "grave"), ("Råby", "minor")):
        weight = (f"severity={severity}", "extent=widespread", "trend=rising")
        trygg("add", "problem", f"title=Oro i {place}", f"districts={place}", *weight)
    measure = trygg("add", "measure", "title=Lampor", "districts=Råby", "stage=ongoing").data["id"]
    trygg("add", "presence-session", "text=Kväll", "district=Råby", "started=2026-11-20 18:00")
    worst, second, *_rest = trygg("coverage", "--worst", "--on", "2026-11-22").data
    assert (worst["name"], worst["weight"], worst["unanswered"], worst["sessions"]) == ("Bäckby", 27, True, 0)
    assert (second["name"], second["measures"], second["sessions"]) == ("Råby", [measure], 1)
    longest = trygg("coverage", "--on", "2026-11-22").data
    assert [each["name"] for each in longest][-1] == "Råby"


def test_what_is_due_holds_the_councils_year(trygg: Call) -> None:
    promise = ("citizen_promise=yes", "promised_on=2026-06-01")
    measure = trygg("add", "measure", "title=Fotpatrull", "follow_up_on=2026-11-20", *promise).data["id"]
    trygg("add", "measure", "title=Prov", "pilot=yes", "judged_on=2026-11-25")
    told = trygg("due", "--on", "2026-11-22", "--until", "2026-12-06").data
    assert [(each["on"], each["what"], each["days_late"]) for each in told] == [
        ("2026-11-20", "Åtgärd att följa upp", 2),
        ("2026-11-25", "Prövning att bedöma", 0),
        ("2026-12-01", "Medborgarlöfte att gå igenom", 0),
    ]
    assert {each["id"] for each in told} >= {measure}


def test_the_year_goes_out_as_a_calendar(trygg: Call, tmp_path: Path) -> None:
    trygg("add", "meeting", "title=Råd", "held_on=2026-12-03", "report_due=2026-12-17")
    file = tmp_path / "året.ics"
    trygg("export", "all", str(file))
    assert file.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2
    again = trygg("import", "calendar", str(file)).data
    assert (again["added"], again["updated"], again["skipped"]) == (0, 0, 2)


def test_a_signature_under_an_earlier_wording_is_told_beside_the_status(
    call: Call, trygg: Call, file: Path
) -> None:
    picture = trygg("add", "situation-picture", "title=Lägesbild 2026", "period=2026", "survey=a").data["id"]
    assert "Lägesbild 2026: Godkänd av kommunen\n" in call("sign", picture, "--workspace", file).out
    trygg("set", picture, "survey=b")
    shown = call("sign", picture, "--preview", "--workspace", file).out
    assert "Lägesbild 2026: Godkänd av kommunen, gäller tidigare lydelse\n" in shown

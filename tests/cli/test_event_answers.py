"""Police events counted on the command line: what nobody could place is told beside what could."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.formats.files import write_json
from trygg_desktop import cli


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli._COMMANDS, "event-counts", "event_answers")


@pytest.fixture
def events(trygg: Call, tmp_path: Path) -> None:
    """Three events of a winter, one of which names a district."""
    told = [
        (1, "2026-01-20 7:26:45 +01:00", "Brand", "Det brinner i en container på Bäckby."),
        (2, "2026-01-31 23:30:00 +01:00", "Brand", "Rök i trapphus."),
        (3, "2026-02-01 00:10:00 +01:00", "Rån", "En person har anmält ett rån."),
    ]
    path = write_json(
        tmp_path / "handelser.json",
        [
            {"id": id, "datetime": at, "name": f"{kind}, Västerås", "summary": words, "url": "", "type": kind,
             "location": {"name": "Västerås", "gps": "59.6,16.5"}}
            for id, at, kind, words in told
        ],
    )  # fmt: skip
    trygg("import", "events", path)


def test_events_are_counted_by_swedish_months(trygg: Call, events: None) -> None:
    told = trygg("event-counts", "--from", "2026-01-01", "--to", "2026-03-31").data
    assert (told["total"], told["unplaced"], told["proposed"]) == (3, 2, 1)
    months = {
        (each["type"], each["from"]): each["number"] for each in told["counts"] if each["district"] is None
    }
    assert months == {("Brand", "2026-01-01"): 1, ("Rån", "2026-02-01"): 1}


def test_a_proposed_district_may_count_as_none(trygg: Call, events: None) -> None:
    told = trygg("event-counts", "--from", "2026-01-01", "--to", "2026-03-31", "--confirmed").data
    assert (told["unplaced"], told["share_unplaced"]) == (3, 1)


def test_before_and_after_a_measure_is_told_with_the_share_that_nobody_could_place(
    trygg: Call, events: None
) -> None:
    measure = trygg("add", "measure", "title=Lampor", "districts=Bäckby", "from_on=2026-02-01").data["id"]
    told = trygg("effect", measure, "--beside", "Råby").data
    assert (told["counted"], told["beside"], told["few"]) == ([1, 0], [0, 0], True)
    assert told["after"]["from"] == "2026-02-01"
    new = trygg("add", "measure", "title=Ny").data["id"]
    assert trygg("effect", new).data == {"before": None, "after": None}


def test_before_and_after_a_measure_is_told_of_an_indicator_that_counts(trygg: Call) -> None:
    trygg("add", "indicator", "name=Klotter", "measured=count")
    for year, value in (("2023", 40), ("2025", 30)):
        trygg(
            "add", "measurement", "indicator=Klotter", "district=Bäckby", f"period={year}", f"value={value}"
        )
    measure = trygg("add", "measure", "title=Lampor", "districts=Bäckby", "from_on=2024-05-02").data["id"]
    told = trygg("effect", measure, "--indicator", "Klotter").data
    assert (told["counted"], told["before"]["to"], told["after"]["from"]) == (
        [40, 30],
        "2023-12-31",
        "2025-01-01",
    )
    assert trygg("effect", measure, "--indicator", "Klotter", "--type", "Brand").code == 2


def test_in_a_district_the_share_is_still_of_all(trygg: Call, events: None) -> None:
    told = trygg("event-counts", "--from", "2026-01-01", "--to", "2026-03-31", "--district", "Bäckby").data
    assert [each["number"] for each in told["counts"]] == [1]
    assert told["share_unplaced"] == pytest.approx(2 / 3)

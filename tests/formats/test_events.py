"""Police events: all of them, once each, with a district only where the words say so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.formats.files import police_event, write_json
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.events import Event
from trygg_desktop.errors import UserError
from trygg_desktop.formats import events, importing
from trygg_desktop.formats.events import read_moment
from trygg_desktop.formats.importing import ImportResult
from trygg_desktop.workspace import Workspace

REAL = Path(__file__).parents[3] / "shared" / "data" / "polisen-handelser-vasteras-2023-2024.json"


def take_in(workspace: Workspace, folder: Path, *published: Any) -> ImportResult:
    """Imports events as the police would have published them."""
    path = write_json(folder / "handelser.json", list(published))
    return importing.apply(workspace, events.plan(workspace, path))


def district(workspace: Workspace, name: str) -> UUID:
    """The id of a district."""
    return next(id for id, found in workspace.rows(District, ["name"]) if found == name)


def test_an_event_arrives_whole(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, police_event(7, summary="Brand på Bäckby."))
    [event] = workspace.records(Event)
    assert (event.name, event.event_type) == ("20 januari 16:13, Brand, Västerås", "Brand")
    assert (event.source_id, event.place) == ("7", "Västerås")
    assert event.url == "https://polisen.se/aktuellt/handelser/2026/januari/20/brand/"
    assert event.happened == datetime(2026, 1, 20, 16, 26, 45, tzinfo=UTC)
    assert event.district == district(workspace, "Bäckby")
    assert not event.district_confirmed


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("2026-01-20 7:26:45 +01:00", 6, 26),
        ("2026-01-20 07:26:45 +01:00", 6, 26),
        ("2026-01-20T07:26:45Z", 7, 26),
        ("2026-01-20 7:26", 6, 26),
        ("2026-07-20 7:26", 5, 26),
        ("2026-01-20 07:26:45.123 -02:30", 9, 56),
    ],
)
def test_times_are_read_however_they_are_written(written: str, hour: int, minute: int) -> None:
    moment = read_moment(written)
    assert moment is not None
    assert (moment.hour, moment.minute) == (hour, minute)


@pytest.mark.parametrize(
    "written", ["2026-13-20 7:26:45 +01:00", "2026-01-20", "igår", "", None, 5, "2026-01-20 25:00"]
)
def test_what_is_no_time_is_not_taken_for_one(written: Any) -> None:
    assert read_moment(written) is None


def test_the_same_events_again_add_none(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, police_event(1), police_event(2))
    again = take_in(workspace, tmp_path, police_event(1), police_event(2))
    assert (again.added, again.updated, again.skipped) == (0, 0, 2)


def test_an_event_published_again_with_other_words_is_updated(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, police_event(1))
    result = take_in(workspace, tmp_path, police_event(1, summary="Branden på Råby är släckt."))
    assert (result.added, result.updated) == (0, 1)
    [event] = workspace.records(Event)
    assert event.summary == "Branden på Råby är släckt."
    assert event.district == district(workspace, "Råby")


def test_of_two_versions_in_one_file_the_later_counts(workspace: Workspace, tmp_path: Path) -> None:
    later = police_event(1, datetime="2026-01-21 9:00:00 +01:00", summary="Ny text.")
    assert take_in(workspace, tmp_path, later, police_event(1)).added == 1
    assert workspace.records(Event)[0].summary == "Ny text."


def test_a_confirmed_district_is_never_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, police_event(1, summary="Brand på Bäckby."))
    [event] = workspace.records(Event)
    vallby = district(workspace, "Vallby")
    with workspace.transaction("Confirm") as tx:
        assert event.id is not None
        tx.change(event.id, district=vallby, district_confirmed=True)
    take_in(workspace, tmp_path, police_event(1, summary="Brand på Råby."))
    assert workspace.records(Event)[0].district == vallby


def test_a_county_or_another_municipality_is_kept_as_the_place(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, police_event(1, location={"name": "Västmanlands län", "gps": "59.67,16.21"}))
    [event] = workspace.records(Event)
    assert (event.place, event.district) == ("Västmanlands län", None)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"id": None}, "id"),
        ({"id": ""}, "id"),
        ({"datetime": "snart"}, "datetime"),
        ({"datetime": None}, "datetime"),
        ({"summary": ["inte", "text"]}, "summary"),
        ({"location": "Västerås"}, "location"),
    ],
)
def test_a_bad_event_is_a_problem_with_its_place_and_key(
    workspace: Workspace, tmp_path: Path, changes: dict[str, Any], column: str
) -> None:
    path = write_json(tmp_path / "handelser.json", [police_event(1), police_event(2) | changes])
    plan = events.plan(workspace, path)
    assert [(problem.row, problem.column) for problem in plan.problems] == [(2, column)]
    with pytest.raises(UserError) as raised:
        importing.apply(workspace, plan)
    assert (raised.value.row, raised.value.column) == (2, column)
    assert workspace.count(Event) == 0


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"", "empty-file"),
        (b'[{"id": 1, "datetime"', "truncated-file"),
        (b'[{"id": 1, "name": "Br', "truncated-file"),
        (b'[{"id" 1}]                          ', "bad-json"),
        (b'"hej"', "no-events"),
        (b'{"fel": 1}', "no-events"),
        (b"\x89PNG\r\n\x1a\n\x00", "not-text"),
    ],
)
def test_a_file_that_is_no_list_of_events_is_refused(
    workspace: Workspace, tmp_path: Path, content: bytes, id: str
) -> None:
    path = tmp_path / "handelser.json"
    path.write_bytes(content)
    with pytest.raises(UserError, match=id) as raised:
        events.plan(workspace, path)
    assert raised.value.file == "handelser.json"


def two_years(folder: Path) -> Path:
    """Two years as the police published them, or as many events of our own where that file is not at hand."""
    if REAL.is_file():
        return REAL
    words = ["Larm om brand.", "Brand på Bäckby.", *["Någon har kört för fort."] * 8]
    several = [
        police_event(id, summary=words[id % 10], datetime="2026-01-20 7:26:45 +01:00") for id in range(577)
    ]
    return write_json(folder / "handelser.json", several)


def test_two_published_years_are_all_taken_once(workspace: Workspace, tmp_path: Path) -> None:
    path = two_years(tmp_path)
    result = importing.apply(workspace, events.plan(workspace, path))
    assert (result.added, len(result.problems)) == (577, 0)
    again = importing.apply(workspace, events.plan(workspace, path))
    assert (again.added, again.updated, again.skipped) == (0, 0, 577)
    placed = [id for (_event, id) in workspace.rows(Event, ["district"]) if id]
    assert 50 <= len(placed) <= 65

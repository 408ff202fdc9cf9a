"""Calendars: meetings come in once, follow the calendar when it changes, and keep what was edited here."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.support import new_workspace
from trygg_desktop.domain.council import Decision, Meeting
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Agreement
from trygg_desktop.errors import UserError
from trygg_desktop.formats import calendar, importing
from trygg_desktop.formats.exporting import export
from trygg_desktop.formats.importing import ImportResult
from trygg_desktop.workspace import Workspace

EVENT = """BEGIN:VEVENT
UID:abc-1
SUMMARY:Rådsmöte i juni
DTSTART;TZID=Europe/Stockholm:20260603T130000
DTEND;TZID=Europe/Stockholm:20260603T150000
LOCATION:Stadshuset\\, plan 2
DESCRIPTION:Första raden\\nAndra raden
END:VEVENT
"""


def take_in(workspace: Workspace, folder: Path, *events: str) -> ImportResult:
    """Imports a calendar of these events."""
    return importing.apply(workspace, calendar.plan(workspace, write(folder, *events)))


def write(folder: Path, *events: str) -> Path:
    """A calendar file."""
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Prov//\n" + "".join(events) + "END:VCALENDAR\n"
    path = folder / "möten.ics"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return path


def test_a_meeting_arrives_whole(workspace: Workspace, tmp_path: Path) -> None:
    assert take_in(workspace, tmp_path, EVENT).added == 1
    [meeting] = workspace.records(Meeting)
    assert (meeting.title, meeting.place) == ("Rådsmöte i juni", "Stadshuset, plan 2")
    assert (meeting.held_on, meeting.starts) == (date(2026, 6, 3), datetime(2026, 6, 3, 11, 0, tzinfo=UTC))
    assert meeting.ends == datetime(2026, 6, 3, 13, 0, tzinfo=UTC)
    assert meeting.notes == "Första raden\nAndra raden"


def test_the_same_calendar_twice_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, EVENT)
    again = take_in(workspace, tmp_path, EVENT)
    assert (again.added, again.updated, again.skipped) == (0, 0, 1)


def test_a_meeting_that_was_moved_in_the_calendar_is_moved(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, tmp_path, EVENT)
    assert take_in(workspace, tmp_path, EVENT.replace("20260603T13", "20260603T14")).updated == 1
    assert workspace.records(Meeting)[0].starts == datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def test_what_was_edited_here_stays_while_the_calendar_says_the_same(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, tmp_path, EVENT)
    [meeting] = workspace.records(Meeting)
    with workspace.transaction("Edit") as tx:
        assert meeting.id is not None
        tx.change(meeting.id, title="Extra rådsmöte")
    assert take_in(workspace, tmp_path, EVENT).updated == 0
    assert workspace.records(Meeting)[0].title == "Extra rådsmöte"


def test_both_laptops_give_an_event_the_same_id(workspace: Workspace, tmp_path: Path) -> None:
    [first] = calendar.plan(workspace, write(tmp_path, EVENT)).additions
    [second] = calendar.plan(workspace, write(tmp_path, EVENT)).additions
    assert first.id == second.id


@pytest.mark.parametrize(
    ("times", "held_on", "starts"),
    [
        ("DTSTART;VALUE=DATE:20260603\n", date(2026, 6, 3), None),
        ("DTSTART:20260603T110000Z\n", date(2026, 6, 3), datetime(2026, 6, 3, 11, tzinfo=UTC)),
        ("DTSTART:20260603T130000\nDURATION:PT1H\n", date(2026, 6, 3), datetime(2026, 6, 3, 11, tzinfo=UTC)),
        (
            "DTSTART;TZID=W. Europe Standard Time:20260603T130000\n",
            date(2026, 6, 3),
            datetime(2026, 6, 3, 11, tzinfo=UTC),
        ),
    ],
)
def test_times_are_understood_however_they_are_given(
    workspace: Workspace, tmp_path: Path, times: str, held_on: date, starts: datetime | None
) -> None:
    take_in(workspace, tmp_path, f"BEGIN:VEVENT\nUID:x\nSUMMARY:Möte\n{times}END:VEVENT\n")
    [meeting] = workspace.records(Meeting)
    assert (meeting.held_on, meeting.starts) == (held_on, starts)


def test_a_repeating_event_is_taken_once_with_a_warning(workspace: Workspace, tmp_path: Path) -> None:
    result = take_in(workspace, tmp_path, EVENT.replace("END:VEVENT", "RRULE:FREQ=WEEKLY\nEND:VEVENT"))
    assert (result.added, len(result.warnings)) == (1, 1)


def test_a_cancelled_event_is_not_made_but_cancels_one_that_is_here(
    workspace: Workspace, tmp_path: Path
) -> None:
    cancelled = EVENT.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT")
    assert take_in(workspace, tmp_path, cancelled).added == 0
    take_in(workspace, tmp_path, EVENT)
    assert take_in(workspace, tmp_path, cancelled).updated == 1
    assert workspace.records(Meeting)[0].status == "cancelled"


def test_an_event_without_title_or_start_is_a_problem_with_its_line(
    workspace: Workspace, tmp_path: Path
) -> None:
    nameless = "BEGIN:VEVENT\nUID:y\nDTSTART:20260603T110000Z\nEND:VEVENT\n"
    timeless = "BEGIN:VEVENT\nUID:z\nSUMMARY:Möte\nEND:VEVENT\n"
    plan = calendar.plan(workspace, write(tmp_path, EVENT, nameless, timeless))
    assert [(each.row, each.column) for each in plan.problems] == [(12, "SUMMARY"), (16, "DTSTART")]


@pytest.mark.parametrize(
    ("text", "id"), [("hej", "no-calendar"), ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMM", "truncated-file")]
)
def test_a_file_that_is_no_calendar_is_refused(
    workspace: Workspace, tmp_path: Path, text: str, id: str
) -> None:
    path = tmp_path / "a.ics"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=id):
        calendar.plan(workspace, path)


def _exported(workspace: Workspace, folder: Path) -> Path:
    export(workspace, Meeting, folder / "ut.ics")
    return folder / "ut.ics"


def _planned(workspace: Workspace) -> None:
    with workspace.transaction("Prov") as tx:
        tx.create(
            Meeting,
            title="Rådsmöte",
            starts=datetime(2026, 6, 3, 11, 0, tzinfo=UTC),
            held_on=date(2026, 6, 3),
            introduction="Välkomna.",
            status="called",
        )


def test_our_own_calendar_changes_nothing_when_it_comes_back(workspace: Workspace, tmp_path: Path) -> None:
    _planned(workspace)
    plan = calendar.plan(workspace, _exported(workspace, tmp_path))
    assert (plan.additions, plan.updates, plan.skipped) == ((), (), 1)


def test_an_end_that_we_guessed_stays_a_guess_after_another_calendar(
    workspace: Workspace, tmp_path: Path
) -> None:
    _planned(workspace)
    path = _exported(workspace, tmp_path)
    path.write_bytes(b"\r\n".join(line for line in path.read_bytes().splitlines() if b"X-TRYGG" not in line))
    assert calendar.plan(workspace, path).updates == ()


def test_a_meeting_comes_into_another_workspace_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    _planned(workspace)
    path = _exported(workspace, tmp_path)
    other = tmp_path / "annan"
    other.mkdir()
    with new_workspace(other) as second:
        importing.apply(second, calendar.plan(second, path))
        [meeting] = second.records(Meeting)
        assert (meeting.ends, meeting.introduction, meeting.notes) == (None, "Välkomna.", None)
        assert meeting.status == "called"


def test_the_time_zone_is_written_as_a_rule_that_outlook_reads(workspace: Workspace, tmp_path: Path) -> None:
    _planned(workspace)
    written = _exported(workspace, tmp_path).read_text(encoding="utf-8")
    assert written.count("RRULE:FREQ=YEARLY;BYDAY=-1SU") == 2
    assert "RDATE" not in written
    [event] = Calendar.from_ical(written).walk("VEVENT")
    assert event.decoded("DTSTART").utcoffset() == timedelta(hours=2)


def _year(workspace: Workspace) -> None:
    """A meeting to be reported on, a promise, an agreement, a decision that is done, and the law's two years."""
    with workspace.transaction("Prov") as tx:
        tx.create(
            Meeting, title="Rådsmöte", held_on=date(2026, 6, 3), report_due=date(2026, 6, 17), status="held"
        )
        tx.create(
            Measure, title="Fotpatrull", citizen_promise=True, promise_review_on=date(2026, 12, 3),
            to_on=date(2027, 6, 30), stage="ongoing",
        )  # fmt: skip
        tx.create(
            Agreement, title="Hemligt avtal", runs_out_on=date(2026, 11, 30), protection="protected",
            ground="OSL 18:2",
        )  # fmt: skip
        tx.create(Decision, title="Gjort", due=date(2026, 9, 1), status="done")
        tx.create(
            SituationPicture, title="Lägesbild", survey="x", decided_at=datetime(2026, 2, 5, tzinfo=UTC)
        )


def _written_year(workspace: Workspace, folder: Path, audience: Audience | None = None) -> Path:
    path = folder / "året.ics"
    export(workspace, "all", path, audience=audience)
    return path


def _events(path: Path) -> dict[date, str]:
    """The events of a file by day, as another program reads them."""
    read = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {each.decoded("DTSTART"): str(each["SUMMARY"]) for each in read}


def test_the_councils_year_is_read_back_from_its_calendar(workspace: Workspace, tmp_path: Path) -> None:
    _year(workspace)
    assert _events(_written_year(workspace, tmp_path)) == {
        date(2026, 6, 3): "Rådsmöte",
        date(2026, 6, 17): "Rapport: Till kommunstyrelsen om Rådsmöte",
        date(2026, 12, 3): "Genomgång av löfte: Fotpatrull",
        date(2027, 6, 3): "Genomgång av löfte: Fotpatrull",
        date(2026, 11, 30): "Löper ut: En sekretessmarkerad post",
        date(2028, 2, 5): "Lagens två år: Åtgärdsplanen ska vara uppföljd (6 §)",
    }


def test_the_year_does_not_double_when_it_comes_back(workspace: Workspace, tmp_path: Path) -> None:
    _year(workspace)
    path = _written_year(workspace, tmp_path)
    plan = calendar.plan(workspace, path)
    assert (plan.additions, plan.updates, plan.skipped) == ((), (), 7)
    other = tmp_path / "annan"
    other.mkdir()
    with new_workspace(other) as second:
        assert [each.kind for each in calendar.plan(second, path).additions] == [Meeting]


def test_an_audience_gets_only_its_part_of_the_year(workspace: Workspace, tmp_path: Path) -> None:
    _year(workspace)
    assert date(2026, 11, 30) not in _events(_written_year(workspace, tmp_path, Audience.COUNCIL))


def test_a_review_that_is_put_off_moves_in_the_calendar(workspace: Workspace, tmp_path: Path) -> None:
    _year(workspace)

    def ids() -> set[str]:
        read = Calendar.from_ical(_written_year(workspace, tmp_path).read_bytes())
        return {str(each["UID"]) for each in read.walk("VEVENT") if "Fotpatrull" in str(each["SUMMARY"])}

    before = ids()
    [measure] = workspace.records(Measure)
    with workspace.transaction("Skjut upp") as tx:
        assert measure.id is not None
        tx.change(measure.id, promise_review_on=date(2026, 12, 10))
    assert ids() == before

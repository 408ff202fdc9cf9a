"""Answers, briefings and care of the workspace on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call


def test_what_falls_due_is_told_with_the_days_it_is_late(trygg: Call) -> None:
    id = trygg("add", "commitment", "title=Lampor på torget", "due=2026-11-10").data["id"]
    [due] = trygg("due", "--on", "2026-11-22").data
    assert (due["id"], due["kind"], due["on"], due["days_late"]) == (id, "commitment", "2026-11-10", 12)


def test_coverage_tells_how_long_each_district_has_waited(trygg: Call) -> None:
    trygg("add", "presence-session", "text=Kväll", "district=Vallby", "started=2026-11-10 18:00")
    told = {each["name"]: each for each in trygg("coverage", "--on", "2026-11-22").data}
    assert (told["Vallby"]["weeks"], told["Vallby"]["waiting"]) == (1, False)
    assert (told["Bäckby"]["weeks"], told["Bäckby"]["waiting"]) == (None, True)


@pytest.fixture
def meeting(trygg: Call) -> str:
    """A meeting on 3 December 2026."""
    made = trygg("add", "meeting", "title=Trygghetsrådet", "held_on=2026-12-03", "protection=open")
    id: str = made.data["id"]
    return id


def test_a_briefing_is_made_and_entered_in_the_register(trygg: Call, meeting: str, tmp_path: Path) -> None:
    target = tmp_path / "underlag.pdf"
    words = ("brief", "meeting", "--for", "council", "--on", "2026-11-22", "-o", target)
    made = trygg(*words, "--meeting", "next").data
    assert target.read_bytes().startswith(b"%PDF")
    assert made["file"] == str(target)
    [sent] = trygg("sent").data
    assert (sent["meeting"], sent["audience"], sent["fingerprint"]) == (
        meeting,
        "council",
        made["fingerprint"],
    )


def test_the_meeting_is_next_last_or_an_id(trygg: Call, meeting: str, tmp_path: Path) -> None:
    words = ("brief", "meeting", "--for", "council", "-o", tmp_path / "u.pdf")
    assert trygg(*words, "--meeting", meeting).code == 0
    assert trygg(*words, "--meeting", "last", "--on", "2027-01-01").code == 0
    assert trygg(*words, "--meeting", "last", "--on", "2026-01-01").error["error"] == "no-last-meeting"
    assert trygg(*words, "--meeting", "nope").error["error"] == "no-such-meeting"


def test_drafts_are_in_no_edition_and_a_working_copy_in_no_register(
    trygg: Call, meeting: str, tmp_path: Path
) -> None:
    words = ("brief", "meeting", "--meeting", meeting, "--with-drafts", "-o", tmp_path / "u.pdf")
    assert trygg(*words, "--for", "council").code == 4
    assert not (tmp_path / "u.pdf").exists()
    assert trygg(*words, "--for", "leaders").code == 0
    assert trygg("sent").data == []


def test_settings_are_told_and_changed(trygg: Call) -> None:
    assert trygg("settings", "name").data == {"name": "Trygghetsrådet"}
    assert trygg("settings", "weeks_without_presence=8").data["weeks_without_presence"] == 8
    changed = trygg("settings", "word_for_decision=Ställningstagande", "name").data
    assert changed == {"name": "Trygghetsrådet"}
    assert trygg("settings", "word_for_decision").data == {"word_for_decision": "Ställningstagande"}


def test_a_setting_that_does_not_exist_is_named_with_where_they_stand(trygg: Call) -> None:
    for words in ("case_no=KS 1", "case_no"):
        message = trygg("settings", words).error["message"]
        assert "inställning som heter case_no" in message and "trygg settings" in message


def test_a_backup_opens_as_a_workspace_of_its_own(trygg: Call, call: Call, tmp_path: Path) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    copy, new = tmp_path / "kopia.workspace", tmp_path / "ny.workspace"
    assert trygg("backup", copy).data == {"file": str(copy)}
    assert trygg("backup", copy).error["error"] == "file-exists"
    assert call("restore-backup", copy, "--workspace", new, "--json").data == {"workspace": str(new)}
    assert call("show", id, "--workspace", new, "--json").data["name"] == "A"
    assert call("check", "--workspace", new, "--json").data["ok"] is True
    assert call("restore-backup", copy, "--workspace", new, "--json").error["error"] == "file-exists"


def test_the_copies_that_make_themselves_are_told_with_the_rule_they_stay_by(trygg: Call, file: Path) -> None:
    told = trygg("backup", "--kept").data
    assert (told["copies"], told["bytes"]) == ([], 0)
    daily = file.parent / "backups" / f"{file.stem}-2026-11-22{file.suffix}"
    daily.parent.mkdir()
    daily.write_bytes(b"12345")
    assert trygg("backup", "--kept").data["copies"] == [
        {"file": daily.name, "day": "2026-11-22", "bytes": 5, "before_change": False}
    ]
    assert trygg("backup").code == 2
    assert trygg("backup", "--kept", file.parent / "kopia").code == 2


def test_a_backup_is_restored_to_ones_own_folder_when_nothing_is_said(
    trygg: Call, call: Call, tmp_path: Path
) -> None:
    trygg("backup", tmp_path / "kopia.workspace")
    assert call("restore-backup", tmp_path / "kopia.workspace").code == 0
    assert call("list", "stakeholder", "--json").data == []


def test_what_is_no_backup_is_refused(call: Call, file: Path, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Hej.", encoding="utf-8")
    for name in ("brev.txt", "saknas.workspace"):
        answer = call("restore-backup", tmp_path / name, "--workspace", tmp_path / "ny.workspace", "--json")
        assert answer.code == 3
    assert not (tmp_path / "ny.workspace").exists()


def test_a_report_asks_for_its_time_and_the_register_keeps_it(trygg: Call, tmp_path: Path) -> None:
    words = ("brief", "board-report", "--for", "council", "--on", "2026-11-22", "-o", tmp_path / "r.pdf")
    assert trygg(*words, "--from", "2026-01-01").error["error"] == "time-needed"
    assert trygg(*words, "--from", "2026-02-01", "--to", "2026-01-01").error["error"] == "time-backwards"
    assert not (tmp_path / "r.pdf").exists()
    assert trygg(*words, "--from", "2026-01-01", "--to", "2026-11-22").code == 0
    assert [each["name"] for each in trygg("sent").data] == ["board-report"]


def test_an_extract_is_asked_for_by_name_and_names_nobody_in_the_register(
    trygg: Call, tmp_path: Path
) -> None:
    id = trygg("add", "contact", "name=Kim Ek").data["id"]
    words = ("brief", "extract", "-o", tmp_path / "u.pdf", "--contact")
    assert trygg(*words, "Bo Al", "--for", "leaders").error["error"] == "no-such-record"
    refused = trygg(*words, "Kim Ek", "--for", "council")
    assert (refused.code, refused.error["error"]) == (4, "extract-for-leaders")
    assert "Kim Ek" not in trygg(*words, "Kim Ek", "--for", "leaders").data["title"]
    assert id not in str(trygg("sent").data) and "Kim Ek" not in str(trygg("sent").data)


def test_a_briefing_that_is_not_there_is_answered_with_those_that_are(trygg: Call, tmp_path: Path) -> None:
    answer = trygg("brief", "roman", "--for", "council", "-o", tmp_path / "u.pdf")
    assert (answer.code, answer.error["error"]) == (1, "no-such-briefing")
    assert "minutes" in answer.error["message"] and "extract" in answer.error["message"]

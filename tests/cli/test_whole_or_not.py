"""What is made and does not succeed leaves nothing behind, and what is said of it is true."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Call
from trygg_desktop.domain.districts import District
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.vault import read_salt


def the_disk_is_full(*_anything: object) -> None:
    raise EnvironmentFault(
        "disk-full", N_("The disk is full, so “{name}” was not written. Nothing was changed.")
    )


@pytest.mark.parametrize("before", [None, b"an earlier file"])
def test_a_briefing_that_can_not_be_registered_is_not_left_behind(
    trygg: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    target = tmp_path / "handed out" / "plan.pdf"
    target.parent.mkdir()
    if before is not None:
        target.write_bytes(before)
    monkeypatch.setattr(Workspace, "record_made", the_disk_is_full)
    answer = trygg("brief", "plan", "--for", "council", "-o", target)
    assert answer.code == 3 and answer.error["error"] == "disk-full"
    assert (target.read_bytes() if target.exists() else None) == before
    assert list(target.parent.iterdir()) == [target][: before is not None]


def test_a_briefing_from_a_workspace_that_is_only_read_says_that_it_is_not_registered(
    trygg: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "read_only", True)
    made = trygg("brief", "plan", "--for", "council", "-o", tmp_path / "plan.pdf")
    assert made.code == 0 and made.data["registered"] is False


def test_a_mail_from_a_workspace_that_is_only_read_says_that_it_is_not_registered(
    trygg: Call, call: Call, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trygg("brief", "plan", "--for", "council", "-o", tmp_path / "plan.pdf").data["registered"]
    monkeypatch.setattr(Workspace, "read_only", True)
    told = call("mail", tmp_path / "plan.pdf", "--workspace", file).out
    assert "bara att läsa" in told
    mailed = trygg("mail", tmp_path / "plan.pdf", "-o", tmp_path / "brev.eml").data
    assert mailed["registered"] is False
    monkeypatch.undo()
    monkeypatch.setenv("TRYGG_PASSPHRASE", PASSPHRASE)
    assert [entry["to"] for entry in trygg("sent").data] == [None]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_file_whose_name_has_line_ends_goes_by_mail(trygg: Call, tmp_path: Path) -> None:
    letter = tmp_path / "a\r\nBcc: b@example.se.txt"
    letter.write_text("Hej", encoding="utf-8")
    made = trygg("mail", letter, "-o", tmp_path / "brev.eml")
    assert made.code == 0, made.err
    head = (tmp_path / "brev.eml").read_bytes().partition(b"\r\n\r\n")[0]
    assert b"\nBcc" not in head


def test_for_a_public_briefing_no_members_are_proposed_and_the_reason_is_told(
    trygg: Call, tmp_path: Path
) -> None:
    trygg("add", "council-member", "name=Anna Berg", "body=Kommunstyrelsen", "email=anna@example.se")
    trygg("brief", "plan", "--for", "public", "-o", tmp_path / "plan.pdf")
    refused = trygg("mail", tmp_path / "plan.pdf", "--to-members")
    assert refused.code == 1
    assert "allmänheten" in refused.error["message"]
    assert not (tmp_path / "plan.pdf.eml").exists()


@pytest.mark.parametrize(
    ("kind", "named", "called"),
    [
        ("meeting", ("title=Extra möte", "held_on=2026-12-10"), "year.ics"),
        ("district", ("name=Kvarteret",), "map.geojson"),
    ],
)
def test_a_calendar_or_a_map_goes_by_mail_unless_it_names_what_is_confidential_or_a_draft(
    trygg: Call, tmp_path: Path, kind: str, named: tuple[str, ...], called: str
) -> None:
    written, letter = tmp_path / called, ("-o", tmp_path / "brev.eml")
    closed = trygg("add", kind, *named, "protection=protected", "ground=OSL 18:1").data
    assert closed["draft"]
    trygg("export", kind, written)
    refused = trygg("mail", written, *letter)
    assert (refused.code, refused.error["error"]) == (4, "own-copy")
    trygg("release", closed["id"], "--protected")
    trygg("export", kind, written, "--for", "leaders")
    refused = trygg("mail", written, *letter)
    assert (refused.code, refused.error["error"]) == (4, "confidential-table")
    trygg("export", kind, written, "--for", "council")
    assert trygg("mail", written, *letter).code == 0


def test_a_meeting_without_a_day_is_not_counted_in_a_calendar(trygg: Call, tmp_path: Path) -> None:
    trygg("add", "meeting", "title=Någon gång")
    trygg("add", "meeting", "title=Trygghetsrådet", "held_on=2026-12-03")
    for what in ("meeting", "all"):
        written = trygg("export", what, tmp_path / "year.ics").data
        events = (tmp_path / "year.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT")
        assert written["records"] == events


def test_the_leaders_of_an_empty_council_are_told_how_a_picture_comes_about(
    trygg: Call, tmp_path: Path
) -> None:
    answer = trygg("brief", "picture", "--for", "leaders", "-o", tmp_path / "bild.pdf")
    assert answer.code == 1
    assert "Påbörja en" in answer.error["message"]


def test_a_draft_that_is_there_already_is_left_with_a_word_on_what_to_do(trygg: Call, tmp_path: Path) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Hej", encoding="utf-8")
    assert trygg("mail", letter).code == 0
    refused = trygg("mail", letter)
    assert (refused.code, refused.error["error"]) == (1, "file-exists")
    assert "-o" in refused.error["message"]


def test_a_council_without_districts_is_told_that_it_has_none(call: Call, file: Path) -> None:
    key = Key.from_passphrase(PASSPHRASE, read_salt(file))
    with Workspace.open(file, key) as workspace, workspace.transaction("Delete") as tx:
        for id, _name in workspace.rows(District, ["name"]):
            tx.delete(id)
    assert call("coverage", "--workspace", file).out.strip()


def test_of_a_calendar_only_what_it_would_hold_is_said_to_be_left_out(trygg: Call, tmp_path: Path) -> None:
    closed = ("protection=protected", "ground=OSL 18:1")
    for kind, named in (
        ("meeting", ("title=Möte", "held_on=2026-12-03")),
        ("stakeholder", ("name=Boendet",)),
    ):
        made = trygg("add", kind, *named, *closed).data["id"]
        trygg("release", made, "--protected")
    told = trygg("export", "all", tmp_path / "year.ics", "--for", "council").data
    assert (told["records"], told["left_out"], told["protection"]) == (0, 1, "open")
    told = trygg("export", "all", tmp_path / "year.ics", "--for", "leaders").data
    assert (told["records"], told["left_out"], told["confidential"]) == (1, 0, 1)

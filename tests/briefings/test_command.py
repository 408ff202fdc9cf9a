"""`trygg brief` and `trygg settings emblem=…`: what is refused is refused in words, and nothing is written."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.cli.conftest import (  # noqa: F401  (the fixtures of the command line)
    Call,
    a_laptop_of_its_own,
    call,
    file,
    made_once,
    trygg,
)

MEETING = ("add", "meeting", "title=Trygghetsrådet", "held_on=2026-12-03")
BRIEF = ("brief", "meeting", "--for", "public", "--on", "2026-11-22")


def test_a_public_briefing_on_an_internal_meeting_is_refused(trygg: Call, tmp_path: Path) -> None:  # noqa: F811
    trygg(*MEETING)
    answer = trygg(*BRIEF, "-o", tmp_path / "ut.pdf")
    assert (answer.code, answer.error["error"]) == (4, "meeting-not-open")
    assert answer.error["message"] == (
        "Mötet är inte märkt som öppet. Gör mötet och de ärenden som ska ut öppna, "
        "eller gör underlaget för rådet."
    )
    assert not (tmp_path / "ut.pdf").exists()
    assert trygg("sent").data == []


def test_a_public_briefing_on_an_open_meeting_is_made(trygg: Call, tmp_path: Path) -> None:  # noqa: F811
    meeting = trygg(*MEETING, "protection=open").data["id"]
    trygg("add", "agenda-item", "title=Internt", f"meeting={meeting}")
    trygg("add", "agenda-item", "title=Öppet", f"meeting={meeting}", "protection=open")
    answer = trygg(*BRIEF, "-o", tmp_path / "ut.pdf")
    assert (answer.code, answer.data["left_out"], answer.data["protection"]) == (0, 1, None)
    assert (tmp_path / "ut.pdf").exists()


def test_the_emblem_is_set_from_a_file_and_taken_away(trygg: Call, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "vapen.png"
    Image.new("RGB", (200, 100), "red").save(path)
    chosen = trygg("settings", f"emblem={path}").data["emblem"]
    assert trygg("show", chosen).data["name"] == "vapen.png"
    assert trygg("settings", "emblem=").data["emblem"] is None


def test_a_file_that_is_no_picture_changes_no_setting(trygg: Call, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "vapen.svg"
    path.write_text("<svg/>")
    answer = trygg("settings", "name=Ett annat råd", f"emblem={path}")
    assert (answer.code, answer.error["error"]) == (1, "emblem-not-a-picture")
    assert "Inställningen emblem" in answer.error["message"]
    assert trygg("settings", "name").data["name"] == "Trygghetsrådet"

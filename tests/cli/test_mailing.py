"""A briefing that leaves by mail: locked or in the open, known by its fingerprint, refused where it must not go."""

from __future__ import annotations

import email
import hashlib
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from tests.cli.conftest import Call

PASSWORD = "tolv-tecken-22"


@pytest.fixture
def brief(trygg: Call, tmp_path: Path) -> Call:
    """Makes a notice for a meeting with one internal and one confidential item."""
    meeting = trygg(
        "add", "meeting", "title=Trygghetsrådet", "held_on=2026-12-03", "protection=internal"
    ).data["id"]
    trygg("add", "agenda-item", "title=Öppnande", f"meeting={meeting}", "protection=internal")
    secret = trygg(
        "add",
        "agenda-item",
        "title=Insatsen",
        f"meeting={meeting}",
        "protection=protected",
        "ground=OSL 18:1",
    ).data["id"]
    trygg("release", secret, "--protected")
    (tmp_path / "losen.txt").write_text(f"{PASSWORD}\n", encoding="utf-8")

    def made(name: str, audience: str, *words: object) -> Any:
        target = tmp_path / name
        return trygg("brief", "meeting", "--for", audience, "--on", "2026-11-22", "-o", target, *words)

    return made


def read(path: Path) -> tuple[EmailMessage, EmailMessage]:
    """A draft, and the file attached to it."""
    mail = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    (attached,) = mail.iter_attachments()
    assert isinstance(attached, EmailMessage)
    return mail, attached


def test_a_briefing_is_locked_with_the_password_in_a_file(brief: Call, trygg: Call, tmp_path: Path) -> None:
    made = brief("u.pdf", "council", "--password-file", tmp_path / "losen.txt").data
    with pymupdf.open(tmp_path / "u.pdf") as locked:
        assert locked.needs_pass and locked.authenticate(PASSWORD)
        assert "Kallelse" in locked[0].get_text()
    [entry] = trygg("sent").data
    assert made["locked"] and entry["locked"]
    assert entry["fingerprint"] == made["fingerprint"]


def test_a_short_password_a_missing_file_and_a_working_copy_make_nothing(
    brief: Call, trygg: Call, tmp_path: Path
) -> None:
    (tmp_path / "kort.txt").write_text("kort", encoding="utf-8")
    short = brief("u.pdf", "council", "--password-file", tmp_path / "kort.txt")
    missing = brief("u.pdf", "council", "--password-file", tmp_path / "saknas.txt")
    drafts = brief("u.pdf", "leaders", "--with-drafts", "--password-file", tmp_path / "losen.txt")
    assert (short.code, short.error["error"]) == (1, "password-too-short")
    assert (missing.code, missing.error["error"]) == (1, "no-password-file")
    assert (drafts.code, drafts.error["error"]) == (4, "working-copy")
    assert not (tmp_path / "u.pdf").exists() and trygg("sent").data == []


def test_the_mail_around_a_briefing_says_for_whom_it_is_and_is_noted(
    brief: Call, trygg: Call, tmp_path: Path
) -> None:
    made = brief("u.pdf", "council").data
    told = trygg("mail", tmp_path / "u.pdf", "--to", "Anna <anna@example.se>, bo@example.se").data
    mail, attached = read(Path(told["file"]))
    body = mail.get_body()
    assert mail["To"] == "Anna <anna@example.se>, bo@example.se"
    assert mail["Subject"] == "Kallelse och föredragningslista, Trygghetsrådet 3 dec 2026"
    assert body is not None and "rådets ledamöter" in body.get_content()
    assert attached.get_content() == (tmp_path / "u.pdf").read_bytes()
    about = told["briefing"]
    assert (about["audience"], about["left_out"], about["protection"]) == ("council", 1, "internal")
    assert not about["locked"]
    mailed, kept = trygg("sent").data
    assert mailed["fingerprint"] == kept["fingerprint"] == made["fingerprint"]
    assert (mailed["to"], kept["to"]) == ("Anna <anna@example.se>, bo@example.se", None)


def test_what_is_confidential_goes_by_mail_only_with_a_password(
    brief: Call, trygg: Call, tmp_path: Path
) -> None:
    brief("u.pdf", "leaders")
    refused = trygg("mail", tmp_path / "u.pdf", "--to", "anna@example.se")
    assert (refused.code, refused.error["error"]) == (4, "confidential-in-the-open")
    assert not (tmp_path / "u.pdf.eml").exists() and len(trygg("sent").data) == 1
    brief("last.pdf", "leaders", "--password-file", tmp_path / "losen.txt")
    told = trygg("mail", tmp_path / "last.pdf", "--to", "anna@example.se").data
    mail, _attached = read(Path(told["file"]))
    body = mail.get_body()
    assert told["briefing"]["locked"] and told["briefing"]["grounds"] == ["OSL 18:1"]
    assert body is not None and "sms" in body.get_content()
    assert PASSWORD not in Path(told["file"]).read_text(encoding="utf-8")


def test_people_are_told_for_whom_and_how_it_is_protected_before_it_goes(
    brief: Call, call: Call, file: Path, tmp_path: Path
) -> None:
    brief("u.pdf", "council")
    told = call("mail", tmp_path / "u.pdf", "--workspace", file).out
    assert "för: Rådet" in told
    assert "1 post" in told and "Skydd: Intern." in told


def test_a_briefing_goes_to_the_members_it_is_for_and_to_nobody_else(
    brief: Call, trygg: Call, tmp_path: Path
) -> None:
    for name, chair in (("Berg, Åsa", "true"), ("Bo Ek", "false"), ("Utan adress", "true")):
        address = "" if name == "Utan adress" else f"email={name[-3:].strip().lower()}.ek@example.se"
        words = filter(None, (f"name={name}", f"shared_chair={chair}", address.replace("å", "a")))
        trygg("add", "council-member", *words)
    brief("r.pdf", "council")
    told = trygg("mail", tmp_path / "r.pdf", "--to-members", "--to", "kim@example.se").data
    mail, _attached = read(Path(told["file"]))
    assert [str(one) for one in mail["To"].addresses] == [
        "kim@example.se", '"Berg, Åsa" <asa.ek@example.se>', "Bo Ek <ek.ek@example.se>"
    ]  # fmt: skip
    brief("l.pdf", "leaders", "--password-file", tmp_path / "losen.txt")
    assert trygg("mail", tmp_path / "l.pdf", "--to-members").data["to"] == ["Berg, Åsa <asa.ek@example.se>"]
    (tmp_path / "annat.pdf").write_bytes(b"%PDF-1.7 annat")
    refused = trygg("mail", tmp_path / "annat.pdf", "--to-members")
    assert (refused.code, refused.error["error"]) == (1, "no-briefing")


def test_a_confidential_briefing_goes_with_lock_and_the_register_finds_both_files(
    brief: Call, trygg: Call, tmp_path: Path
) -> None:
    made = brief("u.pdf", "leaders").data
    told = trygg("mail", tmp_path / "u.pdf", "--to", "anna@example.se", "--lock").data
    _mail, attached = read(Path(told["file"]))
    with pikepdf.open(BytesIO(attached.get_content()), password=told["password"]) as copy:
        assert copy.encryption.bits == 256
    assert told["text_message"].endswith("\n" + told["password"])
    assert told["password"] not in Path(told["file"]).read_text(encoding="utf-8")
    mailed, kept = trygg("sent").data
    assert (mailed["locked"], kept["locked"], kept["fingerprint"]) == (True, False, made["fingerprint"])
    assert mailed["fingerprint"] == hashlib.sha256(attached.get_content()).hexdigest()
    (tmp_path / "från mejlet.pdf").write_bytes(attached.get_content())
    again = trygg("mail", tmp_path / "från mejlet.pdf", "--to", "bo@example.se").data
    assert again["briefing"]["title"] == made["title"] and again["briefing"]["locked"]


def test_what_was_said_when_it_was_made_is_said_again_when_it_is_mailed(
    brief: Call, trygg: Call, call: Call, file: Path, tmp_path: Path
) -> None:
    [item] = trygg("list", "agenda-item", "--where", "title=Öppnande").data
    trygg("set", item["id"], "title=Tal av 李")
    made = brief("u.pdf", "council").data
    assert len(made["warnings"]) == 1
    told = trygg("mail", tmp_path / "u.pdf").data
    assert (told["warnings"], told["current"]) == (made["warnings"], True)
    (tmp_path / "u.pdf.eml").unlink()
    trygg("set", item["id"], "title=Tal av Li")
    assert trygg("mail", tmp_path / "u.pdf", "-o", tmp_path / "b.eml").data["current"] is False
    assert (
        "Posterna eller programmet har ändrats" in call("mail", tmp_path / "u.pdf", "--workspace", file).out
    )


def test_what_is_missing_from_figures_alone_is_told_to_the_maker(
    brief: Call, trygg: Call, call: Call, file: Path, tmp_path: Path
) -> None:
    for protection in ("open", "protected", "protected"):
        words = ("text=Pass", "started=2026-11-02 17:00", f"protection={protection}", "ground=OSL 18:1")
        trygg("release", trygg("add", "presence-session", *words).data["id"], "--protected")
    assert brief("u.pdf", "council").data["left_out"] == 3
    [entry] = trygg("sent").data
    assert (entry["left_out"], entry["not_counted"]) == (3, 2)
    told = call("mail", tmp_path / "u.pdf", "--workspace", file).out
    assert "3 poster utelämnas för den här mottagaren. 2 av dem saknas bara i siffrorna." in told


def test_an_extract_is_written_to_the_person_and_proposed_to_nobody(
    trygg: Call, call: Call, file: Path, tmp_path: Path
) -> None:
    anna = trygg("add", "contact", "name=Anna Berg", "email=anna@example.se").data["id"]
    words = ("brief", "extract", "--for", "leaders", "--contact", anna, "-o", tmp_path / "utdrag.pdf")
    assert "för: Den person det gäller." in call(*words, "--workspace", file).out
    told = trygg("mail", tmp_path / "utdrag.pdf", "--to", "anna@example.se").data
    mail, _attached = read(Path(told["file"]))
    body = mail.get_body()
    assert body is not None and "antecknat om dig" in body.get_content()
    assert "ledningsfunktion" not in body.get_content().partition("Vänliga")[0]
    refused = trygg("mail", tmp_path / "utdrag.pdf", "--to-members", "-o", tmp_path / "b.eml")
    assert refused.error["error"] == "no-members"
    assert "Ange personens adress" in refused.error["message"]


def test_a_confidential_title_is_not_written_outside_the_locked_file(
    brief: Call, trygg: Call, tmp_path: Path
) -> None:
    brief("u.pdf", "council")
    secret = trygg(
        "add", "situation-picture", "title=KANARIE i centrum", "protection=protected", "ground=OSL 18:2"
    ).data["id"]
    trygg("release", secret, "--protected")
    words = ("--for", "leaders", "--on", "2026-11-22", "--password-file", tmp_path / "losen.txt")
    assert trygg("brief", "picture", *words, "-o", tmp_path / "l.pdf").data["title"].startswith("KANARIE")
    told = trygg("mail", tmp_path / "l.pdf", "--to", "anna@example.se").data
    mail, _attached = read(Path(told["file"]))
    body = mail.get_body()
    assert body is not None
    assert "KANARIE" not in mail["Subject"] + body.get_content() and "Lägesbild" in mail["Subject"]


def test_a_briefing_is_told_of_in_words_when_it_is_made_and_in_the_register(
    call: Call, file: Path, brief: Call, tmp_path: Path
) -> None:
    brief("u.pdf", "council")
    meeting = ("brief", "meeting", "--for", "council", "--on", "2026-11-22", "-o", tmp_path / "v.pdf")
    made = call(*meeting, "--workspace", file).out
    assert "Kallelse och föredragningslista, Trygghetsrådet 3 dec 2026, för: Rådet." in made
    assert "1 post utelämnas för den här mottagaren." in made and "Skydd: Intern." in made
    register = call("sent", "--workspace", file).out
    assert "Kallelse och föredragningslista, Trygghetsrådet" in register and "meeting" not in register


def test_a_file_that_the_register_does_not_know_is_told_to_be_unknown(
    call: Call, file: Path, brief: Call, tmp_path: Path
) -> None:
    brief("u.pdf", "council")
    with (tmp_path / "u.pdf").open("ab") as changed:
        changed.write(b"\n")
    told = call("mail", tmp_path / "u.pdf", "--workspace", file).out
    assert "Filen finns inte i registret" in told


def test_a_council_folder_is_made_by_name(brief: Call, trygg: Call, tmp_path: Path) -> None:
    brief("u.pdf", "council")
    made = trygg(
        "brief", "folder", "--for", "council", "--on", "2026-11-22", "-o", tmp_path / "mapp.pdf"
    ).data
    with pikepdf.open(tmp_path / "mapp.pdf") as folder:
        assert len(folder.pages) == made["pages"]
    assert made["title"].startswith("Rådsmapp")


def test_the_register_says_that_an_address_was_erased(brief: Call, trygg: Call, tmp_path: Path) -> None:
    anna = trygg("add", "contact", "name=Anna Berg", "email=anna@example.se").data["id"]
    assert brief("u.pdf", "council").code == 0
    trygg("mail", tmp_path / "u.pdf", "--to", "Anna <anna@example.se>", "--to", "bo@example.se")
    assert trygg("erase", anna, "--reason", "Beslut 14").code == 0
    assert trygg("sent").data[0]["to"] == "raderad adress, bo@example.se"

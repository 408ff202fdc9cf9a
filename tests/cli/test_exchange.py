"""The exchange's commands one by one: their shapes, what they refuse, and that what is refused has changed nothing."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import PASSPHRASE, Answer, Call
from tests.cli.exchange_people import Leader, pair, two_leaders
from tests.exchange.test_laying import full_after
from tests.shared_demo import DEMO_KEY
from trygg_desktop.exchange.cards import Card
from trygg_desktop.workspace import Key


@pytest.fixture
def strangers(laptops: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> tuple[Leader, Leader]:
    """Two leaders who have never met."""
    return two_leaders(laptops, call, monkeypatch)


@pytest.fixture
def both(laptops: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> tuple[Leader, Leader]:
    """Two leaders who have confirmed each other and have the same."""
    return two_leaders(laptops, call, monkeypatch, pair, everything_to_each)


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo council, opened by every passphrase."""
    usual = Key.from_passphrase
    monkeypatch.setattr(
        Key,
        "from_passphrase",
        lambda phrase, salt: DEMO_KEY if salt == DEMO_KEY.salt else usual(phrase, salt),
    )
    return Path(shutil.copy(demo_file, tmp_path / "demo.workspace"))


def everything_to_each(one: Leader, other: Leader) -> None:
    one.mail(other, "första.trygg")
    other.mail(one, "andra.trygg")


def refused(leader: Leader, *words: object, code: int = 1) -> str:
    """The id of the error with which a call is refused; its sentence stands whole in both languages."""
    answer = leader(*words)
    assert (answer.code, answer.out) == (code, "")
    told = answer.error
    english = leader(*words, "--lang", "en").error
    assert english["error"] == told["error"] and english["message"] != told["message"]
    assert "{" not in told["message"] + english["message"]
    return str(told["error"])


# Pairing


def test_a_card_goes_as_file_text_and_qr_code(strangers: tuple[Leader, Leader], tmp_path: Path) -> None:
    kommun, _polis = strangers
    told = kommun.did("card", "-o", tmp_path / "kort.tryggkort", "--text", "--qr", tmp_path / "kort.svg")
    card = Card.from_bytes(Path(told["file"]).read_bytes())
    assert (card.name, card.side.value) == (kommun.name, "municipality")
    assert Card.from_text(told["text"]) == card
    assert b"<svg" in Path(told["qr"]).read_bytes()
    kommun.did("card", "--qr", tmp_path / "kort.png")
    assert (tmp_path / "kort.png").read_bytes().startswith(b"\x89PNG")
    assert refused(kommun, "card", "--qr", tmp_path / "kort.gif") == "unknown-ending"


def test_a_card_in_a_folder_has_a_name_that_says_nothing(
    strangers: tuple[Leader, Leader], tmp_path: Path
) -> None:
    (folder := tmp_path / "kort").mkdir()
    kommun, _polis = strangers
    path = Path(kommun.did("card", "-o", folder)["file"])
    assert path.parent == folder and path.name.startswith("trygg-kort-")
    assert kommun.name not in path.name


def test_the_workspace_is_never_written_over_by_its_own_card(strangers: tuple[Leader, Leader]) -> None:
    kommun, _polis = strangers
    assert refused(kommun, "card", "-o", kommun.file) == "workspace-itself"
    assert kommun.did("check")["ok"]


def test_peers_have_the_shape_that_others_rely_on(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    (told,) = kommun.did("peers")
    assert set(told) == {"id", "name", "side", "confirmed", "last_heard", "unacknowledged"}
    assert (told["name"], told["side"], told["confirmed"]) == (polis.name, "police", True)
    assert told["last_heard"].endswith("Z") and told["unacknowledged"] == 0
    assert kommun.did("fingerprint", told["id"]) == kommun.did("fingerprint", polis.name)


def test_wrong_digits_confirm_nobody_and_nothing_goes_to_the_unconfirmed(
    strangers: tuple[Leader, Leader], tmp_path: Path
) -> None:
    kommun, polis = strangers
    assert refused(kommun, "fingerprint", polis.name) == "no-such-peer"
    kommun.did("add-peer", polis.card())
    assert refused(kommun, "confirm", polis.name, "00000 " * 6) == "other-digits"
    assert refused(kommun, "send", polis.name, "-o", tmp_path / "f.trygg") == "unconfirmed-peer"
    assert not (tmp_path / "f.trygg").exists()
    assert kommun.did("peers")[0]["confirmed"] is False


@pytest.mark.parametrize(
    ("content", "error"), [(b"", "not-a-card"), (b"hej", "not-a-card"), (b"TRYGG:ABC", "damaged-card")]
)
def test_what_is_no_card_is_refused(
    strangers: tuple[Leader, Leader], tmp_path: Path, content: bytes, error: str
) -> None:
    (path := tmp_path / "kort").write_bytes(content)
    assert refused(strangers[0], "add-peer", path) == error
    assert refused(strangers[0], "add-peer", strangers[0].card()) == "own-card"
    assert strangers[0].did("peers") == []


def test_nothing_comes_from_someone_who_was_removed(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    assert kommun.did("remove-peer", polis.name)["removed"]
    assert kommun.did("peers") == []
    assert refused(kommun, "receive", polis.make(kommun, "efter.trygg")) == "removed-sender"
    assert refused(kommun, "send", polis.name, "--preview") == "unconfirmed-peer"


def test_a_lost_laptop_gives_way_to_a_new_one_of_the_same_name(
    both: tuple[Leader, Leader], call: Call, tmp_path: Path
) -> None:
    kommun, polis = both
    (folder := tmp_path / "ny").mkdir()
    kommun.did("remove-peer", polis.name)
    new = Leader.new(call, folder, polis.name, "police", laptop=2)
    pair(kommun, new)
    assert kommun.mail(new, "allt.trygg")["state"] == "taken-in"


def test_two_of_one_name_are_told_apart_by_number(
    both: tuple[Leader, Leader], call: Call, tmp_path: Path
) -> None:
    kommun, polis = both
    (folder := tmp_path / "namne").mkdir()
    kommun.did("add-peer", Leader.new(call, folder, polis.name, "police", laptop=2).card())
    assert refused(kommun, "fingerprint", polis.name) == "ambiguous-peer"
    for peer in kommun.did("peers"):
        assert kommun.did("fingerprint", peer["id"])["digits"]


# Sending


def test_the_preview_of_what_would_go_makes_nothing(both: tuple[Leader, Leader], tmp_path: Path) -> None:
    kommun, polis = both
    id = kommun.add("stakeholder", "name=Bäckby IF")
    kommun.did("set", kommun.add("stakeholder", "name=Hemlig"), "protection=protected", "ground=OSL 18:2")
    kommun.did("release", kommun.did("list", "stakeholder", "--where", "name=Hemlig")[0]["id"], "--protected")
    told = kommun.did("send", polis.name, "--preview", "-o", tmp_path / "f.trygg")
    assert (told["records"], told["protected"], told["grounds"], told["drafts"]) == (2, 1, ["OSL 18:2"], 0)
    assert {
        "id": id,
        "kind": "stakeholder",
        "title": "Bäckby IF",
        "protection": "internal",
        "ground": None,
    } in told["added"]
    assert not (tmp_path / "f.trygg").exists()
    assert len(kommun.did("sent")) == 1


def test_a_file_is_never_written_over_and_then_nothing_counts_as_sent(
    both: tuple[Leader, Leader], tmp_path: Path
) -> None:
    kommun, polis = both
    (taken := tmp_path / "upptagen.trygg").write_bytes(b"annat")
    before = kommun.did("sent")
    assert refused(kommun, "send", polis.name, "-o", taken) == "file-exists"
    assert refused(kommun, "send", polis.name, "-o", tmp_path / "saknas" / "f.trygg") == "no-such-folder"
    assert refused(kommun, "send", polis.name, "-o", f"{tmp_path}/saknas/") == "no-such-folder"
    assert taken.read_bytes() == b"annat"
    assert kommun.did("sent") == before
    assert kommun("send", polis.name).code == 2


def test_where_one_of_several_files_does_not_fit_none_is_left(
    both: tuple[Leader, Leader], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kommun, polis = both
    id = kommun.add("stakeholder", "name=Bäckby IF")
    for n in range(2):
        (path := tmp_path / f"{n}.pdf").write_bytes(os.urandom(5_000_000))
        kommun.did("attach", id, path)
    before = kommun.did("sent")
    (out := tmp_path / "ut").mkdir()
    with monkeypatch.context() as small:
        full_after(small, 1)
        assert refused(kommun, "send", polis.name, "-o", out, code=3) == "disk-full"
    assert list(out.iterdir()) == [] and kommun.did("sent") == before


def test_what_is_too_large_for_mail_goes_in_several_files(
    both: tuple[Leader, Leader], tmp_path: Path
) -> None:
    kommun, polis = both
    id = kommun.add("stakeholder", "name=Bäckby IF")
    contents = [os.urandom(5_000_000) for _n in range(2)]
    documents = []
    for n, content in enumerate(contents):
        (path := tmp_path / f"{n}.pdf").write_bytes(content)
        documents.append(kommun.did("attach", id, path)["id"])
    told = kommun.did("send", polis.name, "-o", tmp_path / "stor.trygg")
    files = [Path(each["file"]) for each in told["files"]]
    assert [file.name for file in files] == [f"stor-{n}.trygg" for n in range(1, len(files) + 1)]
    assert len(files) > 1 and max(file.stat().st_size for file in files) < 8 * 2**20
    assert told["documents"] == {"count": 2, "bytes": 10_000_000}
    for file in reversed(files[1:]):
        assert polis.did("receive", file)["state"] == "waiting"
    assert {each["state"] for each in polis.did("inbox")} == {"early"}
    assert polis.did("receive", files[0])["state"] == "taken-in"
    assert polis.did("inbox") == []
    for document, content in zip(documents, contents, strict=True):
        polis.did("save-attachment", document, tmp_path / f"{document}.pdf")
        assert (tmp_path / f"{document}.pdf").read_bytes() == content


def test_the_register_tells_of_every_file_and_who_has_acknowledged_it(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    kommun.add("stakeholder", "name=Bäckby IF")
    kommun.make(polis, "f.trygg")
    newest, oldest = kommun.did("sent")
    assert (newest["records"], newest["acknowledged"], oldest["acknowledged"]) == (1, False, True)
    assert newest["to"]["name"] == polis.name and newest["audience"] == "leaders"
    assert kommun.did("peers")[0]["unacknowledged"] == 1


def test_a_draft_letter_carries_the_file(both: tuple[Leader, Leader], tmp_path: Path) -> None:
    kommun, polis = both
    sealed = kommun.make(polis, "f.trygg")
    told = kommun.did("mail", sealed, "--to", "Polis <p@polisen.example>", "-o", tmp_path / "brev.eml")
    letter = message_from_bytes((tmp_path / "brev.eml").read_bytes(), policy=policy.default)
    assert told["sealed"] and letter["X-Unsent"] == "1" and "p@polisen.example" in letter["To"]
    (attached,) = letter.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (sealed.name, sealed.read_bytes())
    assert (
        refused(kommun, "mail", sealed, "--to", "ingen adress", "-o", tmp_path / "b.eml") == "not-an-address"
    )
    assert refused(kommun, "mail", sealed, "-o", tmp_path / "brev.eml") == "file-exists"
    assert refused(kommun, "mail", tmp_path / "saknas.trygg") == "no-such-file"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_working_copy_is_never_mailed(both: tuple[Leader, Leader], tmp_path: Path, language: str) -> None:
    kommun, _polis = both
    meeting = kommun.add("meeting", "title=Rådet", "held_on=2026-12-03")
    brief = ("brief", "meeting", "--for", "leaders", "--meeting", meeting, "--lang", language, "-o")
    kommun.did(*brief, tmp_path / "arbete.pdf", "--with-drafts")
    kommun.did(*brief, tmp_path / "utgåva.pdf")
    assert refused(kommun, "mail", tmp_path / "arbete.pdf", code=4) == "working-copy"
    assert not (tmp_path / "arbete.pdf.eml").exists()
    assert kommun.did("mail", tmp_path / "utgåva.pdf")["sealed"] is False


# Receiving


def altered(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (altered, "damaged-file"),
        (lambda content: content[: len(content) // 2], "damaged-file"),
        (lambda content: b"", "not-a-sealed-file"),
        (lambda content: b"PK\x03\x04" + content, "not-a-sealed-file"),
    ],
)
def test_a_spoilt_file_changes_nothing(both: tuple[Leader, Leader], spoil: Any, error: str) -> None:
    kommun, polis = both
    kommun.add("stakeholder", "name=Bäckby IF")
    path = kommun.make(polis, "f.trygg")
    whole, before = path.read_bytes(), polis.picture()
    path.write_bytes(spoil(whole))
    assert refused(polis, "receive", path) == refused(polis, "receive", path, "--preview") == error
    assert (polis.picture(), polis.did("inbox")) == (before, [])
    path.write_bytes(whole)
    assert polis.did("receive", path)["added"] == 1


def test_a_strangers_file_and_one_for_another_change_nothing(
    both: tuple[Leader, Leader], call: Call, tmp_path: Path
) -> None:
    kommun, polis = both
    forger = Leader.new(call, tmp_path, "Förfalskaren", "police")
    forger.did("add-peer", kommun.card())
    forger.did("confirm", kommun.name, forger.did("fingerprint", kommun.name)["digits"])
    forged = forger.make(kommun, "falsk.trygg")
    before = kommun.picture()
    assert refused(kommun, "receive", forged) == "unknown-sender"
    kommun.did("add-peer", forger.card())
    assert refused(kommun, "receive", forged) == "unconfirmed"
    assert refused(polis, "receive", forged) == "not-for-this-laptop"
    assert kommun.picture() == before


def test_a_file_from_a_newer_version_is_kept(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    path = kommun.make(polis, "f.trygg")
    path.write_bytes(path.read_bytes().replace(b"1", b"9", 1))
    assert refused(polis, "receive", path) == "newer-format"
    assert [each["state"] for each in polis.did("inbox")] == ["newer"]


def test_the_preview_tells_what_the_receipt_does(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    id = kommun.add("stakeholder", "name=Bäckby IF", "phone=021-1")
    gone = kommun.add("stakeholder", "name=Nedlagd")
    kommun.mail(polis, "1.trygg")
    kommun.did("set", id, "phone=021-2")
    kommun.did("delete", gone)
    polis.did("set", id, "phone=021-3")
    new = kommun.add("stakeholder", "name=Ny")
    path, before = kommun.make(polis, "2.trygg"), polis.picture()
    told = polis.did("receive", path, "--preview")
    assert polis.picture() == before
    assert [item["id"] for item in told["added"]] == [new]
    assert [item["id"] for item in told["deleted"]] == [gone]
    assert told["in_question"] == [{"record": id, "kind": "stakeholder", "field": "phone"}]
    assert told["from"]["name"] == kommun.name and not told["waits"]
    did = polis.did("receive", path)
    assert (did["added"], did["deleted"], did["changed"], did["questions"]) == (1, 1, 1, 1)


def test_a_folder_gives_each_new_file_once_and_in_order(
    both: tuple[Leader, Leader], call: Call, tmp_path: Path
) -> None:
    kommun, polis = both
    (folder := tmp_path / "gemensam").mkdir()
    for name in ("Första", "Andra"):
        kommun.add("stakeholder", f"name={name}")
        kommun.did("send", polis.name, "-o", folder)
    polis.did("send", kommun.name, "-o", folder)
    (folder / "trygg-annat-1-1.trygg").write_bytes(b"en annan krets")
    (folder / "anteckningar.txt").write_bytes(b"hej")
    seen = polis.did("receive", folder, "--preview")
    assert [[item["title"] for item in told["added"]] for told in seen] == [["Första"], ["Andra", "Första"]]
    assert [told["changes"] for told in polis.did("receive", folder)] == [1, 1]
    assert polis.did("receive", folder) == []
    assert len(kommun.did("receive", folder)) == 1


def test_in_a_folder_a_refused_file_leaves_the_others_be(both: tuple[Leader, Leader], tmp_path: Path) -> None:
    kommun, polis = both
    (folder := tmp_path / "gemensam").mkdir()
    kommun.add("stakeholder", "name=Första")
    first = Path(kommun.did("send", polis.name, "-o", folder)["files"][0]["file"])
    first.write_bytes(altered(first.read_bytes()))
    assert refused(polis, "receive", folder) == "damaged-file"
    kommun.did("send", polis.name, "-o", folder)
    told = polis.did("receive", folder)
    assert [each["state"] for each in told] == ["refused", "taken-in"]
    assert told[0]["error"] == "damaged-file"


def test_a_receipt_is_not_taken_back_once_something_was_written(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    kommun.add("stakeholder", "name=Bäckby IF")
    kommun.mail(polis, "f.trygg")
    polis.add("stakeholder", "name=Egen")
    assert refused(polis, "take-back") == "too-late-to-take-back"
    assert refused(polis, "inbox", "--take", "7") == "not-waiting"


def test_a_demo_council_meets_no_real_one(
    strangers: tuple[Leader, Leader], call: Call, tmp_path: Path, demo: Path
) -> None:
    kommun, _polis = strangers
    card = tmp_path / "demo.tryggkort"
    assert call("card", "-o", card, "--workspace", demo).code == 0
    assert refused(kommun, "add-peer", card) == "demo-card"


# Questions


def test_questions_have_the_shape_that_others_rely_on(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    id = kommun.add("stakeholder", "name=Bäckby IF")
    kommun.mail(polis, "1.trygg")
    kommun.did("set", id, "phone=021-2")
    polis.did("set", id, "phone=021-3")
    kommun.mail(polis, "2.trygg")
    (asked,) = polis.did("questions")
    assert {"id", "record", "kind", "field", "values"} <= set(asked)
    assert (asked["record"], asked["kind"], asked["field"]) == (id, "stakeholder", "phone")
    for value in asked["values"]:
        assert {"change", "value", "author", "at"} <= set(value)
        assert isinstance(value["change"], str)
    assert refused(polis, "answer", asked["id"], "--take", "17") == "no-such-answer"
    assert refused(polis, "answer", "ingen", "--take", "17") == "no-such-question"
    assert refused(polis, "answer", asked["id"], "--both") == "not-two-texts"
    assert polis("answer", asked["id"]).code == polis("answer", asked["id"], "x", "--take", "1").code == 2
    theirs = next(value for value in asked["values"] if value["author"] == kommun.name)
    assert polis.did("answer", asked["id"], "--take", theirs["change"])["record"]["phone"] == "021-2"
    assert polis.did("questions") == []


def test_a_question_about_a_choice_and_a_reference_is_answered_in_words(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    people = [kommun.add("stakeholder", f"name=Förening {n}") for n in range(3)]
    contact = kommun.add("contact", "name=Ordföranden", f"stakeholder={people[0]}")
    kommun.mail(polis, "1.trygg")
    kommun.did("set", contact, f"stakeholder={people[1]}", "protection=open")
    polis.did("set", contact, f"stakeholder={people[2]}", "protection=protected")
    kommun.mail(polis, "2.trygg")
    asked = {each["field"]: each["id"] for each in polis.did("questions")}
    assert refused(polis, "answer", asked["protection"], "vad som helst")
    polis.did("answer", asked["protection"], "Intern")
    polis.did("answer", asked["stakeholder"], "Förening 0")
    shown = polis.did("show", contact)
    assert (shown["protection"], shown["stakeholder"]) == ("internal", people[0])
    assert polis.did("questions") == []


def test_what_one_deleted_and_the_other_used_is_kept_until_someone_decides(
    both: tuple[Leader, Leader],
) -> None:
    kommun, polis = both
    id = kommun.add("stakeholder", "name=Bäckby IF")
    kommun.mail(polis, "1.trygg")
    kommun.did("delete", id)
    polis.did("set", id, "phone=021-3")
    kommun.mail(polis, "2.trygg")
    (asked,) = polis.did("questions")
    assert refused(polis, "answer", asked["id"], "Borttagen") == "no-such-answer"
    gone = next(value["change"] for value in asked["values"] if value["value"] is False)
    assert polis.did("answer", asked["id"], "--take", gone)["record"] is None
    polis.mail(kommun, "3.trygg")
    assert kommun("show", id).code == polis("show", id).code == 1
    assert kommun.did("questions") == []


def test_two_rewritten_texts_are_both_kept_when_asked_for(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    id = kommun.add("stakeholder", "name=Bäckby IF", "description=Möts på tisdagar.")
    kommun.mail(polis, "1.trygg")
    kommun.did("set", id, "description=Möts på onsdagar.")
    polis.did("set", id, "description=Möts på torsdagar.")
    kommun.mail(polis, "2.trygg")
    (asked,) = polis.did("questions")
    kept = polis.did("answer", asked["id"], "--both")["record"]["description"]
    assert "onsdagar" in kept and "torsdagar" in kept and kept == asked["proposal"]


def test_a_figure_that_both_moved_to_another_period_is_asked_about(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    kommun.add("indicator", "name=Trygga")
    id = kommun.add("measurement", "indicator=Trygga", "period=2024", "value=61")
    kommun.mail(polis, "1.trygg")
    kommun.did("set", id, "period=2025")
    polis.did("set", id, "period=2026")
    kommun.mail(polis, "2.trygg")
    (asked,) = polis.did("questions")
    assert {each["words"] for each in asked["values"][:2]} == {"2025", "2026"}
    assert polis.did("answer", asked["id"], "--both")["questions"] == 0
    assert len(polis.did("list", "measurement")) == 2


# Personal data


def test_erasing_needs_a_reason_and_finds_mentions_elsewhere(both: tuple[Leader, Leader]) -> None:
    kommun, _polis = both
    id = kommun.add("contact", "name=Bo Ek", "email=bo@example.se", "phone=+46 70-123 45 67")
    by_name = kommun.add("stakeholder", "name=Förening", "description=Frågor till Bo Ek.")
    by_phone = kommun.add("stakeholder", "name=Annan", "phone=070 1234567")
    kommun.add("stakeholder", "name=Boende i Ekbacken")
    assert kommun("erase", id).code == 2
    looked = kommun.did("erase", id, "--preview")["mentions"]
    assert {(each["id"], each["field"]) for each in looked} == {(by_name, "description"), (by_phone, "phone")}
    assert kommun("show", id).code == 0
    told = kommun.did("erase", id, "--reason", "Beslut 14")
    assert (told["acknowledged"], told["backups_months"]) == (False, 12)
    assert told["mentions"] == looked
    assert refused(kommun, "show", id) == "no-such-record"


def test_a_figure_is_erased_with_what_it_said_before_its_period_was_changed(
    both: tuple[Leader, Leader],
) -> None:
    kommun, _polis = both
    kommun.add("indicator", "name=Trygga")
    id = kommun.add("measurement", "indicator=Trygga", "period=2024", "value=61", "notes=Känsligt")
    now = kommun.did("set", id, "period=2025")["id"]
    assert kommun.did("erase", now, "--reason", "Beslut 14")["earlier"] == [id]


def test_one_fields_past_is_erased_and_the_rest_stays(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    id = kommun.add("contact", "name=Bo Ek", "notes=Känsligt")
    kommun.mail(polis, "1.trygg")
    assert refused(kommun, "erase", id, "--field", "finns-inte", "--reason", "x")
    kommun.did("erase", id, "--field", "notes", "--reason", "Beslut 14")
    kommun.mail(polis, "2.trygg", "--accept-erasures")
    for leader in (kommun, polis):
        shown = leader.did("show", id)
        assert (shown["name"], shown["notes"]) == ("Bo Ek", None)
        assert "Känsligt" not in json.dumps(leader.did("show", id, "--history"))


def test_retention_tells_what_is_to_be_reviewed_within_thirty_days(both: tuple[Leader, Leader]) -> None:
    kommun, _polis = both
    days = ("2026-11-01", "2026-12-22", "2026-12-23")
    ids = [kommun.add("contact", f"name=Person {day}", f"review_on={day}") for day in days]
    told = kommun.did("retention", "--on", "2026-11-22")
    assert [(each["id"], each["days_late"]) for each in told["review"]] == [(ids[0], 21), (ids[1], 0)]
    assert told["erasures"] == []


# The whole program


class Laptop:
    """A laptop with a user's folder of its own.

    Called, it starts the whole program anew; `here` is the same in this process, for the steps between.
    """

    def __init__(self, call: Call, file: Path, data: Path) -> None:
        self.call, self.file = call, file
        self.own = {"TRYGG_PASSPHRASE": PASSPHRASE, "XDG_DATA_HOME": str(data)}

    def __call__(self, *words: object, given: str = "", code: int = 0, told: int | None = None) -> str:
        """What the program printed; it left with this code and so many lines on standard error."""
        foreign = {
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONIOENCODING": "ascii",
            "LC_ALL": "C",
        }
        done = subprocess.run(
            [sys.executable, "-m", "trygg_desktop", *map(str, words), "--workspace", str(self.file)],
            env=os.environ | self.own | foreign, input=given, capture_output=True, encoding="utf-8", timeout=60,
            check=False,
        )  # fmt: skip
        return self._as_expected(Answer(done.returncode, done.stdout, done.stderr), code, told)

    def here(self, *words: object, given: str = "", code: int = 0, told: int | None = None) -> str:
        """What the command printed, as when the laptop is called."""
        with pytest.MonkeyPatch.context() as this:
            for name, value in self.own.items():
                this.setenv(name, value)
            this.setattr("sys.stdin", io.StringIO(given))
            return self._as_expected(self.call(*words, "--workspace", self.file), code, told)

    def _as_expected(self, answer: Answer, code: int, told: int | None) -> str:
        assert answer.code == code, answer.err
        assert answer.err.count("\n") == (bool(code) if told is None else told), answer.err
        return answer.out


def test_two_laptops_exchange_as_whole_processes(call: Call, tmp_path: Path) -> None:
    a, b = (Laptop(call, tmp_path / f"{name}.workspace", tmp_path / f"data of {name}") for name in "ab")
    a("init", "--author", "Ledare A", "--side", "municipality")
    b.here("init", "--author", "Ledare B", "--side", "police")
    a("add-peer", "-", given=b.here("card", "--text"))
    b.here("add-peer", "-", given="Hej,\n\n" + a.here("card"))
    digits = a.here("fingerprint", "Ledare B").strip()
    a.here("confirm", "Ledare B", digits)
    b.here("confirm", "Ledare A", *digits.split())
    id = a.here("add", "stakeholder", "name=Bäckby IF").strip()
    a.here("send", "Ledare B", "-o", tmp_path / "f.trygg")
    b("receive", tmp_path / "f.trygg")
    assert "Bäckby IF" in b.here("show", id)
    (tmp_path / "skräp.trygg").write_bytes(b"annat")
    b.here("receive", tmp_path / "skräp.trygg", code=1)
    assert json.loads(b.here("check", "--json"))["ok"]


def test_a_refused_erasure_and_a_moved_file_are_told_by_the_whole_program(
    both: tuple[Leader, Leader], call: Call, tmp_path: Path
) -> None:
    kommun, polis = both
    person = kommun.add("contact", "name=Anna Exempelsson")
    kommun.mail(polis, "1.trygg")
    kommun.did("erase", person, "--reason", "Beslut 14")
    file = kommun.make(polis, "2.trygg")
    moved = Laptop(call, polis.file, tmp_path / "data of another")
    assert "Anna Exempelsson" in moved("receive", file, "--preview", told=1)
    assert moved("receive", file, code=4) == ""
    assert moved.here("receive", file, "--accept-erasures")
    moved.here("show", person, code=1)

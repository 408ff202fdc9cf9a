"""A week of two leaders who work apart and meet by files alone, all through the command line."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Call
from tests.cli.exchange_people import Leader, pair, settle


@pytest.fixture
def both(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Leader, Leader]:
    monkeypatch.setenv("TRYGG_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("trygg_desktop.cli.exchange.PAUSE", 0.0)
    kommun = Leader.new(call, tmp_path, "Kommunens ledare", "municipality")
    polis = Leader.new(call, tmp_path, "Polisens ledare", "police")
    pair(kommun, polis)
    return kommun, polis


def test_a_week_apart_ends_equal(both: tuple[Leader, Leader], call: Call, tmp_path: Path) -> None:
    kommun, polis = both

    # Monday: the beginnings, and a note that stays
    forening = kommun.add(
        "stakeholder", "name=Bäckby IF", "phone=021-1", "description=Möts på tisdagar. Har en lokal."
    )
    kontakt = kommun.add(
        "contact", "name=Anna Exempelsson", "email=anna@example.se", f"stakeholder={forening}"
    )
    utkast = kommun.add("liaison-note", "text=Ringde Anna Exempelsson om lokalen.")
    assert kommun.did("send", polis.name, "--preview")["drafts"] == 1
    assert kommun.mail(polis, "mandag.trygg")["state"] == "taken-in"
    assert polis("show", utkast).code == 1

    # Tuesday: both write in the same places; the first file is lost, the second comes twice
    kommun.did("set", forening, "phone=021-2", "description=Möts på onsdagar. Har en lokal.")
    polis.did("set", forening, "phone=021-3", "description=Möts på tisdagar. Har en stor lokal.")
    kommun.make(polis, "tisdag-borta.trygg")
    andra = kommun.make(polis, "tisdag.trygg")
    assert polis.did("receive", andra)["questions"] == 1
    assert polis.did("receive", andra)["state"] == "nothing-new"
    (fraga,) = polis.did("questions")
    assert {value["value"] for value in fraga["values"]} == {"021-2", "021-3"}
    assert {value["author"] for value in fraga["values"]} == {kommun.name, polis.name}
    assert polis.did("show", forening)["description"] == "Möts på onsdagar. Har en stor lokal."

    # Wednesday: the other answers, in words of their own
    polis.mail(kommun, "onsdag.trygg")
    (samma,) = kommun.did("questions")
    assert kommun.did("answer", samma["id"], "021-4")["questions"] == 0
    kommun.mail(polis, "onsdag-svar.trygg")
    assert polis.did("questions") == []
    assert polis.did("show", forening)["phone"] == "021-4"
    historia = [(entry["field"], entry["value"]) for entry in polis.did("show", forening, "--history")]
    assert {("phone", "021-2"), ("phone", "021-3"), ("phone", "021-4")} <= set(historia)

    # Thursday: a receipt is taken back and taken in again
    kommun.add("stakeholder", "name=Råby IF")
    fore = polis.picture()
    kommun.mail(polis, "torsdag.trygg")
    efter = polis.picture()
    assert polis.did("take-back")["taken_back"]
    assert polis.picture() == fore
    (vantar,) = polis.did("inbox")
    assert vantar["state"] == "taken-back"
    polis.did("inbox", "--take", vantar["n"])
    assert (polis.picture(), polis.did("inbox")) == (efter, [])

    # Friday: someone is erased, and mentioned elsewhere
    told = kommun.did("erase", kontakt, "--reason", "Beslut 14")
    assert [mention["id"] for mention in told["mentions"]] == [utkast]
    assert [peer["name"] for peer in told["waiting_for"]] == [polis.name]
    fil = kommun.make(polis, "fredag.trygg")
    (raderas,) = polis.did("receive", fil, "--preview")["erased"]
    assert (raderas["id"], raderas["title"], raderas["reason"]) == (kontakt, "Anna Exempelsson", "Beslut 14")
    vagrad = polis("receive", fil)
    assert (vagrad.code, vagrad.error["error"]) == (4, "erasures-wait")
    assert polis("show", kontakt).code == 0
    polis.did("receive", fil, "--accept-erasures")
    assert polis("show", kontakt).code == 1
    assert len(kommun.did("retention")["erasures"]) == 1
    polis.mail(kommun, "fredag-kvitto.trygg")
    assert kommun.did("retention")["erasures"] == []

    # Saturday: a third joins and gets everything but the draft
    ersattare = Leader.new(call, tmp_path, "Kommunens ersättare", "municipality")
    pair(kommun, ersattare)
    kommun.mail(ersattare, "lordag.trygg")
    assert ersattare("show", utkast).code == 1
    ersattare.add("stakeholder", "name=Ersättarens förening")

    # Sunday: nothing is missing anywhere
    kommun.did("erase", utkast, "--reason", "Behövs inte")
    settle(ersattare, kommun, polis)
    pictures = [leader.picture() for leader in (kommun, polis, ersattare)]
    assert pictures[0] == pictures[1] == pictures[2]
    names = {record["name"] for record in ersattare.did("list", "stakeholder")}
    assert names == {"Bäckby IF", "Råby IF", "Ersättarens förening"}
    for leader in (kommun, polis, ersattare):
        assert leader.did("questions") == []
        assert leader.did("check") == {"ok": True, "findings": []}


def test_a_restored_backup_goes_on_and_receives_again_what_it_lost(
    both: tuple[Leader, Leader], tmp_path: Path
) -> None:
    kommun, polis = both
    first = kommun.add("stakeholder", "name=Före kopian")
    kommun.mail(polis, "1.trygg")
    polis.mail(kommun, "2.trygg")
    kommun.did("backup", tmp_path / "kopia.workspace")
    lost = kommun.add("stakeholder", "name=Efter kopian")
    kommun.did("set", first, "phone=021-9")
    polis.did("set", first, "email=polis@example.se")
    kommun.mail(polis, "3.trygg")
    polis.mail(kommun, "4.trygg")

    kommun.file.unlink()
    new = replace(kommun, file=tmp_path / "ny dator.workspace")
    new.did("restore-backup", tmp_path / "kopia.workspace")
    assert new("show", lost).code == 1
    (peer,) = new.did("peers")
    assert peer["confirmed"]
    new.add("stakeholder", "name=Skriven på den nya")
    new.mail(polis, "5.trygg")
    polis.mail(new, "6.trygg")
    assert new.did("show", lost)["name"] == "Efter kopian"
    assert new.did("show", first)["phone"] == "021-9"
    settle(new, polis)
    assert new.picture() == polis.picture()
    assert new.did("questions") == polis.did("questions") == []
    assert new.did("check")["ok"] and polis.did("check")["ok"]


def test_a_restored_backup_finds_its_own_lost_files_in_the_folder(
    both: tuple[Leader, Leader], tmp_path: Path
) -> None:
    kommun, polis = both
    kommun.mail(polis, "1.trygg")
    polis.mail(kommun, "2.trygg")
    kommun.did("backup", tmp_path / "kopia.workspace")
    (folder := tmp_path / "gemensam").mkdir()
    lost = kommun.add("stakeholder", "name=Efter kopian")
    kommun.did("send", polis.name, "-o", folder)
    kommun.file.unlink()
    new = replace(kommun, file=tmp_path / "ny.workspace")
    new.did("restore-backup", tmp_path / "kopia.workspace")
    assert [told["state"] for told in new.did("receive", folder)] == ["taken-in"]
    assert new.did("show", lost)["name"] == "Efter kopian"
    polis.did("receive", folder)
    settle(new, polis)
    assert new.picture() == polis.picture()


def test_a_copied_workspace_that_goes_on_in_two_places_is_noticed(
    both: tuple[Leader, Leader], tmp_path: Path
) -> None:
    kommun, polis = both
    kommun.mail(polis, "1.trygg")
    copy = replace(polis, file=tmp_path / "kopia av polisens.workspace")
    shutil.copy(polis.file, copy.file)
    moved = copy.call("list", "stakeholder", "--workspace", copy.file)
    assert moved.err.count("\n") == 1
    told = []
    for n in range(2):
        copy.add("stakeholder", f"name=På kopian {n}")
        told.append(copy.mail(kommun, f"kopia-{n}.trygg")["copies"])
        polis.add("stakeholder", f"name=På den första {n}")
        told.append(polis.mail(kommun, f"forsta-{n}.trygg")["copies"])
    assert [each["name"] for each in told[-1]] == [polis.name]
    assert len(kommun.did("list", "stakeholder")) == 4
    assert kommun.did("check")["ok"]


def test_an_unmoved_workspace_says_nothing_when_it_is_opened(both: tuple[Leader, Leader]) -> None:
    kommun, _polis = both
    for _again in range(2):
        assert kommun.call("list", "stakeholder", "--workspace", kommun.file).err == ""

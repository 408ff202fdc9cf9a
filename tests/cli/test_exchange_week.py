"""A week of two leaders who work apart and meet by files alone, all through the command line."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.exchange_people import Leader, pair, settle, two_leaders


@pytest.fixture
def both(laptops: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> tuple[Leader, Leader]:
    """Two leaders who have confirmed each other and exchanged nothing."""
    return two_leaders(laptops, call, monkeypatch, pair)


def test_a_week_apart_ends_equal(both: tuple[Leader, Leader], call: Call) -> None:
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
    ersattare = Leader.new(call, kommun.folder, "Kommunens ersättare", "municipality")
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


def test_a_restored_backup_goes_on_and_receives_again_what_it_lost(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    first = kommun.add("stakeholder", "name=Före kopian")
    kommun.mail(polis, "1.trygg")
    polis.mail(kommun, "2.trygg")
    kommun.did("backup", kommun.folder / "kopia.workspace")
    lost = kommun.add("stakeholder", "name=Efter kopian")
    kommun.did("set", first, "phone=021-9")
    polis.did("set", first, "email=polis@example.se")
    kommun.mail(polis, "3.trygg")
    polis.mail(kommun, "4.trygg")

    kommun.file.unlink()
    new = replace(kommun, file=kommun.folder / "ny dator.workspace")
    new.did("restore-backup", kommun.folder / "kopia.workspace")
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


def test_a_restored_backup_finds_its_own_lost_files_in_the_folder(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    kommun.mail(polis, "1.trygg")
    polis.mail(kommun, "2.trygg")
    kommun.did("backup", kommun.folder / "kopia.workspace")
    (folder := kommun.folder / "gemensam").mkdir()
    lost = kommun.add("stakeholder", "name=Efter kopian")
    kommun.did("send", polis.name, "-o", folder)
    kommun.file.unlink()
    new = replace(kommun, file=kommun.folder / "ny.workspace")
    new.did("restore-backup", kommun.folder / "kopia.workspace")
    assert [told["state"] for told in new.did("receive", folder)] == ["taken-in"]
    assert new.did("show", lost)["name"] == "Efter kopian"
    polis.did("receive", folder)
    settle(new, polis)
    assert new.picture() == polis.picture()


def test_a_copied_workspace_that_goes_on_in_two_places_is_noticed(
    both: tuple[Leader, Leader], monkeypatch: pytest.MonkeyPatch
) -> None:
    kommun, polis = both
    kommun.mail(polis, "1.trygg")
    copy = replace(polis, file=kommun.folder / "kopia av polisens.workspace")
    shutil.copy(polis.file, copy.file)
    told = []
    for n in range(2):
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("XDG_DATA_HOME", str(kommun.folder / "another laptop"))
            copy.add("stakeholder", f"name=På kopian {n}")
            told.append(copy.mail(kommun, f"kopia-{n}.trygg")["copies"])
        polis.add("stakeholder", f"name=På den första {n}")
        told.append(polis.mail(kommun, f"forsta-{n}.trygg")["copies"])
    assert [each["name"] for each in told[-1]] == [polis.name]
    assert len(kommun.did("list", "stakeholder")) == 4
    assert kommun.did("check")["ok"]


def test_a_copied_workspace_says_so_where_it_is_opened(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    copy = Path(shutil.copy(polis.file, kommun.folder / "kopia.workspace"))
    opened = polis.call("list", "stakeholder", "--workspace", copy, "--lang", "en")
    assert (opened.code, opened.err.count("\n")) == (0, 1)
    assert "use only one of the copies" in opened.err


def test_an_unmoved_workspace_says_nothing_when_it_is_opened(both: tuple[Leader, Leader]) -> None:
    kommun, _polis = both
    for _again in range(2):
        assert kommun.call("list", "stakeholder", "--workspace", kommun.file).err == ""


def test_a_backup_put_back_by_hand_is_known_as_one(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    kommun.mail(polis, "1.trygg")
    kommun.did("backup", kommun.folder / "kopia.workspace")
    first = kommun.add("stakeholder", "name=Efter kopian")
    kommun.mail(polis, "2.trygg")
    for beside in kommun.folder.glob(kommun.file.name + "*"):
        beside.unlink()
    shutil.copy(kommun.folder / "kopia.workspace", kommun.file)
    second = kommun.add("stakeholder", "name=Skriven efteråt")
    kommun.mail(polis, "3.trygg")
    polis.mail(kommun, "4.trygg")
    assert {each["id"] for each in kommun.did("list", "stakeholder")} == {first, second}
    settle(kommun, polis)
    assert kommun.picture() == polis.picture()
    assert kommun.did("check")["ok"] and polis.did("check")["ok"]


def test_a_restored_backup_keeps_its_questions_and_forgets_what_was_erased(
    both: tuple[Leader, Leader],
) -> None:
    kommun, polis = both
    person = kommun.add("contact", "name=Anna Exempelsson")
    id = kommun.add("stakeholder", "name=Bäckby IF")
    kommun.mail(polis, "1.trygg")
    kommun.did("set", id, "phone=021-2")
    polis.did("set", id, "phone=021-3")
    polis.mail(kommun, "2.trygg")
    asked = kommun.did("questions")
    kommun.did("backup", kommun.folder / "kopia.workspace")
    kommun.did("erase", person, "--reason", "Beslut 14")
    new = replace(kommun, file=kommun.folder / "ny.workspace")
    new.did("restore-backup", kommun.folder / "kopia.workspace")
    assert [each["values"] for each in new.did("questions")] == [each["values"] for each in asked]
    assert new("show", person).code == 1
    new.mail(polis, "3.trygg", "--accept-erasures")
    assert polis("show", person).code == 1


def test_the_others_are_told_who_was_removed(both: tuple[Leader, Leader], call: Call) -> None:
    kommun, polis = both
    third = Leader.new(call, kommun.folder, "Kommunens ersättare", "municipality")
    pair(kommun, third)
    kommun.mail(third, "1.trygg")
    third.mail(kommun, "2.trygg")
    pair(polis, third)
    polis.did("remove-peer", kommun.name)
    assert [each["name"] for each in polis.mail(third, "3.trygg")["removed"]] == [kommun.name]
    assert [each["name"] for each in third.did("peers")] == [polis.name]


def test_an_erasure_in_a_folder_waits_for_someone_and_lets_the_rest_in(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    person = kommun.add("contact", "name=Anna Exempelsson")
    kommun.mail(polis, "1.trygg")
    polis.mail(kommun, "2.trygg")
    (folder := kommun.folder / "gemensam").mkdir()
    kommun.add("stakeholder", "name=Bäckby IF")
    kommun.did("send", polis.name, "-o", folder)
    kommun.did("erase", person, "--reason", "Beslut 14")
    kommun.did("send", polis.name, "-o", folder)
    told = polis.did("receive", folder)
    assert [each["state"] for each in told] == ["taken-in", "refused"]
    assert told[1]["error"] == "erasures-wait"
    assert polis("show", person).code == 0
    assert [each["state"] for each in polis.did("receive", folder, "--accept-erasures")] == ["taken-in"]
    assert polis("show", person).code == 1


def test_the_third_passes_on_what_the_first_wrote(both: tuple[Leader, Leader], call: Call) -> None:
    kommun, polis = both
    third = Leader.new(call, kommun.folder, "Kommunens ersättare", "municipality")
    pair(kommun, third)
    pair(polis, third)
    id = kommun.add("stakeholder", "name=Bäckby IF")
    kommun.mail(third, "1.trygg")
    third.mail(polis, "2.trygg")
    assert polis.did("show", id)["name"] == "Bäckby IF"
    assert polis.did("show", id, "--history")[0]["author"] == kommun.name
    polis.did("set", id, "phone=021-1")
    kommun.did("set", id, "phone=021-2")
    polis.mail(third, "3.trygg")
    third.mail(kommun, "4.trygg")
    (asked,) = kommun.did("questions")
    assert {value["author"] for value in asked["values"]} == {kommun.name, polis.name}


def test_a_backup_from_before_the_first_exchange_can_still_be_restored(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    polis.did("backup", kommun.folder / "kopia.workspace")
    kommun.add("stakeholder", "name=Bäckby IF")
    kommun.mail(polis, "1.trygg")  # polis' own untouched districts give way: their rows become void
    polis.mail(kommun, "2.trygg")  # and have now been told to the other
    new = replace(polis, file=kommun.folder / "ny.workspace")
    new.did("restore-backup", kommun.folder / "kopia.workspace")
    new.mail(kommun, "3.trygg")
    assert kommun.mail(new, "4.trygg")["state"] == "taken-in"
    settle(kommun, new)
    assert new.picture() == kommun.picture()
    assert new.did("check")["ok"] and kommun.did("check")["ok"]


def test_a_restored_backup_erases_again_in_a_lane_of_its_own(both: tuple[Leader, Leader]) -> None:
    kommun, polis = both
    person = kommun.add("contact", "name=Anna Exempelsson")
    kommun.mail(polis, "1.trygg")
    polis.mail(kommun, "2.trygg")
    kommun.did("backup", kommun.folder / "kopia.workspace")
    kommun.add("stakeholder", "name=Efter kopian")
    kommun.did("erase", person, "--reason", "Beslut 14")
    kommun.mail(polis, "3.trygg", "--accept-erasures")
    new = replace(kommun, file=kommun.folder / "ny.workspace")
    new.did("restore-backup", kommun.folder / "kopia.workspace")
    new.mail(polis, "4.trygg", "--accept-erasures")
    polis.mail(new, "5.trygg", "--accept-erasures")
    settle(new, polis)
    assert new.picture() == polis.picture()
    assert new.did("check")["ok"] and polis.did("check")["ok"]

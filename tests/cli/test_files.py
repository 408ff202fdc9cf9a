"""Files in and out on the command line."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from trygg_desktop.cli.reporting import from_system
from trygg_desktop.i18n import in_language, sentence

REPORT = {"added", "updated", "skipped", "problems", "warnings", "possible_duplicates"}


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """Three people, one of whom has an address that can't be read."""
    path = tmp_path / "kontakter.csv"
    path.write_bytes("Namn;E-post\nÅsa Öberg;asa@x.se\nBo Ek;fel\nEva Al;eva@x.se\n".encode("cp1252"))
    return path


def test_one_bad_row_stops_it_all_and_every_problem_is_told(trygg: Call, contacts: Path) -> None:
    answer = trygg("import", "contacts", contacts)
    assert answer.code == 1
    assert (answer.error["file"], answer.error["row"], answer.error["column"]) == (
        "kontakter.csv",
        3,
        "E-post",
    )
    assert [problem["row"] for problem in answer.data["problems"]] == [3]
    assert answer.data["added"] == 0
    assert trygg("list", "contact").data == []


def test_bad_rows_are_left_out_on_request(trygg: Call, contacts: Path) -> None:
    report = trygg("import", "contacts", contacts, "--skip-bad-rows").data
    assert set(report) == REPORT
    assert (report["added"], report["skipped"]) == (2, 1)
    assert report["problems"][0].keys() == {"row", "column", "message"}
    assert [each["name"] for each in trygg("list", "contact").data] == ["Eva Al", "Åsa Öberg"]


def test_the_same_file_twice_changes_nothing(trygg: Call, contacts: Path) -> None:
    trygg("import", "contacts", contacts, "--skip-bad-rows")
    report = trygg("import", "contacts", contacts, "--skip-bad-rows").data
    assert (report["added"], report["updated"]) == (0, 0)


def test_a_trial_tells_and_changes_nothing(trygg: Call, contacts: Path) -> None:
    assert trygg("import", "contacts", contacts, "--dry-run").data["added"] == 2
    assert trygg("list", "contact").data == []


def test_an_import_is_taken_back_in_one_step(trygg: Call, contacts: Path) -> None:
    trygg("import", "contacts", contacts, "--skip-bad-rows")
    trygg("undo")
    assert trygg("list", "contact").data == []


def test_what_is_kept_stays_unless_the_file_is_preferred(trygg: Call, tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    trygg("add", "contact", "name=Åsa Öberg", "email=asa@x.se", "phone=021-1")
    path.write_text("Namn;E-post;Telefon\nÅsa Öberg;asa@x.se;021-2\n", encoding="utf-8")
    report = trygg("import", "contacts", path).data
    assert (report["updated"], len(report["warnings"])) == (0, 1)
    assert trygg("import", "contacts", path, "--prefer-file").data["updated"] == 1
    assert trygg("list", "contact").data[0]["phone"] == "021-2"


def test_likely_twins_are_added_and_reported(trygg: Call, tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    trygg("add", "stakeholder", "name=Bostads AB")
    kept = trygg("add", "contact", "name=Katarina Lindqvist", "stakeholder=Bostads AB").data["id"]
    path.write_text("Namn;Företag\nKatarina Lindkvist;Bostads AB\n", encoding="utf-8")
    report = trygg("import", "contacts", path).data
    assert report["added"] == 1
    [twins] = report["possible_duplicates"]
    assert (twins["existing"], set(twins)) == (kept, {"new", "existing", "why"})


def test_any_table_becomes_records_of_a_kind(trygg: Call, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Rubrik x;Dag x\nRådet;2026-12-03\n", encoding="utf-8")
    words = ("import", "table", path, "--map", "Rubrik x=title", "--map", "Dag x=held_on")
    assert trygg(*words).error["error"] == "kind-needed"
    assert trygg(*words, "--kind", "meeting").data["added"] == 1
    assert trygg("list", "meeting").data[0]["held_on"] == "2026-12-03"


@pytest.mark.parametrize("mapping", ["x", "=name", "x=", "x=name", "Namn=nope"])
def test_a_mapping_that_cant_be_is_refused(trygg: Call, contacts: Path, mapping: str) -> None:
    assert trygg("import", "contacts", contacts, "--map", mapping).code == 1


def test_events_are_taken_in_once(trygg: Call, tmp_path: Path) -> None:
    path = tmp_path / "h.json"
    event = {
        "id": 7,
        "datetime": "2026-01-20 7:26:45 +01:00",
        "name": "20 januari, Rån, Västerås",
        "summary": "Bäckby.",
    }
    path.write_text(json.dumps([event]), encoding="utf-8")
    assert trygg("import", "events", path).data["added"] == 1
    assert trygg("import", "events", path).data["skipped"] == 1
    assert trygg("list", "event").data[0]["happened"] == "2026-01-20T06:26:45Z"


def test_borders_go_to_districts_of_their_name_and_others_on_request(trygg: Call, tmp_path: Path) -> None:
    path = tmp_path / "g.geojson"
    square = {"type": "Polygon", "coordinates": [[[16.5, 59.6], [16.6, 59.6], [16.6, 59.7], [16.5, 59.6]]]}
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": square} for name in ("Vallby", "Nybyn")
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    report = trygg("import", "borders", path).data
    assert (report["added"], report["updated"], len(report["warnings"])) == (0, 1, 1)
    assert trygg("import", "borders", path, "--make-new").data["added"] == 1
    assert len(trygg("list", "district", "--where", "name=Nybyn").data) == 1


def test_a_calendar_goes_out_and_comes_back_unchanged(trygg: Call, tmp_path: Path) -> None:
    trygg(
        "add",
        "meeting",
        "title=Rådet",
        "held_on=2026-12-03",
        "starts=2026-12-03 13:00",
        "ends=2026-12-03 15:00",
    )
    trygg("export", "meeting", tmp_path / "m.ics")
    report = trygg("import", "calendar", tmp_path / "m.ics").data
    assert (report["added"], report["updated"], report["skipped"]) == (0, 0, 1)


@pytest.mark.parametrize("sort", ["contacts", "events", "borders", "calendar"])
@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff" * 99, b"{", b"[]", b"null"])
def test_a_file_of_another_sort_is_refused_in_one_sentence(
    trygg: Call, tmp_path: Path, sort: str, content: bytes
) -> None:
    path = tmp_path / "fil"
    path.write_bytes(content)
    answer = trygg("import", sort, path)
    assert answer.code in (0, 1)
    assert "program-fault" not in answer.err


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("stakeholder", "a.csv"), ("stakeholder", "a.xlsx"), ("stakeholder", "a.json"), ("meeting", "a.ics"),
        ("contact", "a.vcf"), ("district", "a.geojson"), ("all", "a.json"), ("all", "a.xlsx"),
    ],
)  # fmt: skip
def test_the_ending_says_how_it_is_written(trygg: Call, tmp_path: Path, kind: str, name: str) -> None:
    trygg("add", "stakeholder", "name=Bäckby IF")
    trygg("add", "contact", "name=Ordföranden", "stakeholder=Bäckby IF")
    answer = trygg("export", kind, tmp_path / name)
    assert answer.data["file"] == str(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize(("kind", "name"), [("all", "a.csv"), ("stakeholder", "a.ics"), ("contact", "a.doc")])
def test_a_format_that_cant_hold_it_is_refused(trygg: Call, tmp_path: Path, kind: str, name: str) -> None:
    assert trygg("export", kind, tmp_path / name).code == 1
    assert not (tmp_path / name).exists()


def test_contacts_are_not_written_for_the_public(trygg: Call, tmp_path: Path) -> None:
    assert trygg("export", "contact", tmp_path / "a.vcf", "--for", "public").code == 4
    assert not (tmp_path / "a.vcf").exists()


def test_it_is_said_for_whom_a_file_is_what_is_missing_and_how_it_is_protected(
    trygg: Call, call: Call, file: Path, tmp_path: Path
) -> None:
    for protection in ("open", "internal", "protected"):
        words = (f"name=Aktör {protection}", f"protection={protection}", "ground=OSL 18:1")
        trygg("release", trygg("add", "stakeholder", *words).data["id"], "--protected")
    told = trygg("export", "stakeholder", tmp_path / "a.csv", "--for", "council").data
    assert (told["audience"], told["left_out"], told["protection"]) == ("council", 1, "internal")
    leaders = trygg("export", "stakeholder", tmp_path / "b.csv", "--for", "leaders").data
    assert (leaders["left_out"], leaders["confidential"], leaders["grounds"]) == (0, 1, ["OSL 18:1"])
    shown = call("export", "stakeholder", tmp_path / "c.csv", "--for", "public", "--workspace", file).out
    assert "För: Allmänheten." in shown and "2 poster utelämnas" in shown and "Skydd: Öppen." in shown
    own = call("export", "all", tmp_path / "d.json", "--workspace", file).out
    assert "även utkast" in own and "Skydd: Sekretessmarkerad, OSL 18:1." in own


def test_what_an_audience_may_not_see_is_not_exported(trygg: Call, tmp_path: Path) -> None:
    trygg("add", "stakeholder", "name=Synlig", "protection=open")
    trygg("add", "stakeholder", "name=Intern")
    assert trygg("export", "stakeholder", tmp_path / "a.json", "--for", "public").data["records"] == 1
    assert "Intern" not in (tmp_path / "a.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_withheld_figure_is_told_to_nobody_although_its_number_was_written_down(
    trygg: Call, tmp_path: Path, ending: str
) -> None:
    trygg("add", "indicator", "name=Brott", "protection=open")
    words = ("indicator=Brott", "period=2025", "value=73577", "mark=suppressed", "protection=open")
    assert trygg("add", "measurement", *words).data["value"] is None
    file = tmp_path / f"a.{ending}"
    trygg("export", "measurement", file, "--for", "leaders")
    text = file.read_text(encoding="utf-8")
    assert "2025" in text and "73577" not in text


def test_a_document_is_attached_saved_and_taken_off(trygg: Call, tmp_path: Path) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    (tmp_path / "avtal å.txt").write_bytes(b"hej")
    made = trygg("attach", id, tmp_path / "avtal å.txt").data
    assert (made["belongs_to"], made["name"], made["size"]) == (id, "avtal å.txt", 3)
    assert trygg("save-attachment", made["id"], tmp_path / "ut.txt").data["size"] == 3
    assert (tmp_path / "ut.txt").read_bytes() == b"hej"
    assert trygg("detach", made["id"]).code == 0
    assert trygg("save-attachment", made["id"], tmp_path / "ut.txt").code == 1


def test_what_is_no_document_is_left_alone(trygg: Call, tmp_path: Path) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    assert trygg("detach", id).error["error"] == "wrong-kind"
    assert trygg("attach", id, tmp_path / "saknas.txt").error == {
        "error": "no-such-file",
        "message": "Det finns ingen fil eller mapp saknas.txt. Inget har ändrats.",
        "file": "saknas.txt",
    }


def test_a_missing_folder_is_named(trygg: Call, tmp_path: Path) -> None:
    for words in (
        ("export", "stakeholder", tmp_path / "inte" / "a.csv"),
        ("recovery-sheet", "-o", tmp_path / "inte" / "a.pdf"),
        ("backup", tmp_path / "inte" / "a.workspace"),
    ):
        answer = trygg(*words)
        assert (answer.code, answer.error["error"]) == (1, "no-such-folder")
        assert answer.error["file"] == words[-1].name  # type: ignore[union-attr]


def test_a_document_is_attached_and_never_made_without_content(trygg: Call, tmp_path: Path) -> None:
    assert trygg("add", "attachment", "name=avtal.pdf").error["error"] == "attach-instead"
    (tmp_path / "avtal.txt").write_text("hej", encoding="utf-8")
    owner = trygg("add", "stakeholder", "name=A").data["id"]
    document = trygg("attach", owner, tmp_path / "avtal.txt").data["id"]
    for field in ("hash=abc", "size=1", "media_type=x"):
        assert trygg("set", document, field).error["error"] == "told-by-content"
    assert trygg("set", document, "description=Undertecknat").code == 0
    assert trygg("check").data["ok"]


def test_a_folder_is_no_file_to_import(trygg: Call, tmp_path: Path) -> None:
    assert trygg("import", "contacts", tmp_path).error["error"] == "not-a-file"


def test_a_person_is_shown_the_beginning_of_a_long_list_of_problems(
    call: Call, file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "kontakter.csv"
    path.write_text("Namn;E-post\n" + "Bo Ek;fel\n" * 30, encoding="utf-8")
    shown = call("import", "contacts", path, "--workspace", file).out
    assert shown.rstrip().endswith("… och 10 till.")
    assert len(shown.splitlines()) == 23
    told = call("import", "contacts", path, "--workspace", file, "--json").data
    assert len(told["problems"]) == 30


def test_why_the_system_refuses_is_said_in_swedish() -> None:
    shown = from_system(PermissionError(errno.EACCES, "Permission denied", "lista.csv"))
    with in_language("sv"):
        assert (
            sentence(shown)
            == "lista.csv går inte att läsa eller skriva där (behörighet saknas). Inget har ändrats."
        )


def test_nothing_that_is_written_takes_the_place_of_the_workspace(
    trygg: Call, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "avtal.txt").write_text("hej", encoding="utf-8")
    owner = trygg("add", "stakeholder", "name=A").data["id"]
    document = trygg("attach", owner, tmp_path / "avtal.txt").data["id"]
    trygg("add", "meeting", "title=Rådet", "held_on=2026-12-03")
    for words in (
        ("save-attachment", document, file),
        ("recovery-sheet", "-o", file),
        ("brief", "meeting", "--for", "council", "--on", "2026-11-22", "-o", file),
    ):
        assert trygg(*words).error["error"] == "workspace-itself"
    assert trygg("check").data["ok"]

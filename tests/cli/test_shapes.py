"""What programs read from the command line: the names and shapes that others rely on."""

from __future__ import annotations

from tests.cli.conftest import Call

TYPES = {
    "text", "paragraph", "choice", "bool", "integer", "number", "date", "datetime", "duration", "reference",
    "references", "email", "phone", "url", "color", "file", "json",
}  # fmt: skip
KINDS = {
    "stakeholder", "contact", "interaction", "commitment", "agreement", "district", "presence-action",
    "presence-session", "safety-walk", "finding", "liaison-note", "council-member", "meeting", "attendance",
    "agenda-item", "decision", "preparation", "attachment", "event",
}  # fmt: skip
FACTS = {"name", "label", "type", "required", "options", "personal", "section", "help"}


def test_kinds_tells_every_kind_with_its_fields_and_needs_no_workspace(call: Call) -> None:
    kinds = call("kinds", "--json").data
    assert {kind["name"] for kind in kinds} >= KINDS
    fields = [field for kind in kinds for field in kind["fields"]]
    assert all(set(field) == FACTS for field in fields)
    assert {field["type"] for field in fields} <= TYPES


def test_options_are_stable_values_in_order_and_labels_are_translated(call: Call) -> None:
    def protection(language: str) -> dict[str, object]:
        kinds = call("kinds", "--json", "--lang", language).data
        return next(field for field in kinds[0]["fields"] if field["name"] == "protection")

    swedish, english = protection("sv"), protection("en")
    assert swedish["options"] == english["options"] == ["open", "internal", "protected"]
    assert (swedish["label"], english["label"]) == ("Skydd", "Protection")


def test_a_field_without_options_has_an_empty_list(call: Call) -> None:
    name = call("kinds", "--json").data[0]["fields"][0]
    assert (name["name"], name["type"], name["required"], name["options"]) == ("name", "text", True, [])


def test_a_listed_record_has_id_kind_fields_protection_ground_and_draft(trygg: Call) -> None:
    made = trygg("add", "stakeholder", "name=Bäckby IF", "sector=sport").data
    assert trygg("list", "stakeholder").data == [made]
    assert made["kind"] == "stakeholder"
    assert made["sector"] == "sport"
    assert (made["protection"], made["ground"], made["draft"]) == ("internal", None, False)


def test_a_shown_record_is_the_listed_one_with_its_links(trygg: Call) -> None:
    made = trygg("add", "stakeholder", "name=Bäckby IF").data
    assert trygg("show", made["id"]).data == made | {"links": []}


def test_references_are_ids_and_several_are_a_list(trygg: Call) -> None:
    vallby, backby = (
        next(each["id"] for each in trygg("list", "district").data if each["name"] == name)
        for name in ("Vallby", "Bäckby")
    )
    owner = trygg("add", "stakeholder", "name=Bostadsbolaget").data["id"]
    made = trygg(
        "add",
        "presence-action",
        "name=Kvällar",
        "responsible=Bostadsbolaget",
        "districts=Vallby",
        "districts=Bäckby",
    ).data
    assert made["responsible"] == owner
    assert sorted(made["districts"]) == sorted([vallby, backby])


def test_times_are_utc_and_dates_are_dates(trygg: Call) -> None:
    made = trygg("add", "meeting", "title=Rådet", "held_on=3 december 2026", "starts=2026-12-03 13:00").data
    assert (made["held_on"], made["starts"]) == ("2026-12-03", "2026-12-03T12:00:00Z")


def test_history_is_newest_first_and_tells_what_was_taken_back(trygg: Call) -> None:
    id = trygg("add", "stakeholder", "name=A").data["id"]
    trygg("set", id, "notes=ett")
    trygg("set", id, "notes=två")
    trygg("undo")
    history = trygg("show", id, "--history").data
    assert all({"field", "value", "at", "author", "undone"} <= set(entry) for entry in history)
    told = [(entry["value"], entry["undone"]) for entry in history if entry["field"] == "notes"]
    assert told == [("ett", False), ("två", True), ("ett", False)]
    assert [entry["at"] for entry in history] == sorted((entry["at"] for entry in history), reverse=True)
    assert {entry["author"] for entry in history} == {"Kommunens ledningsfunktion"}
    assert {entry["field"] for entry in history} >= {"name"}


def test_search_gives_id_kind_title_and_snippet(trygg: Call) -> None:
    id = trygg("add", "liaison-note", "text=Om nattvandring\nvid torget").data["id"]
    assert trygg("search", "vandring").data == [
        {
            "id": id,
            "kind": "liaison-note",
            "title": "Om nattvandring",
            "snippet": "Om nattvandring vid torget",
        }
    ]


def test_check_says_that_all_is_well(trygg: Call) -> None:
    assert trygg("check").data == {"ok": True, "findings": []}


def test_only_liaison_notes_start_as_drafts(trygg: Call) -> None:
    assert trygg("add", "liaison-note", "text=x").data["draft"] is True
    assert trygg("add", "stakeholder", "name=x").data["draft"] is False
    assert trygg("add", "stakeholder", "name=y", "--draft").data["draft"] is True


def test_for_people_add_prints_the_id_alone(call: Call, file: object) -> None:
    answer = call("add", "stakeholder", "name=x", "--workspace", file)
    assert call("show", answer.out.strip(), "--workspace", file).code == 0

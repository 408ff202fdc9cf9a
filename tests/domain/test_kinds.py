"""Every kind of record keeps the names that scripts, briefings and the other laptop rely on."""

from __future__ import annotations

from uuid import UUID

import pytest

from trygg_desktop.domain.districts import District, Level, default_districts
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.kinds import KINDS, kind_named
from trygg_desktop.domain.links import ends
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _, in_language

NAMING = {
    "stakeholder": "name",
    "contact": "name",
    "interaction": "text",
    "commitment": "title",
    "agreement": "title",
    "district": "name",
    "presence-action": "name",
    "presence-session": "text",
    "safety-walk": "name",
    "finding": "title",
    "liaison-note": "text",
    "event": "name",
    "council-member": "name",
    "meeting": "title",
    "agenda-item": "title",
    "attendance": "member",
    "decision": "title",
    "preparation": "title",
    "attachment": "name",
    "indicator": "name",
    "measurement": "indicator",
    "situation-picture": "title",
    "picture-part": "district",
    "problem": "title",
    "cause": "title",
    "goal": "title",
    "measure": "title",
    "follow-up": "text",
    "evaluation": "title",
}
PERSONAL = {
    "contact": {"name", "role", "email", "phone", "mobile", "address", "notes"},
    "council-member": {"name", "email", "phone", "notes", "substitute_for"},
    "interaction": {"contact"},
    "attendance": {"member", "substitute", "note"},
    "situation-picture": {"agreed_municipality_by", "agreed_police_by", "decided_by"},
    "picture-signature": {"signed_by"},
    "measure": {"responsible_person"},
    "follow-up": {"done_by"},
}


def every_kind() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.about.name))


def test_all_the_kinds_are_there_under_their_names() -> None:
    assert {kind.about.name: kind.about.naming for kind in KINDS if not kind.about.side_kind} == NAMING


def test_a_kind_is_found_by_its_name() -> None:
    assert all(kind_named(kind.about.name) is kind for kind in KINDS)
    assert kind_named("nothing") is None


@every_kind()
def test_the_naming_field_is_there_and_is_the_only_one_required(kind: type[Record]) -> None:
    required = {field.name for field in kind.fields().values() if field.required}
    if not kind.about.side_kind:
        assert required == {kind.about.naming}


@every_kind()
def test_a_reference_points_to_a_kind_that_exists(kind: type[Record]) -> None:
    for field in kind.fields().values():
        if field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES):
            assert field.target == "" or kind_named(field.target)


@every_kind()
def test_natural_keys_and_order_are_fields_of_the_kind(kind: type[Record]) -> None:
    names = {*kind.about.natural_key, *(name.lstrip("-") for name in kind.about.order)}
    assert names <= kind.fields().keys()


@every_kind()
def test_fields_stand_in_sections_and_a_list_has_few_columns(kind: type[Record]) -> None:
    if kind.about.side_kind:
        return
    fields = kind.fields().values()
    assert all(field.section for field in fields)
    assert 1 <= sum(field.listed for field in fields) <= 6


@every_kind()
def test_every_text_of_a_kind_is_translated(kind: type[Record]) -> None:
    with in_language("sv"):
        assert kind.about.title
        assert kind.about.titles
        assert kind.about.noun and _(kind.about.noun) != kind.about.noun
        assert kind.about.new and _(kind.about.new) != kind.about.new
        for field in kind.fields().values():
            assert field.title
            assert all(option.label for option in field.options or ())


@pytest.mark.parametrize(("name", "fields"), PERSONAL.items())
def test_what_can_identify_a_person_is_marked_personal(name: str, fields: set[str]) -> None:
    kind = kind_named(name)
    assert kind is not None
    assert {field.name for field in kind.fields().values() if field.personal} == fields | {"marked_by"}


def test_only_liaison_notes_start_as_drafts() -> None:
    assert [kind.about.name for kind in KINDS if kind.about.starts_as_draft] == ["liaison-note"]


def test_a_see_also_is_the_same_link_from_both_ends() -> None:
    a, b = (district_id(slug) for slug in ("vallby", "backby"))
    assert ends(a, b, "related") == ends(b, a, "related")
    assert ends(a, b, "districts") != ends(b, a, "districts")


def test_the_default_districts_are_those_the_city_names() -> None:
    districts = default_districts()
    areas = [one for one in districts if one["level"] == Level.AREA]
    assert len(areas) == 21
    assert len(districts) == 36
    assert {one["name"]: one["population"] for one in areas}["Gideonsberg-Skallberget"] == 13792


def test_no_two_default_districts_share_a_tile_or_a_key() -> None:
    districts = default_districts()
    tiles = [(one["tile_column"], one["tile_row"]) for one in districts if one["level"] == Level.AREA]
    assert len(set(tiles)) == len(tiles)
    assert len({one["slug"] for one in districts}) == len(districts)


def test_a_default_district_has_the_same_id_on_every_laptop() -> None:
    assert district_id("vallby") == district_id("vallby") != district_id("backby")


def test_default_districts_use_fields_that_exist_and_short_names_fit_a_tile() -> None:
    for values in default_districts():
        assert values.keys() <= District.fields().keys()
        assert len(values["short_name"]) <= 9


def district_id(slug: str) -> UUID:
    made = District.natural_id({"slug": slug})
    assert made is not None
    return made

"""The demo's texts: nobody is pointed out, and they read as a municipal secretary writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest

from tests.demo.conftest import TODAY, CouncilOf
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.personal_numbers import passages
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.workspace import Workspace

PROSE = (FieldKind.TEXT, FieldKind.PARAGRAPH)


def prose(workspace: Workspace) -> Iterator[tuple[str, str, str]]:
    """Every text that a person reads, with the kind and the field it stands in."""
    for kind in KINDS:
        names = [name for name, field in kind.fields().items() if field.kind in PROSE and not field.internal]
        for _id, *values in workspace.rows(kind, names):
            for name, value in zip(names, values, strict=True):
                if value and not kind.about.side_kind:
                    yield kind.about.name, name, value


def test_no_text_points_out_a_person(demo: Workspace) -> None:
    places = [name for _id, *names in demo.rows(District, ["name", "aliases"]) for name in names if name]
    found = [
        text[one.start : one.end]
        for _kind, _name, text in prose(demo)
        for one in passages(text, places=places)
    ]
    assert found == []


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 1), date(2027, 6, 19), date(2028, 2, 29)])
def test_no_placeholder_is_left_unfilled(council_of: CouncilOf, today: date) -> None:
    council = council_of(today)
    assert [text for _kind, _name, text in prose(council) if "{" in text or "}" in text] == []


def test_nothing_is_shouted(demo: Workspace) -> None:
    assert [text for _kind, _name, text in prose(demo) if "!" in text] == []


def test_texts_are_set_cleanly(demo: Workspace) -> None:
    untidy = [
        text
        for _kind, _name, text in prose(demo)
        if text != text.strip()
        or re.search(r"  | [,.;:]|\.\.| - |\n{3,}", text)
        or not unicodedata.is_normalized("NFC", text)
    ]
    assert untidy == []


def test_every_title_begins_with_a_capital_and_says_something(demo: Workspace) -> None:
    for kind in KINDS:
        if kind.about.side_kind or kind.fields()[kind.about.naming].kind not in PROSE:
            continue
        for record in demo.records(kind):
            if kind.about.name not in ("attachment", "event"):
                assert record.title[:1].isupper(), record.title


def test_longer_texts_end_with_a_full_stop(demo: Workspace) -> None:
    open_ended = [
        text
        for kind, name, text in prose(demo)
        if name in ("background", "proposal", "outcome", "agreed", "summary", "answer", "text", "report")
        and not text.endswith(".")
    ]
    assert open_ended == []


def test_prose_keeps_off_worn_phrases(demo: Workspace) -> None:
    worn = re.compile(
        r"\b(nollvision|krafttag|helhetsgrepp|kraftsamla\w*|värdegrund\w*|proaktiv\w*|implementera\w*)\b",
        re.I,
    )
    assert [text for _kind, _name, text in prose(demo) if worn.search(text)] == []


def test_contacts_are_roles_with_addresses_that_reach_nobody(demo: Workspace) -> None:
    for contact in demo.records(Contact):
        assert contact.role
        assert re.fullmatch(r"[a-z0-9.]+@example\.se", contact.email or "")
        assert re.fullmatch(r"021-555 \d\d \d\d", contact.phone or "")
        assert contact.mobile is None or re.fullmatch(r"070-174 06 \d\d", contact.mobile)
        assert contact.purpose and contact.legal_basis and contact.review_on


def test_no_two_contacts_share_an_address(demo: Workspace) -> None:
    addresses = [contact.email for contact in demo.records(Contact)]
    assert len(set(addresses)) == len(addresses)

"""A signature is under one wording of a picture and its districts, and says so when that has changed."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    agreement,
    reopened,
    status_of,
)
from trygg_desktop.domain.remarks_of_the_year import since_signed
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import (
    Standing,
    canonical,
    fingerprint,
    is_frozen,
    message_of,
    signed_message,
    standing,
    status_now,
)
from trygg_desktop.i18n import in_language

PICTURE, BACKBY, CENTRE = UUID(int=1), UUID(int=11), UUID(int=12)
NOON = datetime(2026, 2, 5, 12, tzinfo=UTC)


def picture(**other: Any) -> SituationPicture:
    values = {"id": PICTURE, "title": "Lägesbilden 2025", "survey": "Få brott.", "from_on": date(2025, 1, 1)}
    return SituationPicture(**values | other)


def parts(**other: Any) -> list[PicturePart]:
    return [
        PicturePart(picture=PICTURE, district=CENTRE, survey="Stölder."),
        PicturePart(**{"picture": PICTURE, "district": BACKBY, "survey": "Mörkt."} | other),
    ]


def signature(side: Side = Side.POLICE, at: datetime = NOON, hash: str = "") -> PictureSignature:
    return PictureSignature(
        picture=PICTURE,
        side=side.value,
        signed_by="Ledningsfunktionen",
        signed_at=at,
        hash=hash or fingerprint(picture(), parts()),
    )


def test_the_wording_has_the_bytes_it_has_always_had() -> None:
    assert (
        fingerprint(picture(), parts()) == "d26bc42c0c4fe26bd825343f78b137b014c91a0d674b0739c33eb8e9f656d23c"
    )


def test_the_order_of_the_parts_makes_no_difference() -> None:
    assert canonical(picture(), reversed(parts())) == canonical(picture(), parts())


@pytest.mark.parametrize("written", ["Mörkt.\r\nTomt.", unicodedata.normalize("NFD", "Mörkt.\nTomt.")])
def test_how_letters_and_lines_are_coded_makes_no_difference(written: str) -> None:
    assert canonical(picture(), parts(survey=written)) == canonical(picture(), parts(survey="Mörkt.\nTomt."))


def test_an_empty_part_and_an_empty_field_say_nothing() -> None:
    empty = PicturePart(picture=PICTURE, district=UUID(int=13), survey="")
    assert canonical(picture(analysis=""), [*parts(), empty]) == canonical(picture(), parts())


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Lägesbilden"},
        {"period": "2025"},
        {"from_on": date(2025, 1, 2)},
        {"to_on": date(2025, 12, 31)},
        {"previous": UUID(int=9)},
        {"survey": "Få brott"},
        {"other_information": "Enkäten."},
        {"analysis": "Ljus saknas."},
        {"sources": "Brå"},
        {"id": UUID(int=2)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_the_picture_says_changes_its_fingerprint(other: dict[str, Any]) -> None:
    assert fingerprint(picture(**other), parts()) != fingerprint(picture(), parts())


@pytest.mark.parametrize(
    "other",
    [
        {"district": UUID(int=14)},
        {"survey": "Ljust."},
        {"other_information": "Enkäten."},
        {"analysis": "Ljus saknas."},
        {"changed_since": "Bättre."},
        {"sources": "Brå"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_a_part_says_changes_the_fingerprint(other: dict[str, Any]) -> None:
    assert fingerprint(picture(), parts(**other)) != fingerprint(picture(), parts())


def test_a_part_that_is_gone_changes_the_fingerprint() -> None:
    assert fingerprint(picture(), parts()[:1]) != fingerprint(picture(), parts())


def test_agreeing_to_a_picture_does_not_change_what_it_says() -> None:
    agreed = picture(
        status="decided", agreed_police_by="x", agreed_police_at=NOON, notes="y", protection="open"
    )
    assert canonical(agreed, parts()) == canonical(picture(), parts())


def test_a_signature_applies_to_an_earlier_wording_once_a_part_has_changed() -> None:
    assert standing(signature(), picture(), parts()) is Standing.CURRENT
    later = standing(signature(), picture(), parts(survey="Ljust."))
    assert later is Standing.EARLIER
    with in_language("sv"):
        assert later.label == "Gäller tidigare lydelse"


def test_the_key_signs_who_signed_what_and_when() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    hash = fingerprint(picture(), parts())
    message = signed_message(PICTURE, hash, Side.POLICE, by="Ledningsfunktionen", at=NOON)
    kept = message_of(signature())
    assert kept == message
    key.public_key().verify(key.sign(message), kept)
    forged = message_of(signature(Side.MUNICIPALITY))
    assert forged is not None
    with pytest.raises(InvalidSignature):
        key.public_key().verify(key.sign(message), forged)


def test_an_unfinished_signature_has_no_message() -> None:
    assert message_of(PictureSignature(picture=PICTURE, hash="aa", side="police")) is None
    assert message_of(PictureSignature(picture=PICTURE, hash="aa", side="x", signed_at=NOON)) is None


@pytest.mark.parametrize("first", list(Side))
def test_either_side_may_agree_first_and_the_second_decides_it(first: Side) -> None:
    second = next(side for side in Side if side is not first)
    drawn = picture()
    for name, value in agreement(drawn, first, by="A", at=NOON).items():
        setattr(drawn, name, value)
    assert (drawn.status, status_of(drawn)) == (f"agreed-{first.value}", f"agreed-{first.value}")
    assert not is_frozen(drawn, parts(), [])
    later = datetime(2026, 2, 7, 9, tzinfo=UTC)
    for name, value in agreement(drawn, second, by="B", at=later).items():
        setattr(drawn, name, value)
    assert (drawn.status, drawn.decided_by, drawn.decided_at) == (PictureStatus.DECIDED, "B", later)
    assert is_frozen(drawn, parts(), [])


def test_two_sides_that_agreed_apart_have_decided_it_when_they_meet() -> None:
    met = picture(status="agreed-police", agreed_police_at=NOON, agreed_municipality_at=NOON)
    assert status_of(met) is PictureStatus.DECIDED


SAME, OTHER = fingerprint(picture(), parts()), "00"
BOTH = {"agreed_municipality_at": NOON, "agreed_police_at": NOON}


@pytest.mark.parametrize(
    ("agreed", "municipality", "police", "stands"),
    [
        ({}, None, None, PictureStatus.IN_WORK),
        ({"agreed_police_at": NOON}, None, SAME, PictureStatus.AGREED_POLICE),
        ({"agreed_municipality_at": NOON}, SAME, None, PictureStatus.AGREED_MUNICIPALITY),
        (BOTH, None, None, PictureStatus.DECIDED),
        (BOTH, SAME, None, PictureStatus.DECIDED),
        (BOTH, SAME, SAME, PictureStatus.DECIDED),
        (BOTH, OTHER, OTHER, PictureStatus.DECIDED),
        (BOTH, SAME, OTHER, PictureStatus.AGREED_MUNICIPALITY),
        (BOTH, OTHER, SAME, PictureStatus.AGREED_POLICE),
        (BOTH, OTHER, "11", PictureStatus.IN_WORK),
        ({"decided_at": NOON}, SAME, OTHER, PictureStatus.AGREED_MUNICIPALITY),
        ({}, SAME, SAME, PictureStatus.IN_WORK),
    ],
    ids=[
        "nobody",
        "the police",
        "the municipality",
        "both, on paper",
        "both, one of them on paper",
        "both, signed",
        "both, and changed since",
        "apart, the municipality's wording stands",
        "apart, the police's wording stands",
        "apart, and neither's wording stands",
        "decided, and signed apart",
        "taken back",
    ],
)
def test_a_picture_is_decided_by_two_who_agreed_to_the_same(
    agreed: dict[str, Any], municipality: str | None, police: str | None, stands: PictureStatus
) -> None:
    signed = [
        signature(side, hash=hash)
        for side, hash in ((Side.MUNICIPALITY, municipality), (Side.POLICE, police))
        if hash
    ]
    assert status_now(picture(**agreed), parts(), signed) is stands
    assert is_frozen(picture(**agreed), parts(), signed) is (stands is PictureStatus.DECIDED)


def test_the_signature_that_counts_is_the_one_under_the_wording_or_else_the_latest() -> None:
    later = datetime(2026, 3, 1, tzinfo=UTC)
    changed = [signature(), signature(at=later, hash=OTHER), signature(Side.MUNICIPALITY)]
    assert is_frozen(picture(**BOTH), parts(), changed)
    assert not is_frozen(picture(**BOTH), parts(survey="Ljust."), changed)


def test_a_part_that_is_still_a_draft_is_in_nobodys_wording() -> None:
    own = PicturePart(picture=PICTURE, district=UUID(int=13), survey="Eget.", draft=True)
    assert fingerprint(picture(), [*parts(), own]) == SAME
    assert fingerprint(picture(draft=True), [*parts(), own]) != SAME


def test_a_picture_that_is_worked_on_again_is_agreed_by_nobody() -> None:
    drawn = picture(status="decided", agreed_police_at=NOON, agreed_municipality_at=NOON, decided_at=NOON)
    for name, value in reopened().items():
        setattr(drawn, name, value)
    assert status_of(drawn) is PictureStatus.IN_WORK
    assert drawn.status == PictureStatus.IN_WORK


def test_a_decided_picture_that_was_changed_after_it_was_signed_is_noticed() -> None:
    decided = picture(decided_at=NOON)
    assert since_signed(decided, parts(), [signature()]) == []
    assert [one.field for one in since_signed(decided, parts(survey="Ljust."), [signature()])] == ["status"]
    assert since_signed(picture(), parts(survey="Ljust."), [signature()]) == []


def test_a_picture_that_is_signed_anew_is_no_longer_behind() -> None:
    earlier = signature(at=datetime(2026, 1, 1, tzinfo=UTC), hash="00")
    assert since_signed(picture(decided_at=NOON), parts(), [signature(), earlier]) == []
    other_side = signature(Side.MUNICIPALITY, hash="00")
    assert since_signed(picture(decided_at=NOON), parts(), [signature(), other_side])

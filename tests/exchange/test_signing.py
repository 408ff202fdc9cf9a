"""A situational picture is signed by each side with its own key, and a signature holds for one wording only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlmodel import col

from tests.support import SteppingClock
from trygg_desktop.cli.signing import COMMANDS
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    status_of,
)
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import Standing
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.signing import sign, take_back
from trygg_desktop.insight.signatures import SideStanding, Worth, sides_of, status_now, wording, worth_of
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.vault import new_salt

MUNICIPALITY, POLICE = Side.MUNICIPALITY, Side.POLICE


@pytest.fixture
def police(tmp_path: Path) -> Iterator[Workspace]:
    """The workspace of the other side."""
    with Workspace.create(
        tmp_path / "police.trygg",
        Key.generate(),
        author="Polisens ledningsfunktion",
        side=POLICE,
        clock=SteppingClock(),
    ) as made:
        yield made


@pytest.fixture
def picture(workspace: Workspace) -> UUID:
    """A picture of a year with one district."""
    with workspace.transaction("Test") as tx:
        id = tx.create(SituationPicture, title="Lägesbilden 2026", period="2026", survey="Stölderna minskar.")
        place = District.natural_id({"slug": "backby"})
        tx.create(PicturePart, picture=id, district=place, survey="Skadegörelse på torget.")
    return id


def pair(one: Workspace, other: Workspace) -> None:
    """Both have given their cards and compared the digits."""
    first, second = Exchange(one), Exchange(other)
    for here, there in ((first, second), (second, first)):
        here.add_peer(there.card())
    for here in (first, second):
        (peer,) = here.peers()
        here.confirm(peer.id, here.digits(peer.id))


def give(one: Workspace, other: Workspace) -> None:
    """Everything new of one reaches the other."""
    (peer,) = Exchange(one).peers()
    for file in Exchange(one).send(peer.id):
        Exchange(other).receive(file.content)


def stand(workspace: Workspace, picture: UUID) -> dict[Side, SideStanding]:
    """How each side stands to the picture."""
    return {each.side: each for each in sides_of(workspace, wording(workspace, picture))}


def record(workspace: Workspace, picture: UUID) -> SituationPicture:
    """The picture."""
    found = workspace.get(picture)
    assert isinstance(found, SituationPicture)
    return found


def decided(workspace: Workspace, picture: UUID) -> bool:
    """Whether the picture is decided."""
    sides = sides_of(workspace, wording(workspace, picture))
    return status_now(record(workspace, picture), sides) is PictureStatus.DECIDED


def rewrite(workspace: Workspace, id: UUID, text: str) -> None:
    """Writes another analysis."""
    with workspace.transaction("Test") as tx:
        tx.change(id, analysis=text)


def test_a_signature_applies_to_the_wording_it_was_made_under(workspace: Workspace, picture: UUID) -> None:
    sign(workspace, picture)
    mine = stand(workspace, picture)[MUNICIPALITY]
    assert mine.applies
    assert mine.by == workspace.me.name
    assert status_of(record(workspace, picture)) is PictureStatus.AGREED_MUNICIPALITY


def test_a_change_in_a_district_leaves_the_signature_with_the_earlier_wording(
    workspace: Workspace, picture: UUID
) -> None:
    sign(workspace, picture)
    (part,) = workspace.records(PicturePart, col(PicturePart.picture) == picture)
    assert part.id is not None
    rewrite(workspace, part.id, "Mörkret är en orsak.")
    assert stand(workspace, picture)[MUNICIPALITY].standing is Standing.EARLIER


def test_a_picture_that_changed_since_it_was_shown_is_not_signed(workspace: Workspace, picture: UUID) -> None:
    shown = wording(workspace, picture).fingerprint
    rewrite(workspace, picture, "Ny bedömning.")
    with pytest.raises(UserError) as refused:
        sign(workspace, picture, shown=shown)
    assert refused.value.id == "picture-changed"
    assert workspace.count(PictureSignature) == 0


def test_one_wording_is_signed_once_by_a_side(workspace: Workspace, picture: UUID) -> None:
    sign(workspace, picture)
    with pytest.raises(UserError) as refused:
        sign(workspace, picture)
    assert refused.value.id == "already-signed"


def test_a_signature_travels_and_the_second_one_decides(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    pair(workspace, police)
    sign(workspace, picture)
    give(workspace, police)
    assert stand(police, picture)[MUNICIPALITY].applies
    sign(police, picture)
    give(police, workspace)
    assert all(each.applies for each in stand(workspace, picture).values())
    assert decided(workspace, picture)


def test_an_agreement_to_an_earlier_wording_does_not_decide(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    pair(workspace, police)
    sign(workspace, picture)
    give(workspace, police)
    rewrite(police, picture, "Polisens tillägg.")
    sign(police, picture)
    found = record(police, picture)
    assert status_of(found) is PictureStatus.AGREED_POLICE
    assert found.agreed_municipality_at is None
    assert stand(police, picture)[MUNICIPALITY].standing is Standing.EARLIER


def test_two_that_signed_different_wordings_apart_have_not_decided(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    pair(workspace, police)
    give(workspace, police)
    sign(workspace, picture)
    rewrite(police, picture, "Polisens tillägg.")
    sign(police, picture)
    give(police, workspace)
    found = record(workspace, picture)
    assert status_now(found, sides_of(workspace, wording(workspace, picture))) is PictureStatus.AGREED_POLICE
    sign(workspace, picture)
    assert all(each.applies for each in stand(workspace, picture).values())
    assert decided(workspace, picture)


def test_a_picture_that_the_others_file_has_changed_since_it_was_shown_is_not_signed(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    pair(workspace, police)
    sign(workspace, picture)
    give(workspace, police)
    shown = wording(police, picture).fingerprint
    rewrite(workspace, picture, "Kommunens tillägg.")
    give(workspace, police)
    with pytest.raises(UserError) as refused:
        sign(police, picture, shown=shown)
    assert refused.value.id == "picture-changed"
    assert stand(police, picture)[MUNICIPALITY].standing is Standing.EARLIER
    sign(police, picture)
    give(police, workspace)
    assert not decided(workspace, picture)


def test_a_key_that_was_removed_since_still_holds_for_what_it_signed(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    pair(workspace, police)
    sign(workspace, picture)
    give(workspace, police)
    sign(police, picture)
    give(police, workspace)
    (peer,) = Exchange(workspace).peers()
    Exchange(workspace).remove_peer(peer.id)
    assert all(each.applies for each in stand(workspace, picture).values())
    assert decided(workspace, picture)


def test_a_key_that_is_not_confirmed_here_leaves_the_picture_as_decided_as_elsewhere(
    workspace: Workspace, police: Workspace, picture: UUID, tmp_path: Path
) -> None:
    pair(workspace, police)
    sign(workspace, picture)
    give(workspace, police)
    sign(police, picture)
    with Workspace.create(
        tmp_path / "third.trygg", Key.generate(), author="Ersättare", side=MUNICIPALITY
    ) as third:
        copy_of(third, police, *police.records(PictureSignature))
        assert [each.worth for each in stand(third, picture).values()] == [Worth.UNKNOWN, Worth.UNKNOWN]
        assert decided(third, picture)
        with pytest.raises(UserError) as refused:
            rewrite(third, picture, "Något annat.")
        assert refused.value.id == "frozen"


def test_a_name_that_is_erased_under_a_signature_reopens_nothing(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    pair(workspace, police)
    sign(workspace, picture)
    give(workspace, police)
    made = sign(police, picture)
    with police.transaction("Test") as tx:
        tx.erase(made, field="signed_by", reason="Gallringsbeslut 2026:4")
    assert stand(police, picture)[POLICE].worth is Worth.BROKEN
    assert decided(police, picture)


def test_a_draft_is_not_signed(workspace: Workspace, picture: UUID) -> None:
    with workspace.transaction("Test") as tx:
        place = District.natural_id({"slug": "skalby"})
        tx.create(PicturePart, draft=True, picture=picture, district=place, survey="Mitt eget.")
    with pytest.raises(UserError) as refused:
        sign(workspace, picture)
    assert refused.value.id == "signs-draft"


def test_a_decision_that_is_taken_back_is_signed_anew_by_both(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    pair(workspace, police)
    sign(workspace, picture)
    give(workspace, police)
    sign(police, picture)
    take_back(police, picture)
    assert not decided(police, picture)
    assert [each.withdrawn for each in stand(police, picture).values()] == [True, True]
    assert not any(each.applies for each in stand(police, picture).values())
    give(police, workspace)
    sign(workspace, picture)
    give(workspace, police)
    assert status_now(record(police, picture), sides_of(police, wording(police, picture))) is (
        PictureStatus.AGREED_MUNICIPALITY
    )
    sign(police, picture)
    assert decided(police, picture)
    with pytest.raises(UserError) as refused:
        take_back(police, picture)
        take_back(police, picture)
    assert refused.value.id == "not-agreed"


def test_a_decided_picture_that_was_changed_stays_decided(workspace: Workspace, picture: UUID) -> None:
    sign(workspace, picture)
    with workspace.transaction("Test") as tx:
        now = record(workspace, picture).agreed_municipality_at
        tx.change(picture, agreed_police_at=now, decided_at=now, analysis="Ändrad efteråt.")
    sides = sides_of(workspace, wording(workspace, picture))
    assert sides[0].standing is Standing.EARLIER
    assert status_now(record(workspace, picture), sides) is PictureStatus.DECIDED


def test_a_key_that_nobody_has_confirmed_here_is_told_as_unknown(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    sign(workspace, picture)
    (made,) = workspace.records(PictureSignature)
    copy_of(police, workspace, made)
    theirs = stand(police, picture)[MUNICIPALITY]
    assert theirs.standing is Standing.CURRENT
    assert theirs.worth is Worth.UNKNOWN
    assert not theirs.applies


@pytest.mark.parametrize(
    "changed", [{"signed_by": "Någon annan"}, {"signature": "00" * 64}, {"signing_key": "x"}]
)
def test_a_signature_that_was_tampered_with_is_broken(
    workspace: Workspace, picture: UUID, changed: dict[str, str]
) -> None:
    made = sign(workspace, picture)
    with workspace.transaction("Test") as tx:
        tx.change(made, **changed)
    assert stand(workspace, picture)[MUNICIPALITY].worth is Worth.BROKEN


def test_a_key_of_one_side_signs_for_no_other(workspace: Workspace, picture: UUID) -> None:
    sign(workspace, picture)
    (made,) = workspace.records(PictureSignature)
    key = bytes.fromhex(made.signing_key or "")
    assert worth_of(made, {key: MUNICIPALITY}) is Worth.GENUINE
    assert worth_of(made, {key: POLICE}) is Worth.UNKNOWN


def test_a_signature_can_be_undone_as_one_step(workspace: Workspace, picture: UUID) -> None:
    sign(workspace, picture)
    workspace.undo()
    assert stand(workspace, picture)[MUNICIPALITY].standing is None
    assert status_of(record(workspace, picture)) is PictureStatus.IN_WORK


def test_the_command_line_signs_and_tells_how_both_sides_stand(tmp_path: Path) -> None:
    path, secret = tmp_path / "council.trygg", "fem ord utan samband 17"
    salt = new_salt()
    with (
        Workspace.create(
            path, Key.from_passphrase(secret, salt), author="Kommunens ledningsfunktion", side=MUNICIPALITY
        ) as made,
        made.transaction("Test") as tx,
    ):
        tx.create(SituationPicture, title="Lägesbilden 2026", survey="Stölderna minskar.")
    (tmp_path / "words").write_text(secret, encoding="utf-8")
    given = ["--workspace", str(path), "--passphrase-file", str(tmp_path / "words"), "--json"]

    def call(*more: str) -> Any:
        done = CliRunner().invoke(
            COMMANDS["sign"], ["Lägesbilden 2026", *given, *more], catch_exceptions=False
        )
        return json.loads(done.stdout)

    looked = call("--preview")
    assert (looked["status"], looked["signature"]) == ("in-work", None)
    told = call("--fingerprint", looked["fingerprint"])
    assert told["status"] == "agreed-municipality"
    assert [(each["side"], each["standing"], each["worth"]) for each in told["sides"]] == [
        ("municipality", "current", "genuine"),
        ("police", "", ""),
    ]
    with pytest.raises(UserError):
        call("--fingerprint", looked["fingerprint"])
    back = call("--take-back")
    assert (back["status"], back["signature"]) == ("in-work", None)
    assert [each["withdrawn"] for each in back["sides"]] == [True, False]


def copy_of(there: Workspace, here: Workspace, *made: PictureSignature) -> None:
    """The same picture and signatures in another workspace, without any exchange between the two."""
    assert made[0].picture is not None
    under = wording(here, made[0].picture)
    with there.transaction("Test") as tx:
        for each in (under.picture, *under.parts, *made):
            fields = each.fields()
            values = {name: getattr(each, name) for name in fields if not fields[name].many}
            known = {name: value for name, value in values.items() if value is not None and name != "draft"}
            tx.create(type(each), id=each.id, **known)

"""A decided picture keeps its wording when the other's file comes; what was written apart from it is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import col

from tests.exchange.laptops import kept
from tests.exchange.test_signing import decided, give, pair, record, rewrite, stand
from tests.support import SteppingClock, new_workspace
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.pictures import PicturePart, PictureStatus, SituationPicture
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.questions import About, Question
from trygg_desktop.exchange.signing import sign, take_back
from trygg_desktop.insight.signatures import sides_of, status_now, wording
from trygg_desktop.workspace import Key, Workspace

BACKBY, SKALBY = (District.natural_id({"slug": slug}) for slug in ("backby", "skalby"))


@kept
def both_sides(folder: Path) -> tuple[Exchange, Exchange]:
    """The two sides, who have compared their digits."""
    workspace = new_workspace(folder)
    police = Workspace.create(
        folder / "police.trygg",
        Key.generate(),
        author="Polisens ledningsfunktion",
        side=Side.POLICE,
        clock=SteppingClock(),
    )
    pair(workspace, police)
    return Exchange(workspace), Exchange(police)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Exchange, ...]]:
    made = both_sides(tmp_path)
    yield made
    for exchange in made:
        exchange.workspace.close()


@pytest.fixture
def workspace(both: tuple[Exchange, ...]) -> Workspace:
    """The workspace of the municipality."""
    return both[0].workspace


@pytest.fixture
def police(both: tuple[Exchange, ...]) -> Workspace:
    """The workspace of the other side."""
    return both[1].workspace


@pytest.fixture
def picture(workspace: Workspace, police: Workspace) -> UUID:
    """A picture that both have, and that the municipality has signed."""
    with workspace.transaction("Test") as tx:
        id = tx.create(SituationPicture, title="Lägesbilden 2026", analysis="Stölderna minskar.")
        tx.create(PicturePart, picture=id, district=BACKBY, survey="Skadegörelse på torget.")
        tx.attach(id, "tabell.csv", b"1;2")
    sign(workspace, id)
    give(workspace, police)
    return id


def part(workspace: Workspace, picture: UUID, district: UUID | None = BACKBY) -> PicturePart:
    """What the picture says of a district."""
    (found,) = workspace.records(
        PicturePart, col(PicturePart.picture) == picture, col(PicturePart.district) == district
    )
    return found


def asked(workspace: Workspace) -> Question:
    """The one question that is open."""
    (found,) = Exchange(workspace).questions()
    return found


def answer(workspace: Workspace, value: object) -> None:
    """Answers the one open question with the value of this content."""
    question = asked(workspace)
    (chosen,) = (each for each in question.answers if each.value == value)
    Exchange(workspace).take(question, chosen.change)


def exchange(one: Workspace, other: Workspace) -> None:
    """Everything goes both ways until nothing is left to tell."""
    for _time in range(2):
        give(one, other)
        give(other, one)


def shown(workspace: Workspace, picture: UUID) -> tuple[str, PictureStatus]:
    """What the picture says, by its fingerprint, and where it stands."""
    under = wording(workspace, picture)
    return under.fingerprint, status_now(under.picture, sides_of(workspace, under))


def test_what_was_written_apart_from_the_decision_is_asked_about(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    give(workspace, police)
    assert record(police, picture).analysis == "Stölderna minskar."
    assert decided(police, picture)
    question = asked(police)
    assert question.about is About.DECIDED
    assert [(each.author, each.value) for each in question.answers] == [
        ("Som beslutat", "Stölderna minskar."),
        (workspace.me.name, "Stölderna ökar."),
    ]


def test_the_preview_tells_that_it_will_be_asked(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    (peer,) = Exchange(workspace).peers()
    (file,) = Exchange(workspace).send(peer.id)
    told = Exchange(police).preview_receive(file.content)
    assert [(end.record, end.field) for end in told.in_question] == [(picture.hex, "analysis")]
    assert picture not in [changed.item.id for changed in told.changed]
    assert Exchange(police).questions() == []


def test_whoever_wrote_apart_is_asked_as_soon_as_the_decision_comes(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    give(police, workspace)
    assert record(workspace, picture).analysis == "Stölderna minskar."
    assert decided(workspace, picture)
    assert [each.value for each in asked(workspace).answers] == ["Stölderna minskar.", "Stölderna ökar."]
    exchange(workspace, police)
    assert shown(workspace, picture) == shown(police, picture)
    assert asked(workspace).id == asked(police).id


def test_letting_the_decision_stand_closes_the_question_for_both(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    exchange(workspace, police)
    answer(police, "Stölderna minskar.")
    exchange(workspace, police)
    for each in (workspace, police):
        assert Exchange(each).questions() == []
        assert decided(each, picture)
        assert each.check() == []


def test_taking_the_other_takes_the_decision_back(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    exchange(workspace, police)
    answer(workspace, "Stölderna ökar.")
    exchange(workspace, police)
    for each in (workspace, police):
        assert Exchange(each).questions() == []
        assert record(each, picture).analysis == "Stölderna ökar."
        assert not decided(each, picture)
    sign(workspace, picture)
    exchange(workspace, police)
    sign(police, picture)
    assert all(side.applies for side in stand(police, picture).values())


def test_a_district_that_was_added_or_deleted_or_a_document_is_asked_about(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    with workspace.transaction("Test") as tx:
        tx.delete(part(workspace, picture).id or UUID(int=0))
        tx.create(PicturePart, picture=picture, district=SKALBY, survey="Lugnt.")
        tx.attach(picture, "karta.pdf", b"%PDF")
    sign(police, picture)
    give(workspace, police)
    assert decided(police, picture)
    assert part(police, picture).survey == "Skadegörelse på torget."
    found = Exchange(police).questions()
    assert {each.about for each in found} == {About.DECIDED}
    assert sorted((each.kind, each.title, each.answers[0].words) for each in found) == [
        ("attachment", "karta.pdf", "Är inte med"),
        (
            "picture-part",
            "Bäckby",
            "Är med\nKartläggning av brottsligheten: Skadegörelse på torget.",
        ),
        ("picture-part", "Skälby", "Är inte med"),
    ]
    (new,) = (each for each in found if each.title == "Skälby")
    (stays,) = (each for each in new.answers if each.value is True)
    Exchange(police).take(new, stays.change)
    assert part(police, picture, SKALBY).survey == "Lugnt."
    assert not decided(police, picture)


def test_a_picture_that_the_other_deleted_stays_decided_until_someone_answers(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    with workspace.transaction("Test") as tx:
        tx.delete(picture)
    sign(police, picture)
    exchange(workspace, police)
    assert decided(police, picture) and decided(workspace, picture)
    answer(police, False)
    assert police.find(picture) is None


def test_a_decision_taken_back_by_the_other_brings_its_changes_along(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    sign(police, picture)
    give(police, workspace)
    take_back(workspace, picture)
    rewrite(workspace, picture, "Ny bedömning.")
    give(workspace, police)
    assert shown(police, picture)[1] is PictureStatus.IN_WORK
    assert record(police, picture).analysis == "Ny bedömning."
    assert Exchange(police).questions() == []


@pytest.mark.parametrize("field", ["", "analysis"])
def test_what_is_decided_can_be_erased_on_both_laptops(
    workspace: Workspace, police: Workspace, picture: UUID, field: str
) -> None:
    sign(police, picture)
    give(police, workspace)
    with workspace.transaction("Test") as tx:
        tx.erase(picture, field=field, reason="Gallringsbeslut 2026:4")
    (peer,) = Exchange(workspace).peers()
    for file in Exchange(workspace).send(peer.id):
        Exchange(police).receive(file.content, accept_erasures=True)
    assert Exchange(police).questions() == []
    held = police.reader.execute("SELECT value FROM change WHERE value IS NOT NULL")
    assert not any("Stölderna minskar." in value for (value,) in held)


@pytest.mark.parametrize("field", ["", "analysis"])
def test_what_was_set_aside_can_be_erased_and_is_asked_about_no_more(
    workspace: Workspace, police: Workspace, picture: UUID, field: str
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    exchange(workspace, police)
    with police.transaction("Test") as tx:
        tx.erase(picture, field=field, reason="Gallringsbeslut 2026:4")
    assert Exchange(police).questions() == []
    held = police.reader.execute("SELECT value FROM change WHERE value IS NOT NULL")
    assert not any("Stölderna" in value for (value,) in held)


def test_where_both_answer_apart_the_decision_is_off_and_they_are_asked_which_text_holds(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    exchange(workspace, police)
    answer(workspace, "Stölderna ökar.")
    answer(police, "Stölderna minskar.")
    exchange(workspace, police)
    assert shown(workspace, picture) == shown(police, picture)
    assert shown(police, picture)[1] is PictureStatus.IN_WORK
    for each in (workspace, police):
        question = asked(each)
        assert question.about is About.VALUES and question.proposal is None
        assert {answer.value for answer in question.answers} == {"Stölderna ökar.", "Stölderna minskar."}
        assert each.check() == []


def test_what_is_written_apart_time_and_again_is_all_asked_about(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    give(workspace, police)
    rewrite(workspace, picture, "Stölderna ökar kraftigt.")
    give(workspace, police)
    assert record(police, picture).analysis == "Stölderna minskar."
    assert {each.value for each in asked(police).answers} == {
        "Stölderna minskar.",
        "Stölderna ökar.",
        "Stölderna ökar kraftigt.",
    }
    exchange(workspace, police)
    assert shown(workspace, picture) == shown(police, picture)
    assert asked(workspace).answers == asked(police).answers


def test_two_who_decided_apart_with_other_documents_come_to_rest_and_are_asked(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    at = "2026-03-01T12:00:00+00:00"
    for each, name in ((workspace, "karta.pdf"), (police, "diagram.pdf")):
        with each.transaction("Test") as tx:
            tx.attach(picture, name, b"%PDF")
            tx.change(picture, decided_at=at)
    exchange(workspace, police)
    exchange(workspace, police)
    (peer,) = Exchange(workspace).peers()
    assert Exchange(workspace).preview_send(peer.id).records == 0
    for kind in (Attachment, PicturePart, SituationPicture):
        assert [each.id for each in workspace.records(kind)] == [each.id for each in police.records(kind)]
    assert {each.title for each in Exchange(police).questions()} == {"karta.pdf", "diagram.pdf"}


def test_an_answer_is_undone_as_one_step(workspace: Workspace, police: Workspace, picture: UUID) -> None:
    rewrite(workspace, picture, "Stölderna ökar.")
    sign(police, picture)
    give(workspace, police)
    answer(police, "Stölderna ökar.")
    police.undo()
    assert record(police, picture).analysis == "Stölderna minskar."
    assert decided(police, picture)
    assert asked(police).answers[1].value == "Stölderna ökar."


def test_a_receipt_that_asked_can_be_taken_back(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    sign(police, picture)
    before = shown(police, picture)
    rewrite(workspace, picture, "Stölderna ökar.")
    give(workspace, police)
    Exchange(police).take_back()
    assert shown(police, picture) == before
    assert Exchange(police).questions() == []
    assert police.check() == []


def test_the_decided_wording_is_not_changed_by_hand_either(
    workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    sign(police, picture)
    with pytest.raises(UserError) as refused:
        rewrite(police, picture, "Något annat.")
    assert refused.value.id == "frozen"


def test_a_district_in_a_picture_is_told_by_the_districts_name_before_it_goes_and_when_it_comes(
    workspace: Workspace, police: Workspace
) -> None:
    give(workspace, police)
    with workspace.transaction("Test") as tx:
        tx.create(PicturePart, picture=tx.create(SituationPicture, title="Ny"), district=BACKBY, survey="x")
    (peer,) = Exchange(workspace).peers()
    told = Exchange(workspace).preview_send(peer.id)
    assert "Bäckby" in [each.title for each in told.added]
    (file,) = Exchange(workspace).send(peer.id)
    assert "Bäckby" in [each.title for each in Exchange(police).preview_receive(file.content).added]


BEFORE = "Oron är störst vid resecentrum. Stölderna minskar. Skolorna har klarat sommarlovet väl."


@pytest.fixture
def written(workspace: Workspace, police: Workspace) -> tuple[UUID, UUID]:
    """A picture in work with a district, which both have."""
    with workspace.transaction("Test") as tx:
        id = tx.create(SituationPicture, title="Lägesbilden 2026", analysis=BEFORE)
        own = tx.create(PicturePart, picture=id, district=BACKBY, analysis=BEFORE, sources="Brå 2025")
    give(workspace, police)
    return id, own


@pytest.mark.parametrize("which", [0, 1], ids=["the picture", "a district"])
def test_two_who_write_apart_in_one_text_are_joined_by_words_and_nobody_is_asked(
    workspace: Workspace, police: Workspace, written: tuple[UUID, UUID], which: int
) -> None:
    rewrite(workspace, written[which], BEFORE.replace("störst vid", "störst kvällstid vid"))
    rewrite(police, written[which], BEFORE.replace("sommarlovet väl", "sommarlovet utan skadegörelse"))
    exchange(workspace, police)
    both = (
        "Oron är störst kvällstid vid resecentrum. Stölderna minskar. "
        "Skolorna har klarat sommarlovet utan skadegörelse."
    )
    for each in (workspace, police):
        found = each.get(written[which])
        assert isinstance(found, SituationPicture | PicturePart)
        assert found.analysis == both
        assert Exchange(each).questions() == []


@pytest.mark.parametrize("which", [0, 1], ids=["the picture", "a district"])
def test_two_who_write_the_same_words_are_asked_and_see_what_each_wrote(
    workspace: Workspace, police: Workspace, written: tuple[UUID, UUID], which: int
) -> None:
    rewrite(workspace, written[which], BEFORE.replace("minskar", "minskar tydligt"))
    rewrite(police, written[which], BEFORE.replace("minskar", "ökar"))
    exchange(workspace, police)
    question = asked(police)
    assert question.title == ("Lägesbilden 2026", "Bäckby")[which]
    assert question.proposal is not None and not question.proposal.clean
    Exchange(police).write(question, BEFORE.replace("minskar", "minskar svagt"))
    exchange(workspace, police)
    for each in (workspace, police):
        assert Exchange(each).questions() == []
    assert wording(workspace, written[0]).fingerprint == wording(police, written[0]).fingerprint

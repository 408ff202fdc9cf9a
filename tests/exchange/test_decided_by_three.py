"""Three laptops and a decided picture: in whichever order the mail comes, nothing is lost and doubt is visible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import permutations
from pathlib import Path
from uuid import UUID

import pytest

from tests.exchange.laptops import kept
from tests.exchange.test_exchange import mail, three_who_met
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.pictures import PicturePart, PictureStatus, SituationPicture
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.question import About
from trygg_desktop.exchange.signing import sign, take_back
from trygg_desktop.insight.signatures import sides_of, status_now, wording

SIGNED, APART, THIRD = "Stölderna minskar.", "Stölderna ökar.", "Stölderna är oförändrade."
Three = tuple[Exchange, ...]


@kept
def with_a_picture(folder: Path) -> Three:
    """Three who have a picture that the municipality has signed."""
    three = three_who_met(folder)
    with three[0].workspace.transaction("Test") as tx:
        id = tx.create(SituationPicture, title="Lägesbilden 2026", period="2026", analysis=SIGNED)
        tx.create(PicturePart, picture=id, district=District.natural_id({"slug": "backby"}), survey="Mörkt.")
    sign(three[0].workspace, id)
    everywhere(three)
    return three


@cache
def who_answered_apart(field: str, signed: str, apart: str) -> Callable[[Path], Three]:
    """Three who hear of a picture that was signed and written apart, and about which the first two have answered
    apart."""

    @kept
    def begin(folder: Path) -> Three:
        three = with_a_picture(folder)
        written_apart_from_the_decision(three, picture_of(three), **{field: apart})
        answer(three[0], field, apart)
        answer(three[1], field, signed)
        return three

    return begin


@contextmanager
def at_work(three: Three) -> Iterator[Three]:
    """Whatever they do, their files are sound afterwards."""
    yield three
    for each in three:
        assert each.workspace.check() == []
        each.workspace.close()


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    """The municipality, the police and a second laptop of the municipality, who have confirmed one another."""
    with at_work(with_a_picture(tmp_path)) as leaders:
        yield leaders


@pytest.fixture
def picture(three: Three) -> UUID:
    """A picture that all three have and that the municipality has signed."""
    return picture_of(three)


def picture_of(three: Three) -> UUID:
    ((id,),) = three[0].workspace.rows(SituationPicture, [])
    return id


def everywhere(three: Three, order: tuple[int, ...] = (0, 1, 2)) -> None:
    """All mail goes to all, until nothing is left to tell: everyone has the same changes of everyone."""
    for _round in range(3):
        for sender, reader in permutations([three[n] for n in order], 2):
            mail(sender, reader)
        if known(three[0]) == known(three[1]) == known(three[2]):
            break


def known(exchange: Exchange) -> list[tuple[object, ...]]:
    """How far the laptop has come in what each has written."""
    return exchange.workspace.reader.execute("SELECT number, have, chain FROM lane ORDER BY number")


def rewrite(exchange: Exchange, picture: UUID, **values: str) -> None:
    with exchange.workspace.transaction("Test") as tx:
        tx.change(picture, **values)


def said(exchange: Exchange, picture: UUID) -> SituationPicture:
    found = exchange.workspace.get(picture)
    assert isinstance(found, SituationPicture)
    return found


def status(exchange: Exchange, picture: UUID) -> PictureStatus:
    under = wording(exchange.workspace, picture)
    return status_now(under.picture, sides_of(exchange.workspace, under))


def answer(exchange: Exchange, field: str, value: object) -> None:
    (question,) = (each for each in exchange.questions() if each.field == field)
    (chosen,) = (each for each in question.answers if each.value == value)
    exchange.take(question, chosen.change)


def asked(exchange: Exchange) -> dict[tuple[str, About], set[object]]:
    """What is in question: the field, and the values."""
    return {
        (each.field, each.about): {answer.value for answer in each.answers} for each in exchange.questions()
    }


def alike(three: Three, picture: UUID) -> None:
    """All three show and ask the same."""
    for other in three[1:]:
        assert (
            wording(other.workspace, picture).fingerprint == wording(three[0].workspace, picture).fingerprint
        )
        assert status(other, picture) is status(three[0], picture)
        assert asked(other) == asked(three[0])


def written_apart_from_the_decision(three: Three, picture: UUID, **values: str) -> None:
    """The municipality goes on writing while the police sign; all hear of both."""
    rewrite(three[0], picture, **values)
    sign(three[1].workspace, picture)
    everywhere(three)


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(
    ("field", "signed", "apart"), [("analysis", SIGNED, APART), ("title", "Lägesbilden 2026", "Lägesbilden")]
)
def test_where_two_answer_apart_the_decision_is_off_and_all_are_asked_which_text_holds(
    tmp_path: Path, order: tuple[int, ...], field: str, signed: str, apart: str
) -> None:
    with at_work(who_answered_apart(field, signed, apart)(tmp_path)) as three:
        picture = picture_of(three)
        for n in order:
            if n != 2:
                mail(three[n], three[2])
        everywhere(three, order)
        alike(three, picture)
        assert status(three[2], picture) is PictureStatus.IN_WORK
        assert asked(three[2]) == {(field, About.VALUES): {signed, apart}}
        answer(three[2], field, signed)
        everywhere(three, order)
        alike(three, picture)
        assert asked(three[0]) == {} and getattr(said(three[0], picture), field) == signed


def test_an_answer_that_the_decision_stands_is_not_overrun_by_one_who_takes_it_back_apart(
    three: Three, picture: UUID
) -> None:
    written_apart_from_the_decision(three, picture, analysis=APART)
    take_back(three[0].workspace, picture)
    rewrite(three[0], picture, analysis=THIRD)
    answer(three[1], "analysis", SIGNED)
    everywhere(three)
    alike(three, picture)
    assert status(three[2], picture) is PictureStatus.IN_WORK
    assert {SIGNED, THIRD} <= asked(three[2]).popitem()[1]


def test_two_who_answer_alike_are_not_asked_again(three: Three, picture: UUID) -> None:
    written_apart_from_the_decision(three, picture, analysis=APART)
    for each in three[:2]:
        answer(each, "analysis", SIGNED)
    everywhere(three)
    alike(three, picture)
    assert asked(three[2]) == {}
    assert status(three[2], picture) is PictureStatus.DECIDED


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_new_decision_that_comes_in_one_file_is_not_undone_by_who_held_the_old(
    three: Three, picture: UUID, order: tuple[int, ...]
) -> None:
    sign(three[1].workspace, picture)
    everywhere(three)
    take_back(three[0].workspace, picture)
    rewrite(three[0], picture, analysis=THIRD)
    sign(three[0].workspace, picture)
    mail(three[0], three[1])
    sign(three[1].workspace, picture)
    assert status(three[1], picture) is PictureStatus.DECIDED
    mail(three[1], three[2])
    assert said(three[2], picture).analysis == THIRD
    everywhere(three, order)
    alike(three, picture)
    assert status(three[2], picture) is PictureStatus.DECIDED
    assert asked(three[2]) == {} and said(three[0], picture).analysis == THIRD


def test_signing_something_else_with_half_the_decision_in_sight_does_not_take_it_back(
    three: Three, picture: UUID
) -> None:
    rewrite(three[2], picture, analysis=APART)  # the second laptop knows of the first one's word alone
    sign(three[2].workspace, picture)
    sign(three[1].workspace, picture)
    mail(three[1], three[0])
    mail(three[2], three[0])
    assert said(three[0], picture).analysis == SIGNED
    everywhere(three)
    alike(three, picture)
    assert SIGNED in asked(three[1])[("analysis", About.DECIDED)]


def test_what_was_written_apart_from_the_new_decision_is_asked_about_by_who_held_the_old(
    three: Three, picture: UUID
) -> None:
    sign(three[1].workspace, picture)
    everywhere(three)
    take_back(three[0].workspace, picture)
    rewrite(three[0], picture, analysis=THIRD)
    sign(three[0].workspace, picture)
    mail(three[0], three[1])
    rewrite(three[0], picture, analysis=APART)
    sign(three[1].workspace, picture)
    mail(three[0], three[1])
    mail(three[1], three[2])
    everywhere(three)
    alike(three, picture)
    assert said(three[2], picture).analysis == THIRD
    assert status(three[2], picture) is PictureStatus.DECIDED
    assert asked(three[2]) == {("analysis", About.DECIDED): {THIRD, APART}}


def test_a_question_about_a_decision_that_was_taken_back_since_says_so(three: Three, picture: UUID) -> None:
    written_apart_from_the_decision(three, picture, analysis=APART, title="Lägesbilden")
    assert all("är beslutad" in each.sentence for each in three[2].questions())
    answer(three[2], "title", "Lägesbilden")
    (left,) = three[2].questions()
    assert "var beslutad" in left.sentence

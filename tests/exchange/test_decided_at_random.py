"""Three leaders write, sign, take back and answer as they like; once all mail has come, all show the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from tests.exchange.test_exchange import mail, three_who_met
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.signing import sign, take_back

PLACES = [District.natural_id({"slug": slug}) for slug in ("backby", "skalby", "raby")]
TEXT = "Oron är störst vid resecentrum. Stölderna minskar. Skolorna har klarat sommarlovet väl."
WORDS = TEXT.split(" ")
STEPS = 30
MOST_ROUNDS = 6


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Exchange]]:
    """Three leaders who have confirmed one another."""
    made = list(three_who_met(tmp_path))
    yield made
    for each in made:
        assert each.workspace.check() == []
        each.workspace.close()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_decided_and_written_apart_all_come_to_show_the_same(
    three: list[Exchange], seed: int
) -> None:
    chance = Random(seed)
    with three[0].workspace.transaction("Test") as tx:
        picture = tx.create(SituationPicture, title="Lägesbilden", analysis=" ".join(WORDS))
        tx.create(PicturePart, picture=picture, district=PLACES[0], survey=" ".join(WORDS))
    for other in three[1:]:
        mail(three[0], other)
    for _step in range(STEPS):
        with suppress(UserError):  # what is refused has changed nothing
            one_step(chance, three, picture)
    for _round in range(MOST_ROUNDS):
        before = [shown(each) for each in three]
        for sender, reader in permutations(three, 2):
            mail(sender, reader)
        if before == [shown(each) for each in three]:
            break
    assert shown(three[0]) == shown(three[1]) == shown(three[2])


def one_step(chance: Random, three: list[Exchange], picture: UUID) -> None:
    """Someone does something."""
    one, other = chance.sample(three, 2)
    workspace = one.workspace
    match chance.choice(
        ["write", "write", "part", "delete", "attach", "sign", "sign", "back", "undo", "answer"]
    ):
        case "write":
            said = list(WORDS)
            said[chance.randrange(len(said))] = chance.choice(["ökar", "annat", "mer"])
            with workspace.transaction("Test") as tx:
                tx.change(picture, analysis=" ".join(said))
        case "part":
            with workspace.transaction("Test") as tx:
                place = chance.choice(PLACES)
                tx.create(PicturePart, picture=picture, district=place, survey=f"Text {chance.random()}")
        case "delete":
            with workspace.transaction("Test") as tx:
                tx.delete(
                    chance.choice(
                        [part.id for part in workspace.records(PicturePart) if part.id] or [picture]
                    )
                )
        case "attach":
            with workspace.transaction("Test") as tx:
                tx.attach(picture, f"{chance.random()}.csv", b"1;2")
        case "sign":
            sign(workspace, picture)
        case "back":
            take_back(workspace, picture)
        case "undo":
            workspace.undo()
        case "answer":
            for question in one.questions()[:1]:
                one.take(question, chance.choice(question.answers).change)
    if chance.random() < 0.5:
        mail(one, other)


def shown(exchange: Exchange) -> list[Any]:
    """What a laptop shows of pictures, and what it asks about them."""
    reader = exchange.workspace.reader
    tables = ("situation_picture", "picture_part", "picture_signature", "attachment")
    asked = [(each.id, [answer.change for answer in each.answers]) for each in exchange.questions()]
    return [*(reader.execute(f"SELECT * FROM {table} ORDER BY id") for table in tables), asked]

"""Whoever meets whom in whichever order, they end in one circle; who is removed is removed for all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from tests.exchange.laptops import kept
from tests.exchange.test_exchange import add, leader, mail, pair, picture
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace.backup import restore_backup
from trygg_desktop.workspace.workspace import Workspace


@kept
def strangers(folder: Path) -> list[Exchange]:
    return [leader(folder, n) for n in range(3)]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[Exchange, ...]]:
    """Three leaders who have not met."""
    leaders = strangers(tmp_path)
    yield leaders
    for each in leaders:
        each.workspace.close()


def circle(exchange: Exchange) -> str:
    return exchange.card().group


@pytest.mark.parametrize("order", list(permutations([(0, 1), (1, 2), (0, 2)])))
def test_three_end_in_one_circle_in_whichever_order_they_meet(
    three: tuple[Exchange, ...], order: tuple[tuple[int, int], ...]
) -> None:
    for one, other in order[:2]:
        pair(three[one], three[other])
        mail(three[one], three[other])
        mail(three[other], three[one])
    assert len({circle(each) for each in three}) == 1


def test_two_circles_that_both_have_met_do_not_become_one(
    three: tuple[Exchange, ...], tmp_path: Path
) -> None:
    fourth = leader(tmp_path / "fourth", 1)
    for one, other in ((three[0], three[1]), (three[2], fourth)):
        pair(one, other)
        mail(one, other)
        mail(other, one)
    peer = three[0].add_peer(three[2].card())
    with pytest.raises(UserError, match="two-circles"):
        three[0].confirm(peer.id, three[0].digits(peer.id))
    fourth.workspace.close()


def test_a_lost_laptop_is_removed_for_all(three: tuple[Exchange, ...]) -> None:
    pair(three[0], three[1])
    pair(three[0], three[2])
    pair(three[1], three[2])
    lost = three[2].card().identity
    three[0].remove_peer(lost)
    mail(three[0], three[1])
    assert lost not in {each.id for each in three[1].peers()}
    add(three[2])
    (file,) = three[2].send(three[1].card().identity)
    with pytest.raises(UserError, match="removed-sender"):
        three[1].receive(file.content)


def test_another_card_with_other_keys_is_refused_until_the_old_one_is_removed(
    three: tuple[Exchange, ...], tmp_path: Path
) -> None:
    pair(three[0], three[1])
    card = three[1].card()
    with three[1].workspace.at_the_log() as engine:
        engine.connection.execute("UPDATE identity SET signing_secret = NULL, card = NULL WHERE own")
    renewed = three[1].card()
    assert renewed.identity == card.identity
    with pytest.raises(UserError, match="other-keys"):
        three[0].add_peer(renewed)
    three[0].remove_peer(card.identity)
    assert not three[0].add_peer(renewed).confirmed


def test_a_copy_of_ones_own_workspace_is_no_peer(three: tuple[Exchange, ...], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="own-card"):
        three[0].add_peer(three[0].card())


def test_a_restored_backup_goes_on_without_a_new_call_and_gets_back_what_it_lost(
    three: tuple[Exchange, ...], tmp_path: Path
) -> None:
    one, other, _third = three
    pair(one, other)
    add(one, "Före kopian")
    mail(one, other)
    mail(other, one)
    one.workspace.backup(tmp_path / "kopia")
    lost = add(one, "Efter kopian")
    mail(one, other)
    mail(other, one)
    restore_backup(tmp_path / "kopia", one.workspace.key, tmp_path / "restored.trygg")
    restored = Exchange(Workspace.open(tmp_path / "restored.trygg", one.workspace.key))
    assert restored.workspace.find(lost) is None
    mail(restored, other)
    mail(other, restored)
    assert restored.workspace.get(lost).title == "Efter kopian"
    add(restored, "Efter återställningen")
    mail(restored, other)
    assert picture(restored) == picture(other)
    assert restored.workspace.check() == []
    restored.workspace.close()


def test_a_file_of_what_a_restored_backup_lost_waits_until_the_rest_has_come(
    three: tuple[Exchange, ...], tmp_path: Path
) -> None:
    one, other, _third = three
    pair(one, other)
    mail(one, other)
    mail(other, one)
    one.workspace.backup(tmp_path / "kopia")
    add(other, "Första")
    mail(other, one)
    mail(one, other)
    restore_backup(tmp_path / "kopia", one.workspace.key, tmp_path / "restored.trygg")
    restored = Exchange(Workspace.open(tmp_path / "restored.trygg", one.workspace.key))
    add(other, "Andra")
    (early,) = other.send(one.card().identity)
    assert restored.receive(early.content).waits
    mail(restored, other)
    mail(other, restored)
    assert restored.inbox() == []
    assert picture(restored) == picture(other)
    restored.workspace.close()


def test_a_workspace_in_use_twice_is_noticed(three: tuple[Exchange, ...], tmp_path: Path) -> None:
    one, other, _third = three
    pair(one, other)
    mail(one, other)
    mail(other, one)
    one.workspace.backup(tmp_path / "kopia")
    restore_backup(tmp_path / "kopia", one.workspace.key, tmp_path / "twin.trygg")
    twin = Exchange(Workspace.open(tmp_path / "twin.trygg", one.workspace.key, clock=one.workspace.now))
    add(twin, "I kopian")
    mail(twin, other)
    add(one, "I den gamla")
    (file,) = one.send(other.card().identity)
    assert other.receive(file.content).copies == (one.card().identity,)
    twin.workspace.close()

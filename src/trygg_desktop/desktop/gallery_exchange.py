"""What the pictures of Utbyte show: two leaders who have written apart for a week, and the files between them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from trygg_desktop.desktop.exchange.send_question import ask_to_remove, ask_to_send
from trygg_desktop.desktop.exchange.standing import SHARED_FOLDER
from trygg_desktop.desktop.exchange_page import QUESTIONS, RECEIVE, REGISTER, SEND, ExchangePage
from trygg_desktop.desktop.gallery_stage import Scene, Stage
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import PresenceAction
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.folder import write
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.memory import DEMO

FIRST, SECOND = "forsta.trygg", "andra.trygg"
"""The files that the other leader has made, as they lie beside the council."""
GOAL = "Minst två par vuxna ute fredag och lördag kl. 20–23 under hösten."
OURS = "Minst tre par vuxna ute fredag och lördag kl. 20–23 från september till skolavslutningen."
THEIRS = (
    "Minst två par vuxna ute fredag och lördag kl. 20–24 under hösten, varannan vecka med områdespolisen."
)


class _Clock:
    """Goes on by a minute each time it is read."""

    def __init__(self, day: date, hour: int) -> None:
        self._now = int(datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp() * 1000)

    def __call__(self) -> int:
        self._now += 60_000
        return self._now


def two_leaders(folder: Path, council: Path, key: Key, today: date) -> Path:
    """A copy of a council that has exchanged with another, with two files of the other's beside it."""
    path = folder / "two.workspace"
    shutil.copy(council, path)
    police = Workspace.create(
        folder / "police.workspace",
        Key.generate(),
        author=_("The leader of the police"),
        side=Side.POLICE,
        clock=_Clock(today, 6),
        districts=False,
    )
    with Workspace.open(path, key, clock=_Clock(today, 5)) as mine, police:
        if mine.is_demo:
            police.remember(DEMO, True)
        one, other = Exchange(mine), Exchange(police)
        _pair(one, other)
        ids = _begin(mine)
        _give(one, other)
        _give(other, one)
        _write_apart(mine, police, ids)
        (folder / FIRST).write_bytes(_made(other, one))
        with police.transaction("") as tx:
            tx.erase(ids["erased"], reason=_("Entered by mistake, decided on 20 November"))
        (folder / SECOND).write_bytes(_made(other, one))
        shared = folder / _("Shared folder")
        shared.mkdir()
        for file in other.send(one.card().identity):
            write(shared, file.name, file.content)
        mine.remember(SHARED_FOLDER, str(shared))
        third = Workspace.create(
            folder / "third.workspace",
            Key.generate(),
            author=_("The municipality’s deputy"),
            side=Side.MUNICIPALITY,
            clock=_Clock(today, 6),
            districts=False,
        )
        with third:
            third.remember(DEMO, mine.is_demo)
            one.add_peer(Exchange(third).card())
    return path


def _pair(one: Exchange, other: Exchange) -> None:
    cards = one.card(), other.card()
    there, here = one.add_peer(cards[1]), other.add_peer(cards[0])
    one.confirm(there.id, one.digits(there.id))
    other.confirm(here.id, other.digits(here.id))


def _made(sender: Exchange, reader: Exchange) -> bytes:
    (file,) = sender.send(reader.card().identity)
    return file.content


def _give(sender: Exchange, reader: Exchange) -> None:
    for file in sender.send(reader.card().identity):
        reader.receive(file.content)


def _begin(mine: Workspace) -> dict[str, UUID]:
    with mine.transaction("") as tx:
        return {
            "walk": tx.create(PresenceAction, name="Kvällsvandringar i Bäckby", goal=GOAL),
            "night": tx.create(Stakeholder, name="Nattvandrarna i Råby", phone="021-39 00 10"),
            "erased": tx.create(Stakeholder, name="Föreningen som lades ned"),
            "gone": tx.create(PresenceAction, name="Öppen fritidsgård på lov"),
        }


def _write_apart(mine: Workspace, police: Workspace, ids: dict[str, UUID]) -> None:
    with mine.transaction("") as tx:
        tx.change(ids["walk"], goal=OURS)
        tx.change(ids["night"], phone="021-39 00 11")
        tx.delete(ids["gone"])
        tx.create(Stakeholder, name="Fritidsbanken")
        tx.create(
            LiaisonNote,
            draft=False,
            text="Uppgift om en adress, lämnad av polisen",
            protection="protected",
            ground="OSL 18:2",
        )
    with police.transaction("") as tx:
        tx.change(ids["walk"], goal=THEIRS, weekly_times="Fredag och lördag 20–24")
        tx.change(ids["night"], phone="021-39 00 12", notes="Går ut varannan fredag.")
        tx.change(ids["gone"], notes="Fritidsgården höll öppet hela höstlovet.")
        tx.create(LiaisonNote, draft=False, text="Höstlovet i centrum, gemensam utvärdering")
        tx.create(PresenceAction, name="Polisens mobila kontor i Bäckby")
        tx.create(
            LiaisonNote,
            draft=False,
            text="Uppgift ur underrättelse",
            protection="protected",
            ground="OSL 18:2",
        )


def _page(stage: Stage, tab: int) -> ExchangePage:
    page = stage.page("exchange")
    assert isinstance(page, ExchangePage)
    page.receive.put_aside()
    page.tabs.setCurrentIndex(tab)
    stage.settle()
    return page


def _tab(tab: int) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _page(stage, tab)

    return play


def _unconfirmed(stage: Stage) -> None:
    page = _page(stage, SEND)
    assert page.post.standing is not None
    page.send.peers.list.choose(next(peer.id for peer in page.post.standing.peers if not peer.confirmed))


def _looking_into(name: str, confidential: bool = False) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        page = _page(stage, RECEIVE)
        page.open_file(stage.folder / name)
        stage.settle()
        if confidential:
            lines = [line for group in page.receive.pane.list.grouped.groups for line in group.lines]
            page.receive.pane.list.choose(next(line.key for line in lines if line.protected))

    return play


def _take_in(stage: Stage) -> None:
    page = _page(stage, RECEIVE)
    page.open_file(stage.folder / FIRST)
    stage.settle()
    page.receive.pane.take.click()
    stage.settle()
    page.tabs.setCurrentIndex(RECEIVE)


def _question(number: int) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        page = _page(stage, QUESTIONS)
        if page.post.standing is not None and not page.post.standing.questions:
            _take_in(stage)
            page.tabs.setCurrentIndex(QUESTIONS)
        lines = [line for group in page.questions.list.grouped.groups for line in group.lines]
        page.questions.list.choose(lines[min(number, len(lines) - 1)].key)

    return play


def _pairing(*, compares: bool) -> Callable[[Stage], QWidget]:
    def play(stage: Stage) -> QWidget:
        page = _page(stage, SEND)
        assert page.post.standing is not None
        peer = next(peer for peer in page.post.standing.peers if not peer.confirmed)
        pairing = page.pair(peer if compares else None)
        stage.settle()
        return pairing

    return play


def _asks(*, removes: bool) -> Callable[[Stage], QWidget | None]:
    def play(stage: Stage) -> QWidget | None:
        page = _page(stage, SEND)
        assert page.post.standing is not None
        page.send.peers.list.choose(page.post.standing.confirmed[0].id)
        stage.settle()
        peer, outgoing = page.send.pane.peer, page.send.pane.outgoing
        if peer is None or outgoing is None:
            return None
        if removes:
            return ask_to_remove(peer, page, QApplication.beep)
        return ask_to_send(outgoing, peer, page, QApplication.beep)

    return play


def _on_today(stage: Stage) -> None:
    stage.page("today")


EXCHANGE_SCENES: tuple[Scene, ...] = (
    Scene("exchange-send", _tab(SEND)),
    Scene("exchange-unconfirmed", _unconfirmed),
    Scene("exchange-confidential", _asks(removes=False)),
    Scene("exchange-remove", _asks(removes=True)),
    Scene("exchange-pairing", _pairing(compares=False)),
    Scene("exchange-digits", _pairing(compares=True)),
    Scene("exchange-receive", _tab(RECEIVE)),
    Scene("exchange-incoming", _looking_into(FIRST)),
    Scene("exchange-incoming-confidential", _looking_into(FIRST, confidential=True)),
    Scene("exchange-erasure", _looking_into(SECOND)),
    Scene("exchange-taken-in", _take_in),
    Scene("exchange-question-text", _question(0)),
    Scene("exchange-question-value", _question(1)),
    Scene("exchange-question-deleted", _question(2)),
    Scene("exchange-question-remark", _question(3)),
    Scene("exchange-register", _tab(REGISTER)),
    Scene("exchange-on-today", _on_today),
)
"""In the order in which a day goes: what is taken in stays taken in."""

"""A leader at their desk, as tests of the page Utbyte use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.desktop.pages import settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.handing_over import Way
from trygg_desktop.desktop.exchange.incoming_words import Detail
from trygg_desktop.desktop.exchange_page import SEND, ExchangePage
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace import Workspace


@dataclass
class Leader:
    """One of the two. `said` holds what the window told, `offered` what it offered to undo."""

    qtbot: QtBot
    workspace: Workspace
    desk: Desk
    page: ExchangePage
    said: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk.said.connect(self.said.append)
        self.desk.undoable.connect(self.offered.append)

    @property
    def exchange(self) -> Exchange:
        return Exchange(self.workspace)

    def settle(self) -> None:
        """Waits until nothing is under way, and what follows from it is shown."""
        settle(self.qtbot, self.desk)
        self.qtbot.wait(20)
        settle(self.qtbot, self.desk)

    def write(self, name: str = "Bäckby IF", **values: object) -> UUID:
        with self.workspace.transaction("Test") as tx:
            id = tx.create(Stakeholder, name=name, **values)
        self.tell(id)
        return id

    def change(self, id: UUID, **values: object) -> None:
        with self.workspace.transaction("Test") as tx:
            tx.change(id, **values)
        self.tell(id)

    def tell(self, id: UUID) -> None:
        """As if it had been written in the window."""
        self.desk.announce({("stakeholder", id)})
        self.settle()

    def save(self, folder: Path, *, confirmed: bool = True) -> list[Path]:
        """Sends by file into a folder, through the page."""
        before = set(folder.glob("*.trygg"))
        self.page.tabs.setCurrentIndex(SEND)
        self.settle()
        self.page.send.ask_for_folder = lambda title, start: folder  # type: ignore[method-assign]
        self.page.send.hand_over(Way.FILE)
        for box in self.page.findChildren(QMessageBox):
            buttons = [button for button in box.buttons() if button is not box.defaultButton()]
            (buttons[0] if confirmed else box.defaultButton()).click()
        self.settle()
        return sorted(set(folder.glob("*.trygg")) - before)

    def open(self, path: Path) -> None:
        """Looks into a file."""
        self.page.open_file(path)
        self.settle()

    def take(self) -> None:
        """Takes in what is looked into."""
        self.page.receive.pane.take.click()
        self.settle()

    def details(self, group: str) -> list[Detail]:
        """What stands under a heading of the preview."""
        groups = {each.key: each for each in self.page.receive.pane.list.grouped.groups}
        return [line.what for line in groups[group].lines] if group in groups else []


def pair(one: Exchange, other: Exchange) -> None:
    """Both have the other's card, and have compared the digits."""
    cards = one.card(), other.card()
    there, here = one.add_peer(cards[1]), other.add_peer(cards[0])
    one.confirm(there.id, one.digits(there.id))
    other.confirm(here.id, other.digits(here.id))


def pass_on(sender: Leader, reader: Leader, folder: Path) -> None:
    """One sends by file and the other takes it in, both through their pages."""
    for path in sender.save(folder):
        reader.open(path)
        reader.take()


def write_apart(
    both: tuple[Leader, Leader], folder: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    """Both write in the same record; the first one's file is taken in by the second."""
    id = both[0].write("Bäckby IF")
    pass_on(both[0], both[1], folder)
    pass_on(both[1], both[0], folder)
    both[0].change(id, **first)
    both[1].change(id, **second)
    pass_on(both[0], both[1], folder)

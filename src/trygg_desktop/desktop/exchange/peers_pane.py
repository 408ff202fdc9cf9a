"""With whom: everyone whose card is here, whether they are confirmed, and when they were last heard of."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.exchange.grouped_list import GroupedList
from trygg_desktop.desktop.exchange.grouped_model import Group, Line
from trygg_desktop.desktop.exchange.standing import Standing
from trygg_desktop.desktop.exchange.wording import heard
from trygg_desktop.desktop.icons import icon
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.i18n import _


class PeersPane(QWidget):
    """The list of those to exchange with. `peer_chosen` carries one of them, or nothing."""

    peer_chosen = Signal(object)
    adding_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.list = GroupedList(_("Those you exchange with"), parent=self)
        self.list.line_chosen.connect(lambda line: self.peer_chosen.emit(line.what if line else None))
        self.add = QPushButton(icon("user-plus", "text"), _("Add someone …"))
        self.add.clicked.connect(lambda _checked=False: self.adding_wanted.emit())
        foot = QHBoxLayout()
        foot.setContentsMargins(32, 8, 16, 12)
        foot.addWidget(self.add)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def chosen(self) -> Peer | None:
        """The one that is chosen."""
        line = self.list.chosen()
        peer: Peer | None = line.what if line else None
        return peer

    def show_peers(self, standing: Standing, today: date) -> None:
        """Shows them; those removed come last, folded."""
        peers = sorted(standing.peers, key=lambda peer: not peer.confirmed)
        self.list.show_groups(
            (
                Group("peers", _("You exchange with"), tuple(_line(peer, today) for peer in peers)),
                Group(
                    "removed",
                    _("Removed"),
                    tuple(_line(peer, today) for peer in standing.removed),
                    folds=True,
                ),
            ),
            folded=("removed",),
        )


def _line(peer: Peer, today: date) -> Line:
    if peer.removed_at is not None:
        symbol, color = "user-minus", "text2"
    elif peer.confirmed:
        symbol, color = "check-circle", "ok"
    else:
        symbol, color = "warning", "warn"
    return Line(peer.id, peer.name, heard(peer, today), symbol, color, what=peer)

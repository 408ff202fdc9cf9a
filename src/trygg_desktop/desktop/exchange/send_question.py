"""Asks before confidential records leave the laptop, and before someone is removed: neither can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.previews import Outgoing
from trygg_desktop.i18n import _, ngettext


def _ask(
    parent: QWidget, *, title: str, text: str, more: str, yes: str, no: str, run: Callable[[], None]
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.buttonClicked.connect(lambda button: run() if button is accept else None)
    box.open()
    return box


def ask_to_send(outgoing: Outgoing, peer: Peer, parent: QWidget, send: Callable[[], None]) -> QMessageBox:
    """Asks whether confidential records may go, naming their number and grounds."""
    n = len(outgoing.protected)
    grounds = ", ".join(outgoing.grounds) or _("no ground")
    return _ask(
        parent,
        title=_("Send"),
        text=ngettext(
            "{n} record marked confidential goes to {name}. Send it?",
            "{n} records marked confidential go to {name}. Send them?",
            n,
            name=peer.name,
        ),
        more=_(
            "Grounds: {grounds}. Only {name} can open the file. What has been sent can’t be called back.",
            grounds=grounds,
            name=peer.name,
        ),
        yes=_("Send"),
        no=_("Don’t send"),
        run=send,
    )


def ask_to_remove(peer: Peer, parent: QWidget, remove: Callable[[], None]) -> QMessageBox:
    """Asks whether someone is to be removed, and says what then happens and what does not."""
    return _ask(
        parent,
        title=_("Remove"),
        text=_("Remove {name} from the exchange?", name=peer.name),
        more=_(
            "No files are taken in from them and none are made for them. The others are told with your next "
            "file. What they already have stays with them. If a laptop was lost: remove the person here, ask "
            "them for a new card from the new laptop, and compare the digits again."
        ),
        yes=_("Remove"),
        no=_("Keep"),
        run=remove,
    )

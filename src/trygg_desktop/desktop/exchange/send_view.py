"""Skicka: with whom at the left, what would go to the chosen one at the right, and handing it over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk, Touched
from trygg_desktop.desktop.exchange.handing_over import Way, drafts, lay, see_that_it_can_be_written
from trygg_desktop.desktop.exchange.outgoing_pane import OutgoingPane
from trygg_desktop.desktop.exchange.peers_pane import PeersPane
from trygg_desktop.desktop.exchange.post import Post
from trygg_desktop.desktop.exchange.send_question import ask_to_remove, ask_to_send
from trygg_desktop.desktop.exchange.standing import ADDRESSES, Standing
from trygg_desktop.desktop.parts import lead_focus
from trygg_desktop.exchange.exchange import Exchange, SealedFile
from trygg_desktop.exchange.laying import Laid
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.previews import Outgoing
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.workspace import Workspace

STACKED_BELOW = 820
"""Pixels of page width below which what would go stands under the list of peers."""


class SendView(QWidget):
    """`pairing_wanted` carries the peer whose digits are to be compared, or nothing for someone new."""

    pairing_wanted = Signal(object)

    def __init__(self, desk: Desk, post: Post, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._post = desk, post
        self._turn = 0
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.peers = PeersPane(self.split)
        self.pane = OutgoingPane(self.split)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.peers)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([384, 640])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        lead_focus(self, self.peers.list)
        self.peers.peer_chosen.connect(self._show_peer)
        self.peers.adding_wanted.connect(lambda: self.pairing_wanted.emit(None))
        self.pane.comparing_wanted.connect(lambda: self.pairing_wanted.emit(self.pane.peer))
        self.pane.removal_wanted.connect(self.ask_to_remove)
        self.pane.way_chosen.connect(self.hand_over)
        self.pane.folder_wanted.connect(self.choose_folder)
        self.pane.address_left.connect(self._keep_address)

    def fit(self, width: int) -> None:
        """Side by side, or one under the other on a narrow page."""
        wanted = Qt.Orientation.Horizontal if width >= STACKED_BELOW else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.split.setSizes([384, 640] if wanted is Qt.Orientation.Horizontal else [150, 400])

    def show_standing(self, standing: Standing) -> None:
        """Shows the peers; what would go is gathered for the chosen one."""
        self.peers.show_peers(standing, self._desk.today)

    def _show_peer(self, peer: Peer | None) -> None:
        standing = self._post.standing
        self.pane.setVisible(peer is not None)
        if peer is None or standing is None:
            return
        self.pane.show_peer(peer, standing, self._desk.today)
        if peer.confirmed and self.isVisible():
            self._gather(peer)

    def showEvent(self, event: QShowEvent) -> None:
        """What would go is gathered when someone looks at it: a first file can hold all there is."""
        super().showEvent(event)
        self._show_peer(self.peers.chosen())

    def _gather(self, peer: Peer) -> None:
        self._turn += 1
        turn = self._turn

        def show(outgoing: Outgoing) -> None:
            if turn == self._turn:
                self.pane.show_outgoing(outgoing)

        self._desk.query(lambda workspace: Exchange(workspace).preview_send(peer.id), show, owner=self)

    def hand_over(self, way: Way) -> None:
        """Asks for what is still needed, and where confidential records go whether they may; then sends."""
        peer, outgoing = self.pane.peer, self.pane.outgoing
        if peer is None or outgoing is None:
            return
        folder = self._place(way)
        if folder is None:
            return
        to = self.pane.address.text().strip()

        def send() -> None:
            self._send(peer, way, folder, to)

        if outgoing.protected:
            ask_to_send(outgoing, peer, self, send)
        else:
            send()

    def _place(self, way: Way) -> Path | None:
        """The folder that the file is put in; asked for where it is not known."""
        standing = self._post.standing
        if way is Way.FOLDER:
            if standing is None or standing.folder is None:
                self.choose_folder()
                return None
            return standing.folder
        downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        if way is Way.MAIL and Path(downloads).is_dir():
            return Path(downloads)
        return self.ask_for_folder(_("Where the file is saved"), downloads)

    def ask_for_folder(self, title: str, start: str) -> Path | None:
        """A folder, through the system's own dialog."""
        chosen = QFileDialog.getExistingDirectory(self, title, start)
        return Path(chosen) if chosen else None

    def choose_folder(self) -> None:
        """Asks for the folder that both reach, which is watched from then on."""
        standing = self._post.standing
        before = str(standing.folder) if standing and standing.folder else ""
        chosen = self.ask_for_folder(_("The folder that you both reach"), before)
        if chosen is not None:
            self._post.choose_folder(chosen)

    def _send(self, peer: Peer, way: Way, folder: Path, to: str) -> None:
        self.pane.show_outgoing(None)

        def seal(_may_be_written: None) -> None:
            paths: list[Path] = []

            def put(files: Sequence[SealedFile], laid: Laid) -> None:
                paths.extend(drafts(laid, folder, files, to) if way is Way.MAIL else lay(laid, folder, files))

            self._desk.errand(
                lambda workspace: (Exchange(workspace).send(peer.id, lay=put), set()),
                lambda _sent: self._handed_over(way, paths),
                failed=self._not_handed_over,
            )

        self._desk.job(
            _("Writing the file"),
            lambda _progress: see_that_it_can_be_written(folder),
            seal,
            failed=self._not_handed_over,
        )

    def _not_handed_over(self, error: BaseException) -> None:
        self._desk.fault(error)
        self._post.refresh()

    def _handed_over(self, way: Way, paths: list[Path]) -> None:
        self._post.refresh()
        folder = paths[0].parent.name
        if way is Way.MAIL:
            for path in paths:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            self._desk.tell(
                ngettext(
                    "The draft {name} is in {folder} and opens in your mail program. Send it from there.",
                    "{n} drafts are in {folder} and open in your mail program. Send them from there.",
                    len(paths),
                    folder=folder,
                    name=paths[0].name,
                )
            )
        elif way is Way.FILE:
            self._desk.tell(
                ngettext(
                    "Saved in {folder}: {name}. Give it to the other side.",
                    "Saved {n} files in {folder}. Give them to the other side.",
                    len(paths),
                    folder=folder,
                    name=paths[0].name,
                )
            )
        else:
            self._desk.tell(_("Put in the shared folder {folder}.", folder=folder))

    def _keep_address(self, address: str) -> None:
        peer, standing = self.pane.peer, self._post.standing
        if peer is None or standing is None or standing.addresses.get(peer.id, "") == address:
            return
        kept = {str(id): each for id, each in (standing.addresses | {peer.id: address}).items() if each}
        self._desk.courier.write(
            lambda: self._desk.workspace.remember(ADDRESSES, kept),
            lambda _kept: self._post.refresh(),
            self._desk.fault,
        )

    def ask_to_remove(self) -> None:
        """Asks whether the chosen peer is to be removed."""
        peer = self.pane.peer
        if peer is not None:
            ask_to_remove(peer, self, lambda: self._remove(peer))

    def _remove(self, peer: Peer) -> None:
        def removed(_nothing: None) -> None:
            self._desk.tell(_("{name} is removed from the exchange.", name=peer.name))
            self._post.refresh()

        def remove(workspace: Workspace) -> tuple[None, Touched]:
            Exchange(workspace).remove_peer(peer.id)
            return None, set()

        self._desk.errand(remove, removed)

"""Ta emot: opening a file, what has come to the shared folder, the inbox, and undoing what was taken in last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk, Touched
from trygg_desktop.desktop.exchange.incoming_pane import IncomingPane
from trygg_desktop.desktop.exchange.incoming_words import Preview, look_into
from trygg_desktop.desktop.exchange.mailbox import Mailbox
from trygg_desktop.desktop.exchange.post import Post
from trygg_desktop.desktop.exchange.standing import Standing, touched_by_last_receipt
from trygg_desktop.desktop.exchange.wording import what_came
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.folder import EXTENSION, read
from trygg_desktop.exchange.inbox import content_of
from trygg_desktop.exchange.registers import Received
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Workspace


class ReceiveView(QWidget):
    """Either what waits to be opened, or the file that is looked into. `asked` tells that questions came of it."""

    asked = Signal()

    def __init__(self, desk: Desk, post: Post, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._post = desk, post
        self.stack = QStackedWidget(self)
        self.mailbox = Mailbox(desk, post, self.stack)
        self.pane = IncomingPane(self.stack)
        self.stack.addWidget(self.mailbox)
        self.stack.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.mailbox.file_wanted.connect(self.ask_for_file)
        self.mailbox.file_chosen.connect(self.open_file)
        self.mailbox.waiting_chosen.connect(self.open_waiting)
        self.mailbox.way_back_wanted.connect(self.take_back)
        self.pane.taken_in.connect(self.take_in)
        self.pane.put_aside.connect(self.put_aside)

    @property
    def looking(self) -> bool:
        """Whether a file is being looked into."""
        return self.stack.currentWidget() is self.pane

    def show_standing(self, standing: Standing) -> None:
        """Shows what waits."""
        self.mailbox.show_standing(standing)

    def ask_for_file(self) -> None:
        """Asks for a sealed file."""
        kinds = _("Sealed file from Trygg (*{ending})", ending=EXTENSION)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Open a file"), "", kinds)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Reads a file and shows what it would change."""
        self._desk.job(_("Reading the file"), lambda _progress: read(path), self.look_into)

    def look_into(self, content: bytes, n: int | None = None) -> None:
        """Shows what a file would change; nothing is changed."""

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError) and error.id == "newer-format":
                self._keep_newer(content)
            else:
                self._desk.fault(error)

        self._desk.errand(
            lambda workspace: (look_into(workspace, content, n=n), set()), self._show, failed=failed
        )

    def _keep_newer(self, content: bytes) -> None:
        """A file from a newer program is kept in the inbox, and the user is told why."""

        def kept(error: BaseException) -> None:
            self._desk.fault(error)
            self._post.refresh()

        self._desk.errand(lambda workspace: (Exchange(workspace).receive(content), set()), failed=kept)

    def open_waiting(self, n: int) -> None:
        """Shows what a file in the inbox would change."""

        def content(workspace: Workspace) -> bytes:
            with workspace.reader.at_one_moment() as connection:
                return content_of(connection, n)

        self._desk.query(content, lambda found: self.look_into(found, n), owner=self)

    def _show(self, preview: Preview) -> None:
        self.pane.show_preview(preview)
        self.stack.setCurrentWidget(self.pane)
        if self.isVisible():
            (self.pane.list if preview.records else self.pane.take).setFocus()

    def put_aside(self) -> None:
        """Leaves the file as it is; nothing was changed."""
        self.pane.preview = None
        self.stack.setCurrentWidget(self.mailbox)
        self.mailbox.open.setFocus()

    def take_in(self, preview: Preview, accept_erasures: bool) -> None:
        """Takes the file in, in one step that can be undone as long as nothing else is written."""

        def receive(workspace: Workspace) -> tuple[Received, Touched]:
            received = Exchange(workspace).receive(preview.content, accept_erasures=accept_erasures)
            return received, touched_by_last_receipt(workspace) if received.changes else set()

        self._desk.errand(receive, lambda received: self._taken_in(preview, received), failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self.pane.again()
        self._desk.fault(error)

    def _taken_in(self, preview: Preview, received: Received) -> None:
        self.put_aside()
        self._post.refresh()
        if received.waits:
            self._desk.tell(_("The file waits in the inbox until the one before it has come."))
        elif received.changes and not received.erased:
            self._desk.offer_way_back(_("Taken in: {what}.", what=what_came(received)), self.take_back)
        else:
            self._desk.tell(_("Taken in: {what}.", what=what_came(received)))
        if preview.incoming.in_question:
            self.asked.emit()

    def take_back(self) -> None:
        """Undoes the last receipt as a whole; the file lies in the inbox again."""

        def back(workspace: Workspace) -> tuple[Received, Touched]:
            touched = touched_by_last_receipt(workspace)
            return Exchange(workspace).take_back(), touched

        def taken_back(_received: Received) -> None:
            self._post.refresh()
            self._desk.tell(_("The receipt is undone. The file lies in the inbox and can be taken in again."))

        self._desk.errand(back, taken_back)

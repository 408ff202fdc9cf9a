"""The council's emblem in the settings: seen as it will be printed, chosen as a file, or taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import N_, _, sentence

if TYPE_CHECKING:
    from trygg_desktop.briefings.emblem import Emblem
    from trygg_desktop.workspace import Transaction, Workspace

HEIGHT = 48


class EmblemField(QWidget):
    """The emblem and what can be done about it. It is on white as on paper, whatever the window's colours."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Emblem"))
        self.words = Words("", "side", "text2")
        self.words.setWordWrap(True)
        self.choose_link = LinkLabel(_("Choose a picture …"), self.choose)
        self.remove_link = LinkLabel(_("Take the emblem away"), lambda: self.use(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.choose_link, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.remove_link, 0, Qt.AlignmentFlag.AlignVCenter)
        desk.changed.connect(self.refresh)
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Reads the emblem again, where the settings may have changed."""
        if changes is None or "council-settings" in changes.kinds:
            self.desk.query(_read, self._show, owner=self)

    def choose(self) -> None:
        """Asks for a picture and makes it the emblem."""
        pictures = _("Pictures (*.svg *.png *.jpg *.jpeg)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose an emblem"), "", pictures)
        if chosen:
            self.use(Path(chosen))

    def use(self, path: Path | None) -> None:
        """Makes a picture the emblem, or takes the emblem away; one that does not fit is said."""
        workspace = self.desk.workspace

        def change(tx: Transaction) -> None:
            from trygg_desktop.briefings.emblem import change_emblem

            change_emblem(tx, workspace.council(), path)

        self.desk.command(N_("Change the emblem"), change)

    def _show(self, found: Emblem | str | None) -> None:
        has_picture = found is not None and not isinstance(found, str)
        self.picture.setVisible(has_picture)
        self.remove_link.setVisible(found is not None)
        self.words.setText(found if isinstance(found, str) else "" if found else _("No emblem is chosen."))
        if found is not None and not isinstance(found, str):
            self.picture.setPixmap(_on_white(found))


def _on_white(emblem: Emblem) -> QPixmap:
    """The emblem as high as its row; a drawing is drawn at that size."""
    if emblem.strokes is None:
        shown = QPixmap()
        shown.loadFromData(emblem.shown)
        return shown.scaledToHeight(HEIGHT, Qt.TransformationMode.SmoothTransformation)
    from PySide6.QtPdf import QPdfDocument

    sharp = 2
    size = QSize(*(max(1, round(edge * sharp)) for edge in emblem.fitted(4 * HEIGHT, HEIGHT)))
    page = QBuffer()
    page.setData(emblem.shown)
    page.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(page)
    drawn = QPixmap(size)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, document.render(0, size))
    painter.end()
    document.close()
    drawn.setDevicePixelRatio(sharp)
    return drawn


def _read(workspace: Workspace) -> Emblem | str | None:
    """The emblem, or a sentence about why it can't be printed."""
    from trygg_desktop.briefings.emblem import read_emblem

    id = workspace.council().emblem
    found = workspace.find(id) if id is not None else None
    if not isinstance(found, Attachment) or found.id is None:
        return None
    try:
        return read_emblem(workspace.attachment_bytes(found.id), found.name or "")
    except TryggError as error:
        return sentence(error)

"""Where a file is dropped or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import ElidedWords
from trygg_desktop.i18n import _


def dropped_files(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """The files of this machine that are being dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class FileField(QWidget):
    """Takes a file by drop or through the system's dialog, and shows its name."""

    file_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.filters: list[str] = []
        self._over = False
        self._words = ElidedWords(_("Drop a file here, or choose one."), "body", "text2")
        self.button = QPushButton(_("Choose file …"))
        self.button.setIcon(icon("folder-open"))
        self.button.clicked.connect(lambda _checked=False: self.ask())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)

    def show_file(self, path: Path) -> None:
        """Shows which file is looked at."""
        self._words.setText(path.name)
        self._words.set_color("text")
        self.button.setText(_("Another file …"))

    def ask(self) -> None:
        """Asks for a file through the system's dialog."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a file to import"), "", ";;".join([*self.filters, _("All files") + " (*)"])
        )
        if chosen:
            self.file_chosen.emit(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_files(event)) == 1:
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        (path,) = dropped_files(event)
        self.file_chosen.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("accent" if self._over else "control"), 1)
        pen.setStyle(Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("tint" if self._over else "alt"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)

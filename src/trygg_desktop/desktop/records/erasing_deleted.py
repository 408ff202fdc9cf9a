"""What was deleted, to be brought back or erased for good: it is seen nowhere else, and the file still holds it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.exchange.grouped_list import GroupedList
from trygg_desktop.desktop.exchange.grouped_model import Group, Line
from trygg_desktop.desktop.exchange.wording import when
from trygg_desktop.desktop.parts import HeadingLine, Words
from trygg_desktop.desktop.records.erasing import ask_to_erase
from trygg_desktop.desktop.records.erasing_reading import DeletedShown, read_deleted
from trygg_desktop.i18n import N_, _

_WIDTH, _HEIGHT = 520, 480


def show_deleted(desk: Desk, parent: QWidget) -> None:
    """Opens the list of everything that is deleted."""
    DeletedRecords(desk, parent).show()


class DeletedRecords(QDialog):
    """Everything that is deleted by kind, the latest first, and what can be done with it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("page")
        self.setWindowTitle(_("Deleted records"))
        self.about = Words(
            _("What is deleted can be brought back, on every computer, until it is erased for good."),
            "side",
            "text2",
        )
        self.about.setWordWrap(True)
        self.list = GroupedList(_("Deleted records"), margin=0)
        self.back, self.erase = QPushButton(_("Bring back")), QPushButton(_("Erase for good …"))
        self.back.clicked.connect(lambda _checked=False: self.bring_back())
        self.erase.clicked.connect(lambda _checked=False: self.ask_to_erase())
        self.list.line_chosen.connect(lambda line: self._offer(line is not None))
        self._lay_out()
        self._offer(False)
        desk.changed.connect(self._look)
        self._look(None)

    def _lay_out(self) -> None:
        close = QPushButton(_("Close"))
        close.clicked.connect(lambda _checked=False: self.accept())
        foot = QHBoxLayout()
        for each in (self.back, self.erase, close):
            each.setAutoDefault(False)
        foot.addWidget(self.back)
        foot.addWidget(self.erase)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(HeadingLine(self.windowTitle(), "record"))
        column.addWidget(self.about)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.resize(_WIDTH, _HEIGHT)

    def _look(self, _changes: Changes | None) -> None:
        self._desk.query(read_deleted, self.show_records, owner=self)

    def show_records(self, found: Sequence[DeletedShown]) -> None:
        """Lists what is deleted."""
        ordered = sorted(found, key=lambda each: each.kinds)
        self.list.show_groups(
            [
                Group(kinds, kinds, tuple(_line(each) for each in of_kind))
                for kinds, of_kind in groupby(ordered, key=lambda each: each.kinds)
            ]
        )
        self._offer(bool(found))
        if not found:
            self.about.setText(_("Nothing is deleted."))

    def _offer(self, something: bool) -> None:
        self.back.setEnabled(something)
        self.erase.setEnabled(something)

    def _chosen(self) -> DeletedShown | None:
        line = self.list.chosen()
        return line.what if line is not None and isinstance(line.what, DeletedShown) else None

    def bring_back(self) -> None:
        """Brings the chosen record back."""
        chosen = self._chosen()
        if chosen is not None:
            id: UUID = chosen.id
            self._desk.command(N_("Bring back {kind}"), lambda tx: tx.restore(id), kind=chosen.noun)

    def ask_to_erase(self) -> None:
        """Asks whether the chosen record is to be erased for good."""
        chosen = self._chosen()
        if chosen is not None:
            ask_to_erase(self._desk, chosen.id, self)


def _line(each: DeletedShown) -> Line:
    under = ", ".join(filter(None, [_("deleted {when}", when=when(each.at)), each.by]))
    return Line(
        each.id,
        each.title,
        under,
        "trash",
        protected=each.veiled,
        ground=each.ground,
        veiled=each.veiled,
        what=each,
    )

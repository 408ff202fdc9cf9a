"""What was found when a measure was followed up, under its form, and the way to the next time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlmodel import col

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures.plan import told
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Workspace

MOST = 12
"""Looks back that are listed; older ones are found from the chain and by search."""


def read_follow_ups(workspace: Workspace, measure: UUID) -> list[tuple[UUID, str]]:
    """The follow-ups and evaluations of a measure in words, the latest first."""
    found: list[tuple[date, UUID, str]] = []
    for kind, target, day, text in (
        (FollowUp, FollowUp.measure, "on", "text"),
        (Evaluation, Evaluation.measure, "done_on", "title"),
    ):
        for id, on, words in workspace.rows(kind, [day, text], where=(col(target) == measure,)):
            found.append((on or date.min, id, told(on, words or "")))
    found.sort(key=lambda row: row[0], reverse=True)
    return [(id, words) for _on, id, words in found[:MOST]]


class FollowUps(QWidget):
    """`record_opened` carries the one that the user wants to see, `next_wanted` asks for a new one."""

    record_opened = Signal(object)
    next_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._measure: UUID | None = None
        self._nothing = Words(_("It has not been followed up yet."), "side", "text2")
        self.links: list[ElidedLink] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.next = LinkLabel(_("Follow up the measure"), self.next_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)

    def show_record(self, record: Record | None) -> None:
        """Shows what belongs to a measure; what is only begun can't be followed up."""
        self._measure = record.id if record is not None and record.about.name == "measure" else None
        self.next.setEnabled(self._measure is not None)
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what the changes touch."""
        if changes is None or changes.kinds & {"follow-up", "evaluation"}:
            self._read()

    def _read(self) -> None:
        measure = self._measure
        if measure is None:
            self._show([])
            return

        def arrived(found: list[tuple[UUID, str]]) -> None:
            if measure == self._measure:
                self._show(found)

        self._desk.query(lambda workspace: read_follow_ups(workspace, measure), arrived, owner=self)

    def _show(self, found: list[tuple[UUID, str]]) -> None:
        self._nothing.setVisible(not found)
        for link in self.links:
            self._rows.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(id, words) for id, words in found]
        for link in self.links:
            self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, id: UUID, words: str) -> ElidedLink:
        return ElidedLink(words or _("Follow-up"), lambda: self.record_opened.emit(id))

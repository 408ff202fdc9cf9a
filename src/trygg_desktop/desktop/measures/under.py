"""What lies under a record of the plan, in its form: causes, measures or follow-ups, and the way to the next."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlmodel import col

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures.plan import told
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Cause, Problem, numbered
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Workspace

MOST = 12
"""Records that are listed; older ones are found from the chain and by search."""
NEXT = {"problem": "cause", "cause": "measure", "measure": "follow-up"}
"""The next link of the chain under each kind."""
_NOTHING = {
    "problem": N_("No cause of it is written down yet."),
    "cause": N_("Nothing is done about it yet."),
    "measure": N_("It has not been followed up yet."),
}
_KINDS = frozenset({"cause", "measure", "follow-up", "evaluation"})

Lines = list[tuple[UUID, str]]


def read_under(workspace: Workspace, kind: str, id: UUID) -> Lines:
    """What lies under a record, in words."""
    return {"problem": _causes, "cause": _measures, "measure": _follow_ups}[kind](workspace, id)


def _causes(workspace: Workspace, problem: UUID) -> Lines:
    above = workspace.find(problem)
    parent = above if isinstance(above, Problem) else None
    found = workspace.records(Cause, col(Cause.problem) == problem, limit=MOST)
    return [
        (cause.id, f"{numbered(parent, cause)} {cause.title}".strip())
        for cause in found
        if cause.id is not None
    ]


def _measures(workspace: Workspace, cause: UUID) -> Lines:
    rows = workspace.rows(Measure, ["title"], where=(col(Measure.cause) == cause,), limit=MOST)
    return [(id, title or "") for id, title in rows]


def _follow_ups(workspace: Workspace, measure: UUID) -> Lines:
    """The follow-ups and evaluations of a measure, the latest first."""
    found: list[tuple[date, UUID, str]] = []
    asked: tuple[tuple[type[Record], Any, str, str], ...] = (
        (FollowUp, FollowUp.measure, "on", "text"),
        (Evaluation, Evaluation.measure, "done_on", "title"),
    )
    for kind, target, day, text in asked:
        for id, on, words in workspace.rows(kind, [day, text], where=(col(target) == measure,)):
            found.append((on or date.min, id, told(on, words or "")))
    found.sort(key=lambda row: row[0], reverse=True)
    return [(id, words) for _on, id, words in found[:MOST]]


class Under(QWidget):
    """What lies under records of one kind.

    `record_opened` carries the one that the user wants to see, `next_wanted` asks for what the link says.
    """

    record_opened = Signal(object)
    next_wanted = Signal()

    def __init__(self, desk: Desk, kind: str, next_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._of: UUID | None = None
        self._nothing = Words(_(_NOTHING[kind]), "side", "text2")
        self._nothing.setWordWrap(True)
        self.links: list[ElidedLink] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.next = LinkLabel(next_words, self.next_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)

    def show_record(self, record: Record | None) -> None:
        """Shows what lies under a record; under one that is only begun there can be nothing, so it goes away."""
        self._of = record.id if record is not None and record.about.name == self._kind else None
        if (section := self.parentWidget()) is not None:
            section.setVisible(self._of is not None)
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what the changes touch."""
        if changes is None or changes.kinds & _KINDS:
            self._read()

    def _read(self) -> None:
        of = self._of
        if of is None:
            self._show([])
            return

        def arrived(found: Lines) -> None:
            if of == self._of:
                self._show(found)

        self._desk.query(lambda workspace: read_under(workspace, self._kind, of), arrived, owner=self)

    def _show(self, found: Lines) -> None:
        self._nothing.setVisible(not found)
        for link in self.links:
            self._rows.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(id, words) for id, words in found]
        for link in self.links:
            self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, id: UUID, words: str) -> ElidedLink:
        return ElidedLink(words, lambda: self.record_opened.emit(id))

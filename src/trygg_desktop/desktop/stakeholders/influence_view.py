"""The picture of influence and interest with the workspace behind it: what is moved is saved, and can be undone."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import EmptyPage, Words
from trygg_desktop.desktop.stakeholders.grid_places import Standing
from trygg_desktop.desktop.stakeholders.influence_picture import InfluencePicture
from trygg_desktop.domain.stakeholders import Stakeholder, StakeholderStatus
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Workspace


def read_standing(workspace: Workspace) -> list[Standing]:
    """Every stakeholder that cooperation has not ended with."""
    rows = workspace.rows(Stakeholder, ["name", "influence", "interest", "status"])
    return [
        Standing(id, name or "", influence, interest)
        for id, name, influence, interest, status in rows
        if status != StakeholderStatus.ENDED
    ]


class InfluenceView(QWidget):
    """The picture, and a line that says how it is used."""

    record_opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._stack = QStackedWidget(self)
        both, inset = QWidget(self._stack), QWidget(self._stack)
        self.picture = InfluencePicture(both)
        self.picture.moved.connect(self._move)
        self.picture.record_opened.connect(self.record_opened)
        help_line = Words(
            _(
                "Drag to where they stand. Arrow keys choose, Ctrl with an arrow moves, Enter opens, Delete takes out."
            ),
            "side",
            "text2",
        )
        help_line.setWordWrap(True)
        column = QVBoxLayout(both)
        column.setContentsMargins(32, 4, 24, 12)
        column.setSpacing(8)
        column.addWidget(help_line)
        column.addWidget(self.picture, 1)
        inner = QHBoxLayout(inset)
        inner.setContentsMargins(32, 4, 24, 12)
        inner.addWidget(
            EmptyPage(_("When there are stakeholders, you place them here by influence and interest."))
        )
        self._stack.addWidget(both)
        self._stack.addWidget(inset)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def refresh(self, changes: Changes | None) -> None:
        """Reads again where stakeholders were changed, now or when it is next seen."""
        if changes is not None and Stakeholder.about.name not in changes.kinds:
            return
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        self._desk.query(read_standing, self._show, owner=self)

    def _show(self, standing: list[Standing]) -> None:
        self._stack.setCurrentIndex(0 if standing else 1)
        self.picture.show_standing(standing)

    def _move(self, id: UUID, influence: int | None, interest: int | None) -> None:
        self._desk.command(
            N_("Move stakeholder in the picture"),
            lambda tx: tx.change(id, influence=influence, interest=interest),
        )

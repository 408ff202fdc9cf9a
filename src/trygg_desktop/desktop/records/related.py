"""What a record belongs to: links to other records, each with a way there and a way to take it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.named import can_open, way_back, words_for
from trygg_desktop.desktop.records.picker import RecordPicker
from trygg_desktop.desktop.records.reference_editors import small_button
from trygg_desktop.domain.links import RELATED
from trygg_desktop.i18n import N_, _

FOLDED = 8


@dataclass(frozen=True, slots=True)
class Connection:
    """A record that is linked to the one shown.

    Args:
        kind, role: what it is, and what the link is called from here.
        here: whether it can be gone to.
        way_back: what can be done about one that was deleted.
    """

    id: UUID
    title: str
    kind: str
    role: str
    here: bool = True
    way_back: str = ""


def read_connections(workspace: Any, id: UUID) -> list[Connection]:
    """What a record is linked to, by title; plain links first."""
    if "link" not in workspace.kinds:
        return []
    related = workspace.related(id)
    titles = workspace.names({each.id for each in related})
    found: dict[UUID, Connection] = {}
    for each in sorted(related, key=lambda each: each.role != RELATED):
        kind = workspace.kind_of(each.id)
        label = _role_label(kind, each.role) if kind else ""
        found.setdefault(
            each.id,
            Connection(
                each.id,
                words_for(titles, each.id),
                label,
                each.role,
                here=can_open(titles, each.id),
                way_back=way_back(titles, each.id),
            ),
        )
    return list(found.values())


def _role_label(kind: Any, role: str) -> str:
    """The other record's kind, and by which of its fields it points here."""
    field = kind.fields().get(role)
    noun = _(kind.about.noun)
    return f"{noun} · {field.title.lower()}" if field else noun


class RelatedSection(QWidget):
    """The links of one record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._id: UUID | None = None
        self._all: Sequence[Connection] = ()
        self._unfolded = False
        self.add = LinkLabel(_("Add"), self._open_search)
        self.add.setAccessibleName(_("Add a connection"))
        self.search = RecordPicker(desk)
        self.search.setAccessibleName(_("Search for a record to connect"))
        self.search.picked.connect(self.connect_to)
        self.search.left.connect(self._close_search)
        self.search.given_up.connect(self.search.hide)
        self.search.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.more = LinkLabel("", self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionHeading(_("Belongs to"), link=self.add))
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.search)

    def show_connections(self, id: UUID, connections: Sequence[Connection]) -> None:
        """Shows what a record is linked to."""
        if id != self._id:
            self._unfolded = False
            self.search.hide()
        self._id, self._all = id, connections
        self.search.without = frozenset({id, *(each.id for each in connections if each.role == RELATED)})
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = connections if self._unfolded else connections[:FOLDED]
        for each in shown:
            self._rows.addWidget(self._row(each))
        self.more.setVisible(len(connections) > len(shown))
        self.more.setText(_("Show all {n}", n=len(connections)))

    def _row(self, connection: Connection) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(4)
        if connection.here:
            row.addWidget(ElidedLink(connection.title, lambda: self.desk.open(connection.id)))
        else:
            hole = Words(connection.title, "body", "text2")
            hole.setToolTip(connection.way_back)
            hole.setAccessibleDescription(connection.way_back)
            row.addWidget(hole)
        row.addWidget(Words(connection.kind, "side", "text2"))
        row.addStretch(1)
        if connection.role == RELATED:
            label = (
                _("Take the reference away")
                if connection.way_back
                else _("Take away {title}", title=connection.title)
            )
            row.addWidget(small_button("x", label, lambda: self.disconnect_from(connection.id)))
        return line

    def _unfold(self) -> None:
        self._unfolded = True
        if self._id is not None:
            self.show_connections(self._id, self._all)

    def _open_search(self) -> None:
        self.search.clear()
        self.search.show()
        self.search.setFocus()

    def _close_search(self) -> None:
        if not self.search.offering and not self.search.hasFocus():
            self.search.hide()

    def connect_to(self, other: UUID) -> None:
        """Connects the record that is shown with another one."""
        id = self._id
        self.search.hide()
        if id is not None:
            self.desk.command(N_("Connect two records"), lambda tx: tx.link(id, RELATED, other))

    def disconnect_from(self, other: UUID) -> None:
        """Takes a connection off again."""
        id = self._id
        if id is not None:
            self.desk.command(N_("Take a connection away"), lambda tx: tx.unlink(id, RELATED, other))

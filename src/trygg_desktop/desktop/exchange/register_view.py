"""Register: who has what, every file that was sent and every one that was taken in, with fingerprints."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.files_table import FilesTable
from trygg_desktop.desktop.exchange.incoming_pane import copies_words
from trygg_desktop.desktop.exchange.standing import Standing
from trygg_desktop.desktop.exchange.wording import heard, records, short_mark, size, what_came, when
from trygg_desktop.desktop.parts import SectionHeading, Words, lead_focus
from trygg_desktop.desktop.tables import TableColumn
from trygg_desktop.domain.kinds import kind_named
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.registers import Erasure, Received, Sent
from trygg_desktop.i18n import N_, _, ngettext, number


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was made, and for whom."""

    file: Sent
    to: str


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that was taken in, and from whom."""

    file: Received
    sender: str


SENT: tuple[TableColumn[SentFile], ...] = (
    TableColumn(N_("Made"), lambda row: when(row.file.at)),
    TableColumn(N_("To whom"), lambda row: row.to, tooltip=lambda row: row.to),
    TableColumn(N_("Records"), lambda row: number(row.file.records)),
    TableColumn(
        N_("Confidential"),
        lambda row: _confidential(row.file),
        tooltip=lambda row: _confidential(row.file),
    ),
    TableColumn(N_("Acknowledged"), lambda row: _("yes") if row.file.acknowledged else _("not yet")),
    TableColumn(
        N_("Fingerprint"),
        lambda row: short_mark(row.file.fingerprint),
        tooltip=lambda row: row.file.fingerprint,
    ),
    TableColumn(N_("File"), lambda row: size(row.file.size), tooltip=lambda row: row.file.name),
)
RECEIVED: tuple[TableColumn[ReceivedFile], ...] = (
    TableColumn(N_("Came"), lambda row: when(row.file.at)),
    TableColumn(N_("From whom"), lambda row: row.sender, tooltip=lambda row: row.sender),
    TableColumn(N_("Number"), lambda row: number(row.file.number)),
    TableColumn(N_("What came"), lambda row: _came(row.file), tooltip=lambda row: _came(row.file)),
    TableColumn(
        N_("Fingerprint"),
        lambda row: short_mark(row.file.fingerprint),
        tooltip=lambda row: row.file.fingerprint,
    ),
)


ERASED: tuple[TableColumn[Erasure], ...] = (
    TableColumn(N_("Erased"), lambda row: when(row.at)),
    TableColumn(N_("What it was"), lambda row: _erased(row)),
    TableColumn(N_("Reason"), lambda row: row.reason or "–", tooltip=lambda row: row.reason),
    TableColumn(N_("By whom"), lambda row: row.author),
    TableColumn(N_("With the others"), lambda row: _elsewhere(row), tooltip=lambda row: _elsewhere(row)),
)


def _erased(row: Erasure) -> str:
    kind = kind_named(row.kind)
    if kind is None:
        return row.kind
    field = kind.fields().get(row.field)
    return f"{kind.about.title} · {field.title}" if field else kind.about.title


def _elsewhere(row: Erasure) -> str:
    if not row.waiting_for:
        return _("erased with all")
    names = ", ".join(peer.name for peer in row.waiting_for)
    return _("waits for {names}", names=names)


def _confidential(file: Sent) -> str:
    if not file.protected:
        return "–"
    return f"{number(file.protected)} ({', '.join(file.grounds)})" if file.grounds else number(file.protected)


def _came(file: Received) -> str:
    words = what_came(file)
    undone = _("undone")
    return f"{words} · {undone}" if file.taken_back else words


class RegisterView(QScrollArea):
    """Sections under one another; what was erased is there once something was."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self.viewport())
        inner.setObjectName("page")
        self.setWidget(inner)
        self.sent: FilesTable[SentFile] = FilesTable(
            _("Files that were made"), SENT, lambda row: row.file.n, wide=1, parent=inner
        )
        self.received: FilesTable[ReceivedFile] = FilesTable(
            _("Files that were taken in"), RECEIVED, lambda row: row.file.n, wide=3, parent=inner
        )
        self.erased: FilesTable[Erasure] = FilesTable(
            _("What was erased for good"),
            ERASED,
            lambda row: (row.record, row.field, row.at),
            wide=2,
            parent=inner,
        )
        self._who = QWidget(inner)
        self._none_sent = Words(_("Nothing has been sent yet."), "body", "text2")
        self._none_received = Words(_("Nothing has been taken in yet."), "body", "text2")
        self._sent_head, self._received_head = SectionHeading(_("Sent")), SectionHeading(_("Received"))
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(32, 8, 24, 16)
        self._column.setSpacing(10)
        self._column.addWidget(SectionHeading(_("Who has what")))
        self._column.addWidget(self._who)
        for head, none, table in (
            (self._sent_head, self._none_sent, self.sent),
            (self._received_head, self._none_received, self.received),
        ):
            self._column.addSpacing(12)
            self._column.addWidget(head)
            self._column.addWidget(none)
            self._column.addWidget(table)
        self._erased_head = SectionHeading(_("Erased for good"))
        self._column.addSpacing(12)
        self._column.addWidget(self._erased_head)
        self._column.addWidget(self.erased)
        self._column.addStretch(1)
        lead_focus(self, self.sent)

    def show_standing(self, standing: Standing) -> None:
        """Shows the registers as they are."""
        self._show_who(standing)
        self.sent.show_files([SentFile(file, standing.name(file.recipient)) for file in standing.sent])
        self.received.show_files(
            [ReceivedFile(file, standing.name(file.sender)) for file in standing.received]
        )
        for table, none, head, n in (
            (self.sent, self._none_sent, self._sent_head, len(standing.sent)),
            (self.received, self._none_received, self._received_head, len(standing.received)),
        ):
            table.setVisible(bool(n))
            none.setVisible(not n)
            head.set_fact(ngettext("{n} file", "{n} files", n) if n else "")

        self.erased.show_files(list(standing.erasures))
        for part in (self.erased, self._erased_head):
            part.setVisible(bool(standing.erasures))

    def _show_who(self, standing: Standing) -> None:
        who = QWidget()
        column = QVBoxLayout(who)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        twice = {id for file in standing.received if not file.taken_back for id in file.copies}
        for peer in standing.peers:
            for text, color in self._about(peer, standing, peer.id in twice):
                words = Words(text, "body", color)
                words.setWordWrap(True)
                column.addWidget(words)
        if not standing.peers:
            column.addWidget(Words(_("Nobody to exchange with yet."), "body", "text2"))
        self._column.replaceWidget(self._who, who)
        self._who.hide()
        self._who.deleteLater()
        self._who = who

    def _about(self, peer: Peer, standing: Standing, twice: bool) -> list[tuple[str, str]]:
        told = [(f"{peer.name}: {heard(peer, self._desk.today)}.", "text" if peer.confirmed else "warn")]
        if peer.confirmed:
            lacks = standing.to_send.get(peer.id, 0)
            if lacks:
                told.append(
                    (_("{records} changed since the last file to them.", records=records(lacks)), "text2")
                )
            elif not peer.unacknowledged and peer.heard_at is not None:
                told.append((_("They have everything you have sent."), "ok"))
        if twice:
            told.append((copies_words(peer.name), "warn"))
        return told

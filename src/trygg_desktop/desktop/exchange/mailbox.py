"""What waits to be opened: a file to choose, files in the shared folder, the inbox, and the last receipt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.incoming_pane import copies_words
from trygg_desktop.desktop.exchange.post import Post
from trygg_desktop.desktop.exchange.standing import Standing
from trygg_desktop.desktop.exchange.wording import days_ago, what_came, when
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words, lead_focus
from trygg_desktop.exchange.folder import Arrival
from trygg_desktop.exchange.inbox import EARLY, NEWER, Waiting
from trygg_desktop.i18n import _, sentence

_RECENT = 30 * 24 * 3600 * 1000


class Mailbox(QWidget):
    """`file_chosen` carries a path from the shared folder, `waiting_chosen` a number in the inbox."""

    file_wanted = Signal()
    file_chosen = Signal(object)
    waiting_chosen = Signal(int)
    way_back_wanted = Signal()

    def __init__(self, desk: Desk, post: Post, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._post = desk, post
        self._shown: object = None
        self.open = QPushButton(icon("folder-open", "on_accent"), _("Open a file …"))
        self.open.setProperty("accent", True)
        self.open.clicked.connect(lambda _checked=False: self.file_wanted.emit())
        words = Words(_("Open the file from your mail, or drop it here. You see what it would change first."))
        words.setWordWrap(True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(scroll.viewport())
        inner.setObjectName("page")
        scroll.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 8, 24, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._rows)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._inner = inner
        self._sections = QWidget(inner)
        self._rows.addWidget(self._sections)
        lead_focus(self, self.open)
        post.file_came.connect(self._again)
        post.reach_changed.connect(self._again)

    def _again(self, _news: object = None) -> None:
        if self._post.standing is not None:
            self.show_standing(self._post.standing)

    def show_standing(self, standing: Standing) -> None:
        """Shows the files in the folder and in the inbox, and the last receipt."""
        shown = (
            standing.folder, standing.inbox, standing.can_take_back, standing.received,
            tuple(self._post.arrivals), self._post.out_of_reach,
        )  # fmt: skip
        if shown == self._shown:
            return
        self._shown = shown
        sections = QWidget(self._inner)
        column = QVBoxLayout(sections)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._warn(column, standing)
        if standing.folder is not None:
            self._folder(column, standing)
        if standing.inbox:
            column.addSpacing(8)
            column.addWidget(SectionHeading(_("Inbox")))
            for waiting in standing.inbox:
                column.addWidget(self._waiting(waiting, standing))
        if standing.can_take_back is not None:
            self._last(column, standing)
        self._rows.replaceWidget(self._sections, sections)
        self._sections.hide()
        self._sections.deleteLater()
        self._sections = sections

    def _warn(self, column: QVBoxLayout, standing: Standing) -> None:
        now = self._desk.workspace.now()
        twice = {
            id
            for file in standing.received
            if now - file.at < _RECENT and not file.taken_back
            for id in file.copies
        }
        for id in sorted(twice):
            words = Words(copies_words(standing.name(id)), "body", "warn")
            words.setWordWrap(True)
            column.addWidget(words)

    def _folder(self, column: QVBoxLayout, standing: Standing) -> None:
        assert standing.folder is not None
        column.addSpacing(8)
        column.addWidget(SectionHeading(_("The shared folder"), standing.folder.name or str(standing.folder)))
        if self._post.out_of_reach is not None:
            words = Words(sentence(self._post.out_of_reach), "body", "warn")
            words.setWordWrap(True)
            column.addWidget(words)
        elif not self._post.arrivals:
            column.addWidget(
                Words(_("Nothing new lies there. The program looks every few seconds."), "body", "text2")
            )
        for arrival in self._post.arrivals:
            column.addWidget(self._arrival(arrival, standing))

    def _arrival(self, arrival: Arrival, standing: Standing) -> QWidget:
        number = arrival.number
        title = _("File {number} has come", number=number) if number else arrival.path.name
        return self._row(
            title, arrival.path.name, _("Look into it"), lambda: self.file_chosen.emit(arrival.path)
        )

    def _waiting(self, waiting: Waiting, standing: Standing) -> QWidget:
        name = standing.name(waiting.sender) if waiting.sender else ""
        if waiting.sender and waiting.number:
            title = _("File {number} from {name}", number=waiting.number, name=name)
        elif name:
            title = _("A file from {name}", name=name)
        else:
            title = _("A file that came {when}", when=when(waiting.at))
        if waiting.state == EARLY:
            why = _("came too early: an earlier file is missing")
        elif waiting.state == NEWER:
            why = _("comes from a newer version of Trygg: update the program, then take it in")
        else:
            why = _("received, not taken in")
        return self._row(title, why, _("Take in …"), lambda: self.waiting_chosen.emit(waiting.n))

    def _last(self, column: QVBoxLayout, standing: Standing) -> None:
        last = standing.can_take_back
        assert last is not None
        column.addSpacing(8)
        column.addWidget(SectionHeading(_("Taken in last")))
        title = _("File {number} from {name}", number=last.number, name=standing.name(last.sender))
        told = f"{days_ago(last.at, self._desk.today)} · {what_came(last)}"
        column.addWidget(self._row(title, told, _("Undo the receipt"), self.way_back_wanted.emit))
        words = Words(
            _("It can be undone as a whole until you write or send something yourself."), "side", "text2"
        )
        words.setWordWrap(True)
        column.addWidget(words)

    def _row(self, title: str, under: str, link: str, run: Callable[[], None]) -> QWidget:
        row = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        for each in (Words(title, "body", bold=True), Words(under, "side", "text2")):
            each.setWordWrap(True)
            words.addWidget(each)
        button = LinkLabel(link, run)
        button.setAccessibleName(f"{link}: {title}")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.addLayout(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

"""Utbyte: what goes to the other side and what comes from it, what both must decide, and who has what."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.exchange.dropped import dropped
from trygg_desktop.desktop.exchange.pairing import Pairing
from trygg_desktop.desktop.exchange.post import post_of
from trygg_desktop.desktop.exchange.questions_view import QuestionsView
from trygg_desktop.desktop.exchange.receive_view import ReceiveView
from trygg_desktop.desktop.exchange.register_view import RegisterView
from trygg_desktop.desktop.exchange.send_view import SendView
from trygg_desktop.desktop.exchange.standing import Standing
from trygg_desktop.desktop.exchange.wording import days_ago
from trygg_desktop.desktop.meetings.word_tabs import WordTabs
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import ElidedWords, EmptyPage, Words, lead_focus
from trygg_desktop.exchange import cards, folder
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.i18n import N_, _

SEND, RECEIVE, QUESTIONS, REGISTER = range(4)


class ExchangePage(Page):
    """The subject Utbyte: four tabs over one another; a file or a card can be dropped on any of them."""

    subject: ClassVar[str] = "exchange"
    label: ClassVar[str] = N_("Exchange")
    icon: ClassVar[str] = "arrows-left-right"
    number: ClassVar[int] = 9

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.post = post_of(desk)
        self.tabs = WordTabs(_("What is shown of the exchange"), self)
        self._all = QStackedWidget(self)
        self._views = QStackedWidget(self._all)
        self.send = SendView(desk, self.post, self._views)
        self.receive = ReceiveView(desk, self.post, self._views)
        self.questions = QuestionsView(desk, self.post, self._views)
        self.register = RegisterView(desk, self._views)
        self.pairing: Pairing | None = None
        self._begun = False
        self._heard = ElidedWords("", "side", "text2")
        self._heard.setAlignment(Qt.AlignmentFlag.AlignRight)
        for view in (self.send, self.receive, self.questions, self.register):
            self._views.addWidget(view)
        self._all.addWidget(self._views)
        self._all.addWidget(self._nobody())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._all, 1)
        self.setAcceptDrops(True)
        lead_focus(self, self.tabs)
        self.tabs.currentChanged.connect(self._show_tab)
        self.send.pairing_wanted.connect(self.pair)
        self.receive.asked.connect(lambda: self.tabs.setCurrentIndex(QUESTIONS))
        self.post.stood.connect(self._show)
        self.post.file_came.connect(self._count)

    def _head(self) -> QHBoxLayout:
        for _n in range(4):
            self.tabs.addTab("")
        self._name_tabs(None)
        head = QHBoxLayout()
        head.setContentsMargins(32, 16, 24, 8)
        head.setSpacing(20)
        head.addWidget(Words(_("Exchange"), "page"))
        head.addWidget(self.tabs)
        head.addWidget(self._heard, 1)
        return head

    def _nobody(self) -> QWidget:
        inset = QWidget(self._all)
        empty = EmptyPage(
            _(
                "Here you send what you have written to the other leader and take in what they have written, as "
                "sealed files by e-mail or in a shared folder. Begin by giving each other your cards."
            ),
            _("Add someone …"),
        )
        empty.button_pressed.connect(self._begin_pairing)
        column = QVBoxLayout(inset)
        column.setContentsMargins(32, 0, 24, 16)
        column.addWidget(empty)
        return inset

    def minimumSizeHint(self) -> QSize:
        """Small enough to be made narrow: the halves then stand under one another."""
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.send.fit(event.size().width())

    def refresh(self, changes: Changes | None) -> None:
        """The post reads anew by itself a moment after each change."""
        if changes is None and self.post.standing is not None:
            self._show(self.post.standing)

    def _show(self, standing: Standing) -> None:
        everything = bool(standing.peers or standing.removed or standing.sent or standing.received)
        self._all.setCurrentIndex(0 if everything else 1)
        self.tabs.setVisible(everything)
        self._count()
        heard = max((peer for peer in standing.peers if peer.heard_at), key=_heard_at, default=None)
        self._heard.setText(
            _(
                "last heard of {name} {day}",
                name=heard.name,
                day=days_ago(_heard_at(heard), self.desk.today),
            )
            if heard is not None
            else ""
        )
        self.send.show_standing(standing)
        self.receive.show_standing(standing)
        self.questions.show_standing(standing)
        self.register.show_standing(standing)
        self._begin_where_something_waits(standing)

    def _begin_where_something_waits(self, standing: Standing) -> None:
        """The first time, the page opens where someone is asked or a file waits; later where it was left."""
        if self._begun:
            return
        self._begun = True
        if standing.questions:
            self.tabs.setCurrentIndex(QUESTIONS)
        elif standing.inbox or self.post.arrivals:
            self.tabs.setCurrentIndex(RECEIVE)

    def _count(self, _arrival: object = None) -> None:
        self._name_tabs(self.post.standing)

    def _name_tabs(self, standing: Standing | None) -> None:
        counts = (0, 0, 0, 0)
        if standing is not None:
            to_review = len(self.post.arrivals) + len(standing.inbox)
            counts = (standing.waits_to_go, to_review, len(standing.questions), 0)
        names = (_("Send"), _("Receive"), _("Questions"), _("Register"))
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            text = f"{name}  {count}" if count else name
            if self.tabs.tabText(place) != text:
                self.tabs.setTabText(place, text)

    def _show_tab(self, place: int) -> None:
        self._views.setCurrentIndex(place)

    def pair(self, peer: Peer | None) -> Pairing:
        """Adds someone, or compares the digits with one who is not confirmed yet."""
        pairing = Pairing(self.desk, self)
        pairing.paired.connect(self.post.refresh)
        pairing.destroyed.connect(self._pairing_over)
        self.pairing = pairing
        if peer is not None:
            pairing.compare(peer)
        pairing.open()
        return pairing

    def _begin_pairing(self) -> None:
        self.pair(None)

    def _pairing_over(self) -> None:
        self.pairing = None

    def open_file(self, path: Path) -> None:
        """Looks into a sealed file, or reads a card."""
        if path.suffix.casefold() == cards.EXTENSION:
            self.pair(None).open_card(path)
            return
        self._all.setCurrentIndex(0)
        self.tabs.show()
        self.tabs.setCurrentIndex(RECEIVE)
        self.receive.open_file(path)

    def actions_here(self) -> list[Action]:
        return [
            Action("exchange.send", _("Show what would go"), lambda: self.tabs.setCurrentIndex(SEND)),
            Action("exchange.open", _("Open a file from the other side …"), self._ask_for_file),
            Action("exchange.questions", _("Answer questions"), lambda: self.tabs.setCurrentIndex(QUESTIONS)),
            Action("exchange.register", _("Show the register"), lambda: self.tabs.setCurrentIndex(REGISTER)),
            Action("exchange.pair", _("Add someone to exchange with"), self._begin_pairing),
            Action("exchange.take-back", _("Undo the receipt"), self.receive.take_back),
        ]

    def _ask_for_file(self) -> None:
        self.tabs.setCurrentIndex(RECEIVE)
        self.receive.ask_for_file()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData(), folder.EXTENSION, cards.EXTENSION):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData(), folder.EXTENSION, cards.EXTENSION)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)


def _heard_at(peer: Peer) -> int:
    return peer.heard_at or 0

"""One thing to decide: both versions side by side, a third written freely, and what becomes of each answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.asked import Asked
from trygg_desktop.desktop.exchange.marked_text import MarkedText
from trygg_desktop.desktop.exchange.own_value import OwnValue
from trygg_desktop.desktop.exchange.version_card import VersionCard
from trygg_desktop.desktop.parts import HeadingLine, LinkLabel, ProtectionChip, SectionHeading, Words
from trygg_desktop.exchange.questions import About, Answer, Question
from trygg_desktop.i18n import _


class QuestionPane(QScrollArea):
    """`taken` carries the question and one of its answers; `written` the question and another value."""

    taken = Signal(object, object)
    written = Signal(object, object, object)
    record_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The question"))
        self.asked: Asked | None = None
        self.cards: list[VersionCard] = []
        self.own: OwnValue | None = None
        self._begun: dict[str, str] = {}

    def show_question(self, asked: Asked | None) -> None:
        """Shows a question; what is being written in one of them is there when one comes back to it."""
        same = self.asked is not None and asked is not None and self.asked.question == asked.question
        if same and self.cards:
            return
        if self.asked is not None and self.own is not None and (typed := self.own.typed()) is not None:
            self._begun[self.asked.question.id] = typed
        self.asked, self.cards, self.own = asked, [], None
        sheet = QWidget()
        sheet.setObjectName("page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        if asked is not None:
            self._fill(column, asked)
        column.addStretch(1)
        self.setWidget(sheet)
        begun = self._begun.pop(asked.question.id, None) if asked is not None else None
        if begun is not None and self.own is not None:
            self.own.go_on_with(begun)

    def forget(self, question: Question) -> None:
        """It is answered: what was being written in it is not gone on with."""
        self._begun.pop(question.id, None)
        if self.asked is not None and self.asked.question.id == question.id:
            self.own = None

    def _fill(self, column: QVBoxLayout, asked: Asked) -> None:
        question = asked.question
        column.addWidget(HeadingLine(question.title or "–", "record", fact=asked.kind))
        row = QHBoxLayout()
        if question.confidential:
            row.addWidget(ProtectionChip(question.protection, question.ground))
        row.addWidget(LinkLabel(_("Open the record"), lambda: self.record_wanted.emit(question.record)))
        row.addStretch(1)
        column.addLayout(row)
        written = Words(_("written on both sides"), "side", "warn", bold=True)
        column.addWidget(
            SectionHeading(question.label, beside=written if question.about is About.VALUES else None)
        )
        sentence = Words(question.sentence)
        sentence.setWordWrap(True)
        column.addWidget(sentence)
        self._before(column, question)
        column.addLayout(self._versions(asked))
        if question.about not in (About.DELETED, About.DECIDED) and asked.field is not None:
            self.own = OwnValue(self._desk, asked, asked.field)
            self.own.written.connect(lambda value, new: self.written.emit(question, value, new))
            column.addWidget(self.own)
        later = Words(
            _("You can also decide later: the question waits here.")
            if question.about is About.REMARK
            else _("You can also decide later: both stay, and the question waits here."),
            "side",
            "text2",
        )
        later.setWordWrap(True)
        column.addWidget(later)

    def _before(self, column: QVBoxLayout, question: Question) -> None:
        """For long texts: what stood before the two wrote, with the words struck that are gone in one of them."""
        if question.proposal is None:
            return
        before = "".join(part.before for part in question.proposal.parts)
        if not before.strip():
            return
        row = QHBoxLayout()
        row.setSpacing(12)
        text = MarkedText()
        text.show_removed(before, question.proposal.text)
        row.addWidget(Words(_("Before"), "side", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        column.addLayout(row)

    def _versions(self, asked: Asked) -> QGridLayout:
        question, grid = asked.question, QGridLayout()
        grid.setSpacing(12)
        for place, answer in enumerate(question.answers):
            others = [each.words for n, each in enumerate(question.answers) if n != place]
            card = self._card(asked, answer, others[0] if others else answer.words)
            self.cards.append(card)
            grid.addWidget(card, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        return grid

    def _card(self, asked: Asked, answer: Answer, other: str) -> VersionCard:
        question = asked.question
        if question.about is About.REMARK:
            card = VersionCard(question.label, None, asked.words, asked.words, button=answer.words)
        elif question.about is About.DELETED:
            button = _("Keep it") if answer.value else _("Delete it")
            did = _("Went on writing") if answer.value else _("Deleted it")
            card = VersionCard(answer.author, answer.at, did, did, button=button)
        else:
            card = VersionCard(answer.author, answer.at, answer.words, other, button=_("Take this one"))
        card.taken.connect(lambda: self.taken.emit(question, answer))
        return card

"""Frågor: everything that waits for an answer at the left, the chosen question at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk, Touched
from trygg_desktop.desktop.exchange.asked import Asked, kind_in_words, read_asked
from trygg_desktop.desktop.exchange.grouped_list import GroupedList
from trygg_desktop.desktop.exchange.grouped_model import Group, Line
from trygg_desktop.desktop.exchange.post import Post
from trygg_desktop.desktop.exchange.question_pane import QuestionPane
from trygg_desktop.desktop.exchange.standing import Standing
from trygg_desktop.desktop.parts import EmptyPage, lead_focus
from trygg_desktop.desktop.records.new_record import NewRecord
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.questions import About, Answer, Question
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Transaction, Workspace

_GROUPS = (
    (About.DECIDED, "pen-nib"),
    (About.VALUES, "git-merge"),
    (About.DELETED, "trash"),
    (About.REMARK, "warning"),
)


class QuestionsView(QWidget):
    """Questions and answers. Each answer is an ordinary step that travels with the next file."""

    def __init__(self, desk: Desk, post: Post, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._post = desk, post
        self.stack = QStackedWidget(self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self.stack)
        self.list = GroupedList(_("Questions"), parent=self.split)
        self.pane = QuestionPane(desk, self.split)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(self.pane)
        self.split.setSizes([384, 712])
        self.split.setStretchFactor(1, 1)
        self.stack.addWidget(self.split)
        self.stack.addWidget(self._none())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        lead_focus(self, self.list)
        self.list.line_chosen.connect(lambda line: self._show(line.what if line else None))
        self.pane.taken.connect(self.take)
        self.pane.written.connect(self.write)
        self.pane.record_wanted.connect(desk.open)

    def _none(self) -> QWidget:
        inset = QWidget(self.stack)
        column = QVBoxLayout(inset)
        column.setContentsMargins(32, 8, 24, 16)
        column.addWidget(
            EmptyPage(
                _(
                    "No questions. When both have written in the same place, both versions stay and you choose "
                    "here which holds."
                )
            )
        )
        return inset

    def show_standing(self, standing: Standing) -> None:
        """Shows the questions; the chosen one stays chosen, or the next takes its place."""
        self.stack.setCurrentIndex(0 if standing.questions else 1)
        row = self.list.currentIndex().row()
        chosen = self.list.chosen()
        groups = [
            Group(
                about.value,
                _title(about),
                tuple(_line(each, symbol) for each in standing.questions if each.about is about),
            )
            for about, symbol in _GROUPS
        ]
        self.list.show_groups(groups)
        gone = chosen is not None and self.list.grouped.row_of(chosen.key) < 0
        if gone and isinstance(self.list.grouped.entry(row), Line):
            self.list.setCurrentIndex(self.list.grouped.index(row))

    def choose(self, question: str) -> None:
        """Chooses a question by its id."""
        self.list.choose(question)

    def _show(self, question: Question | None) -> None:
        if question is None:
            self.pane.show_question(None)
            return

        def show(asked: Asked) -> None:
            line = self.list.chosen()
            if line is not None and line.key == question.id:
                self.pane.show_question(asked)

        self._desk.query(lambda workspace: read_asked(workspace, question), show, owner=self)

    def take(self, question: Question, answer: Answer) -> None:
        """Answers with one of the versions."""
        self._answer(question, lambda workspace: Exchange(workspace).take(question, answer.change))

    def write(self, question: Question, value: Any, new: Sequence[NewRecord] = ()) -> None:
        """Answers with a value of one's own; what does not go together is an ordinary edit.

        Args:
            new: the records that it refers to and that are made in the same step.
        """

        def make(tx: Transaction) -> None:
            for each in new:
                each.make(tx)

        if question.about is About.REMARK:

            def changed(_id: object) -> None:
                self.pane.forget(question)
                self._post.refresh()

            def change(tx: Transaction) -> UUID:
                make(tx)
                return tx.change(question.record, **{question.field: value})

            self._desk.command(N_("Answered a question"), change, changed)
            return
        self._answer(question, lambda workspace: Exchange(workspace).write(question, value, before=make), new)

    def _answer(
        self, question: Question, answer: Callable[[Workspace], None], new: Sequence[NewRecord] = ()
    ) -> None:
        def work(workspace: Workspace) -> tuple[None, Touched]:
            answer(workspace)
            made = {(each.kind.about.name, each.id) for each in new}
            return None, {(question.kind, question.record), *made}

        def answered(_nothing: None) -> None:
            self.pane.forget(question)
            self.list.setFocus()
            self._post.refresh()
            if question.about is About.REMARK:
                self._desk.tell(_("Answered a question"))
            else:
                self._desk.undoable.emit(_("Answered a question"))

        def failed(error: BaseException) -> None:
            self._desk.fault(error)
            self._post.refresh()

        self._desk.errand(work, answered, failed=failed)


def _title(about: About) -> str:
    if about is About.DECIDED:
        return _("Written apart from a decision")
    if about is About.VALUES:
        return _("Written on both sides")
    if about is About.DELETED:
        return _("Deleted and used")
    return _("Does not go together")


def _line(question: Question, symbol: str) -> Line:
    return Line(
        question.id,
        question.title or "–",
        f"{kind_in_words(question)} · {question.label}",
        symbol,
        "warn",
        protected=question.confidential,
        ground=question.ground,
        what=question,
    )

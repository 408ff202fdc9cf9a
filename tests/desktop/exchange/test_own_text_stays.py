"""An answer of one's own that is being written is there when one has looked at another question."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.council import TODAY
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.asked import Asked
from trygg_desktop.desktop.exchange.question_pane import QuestionPane
from trygg_desktop.desktop.records.new_record import NewRecord
from trygg_desktop.desktop.records.reference_editors import ReferenceEditor
from trygg_desktop.domain.stakeholders import Commitment, Contact, Stakeholder
from trygg_desktop.exchange.question import About, Answer, Question
from trygg_desktop.workspace import Workspace


def asked(field: str, *values: str) -> Asked:
    """A question about a field of one stakeholder."""
    answers = tuple(Answer(value, value, value, "Kommunens ledare", 0) for value in values)
    question = Question(
        field, About.VALUES, UUID(int=1), "stakeholder", "Förening", field, field, "Vilket?", answers
    )
    return Asked(question, "Aktör", Stakeholder.fields()[field], values[0], values[0], {})


PHONE, TEXT = asked("phone", "021-1", "021-2"), asked("description", "Möts på tisdagar.", "Möts på fredagar.")


@pytest.fixture
def pane(workspace: Workspace, qtbot: QtBot) -> QuestionPane:
    made = QuestionPane(Desk(workspace, TODAY))
    qtbot.addWidget(made)
    return made


def test_what_is_being_written_stays_while_another_question_is_looked_at(pane: QuestionPane) -> None:
    pane.show_question(PHONE)
    assert pane.own is not None and pane.own.editor is not None
    pane.own.editor.take_text("021-3")
    pane.show_question(TEXT)
    assert pane.own.text is not None
    pane.own.text.selectAll()
    pane.own.text.insertPlainText("Möts varje vecka.")
    pane.show_question(PHONE)
    assert pane.own.editor is not None and pane.own.editor.text() == "021-3"
    pane.show_question(TEXT)
    assert pane.own.text is not None and pane.own.text.toPlainText() == "Möts varje vecka."


def test_an_own_answer_takes_along_what_is_made_for_it(pane: QuestionPane) -> None:
    contact = Commitment.fields()["contact"]
    question = replace(PHONE.question, field="contact", kind="commitment", label="Kontakt")
    pane.show_question(Asked(question, "Åtagande", contact, None, "", {}))
    assert pane.own is not None and isinstance(pane.own.editor, ReferenceEditor)
    made = NewRecord.called(Contact, "Ny kontakt")
    pane.own.editor.line.new[made.id] = made
    pane.own.editor.line.named.emit(made.id, made.title)
    told: list[tuple[object, ...]] = []
    pane.written.connect(lambda *given: told.append(given[1:]))
    pane.own.save.click()
    assert told == [(made.id, (made,))]


def test_what_was_written_in_a_question_that_is_answered_is_not_gone_on_with(pane: QuestionPane) -> None:
    pane.show_question(TEXT)
    assert pane.own is not None and pane.own.text is not None
    pane.own.text.insertPlainText("Alltid. ")
    pane.forget(TEXT.question)
    pane.show_question(PHONE)
    pane.show_question(TEXT)
    assert pane.own.text is not None and pane.own.text.toPlainText() == "Möts på tisdagar."

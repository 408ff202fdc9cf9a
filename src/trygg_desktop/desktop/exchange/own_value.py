"""A third answer, written freely: the field's own editor, or a text that begins with both taken together."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.asked import Asked
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import SectionHeading
from trygg_desktop.desktop.records.editors import make_editor
from trygg_desktop.desktop.records.field_editor import FieldEditor
from trygg_desktop.desktop.records.lines_in_place import TextInPlace
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.errors import TryggError
from trygg_desktop.exchange.questions import About, Question
from trygg_desktop.i18n import _

TEXTS = (FieldKind.PARAGRAPH, FieldKind.TEXT)


class OwnValue(QWidget):
    """`written` carries what was written, and the records that it refers to and that are still to be made."""

    written = Signal(object, object)

    def __init__(self, desk: Desk, asked: Asked, field: Field) -> None:
        super().__init__()
        self._desk, question = desk, asked.question
        self.text: TextInPlace | None = None
        self.editor: FieldEditor | None = None
        self.both: QPushButton | None = None
        is_text = field.kind in TEXTS
        self.save = QPushButton(_("Save my own text") if is_text else _("Save my own value"))
        self.save.clicked.connect(lambda _checked=False: self._write())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading = _("Own text") if is_text else _("Own value")
        fact = _("a proposal of both, to be changed as you like") if field.kind is FieldKind.PARAGRAPH else ""
        column.addWidget(SectionHeading(heading, fact))
        if field.kind is FieldKind.PARAGRAPH:
            column.addWidget(self._paragraph(asked, heading))
        else:
            column.addWidget(self._editor(asked, field, heading))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        if is_text and question.about is About.VALUES:
            self.both = QPushButton(icon("plus", "text"), _("Keep both"))
            joint = both_texts(question, "\n\n" if field.kind is FieldKind.PARAGRAPH else " / ")
            self.both.setToolTip(joint)
            self.both.clicked.connect(lambda _checked=False: self.written.emit(joint, ()))
            buttons.addWidget(self.both)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _paragraph(self, asked: Asked, name: str) -> QWidget:
        self.text = TextInPlace(quiet=False)
        self.text.setAccessibleName(name)
        merged = asked.question.proposal
        self.text.setPlainText(merged.text if merged is not None else asked.words)
        self.text.set_touched(False)
        return self.text

    def _editor(self, asked: Asked, field: Field, name: str) -> QWidget:
        self.editor = make_editor(self._desk, field, in_place=False)
        self.editor.show_value(asked.value, asked.titles)
        self.editor.name_it(f"{name}: {field.title}", field.hint)
        return self.editor

    def typed(self) -> str | None:
        """What has been written here and is not saved; nothing where nothing has."""
        if self.text is not None:
            return self.text.toPlainText() if self.text.document().isModified() else None
        return self.editor.text() if self.editor is not None and self.editor.dirty else None

    def go_on_with(self, text: str) -> None:
        """Writes what was typed here before."""
        if self.text is not None:
            self.text.setPlainText(text)
            self.text.set_touched(True)
        elif self.editor is not None:
            self.editor.take_text(text)

    def _write(self) -> None:
        try:
            value: Any = (
                self.text.toPlainText()
                if self.text is not None
                else self.editor.read()
                if self.editor
                else None
            )
        except TryggError as error:
            self._desk.fault(error)
            return
        self.written.emit(value, self.editor.new_records() if self.editor is not None else ())


def both_texts(question: Question, between: str) -> str:
    """All texts one after another, each once."""
    texts = dict.fromkeys(answer.words.strip() for answer in question.answers if answer.words.strip())
    return between.join(texts)

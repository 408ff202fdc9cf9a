"""Offers text that was typed before a crash and never saved, until it is taken back or thrown away."""

from __future__ import annotations

from PySide6.QtCore import QObject

from trygg_desktop.desktop.records.form_body import FormBody
from trygg_desktop.desktop.records.shown import Shown
from trygg_desktop.desktop.records.typed_text import TypedText
from trygg_desktop.domain.record import Record


class UnsavedTexts(QObject):
    """The texts of one record that wait for an answer, by field."""

    def __init__(self, typed: TypedText, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = typed
        self._texts: dict[str, str] = {}
        self._record: Record | None = None
        self._body: FormBody | None = None

    def follow(self, body: FormBody) -> None:
        """Listens to the answers that are given in this body."""
        body.unsaved.taken_back.connect(self._take_back)
        body.unsaved.thrown_away.connect(self._throw_away)

    def offer(self, shown: Shown, body: FormBody) -> None:
        """Offers what differs from what the record says."""
        self._record, self._body = shown.record, body
        self._texts = {
            name: text
            for name, text in shown.unsaved.items()
            if name in shown.record.fields() and text != (getattr(shown.record, name) or "")
        }
        body.unsaved.offer(self._texts, shown.record.fields())

    def _take_back(self, name: str, text: str) -> None:
        row = self._body.row(name) if self._body else None
        if row is not None:
            row.editor.take_text(text)
            row.editor.setFocus()
            if not row.field.textual and self._record is not None and self._record.id is not None:
                self._typed.forget(self._record.id, name)  # such a field keeps nothing while it is typed
        self._answered(name)

    def _throw_away(self, name: str) -> None:
        if self._record is not None and self._record.id is not None:
            self._typed.forget(self._record.id, name)
        self._answered(name)

    def _answered(self, name: str) -> None:
        self._texts.pop(name, None)
        if self._body is not None and self._record is not None:
            self._body.unsaved.offer(self._texts, self._record.fields())

"""A question as the page shows it: the kind in words, the field, and what stands there today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.values import from_column, json_to_column, show
from trygg_desktop.exchange.questions import About, Question
from trygg_desktop.workspace import Workspace

_KINDS = {kind.about.name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what its editor needs.

    Args:
        kind: what the record is, in words.
        field: the field in question, where this program knows it.
        value: what an own value begins with; `words` says it as people read it.
        titles: what the records are called that the values point at.
    """

    question: Question
    kind: str
    field: Field | None
    value: Any
    words: str
    titles: dict[UUID, str]


def kind_in_words(question: Question) -> str:
    """What the record of a question is."""
    return _KINDS[question.kind].about.title if question.kind in _KINDS else question.kind


def read_asked(workspace: Workspace, question: Question) -> Asked:
    """All that is needed to show a question."""
    kind = _KINDS.get(question.kind)
    field = kind.fields().get(question.field) if kind is not None else None
    if field is None or question.about is About.DELETED:
        return Asked(question, kind_in_words(question), field, None, "", {})
    if question.about is About.REMARK:
        record = workspace.find(question.record)
        values = [getattr(record, question.field, None)]
    else:
        values = [_read(field, answer.value) for answer in question.answers]
    titles = workspace.titles(list(_pointed_at(field, values)))
    words = _in_words(field, values[0], titles)
    return Asked(question, kind_in_words(question), field, values[0], words, titles)


def _in_words(field: Field, value: Any, titles: dict[UUID, str]) -> str:
    if field.many:
        return ", ".join(titles[id] for id in value or () if id in titles)
    return show(field, value, titles=titles)


def _read(field: Field, stored: Any) -> Any:
    """A value from the log; what can't be a value of this field is as none."""
    return None if field.many else from_column(field, json_to_column(field, stored))


def _pointed_at(field: Field, values: list[Any]) -> Iterator[UUID]:
    if field.target:
        for value in values:
            several = value if isinstance(value, tuple | list) else (value,)
            yield from (each for each in several if isinstance(each, UUID))

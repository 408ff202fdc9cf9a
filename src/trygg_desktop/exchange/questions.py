"""What the two must decide: both texts side by side, what one deleted and the other used, what no longer fits.

A question is answered by an ordinary change that supersedes everything that was shown, so it travels like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.remarks import remarks
from trygg_desktop.domain.values import from_json
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.open_ends import OpenEnd, common_ancestor, open_ends, versions_of
from trygg_desktop.exchange.text_merge import Merged, merge_all
from trygg_desktop.exchange.words import in_words
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.kinds import KindTable
from trygg_desktop.workspace.lanes import lane_of, number_of
from trygg_desktop.workspace.log import ALIVE, ChangeLog

_DISMISSED = "remarks after a receipt that someone let stand"


class About(Enum):
    """What a question is about."""

    VALUES = "values"  # both wrote another value in the same field
    DELETED = "deleted"  # one deleted what the other went on with
    REMARK = "remark"  # what both wrote does not go together


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers at hand: the change that wrote it, the value, in words, who and when.

    Args:
        change: its id as text; for taking it.
        at: milliseconds since 1970.
    """

    change: str
    value: Any
    words: str
    author: str
    at: int


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide.

    Args:
        id: stable while the question is open: the record and the field.
        label: the field's name for people.
        sentence: what the question is, for people.
        proposal: for long texts, both taken together; where it is not clean it holds both, to be edited.
        protection, ground: how the record is protected, for the chip.
    """

    id: str
    about: About
    record: UUID
    kind: str
    title: str
    field: str
    label: str
    sentence: str
    answers: tuple[Answer, ...]
    proposal: Merged | None = None
    protection: str | None = None
    ground: str | None = None

    @property
    def confidential(self) -> bool:
        """Whether the record is marked confidential."""
        return self.protection == Protection.PROTECTED


def questions(workspace: Workspace) -> list[Question]:
    """Everything that waits for an answer, by kind and title."""
    with workspace.reader.at_one_moment() as connection:
        log = ChangeLog(connection, workspace.now)
        ends = [end for end in open_ends(log) if _is_asked(workspace, end)]
        found = [_about_end(workspace, log, end) for end in ends]
        found += [
            _about_end(workspace, log, end)
            for end in _pointed_at(workspace, log)
            if (end.record, end.field) not in {(each.record, each.field) for each in ends}
        ]
    found += _remarked(workspace)
    return sorted(found, key=lambda question: (question.kind, question.title, question.field))


def count_questions(workspace: Workspace) -> int:
    """How many questions are open."""
    return len(questions(workspace))


def _is_asked(workspace: Workspace, end: OpenEnd) -> bool:
    return end.kind in workspace.kinds and not workspace.kinds[end.kind].kind.about.side_kind


def _about_end(workspace: Workspace, log: ChangeLog, end: OpenEnd) -> Question:
    table = workspace.kinds[end.kind]
    values = log.values(end.record)
    deleted = end.field == ALIVE
    authors = dict(log.connection.execute("SELECT id, name FROM identity").fetchall())
    answers = _to_deletion(log, end, authors) if deleted else _to_values(workspace, table, end, authors)
    return Question(
        id=f"{UUID(end.record)}:{end.field}",
        about=About.DELETED if deleted else About.VALUES,
        record=UUID(end.record),
        kind=end.kind,
        title=table.title(values),
        field=end.field,
        label=_("Deleted or kept") if deleted else _label(table, end.field),
        sentence=_deleted_sentence(log, end) if deleted else _("Both have written here. Which holds?"),
        answers=tuple(answers),
        proposal=None if deleted else _proposal(table, log, end),
        protection=values.get("protection"),
        ground=values.get("ground"),
    )


def _label(table: KindTable, field: str) -> str:
    return table.fields[field].title if field in table.fields else field


def _deleted_sentence(log: ChangeLog, end: OpenEnd) -> str:
    if log.is_alive(end.record):
        return _("One deleted this while the other went on writing. It is kept until someone decides.")
    return _("One deleted this while the other pointed at it. Should it come back?")


def _to_values(
    workspace: Workspace, table: KindTable, end: OpenEnd, authors: dict[int, str]
) -> Iterator[Answer]:
    for version in end.versions:
        yield Answer(
            str(version.changes[0]),
            version.value,
            in_words(table, end.field, version.value, workspace.titles),
            authors.get(version.author, ""),
            version.at,
        )


def _to_deletion(log: ChangeLog, end: OpenEnd, authors: dict[int, str]) -> Iterator[Answer]:
    for version in end.versions:
        if version.value is False:
            yield Answer(
                str(version.changes[0]), False, _("Deleted"), authors.get(version.author, ""), version.at
            )
    others = [
        *end.unseen,
        *(change for version in end.versions if version.value for change in version.changes),
    ]
    last = log.connection.execute(
        "SELECT id, author, at FROM change WHERE id IN (SELECT value FROM json_each(?)) ORDER BY hlc DESC LIMIT 1",
        (json.dumps(others),),
    ).fetchone()
    if last:
        yield Answer(str(last[0]), True, _("Stays"), authors.get(last[1], ""), last[2])


def _proposal(table: KindTable, log: ChangeLog, end: OpenEnd) -> Merged | None:
    if end.field not in table.fields or table.fields[end.field].kind is not FieldKind.PARAGRAPH:
        return None
    before = common_ancestor(
        log.connection, end.record, end.field, tuple(version.changes[0] for version in end.versions)
    )
    texts = [version.value if isinstance(version.value, str) else "" for version in end.versions]
    return merge_all(before if isinstance(before, str) else "", texts)


def _pointed_at(workspace: Workspace, log: ChangeLog) -> Iterator[OpenEnd]:
    """Deleted records that somebody pointed at without knowing of the deletion."""
    for table, field in workspace.kinds.pointing:
        found = log.connection.execute(
            f'SELECT t.id, t."{field.name}" FROM "{table.table}" t WHERE NOT t.draft AND t."{field.name}" IN ('
            "SELECT h.record FROM head h JOIN change c ON c.id = h.id "
            "WHERE h.field = ? AND c.value = 'false')",
            (ALIVE,),
        ).fetchall()
        for pointing, deleted in found:
            kind = log.kind_of(deleted)
            if kind is None or kind not in workspace.kinds or log.is_alive(deleted):
                continue
            unseen = _unseen_by_deletion(log, deleted, log.heads(pointing, field.name))
            if unseen:
                versions = tuple(versions_of(log.connection, deleted, ALIVE))
                yield OpenEnd(deleted, kind, ALIVE, versions, unseen)


def _unseen_by_deletion(log: ChangeLog, deleted: str, changes: Sequence[int]) -> tuple[int, ...]:
    seen = [
        {int(lane): have for lane, have in json.loads(head.seen).items()}
        for head in log.record_heads(deleted)
        if head.field == ALIVE and head.seen is not None
    ]
    return tuple(
        change
        for change in changes
        if any(number_of(change) > vector.get(lane_of(change), 0) for vector in seen)
    )


# --- what no longer fits ----------------------------------------------------------------------------------


def _remarked(workspace: Workspace) -> Iterator[Question]:
    """Remarks that a receipt brought about in records that both had written in, as long as they hold."""
    let_stand = set(map(tuple, workspace.recall(_DISMISSED) or ()))
    told: set[tuple[str, str]] = set()
    for (what,) in workspace.reader.execute("SELECT what FROM received ORDER BY n DESC"):
        for record, field in json.loads(what).get("remarked", ()):
            if (record, field) in let_stand or (record, field) in told:
                continue
            told.add((record, field))
            yield from _about_remark(workspace, UUID(record), field)


def _about_remark(workspace: Workspace, id: UUID, name: str) -> Iterator[Question]:
    record = workspace.find(id)
    if record is None:
        return
    for remark in remarks(record):
        if remark.field == name:
            table = workspace.kinds[type(record)]
            value = getattr(record, name, None)
            stored = value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
            answer = Answer("as-it-is", stored, _("Leave it as it is"), "", workspace.now())
            yield Question(
                f"{id}:{name}", About.REMARK, id, record.about.name, record.title, name, _label(table, name),
                remark.sentence, (answer,), None, record.protection, record.ground,
            )  # fmt: skip
            return


# --- answering --------------------------------------------------------------------------------------------


def question(workspace: Workspace, id: str) -> Question:
    """The open question of this id.

    Raises:
        UserError: there is none: it may have been answered.
    """
    for each in questions(workspace):
        if each.id == id:
            return each
    raise UserError(
        "no-such-question",
        N_("There is no such question any more; it may have been answered. Nothing was changed."),
    )


def take(workspace: Workspace, asked: Question, change: str) -> None:
    """Answers with one of the answers at hand.

    Raises:
        UserError: it is none of them, or the question has changed since it was shown.
    """
    chosen = [answer for answer in asked.answers if answer.change == change]
    if not chosen:
        raise UserError(
            "no-such-answer",
            N_("That is none of the values in question. Nothing was changed."),
            column="take",
        )
    if asked.about is About.REMARK:
        kept = [*(workspace.recall(_DISMISSED) or ()), [str(asked.record), asked.field]]
        workspace.remember(_DISMISSED, kept)
        return
    _settle(workspace, asked, chosen[0].value, stored=True)


def write(workspace: Workspace, asked: Question, value: Any) -> None:
    """Answers with a value of one's own, as text or as the field takes it.

    Raises:
        UserError: the value can't be read, or the question has changed since it was shown.
    """
    if asked.about is About.DELETED:
        raise UserError(
            "no-such-answer",
            N_("This is answered by keeping or by deleting. Nothing was changed. Take one of the two."),
        )
    _settle(workspace, asked, value, stored=False)


def _settle(workspace: Workspace, asked: Question, value: Any, *, stored: bool) -> None:
    _refuse_other(asked, question(workspace, asked.id))
    with workspace.transaction(N_("Answered a question")) as tx:
        if asked.about is About.DELETED:
            tx.settle_deletion(asked.record, keep=bool(value))
        else:
            field = tx.table_of(asked.record).field(asked.field)
            tx.settle(asked.record, asked.field, from_json(field, value) if stored else value)


def _refuse_other(shown: Question, now: Question) -> None:
    if [answer.change for answer in shown.answers] != [answer.change for answer in now.answers]:
        raise UserError(
            "question-changed",
            N_("Something has come since the question was shown. Nothing was changed. Look at it once more."),
        )

"""What the two must decide: both texts side by side, what one deleted and the other used, what no longer fits.

A question is answered by an ordinary change that supersedes everything that was shown, so it travels like any other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.values import from_json
from trygg_desktop.errors import UserError
from trygg_desktop.exchange import moved_apart
from trygg_desktop.exchange.kept import kept_ends
from trygg_desktop.exchange.open_ends import OpenEnd, common_ancestor, open_ends, versions_of
from trygg_desktop.exchange.question import ANSWERED, About, Answer, Question
from trygg_desktop.exchange.remarked import let_stand, remarked
from trygg_desktop.exchange.text_merge import Merged, merge_all
from trygg_desktop.exchange.words import in_words, title_of
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Transaction, Workspace
from trygg_desktop.workspace.frozen import is_decided
from trygg_desktop.workspace.kinds import KindTable
from trygg_desktop.workspace.lanes import lane_of, number_of
from trygg_desktop.workspace.log import ALIVE, ChangeLog

__all__ = ["About", "Answer", "Question", "count_questions", "question", "questions", "take", "write"]


def questions(workspace: Workspace) -> list[Question]:
    """Everything that waits for an answer, by kind and title."""
    with workspace.reader.at_one_moment() as connection:
        log = ChangeLog(connection, workspace.now)
        kept = kept_ends(log, workspace.kinds)
        places = {(end.record, end.field) for end in kept}
        ends = [
            end
            for end in open_ends(log)
            if _is_asked(workspace, end) and (end.record, end.field) not in places
        ]
        found = [_about_end(workspace, log, end) for end in ends]
        found += [_about_kept(workspace, log, end) for end in kept]
        ends += kept
        found += [
            _about_end(workspace, log, end)
            for end in _pointed_at(workspace, log)
            if (end.record, end.field) not in {(each.record, each.field) for each in ends}
        ]
        found += moved_apart.questions_of(workspace, log)
    found += remarked(workspace)
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
        title=title_of(table, values, workspace.names),
        field=end.field,
        label=_("Deleted or kept") if deleted else _label(table, end.field),
        sentence=_deleted_sentence(log, end) if deleted else _("Both have written here. Which holds?"),
        answers=tuple(answers),
        proposal=None if deleted else _proposal(table, log, end),
        protection=values.get("protection"),
        ground=values.get("ground"),
    )


def _about_kept(workspace: Workspace, log: ChangeLog, end: OpenEnd) -> Question:
    """About what was written apart from a decision; nobody takes both together, since one of them is signed."""
    asked = _about_end(workspace, log, end)
    held = end.versions[0].value
    says = _says(workspace.kinds[end.kind], log.values(end.record))
    answers = (replace(each, words=_in_or_out(end, each, says)) for each in asked.answers)
    return replace(
        asked,
        about=About.DECIDED,
        label=_("In it or not") if end.field == ALIVE else asked.label,
        proposal=None,
        answers=tuple(
            sorted(
                (replace(each, author=_("As decided")) if each.value == held else each for each in answers),
                key=lambda each: each.value != held,
            )
        ),
        sentence=_(
            "The picture is decided, and this was written apart from it. What was decided stands. Take the other, and "
            "the decision is taken back so that both sides sign again."
        )
        if is_decided(workspace.reader, workspace.kinds, end.kind, UUID(end.record))
        else _(
            "The picture was decided when this was written apart from it, and is in work again. Which holds now?"
        ),
    )


def _in_or_out(end: OpenEnd, answer: Answer, says: str) -> str:
    if end.field != ALIVE:
        return answer.words
    return "\n".join(filter(None, [_("Is in it"), says])) if answer.value else _("Is not in it")


def _says(table: KindTable, values: dict[str, Any]) -> str:
    """The long texts of a record, each after its heading: what one decides about when it is in or out."""
    long = [field for field in table.columns if field.kind is FieldKind.PARAGRAPH and values.get(field.name)]
    return "\n".join(f"{field.title}: {values[field.name]}" for field in long)


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
            in_words(table, end.field, version.value, workspace.names),
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
    if before in texts:
        return None  # one let the earlier text stand: there is nothing to take together
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
        let_stand(workspace, asked)
        return
    if asked.left is not None:
        _refuse_other(asked, question(workspace, asked.id))
        moved_apart.settle(workspace, asked, change)
        return
    _settle(workspace, asked, chosen[0].value, stored=True)


def write(
    workspace: Workspace,
    asked: Question,
    value: Any,
    *,
    before: Callable[[Transaction], None] | None = None,
) -> None:
    """Answers with a value of one's own, as text or as the field takes it.

    Args:
        before: makes what the value refers to, in the same step.

    Raises:
        UserError: the value can't be read, or the question has changed since it was shown.
    """
    if asked.field == ALIVE:
        raise UserError(
            "no-such-answer",
            N_("This is answered by keeping or by deleting. Nothing was changed. Take one of the two."),
        )
    if asked.left is not None:
        raise UserError(
            "no-such-answer",
            N_(
                "This is answered by taking one of them. Nothing was changed. What you take can be changed then."
            ),
        )
    _settle(workspace, asked, value, stored=False, before=before)


def _settle(
    workspace: Workspace,
    asked: Question,
    value: Any,
    *,
    stored: bool,
    before: Callable[[Transaction], None] | None = None,
) -> None:
    _refuse_other(asked, question(workspace, asked.id))
    with workspace.transaction(ANSWERED) as tx:
        tx.reopens = True
        if before is not None:
            before(tx)
        if asked.field == ALIVE:
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

"""What both have corrected so that it is known by something else, each in another way: one thing that stands as two.

A figure whose period is changed gets the id of the new period. Where both change it, to two periods, neither has
written over the other: two figures are left with the same value, and only a person knows which of them holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.exchange.open_ends import OpenEnd, Version
from trygg_desktop.exchange.question import ANSWERED, About, Answer, Question
from trygg_desktop.exchange.words import in_words, title_of
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.duplicates import merge
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.known_before import Moves, where_now
from trygg_desktop.workspace.log import ALIVE, ChangeLog

MOVED = "~moved"
"""What stands for the field in such a question: what is asked is which of several records holds."""
BOTH = "both"
"""The answer that they are two things, and both stay."""


@dataclass(frozen=True, slots=True)
class MovedApart:
    """A record that was moved from one id to several.

    Args:
        old: the id that all of them left.
        end: what they say otherwise, first of all, under the id of the first.
        stand: the ids under which it stands now, as the versions of the end.
        apart: every field of what they are known by in which they differ.
    """

    old: UUID
    end: OpenEnd
    stand: tuple[UUID, ...]
    apart: tuple[str, ...]


def moved_apart(log: ChangeLog, kinds: Kinds) -> list[MovedApart]:
    """Everything that was moved apart and still stands as several."""
    names = [table.name for table in kinds.tables() if table.kind.about.follows_key]
    if not names:
        return []
    log.flush()
    found = log.connection.execute(
        "SELECT h.record, c.kind, c.id, c.author, c.at FROM apart JOIN head h ON h.record = apart.record "
        "AND h.field = apart.field JOIN change c ON c.id = h.id "
        "WHERE apart.field = ? AND c.value = 'false' ORDER BY h.record, c.hlc DESC, c.id DESC",
        (ALIVE,),
    ).fetchall()
    by_record: dict[str, list[tuple[Any, ...]]] = {}
    for row in found:
        if row[1] in names:
            by_record.setdefault(row[0], []).append(row)
    moves = Moves(log.connection)
    told = (_of(log, kinds, moves, record, rows) for record, rows in by_record.items() if len(rows) > 1)
    return [each for each in told if each is not None]


def _of(
    log: ChangeLog, kinds: Kinds, moves: Moves, record: str, rows: list[tuple[Any, ...]]
) -> MovedApart | None:
    if log.is_alive(record):
        return None
    went = {move.change: move.new for move in moves.of(record) if move.old == record}
    stand: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        now = where_now(log, moves, went.get(row[2]))
        if now is not None:
            stand.setdefault(now, row)
    table = kinds[rows[0][1]]
    says = {now: log.values(now) for now in stand}
    apart = [
        name
        for name in table.kind.about.natural_key
        if len({_text(says[now].get(name)) for now in stand}) > 1
    ]
    if len(stand) < 2 or not apart:
        return None
    versions = tuple(
        Version((row[2],), says[now].get(apart[0]), row[3], row[4]) for now, row in stand.items()
    )
    end = OpenEnd(next(iter(stand)), table.name, apart[0], versions)
    return MovedApart(UUID(record), end, tuple(map(UUID, stand)), tuple(apart))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def questions_of(workspace: Workspace, log: ChangeLog) -> Iterator[Question]:
    """Which of them holds, or whether they are two things after all."""
    authors = dict(log.connection.execute("SELECT id, name FROM identity").fetchall())
    for each in moved_apart(log, workspace.kinds):
        yield _question(workspace, log, each, authors)


def _question(workspace: Workspace, log: ChangeLog, each: MovedApart, authors: Mapping[int, str]) -> Question:
    end, table = each.end, workspace.kinds[each.end.kind]
    values = log.values(end.record)
    answers = [
        Answer(
            str(version.changes[0]),
            version.value,
            _in_words(workspace, each, log.values(id.hex)),
            authors.get(version.author, ""),
            version.at,
        )
        for id, version in zip(each.stand, end.versions, strict=True)
    ]
    both = Answer(BOTH, None, _("Both stay, as two"), _("Both"), max(answer.at for answer in answers))
    return Question(
        id=f"{each.old}:{MOVED}",
        about=About.VALUES,
        record=UUID(end.record),
        kind=end.kind,
        title=title_of(table, values, workspace.names),
        field=MOVED,
        label=", ".join(table.fields[name].title for name in each.apart),
        sentence=_(
            "Both have corrected the same, each to something else, so that it stands twice. Which holds?"
        ),
        answers=(*answers, both),
        protection=values.get("protection"),
        ground=values.get("ground"),
        among=each.stand,
        left=each.old,
    )


def _in_words(workspace: Workspace, each: MovedApart, values: Mapping[str, Any]) -> str:
    table = workspace.kinds[each.end.kind]
    told = []
    for name in each.apart:
        field, value = table.fields[name], values.get(name)
        told.append(in_words(table, name, value, workspace.names) if value else field.means_when_empty)
    return " · ".join(filter(None, told))


def settle(workspace: Workspace, asked: Question, change: str) -> None:
    """One of them stays and takes up what it lacks of the others, or both stay.

    Args:
        change: of the answer that is taken.
    """
    assert asked.left is not None
    with workspace.transaction(ANSWERED) as tx:
        tx.reopens = True
        if change != BOTH:
            keep = asked.among[[answer.change for answer in asked.answers].index(change)]
            for gone in (each for each in asked.among if each != keep):
                merge(tx, keep, gone, but=tx.table_of(keep).kind.about.natural_key)
        tx.settle_deletion(asked.left, keep=False)

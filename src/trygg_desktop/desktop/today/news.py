"""What the other side changed with the last file that was taken in, and how many questions came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import local
from trygg_desktop.workspace import Workspace

SHOWN_FOR = 14
"""Days after which what came is no news any more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A record that came or changed; of a confidential one only its kind and its chip."""

    id: UUID
    title: str
    kind: str
    protected: bool
    ground: str


@dataclass(frozen=True, slots=True)
class News:
    """What came last.

    Args:
        sender: who sent it, and the day it was taken in.
        pieces: the records that are still here; `gone` counts those that are not.
        questions: how many things wait for an answer.
    """

    sender: str
    came: date
    pieces: tuple[Piece, ...]
    gone: int
    questions: int


def read_news(workspace: Workspace, today: date) -> News | None:
    """What the other side changed since last time; nothing where nothing has come lately and nothing is asked."""
    if not workspace.reader.execute("SELECT 1 FROM received LIMIT 1"):
        return None
    from trygg_desktop.exchange.questions import count_questions

    questions = count_questions(workspace)
    last = workspace.reader.execute(
        "SELECT r.at, i.name, r.undo FROM received r LEFT JOIN identity i ON i.id = r.sender "
        "WHERE r.undo IS NOT NULL ORDER BY r.n DESC LIMIT 1"
    )
    if not last:
        return News("", today, (), 0, questions) if questions else None
    at, name, undo = last[0]
    came = local(datetime.fromtimestamp(at / 1000, UTC)).date()
    if (today - came).days > SHOWN_FOR:
        return News(name or "", came, (), 0, questions) if questions else None
    touched: dict[str, str] = json.loads(json.loads(undo)["way"])["touched"]
    pieces, gone = _pieces(workspace, touched)
    return News(name or "", came, pieces, gone, questions)


def _pieces(workspace: Workspace, touched: dict[str, str]) -> tuple[tuple[Piece, ...], int]:
    found, gone = [], 0
    for record, kind in touched.items():
        if kind not in workspace.kinds or workspace.kinds[kind].kind.about.side_kind:
            continue
        here = workspace.find(UUID(record))
        if here is None:
            gone += 1
            continue
        protected = not Audience.COUNCIL.may_see(here.protection)
        title = here.about.title if protected else here.title
        found.append(Piece(UUID(record), title, here.about.title, protected, here.ground or ""))
    found.sort(key=lambda piece: (piece.kind, piece.title))
    return tuple(found), gone

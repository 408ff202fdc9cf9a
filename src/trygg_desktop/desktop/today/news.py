"""What the other side changed with the last file that was taken in, and how many questions came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from trygg_desktop.desktop.veiled import veils
from trygg_desktop.i18n import local
from trygg_desktop.workspace import Workspace

SHOWN_FOR = 14
"""Days after which what came is no news any more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A record that came or changed; of a confidential one only its kind, with the ground for its chip."""

    id: UUID
    title: str
    ground: str | None


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
    records = [
        (kind, UUID(record))
        for record, kind in touched.items()
        if kind in workspace.kinds and not workspace.kinds[kind].kind.about.side_kind
    ]
    titles = workspace.titles([id for _kind, id in records])
    here = [(kind, id) for kind, id in records if id in titles]
    veiled = veils(workspace, here)
    found = [
        Piece(
            id, veiled[id].words if id in veiled else titles[id], veiled[id].ground if id in veiled else None
        )
        for _kind, id in sorted(here, key=lambda pair: (pair[0], titles[pair[1]]))
    ]
    return tuple(found), len(records) - len(here)

"""What no longer fits since a receipt: remarks on records that both had written in, until someone lets them stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from trygg_desktop.domain.remarks import remarks
from trygg_desktop.exchange.question import About, Answer, Question
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Workspace

_DISMISSED = "remarks after a receipt that someone let stand"


def remarked(workspace: Workspace) -> Iterator[Question]:
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
            label = table.fields[name].title if name in table.fields else name
            stored = value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
            answer = Answer("as-it-is", stored, _("Leave it as it is"), "", workspace.now())
            yield Question(
                f"{id}:{name}", About.REMARK, id, record.about.name, record.title, name, label,
                remark.sentence, (answer,), None, record.protection, record.ground,
            )  # fmt: skip
            return


def let_stand(workspace: Workspace, asked: Question) -> None:
    """From now on this remark is not asked about any more."""
    kept = [*(workspace.recall(_DISMISSED) or ()), [str(asked.record), asked.field]]
    workspace.remember(_DISMISSED, kept)

"""Long texts that both have written in become one by themselves where their words lie apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.exchange.decided import keep_decided
from trygg_desktop.exchange.open_ends import Version, common_ancestor, step_named, versions_of
from trygg_desktop.exchange.question import ANSWERED
from trygg_desktop.exchange.text_merge import merge_all
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.undo import message_text


def join_texts(engine: Engine, records: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Writes the joined text where nobody needs to be asked; gives the records changed with their kinds.

    Both laptops do so, and write the same: it is no difference any more. What is decided stays as it is; see `decided`.
    """
    records = list(records)
    written = keep_decided(engine, records)
    engine.log.begin(message_text(N_("Joined what both had written"), {}))
    for record, kind in sorted(records):
        for field in _texts_apart(engine, record, kind):
            joined = joined_text(engine, record, field)
            if joined is not None:
                engine.log.edit(kind, record, field, joined)
                written[record] = kind
    engine.log.finish()
    return written


def _texts_apart(engine: Engine, record: str, kind: str) -> list[str]:
    if kind not in engine.kinds:
        return []
    long = [name for name, field in engine.kinds[kind].fields.items() if field.kind is FieldKind.PARAGRAPH]
    return [name for name in long if len(engine.log.head_ids(record, name)) > 1]


def joined_text(engine: Engine, record: str, field: str) -> str | None:
    """What a field says when the edits that stand beside one another are taken in together; nothing if unclear."""
    versions = versions_of(engine.connection, record, field)
    texts = [version.value for version in versions]
    if len(texts) < 2 or not all(isinstance(text, str) for text in texts):
        return None
    before = common_ancestor(
        engine.connection, record, field, tuple(version.changes[0] for version in versions)
    )
    if not isinstance(before, str) or _is_meant(engine, versions, before):
        return None
    merged = merge_all(before, sorted(texts))
    return merged.text if merged.clean else None


def _is_meant(engine: Engine, versions: Sequence[Version], before: str) -> bool:
    """Whether someone answered that the text from which all came is to stand: then it is no lack of a change."""
    return any(
        step_named(engine.connection, change, ANSWERED)
        for version in versions
        if version.value == before
        for change in version.changes
    )

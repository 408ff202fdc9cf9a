"""What must be known before something is erased for good: what it is, who else has it, who else mentions it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trygg_desktop.desktop.veiled import Veil, veils
from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.record import Record, headline
from trygg_desktop.insight.mentions import Mention, mentions, words_of
from trygg_desktop.workspace import Workspace

SHORT = 48
"""Letters of a title that a question and its button have room for."""


@dataclass(frozen=True, slots=True)
class Erasable:
    """A record, or one of its fields, that someone thinks of erasing.

    Args:
        title: what the record is called; of a confidential one only its kind and day, because others may look on.
        field: the field whose past goes; nothing where the whole record does.
        draft: whether it never left this computer.
        others: the names of those it is exchanged with.
        words: what would give it away elsewhere.
    """

    id: UUID
    kind: type[Record]
    title: str
    field: Field | None
    draft: bool
    protection: str | None
    ground: str | None
    others: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionShown:
    """A place where the same is mentioned, with what stands for it where it is confidential."""

    mention: Mention
    kind: str
    veil: Veil | None


def read_erasable(workspace: Workspace, id: UUID, field: str = "") -> Erasable:
    """Reads what a question about erasing needs.

    Raises:
        UserError: there is no such record or field.
    """
    from trygg_desktop.exchange.exchange import Exchange

    record = workspace.get(id)
    kind = type(record)
    veil = veils(workspace, [(kind.about.name, id)]).get(id)
    return Erasable(
        id=id,
        kind=kind,
        title=veil.words if veil else headline(record.title, SHORT) or kind.about.title,
        field=workspace.kinds[kind].field(field) if field else None,
        draft=bool(record.draft),
        protection=record.protection if veil else None,
        ground=record.ground if veil else None,
        others=tuple(peer.name for peer in Exchange(workspace).peers() if peer.confirmed),
        words=tuple(words_of(record, field)),
    )


def read_mentions(workspace: Workspace, words: Sequence[str], besides: UUID) -> list[MentionShown]:
    """Every other place that holds one of the words."""
    found = mentions(workspace, words, besides=besides)
    veiled = veils(workspace, [(each.kind, each.record) for each in found])
    return [
        MentionShown(each, workspace.kinds.named(each.kind).about.title, veiled.get(each.record))
        for each in found
    ]

"""What must be known before something is erased for good: what it is, who else has it, who else mentions it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trygg_desktop.desktop.veiled import Veil, veils
from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.record import Audience, Record, headline
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
        earlier: whether it stood under something else before, such as another period.
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
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class MentionShown:
    """A place where the same is mentioned, with what stands for it where it is confidential."""

    mention: Mention
    kind: str
    veil: Veil | None


def read_erasable(workspace: Workspace, id: UUID, field: str = "") -> Erasable:
    """Reads what a question about erasing needs; a deleted record is erased as any other.

    Raises:
        UserError: there is no such record or field.
    """
    from trygg_desktop.exchange.exchange import Exchange

    record = workspace.find(id) or workspace.find_deleted(id) or workspace.get(id)
    kind = type(record)
    veil = veils(workspace, [(kind.about.name, id)]).get(id) or _veil_of_deleted(workspace, record)
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
        earlier=bool(workspace.gone_ids(id)),
    )


@dataclass(frozen=True, slots=True)
class DeletedShown:
    """A deleted record in a list.

    Args:
        kinds, noun: its kind, in words for several and marked for one inside a sentence.
        title: what it is called; of a confidential one only its kind.
        by, at: who deleted it, and when in milliseconds since 1970.
    """

    id: UUID
    kinds: str
    noun: str
    title: str
    veiled: bool
    ground: str | None
    by: str
    at: int


def read_deleted(workspace: Workspace) -> list[DeletedShown]:
    """Every deleted record, the latest deleted first."""
    found = workspace.deleted()
    named = workspace.names({id for each in found if (id := _named_by(each.record)) is not None})
    shown = []
    for each in found:
        record = each.record
        assert record.id is not None
        veil = _veil_of_deleted(workspace, record)
        named_by = _named_by(record)
        title = record.title or (named.get(named_by, "") if named_by else "")
        shown.append(
            DeletedShown(
                record.id,
                record.about.titles,
                record.about.noun,
                veil.words if veil else headline(title, SHORT) or record.about.title,
                veil is not None,
                veil.ground if veil else None,
                each.by,
                each.at,
            )
        )
    return shown


def _named_by(record: Record) -> UUID | None:
    """The other record that one is called by, such as the district of a part of a picture."""
    value = getattr(record, record.about.naming, None)
    return value if isinstance(value, UUID) else None


def _veil_of_deleted(workspace: Workspace, record: Record) -> Veil | None:
    """What stands for a deleted record that is confidential, or a document on one that is."""
    assert record.id is not None
    if workspace.find(record.id) is not None:
        return None
    on = getattr(record, "belongs_to", None)
    owner = (workspace.find(on) or workspace.find_deleted(on)) if isinstance(on, UUID) else None
    for each in (record, owner):
        if each is not None and not Audience.COUNCIL.may_see(each.protection):
            return Veil(record.about.title, each.protection or "", each.ground or "")
    return None


def read_mentions(workspace: Workspace, words: Sequence[str], besides: UUID) -> list[MentionShown]:
    """Every other place that holds one of the words."""
    found = mentions(workspace, words, besides=besides)
    veiled = veils(workspace, [(each.kind, each.record) for each in found])
    return [
        MentionShown(each, workspace.kinds.named(each.kind).about.title, veiled.get(each.record))
        for each in found
    ]

"""Everything a form shows of one record, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.desktop.desk import Changes
from trygg_desktop.desktop.records.field_rows import reference_ids
from trygg_desktop.desktop.records.named import Titles
from trygg_desktop.desktop.records.related import Connection, read_connections
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.i18n import number
from trygg_desktop.workspace import HistoryEntry, Workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """A record with what stands around it.

    Args:
        unsaved: text that was typed and never saved, by field.
        grounds: the provisions offered for a confidential marking.
        me: the leader whose laptop this is.
        places: words that look like names of people but are names of districts.
    """

    record: Record
    titles: Titles
    connections: Sequence[Connection]
    documents: Sequence[Attachment]
    history: Sequence[HistoryEntry]
    unsaved: dict[str, str]
    grounds: Sequence[str] = ()
    me: str = ""
    places: Sequence[str] = ()


def read_shown(workspace: Workspace, id: UUID) -> Shown | None:
    """Reads what a form shows; nothing where the record is gone."""
    number(0.0)  # reads tables from disk the first time: better here than when the form shows a number
    record = workspace.find(id)
    if record is None:
        return None
    kinds = workspace.kinds
    has_documents = "attachment" in kinds and record.about.name != "attachment"
    return Shown(
        record=record,
        titles=workspace.names(reference_ids(record)),
        connections=read_connections(workspace, id),
        documents=workspace.records(Attachment, col(Attachment.belongs_to) == id) if has_documents else (),
        history=workspace.history(id),
        unsaved=workspace.scratch(id.hex),
        grounds=(workspace.council().grounds or "").splitlines() if "council-settings" in kinds else (),
        me=workspace.me.name,
        places=_places(workspace),
    )


def read_new(workspace: Workspace, record: Record) -> Shown:
    """What a form shows of a record that is not written yet."""
    from trygg_desktop.desktop.records.begun import take_up

    number(0.0)
    take_up(workspace, record)
    kinds = workspace.kinds
    return Shown(
        record=record,
        titles=workspace.names(reference_ids(record)),
        connections=(),
        documents=(),
        history=(),
        unsaved={},
        grounds=(workspace.council().grounds or "").splitlines() if "council-settings" in kinds else (),
        me=workspace.me.name,
        places=_places(workspace),
    )


def new_record(kind: type[Record], values: dict[str, Any]) -> Record:
    """A record that is not written yet, with its kind's defaults and these values."""
    fields = kind.fields()
    plain = {name: value for name, value in values.items() if not fields[name].many}
    several = {name: tuple(value or ()) for name, value in values.items() if fields[name].many}
    record = kind(**plain).with_references(several)
    record.draft = kind.about.starts_as_draft or record.protection == Protection.PROTECTED
    return record


def is_mentioned(record: Record | None, changes: Changes) -> bool:
    """Whether changes touch what a form shows around a record: what it refers to, its links and documents."""
    if record is None:
        return False
    if changes.kinds & {"attachment", "link"}:
        return True
    targets = {field.target for field in record.fields().values() if field.target}
    return bool(changes.kinds & targets)


def note_value(record: Record, field: Field, value: Any) -> None:
    """Gives a record that is not written yet another value."""
    if field.many:
        record.with_references(record._references | {field.name: tuple(value or ())})
    else:
        setattr(record, field.name, value)


def values_of_new(record: Record) -> dict[str, Any]:
    """What a record that is not written yet is to be created with."""
    values = {name: getattr(record, name) for name in record.fields() if name != "draft"}
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def _places(workspace: Workspace) -> Sequence[str]:
    if "district" not in workspace.kinds:
        return ()
    return tuple(name for _id, name in workspace.rows(workspace.kinds.named("district"), ["name"]) if name)

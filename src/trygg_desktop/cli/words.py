"""How records, references and values are written on the command line, and how programs get them back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.cli.session import today
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, number

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace
    from trygg_desktop.workspace.kinds import KindTable


_TOLD_BY_CONTENT = frozenset({"media_type", "size", "hash"})
"""What is known of an attachment from the document itself."""


def as_json(workspace: Workspace, record: Record) -> dict[str, Any]:
    """A record as programs read it: `id`, `kind`, every field, `protection`, `ground`, `draft`.

    A value that is withheld is not told, although it was written down.
    """
    from trygg_desktop.domain.values import to_json

    told: dict[str, Any] = {"id": str(record.id), "kind": record.about.name}
    for name, field in record.fields().items():
        value = None if field.instead and getattr(record, field.instead) else getattr(record, name)
        if field.many:
            told[name] = [str(each) for each in getattr(record, name)]
        elif field.kind is FieldKind.REFERENCE:
            told[name] = str(value) if value else None
        else:
            told[name] = bool(value) if field.kind is FieldKind.BOOL else to_json(field, value)
    return told


def figure(value: float) -> str:
    """A figure: whole ones without decimals, others with one."""
    return number(int(value)) if value.is_integer() else number(value, decimals=1)


def id_or_none(id: UUID | None) -> str | None:
    """An id as programs read it, and nothing where there is none."""
    return str(id) if id else None


def find_record(workspace: Workspace, written: str, kind: str = "") -> UUID:
    """The id of a record, from its id or its unambiguous name.

    Args:
        kind: what it must be; empty for anything.

    Raises:
        UserError: nothing is called so, several are, or the id is of something else.
    """
    try:
        id = UUID(written)
    except ValueError:
        return _named(workspace, written, kind)
    found = workspace.kind_of(id)
    if kind and found and found.about.name != kind:
        raise UserError(
            "wrong-kind",
            N_("{id} is of the kind {found}, not {wanted}. Nothing was changed."),
            id=str(id),
            found=found.about.name,
            wanted=kind,
        )
    return id


def _named(workspace: Workspace, written: str, kind: str) -> UUID:
    from trygg_desktop.domain.values import sort_key

    found = workspace.reader.execute(
        "SELECT record, title FROM search_entry WHERE key = ? AND ? IN ('', kind)", (sort_key(written), kind)
    )
    exact = [id for id, title in found if title == written] or [id for id, _title in found]
    if len(exact) == 1:
        return UUID(exact[0])
    if not exact:
        raise UserError(
            "no-such-record",
            N_("There is no record called “{name}” here. Nothing was changed."),
            name=written,
        )
    raise UserError(
        "ambiguous-name",
        N_("{count} records are called “{name}”. Nothing was changed. Give the id instead."),
        count=len(exact),
        name=written,
    )


def read_pairs(
    workspace: Workspace, kind: KindTable, written: tuple[str, ...]
) -> Iterator[tuple[Field, Any]]:
    """FIELD=VALUE… one by one as field and value; references by id or name, nothing for an empty value.

    Raises:
        UserError: a part has no `=`, names no field, or can't be read.
    """
    for assignment in written:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise UserError(
                "no-value",
                N_("“{written}” must be written FIELD=VALUE. Nothing was changed."),
                written=assignment,
            )
        field = kind.field(name.strip())
        yield field, _one(workspace, field, value)


def read_assignments(workspace: Workspace, kind: KindTable, written: tuple[str, ...]) -> dict[str, Any]:
    """FIELD=VALUE… as values by field; several values by repeating the field.

    Raises:
        UserError: as `read_pairs`.
    """
    values: dict[str, Any] = {}
    for field, value in read_pairs(workspace, kind, written):
        if kind.name == "attachment" and field.name in _TOLD_BY_CONTENT:
            raise UserError(
                "told-by-content",
                N_("That follows from the document's content. Attach it again instead. Nothing was changed."),
                column=field.name,
            )
        if field.name == "draft":
            raise UserError(
                "draft-is-no-field",
                N_("A draft is released, not edited. Nothing was changed."),
                column=field.name,
            )
        if field.many:
            values.setdefault(field.name, []).extend([] if value is None else [value])
        else:
            values[field.name] = value
    return values


def _one(workspace: Workspace, field: Field, written: str) -> Any:
    from trygg_desktop.domain.parsing import parse

    if field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES):
        return find_record(workspace, written.strip(), field.target) if written.strip() else None
    return parse(field, written, today=today())

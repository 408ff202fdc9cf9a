"""Records on the command line: kinds, list, show, add, set, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.words import as_json, find_record, read_assignments, read_pairs
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Protection
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace
    from trygg_desktop.workspace.kinds import KindTable


def _shown(workspace: Workspace, record: Record, names: list[str], titles: dict[UUID, str]) -> list[str]:
    from trygg_desktop.domain.values import show

    fields = record.fields()
    return [
        show(fields[name], getattr(record, name), titles=titles) or fields[name].means_when_empty
        for name in names
    ]


def _mentioned(records: list[Any], fields: list[Field]) -> list[UUID]:
    found: list[UUID] = []
    for record in records:
        for field in fields:
            value = getattr(record, field.name)
            if field.many:
                found += value
            elif field.kind is FieldKind.REFERENCE and value:
                found.append(value)
    return found


@command(
    "kinds",
    "trygg kinds --json",
    N_("Every kind of record with its fields."),
)
def kinds(session: Session) -> None:
    from trygg_desktop.domain.kinds import KINDS

    told: list[dict[str, Any]] = [
        {
            "name": kind.about.name,
            "label": kind.about.title,
            "fields": [
                {
                    "name": field.name,
                    "label": field.title,
                    "type": str(field.kind),
                    "required": field.required,
                    "options": [option.value for option in field.options or ()],
                    "personal": field.personal,
                    "section": _(field.section),
                    "help": field.hint,
                }
                for field in kind.fields().values()
            ],
        }
        for kind in KINDS
        if not kind.about.side_kind
    ]
    rows = [
        (kind["name"], kind["label"], ", ".join(each["name"] for each in kind["fields"])) for kind in told
    ]
    session.print(told, table([_("Kind"), _("Name"), _("Fields")], rows, widest=100))


@command(
    "list",
    "trygg list stakeholder --where sector=business --sort name",
    N_("Records of one kind."),
)
@click.argument("kind")
@click.option(
    "--where", multiple=True, metavar="FIELD=VALUE", help=N_("Only records with this value; may be repeated.")
)
@click.option(
    "--sort", default="", metavar="FIELD", help=N_("Sort by this field; -FIELD for the largest first.")
)
@click.option("--limit", type=click.IntRange(min=0), help=N_("At most so many."))
def list_records(session: Session, kind: str, where: tuple[str, ...], sort: str, limit: int | None) -> None:
    with session.workspace() as workspace:
        wanted = workspace.kinds[kind]
        conditions, several = _conditions(workspace, wanted, where)
        order = workspace.reader.ordering(wanted.kind, sort) if sort else ()
        records = workspace.records(wanted.kind, *conditions, order=order, limit=None if several else limit)
        records = [record for record in records if all(_points_at(record, *each) for each in several)][:limit]
        shown = [field for field in wanted.fields.values() if field.listed and not field.internal]
        titles = workspace.names(_mentioned(records, shown))
        rows = [
            (str(record.id), *_shown(workspace, record, [field.name for field in shown], titles))
            for record in records
        ]
        headings = ["id", *(field.title for field in shown)]
        marks = [_mark(record) for record in records]
        if any(marks):
            headings.insert(1, _("Protection"))
            rows = [(id, mark, *cells) for (id, *cells), mark in zip(rows, marks, strict=True)]
        session.print([as_json(workspace, record) for record in records], table(headings, rows) or _("None."))


def _mark(record: Record) -> str:
    """What whoever reads over a shoulder must know of a record: that it is confidential, or a draft."""
    marks = [Protection.PROTECTED.label] if record.protection == Protection.PROTECTED else []
    return ", ".join([*marks, _("Draft")] if record.draft else marks)


def _conditions(
    workspace: Workspace, kind: KindTable, where: tuple[str, ...]
) -> tuple[list[Any], list[tuple[str, UUID | None]]]:
    """What SQL can ask, and what is asked of each record afterwards: fields of several references."""
    conditions: list[Any] = []
    several: list[tuple[str, UUID | None]] = []
    for field, value in read_pairs(workspace, kind, where):
        if field.many:
            several.append((field.name, value))
            continue
        column = getattr(kind.kind, field.name)
        empty = value is None or (field.kind is FieldKind.BOOL and not value)
        conditions.append((column == value) | column.is_(None) if empty else column == value)
    return conditions, several


def _points_at(record: Record, name: str, wanted: UUID | None) -> bool:
    there = getattr(record, name)
    return wanted in there if wanted else not there


@command(
    "show",
    "trygg show 01a203e4-96c9-70b7-88c3-0543dae4b11f --history",
    N_("One record, and what happened to it."),
)
@click.argument("id")
@click.option("--history", is_flag=True, help=N_("What happened to it, newest first."))
def show(session: Session, id: str, history: bool) -> None:
    with session.workspace() as workspace:
        record_id = find_record(workspace, id)
        if history:
            _print_history(session, workspace, record_id)
            return
        record = workspace.get(record_id)
        fields = [field for field in record.fields().values() if not field.internal]
        titles = workspace.names(_mentioned([record], fields))
        shown = zip(fields, _shown(workspace, record, [field.name for field in fields], titles), strict=True)
        lines = [f"{record.about.title}  {record.id}"] + [
            f"{field.title}: {text}" for field, text in shown if text
        ]
        told = as_json(workspace, record)
        if record.draft:
            lines.append(_("A draft: it stays on this laptop until it is released."))
        related = workspace.related(record_id)
        names = workspace.names(link.id for link in related)
        told["links"] = [
            {"role": link.role, "id": str(link.id), "outgoing": link.outgoing} for link in related
        ]
        lines += [f"{_('See also')}: {names.get(link.id, _('not here yet'))}" for link in related]
        session.print(told, "\n".join(lines))


def _print_history(session: Session, workspace: Workspace, id: UUID) -> None:
    entries = workspace.history(id, every_field=session.as_json)
    told = [
        {
            "field": entry.field,
            "value": entry.value,
            "at": entry.at.isoformat(),
            "author": entry.author,
            "undone": entry.undone,
            "words": entry.words,
            "change": entry.change,
        }
        for entry in entries
    ]
    words = [entry.words + (f" ({_('taken back')})" if entry.undone else "") for entry in entries]
    session.print(told, "\n".join(words))


@command(
    "add",
    'trygg add stakeholder name="Bäckby idrottsförening" sector=civil-society',
    N_("A new record. References take an id or an unambiguous name."),
)
@click.argument("kind")
@click.argument("values", nargs=-1, metavar="FIELD=VALUE…")
@click.option("--draft", is_flag=True, help=N_("Keep it on this laptop until it is released."))
def add(session: Session, kind: str, values: tuple[str, ...], draft: bool) -> None:
    with session.workspace() as workspace:
        wanted = workspace.kinds[kind]
        if wanted.name == "attachment":
            raise UserError(
                "attach-instead",
                N_("A document comes with its content: trygg attach ID FILE. Nothing was changed."),
            )
        given = read_assignments(workspace, wanted, values)
        _refuse_unknowable(wanted, given)
        with workspace.transaction(wanted.kind.about.new) as tx:
            id = tx.create(wanted.kind, draft=True if draft else None, **given)
        session.print(as_json(workspace, workspace.get(id)), str(id))


def _refuse_unknowable(kind: KindTable, given: dict[str, Any]) -> None:
    """What is known by what it says, such as a figure by its period, has to say so from the beginning.

    Raises:
        UserError: it does not.
    """
    lacks = [field for name in kind.kind.key_lacks(given) if not (field := kind.fields[name]).internal]
    if lacks:
        raise UserError(
            "key-needed",
            N_(
                "Write {field} too: by it both laptops know that it is the same, and count it once. "
                "Nothing was added."
            ),
            field=", ".join(f"{field.name}=…" for field in lacks),
            column=lacks[0].name,
        )


@command(
    "set",
    'trygg set 01a203e4-96c9-70b7-88c3-0543dae4b11f status="Pågår"',
    N_("Other values for a record's fields; an empty value empties the field."),
)
@click.argument("id")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE…")
def set_values(session: Session, id: str, values: tuple[str, ...]) -> None:
    with session.workspace() as workspace:
        record = workspace.get(find_record(workspace, id))
        assert record.id is not None
        given = read_assignments(workspace, workspace.kinds[type(record)], values)
        with workspace.transaction(N_("Change {kind}"), kind=record.about.noun) as tx:
            id_now = tx.change(record.id, **given)
        session.print(as_json(workspace, workspace.get(id_now)), _("Saved."))


@command(
    "search",
    "trygg search nattvandring --kind stakeholder",
    N_("Find records by any part of a word, best first."),
)
@click.argument("text")
@click.option("--kind", help=N_("Only records of this kind."))
@click.option("--limit", type=click.IntRange(min=0), default=50, help=N_("At most so many."))
def search(session: Session, text: str, kind: str | None, limit: int) -> None:
    with session.workspace() as workspace:
        if kind:
            workspace.kinds[kind]
        hits = workspace.search(text, kind=kind, limit=limit)
        told = [
            {"id": str(hit.id), "kind": hit.kind, "title": hit.title, "snippet": hit.snippet} for hit in hits
        ]
        rows = [(hit.id, workspace.kinds[hit.kind].kind.about.title, hit.title, hit.snippet) for hit in hits]
        found = ngettext("{n} hit", "{n} hits", len(hits))
        session.print(
            told, "\n".join(filter(None, [table(["id", _("Kind"), _("Title"), _("Text")], rows), found]))
        )


COMMANDS: dict[str, click.Command] = {
    "kinds": kinds,
    "list": list_records,
    "show": show,
    "add": add,
    "set": set_values,
    "search": search,
}

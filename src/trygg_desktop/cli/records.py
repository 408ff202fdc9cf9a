"""Records on the command line: list, show, add, set, delete, link, release, undo, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.words import as_json, find_record, read_assignments, read_pairs
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace
    from trygg_desktop.workspace.kinds import KindTable


def _shown(workspace: Workspace, record: Record, names: list[str], titles: dict[UUID, str]) -> list[str]:
    from trygg_desktop.domain.values import show

    fields = record.fields()
    return [show(fields[name], getattr(record, name), titles=titles) for name in names]


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


@command("kinds", "trygg kinds --json")
def kinds(session: Session) -> None:
    """Every kind of record with its fields."""
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


@command("list", "trygg list stakeholder --where sector=business --sort name")
@click.argument("kind")
@click.option(
    "--where", multiple=True, metavar="FIELD=VALUE", help="Only records with this value; may be repeated."
)
@click.option("--sort", default="", metavar="FIELD", help="Sort by this field; -FIELD for the largest first.")
@click.option("--limit", type=click.IntRange(min=0), help="At most so many.")
def list_records(session: Session, kind: str, where: tuple[str, ...], sort: str, limit: int | None) -> None:
    """Records of one kind."""
    with session.workspace() as workspace:
        wanted = workspace.kinds[kind]
        conditions, several = _conditions(workspace, wanted, where)
        order = workspace.reader.ordering(wanted.kind, sort) if sort else ()
        records = workspace.records(wanted.kind, *conditions, order=order, limit=None if several else limit)
        records = [record for record in records if all(_points_at(record, *each) for each in several)][:limit]
        shown = [field for field in wanted.fields.values() if field.listed and not field.internal]
        titles = workspace.titles(_mentioned(records, shown))
        rows = [
            (str(record.id), *_shown(workspace, record, [field.name for field in shown], titles))
            for record in records
        ]
        session.print(
            [as_json(workspace, record) for record in records],
            table(["id", *(field.title for field in shown)], rows) or _("None."),
        )


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


@command("show", "trygg show 01a203e4-96c9-70b7-88c3-0543dae4b11f --history")
@click.argument("id")
@click.option("--history", is_flag=True, help="What happened to it, newest first.")
def show(session: Session, id: str, history: bool) -> None:
    """One record, and what happened to it."""
    with session.workspace() as workspace:
        record_id = find_record(workspace, id)
        if history:
            _print_history(session, workspace, record_id)
            return
        record = workspace.get(record_id)
        fields = [field for field in record.fields().values() if not field.internal]
        titles = workspace.titles(_mentioned([record], fields))
        shown = zip(fields, _shown(workspace, record, [field.name for field in fields], titles), strict=True)
        lines = [f"{record.about.title}  {record.id}"] + [
            f"{field.title}: {text}" for field, text in shown if text
        ]
        told = as_json(workspace, record)
        related = workspace.related(record_id)
        names = workspace.titles(link.id for link in related)
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


@command("add", 'trygg add stakeholder name="Bäckby idrottsförening" sector=civil-society')
@click.argument("kind")
@click.argument("values", nargs=-1, metavar="FIELD=VALUE…")
@click.option("--draft", is_flag=True, help="Keep it on this laptop until it is released.")
def add(session: Session, kind: str, values: tuple[str, ...], draft: bool) -> None:
    """A new record. References take an id or an unambiguous name."""
    with session.workspace() as workspace:
        wanted = workspace.kinds[kind]
        given = read_assignments(workspace, wanted, values)
        with workspace.transaction(N_("New {kind}"), kind=wanted.kind.about.label) as tx:
            id = tx.create(wanted.kind, draft=True if draft else None, **given)
        session.print(as_json(workspace, workspace.get(id)), str(id))


@command("set", 'trygg set 01a203e4-96c9-70b7-88c3-0543dae4b11f status="Pågår"')
@click.argument("id")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE…")
def set_values(session: Session, id: str, values: tuple[str, ...]) -> None:
    """Other values for a record's fields; an empty value empties the field."""
    with session.workspace() as workspace:
        record = workspace.get(find_record(workspace, id))
        assert record.id is not None
        given = read_assignments(workspace, workspace.kinds[type(record)], values)
        with workspace.transaction(N_("Change {kind}"), kind=record.about.label) as tx:
            tx.change(record.id, **given)
        session.print(as_json(workspace, workspace.get(record.id)), _("Saved."))


@command("delete", "trygg delete 01a203e4-96c9-70b7-88c3-0543dae4b11f")
@click.argument("id")
def delete(session: Session, id: str) -> None:
    """Take a record away; it can be restored."""
    with session.workspace() as workspace:
        record = workspace.get(find_record(workspace, id))
        assert record.id is not None
        with workspace.transaction(N_("Delete {kind}"), kind=record.about.label) as tx:
            tx.delete(record.id)
        session.print(
            {"id": str(record.id)}, _("Deleted. It can be restored: trygg restore {id}", id=record.id)
        )


@command("restore", "trygg restore 01a203e4-96c9-70b7-88c3-0543dae4b11f")
@click.argument("id")
def restore(session: Session, id: str) -> None:
    """Bring a deleted record back."""
    with session.workspace() as workspace:
        record_id = find_record(workspace, id)
        with workspace.transaction(N_("Restore")) as tx:
            tx.restore(record_id)
        session.print(as_json(workspace, workspace.get(record_id)), _("Restored."))


@command("link", "trygg link ID related ID")
@click.argument("first")
@click.argument("role")
@click.argument("second")
def link(session: Session, first: str, role: str, second: str) -> None:
    """Connect two records; the role is `related`, or one that the kind declares."""
    with session.workspace() as workspace:
        a = find_record(workspace, first)
        workspace.get(a)
        b = find_record(workspace, second, _target(workspace, a, role))
        workspace.get(b)
        with workspace.transaction(N_("Link")) as tx:
            made = tx.link(a, role, b)
        session.print({"id": str(made)}, _("Linked."))


def _target(workspace: Workspace, id: UUID, role: str) -> str:
    """The kind that a role of this record points at; empty for any."""
    kind = workspace.kind_of(id)
    if kind is None:
        kind = type(workspace.get(id))
    targets = {field.name: field.target for field in kind.fields().values() if field.many}
    allowed = [*kind.about.roles, *targets]
    if role not in allowed:
        raise UserError(
            "no-such-role",
            N_("“{role}” is no role of {kind}. Nothing was changed. Its roles are: {roles}"),
            role=role,
            kind=kind.about.name,
            roles=", ".join(allowed),
        )
    return targets.get(role, "")


@command("unlink", "trygg unlink ID related ID")
@click.argument("first")
@click.argument("role")
@click.argument("second")
def unlink(session: Session, first: str, role: str, second: str) -> None:
    """Take a connection away."""
    with session.workspace() as workspace:
        a = find_record(workspace, first)
        b = find_record(workspace, second, _target(workspace, a, role))
        with workspace.transaction(N_("Unlink")) as tx:
            tx.unlink(a, role, b)
        session.print({}, _("Taken away."))


@command("release", "trygg release 01a203e4-96c9-70b7-88c3-0543dae4b11f")
@click.argument("id")
@click.option("--protected", is_flag=True, help="Release it although it is marked confidential.")
def release(session: Session, id: str, protected: bool) -> None:
    """Let a draft be shared."""
    with session.workspace() as workspace:
        record_id = find_record(workspace, id)
        with workspace.transaction(N_("Release a draft")) as tx:
            tx.release(record_id, protected=protected)
        session.print(as_json(workspace, workspace.get(record_id)), _("Released."))


@command("merge", "trygg merge KEPT-ID DUPLICATE-ID")
@click.argument("keep")
@click.argument("gone")
def merge(session: Session, keep: str, gone: str) -> None:
    """Make one record of two that are the same: the second goes into the first."""
    with session.workspace() as workspace:
        kept, lost = find_record(workspace, keep), find_record(workspace, gone)
        for each in (kept, lost):
            workspace.get(each)
        with workspace.transaction(N_("Merge duplicates")) as tx:
            tx.merge(kept, lost)
        session.print(as_json(workspace, workspace.get(kept)), _("Merged."))


def _turn(session: Session, count: int, which: str) -> None:
    with session.workspace() as workspace:
        names = []
        for _step in range(count):
            done = workspace.undo() if which == "undo" else workspace.redo()
            if done is None:
                break
            names.append(done[0])
        nothing = _("There is nothing to undo.") if which == "undo" else _("There is nothing to do again.")
        session.print({"steps": names}, "\n".join(names) or nothing)


@command("undo", "trygg undo --count 2")
@click.option("--count", type=click.IntRange(min=1), default=1, help="How many steps.")
def undo(session: Session, count: int) -> None:
    """Take the last steps back."""
    _turn(session, count, "undo")


@command("redo", "trygg redo")
@click.option("--count", type=click.IntRange(min=1), default=1, help="How many steps.")
def redo(session: Session, count: int) -> None:
    """Do the steps again that were taken back."""
    _turn(session, count, "redo")


@command("search", "trygg search nattvandring --kind stakeholder")
@click.argument("text")
@click.option("--kind", help="Only records of this kind.")
@click.option("--limit", type=click.IntRange(min=0), default=50, help="At most so many.")
def search(session: Session, text: str, kind: str | None, limit: int) -> None:
    """Find records by any part of a word, best first."""
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
    "delete": delete,
    "restore": restore,
    "link": link,
    "unlink": unlink,
    "release": release,
    "merge": merge,
    "undo": undo,
    "redo": redo,
    "search": search,
}

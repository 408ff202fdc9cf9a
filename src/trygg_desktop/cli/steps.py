"""What can be done with a record as a whole: deleted, restored, linked, released, merged; and steps taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import click

from trygg_desktop.cli.session import Session, command
from trygg_desktop.cli.words import as_json, find_record
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace


@command(
    "delete",
    "trygg delete 01a203e4-96c9-70b7-88c3-0543dae4b11f",
    N_("Take a record away; it can be restored."),
)
@click.argument("id")
def delete(session: Session, id: str) -> None:
    with session.workspace() as workspace:
        record = workspace.get(find_record(workspace, id))
        assert record.id is not None
        with workspace.transaction(N_("Delete {kind}"), kind=record.about.noun) as tx:
            tx.delete(record.id)
        session.print(
            {"id": str(record.id)}, _("Deleted. It can be restored: trygg restore {id}", id=record.id)
        )


@command(
    "restore",
    "trygg restore 01a203e4-96c9-70b7-88c3-0543dae4b11f",
    N_("Bring a deleted record back."),
)
@click.argument("id")
def restore(session: Session, id: str) -> None:
    with session.workspace() as workspace:
        record_id = find_record(workspace, id)
        with workspace.transaction(N_("Restore")) as tx:
            tx.restore(record_id)
        session.print(as_json(workspace, workspace.get(record_id)), _("Restored."))


@command(
    "link",
    "trygg link ID related ID",
    N_("Connect two records; the role is `related`, or one that the kind declares."),
)
@click.argument("first")
@click.argument("role")
@click.argument("second")
def link(session: Session, first: str, role: str, second: str) -> None:
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


@command(
    "unlink",
    "trygg unlink ID related ID",
    N_("Take a connection away."),
)
@click.argument("first")
@click.argument("role")
@click.argument("second")
def unlink(session: Session, first: str, role: str, second: str) -> None:
    with session.workspace() as workspace:
        a = find_record(workspace, first)
        b = find_record(workspace, second, _target(workspace, a, role))
        if not _are_linked(workspace, a, role, b):
            raise UserError("no-such-link", N_("The two are not connected so. Nothing was changed."))
        with workspace.transaction(N_("Unlink")) as tx:
            tx.unlink(a, role, b)
        session.print({}, _("Taken away."))


def _are_linked(workspace: Workspace, a: UUID, role: str, b: UUID) -> bool:
    if b in getattr(workspace.get(a), role, ()):
        return True
    return any((link.role, link.id) == (role, b) for link in workspace.related(a))


@command(
    "release",
    "trygg release 01a203e4-96c9-70b7-88c3-0543dae4b11f",
    N_("Let a draft be shared."),
)
@click.argument("id")
@click.option("--protected", is_flag=True, help=N_("Release it although it is marked confidential."))
def release(session: Session, id: str, protected: bool) -> None:
    with session.workspace() as workspace:
        record_id = find_record(workspace, id)
        with workspace.transaction(N_("Release a draft")) as tx:
            tx.release(record_id, protected=protected)
        session.print(as_json(workspace, workspace.get(record_id)), _("Released."))


@command(
    "merge",
    "trygg merge KEPT-ID DUPLICATE-ID",
    N_("Make one record of two that are the same: the second goes into the first."),
)
@click.argument("keep")
@click.argument("gone")
def merge(session: Session, keep: str, gone: str) -> None:
    with session.workspace() as workspace:
        kept, lost = find_record(workspace, keep), find_record(workspace, gone)
        for each in (kept, lost):
            workspace.get(each)
        with workspace.transaction(N_("Merge duplicates")) as tx:
            kept = tx.merge(kept, lost)
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


@command(
    "undo",
    "trygg undo --count 2",
    N_("Take the last steps back."),
)
@click.option("--count", type=click.IntRange(min=1), default=1, help=N_("How many steps."))
def undo(session: Session, count: int) -> None:
    _turn(session, count, "undo")


@command(
    "redo",
    "trygg redo",
    N_("Do the steps again that were taken back."),
)
@click.option("--count", type=click.IntRange(min=1), default=1, help=N_("How many steps."))
def redo(session: Session, count: int) -> None:
    _turn(session, count, "redo")


COMMANDS: dict[str, click.Command] = {
    "delete": delete,
    "restore": restore,
    "link": link,
    "unlink": unlink,
    "release": release,
    "merge": merge,
    "undo": undo,
    "redo": redo,
}

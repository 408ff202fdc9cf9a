"""A record that is known by what it says, such as a figure: begun in a form, it waits aside until that is written.

So two leaders who write the same figure have one and the same, and nothing is written over by beginning it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.shown import note_value, values_of_new
from trygg_desktop.domain.fields import PROTECTION_SECTION, Field, FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import from_json, show, to_json
from trygg_desktop.workspace import Transaction, Workspace


def awaited(record: Record, writable: Collection[str]) -> tuple[list[Field], bool]:
    """What a begun record waits for before it is written.

    Args:
        writable: the fields that stand in the form: what can't be written there is not waited for.

    Returns:
        The fields of its key that are empty yet, and whether it is known without them: they may stay empty then.
    """
    kind, values = type(record), values_of_new(record)
    lacks = [name for name in kind.key_lacks(values) if name in writable]
    if lacks:
        return [kind.fields()[name] for name in lacks], False
    may = [name for name in kind.about.natural_key if name not in values and name in writable]
    known = kind.natural_id(values) is not None
    return ([kind.fields()[name] for name in may], True) if known else ([], True)


def _place(kind: type[Record]) -> str:
    return f"begun:{kind.about.name}"


def _written(record: Record) -> dict[str, Any]:
    """What somebody has written of a begun record; how it is protected is chosen anew each time."""
    fields = record.fields()
    return {
        name: value
        for name, value in values_of_new(record).items()
        if value is not False and value != fields[name].default and fields[name].section != PROTECTION_SECTION
    }


def keep_aside(desk: Desk, record: Record) -> None:
    """Keeps what is written of a begun record until the next time that one of its kind is begun."""
    fields = record.fields()
    told = {
        name: [id.hex for id in value] if fields[name].many else to_json(fields[name], value)
        for name, value in _written(record).items()
    }
    text, workspace = json.dumps(told, ensure_ascii=False), desk.workspace
    if not workspace.read_only:
        desk.courier.write(
            lambda: workspace.scratch_save(_place(type(record)), "", text), lambda _done: None, desk.fault
        )


def forget_aside(desk: Desk, kind: type[Record]) -> None:
    """What was kept aside has been written."""
    workspace = desk.workspace
    if not workspace.read_only:
        desk.courier.write(lambda: workspace.scratch_drop(_place(kind), ""), lambda _done: None, desk.fault)


def take_up(workspace: Workspace, record: Record) -> None:
    """Goes on with what was kept aside, unless it was begun with something else."""
    kind = type(record)
    kept: dict[str, Any] = json.loads(workspace.scratch(_place(kind)).get("", "{}"))
    fields = kind.fields()
    said = {
        name: tuple(map(UUID, value)) if fields[name].many else from_json(fields[name], value)
        for name, value in kept.items()
        if name in fields
    }
    if all(said.get(name) == value for name, value in _written(record).items()):
        for name, value in said.items():
            note_value(record, fields[name], value)


def write_once(
    tx: Transaction, record: Record, values: dict[str, Any], before: Callable[[Transaction], None]
) -> tuple[UUID, bool]:
    """Writes a begun record, unless there is one already that is known by the same.

    Args:
        before: writes what the record refers to.

    Returns:
        Its id, and whether it was here.
    """
    kind = type(record)
    known = kind.natural_id(values)
    if known is not None and tx.log.kind_of(known.hex) is not None and tx.log.is_alive(known.hex):
        return known, True
    before(tx)
    return tx.create(kind, **values), False


def put_beside(
    desk: Desk, id: UUID, record: Record, shown: Iterable[Field], done: Callable[[], None]
) -> None:
    """Keeps what was written of a begun record beside the one that was here, to be taken over or thrown away.

    Args:
        shown: the fields that stood in the form.
    """
    texts = _texts(record, shown)
    workspace = desk.workspace

    def write() -> None:
        there = workspace.get(id)
        for name, text in texts.items():
            if getattr(there, name) != getattr(record, name):
                workspace.scratch_save(id.hex, name, text)

    desk.courier.write(write, lambda _done: done(), desk.fault)


def _texts(record: Record, shown: Iterable[Field]) -> dict[str, str]:
    """What was written beyond the key, as it would be typed."""
    values = values_of_new(record)
    told: dict[str, str] = {}
    for field in shown:
        value = values.get(field.name)
        if field.name in record.about.natural_key or value in (None, False) or field.many:
            continue
        if field.kind is not FieldKind.REFERENCE:
            told[field.name] = str(value) if field.textual else show(field, value)
    return told

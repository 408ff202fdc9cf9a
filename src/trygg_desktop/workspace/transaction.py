"""The one way to write: inside a transaction records are made, changed, deleted, restored, linked and released."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.links import RELATED, Link, ends
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.domain.values import to_json
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import duplicates, releasing
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.kinds import Kinds, KindTable
from trygg_desktop.workspace.log import ERASED, ChangeLog
from trygg_desktop.workspace.projection import Projection

LARGEST_ATTACHMENT = 25 * 2**20
"""Bytes."""

DIFFERENT = "different"
"""The role of a link that says: these two look alike and are not the same."""


def no_such_record(id: UUID | str) -> UserError:
    """Nothing here has this id."""
    return UserError("no-such-record", N_("There is no record {id} here. Nothing was changed."), id=str(id))


class Transaction:
    """What can be done to records; everything in it is kept together, or nothing is."""

    def __init__(self, connection: Connection, log: ChangeLog, projection: Projection, kinds: Kinds) -> None:
        self.connection = connection
        self.log = log
        self.projection = projection
        self.kinds = kinds
        self._drafts: set[str] | None = None
        self._known: dict[str, str] | None = None
        self.changes: set[tuple[str, UUID]] = set()
        self.ends_undo = False
        self.erased: list[tuple[UUID, str, int | None]] = []
        self.withdrawn: list[int] = []

    # --- records ------------------------------------------------------------------------------------------

    def create(
        self, kind: type[Record] | str, /, *, id: UUID | None = None, draft: bool | None = None, **values: Any
    ) -> UUID:
        """A new record; the same thing made before (by its natural key) is restored and brought up to date.

        Args:
            kind: what it is.
            id: its id, where it is known already.
            draft: whether it stays on this laptop; by default as the kind says, or when it is confidential.
            values: its fields; several references as a list of ids.

        Raises:
            UserError: a value can't be read, a required field is empty, or a shared record points at a draft.
        """
        table = self.kinds[kind]
        given = self._read(table, values)
        filled = self._defaults(table) | table.kind.derived(given) | given
        found = id or table.kind.natural_id(filled) or uuid7()
        record = UUID(int=found.int)
        if self._log_knows(record.hex):
            if draft and not self.is_draft(record.hex):
                raise UserError(
                    "shared-already",
                    N_("This is shared already, so it can't be made as a draft. Nothing was changed."),
                )
            return self._make_again(table, record, given)
        self._check_required(table, filled)
        self._refuse_self(table, record, filled)
        is_draft = self._starts_as_draft(table, filled) if draft is None else draft
        if is_draft and id is None and self._pointed_at(table, record):
            record = UUID(
                int=uuid7().int
            )  # a shared record names the id already, and a draft's id never travels
        self.check_references(table, filled, is_draft)
        stored = self._stored(table, filled)
        self.log.create(table.name, record.hex, stored, draft=is_draft)
        self.projection.add(table, record.hex, stored, draft=is_draft)
        self._remember(table.name, record.hex, draft=is_draft)
        self.touch(table.name, record)
        for field in table.references:
            for other in filled.get(field.name) or ():
                self.link(record, field.name, other)
        return record

    def change(self, id: UUID, /, **values: Any) -> None:
        """Other values for some fields of a record; those that are the same already are left alone.

        Raises:
            UserError: there is no such record or field, or a value can't be read.
        """
        table = self.table_of(id)
        given = self._read(table, values)
        self.refuse_deleted(id)
        if given.get("protection") == Protection.PROTECTED:
            releasing.withdraw(self, id)
        draft = self.is_draft(id.hex)
        self.check_references(table, given, draft)
        self._refuse_self(table, id, given)
        before = self.log.values(id.hex)
        derived = {
            name: value for name, value in table.kind.derived(given).items() if before.get(name) is None
        }
        given = derived | given
        stored = {n: to_json(table.fields[n], v) for n, v in given.items() if not table.fields[n].many}
        differing = {name: value for name, value in stored.items() if value != before.get(name)}
        for name in differing:
            self._refuse_emptying(table.fields[name], given[name])
        for name, value in differing.items():
            self.log.edit(table.name, id.hex, name, value, draft=draft)
        if differing:
            self.log.flush()
            self.projection.project(self.log, {id.hex: table.name})
        for name in given.keys() - stored.keys():
            self._change_links(id, table.fields[name], given[name] or ())
        self.touch(table.name, id)

    def delete(self, id: UUID) -> None:
        """Takes a record away from sight; it can be restored. What pointed at it is left as it is."""
        self._set_alive(id, False)

    def restore(self, id: UUID) -> None:
        """Brings a deleted record back; a connection is shared when both its ends are by now."""
        self._set_alive(id, True)
        if self.is_draft(id.hex) and self.table_of(id).kind is Link:
            values = self.log.values(id.hex)
            if not self.is_draft(values["from_id"]) and not self.is_draft(values["to_id"]):
                releasing.share(self, id)

    def _set_alive(self, id: UUID, alive: bool) -> None:
        table = self.table_of(id)
        if alive and self.log.head_ids(id.hex, ERASED):
            raise UserError(
                "erased-record",
                N_("This was erased for good and can't be brought back. Nothing was changed."),
            )
        if self.log.is_alive(id.hex) != alive:
            self.log.set_alive(table.name, id.hex, alive, draft=self.is_draft(id.hex))
            self.projection.project(self.log, {id.hex: table.name})
            self.touch(table.name, id)

    def settle(self, id: UUID, field: str, value: Any) -> None:
        """Answers a question: this value supersedes all that stand beside one another, the same one too.

        Raises:
            UserError: there is no such record or field, or the value can't be read.
        """
        table = self.table_of(id)
        self.refuse_deleted(id)
        given = self._read(table, {field: value})
        self.check_references(table, given, self.is_draft(id.hex))
        self._refuse_emptying(table.fields[field], given[field])
        self.log.edit(
            table.name, id.hex, field, to_json(table.fields[field], given[field]), draft=self.is_draft(id.hex)
        )
        self._shown(table, id)

    def settle_deletion(self, id: UUID, *, keep: bool) -> None:
        """Answers whether a record that one deleted and another used is kept; whoever deletes has seen all by now."""
        table = self.table_of(id)
        self.log.set_alive(table.name, id.hex, keep)
        self._shown(table, id)

    def _shown(self, table: KindTable, id: UUID) -> None:
        self.log.flush()
        self.projection.project(self.log, {id.hex: table.name})
        self.touch(table.name, id)

    def _make_again(self, table: KindTable, id: UUID, given: dict[str, Any]) -> UUID:
        self.restore(id)
        self.change(id, **{name: value for name, value in given.items() if value not in (None, ())})
        return id

    # --- links --------------------------------------------------------------------------------------------

    def link(self, a: UUID, role: str, b: UUID) -> UUID:
        """Connects two records. A connection to a draft is a draft itself.

        Raises:
            UserError: a record is connected to itself.
        """
        if a == b:
            raise _self_link()
        first, second = ends(a, b, role) if role != DIFFERENT else ends(a, b, RELATED)
        draft = self.is_draft(a.hex) or self.is_draft(b.hex)
        link = self.create(Link, draft=draft, from_id=first, to_id=second, role=role)
        self._touch_ends(a, b)
        return link

    def unlink(self, a: UUID, role: str, b: UUID) -> None:
        """Takes a connection away; nothing happens where there is none."""
        first, second = ends(a, b, role) if role != DIFFERENT else ends(a, b, RELATED)
        link = Link.natural_id({"from_id": first, "to_id": second, "role": role})
        if link and self._log_knows(link.hex):
            self.delete(link)
            self._touch_ends(a, b)

    def mark_different(self, a: UUID, b: UUID) -> None:
        """Remembers that two records that look alike are not the same."""
        self.link(a, DIFFERENT, b)

    def _change_links(self, id: UUID, field: Field, wanted: Iterable[UUID]) -> None:
        now = set(self.linked(id, field.name))
        for other in now - set(wanted):
            self.unlink(id, field.name, other)
        for other in dict.fromkeys(wanted):
            if other not in now:
                self.link(id, field.name, other)

    def linked(self, id: UUID, role: str) -> list[UUID]:
        """What a field of several references points to."""
        self.projection.flush()
        found = self.connection.execute(
            "SELECT to_id FROM link WHERE from_id = ? AND role = ?", (id.hex, role)
        )
        return [UUID(other) for (other,) in found]

    # --- drafts, duplicates, documents --------------------------------------------------------------------

    def release(self, id: UUID, *, protected: bool = False) -> None:
        """Lets a draft be shared; see `releasing.release`."""
        releasing.release(self, id, protected=protected)

    def erase(self, id: UUID, *, field: str = "", reason: str) -> None:
        """Takes away for good what a record says, or what one field has said until now; see `erasing`.

        The record's documents and connections go with it. Every other laptop does the same when it hears of it.

        Raises:
            UserError: there is no such record or field, or no reason is given.
        """
        releasing.erase(self, id, field=field, reason=reason)

    def merge(self, keep: UUID, gone: UUID) -> None:
        """Two records of the same thing become one; see `duplicates.merge`."""
        duplicates.merge(self, keep, gone)

    def attach(
        self, record: UUID, name: str, content: bytes, media_type: str = "", *, id: UUID | None = None
    ) -> UUID:
        """A document on a record.

        Raises:
            UserError: the document is empty, or larger than 25 MB.
        """
        self.table_of(record)
        if not content or len(content) > LARGEST_ATTACHMENT:
            raise UserError(
                "attachment-size",
                N_("A document must have content and be at most 25 MB. Nothing was attached."),
                file=name,
            )
        digest = hashlib.sha256(content).hexdigest()
        self.connection.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (digest, content))
        return self.create(
            "attachment",
            id=id,
            draft=self.is_draft(record.hex),
            name=name,
            belongs_to=record,
            media_type=media_type or None,
            size=len(content),
            hash=digest,
        )

    # --- inside -------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Writes what has gathered, so that it can be read inside the transaction."""
        self.log.flush()
        self.projection.flush()

    def _read(self, table: KindTable, values: dict[str, Any]) -> dict[str, Any]:
        return {name: parse(self._writable(table, name), value) for name, value in values.items()}

    def _writable(self, table: KindTable, name: str) -> Field:
        if name == "draft":
            raise UserError(
                "draft-is-no-field", N_("A draft is released, not edited. Nothing was changed."), column=name
            )
        return table.field(name)

    def _defaults(self, table: KindTable) -> dict[str, Any]:
        return {field.name: field.default for field in table.columns if field.default is not None}

    def _stored(self, table: KindTable, values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: stored
            for name, value in values.items()
            if not table.fields[name].many and (stored := to_json(table.fields[name], value)) is not None
        }

    def _check_required(self, table: KindTable, values: dict[str, Any]) -> None:
        for field in table.fields.values():
            if field.required:
                self._refuse_emptying(field, values.get(field.name))

    def _refuse_emptying(self, field: Field, value: Any) -> None:
        if field.required and value in (None, "", ()):
            raise UserError(
                "required-field",
                N_("“{field}” can't be empty. Nothing was changed."),
                field=field.label,
                column=field.name,
            )

    def _refuse_self(self, table: KindTable, id: UUID, values: dict[str, Any]) -> None:
        if any(id in (values.get(field.name) or ()) for field in table.references):
            raise _self_link()

    def check_references(self, table: KindTable, values: dict[str, Any], draft: bool) -> None:
        """A shared record points at no draft.

        Raises:
            UserError: it would.
        """
        if draft:
            return
        for name, value in values.items():
            field = table.fields[name]
            if field.kind is FieldKind.REFERENCE and isinstance(value, UUID) and self.is_draft(value.hex):
                raise UserError(
                    "points-at-draft",
                    N_(
                        "“{field}” points at a draft, which nobody else can see. Nothing was changed. "
                        "Release the draft first."
                    ),
                    field=field.label,
                    column=name,
                )

    def _starts_as_draft(self, table: KindTable, values: dict[str, Any]) -> bool:
        ends = [values.get(end) for end in ("from_id", "to_id")] if table.kind is Link else []
        return (
            table.kind.about.starts_as_draft
            or values.get("protection") == Protection.PROTECTED
            or any(self.is_draft(end.hex) for end in ends if end)
        )

    def table_of(self, id: UUID) -> KindTable:
        """The kind of a record.

        Raises:
            UserError: nothing here has this id.
        """
        kind = self.log.kind_of(id.hex)
        if kind is None or kind not in self.kinds:
            raise no_such_record(id)
        return self.kinds[kind]

    def _pointed_at(self, table: KindTable, id: UUID) -> bool:
        """Whether something points at an id that is not here yet: others may have made the same thing."""
        if not table.kind.about.natural_key or table.kind is Link:
            return False
        self.projection.flush()
        return any(
            self.connection.execute(
                f'SELECT 1 FROM "{other.table}" WHERE "{field.name}" = ? AND NOT draft', (id.hex,)
            ).fetchone()
            for other, field in self.kinds.pointing
        )

    def _log_knows(self, record: str) -> bool:
        if self._known is None:
            self._known = {}
        if record in self._known:
            return True
        return (
            self.connection.execute(
                "SELECT 1 FROM change WHERE record = ?1 UNION ALL SELECT 1 FROM draft_change WHERE record = ?1 LIMIT 1",
                (record,),
            ).fetchone()
            is not None
        )

    def refuse_deleted(self, id: UUID) -> None:
        """Nothing is done to what was deleted or erased.

        Raises:
            UserError: the record is not to be seen.
        """
        if not self.log.is_alive(id.hex):
            raise no_such_record(id)

    def as_given(self, table: KindTable, stored: dict[str, Any]) -> dict[str, Any]:
        """Values as the log keeps them in the form that `create` and `change` take."""
        return {
            name: UUID(value)
            if table.fields[name].kind is FieldKind.REFERENCE and isinstance(value, str)
            else value
            for name, value in stored.items()
            if name in table.fields
        }

    def is_draft(self, record: str) -> bool:
        """Whether a record has never left this laptop."""
        if self._drafts is None:
            found = self.connection.execute("SELECT DISTINCT record FROM draft_change")
            self._drafts = {draft for (draft,) in found}
        return record in self._drafts

    def is_now(self, record: str, *, draft: bool) -> None:
        """Remembers that a record has become a draft, or shared."""
        self.is_draft(record)
        assert self._drafts is not None
        (self._drafts.add if draft else self._drafts.discard)(record)

    def _remember(self, kind: str, record: str, *, draft: bool) -> None:
        self._known = self._known if self._known is not None else {}
        self._known[record] = kind
        if draft:
            self.is_now(record, draft=True)

    def touch(self, kind: str, id: UUID) -> None:
        """Views that show this record are to read it again."""
        self.changes.add((kind, id))

    def _touch_ends(self, *ids: UUID) -> None:
        for id in ids:
            if kind := self._log_kind(id):
                self.touch(kind, id)

    def _log_kind(self, id: UUID) -> str | None:
        return (self._known or {}).get(id.hex) or self.log.kind_of(id.hex)


def _self_link() -> UserError:
    return UserError("self-link", N_("A record can't be linked to itself. Nothing was changed."))

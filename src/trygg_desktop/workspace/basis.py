"""What every step of a transaction stands on: the log, the tables, and what is known of a record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.values import to_json
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.kinds import Kinds, KindTable
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.projection import Projection


def no_such_record(id: UUID | str) -> UserError:
    """Nothing here has this id."""
    return UserError("no-such-record", N_("There is no record {id} here. Nothing was changed."), id=str(id))


def self_link() -> UserError:
    """Someone would connect a record to itself."""
    return UserError("self-link", N_("A record can't be linked to itself. Nothing was changed."))


class Basis:
    """What a transaction knows and checks before it writes.

    `ends_undo` says that nothing before it can be taken back; `reopens`, that it takes back a decision rather than
    being refused where it changes what was decided.
    """

    def __init__(self, connection: Connection, log: ChangeLog, projection: Projection, kinds: Kinds) -> None:
        self.connection = connection
        self.log = log
        self.projection = projection
        self.kinds = kinds
        self._drafts: set[str] | None = None
        self._known: dict[str, str] | None = None
        self.changes: set[tuple[str, UUID]] = set()
        self.ends_undo = False
        self.reopens = False
        self.erased: list[tuple[UUID, str, int | None]] = []
        self.withdrawn: list[int] = []

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
            raise self_link()

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

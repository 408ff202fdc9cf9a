"""The one way to write: inside a transaction records are made, changed, deleted, restored, linked and released."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.domain.values import from_json, to_json
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import duplicates, local, releasing
from trygg_desktop.workspace.kinds import KindTable
from trygg_desktop.workspace.linking import Linking
from trygg_desktop.workspace.log import ERASED

LARGEST_ATTACHMENT = 25 * 2**20
"""Bytes."""


class Transaction(Linking):
    """What can be done to records; everything in it is kept together, or nothing is."""

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
            self._make_way(table, record)
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

    def change(self, id: UUID, /, **values: Any) -> UUID:
        """Other values for some fields of a record; those that are the same already are left alone.

        Returns:
            Its id, another one where it is known by what it says and now says something else.

        Raises:
            UserError: there is no such record or field, a value can't be read, or it would say what another says.
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
        given = self._following(table, before, given) | given
        if table.kind.about.follows_key:
            now = self.as_given(table, before)
            if (known := self._known_anew(table, id, now, given)) is not None:
                return self._become(table, id, known, now, given)
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
        return id

    def _following(self, table: KindTable, before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        """What follows from new values; see `Record.following`."""
        known = {name: from_json(table.fields[name], v) for name, v in before.items() if name in table.fields}
        return table.kind.following(known, given)

    def twin(self, id: UUID, **values: Any) -> UUID | None:
        """Another record that is here and known by what this one would say with these values."""
        table = self.table_of(id)
        known = self._known_anew(table, id, self.as_given(table, self.log.values(id.hex)), values)
        there = known is not None and self._log_knows(known.hex) and self.log.is_alive(known.hex)
        return known if there else None

    def _known_anew(
        self, table: KindTable, id: UUID, now: dict[str, Any], given: dict[str, Any]
    ) -> UUID | None:
        """The id of a record that is known by what it says, where that changes; nothing where it stays what it is."""
        if all(given.get(name, now.get(name)) == now.get(name) for name in table.kind.about.natural_key):
            return None
        known = table.kind.natural_id(now | given)
        return known if known != id else None

    def _become(
        self, table: KindTable, id: UUID, known: UUID, now: dict[str, Any], given: dict[str, Any]
    ) -> UUID:
        """The same record under the id that its new values make, on every laptop the same.

        To keep the old id would leave that to be taken for what the record no longer says, by whoever writes or
        imports it, while what it says now would be counted twice when another writes it too.
        """
        draft = self.is_draft(id.hex)
        if self._log_knows(known.hex):
            self._refuse_taken(known, draft)
        values = now | given
        written = {name: value for name, value in values.items() if value is not None}
        self.create(table.kind, id=known, draft=draft, **written)
        if self.is_draft(known.hex) and not draft:
            releasing.share(self, known)
        duplicates.take_the_place(self, known, id)
        local.move_scratch(self.connection, id.hex, known.hex)
        return self.change(known, **{field.name: values.get(field.name) for field in table.columns})

    def _refuse_taken(self, known: UUID, draft: bool) -> None:
        if self.log.is_alive(known.hex):
            raise UserError(
                "known-already",
                N_(
                    "There is already a record of the same thing, so this one was not changed. "
                    "Change the other one instead, or delete it first if this is the one to keep."
                ),
            )
        if draft and not self.is_draft(known.hex):
            raise UserError(
                "known-before",
                N_(
                    "There was a record of the same thing, which is deleted, so this draft was not changed. "
                    "Restore that one and change it, or release the draft first."
                ),
            )

    def _make_way(self, table: KindTable, id: UUID) -> None:
        """What is here under an id but says something else by now goes where it belongs, before the id is used."""
        if table.kind.about.follows_key and self.log.is_alive(id.hex):
            now = self.as_given(table, self.log.values(id.hex))
            belongs = table.kind.natural_id(now)
            if belongs is not None and belongs != id:
                self._become(table, id, belongs, now, {})

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

    def merge(self, keep: UUID, gone: UUID) -> UUID:
        """Two records of the same thing become one, whose id is told; see `duplicates.merge`."""
        return duplicates.merge(self, keep, gone)

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

"""Takes any table into any kind of record, and knows the rows that were taken in before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from uuid6 import uuid7

from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.values import fold
from trygg_desktop.errors import UserError
from trygg_desktop.formats import mapping as columns
from trygg_desktop.formats.decided import sparing_decided
from trygg_desktop.formats.importing import (
    EVERY,
    Addition,
    ImportPlan,
    PossibleDuplicate,
    Problem,
    Progress,
    Update,
    silent,
)
from trygg_desktop.formats.rows import RowReader, left_out, missing, shifted
from trygg_desktop.formats.tables import Row, Table, as_text, read_table
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace

Values = dict[str, Any]
_TOLD_BY_CONTENT = frozenset({"media_type", "size", "hash"})
"""What is known of a document from its content, whatever a table says."""


def plan(
    workspace: Workspace,
    kind: type[Record],
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """What importing a table as records of a kind will do.

    A row is a record that is here when it has its id or natural key, or, for things that go by name
    (stakeholders, districts, presence actions), its name; then the row's values replace those kept.
    Of other kinds only a row that says nothing new is known again. An empty cell changes nothing.

    Args:
        mapping: column to field, where the user chose otherwise than is proposed.

    Raises:
        UserError: the file can't be read, no column holds what the records are called by, or a
            mapping names a column or field that is not there.
    """
    offered = columns.targets(kind)
    table = read_table(path, columns.recognises(offered), kind.about.name)
    chosen = columns.mapping_for(workspace, kind.about.name, table.columns, offered, mapping or {})
    _require_naming(kind, table, chosen)
    taker = _Taker(workspace, kind, table, chosen)
    for done, row in enumerate(table.rows, start=1):
        taker.take(row)
        if done % EVERY == 0:
            progress(done, len(table.rows))
    drawn = ImportPlan(
        N_("Import table"),
        path.name,
        additions=tuple(taker.additions),
        updates=tuple(taker.updates.values()),
        skipped=taker.skipped,
        problems=tuple(taker.problems),
        warnings=(left_out(table),) if table.sheets_left_out else (),
        possible_duplicates=tuple(taker.twins),
        kind=kind,
        table=table,
        mapping=chosen,
        targets=offered,
        memory={columns.memory_key(kind.about.name, table.columns): chosen} if mapping else {},
    )
    return sparing_decided(workspace, drawn)


def _require_naming(kind: type[Record], table: Table, mapping: Mapping[str, str]) -> None:
    naming = kind.fields()[kind.about.naming]
    if naming.name not in mapping.values() and "id" not in mapping.values():
        raise UserError(
            "no-name-column",
            N_("No column in “{name}” goes into “{field}”. Its columns are: {columns}."),
            file=table.file,
            name=table.file,
            field=naming.label,
            columns=", ".join(table.columns),
        )


class _Taker:
    """Takes rows one by one and tells additions, changes and twins."""

    def __init__(
        self, workspace: Workspace, kind: type[Record], table: Table, mapping: Mapping[str, str]
    ) -> None:
        self.additions: list[Addition] = []
        self.updates: dict[UUID, Update] = {}
        self.problems: list[Problem] = []
        self.twins: list[PossibleDuplicate] = []
        self.skipped = 0
        self._workspace = workspace
        self._table = table
        self._different = workspace.different_pairs()
        self._kind = kind
        self._naming = kind.about.naming
        self._goes_by_name = self._naming == "name" and not kind.fields()["name"].personal
        self._reader = RowReader(workspace, kind, table.columns, mapping)
        self._columns = {target: column for column, target in mapping.items()}
        self._id_at = next((at for at, c in enumerate(table.columns) if mapping.get(c) == "id"), None)
        self._here = self._read_all()
        self._by_name: dict[str, list[UUID]] = {}
        for id, values in self._here.items():
            self._by_name.setdefault(self._name_key(values), []).append(id)
        self._seen: dict[UUID, int] = {}
        self._planned: dict[UUID, Values] = {}
        self._new: dict[int, UUID] = {}
        """The ids that rows have got beforehand, so that others can point at them."""
        self._announce()

    def _announce(self) -> None:
        """Lets rows name each other, as an item names the one that it was carried over from."""
        kind = self._kind.about.name
        named = next(
            (at for at, c in enumerate(self._table.columns) if c == self._columns.get(self._naming)), None
        )
        if named is None or not any(field.target == kind for field in self._reader.fields):
            return
        for row in self._table.rows:
            name = as_text(row.cells[named])
            id = _uuid(as_text(row.cells[self._id_at])) if self._id_at is not None else None
            if not name or id in self._here or (id is None and self._reader.names.find(kind, name)):
                continue
            natural = self._kind.natural_id(self._with_slug({self._naming: name}))
            self._new[row.number] = id or natural or UUID(int=uuid7().int)
            self._reader.names.announce(kind, name, self._new[row.number])

    def take(self, row: Row) -> None:
        """One row: new, known with other values, known as it is, or a problem."""
        if row.number in self._table.shifted:
            self.problems.append(shifted(row, self._table))
            return
        before = len(self.problems)
        id = self._read_id(row)
        values = self._reader.read(row, self.problems, self._here.get(id) if id else None)
        if len(self.problems) > before:
            return
        if self._kind is Attachment:
            values = {name: value for name, value in values.items() if name not in _TOLD_BY_CONTENT}
        if id not in self._here and not values.get(self._naming):
            field = self._kind.fields()[self._naming]
            self.problems.append(missing(field, row.number, self._columns.get(self._naming, field.title)))
            return
        if id is None and (lacks := self._lacks(row, values)):
            self.problems.append(lacks)
            return
        id = id or self._recognise(row, values)
        if len(self.problems) > before:
            return
        if id in self._here:
            self._change(row, id, values)
        else:
            self._add(row, id, values)

    # Which record a row is

    def _read_all(self) -> dict[UUID, Values]:
        names = [field.name for field in self._kind.fields().values() if field.name != "draft"]
        found = self._workspace.rows(self._kind, names)
        return {id: dict(zip(names, cells, strict=True)) for id, *cells in found}

    def _read_id(self, row: Row) -> UUID | None:
        text = as_text(row.cells[self._id_at]) if self._id_at is not None else ""
        if not text:
            return None
        column = self._columns["id"]
        id = _uuid(text)
        if id is None:
            self.problems.append(Problem(row.number, column, _("“{text}” is no id.", text=text[:60])))
            return None
        known = id not in self._here and self._workspace.kind_of(id)
        if known and known is not self._kind:
            message = _("This is the id of another kind of record: {kind}.", kind=known.about.title)
            self.problems.append(Problem(row.number, column, message))
        elif id in self._seen:
            message = _("The same id stands in row {row}.", row=self._seen[id])
            self.problems.append(Problem(row.number, column, message))
        self._seen.setdefault(id, row.number)
        return id

    def _recognise(self, row: Row, values: Values) -> UUID | None:
        natural = self._kind.natural_id(values)
        if natural:
            return natural
        same_name = self._by_name.get(self._name_key(values), [])
        for id in same_name:
            if id not in self._seen and self._says_nothing_new(id, values):
                return id
        if not self._goes_by_name or not same_name:
            return None
        if len(same_name) > 1:
            name = str(values[self._naming])
            message = _("Several here are called “{text}”. Write the id of the one meant.", text=name)
            self.problems.append(Problem(row.number, self._columns[self._naming], message))
        return same_name[0]

    def _lacks(self, row: Row, values: Values) -> Problem | None:
        """What is known by what it says, such as a figure by its period, would be another one on each laptop."""
        names = self._kind.key_lacks(values) if self._kind.about.follows_key else ()
        if not names:
            return None
        field = self._kind.fields()[names[0]]
        message = _(
            "“{field}” is missing. By it both laptops know that it is the same, and count it once.",
            field=field.title,
        )
        return Problem(row.number, self._columns.get(field.name, field.title), message)

    def _name_key(self, values: Values) -> str:
        return fold(str(values.get(self._naming) or ""))

    def _says_nothing_new(self, id: UUID, values: Values) -> bool:
        return not self._news(self._here[id], values)

    def _news(self, here: Values, values: Values) -> Values:
        fields = self._kind.fields()
        return {name: value for name, value in values.items() if not _equal(fields[name], here[name], value)}

    # What it adds

    def _change(self, row: Row, id: UUID, values: Values) -> None:
        self._seen[id] = row.number
        news = self._news(self._here[id], values)
        if not news:
            self.skipped += 1
            return
        if id in self._planned:
            self._planned[id].update(news)
            self.skipped += 1
            return
        earlier = self.updates.get(id)
        merged = (earlier.values if earlier else {}) | news
        self.updates[id] = Update(id, self._kind, merged, row.number)

    def _add(self, row: Row, id: UUID | None, values: Values) -> None:
        if self._kind is Attachment:
            message = _("A document comes with its content: put it on its record instead.")
            self.problems.append(Problem(row.number, self._columns.get(self._naming, ""), message))
            return
        values = self._with_slug(values)
        id = id or self._kind.natural_id(values) or self._new.get(row.number) or UUID(int=uuid7().int)
        self._seen[id] = row.number
        self._ask_about_twins(id, values)
        self.additions.append(Addition(id, self._kind, values, row.number))
        self._planned[id] = values
        self._here[id] = {name: values.get(name) for name in self._kind.fields()}
        if self._goes_by_name:
            # A second row with the name is the same thing and not another one
            self._by_name.setdefault(self._name_key(values), []).append(id)

    def _ask_about_twins(self, id: UUID, values: Values) -> None:
        if self._kind.fields()[self._naming].kind is not FieldKind.TEXT:
            return
        for other in self._by_name.get(self._name_key(values), ()):
            if frozenset((id, other)) not in self._different:
                why = _("Both are called {name}.", name=str(values[self._naming]))
                self.twins.append(PossibleDuplicate(id, other, why))

    def _with_slug(self, values: Values) -> Values:
        """A district is the same on both laptops by its key, so a new one gets it from its name."""
        if "slug" not in self._kind.about.natural_key or values.get("slug"):
            return values
        from trygg_desktop.formats.places import slug

        return values | {"slug": slug(values["name"])}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _equal(field: Field, here: Any, value: Any) -> bool:
    if here in (None, "", ()):
        return value is False and field.kind is FieldKind.BOOL
    if field.many:
        return set(here) == set(value)
    if isinstance(here, str) and isinstance(value, str):
        return " ".join(here.split()) == " ".join(value.split())
    return bool(here == value)

"""What a field is: described once, where it stands, and read by form, list, search, history, import and print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Float, Integer, String, Uuid
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field as SqlField

from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

_order = count()


class FieldKind(StrEnum):
    """How a value is written, shown and compared."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"
    BOOL = "bool"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    DURATION = "duration"
    REFERENCE = "reference"
    REFERENCES = "references"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    COLOR = "color"
    FILE = "file"
    JSON = "json"


TEXTUAL = frozenset(
    {FieldKind.TEXT, FieldKind.PARAGRAPH, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL, FieldKind.COLOR}
)


class Choice(StrEnum):
    """Options of a choice field: each a stable English value and a label that is translated when shown."""

    _label: str

    def __new__(cls, value: str, label: str = "") -> Choice:
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label or value
        return member

    @property
    def label(self) -> str:
        """The option as people read it."""
        return _(self._label)

    @property
    def sign(self) -> str:
        """The option where there is room for a sign only."""
        return self.label


class Moment(TypeDecorator[datetime]):
    """A moment, kept as UTC text to the second (`2026-11-22T14:03:00Z`), handed out with its time zone."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def moment_text(moment: datetime) -> str:
    """A moment as the file keeps it. A naive moment is an error: nobody can say when it was."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Field:
    """Everything the program knows about one field of a kind of record.

    `label`, `help` and `section` are marked texts; the properties `title` and `hint` give them translated.
    `personal` marks what can identify a living person: never in a public briefing. `leaders_only` marks working
    notes that leave the two leaders in no other edition.
    `year` marks a whole number that is written without blanks between its thousands.
    `target` is the kind a reference points to; empty means any kind.
    `empty` is what an empty value means, a marked text; `instead` names the field that says why there is no value.
    """

    kind: FieldKind
    label: str
    help: str = ""
    section: str = ""
    name: str = ""
    order: int = 0
    options: type[Choice] | None = None
    target: str = ""
    default: Any = None
    required: bool = False
    listed: bool = False
    searchable: bool = False
    personal: bool = False
    leaders_only: bool = False
    internal: bool = False
    year: bool = False
    empty: str = ""
    instead: str = ""

    @property
    def title(self) -> str:
        """The label in the chosen language."""
        return _(self.label)

    @property
    def hint(self) -> str:
        """The help text in the chosen language."""
        return _(self.help)

    @property
    def means_when_empty(self) -> str:
        """What an empty value means in the chosen language; nothing where it means that nobody has said."""
        return _(self.empty) if self.empty else ""

    @property
    def many(self) -> bool:
        """Whether the values live as links and not in a column."""
        return self.kind is FieldKind.REFERENCES

    @property
    def textual(self) -> bool:
        """Whether the value is text a person wrote."""
        return self.kind in TEXTUAL


_COLUMN_TYPES: dict[FieldKind, Any] = {
    FieldKind.BOOL: Boolean,
    FieldKind.INTEGER: Integer,
    FieldKind.NUMBER: Float,
    FieldKind.DATE: Date,
    FieldKind.DATETIME: Moment,
    FieldKind.DURATION: Integer,
    FieldKind.REFERENCE: Uuid,
    FieldKind.JSON: JSON,
}


def _column(kind: FieldKind, label: str, **facts: Any) -> Any:
    field = Field(kind=kind, label=label, order=next(_order), **facts)
    return SqlField(
        default=field.default,
        nullable=True,
        sa_type=_COLUMN_TYPES.get(kind, String),
        sa_column_kwargs={"info": {"field": field}},
    )


def text(label: str, *, required: bool = False, searchable: bool = True, **facts: Any) -> Any:
    """One line of text."""
    return _column(FieldKind.TEXT, label, required=required, searchable=searchable, **facts)


def paragraph(label: str, *, required: bool = False, searchable: bool = True, **facts: Any) -> Any:
    """Text of any length."""
    return _column(FieldKind.PARAGRAPH, label, required=required, searchable=searchable, **facts)


def choice(label: str, options: type[Choice], *, default: Choice | None = None, **facts: Any) -> Any:
    """One of a few options, kept as its plain value: an option from a newer program is shown as it is."""
    return _column(
        FieldKind.CHOICE, label, options=options, default=None if default is None else str(default), **facts
    )


def flag(label: str, *, default: bool = False, **facts: Any) -> Any:
    """Yes or no."""
    return _column(FieldKind.BOOL, label, default=default, **facts)


def integer(label: str, **facts: Any) -> Any:
    """A whole number."""
    return _column(FieldKind.INTEGER, label, **facts)


def number(label: str, **facts: Any) -> Any:
    """A number with decimals."""
    return _column(FieldKind.NUMBER, label, **facts)


def day(label: str, **facts: Any) -> Any:
    """A date, without a time of day."""
    return _column(FieldKind.DATE, label, **facts)


def moment(label: str, **facts: Any) -> Any:
    """A date and a time of day: UTC in the file, Swedish time on screen and paper."""
    return _column(FieldKind.DATETIME, label, **facts)


def duration(label: str, **facts: Any) -> Any:
    """A length of time, in minutes."""
    return _column(FieldKind.DURATION, label, **facts)


def reference(label: str, target: str = "", **facts: Any) -> Any:
    """One other record, which may not have arrived yet."""
    return _column(FieldKind.REFERENCE, label, target=target, **facts)


def email(label: str, **facts: Any) -> Any:
    """An e-mail address."""
    return _column(FieldKind.EMAIL, label, **({"searchable": True} | facts))


def phone(label: str, **facts: Any) -> Any:
    """A telephone number, as people write it."""
    return _column(FieldKind.PHONE, label, **({"searchable": True} | facts))


def url(label: str, **facts: Any) -> Any:
    """A web address."""
    return _column(FieldKind.URL, label, **facts)


def color(label: str, **facts: Any) -> Any:
    """A colour, as #rrggbb."""
    return _column(FieldKind.COLOR, label, **facts)


def structure(label: str, **facts: Any) -> Any:
    """Something with parts of its own, such as the borders of a district."""
    return _column(FieldKind.JSON, label, **facts)


class References:
    """A field of several references. The values live as links, so that two people's additions unite."""

    def __init__(self, field: Field) -> None:
        self.field = field

    def __set_name__(self, owner: type, name: str) -> None:
        self.field = replace(self.field, name=name)

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        values: tuple[UUID, ...] = instance._references.get(self.field.name, ())
        return values


def references(label: str, target: str = "", **facts: Any) -> Any:
    """Several other records; declared as `districts: ClassVar[References] = references(…)`."""
    return References(
        Field(kind=FieldKind.REFERENCES, label=label, target=target, order=next(_order), **facts)
    )


def with_names(columns: Iterable[Any]) -> list[Field]:
    """The fields carried by a table's columns, each with its column's name."""
    return [replace(column.info["field"], name=column.name) for column in columns if "field" in column.info]


PROTECTION_SECTION = N_("Protection")

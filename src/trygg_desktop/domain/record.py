"""What every record has, and what a kind of record tells about itself."""

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import PrivateAttr
from sqlalchemy import Uuid
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field as SqlField
from sqlmodel import SQLModel

from trygg_desktop.domain.fields import (
    PROTECTION_SECTION,
    Choice,
    Field,
    References,
    choice,
    day,
    flag,
    text,
    with_names,
)
from trygg_desktop.i18n import N_, _

SCHEMA = 1
"""The number of today's field descriptions, written with each change so that a later program can read it."""

warnings.filterwarnings("ignore", 'Field name "title" in .* shadows', UserWarning)
# A kind may name itself by a field `title`; asking such a record for its title then gives that field, as it should.

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:trygg:kinds")


class Protection(Choice):
    """How far a record may be spread (domain glossary, *Protection and openness*)."""

    OPEN = "open", N_("Open")
    INTERNAL = "internal", N_("Internal")
    PROTECTED = "protected", N_("Marked confidential")


def is_confidential(level: str | None) -> bool:
    """Whether a record of this level is confidential; so is one of a level that this program does not know."""
    return level not in (Protection.OPEN, Protection.INTERNAL)


class Audience(Choice):
    """Whom a briefing is made for."""

    PUBLIC = "public", N_("The public")
    COUNCIL = "council", N_("The council")
    LEADERS = "leaders", N_("The two leaders")

    def may_see(self, protection: str | None) -> bool:
        """Whether a record with this protection may be in a briefing for this audience.

        A level that this program does not know is treated as protected.
        """
        if protection == Protection.OPEN:
            return True
        if protection == Protection.INTERNAL:
            return self is not Audience.PUBLIC
        return self is Audience.LEADERS

    def may_read(self, field: Field) -> bool:
        """Whether a field of a record that may be seen may be read: personal data and working notes may not."""
        if field.leaders_only:
            return self is Audience.LEADERS
        return not (field.personal and self is Audience.PUBLIC)


@dataclass(frozen=True, slots=True)
class About:
    """What a kind of record is called and how it behaves; the rest stands on its fields.

    Args:
        name: the kind in English, as the command line writes it (`presence-action`).
        label, plural: the kind in marked text, one and several.
        new: what beginning one is called, whole (`New decision`): languages inflect the adjective after the noun.
        noun: one of them inside a sentence, in marked text.
        naming: the field a record is called by.
        icon: a Phosphor icon's name.
        order: the fields a list is sorted by, `-` before a name for newest or largest first.
        natural_key: fields whose values make the id, so that the same thing made on two laptops is one.
        follows_key: whether it gets another id when these are changed later. Not where other ids are made of its
            own, as those of figures are of their indicator's: it goes on being what it was first called. Nor where
            it says something of a person: to erase it must reach all that it ever said.
        starts_as_draft: whether a new one stays on this laptop until it is released.
        side_kind: not on any page of its own: a part of other records, such as a link.
    """

    name: str
    label: str
    plural: str
    new: str = ""
    noun: str = ""
    naming: str = "name"
    icon: str = "file"
    order: tuple[str, ...] = ()
    natural_key: tuple[str, ...] = ()
    follows_key: bool = False
    roles: tuple[str, ...] = ("related",)
    starts_as_draft: bool = False
    side_kind: bool = False

    @property
    def title(self) -> str:
        """One of them, in the chosen language."""
        return _(self.label)

    @property
    def titles(self) -> str:
        """Several of them, in the chosen language."""
        return _(self.plural)

    @property
    def several(self) -> str:
        """Several of them inside a sentence, in the chosen language."""
        return self.titles[:1].lower() + self.titles[1:]


class Record(SQLModel):
    """The fields that every kind has. A kind is a subclass with `table=True` and an `about`."""

    model_config = {"defer_build": True}
    about: ClassVar[About]

    id: UUID | None = SqlField(default=None, primary_key=True, sa_type=Uuid)
    protection: str | None = choice(
        N_("Protection"),
        Protection,
        default=Protection.INTERNAL,
        section=PROTECTION_SECTION,
        help=N_("Internal does not prevent the document from being public. Confidential needs a ground."),
    )
    ground: str | None = text(
        N_("Ground"),
        section=PROTECTION_SECTION,
        searchable=False,
        help=N_(
            "The provision the marking rests on, such as OSL 18:2. A marking is a warning, not a decision."
        ),
    )
    marked_on: date | None = day(N_("Marked on"), section=PROTECTION_SECTION)
    marked_by: str | None = text(N_("Marked by"), section=PROTECTION_SECTION, searchable=False, personal=True)
    review_on: date | None = day(
        N_("Review on"),
        section=PROTECTION_SECTION,
        help=N_("The day when someone decides whether this is still needed or should be erased."),
    )
    draft: bool | None = flag(N_("Draft"), section=PROTECTION_SECTION, internal=True)

    _references: dict[str, tuple[UUID, ...]] = PrivateAttr(default_factory=dict)

    def __init_subclass__(cls, **facts: Any) -> None:
        """Gives each kind a registry of its own: SQLAlchemy makes all kinds of one ready when one is first read."""
        super().__init_subclass__(**facts)
        cls._sa_registry = registry()

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        return cls.about.name.replace("-", "_")

    @classmethod
    def fields(cls) -> dict[str, Field]:
        """The kind's own fields in the order they stand, then those that every record has."""
        return _fields(cls)

    @classmethod
    def natural_id(cls, values: dict[str, Any]) -> UUID | None:
        """The id that these values make, or nothing where the kind has no natural key or a part is missing."""
        parts = [values.get(name) for name in cls.about.natural_key]
        if not parts or any(part in (None, "") for part in parts):
            return None
        return natural_id(cls.about.name, *parts)

    @classmethod
    def key_lacks(cls, values: dict[str, Any]) -> tuple[str, ...]:
        """The fields of the natural key that are empty and without which there is no such id."""
        key = cls.about.natural_key
        whole = dict.fromkeys(key, "?") | {name: values[name] for name in key if values.get(name)}
        return tuple(
            name for name in key if not values.get(name) and cls.natural_id({**whole, name: None}) is None
        )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Fields that follow from these values and are filled in where nothing is written in them."""
        return {}

    @classmethod
    def following(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """What else changes in a record that gets other values: fields that followed from those, or were empty.

        What somebody wrote in them by hand stays. Where a new value is written from which nothing can be told, what
        followed from the old one is emptied: it would be of another time than the record says.

        Args:
            before: what the record says now.
            given: the fields that are written.
        """
        followed = {name for name, value in cls.derived(dict(before)).items() if before.get(name) == value}
        fresh = cls.derived(dict(given))
        found = {name: value for name, value in fresh.items() if name in followed or before.get(name) is None}
        rewritten = any(
            value is not None and cls.derived({name: before.get(name)}) for name, value in given.items()
        )
        if rewritten:
            found |= dict.fromkeys(followed - fresh.keys())
        return {name: value for name, value in found.items() if name not in given}

    @property
    def title(self) -> str:
        """What the record is called; of a longer text its first line. Empty where nothing is written yet."""
        return headline(getattr(self, self.about.naming, None))

    def with_references(self, values: dict[str, tuple[UUID, ...]]) -> Self:
        """The same record, knowing its fields of several references."""
        self._references = values
        return self


def headline(value: Any, length: int = 80) -> str:
    """What a text is called: its first line, shortened at a word."""
    if not isinstance(value, str):
        return ""
    line = value.strip().partition("\n")[0]
    return (
        line if len(line) <= length else (line[: length - 2].rpartition(" ")[0] or line[: length - 2]) + " …"
    )


def natural_id(kind: str, *parts: Any) -> UUID:
    """The id of a thing that is the same wherever it is made."""
    return uuid5(_NAMESPACE, json.dumps([kind, *[str(part) for part in parts]], ensure_ascii=False))


@cache
def _fields(kind: type[Record]) -> dict[str, Field]:
    columns = with_names(kind.__table__.columns)  # type: ignore[attr-defined]
    several = [
        value.field
        for owner in kind.__mro__
        for value in vars(owner).values()
        if isinstance(value, References)
    ]
    common = {name for name, value in Record.model_fields.items()}
    ordered = sorted([*columns, *several], key=lambda field: (field.name in common, field.order))
    return {field.name: field for field in ordered}

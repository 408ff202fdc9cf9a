"""One value of a field: as the file keeps it, as people read it on screen and paper, and how it is sorted."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from trygg_desktop import i18n
from trygg_desktop.domain.fields import Field, FieldKind, moment_text
from trygg_desktop.i18n import _


def to_json(field: Field, value: Any) -> Any:
    """The value as the change log keeps it: plain JSON."""
    if value is None:
        return None
    match field.kind:
        case FieldKind.REFERENCE:
            return value.hex
        case FieldKind.DATE:
            return value.isoformat()
        case FieldKind.DATETIME:
            return moment_text(value)
        case _:
            return str(value) if field.kind is FieldKind.CHOICE else value


def from_json(field: Field, stored: Any) -> Any:
    """The value that `to_json` was given. What can't be read (from a newer program) is handed out as it is."""
    if stored is None:
        return None
    try:
        match field.kind:
            case FieldKind.REFERENCE:
                return UUID(stored)
            case FieldKind.DATE:
                return date.fromisoformat(stored)
            case FieldKind.DATETIME:
                return datetime.fromisoformat(stored)
            case _:
                return stored
    except (ValueError, TypeError, AttributeError):
        return stored


_COLUMN_SHAPES: dict[FieldKind, tuple[type, ...]] = {
    FieldKind.BOOL: (bool,),
    FieldKind.INTEGER: (int,),
    FieldKind.DURATION: (int,),
    FieldKind.NUMBER: (int, float),
}
_READERS: dict[FieldKind, Callable[[str], Any]] = {
    FieldKind.REFERENCE: UUID,
    FieldKind.DATE: date.fromisoformat,
    FieldKind.DATETIME: datetime.fromisoformat,
}


def json_to_column(field: Field, stored: Any) -> Any:
    """The value as the kind's table keeps it, from the log's form.

    What a newer program wrote in another shape becomes empty here; the log still holds it.
    """
    if stored is None:
        return None
    if field.kind is FieldKind.JSON:
        return json.dumps(stored, ensure_ascii=False, sort_keys=True)
    if shapes := _COLUMN_SHAPES.get(field.kind):
        fits = isinstance(stored, shapes) and not (isinstance(stored, int) and abs(stored) >= 2**63)
        return stored if fits else None
    if not isinstance(stored, str):
        return None
    if reader := _READERS.get(field.kind):
        try:
            reader(stored)
        except ValueError:
            return None
    return stored


def from_column(field: Field, stored: Any) -> Any:
    """The value from the kind's table."""
    if stored is None:
        return None
    if field.kind is FieldKind.JSON:
        return json.loads(stored)
    if field.kind is FieldKind.BOOL:
        return bool(stored)
    return from_json(field, stored)


def show(field: Field, value: Any, *, titles: dict[UUID, str] | None = None) -> str:
    """The value as people read it; references by the titles given, else calmly as "not here yet"."""
    if value is None or value == "":
        return ""
    if field.many:
        return ", ".join(_title(each, titles) for each in value)
    match field.kind:
        case FieldKind.CHOICE:
            return option_label(field, value)
        case FieldKind.BOOL:
            return _("Yes") if value else _("No")
        case FieldKind.DATE if isinstance(value, date):
            return i18n.short_date(value)
        case FieldKind.DATETIME if isinstance(value, datetime):
            return i18n.date_and_clock(value)
        case FieldKind.DURATION if isinstance(value, int):
            return minutes(value)
        case FieldKind.INTEGER | FieldKind.NUMBER if isinstance(value, (int, float)):
            return str(value) if field.year else i18n.number(int(value) if value == int(value) else value)
        case FieldKind.REFERENCE if isinstance(value, UUID):
            return _title(value, titles)
        case FieldKind.JSON:
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def _title(id: UUID, titles: dict[UUID, str] | None) -> str:
    return (titles or {}).get(id) or _("not here yet")


def option_label(field: Field, value: str) -> str:
    """An option as people read it; one from a newer program as it is."""
    try:
        return field.options(value).label if field.options else str(value)
    except ValueError:
        return str(value)


def minutes(length: int) -> str:
    """`45 min`, `2 h`, `2 h 30 min`."""
    hours, rest = divmod(length, 60)
    if not hours:
        return _("{minutes} min", minutes=rest)
    if not rest:
        return _("{hours} h", hours=hours)
    return _("{hours} h {minutes} min", hours=hours, minutes=rest)


_LETTERS_AFTER_Z = str.maketrans({"å": "\x7b", "ä": "\x7c", "æ": "\x7c", "ö": "\x7d", "ø": "\x7d"})


def sort_key(text: str | None) -> str | None:
    """A text as Swedish sorts it: without case, å ä ö after z, other accents as their plain letters.

    SQLite itself sorts Ärla before Åsa and can't lower Å.
    """
    if text is None:
        return None
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS_AFTER_Z)
    if lowered.isascii():
        return lowered
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in plain if not unicodedata.combining(c))


def fold(text: str) -> str:
    """A text stripped of case, blanks and all accents, to see whether two names are written alike."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())

"""What people write, read as values: dates in words, decimal commas, labels of options in either language."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from trygg_desktop import i18n
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import HOME, N_

_YES = {"ja", "j", "yes", "y", "true", "sant", "1", "x"}
_NO = {"nej", "n", "no", "false", "falskt", "0", ""}
_ISO_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SLASHED_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WORDED_DAY = re.compile(r"(?:[a-zåäö]+\s+)?(\d{1,2})\s+([a-zåäö]+)\.?(?:\s+(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?")
_HOURS_AND_MINUTES = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:t|tim|h|timmar|hours?)\.?)?\s*(?:(\d+)\s*(?:m|min|minuter|minutes?)\.?)?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), start=1
    )
    for name in names.split()
}
_LARGEST = 1e308
_BLANKS = str.maketrans({"\u00a0": None, "\u202f": None, " ": None, "\u2212": "-"})


def parse(field: Field, written: Any, *, today: date | None = None) -> Any:
    """The value of what a person, a file or a program wrote.

    Args:
        field: the field it is meant for.
        written: text, or a value of the right type already.
        today: what a date without a year, or a word such as "i morgon", counts from.

    Raises:
        UserError: it can't be read as this kind of value; names the field.
    """
    if written is None or (isinstance(written, str) and not written.strip()):
        return None
    if field.many:
        several = written if isinstance(written, (list, tuple, set, frozenset)) else [written]
        return tuple(_reference(field, each) for each in several)
    if isinstance(written, str):
        bare = clean(written).strip("\ufeff \t\n")
        return _PARSERS.get(field.kind, _text)(field, bare, today) if bare else None
    return _typed(field, written)


def _typed(field: Field, value: Any) -> Any:
    match field.kind:
        case FieldKind.DATE if isinstance(value, datetime):
            return i18n.local(value).date() if value.tzinfo else value.date()
        case FieldKind.DATE if isinstance(value, date):
            return value
        case FieldKind.DATETIME if isinstance(value, datetime):
            aware = value if value.tzinfo else value.replace(tzinfo=HOME)
            return aware.astimezone(UTC).replace(microsecond=0)
        case FieldKind.BOOL if isinstance(value, (bool, int)):
            return bool(value)
        case FieldKind.INTEGER | FieldKind.DURATION if isinstance(value, (int, float)):
            return _whole(field, value)
        case FieldKind.NUMBER if isinstance(value, (int, float)) and not isinstance(value, bool):
            if abs(value) < _LARGEST:  # no number at all is not less than anything either
                return float(value)
        case FieldKind.REFERENCE if isinstance(value, UUID):
            return value
        case FieldKind.JSON:
            return _plain(field, value)
        case _ if field.textual or field.kind is FieldKind.CHOICE:
            number_written_plainly = isinstance(value, float) and value.is_integer()
            return parse(field, str(int(value) if number_written_plainly else value))
    raise _unreadable(field, value)


def _whole(field: Field, value: float) -> int:
    if abs(value) <= 2**53 and value == int(value):
        return int(value)
    raise _unreadable(field, value)


def _plain(field: Field, value: Any) -> Any:
    """A structure as it will be when it is read again: lists for tuples, texts for keys."""
    try:
        return json.loads(clean(json.dumps(value, ensure_ascii=False, allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise _unreadable(field, value) from error


def _unreadable(field: Field, written: object) -> UserError:
    return UserError(
        "unreadable-value",
        N_("“{written}” can't be read as {what}. Write it another way; nothing was changed."),
        written=str(written)[:60],
        what=_KIND_NAMES[field.kind],
        column=field.name,
    )


_KIND_NAMES = {
    FieldKind.TEXT: N_("text"),
    FieldKind.PARAGRAPH: N_("text"),
    FieldKind.CHOICE: N_("one of the options"),
    FieldKind.BOOL: N_("yes or no"),
    FieldKind.INTEGER: N_("a whole number"),
    FieldKind.NUMBER: N_("a number"),
    FieldKind.DATE: N_("a date such as 2026-12-03"),
    FieldKind.DATETIME: N_("a date and time such as 2026-12-03 13:00"),
    FieldKind.DURATION: N_("a length of time such as 2 h 30 min"),
    FieldKind.REFERENCE: N_("a record"),
    FieldKind.REFERENCES: N_("a record"),
    FieldKind.EMAIL: N_("an e-mail address"),
    FieldKind.PHONE: N_("a telephone number"),
    FieldKind.URL: N_("a web address"),
    FieldKind.COLOR: N_("a colour such as #0b5f74"),
    FieldKind.FILE: N_("a file"),
    FieldKind.JSON: N_("JSON"),
}


_NEW_LINE = re.compile("\r\n?|[\v\f\u2028\u2029]")


def clean(written: str) -> str:
    """Text without characters that no file can keep, its letters composed (`å`, never `a` and a ring), and a new line
    written in one way wherever the text comes from."""
    if not written.isprintable():
        written = _NEW_LINE.sub("\n", written)
        written = "".join(c for c in written if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return written if written.isascii() else unicodedata.normalize("NFC", written)


def _text(field: Field, written: str, today: date | None) -> str:
    return written


def _email(field: Field, written: str, today: date | None) -> str:
    address = written.removeprefix("mailto:")
    if not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", address):
        raise _unreadable(field, written)
    return address


def _color(field: Field, written: str, today: date | None) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", written):
        raise _unreadable(field, written)
    return written.lower()


def _choice(field: Field, written: str, today: date | None) -> str:
    if field.options is None:
        return written
    wanted = written.casefold()
    for option in field.options:
        names = {option.value.casefold(), option._label.casefold()}
        for each in i18n.LANGUAGES:
            with i18n.in_language(each):
                names.add(option.label.casefold())
        if wanted in names:
            return option.value
    raise UserError(
        "no-such-option",
        N_("“{written}” is not one of the options: {options}. Nothing was changed."),
        written=written[:60],
        options=", ".join(option.value for option in field.options),
        column=field.name,
    )


def _bool(field: Field, written: str, today: date | None) -> bool:
    word = written.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise _unreadable(field, written)


def _decimal(field: Field, written: str) -> float:
    bare = written.translate(_BLANKS)
    if "," in bare and "." in bare:
        bare = bare.replace("." if bare.rindex(",") > bare.rindex(".") else ",", "")
    try:
        return float(bare.replace(",", "."))
    except ValueError as error:
        raise _unreadable(field, written) from error


def _number(field: Field, written: str, today: date | None) -> float:
    value = _decimal(field, written)
    if value != value or value in (float("inf"), float("-inf")):
        raise _unreadable(field, written)
    return value


def _integer(field: Field, written: str, today: date | None) -> int:
    return _whole(field, _number(field, written, today))


def _duration(field: Field, written: str, today: date | None) -> int:
    if clock := _CLOCK.fullmatch(written):
        return int(clock[1]) * 60 + int(clock[2])
    if (parts := _HOURS_AND_MINUTES.fullmatch(written.casefold())) and any(parts.groups()):
        hours = float((parts[1] or "0").replace(",", "."))
        return _whole(field, round(min(hours, 2.0**53) * 60) + int(parts[2] or 0))
    return _integer(field, written, today)


def _day(field: Field, written: str, today: date | None) -> date:
    word = written.casefold()
    if today is not None:
        steps = {
            "idag": 0,
            "i dag": 0,
            "today": 0,
            "imorgon": 1,
            "i morgon": 1,
            "tomorrow": 1,
            "igår": -1,
            "i går": -1,
        }
        if word in steps:
            return today + timedelta(days=steps[word])
    try:
        if (found := _ISO_DAY.fullmatch(word)) or (
            found := _ISO_DAY.match(word) if "t" in word or " " in word else None
        ):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SLASHED_DAY.fullmatch(word):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDED_DAY.fullmatch(word)) and found[2][:3] in _MONTHS:
            year = int(found[3]) if found[3] else (today.year if today else 0)
            return date(year, _MONTHS[found[2][:3]], int(found[1]))
    except ValueError as error:
        raise _unreadable(field, written) from error
    raise _unreadable(field, written)


def _moment(field: Field, written: str, today: date | None) -> datetime:
    try:
        return _typed(field, datetime.fromisoformat(written))  # type: ignore[no-any-return]
    except OverflowError as error:
        raise _unreadable(field, written) from error
    except ValueError:
        pass
    before, _blank, after = written.replace(" kl.", "").replace(" kl", "").rpartition(" ")
    clock = _CLOCK.fullmatch(after)
    try:
        day = _day(field, before if clock else written, today)
        hour, minute = map(int, clock.group(1, 2)) if clock else (0, 0)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HOME).astimezone(UTC)
    except (ValueError, OverflowError, UserError) as error:
        raise _unreadable(field, written) from error


def _reference(field: Field, written: Any, today: date | None = None) -> UUID:
    if isinstance(written, UUID):
        return written
    try:
        return UUID(str(written))
    except ValueError as error:
        raise _unreadable(field, written) from error


def _json(field: Field, written: str, today: date | None) -> Any:
    try:
        return _plain(field, json.loads(written))
    except ValueError as error:
        raise _unreadable(field, written) from error


_PARSERS: dict[FieldKind, Any] = {
    FieldKind.EMAIL: _email,
    FieldKind.COLOR: _color,
    FieldKind.CHOICE: _choice,
    FieldKind.BOOL: _bool,
    FieldKind.INTEGER: _integer,
    FieldKind.NUMBER: _number,
    FieldKind.DURATION: _duration,
    FieldKind.DATE: _day,
    FieldKind.DATETIME: _moment,
    FieldKind.REFERENCE: _reference,
    FieldKind.JSON: _json,
}

"""Reads people from vCards (.vcf), versions 2.1 to 4, one or many in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trygg_desktop.formats import received
from trygg_desktop.formats.importing import Problem
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from pathlib import Path

_BEGINS = re.compile(r"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_ENDS = re.compile(r"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_LEFT_OUT = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE)\b[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)
"""Pictures, sounds and keys: nothing that is kept here, and often what a reader stumbles over."""
_NOT_PEOPLE = re.compile(r"^KIND\s*:\s*(?:group|location)\s*$", re.IGNORECASE | re.MULTILINE)
_AT_HOME = {"home", "fax", "pager"}


@dataclass(frozen=True, slots=True)
class Card:
    """One person: the line on which the card begins, and what it says by field name."""

    number: int
    values: dict[str, str]


def read_cards(path: Path, problems: list[Problem]) -> list[Card]:
    """The cards in a file. One that can't be read becomes a problem with its first line's number.

    Raises:
        UserError: the file holds no card, or breaks off within one.
    """
    text = received.read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    cards = []
    for number, source in _sources(text, path):
        try:
            values = _values(_parsed(source))
        except Exception:  # the reader lets any fault of its parts come through
            problems.append(Problem(number, "VCARD", _("The card can't be read.")))
            continue
        cards.append(Card(number, values))
    return cards


def _sources(text: str, path: Path) -> Iterator[tuple[int, str]]:
    begins = [match.start() for match in _BEGINS.finditer(text)]
    if not begins:
        raise received.refused(path, "no-cards", N_("There are no vCards in “{name}”."))
    for start, stop in zip(begins, [*begins[1:], len(text)], strict=True):
        source = text[start:stop]
        end = _ENDS.search(source)
        if end is None:
            raise received.truncated(path)
        blank = len(source) - len(source.lstrip())
        card = _LEFT_OUT.sub("", source[: end.end()].strip() + "\n")
        if not _NOT_PEOPLE.search(card):
            yield text.count("\n", 0, start + blank) + 1, card


def _parsed(source: str) -> Any:
    import vobject

    return vobject.readOne(source, allowQP=True, ignoreUnreadable=True)


def _values(card: Any) -> dict[str, str]:
    lines: dict[str, list[Any]] = {}
    for line in card.getChildren():
        lines.setdefault(line.name.upper(), []).append(line)
    organisation = _organisation(lines.get("ORG", []))
    telephones = lines.get("TEL", [])
    values = {
        "name": _name(lines),
        "organisation": organisation[0] if organisation else "",
        "unit": ", ".join(organisation[1:]),
        "role": _first(lines.get("TITLE", [])) or _first(lines.get("ROLE", [])),
        "email": _at_work(lines.get("EMAIL", [])).removeprefix("mailto:"),
        "mobile": _telephone([line for line in telephones if "cell" in _types(line)]),
        "phone": _telephone([line for line in telephones if not _types(line) & {"cell", *_AT_HOME}]),
        "address": _address([line for line in lines.get("ADR", []) if "home" not in _types(line)]),
        "notes": "\n".join(_text(line) for line in lines.get("NOTE", [])),
    }
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _name(lines: dict[str, list[Any]]) -> str:
    full = _first(lines.get("FN", []))
    if full or not lines.get("N"):
        return full
    name = lines["N"][0].value
    if isinstance(name, str):
        family, given, *_rest = [*name.split(";"), "", ""]
        return f"{given} {family}".strip()
    return " ".join(part for part in map(_joined, (name.given, name.additional, name.family)) if part)


def _organisation(lines: list[Any]) -> list[str]:
    if not lines:
        return []
    value = lines[0].value
    parts = value if isinstance(value, list) else str(value).split(";")
    return [part.strip() for part in parts if part.strip()]


def _address(lines: list[Any]) -> str:
    for line in lines:
        value = line.value
        if isinstance(value, str):
            parts = value.split(";")[2:6]
            return "\n".join(part.strip() for part in parts if part.strip())
        town = f"{_joined(value.code)} {_joined(value.city)}".strip()
        written = "\n".join(part for part in (_joined(value.box), _joined(value.street), town) if part)
        if written:
            return written
    return ""


def _telephone(lines: list[Any]) -> str:
    number = _at_work(lines)
    return re.sub(r"^tel:", "", number, flags=re.IGNORECASE).split(";")[0]


def _at_work(lines: list[Any]) -> str:
    """The preferred value, else one marked as work's, else the first."""
    ranked = sorted(lines, key=lambda line: ("pref" not in _types(line), "work" not in _types(line)))
    return _first(ranked)


def _types(line: Any) -> set[str]:
    given = [word for value in line.params.get("TYPE", []) for word in value.split(",")]
    preferred = ["pref"] if "PREF" in line.params else []
    return {word.strip().casefold() for word in [*given, *line.singletonparams, *preferred]}


def _first(lines: list[Any]) -> str:
    return next((text for line in lines if (text := _text(line))), "")


def _text(line: Any) -> str:
    return _joined(line.value).replace("\r\n", "\n").strip()


def _joined(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(str(part) for part in value if part).strip()
    return str(value or "").strip()

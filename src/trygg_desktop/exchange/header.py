"""What stands signed at the head of a sealed file: from whom it is, for whom, and how its body must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from trygg_desktop.exchange import refusals
from trygg_desktop.exchange.canonical import canonical, parse_strictly
from trygg_desktop.exchange.keys import LARGEST_NUMBER, is_group, is_identity

FORMAT = 1
MOST_RECIPIENTS = 64


@dataclass(frozen=True, slots=True)
class Header:
    """What the sender signed.

    Args:
        to: the identities it is meant for, the sender left out, in order.
        number: the sender's own count of what they have sent.
        facts: what the merge needs to know (base, vector, lanes, chain, erasures …), JSON without fractions.
        raw_length: bytes of the body unpacked.
        body_hash: BLAKE2b of the body as packed.
        keys_hash: `keys_hash()` of the keys it was sealed to.
    """

    format: int
    group: str
    sender: int
    to: tuple[int, ...]
    number: int
    facts: dict[str, Any]
    raw_length: int
    body_hash: str
    keys_hash: str


def parsed(text: bytes) -> dict[str, Any]:
    """What a header claims before anybody has looked at the signature. Raises UserError."""
    try:
        claimed = parse_strictly(text)
    except ValueError:
        raise refusals.malformed() from None
    if not isinstance(claimed, dict):
        raise refusals.malformed()
    return claimed


def header_of(claimed: dict[str, Any], signed: bytes) -> Header:
    """The header that was signed, if it is written in the one right way. Raises UserError."""
    try:
        if canonical(claimed) != signed:
            raise ValueError("written in more than one way")
        return read(claimed)
    except ValueError:
        raise refusals.malformed() from None


def as_json(header: Header) -> dict[str, Any]:
    """The header as it is written."""
    return {
        "format": header.format,
        "group": header.group,
        "from": header.sender,
        "to": list(header.to),
        "number": header.number,
        "facts": header.facts,
        "length": header.raw_length,
        "body": header.body_hash,
        "keys": header.keys_hash,
    }


_FIELDS = frozenset({"format", "group", "from", "to", "number", "facts", "length", "body", "keys"})


def read(claimed: dict[str, Any]) -> Header:
    """The header as values of the right types. Raises ValueError."""
    to = claimed.get("to")
    sound = (
        claimed.keys() == _FIELDS
        and claimed["format"] == FORMAT
        and type(claimed["format"]) is int
        and is_group(claimed["group"])
        and is_identity(claimed["from"])
        and isinstance(to, list)
        and 1 <= len(to) <= MOST_RECIPIENTS
        and all(map(is_identity, to))
        and to == sorted(set(to))
        and _is_count(claimed["number"])
        and isinstance(claimed["facts"], dict)
        and _is_count(claimed["length"])
        and _is_hash(claimed["body"])
        and _is_hash(claimed["keys"])
    )
    if not sound:
        raise ValueError("not a header of this format")
    return Header(
        format=claimed["format"],
        group=claimed["group"],
        sender=claimed["from"],
        to=tuple(claimed["to"]),
        number=claimed["number"],
        facts=claimed["facts"],
        raw_length=claimed["length"],
        body_hash=claimed["body"],
        keys_hash=claimed["keys"],
    )


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_NUMBER


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None

"""The card by which the two leaders' laptops get to know each other: as a file, as a text to paste, as a QR code.

A card alone can do nothing. Each opens the other's card and both read the same 30 digits to each other by
telephone; that shows that nobody has put a card of their own in between.
"""

from __future__ import annotations

import base64
import binascii
import io
import zlib
from dataclasses import dataclass
from hashlib import sha512
from typing import TYPE_CHECKING, Any

from trygg_desktop.domain.ed25519 import is_signed
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.canonical import canonical, parse_strictly
from trygg_desktop.exchange.keys import PrivateKeys, PublicKeys, is_group, is_identity
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from segno import QRCode

FORMAT = 1
EXTENSION = ".tryggkort"
LARGEST_CARD = 4096
LARGEST_LANE = 2**23 - 1
LONGEST_NAME = 120
_DOMAIN = b"trygg card 1\0"
_DIGITS_DOMAIN = b"trygg digits 1\0"
_TEXT_BEGINS = "TRYGG:"
_LONGEST_TEXT = 4 * LARGEST_CARD
_ROUNDS = 5200  # makes it slow to search for a card that gives the same digits
_GROUPS_OF_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Card:
    """Who someone is, on which laptop, with which keys; signed with the very keys it shows.

    Args:
        identity: the person's number in the exchange.
        lane: the number of the laptop that the person writes on.
        group: the joint work that the workspace belongs to until the two have met.
        demo: whether the card is of the demo council, which never meets a real one.
    """

    identity: int
    lane: int
    group: str
    name: str
    side: Side
    keys: PublicKeys
    demo: bool
    signature: bytes

    @classmethod
    def made(
        cls, keys: PrivateKeys, *, identity: int, lane: int, group: str, name: str, side: Side, demo: bool
    ) -> Card:
        """One's own card. Raises UserError without a name that can be shown, ValueError on nonsense."""
        name = " ".join(name.split())
        if not _is_name(name):
            raise UserError(
                "card-without-name",
                N_(
                    "The card needs a name that the other leader recognises, at most {longest} characters. "
                    "No card was made. Write your name and make the card again."
                ),
                longest=LONGEST_NAME,
            )
        unsigned = cls(identity, lane, group, name, side, keys.public, demo, b"")
        card = cls(
            identity, lane, group, name, side, keys.public, demo, keys.sign(_DOMAIN + unsigned._said())
        )
        _read(parse_strictly(card.to_bytes()))
        return card

    def _content(self) -> dict[str, Any]:
        return {
            "trygg-card": FORMAT,
            "identity": self.identity,
            "lane": self.lane,
            "group": self.group,
            "name": self.name,
            "side": self.side.value,
            "signing": base64.b64encode(self.keys.signing).decode(),
            "recipient": self.keys.recipient,
            "demo": self.demo,
        }

    def _said(self) -> bytes:
        return canonical(self._content())

    def to_bytes(self) -> bytes:
        """The card as a small file."""
        signature = base64.b64encode(self.signature).decode()
        return canonical({**self._content(), "signature": signature})

    @classmethod
    def from_bytes(cls, data: bytes, *, file: str | None = None) -> Card:
        """The card in a file. Raises UserError when it is none, is damaged or is of a newer version."""
        if len(data) > LARGEST_CARD:
            raise _not_a_card(file)
        try:
            content = parse_strictly(data)
        except ValueError:
            raise _not_a_card(file) from None
        if not isinstance(content, dict) or type(content.get("trygg-card")) is not int:
            raise _not_a_card(file)
        if content["trygg-card"] > FORMAT:
            raise _newer_card(file)
        try:
            card = _read(content)
        except (ValueError, TypeError):
            raise _damaged_card(file) from None
        if not is_signed(_DOMAIN + card._said(), card.signature, card.keys.signing):
            raise _damaged_card(file)
        return card

    def to_text(self) -> str:
        """The card as one line of letters and digits that survives mail, chat and a QR code."""
        return _TEXT_BEGINS + _as_letters(zlib.compress(self.to_bytes(), 9))

    @classmethod
    def from_text(cls, text: str) -> Card:
        """The card in a pasted text: line breaks, blanks and small letters do no harm. Raises UserError."""
        _before, begins, packed = "".join(text[:_LONGEST_TEXT].upper().split()).partition(_TEXT_BEGINS)
        if not begins or len(text) > _LONGEST_TEXT:
            raise _not_a_card(None)
        try:
            raw = base64.b32decode(packed + "=" * (-len(packed) % 8))
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(raw, LARGEST_CARD)
        except (binascii.Error, ValueError, zlib.error):
            raise _damaged_card(None) from None
        if not unpacker.eof or _as_letters(raw) != packed:  # the last letter has room for more than it says
            raise _damaged_card(None)
        return cls.from_bytes(data)

    @property
    def file_name(self) -> str:
        """A name for the file that says nothing about the person."""
        return f"trygg-kort-{self.identity % 16**6:06x}{EXTENSION}"


def _as_letters(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=")


def qr(card: Card) -> QRCode:
    """The card as a QR code: about 75 modules a side; give each at least three pixels and keep the white border."""
    import segno

    return segno.make_qr(card.to_text(), error="m", boost_error=False)


def qr_matrix(card: Card) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, True for dark, without the white border of four modules that a reader needs."""
    return tuple(tuple(bool(module) for module in row) for row in qr(card).matrix)


def qr_svg(card: Card) -> bytes:
    """The QR code as a drawing, dark on white whatever the colours of the window."""
    out = io.BytesIO()
    qr(card).save(out, kind="svg", border=4, dark="#000", light="#fff")
    return out.getvalue()


def qr_png(card: Card, *, module: int = 6) -> bytes:
    """The QR code as a picture, with so many pixels a module."""
    out = io.BytesIO()
    qr(card).save(out, kind="png", border=4, scale=module, dark="#000", light="#fff")
    return out.getvalue()


def digits(one: Card, other: Card) -> str:
    """The 30 digits over both cards that both leaders see alike: six groups of five, about 100 bits."""
    cards = [card._content() for card in sorted((one, other), key=lambda card: (card.identity, card._said()))]
    told = canonical([cards, min(one.group, other.group)])
    stretched = _DIGITS_DOMAIN + told
    for _round in range(_ROUNDS):
        stretched = sha512(stretched + told).digest()
    parts = (stretched[5 * place : 5 * place + 5] for place in range(_GROUPS_OF_DIGITS))
    return " ".join(f"{int.from_bytes(part, 'big') % 100_000:05d}" for part in parts)


def same_digits(typed: str, shown: str) -> bool:
    """Whether someone has typed the digits shown, with whatever blanks and hyphens between them."""
    return _bare(typed) == _bare(shown)


def _bare(text: str) -> str:
    return "".join(text.split()).translate({ord(dash): None for dash in "-‐‑–—"})


_FIELDS = frozenset(
    {"trygg-card", "identity", "lane", "group", "name", "side", "signing", "recipient", "demo", "signature"}
)


def _read(content: dict[str, Any]) -> Card:
    """The card as values of the right types. Raises ValueError or TypeError."""
    sound = (
        content.keys() == _FIELDS
        and content["trygg-card"] == FORMAT
        and is_identity(content["identity"])
        and type(content["lane"]) is int
        and 1 <= content["lane"] <= LARGEST_LANE
        and is_group(content["group"])
        and _is_name(content["name"])
        and type(content["demo"]) is bool
        and isinstance(content["recipient"], str)
    )
    if not sound:
        raise ValueError("not a card of this format")
    return Card(
        identity=content["identity"],
        lane=content["lane"],
        group=content["group"],
        name=content["name"],
        side=Side(content["side"]),
        keys=PublicKeys(base64.b64decode(content["signing"], validate=True), content["recipient"]),
        demo=content["demo"],
        signature=base64.b64decode(content["signature"], validate=True),
    )


def _is_name(value: object) -> bool:
    """Whether a name can be shown: nothing invisible in it that could make it read as another's."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _not_a_card(file: str | None) -> UserError:
    return UserError(
        "not-a-card",
        N_(
            "This is not a card from Trygg. Nothing was taken in. "
            "Ask the other leader for the file that ends in .tryggkort, or for the text that begins with TRYGG:."
        ),
        file=file,
    )


def _damaged_card(file: str | None) -> UserError:
    return UserError(
        "damaged-card",
        N_(
            "The card is not whole: something was lost or altered on the way. Nothing was taken in. "
            "Ask the other leader to send it again."
        ),
        file=file,
    )


def _newer_card(file: str | None) -> UserError:
    return UserError(
        "newer-card",
        N_(
            "The card was made by a newer version of Trygg. Nothing was taken in. "
            "Update Trygg and open the card again."
        ),
        file=file,
    )

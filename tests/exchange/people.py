"""The people of the tests about sealed files: two leaders, a third leader and a stranger; files they make."""

from __future__ import annotations

import struct
from hashlib import blake2b
from typing import Any

import pyrage
import zstandard

from trygg_desktop.errors import TryggError
from trygg_desktop.exchange import sealed
from trygg_desktop.exchange.header import Header
from trygg_desktop.exchange.keys import PrivateKeys, sealing_key
from trygg_desktop.i18n import sentence

GROUP = "k3v9q2m7xw4t"
ANNA, BO, EVA, STRANGER = 1001, 2**53 - 1, 3003, 4004
KEYS = {who: PrivateKeys.generate() for who in (ANNA, BO, EVA, STRANGER)}
BODY = b"".join(b'["stakeholder",%d,"name","Fritidsg\xc3\xa5rden"]\n' % n for n in range(300))


def signing_key_of(identity: int) -> bytes | None:
    """What Bo and Anna have confirmed: each other and Eva, never the stranger."""
    return None if identity == STRANGER or identity not in KEYS else KEYS[identity].public.signing


def seal(*, to: tuple[int, ...] = (BO,), sender: int = ANNA, **other: Any) -> bytes:
    """A file from Anna to Bo, unless said otherwise."""
    said: dict[str, Any] = {"group": GROUP, "number": 7, "facts": {"base": {"12": 3}}, "body": BODY} | other
    keys = said.pop("keys", KEYS[sender])
    return sealed.seal(keys, {who: KEYS[who].public.recipient for who in to}, sender=sender, **said)


def open_as(who: int, data: bytes, *, group: str = GROUP) -> tuple[Header, bytes]:
    """What someone sees who opens the file."""
    return sealed.open_sealed(data, KEYS[who], me=who, group=group, signing_key_of=signing_key_of)


def to_age(inner: bytes, *readers: int) -> bytes:
    """Any inside, sealed as anyone can who has seen the readers' cards."""
    keys = [sealing_key(KEYS[who].public.recipient) for who in readers]
    return sealed.MAGIC + bytes(pyrage.encrypt(inner, keys))


def inside(data: bytes, who: int) -> bytes:
    """What a reader finds under the seal."""
    return bytes(pyrage.decrypt(data[len(sealed.MAGIC) :], [KEYS[who].opening]))


def header(packed: bytes, **changes: Any) -> dict[str, Any]:
    """A lawful header from Anna to Bo over a packed body, with changes."""
    return {
        "format": 1,
        "group": GROUP,
        "from": ANNA,
        "to": [BO],
        "number": 7,
        "facts": {},
        "length": len(BODY),
        "body": blake2b(packed, digest_size=32).hexdigest(),
        "keys": "0" * 64,
    } | changes


def signed_by(who: int, header: bytes, packed: bytes) -> bytes:
    """A file to Bo with whatever header and body, truly signed: what a peer who means ill can send."""
    signature = KEYS[who].sign(sealed.DOMAIN + header)
    return to_age(struct.pack(">I", len(header)) + header + signature + packed, BO)


def packed(body: bytes = BODY) -> bytes:
    """A body as it travels."""
    return zstandard.ZstdCompressor().compress(body)


def told(error: TryggError) -> str:
    """The error's id, having made sure that its sentence can be shown."""
    assert "{" not in sentence(error)
    return error.id

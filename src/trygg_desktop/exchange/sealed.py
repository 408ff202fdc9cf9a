"""The sealed file that one leader sends the other: who sent it is signed inside, who may read it is sealed outside.

    file  = MAGIC | age to all recipients and the sender { inner }
    inner = length of header (4 bytes) | header (canonical JSON) | Ed25519 signature over DOMAIN + header | zstd body

The opener trusts nothing before it is checked, in this order: size, decryption, signature, format, group and
recipient, hash of the body, signed length; then it unpacks no more than the length that was signed.
"""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import pyrage
import zstandard

from trygg_desktop.domain.ed25519 import is_signed
from trygg_desktop.exchange import refusals
from trygg_desktop.exchange.keys import (
    LARGEST_NUMBER,
    SIGNATURE_LENGTH,
    PrivateKeys,
    is_group,
    is_identity,
    sealing_key,
)

FORMAT = 1
MAGIC = b"TRYGG-SEALED-1\n"
DOMAIN = b"trygg sealed file 1\0"
LARGEST_FILE = 64 << 20
LARGEST_BODY = 256 << 20
LARGEST_RATIO = 200
LARGEST_HEADER = 256 << 10
MOST_RECIPIENTS = 64
_LARGEST_WINDOW = 8 << 20
_LEVEL = 10  # larger windows than this level's 4 MB would make the file hardly smaller
_MAGIC_OF_ANY_FORMAT = re.compile(rb"TRYGG-SEALED-([0-9]{1,6})\n")
_AGE_BEGINS, _AGE_HEADER_ENDS = b"age-encryption.org/v1\n", b"\n--- "
_SKIPPED_FRAME = 0x184D2A50  # zstd readers pass over such a frame
_NO_KEY_FITS = "No matching keys found"  # age's own words: it tells this from damage in no other way

SigningKeyOf = Callable[[int], bytes | None]
"""The confirmed signing key of an identity, None when it is unknown; may raise a refusal of its own."""


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


def keys_hash(recipients: Mapping[int, str]) -> str:
    """A hash over who is to read a file and the age key of each."""
    return _hash(canonical(sorted(recipients.items())))


def seal(
    keys: PrivateKeys,
    recipients: Mapping[int, str],
    *,
    sender: int,
    group: str,
    number: int,
    facts: dict[str, Any],
    body: bytes,
) -> bytes:
    """A new sealed file, to be opened by the recipients (identity to age recipient) and by the sender.

    Raises UserError when it would be more than the receiver takes in, ValueError when it says nonsense.
    """
    if len(body) > LARGEST_BODY:
        raise refusals.too_much()
    packed = _pack(body)
    header = Header(
        format=FORMAT,
        group=group,
        sender=sender,
        to=tuple(sorted(set(recipients) - {sender})),
        number=number,
        facts=facts,
        raw_length=len(body),
        body_hash=_hash(packed),
        keys_hash=keys_hash(recipients),
    )
    signed = canonical(_as_json(header))
    if len(signed) > LARGEST_HEADER:
        raise refusals.too_much()
    _read(parse_strictly(signed))
    inner = struct.pack(">I", len(signed)) + signed + keys.sign(DOMAIN + signed) + packed
    readers = sorted({*recipients.values(), keys.public.recipient})
    file: bytes = MAGIC + pyrage.encrypt(inner, [sealing_key(reader) for reader in readers])
    if len(file) > LARGEST_FILE:
        raise refusals.too_much()
    return file


def open_sealed(
    data: bytes, keys: PrivateKeys, *, me: int, group: str, signing_key_of: SigningKeyOf
) -> tuple[Header, bytes]:
    """The header and the body of a file sealed to me by someone whose key I have confirmed.

    Raises UserError; `newer-format` alone means that the file is to be kept for a later version.
    """
    header, packed = _checked(data, keys, me=me, group=group, signing_key_of=signing_key_of)
    return header, _unpack(packed, header.raw_length)


def read_header(
    data: bytes, keys: PrivateKeys, *, me: int, group: str, signing_key_of: SigningKeyOf
) -> Header:
    """As `open_sealed`, all checks made but the body left packed: what a list of waiting files shows."""
    header, _packed = _checked(data, keys, me=me, group=group, signing_key_of=signing_key_of)
    return header


def looks_complete(data: bytes) -> bool:
    """Whether a file begins as a sealed one and its outer header is all there: false for one half copied."""
    return _MAGIC_OF_ANY_FORMAT.match(data) is not None and _AGE_HEADER_ENDS in data[:LARGEST_HEADER]


def _checked(
    data: bytes, keys: PrivateKeys, *, me: int, group: str, signing_key_of: SigningKeyOf
) -> tuple[Header, bytes]:
    signed, signature, packed = _split(_decrypted(data, keys))
    claimed = _parsed(signed)
    sender: Any = claimed.get("from")
    if not is_identity(sender):
        raise refusals.malformed()
    signing_key = signing_key_of(sender)
    if signing_key is None:
        raise refusals.unknown_sender()
    if not is_signed(DOMAIN + signed, signature, signing_key):
        raise refusals.bad_signature()
    # From here the sender answers for what the header says; still, nothing in it is taken on trust
    if type(claimed.get("format")) is int and claimed["format"] > FORMAT:
        raise refusals.newer_format()
    header = _header(claimed, signed)
    if header.group != group:
        raise refusals.other_group()
    if me not in header.to and me != sender:
        raise refusals.resealed()
    if _hash(packed) != header.body_hash:
        raise refusals.body_altered()
    if header.raw_length > min(LARGEST_BODY, LARGEST_RATIO * len(packed)):
        raise refusals.unpacks_too_large()
    return header, packed


def _decrypted(data: bytes, keys: PrivateKeys) -> bytes:
    if len(data) > LARGEST_FILE:
        raise refusals.too_large(LARGEST_FILE >> 20)
    magic = _MAGIC_OF_ANY_FORMAT.match(data)
    if magic is None:
        raise refusals.damaged() if data and MAGIC.startswith(data) else refusals.not_a_sealed_file()
    if int(magic[1]) > FORMAT:
        raise refusals.newer_format()
    if magic[0] != MAGIC:
        raise refusals.not_a_sealed_file()
    sealed = data[len(MAGIC) :]
    if not sealed.startswith(_AGE_BEGINS) or _AGE_HEADER_ENDS not in sealed[:LARGEST_HEADER]:
        raise refusals.damaged()
    try:
        inner: bytes = pyrage.decrypt(sealed, [keys.opening])
        return inner
    except pyrage.DecryptError as error:
        raise (refusals.not_for_this_laptop() if str(error) == _NO_KEY_FITS else refusals.damaged()) from None


def _split(inner: bytes) -> tuple[bytes, bytes, bytes]:
    if len(inner) < 4:
        raise refusals.malformed()
    (length,) = struct.unpack_from(">I", inner)
    begins, ends = 4 + length, 4 + length + SIGNATURE_LENGTH
    if length > LARGEST_HEADER or len(inner) < ends:
        raise refusals.malformed()
    return inner[4:begins], inner[begins:ends], inner[ends:]


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        claimed = parse_strictly(text)
    except ValueError:
        raise refusals.malformed() from None
    if not isinstance(claimed, dict):
        raise refusals.malformed()
    return claimed


def _header(claimed: dict[str, Any], signed: bytes) -> Header:
    try:
        if canonical(claimed) != signed:
            raise ValueError("written in more than one way")
        return _read(claimed)
    except ValueError:
        raise refusals.malformed() from None


def _as_json(header: Header) -> dict[str, Any]:
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


def _read(claimed: dict[str, Any]) -> Header:
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


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=32).hexdigest()


def _pack(body: bytes) -> bytes:
    """The body as one zstd frame, padded where it shrinks so much that a receiver would take it for a bomb."""
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(body)
    lacking = -(-len(body) // LARGEST_RATIO) - len(packed)
    if lacking > 0:
        packed += struct.pack("<II", _SKIPPED_FRAME, lacking) + bytes(lacking)
    return packed


def _unpack(packed: bytes, length: int) -> bytes:
    """Exactly `length` bytes. What a frame says about its own size is never believed."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    try:
        with unpacker.stream_reader(io.BytesIO(packed)) as reader:
            body = reader.read(length + 1)
    except zstandard.ZstdError:
        raise refusals.malformed() from None
    if len(body) > length:
        raise refusals.unpacks_too_large()
    if len(body) < length:
        raise refusals.malformed()
    return body


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON, so that a signature or a hash over it means something.

    Raises ValueError on what cannot be written so.
    """
    try:
        return json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        ).encode()
    except (RecursionError, TypeError) as error:
        raise ValueError("cannot be written as JSON") from error


def parse_strictly(text: bytes) -> Any:
    """JSON without fractions, from someone who may wish us ill. Raises ValueError and nothing else."""
    try:
        return json.loads(text.decode(), parse_float=_no_fraction, parse_constant=_no_fraction)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _no_fraction(text: str) -> Any:
    raise ValueError(f"not a whole number: {text[:20]}")

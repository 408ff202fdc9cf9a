"""The sealed file that one leader sends the other: who sent it is signed inside, who may read it is sealed outside.

    file  = MAGIC | age to all recipients and the sender { inner }
    inner = length of header (4 bytes) | header (canonical JSON) | Ed25519 signature over DOMAIN + header | zstd body

The opener trusts nothing before it is checked, in this order: size, decryption, signature, format, group and
recipient, hash of the body, signed length; then it unpacks no more than the length that was signed.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import pyrage
import zstandard

from trygg_desktop.domain.ed25519 import is_signed
from trygg_desktop.exchange import refusals
from trygg_desktop.exchange.canonical import canonical, parse_strictly
from trygg_desktop.exchange.header import FORMAT, Header, as_json, header_of, parsed, read
from trygg_desktop.exchange.keys import (
    SIGNATURE_LENGTH,
    PrivateKeys,
    is_identity,
    sealing_key,
)

MAGIC = b"TRYGG-SEALED-1\n"
DOMAIN = b"trygg sealed file 1\0"
LARGEST_FILE = 64 << 20
LARGEST_BODY = 256 << 20
LARGEST_RATIO = 200
LARGEST_HEADER = 256 << 10
_LARGEST_WINDOW = 8 << 20
_LEVEL = 10  # larger windows than this level's 4 MB would make the file hardly smaller
_MAGIC_OF_ANY_FORMAT = re.compile(rb"TRYGG-SEALED-([0-9]{1,6})\n")
_AGE_BEGINS, _AGE_HEADER_ENDS = b"age-encryption.org/v1\n", b"\n--- "
_SKIPPED_FRAME = 0x184D2A50  # zstd readers pass over such a frame
_NO_KEY_FITS = "No matching keys found"  # age's own words: it tells this from damage in no other way

SigningKeyOf = Callable[[int], bytes | None]
"""The confirmed signing key of an identity, None when it is unknown; may raise a refusal of its own."""


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
    signed = canonical(as_json(header))
    if len(signed) > LARGEST_HEADER:
        raise refusals.too_much()
    read(parse_strictly(signed))
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


def looks_complete(data: bytes) -> bool:
    """Whether a file begins as a sealed one and its outer header is all there: false for one half copied."""
    return _MAGIC_OF_ANY_FORMAT.match(data) is not None and _AGE_HEADER_ENDS in data[:LARGEST_HEADER]


def _checked(
    data: bytes, keys: PrivateKeys, *, me: int, group: str, signing_key_of: SigningKeyOf
) -> tuple[Header, bytes]:
    signed, signature, packed = _split(_decrypted(data, keys))
    claimed = parsed(signed)
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
    header = header_of(claimed, signed)
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

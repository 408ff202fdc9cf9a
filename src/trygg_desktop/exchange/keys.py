"""The keys of one person: one pair to sign what they send, one pair to open what is sealed to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import RecipientError, x25519

SIGNING_KEY_LENGTH = 32
SIGNATURE_LENGTH = 64
LARGEST_NUMBER = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""
_GROUP = re.compile(r"[0-9a-z](?:[0-9a-z-]{0,62}[0-9a-z])?")


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know: the key that checks a signature, and the age recipient to seal to (`age1…`)."""

    signing: bytes
    recipient: str

    def __post_init__(self) -> None:
        if len(self.signing) != SIGNING_KEY_LENGTH:
            raise ValueError("a signing key has 32 bytes")
        sealing_key(self.recipient)


@dataclass(frozen=True)
class PrivateKeys:
    """What only their owner may have. The two parts are kept as they are in the encrypted workspace.

    Args:
        signing_secret: the Ed25519 key's 32 bytes.
        age_secret: the age x25519 key as text (`AGE-SECRET-KEY-1…`).
    """

    signing_secret: bytes = field(repr=False)
    age_secret: str = field(repr=False)

    @classmethod
    def generate(cls) -> PrivateKeys:
        """New keys from the system's own source of chance."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(x25519.Identity.generate()))

    @cached_property
    def public(self) -> PublicKeys:
        """The halves to give away."""
        return PublicKeys(self._signing.public_key().public_bytes_raw(), str(self.opening.to_public()))

    @cached_property
    def opening(self) -> x25519.Identity:
        """The key that opens what is sealed to its owner."""
        return x25519.Identity.from_str(self.age_secret)

    @cached_property
    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.signing_secret)

    def sign(self, message: bytes) -> bytes:
        """A signature of 64 bytes over the message."""
        return self._signing.sign(message)


def sealing_key(recipient: str) -> x25519.Recipient:
    """The age recipient as a key. Raises ValueError when the text is none."""
    try:
        return x25519.Recipient.from_str(recipient)
    except RecipientError as error:
        raise ValueError("not an age recipient") from error


def is_identity(value: object) -> bool:
    """Whether a value can be the number of a person: whole, 1 … 2^53 - 1."""
    return type(value) is int and 1 <= value <= LARGEST_NUMBER


def is_group(value: object) -> bool:
    """Whether a value can name a group: at most 64 small letters, digits and hyphens, safe in a file name."""
    return isinstance(value, str) and _GROUP.fullmatch(value) is not None

"""Whether someone signed a message: the one kind of signature that cards, sealed files and pictures carry."""

from __future__ import annotations


def is_signed(message: bytes, signature: bytes, signing_key: bytes) -> bool:
    """Whether the owner of an Ed25519 key signed this very message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

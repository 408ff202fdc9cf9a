"""The key to the workspace: made from a passphrase, kept by the system's key store, written on the recovery sheet."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import string
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_

SALT_BYTES = 16
KEY_BYTES = 32
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"[:31]
"""31 letters and digits that can't be mistaken for one another: 25 of them make about 124 bits."""
_PASSPHRASE_LENGTH = 25
_SERVICE = "Trygg Desktop"
_PAGE, _RESERVED, _IV = 4096, 80, 16
"""SQLCipher 4: 4096-byte pages that end in 16 bytes of initialisation vector and 64 of HMAC-SHA512."""


@dataclass(frozen=True, slots=True)
class Key:
    """The raw key of one workspace and the salt that its file begins with."""

    raw: bytes
    salt: bytes

    @classmethod
    def from_passphrase(cls, passphrase: str, salt: bytes) -> Key:
        """The key that a passphrase opens: scrypt with N = 2^17, r = 8, p = 1; takes about half a second."""
        raw = hashlib.scrypt(
            canonical(passphrase).encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28, dklen=KEY_BYTES
        )
        return cls(raw, salt)

    @classmethod
    def generate(cls) -> Key:
        """A key that no passphrase leads to."""
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES))

    @property
    def pragma(self) -> str:
        """The key in the form that SQLCipher takes without deriving anything."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def fits(self, file: Path) -> bool:
        """Whether any of the file's first pages was written with this key, even when others are damaged.

        Recomputes SQLCipher's page HMAC: its key is PBKDF2-SHA512 of the raw key over the salt XOR 0x3a,
        two rounds; it covers the page's text, its vector and its number.
        """
        mask = bytes(byte ^ 0x3A for byte in self.salt)
        hmac_key = hashlib.pbkdf2_hmac("sha512", self.raw, mask, 2, KEY_BYTES)
        with file.open("rb") as pages:
            for number in range(1, 65):
                page = pages.read(_PAGE)
                if len(page) < _PAGE:
                    return False
                text = page[SALT_BYTES if number == 1 else 0 : _PAGE - _RESERVED + _IV]
                wanted = hmac.new(hmac_key, text + number.to_bytes(4, "little"), "sha512").digest()
                if hmac.compare_digest(wanted, page[_PAGE - 64 :]):
                    return True
        return False


def read_salt(file: Path) -> bytes:
    """The file's first 16 bytes, which are the key's salt."""
    with file.open("rb") as content:
        return content.read(SALT_BYTES)


def new_salt() -> bytes:
    """A salt for a new file."""
    return secrets.token_bytes(SALT_BYTES)


def new_passphrase() -> str:
    """A generated passphrase: 25 characters in groups of five."""
    return _random(_PASSPHRASE_LENGTH)


def new_password() -> str:
    """A generated password for a single file, short enough for a text message: about 74 bits in groups of five."""
    return _random(15)


def _random(length: int) -> str:
    return _grouped("".join(secrets.choice(_ALPHABET) for _ in range(length)), 5)


def canonical(passphrase: str) -> str:
    """A passphrase as it was meant: a generated one without regard to case, blanks and dashes."""
    bare = "".join(passphrase.upper().replace("-", "").split())
    if len(bare) == _PASSPHRASE_LENGTH and set(bare) <= set(_ALPHABET):
        return _grouped(bare, 5)
    return unicodedata.normalize("NFC", passphrase.strip())


def check_strength(passphrase: str) -> None:
    """Accepts a passphrase of one's own when it would take long to guess.

    Raises:
        UserError: it is shorter than 16 characters, or made of few different ones.
    """
    meant = canonical(passphrase)
    if len(meant) < 16 or len(set(meant.casefold())) < 8:
        raise UserError(
            "weak-passphrase",
            N_(
                "The passphrase is too easy to guess. Use at least 16 characters, such as five unrelated words."
            ),
        )


def _grouped(text: str, size: int) -> str:
    return "-".join(text[start : start + size] for start in range(0, len(text), size))


def _check_character(group: str, position: int) -> str:
    """Shows every slip of one hexadecimal digit, every swap of two, and most groups out of order.

    Weighted sum modulo the prime 31: each digit's weight is its place, so none of those slips leaves it as it was.
    """
    digits = string.digits + string.ascii_uppercase
    total = sum(place * digits.find(letter) for place, letter in enumerate(group, start=1))
    return _ALPHABET[(total + 11 * position) % len(_ALPHABET)]


def with_check_characters(secret: str, size: int = 5) -> list[str]:
    """A secret in groups, each followed by one character that shows a slip of the pen."""
    bare = secret.replace("-", "")
    groups = [bare[start : start + size] for start in range(0, len(bare), size)]
    return [group + _check_character(group, position) for position, group in enumerate(groups, start=1)]


def without_check_characters(groups: list[str]) -> str:
    """The secret that `with_check_characters` wrote.

    Raises:
        UserError: a group was copied wrongly; names the group.
    """
    for position, group in enumerate(groups, start=1):
        if _check_character(group[:-1], position) != group[-1:]:
            raise UserError(
                "miscopied-group",
                N_("Group {position} is not copied right. Compare it with the sheet."),
                position=position,
            )
    return "".join(group[:-1] for group in groups)


def recovery_groups(key: Key) -> list[str]:
    """The raw key as the recovery sheet prints it."""
    return with_check_characters(key.raw.hex().upper(), 8)


def key_from_recovery_groups(written: str, salt: bytes) -> Key:
    """The key as someone copied it from the recovery sheet.

    Raises:
        UserError: a group is miscopied, or groups are missing.
    """
    groups = written.upper().replace("-", " ").split()
    raw = without_check_characters(groups)
    try:
        key = bytes.fromhex(raw)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise UserError(
            "miscopied-group", N_("The key has {wanted} groups. Compare it with the sheet."), wanted=8
        )
    return Key(key, salt)


class KeyStore:
    """The operating system's own store for keys (Credential Manager, Keychain, Secret Service)."""

    def load(self, salt: bytes) -> Key | None:
        """The key kept for the file with this salt, or nothing."""
        import keyring
        from keyring.errors import KeyringError

        try:
            kept = keyring.get_password(_SERVICE, salt.hex())
            return Key(bytes.fromhex(kept), salt) if kept else None
        except (KeyringError, ValueError, RuntimeError, OSError):
            return None

    def save(self, key: Key) -> bool:
        """Keeps the key; `False` where the system has no store or it is locked."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(_SERVICE, key.salt.hex(), key.raw.hex())
        except (KeyringError, RuntimeError, OSError):
            return False
        return True

    def forget(self, salt: bytes) -> None:
        """Takes the key away; nothing happens where there is none."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.delete_password(_SERVICE, salt.hex())
        except (KeyringError, RuntimeError, OSError):
            return


def locked() -> EnvironmentFault:
    """What is said when no key is at hand."""
    return EnvironmentFault(
        "locked",
        N_(
            "The workspace is locked and no passphrase was given. Nothing was changed. Give the "
            "passphrase and try again."
        ),
    )

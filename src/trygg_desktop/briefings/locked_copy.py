"""A copy of a briefing that opens with a password only, for mail that others may read on the way."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from trygg_desktop.workspace import MadeFile

SHORTEST = 12
"""Characters of a password that takes long enough to guess, where nothing slows the guessing down."""


def locked_copy(pdf: bytes, password: str) -> bytes:
    """The same pages encrypted (AES-256, PDF 2.0), still readable aloud and printable for whoever opens them.

    The copy is no archive file any more, since an archive file may not be encrypted, and no longer says it is one.

    Raises:
        UserError: the password is shorter than `SHORTEST` or holds characters that readers take differently, or the
            file is damaged or locked already.
    """
    import pikepdf

    check_password(password)
    made = BytesIO()
    try:
        source = pikepdf.open(BytesIO(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise UserError(
            "not-lockable",
            N_("The file can’t be locked: it is damaged, or has a password already. Nothing was made."),
        ) from error
    with source as opened:
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            for name in ("pdfaid:part", "pdfaid:conformance"):
                told.pop(name, None)
        opened.save(
            made,
            encryption=pikepdf.Encryption(
                user=password,
                owner=secrets.token_urlsafe(24),  # nobody needs to lift what nothing is barred by
                R=6,
                allow=pikepdf.Permissions(),
            ),
        )
    return made.getvalue()


def locked_entry(entry: MadeFile, copy: bytes) -> MadeFile:
    """The line in the register for a locked copy of the file that a line is for."""
    return replace(entry, fingerprint=hashlib.sha256(copy).hexdigest(), plain=entry.fingerprint)


def check_password(password: str) -> None:
    """Accepts a password that every reader takes alike and that is not guessed at once.

    Raises:
        UserError: it is too short, or has characters that can't be typed everywhere.
    """
    if len(password) < SHORTEST:
        raise UserError(
            "password-too-short",
            N_("The password has fewer than {shortest} characters. Nothing was made. Choose a longer one."),
            shortest=SHORTEST,
        )
    if not (password.isascii() and password.isprintable()):
        raise UserError(
            "password-not-typable",
            N_(
                "The password has characters that not every program takes alike. Nothing was made. "
                "Use letters a to z, figures and common signs."
            ),
        )

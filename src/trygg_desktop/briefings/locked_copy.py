"""A copy of a briefing that opens with a password only, for mail that others may read on the way."""

from __future__ import annotations

import secrets
from io import BytesIO

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_

SHORTEST = 12
"""Characters of a password that takes long enough to guess, where nothing slows the guessing down."""


def locked_copy(pdf: bytes, password: str) -> bytes:
    """The same pages encrypted (AES-256, PDF 2.0), still readable aloud and printable for whoever opens them.

    The copy is no archive file any more, since an archive file may not be encrypted, and no longer says it is one.

    Raises:
        UserError: the password is shorter than `SHORTEST` or holds characters that readers take differently.
    """
    import pikepdf

    check_password(password)
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
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

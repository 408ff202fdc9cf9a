"""Reads the password that a briefing is to open with, from a file that only its owner needs to see."""

from __future__ import annotations

from pathlib import Path

from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_


def password_in(file: Path, *, with_drafts: bool) -> str:
    """The password that stands in a file; blanks and line ends around it do not belong to it.

    Raises:
        UserError: the file can't be read.
        ProtectionRefused: it is wanted for a working copy, which is not handed out whatever it opens with.
    """
    if with_drafts:
        raise ProtectionRefused(
            "working-copy",
            N_("A working copy with drafts is not handed out, with a password or without. Nothing was made."),
        )
    try:
        return file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "no-password-file",
            N_("The file with the password can't be read. Nothing was made."),
            file=file.name,
        ) from error

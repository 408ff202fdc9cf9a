"""What a mail around a briefing is made of: the letter, the file, and its line in the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_desktop.briefings.correspondents import Correspondents, read_correspondents
from trygg_desktop.i18n import language

if TYPE_CHECKING:
    from trygg_desktop.briefings.covering_letter import Letter
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile, Workspace

__all__ = ["Correspondents", "heavy", "letter_for", "read_correspondents", "title_for", "write_mail"]


def title_for(made: Made, who: Correspondents) -> str:
    """What the briefing is called in the letter and in the text message."""
    from trygg_desktop.briefings.covering_letter import outward_title

    return outward_title(made.name, made.title, council=who.council, confidential=made.confidential)


def letter_for(made: Made, who: Correspondents, *, locked: bool) -> Letter:
    """The letter that is proposed."""
    from trygg_desktop.briefings.covering_letter import covering_letter

    title = title_for(made, who)
    return covering_letter(
        title,
        made.audience,
        council=who.council,
        sender=who.sender,
        locked=locked,
        about_a_person=made.request.person is not None,
    )


def heavy(size: int) -> tuple[str, ...]:
    """The sentence about a file that may be too large for mail; nothing where it is not."""
    from trygg_desktop.briefings.covering_letter import too_large

    told = too_large(size)
    return (told,) if told else ()


def write_mail(
    workspace: Workspace,
    path: Path,
    made: Made,
    *,
    to: Sequence[str],
    letter: Letter,
    password: str,
) -> tuple[Path, MadeFile]:
    """Writes the draft with the briefing attached, locked where there is a password, and notes it in the register.

    The attached file is called as the draft. The password is in neither of them. Another file of that name is left
    as it is, and the draft gets one that is free.

    Gives where the draft lies, and its line in the register.

    Raises:
        ProtectionRefused: it holds what is confidential and there is no password.
        UserError, EnvironmentFault: an address is none, or the draft can't be written there.
    """
    from trygg_desktop.briefings.covering_letter import see_that_it_may_be_mailed
    from trygg_desktop.briefings.locked_copy import locked_copy, locked_entry
    from trygg_desktop.exchange.laying import together
    from trygg_desktop.exchange.mail_draft import draft

    see_that_it_may_be_mailed(confidential=made.confidential, locked=bool(password))
    pdf = locked_copy(made.pdf, password) if password else made.pdf
    name = path.with_suffix(".pdf").name
    content = draft(to, letter.subject, letter.text, (name, pdf), language())
    entry = replace(made.entry(datetime.now(UTC)), mailed_to=tuple(to))
    if password:
        entry = locked_entry(entry, pdf)
    with together() as laid:
        (place,) = laid.lay([(path, content)], renamed=True)
        workspace.record_made(entry)
    return place, entry

"""What the mail around a briefing says, and the text message with its password; nothing of what is in it."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import ProtectionRefused
from trygg_desktop.i18n import N_, _, file_size


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's subject line and its text."""

    subject: str
    text: str


_MOST_MAILED = 10 * 10**6
_GROWS = 1.37
"""Base64 in lines: four signs for three bytes."""

_TITLED_BY_A_RECORD = frozenset({"picture", "district"})


def outward_title(name: str, title: str, *, council: str = "", confidential: int) -> str:
    """What a briefing is called where no password protects it: in a mail, a text message and a printer's queue.

    A title that is taken from a record, or holds the council's name, may be confidential as those are; then the
    file is called by its kind.

    Args:
        name, title: of the briefing, as the register has them.
        council: the council's name, where it may be told.
        confidential: how many of its records are.
    """
    from trygg_desktop.briefings.registry import BRIEFINGS

    if not confidential or (council and name not in _TITLED_BY_A_RECORD):
        return title
    return ", ".join(filter(None, (BRIEFINGS[name].title, council)))


_FOR_WHOM = {
    Audience.PUBLIC: N_("It is made for the public and may be passed on."),
    Audience.COUNCIL: N_("It is made for the members of the council. Please do not pass it on."),
    Audience.LEADERS: N_("It is made for the two leaders alone. Do not pass it on."),
}


def for_whom(audience: str, *, about_a_person: bool = False) -> str:
    """Whom a file is handed to: its audience, or the person whom an extract is about."""
    if about_a_person:
        return _("The person it is about")
    return Audience(audience).label if audience in set(Audience) else audience


def covering_letter(
    title: str,
    audience: Audience,
    *,
    council: str = "",
    sender: str = "",
    locked: bool = False,
    about_a_person: bool = False,
) -> Letter:
    """The mail that a briefing is attached to.

    Args:
        title: what the briefing is called on its first page.
        council, sender: names to sign with, where they are known.
        locked: the file opens with a password that goes another way.
        about_a_person: it goes to the person whom it is about, and not to those who made it.
    """
    whose = _("It tells what the council has noted about you.") if about_a_person else _(_FOR_WHOM[audience])
    words = [_("Hello,"), _("attached is “{title}”.", title=title) + " " + whose]
    if locked:
        words.append(_("The file opens with a password, which you will get in a text message."))
    signed = "\n".join(name for name in (sender, council) if name)
    words.append(_("Kind regards") + (f"\n{signed}" if signed else ""))
    subject = f"{council}: {title}" if council and council not in title else title
    return Letter(subject, "\n\n".join(words))


def text_message(title: str, password: str) -> str:
    """The text message that carries the password: what it opens, and the password alone on its line."""
    return _("The password to “{title}”:", title=title) + f"\n{password}"


def too_large(size: int) -> str:
    """What is said of a file that many mail servers refuse for its size; empty where it is smaller.

    Args:
        size: of the file, in bytes. In a mail it is a third larger.
    """
    if size * _GROWS <= _MOST_MAILED:
        return ""
    return _(
        "The file is {size}, and many mail servers take no more than {most} with everything around it.",
        size=file_size(size),
        most=file_size(_MOST_MAILED),
    )


def see_that_it_may_be_mailed(*, confidential: int, locked: bool) -> None:
    """Ordinary mail can be read on its way, so what is confidential goes only with a password.

    Raises:
        ProtectionRefused: some of its records are marked confidential and the file opens without a password.
    """
    if confidential and not locked:
        raise ProtectionRefused(
            "confidential-in-the-open",
            N_(
                "The file holds what is marked confidential, and ordinary mail can be read on its way. No e-mail was "
                "made. Make a copy with a password, or send it sealed on the page Exchange."
            ),
        )

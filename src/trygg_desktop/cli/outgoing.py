"""A file on its way out by e-mail: what the register knows of it, its letter, and what must be known of it first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.covering_letter import (
    Letter,
    covering_letter,
    outward_title,
    see_that_it_may_be_mailed,
    text_message,
    too_large,
)
from trygg_desktop.cli.before_it_leaves import before_it_leaves
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.cli.tables_told import Told
    from trygg_desktop.workspace import MadeFile, Workspace


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file that may go.

    Args:
        workspace: open where the file has pages, and may be in the register.
        content: what is attached: the file, or a locked copy of it.
        title: what it is called where anybody may read it.
        letter: the mail around it.
        lines: what is said of it before it goes, one sentence or two a line.
        entry: its line in the register, where it was made here.
        warnings: what was said of the briefing when it was made.
        current: whether the records still say the same; nothing where it was not made here.
        password: what the copy opens with, where it was locked just now.
    """

    workspace: Workspace | None
    content: bytes
    title: str
    letter: Letter
    lines: tuple[str, ...]
    entry: MadeFile | None = None
    warnings: tuple[str, ...] = ()
    current: bool | None = None
    password: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """What it is, for programs."""
        told: dict[str, Any] = {"briefing": None, "warnings": list(self.warnings), "current": self.current}
        if self.entry is not None:
            told["briefing"] = register_json(self.entry) | {"title": self.entry.title}
        if self.password:
            told |= {"password": self.password, "text_message": text_message(self.title, self.password)}
        return told

    def members(self, today: date) -> tuple[str, ...]:
        """The council's members whom the briefing is for.

        Raises:
            UserError: it is no briefing that was made here, or nobody who may get it has an address.
        """
        from trygg_desktop.briefings.correspondents import read_correspondents

        if self.workspace is None or self.entry is None:
            raise UserError(
                "no-briefing",
                N_("--to-members is for a briefing that is in the register. Give the addresses with --to."),
            )
        if self.entry.person is not None:
            raise UserError(
                "no-members",
                N_(
                    "The extract is for the person that it is about, not for members of the council. No e-mail was "
                    "made. Give the person’s address with --to."
                ),
            )
        audience = Audience(self.entry.audience)
        if audience is Audience.PUBLIC:
            raise UserError(
                "no-members",
                N_(
                    "A briefing for the public is for everyone, so it is proposed to no members. No e-mail was made. "
                    "Give the addresses with --to."
                ),
            )
        found = read_correspondents(self.workspace, audience, today)
        if not found.to:
            raise UserError(
                "no-members",
                N_(
                    "No member of the council whom this briefing is for has an e-mail address. No e-mail was made. "
                    "Give the addresses with --to."
                ),
            )
        return found.to


def outgoing(
    workspace: Workspace | None,
    name: str,
    content: bytes,
    *,
    lock: bool,
    sealed: bool,
    table: Told | None,
) -> Outgoing:
    """The file as it goes.

    Args:
        workspace: open where the file has pages.
        lock: a copy with a new password is to go instead.
        table: what the file tells, where it is a table that was exported.

    Raises:
        ProtectionRefused: it holds what is confidential and opens without a password.
        UserError: it is to be locked and can't be.
    """
    if workspace is None:
        return _of_other_kind(name, content, sealed=sealed, table=table)
    entry = _in_register(workspace, content)
    if entry is not None:
        see_that_it_may_be_mailed(confidential=entry.confidential, locked=lock or bool(entry.plain))
    password = ""
    if lock:
        from trygg_desktop.briefings.locked_copy import locked_copy, locked_entry
        from trygg_desktop.workspace.vault import new_password

        password = new_password()
        content = locked_copy(content, password)
        entry = locked_entry(entry, content) if entry is not None else None
    if entry is None:
        return _unknown(workspace, name, content, password)
    return _known(workspace, entry, content, password)


def _known(workspace: Workspace, entry: MadeFile, content: bytes, password: str) -> Outgoing:
    """A briefing that was made here, with the letter that is proposed in the window too."""
    from trygg_desktop.briefings.correspondents import council_outwards
    from trygg_desktop.briefings.made_again import made_again

    council, locked = council_outwards(workspace), bool(entry.plain)
    title = outward_title(
        entry.name, entry.title or entry.name, council=council, confidential=entry.confidential
    )
    again = made_again(workspace, entry)
    warnings = again.warnings if again is not None else ()
    lines = [*before_it_leaves(entry), *warnings, *filter(None, [too_large(len(content))])]
    if again is None:
        lines.append(_("The records or the program have changed since the file was made."))
    if not locked:
        lines.append(_in_the_open(pages=True))
    return Outgoing(
        workspace,
        content,
        title,
        covering_letter(
            title,
            Audience(entry.audience),
            council=council,
            sender=workspace.me.name,
            locked=locked,
            about_a_person=entry.person is not None,
        ),
        tuple(lines),
        entry,
        warnings,
        again is not None,
        password,
    )


def _unknown(workspace: Workspace, name: str, content: bytes, password: str) -> Outgoing:
    lines = [
        _(
            "The file is not in the register: it was not made here, or it has been changed since. For whom it is "
            "and how it is protected is not known."
        )
    ]
    if not password:
        lines.append(_in_the_open(pages=True))
    return Outgoing(
        workspace, content, name, _plain_letter(name, locked=bool(password)), tuple(lines), password=password
    )


def _of_other_kind(name: str, content: bytes, *, sealed: bool, table: Told | None) -> Outgoing:
    if sealed:
        words = _("The attached file is sealed to you. Save it and open it in Trygg, on the page Exchange.")
        return Outgoing(None, content, name, Letter(_("File from Trygg"), words), ())
    if table is not None:
        first = ngettext("The table has {n} record.", "The table has {n} records.", table.records)
        second = _("Protection: {protection}.", protection=table.protection.label)
        lines = [f"{first} {second}"]
    elif cards := content.count(b"BEGIN:VCARD"):
        lines = [ngettext("The file has {n} contact card.", "The file has {n} contact cards.", cards)]
        lines.append(_("Contacts are personal data: send them only where they are needed."))
    else:
        lines = [_("What is in the file, and for whom it is, is not known.")]
    return Outgoing(None, content, name, _plain_letter(name), (*lines, _in_the_open(pages=False)))


def _plain_letter(name: str, *, locked: bool = False) -> Letter:
    """The letter around a file that nothing is known of but its name."""
    words = [_("Hello,"), _("attached is the file {name}.", name=name)]
    if locked:
        words.append(_("The file opens with a password, which you will get in a text message."))
    return Letter(name.rpartition(".")[0] or name, "\n\n".join(words))


def _in_the_open(*, pages: bool) -> str:
    told = _("The file is not sealed: everyone who gets the mail can read it.")
    lock = _("With --lock it gets a password.")
    return f"{told} {lock}" if pages else told


def _in_register(workspace: Workspace, content: bytes) -> MadeFile | None:
    fingerprint = hashlib.sha256(content).hexdigest()
    return next((made for made in workspace.made_briefings() if made.fingerprint == fingerprint), None)


def register_json(made: MadeFile) -> dict[str, Any]:
    """A line of the register of files, for programs."""
    return {
        "at": made.made_at.isoformat(),
        "name": made.name,
        "audience": made.audience,
        "protection": made.protection,
        "meeting": str(made.meeting) if made.meeting else None,
        "left_out": made.left_out,
        "not_counted": made.not_counted,
        "records": made.records,
        "internal": made.internal,
        "confidential": made.confidential,
        "grounds": list(made.grounds),
        "fingerprint": made.fingerprint,
        "locked": bool(made.plain),
        "to": ", ".join(address or _("erased address") for address in made.mailed_to) or None,
        "acknowledged": None,
        "size": None,
    }

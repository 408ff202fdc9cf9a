"""What has left this laptop, on the command line: the register of it, and an e-mail draft with a file attached."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.briefings.covering_letter import (
    Letter,
    covering_letter,
    outward_title,
    see_that_it_may_be_mailed,
)
from trygg_desktop.cli.before_it_leaves import before_it_leaves
from trygg_desktop.cli.exchange import exchange_of, see_that_it_is_free
from trygg_desktop.cli.peers import day_and_clock, instant
from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.telling import person
from trygg_desktop.domain.record import Audience, Protection
from trygg_desktop.errors import ProtectionRefused
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.exchange.registers import Sent
    from trygg_desktop.workspace import MadeFile, Workspace


@command(
    "sent",
    "trygg sent --json",
    N_("The register of what was made and sent: for whom, with which protection and fingerprint."),
)
def sent(session: Session) -> None:
    with exchange_of(session) as exchange:
        names = exchange.names()
        made = [
            (made.made_at.timestamp(), _made(made), _made_row(made))
            for made in exchange.workspace.made_briefings()
        ]
        files = [
            (file.at / 1000, _file(file, names), _file_row(file, names)) for file in exchange.sent_files()
        ]
    register = sorted([*files, *made], key=lambda entry: entry[0], reverse=True)
    headings = [_("When"), _("What"), _("For"), _("Protection"), _("Acknowledged"), _("Fingerprint")]
    session.print(
        [told for _at, told, _row in register],
        table(headings, [row for _at, _told, row in register]) or _("Nothing has been made yet."),
    )


def _made(made: MadeFile) -> dict[str, Any]:
    return {
        "at": made.made_at.isoformat(),
        "name": made.name,
        "audience": made.audience,
        "protection": made.protection,
        "meeting": str(made.meeting) if made.meeting else None,
        "left_out": made.left_out,
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


def _made_row(made: MadeFile) -> tuple[str, ...]:
    protection = Protection(made.protection).label if made.protection else ""
    audience = Audience(made.audience).label
    name = made.title or made.name
    return i18n.date_and_clock(made.made_at), name, audience, protection, "", made.fingerprint[:16]


def _file(file: Sent, names: dict[int, str]) -> dict[str, Any]:
    return {
        "at": instant(file.at),
        "name": file.name,
        "audience": Audience.LEADERS.value,
        "protection": (Protection.PROTECTED if file.protected else Protection.INTERNAL).value,
        "meeting": None,
        "left_out": 0,
        "records": file.records,
        "internal": None,
        "confidential": file.protected,
        "grounds": list(file.grounds),
        "fingerprint": file.fingerprint,
        "locked": False,
        "to": person(file.recipient, names),
        "acknowledged": file.acknowledged,
        "size": file.size,
    }


def _file_row(file: Sent, names: dict[int, str]) -> tuple[str, ...]:
    protection = " ".join([Protection.PROTECTED.label, *file.grounds]) if file.protected else ""
    confirmed = _("yes") if file.acknowledged else _("no")
    to = names.get(file.recipient, "")
    return day_and_clock(file.at), file.name, to, protection, confirmed, file.fingerprint[:16]


@command(
    "mail",
    'trygg mail trygg-abc-1-1.trygg --to "Polisens ledare <ledare@polisen.example>" -o brev.eml',
    N_(
        "Make an e-mail draft with a file attached, to be opened and sent in your own mail program. For a briefing "
        "it has a covering letter, and tells for whom it is, what was left out and how it is protected."
    ),
)
@click.argument("file", type=click.Path(dir_okay=False, readable=False, path_type=Path))
@click.option("--to", multiple=True, metavar="ADDRESS", help=N_("To whom; may be repeated."))
@click.option("--subject", help=N_("The subject line (default: a neutral one)."))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("The draft to write (default: beside the file, ending in .eml)."),
)
def mail(session: Session, file: Path, to: tuple[str, ...], subject: str | None, output: Path | None) -> None:
    from trygg_desktop.exchange.laying import together
    from trygg_desktop.exchange.mail_draft import EXTENSION, addresses, draft
    from trygg_desktop.exchange.sealed import looks_complete

    content = file.read_bytes()
    _refuse_working_copy(content, file.name)
    sealed = looks_complete(content)
    to = tuple(address for each in to for address in addresses(each))
    target = output or file.with_name(file.name + EXTENSION)
    see_that_it_is_free(target)
    with session.workspace() if content.startswith(b"%PDF") else nullcontext() as workspace:
        briefing = _known(workspace, content) if workspace else None
        if briefing is not None:
            letter = briefing.letter
        elif sealed:
            words = _(
                "The attached file is sealed to you. Save it and open it in Trygg, on the page Exchange."
            )
            letter = Letter(_("File from Trygg"), words)
        else:
            letter = Letter(file.stem, _("See the attached file."))
        written = draft(to, subject or letter.subject, letter.text, (file.name, content), i18n.language())
        with together() as laid:
            laid.lay([(target, written)])
            if workspace is not None and briefing is not None and not workspace.read_only:
                mailed = replace(briefing.file, made_at=datetime.now(UTC), mailed_to=to)
                workspace.record_made(mailed)
    lines = [str(target.resolve()), *(before_it_leaves(briefing.file) if briefing else ())]
    if briefing is None and content.startswith(b"%PDF"):
        lines.append(
            _(
                "The file is not in the register: it was not made here, or it has been changed since. For whom it is "
                "and how it is protected is not known."
            )
        )
    if not sealed and (briefing is None or not briefing.locked):
        lines.append(_("The file is not sealed: everyone who gets the mail can read it."))
    lines.append(_("Open it in your mail program, look at it and send it."))
    told = {"file": str(target.resolve()), "to": list(to), "sealed": sealed}
    session.print(told | {"briefing": briefing.data if briefing else None}, "\n".join(lines))


@dataclass(frozen=True, slots=True)
class _Known:
    """A file that the register knows, and the mail around it."""

    file: MadeFile
    locked: bool
    letter: Letter

    @property
    def data(self) -> dict[str, Any]:
        """What it is, for programs."""
        return _made(self.file) | {"title": self.file.title, "locked": self.locked}


def _known(workspace: Workspace, content: bytes) -> _Known | None:
    """What the register knows of a file, by its fingerprint.

    Raises:
        ProtectionRefused: it holds what is confidential and opens without a password.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    file = next((made for made in workspace.made_briefings() if made.fingerprint == fingerprint), None)
    if file is None:
        return None
    locked = bool(file.plain)
    see_that_it_may_be_mailed(confidential=file.confidential, locked=locked)
    council = workspace.council().name or ""
    title = outward_title(file.name, file.title or file.name, council=council, confidential=file.confidential)
    letter = covering_letter(
        title,
        Audience(file.audience),
        council=council,
        sender=workspace.me.name,
        locked=locked,
    )
    return _Known(file, locked, letter)


def _refuse_working_copy(content: bytes, name: str) -> None:
    """A working copy says in its properties that it is one, in the language it was made in.

    Raises:
        ProtectionRefused: it is a PDF with drafts, which would be issued by being sent.
    """
    for language in i18n.LANGUAGES:
        with i18n.in_language(language):
            told = _("Working copy with drafts, not an edition").partition(",")[0]
        if content.startswith(b"%PDF") and told.encode("latin-1") in content:
            raise ProtectionRefused(
                "working-copy",
                N_(
                    "{name} is a working copy with drafts, and sending it would issue them. No e-mail was made. "
                    "Release what is to be read and make an edition instead."
                ),
                name=name,
                file=name,
            )


COMMANDS: dict[str, click.Command] = {"sent": sent, "mail": mail}

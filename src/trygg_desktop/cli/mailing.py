"""What has left this laptop, on the command line: the register of it, and an e-mail draft with a file attached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.exchange import exchange_of
from trygg_desktop.cli.peers import day_and_clock, instant
from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.telling import person
from trygg_desktop.domain.record import Audience, Protection
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.exchange.registers import Sent
    from trygg_desktop.workspace import MadeFile


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
        "to": None,
        "acknowledged": None,
        "size": None,
    }


def _made_row(made: MadeFile) -> tuple[str, ...]:
    protection = Protection(made.protection).label if made.protection else ""
    audience = Audience(made.audience).label
    return i18n.date_and_clock(made.made_at), made.name, audience, protection, "", made.fingerprint[:16]


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
    N_("Make an e-mail draft with a file attached, to be opened and sent in your own mail program."),
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
    from trygg_desktop.exchange.mail_draft import EXTENSION, draft
    from trygg_desktop.exchange.sealed import looks_complete
    from trygg_desktop.formats.written import put_in_place

    content = file.read_bytes()
    _refuse_working_copy(content, file.name)
    sealed = looks_complete(content)
    target = output or file.with_name(file.name + EXTENSION)
    if target.exists():
        raise UserError(
            "file-exists",
            N_("{name} exists already. It was left as it is."),
            name=target.name,
            file=target.name,
        )
    written = draft(
        [address for each in to for address in each.split(",") if address.strip()],
        subject or (_("File from Trygg") if sealed else file.stem),
        _("The attached file is sealed to you. Save it and open it in Trygg, on the page Exchange.")
        if sealed
        else _("See the attached file."),
        (file.name, content),
        i18n.language(),
    )
    put_in_place(target, written)
    lines = [str(target.resolve()), _("Open it in your mail program, look at it and send it.")]
    if not sealed:
        lines.append(_("The file is not sealed: everyone who gets the mail can read it."))
    session.print({"file": str(target.resolve()), "to": list(to), "sealed": sealed}, "\n".join(lines))


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

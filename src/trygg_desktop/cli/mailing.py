"""What has left this laptop, on the command line: the register of it, and an e-mail draft with a file attached."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.briefings.covering_letter import for_whom, text_message
from trygg_desktop.cli.attachable import see_that_it_may_go
from trygg_desktop.cli.exchange import exchange_of, see_that_it_is_free
from trygg_desktop.cli.outgoing import Outgoing, outgoing, register_json
from trygg_desktop.cli.peers import day_and_clock, instant
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.cli.telling import person
from trygg_desktop.domain.record import Audience, Protection
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
            (made.made_at.timestamp(), register_json(made), _made_row(made))
            for made in exchange.workspace.made_briefings()
        ]
        files = [
            (file.at / 1000, _file(file, names), _file_row(file, names)) for file in exchange.sent_files()
        ]
    register = sorted([*files, *made], key=lambda entry: entry[0], reverse=True)
    headings = [
        _("When"), _("What"), _("For"), _("Protection"), _("Left out"), _("Acknowledged"), _("Fingerprint")
    ]  # fmt: skip
    session.print(
        [told for _at, told, _row in register],
        table(headings, [row for _at, _told, row in register]) or _("Nothing has been made yet."),
    )


def _made_row(made: MadeFile) -> tuple[str, ...]:
    protection = Protection(made.protection).label if made.protection else ""
    locked = _("locked") if made.plain else ""
    to = ", ".join(address or _("erased address") for address in made.mailed_to)
    whom = for_whom(made.audience, about_a_person=made.person is not None)
    return (
        i18n.date_and_clock(made.made_at),
        made.title or made.name,
        ", ".join(filter(None, (whom, _("e-mailed to {to}", to=to) if to else ""))),
        ", ".join(filter(None, (protection, locked))),
        i18n.number(made.left_out) if made.left_out else "",
        "",
        made.fingerprint[:16],
    )


def _file(file: Sent, names: dict[int, str]) -> dict[str, Any]:
    return {
        "at": instant(file.at),
        "name": file.name,
        "audience": Audience.LEADERS.value,
        "protection": (Protection.PROTECTED if file.protected else Protection.INTERNAL).value,
        "meeting": None,
        "left_out": 0,
        "not_counted": 0,
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
    return day_and_clock(file.at), file.name, to, protection, "", confirmed, file.fingerprint[:16]


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
@click.option(
    "--to-members",
    is_flag=True,
    help=N_(
        "For a briefing: also to the council’s members, or to those who share the chair if it is theirs."
    ),
)
@click.option("--lock", is_flag=True, help=N_("Attach a copy that opens with a new password, shown once."))
@click.option("--subject", help=N_("The subject line (default: a neutral one)."))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("The draft to write (default: beside the file, ending in .eml)."),
)
def mail(
    session: Session,
    file: Path,
    to: tuple[str, ...],
    to_members: bool,
    lock: bool,
    subject: str | None,
    output: Path | None,
) -> None:
    from trygg_desktop.exchange.laying import together
    from trygg_desktop.exchange.mail_draft import EXTENSION, addresses, draft
    from trygg_desktop.exchange.sealed import looks_complete

    content = file.read_bytes()
    sealed = looks_complete(content)
    table_told = None if sealed else see_that_it_may_go(session, file, content)
    pages = content.startswith(b"%PDF")
    if lock and not pages:
        raise click.UsageError(_("Only a PDF can be locked with a password."))
    target = output or file.with_name(file.name + EXTENSION)
    see_that_it_is_free(target)
    with session.workspace() if pages else nullcontext() as workspace:
        going = outgoing(workspace, file.name, content, lock=lock, sealed=sealed, table=table_told)
        proposed = going.members(today()) if to_members else ()
        to = tuple(dict.fromkeys([*(one for each in to for one in addresses(each)), *proposed]))
        called = " ".join(file.name.split())  # a name may hold line ends, the head of a mail may not
        written = draft(
            to,
            subject or going.letter.subject,
            going.letter.text,
            (called, going.content),
            i18n.language(),
        )
        with together() as laid:
            laid.lay([(target, written)])
            keeper = workspace if workspace is not None and not workspace.read_only else None
            if keeper is not None and going.entry is not None:
                keeper.record_made(replace(going.entry, made_at=datetime.now(UTC), mailed_to=to))
            registered = keeper is not None and going.entry is not None
    told = {"file": str(target.resolve()), "to": list(to), "sealed": sealed, "registered": registered}
    unsaid = going.entry is not None and not registered
    lines = [
        str(target.resolve()),
        _to_whom(to),
        *_beside_the_register(unsaid),
        *going.lines,
        *_password(going),
    ]
    session.print(told | going.data, "\n".join([*lines, _what_now(to)]))


def _beside_the_register(unsaid: bool) -> list[str]:
    """That it stands nowhere that the briefing was mailed, where that could not be written."""
    return [_("The workspace can only be read now, so the mail is not in the register.")] if unsaid else []


def _to_whom(to: tuple[str, ...]) -> str:
    return _("To: {to}", to=", ".join(to)) if to else _("To: nobody yet.")


def _what_now(to: tuple[str, ...]) -> str:
    if to:
        return _("Open it in your mail program, look at it and send it.")
    return _("Open it in your mail program, fill in to whom it goes, look at it and send it.")


def _password(going: Outgoing) -> list[str]:
    """The password, which stands nowhere else: as the text message that it may be sent in."""
    if not going.password:
        return []
    return [
        _("The password is shown only now. As a text message:"),
        "",
        text_message(going.title, going.password),
        "",
    ]


COMMANDS: dict[str, click.Command] = {"sent": sent, "mail": mail}

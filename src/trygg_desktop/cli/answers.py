"""Read-only answers and briefings on the command line: what is due, and what was made."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile, Workspace

_DAY = click.DateTime(["%Y-%m-%d"])


@command(
    "due",
    "trygg due --on 2026-11-22",
    N_("What falls due: promises, decisions, measures to follow up, pilots, agreements, preparations."),
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=N_("Counted from this day (default: today)."))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help=N_("Up to and including this day."))
def due(session: Session, on: datetime | None, until: datetime | None) -> None:
    from trygg_desktop.insight.due import due as answer

    with session.workspace() as workspace:
        found = answer(workspace, on.date() if on else today(), until=until.date() if until else None)
        told = [
            {
                "on": each.on.isoformat(),
                "title": each.title,
                "kind": each.kind,
                "id": str(each.id),
                "what": each.what.label,
                "days_late": each.days_late,
                "protected": each.protected,
            }
            for each in found
        ]
        rows = [
            (i18n.weekday_and_day(each.on), each.title, each.what.label, each.days_late or "")
            for each in found
        ]
        session.print(
            told, table([_("Day"), _("Title"), _("What"), _("Days late")], rows) or _("Nothing falls due.")
        )


@command(
    "brief",
    "trygg brief board-report --for council --from 2026-01-01 --to 2026-12-31 -o rapport.pdf",
    N_("Make a briefing as PDF, for an audience: what it may not see is not in it."),
)
@click.argument("name")
@click.option(
    "--for",
    "audience",
    required=True,
    type=click.Choice([each.value for each in Audience]),
    help=N_("Whom it is made for."),
)
@click.option("--meeting", default="next", help=N_("next, last, or a meeting's id."))
@click.option("--district", help=N_("The district it is about: its name or id."))
@click.option("--contact", help=N_("The person that a register extract is about: name or id."))
@click.option("--from", "since", type=_DAY, help=N_("The first day that it tells of."))
@click.option("--to", "until", type=_DAY, help=N_("The last day that it tells of."))
@click.option("--on", type=_DAY, help=N_("Today, for the whole document."))
@click.option(
    "--with-drafts",
    is_flag=True,
    help=N_("A working copy for the leaders, with drafts; says so on each page."),
)
@click.option(
    "--password-file",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("Lock the PDF with the password in this file (AES-256); it is no archive file then."),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("The PDF to write."),
)
def brief(
    session: Session,
    name: str,
    audience: str,
    on: datetime | None,
    with_drafts: bool,
    password_file: Path | None,
    output: Path,
    **subject: Any,
) -> None:
    from trygg_desktop.briefings.locked_copy import check_password
    from trygg_desktop.briefings.registry import make
    from trygg_desktop.cli.before_it_leaves import before_it_leaves
    from trygg_desktop.cli.password import password_in
    from trygg_desktop.formats.written import put_in_place_with

    day: date = on.date() if on else today()
    password = password_in(password_file, with_drafts=with_drafts) if password_file else ""
    if password_file:
        check_password(password)
    with session.workspace() as workspace:
        made = make(
            workspace,
            name,
            audience=Audience(audience),
            today=day,
            with_drafts=with_drafts,
            language=i18n.language(),
            **_about(workspace, name, day, with_drafts, subject),
        )
        pdf, entry = _finished(made, password)
        registered = not made.working_copy and not workspace.read_only
        with put_in_place_with(session.spare_itself(output), pdf):
            if registered:
                workspace.record_made(entry)
    told = {
        "file": str(output.resolve()),
        "title": made.title,
        "pages": made.pages,
        "left_out": made.left_out,
        "not_counted": len(made.not_counted),
        "protection": made.protection,
        "internal": made.internal,
        "confidential": made.confidential,
        "grounds": list(made.grounds),
        "fingerprint": entry.fingerprint,
        "locked": bool(password),
        "registered": registered,
        "warnings": list(made.warnings),
    }
    lines = [
        str(output.resolve()),
        *_beside_the_register(made, registered),
        *before_it_leaves(entry),
        *made.warnings,
    ]
    session.print(told, "\n".join(lines))


def _beside_the_register(made: Made, registered: bool) -> list[str]:
    """Why the file is not in the register, where it is not."""
    if made.working_copy:
        return [_("A working copy with drafts, not to be handed out: it is not in the register.")]
    if not registered:
        return [_("The workspace can only be read now, so the file is not in the register.")]
    return []


def _finished(made: Made, password: str) -> tuple[bytes, MadeFile]:
    """The file that is handed out, locked where there is a password, and its line in the register."""
    from trygg_desktop.briefings.locked_copy import locked_copy

    entry = made.entry(datetime.now(UTC))
    if not password:
        return made.pdf, entry
    pdf = locked_copy(made.pdf, password)
    return pdf, replace(entry, fingerprint=hashlib.sha256(pdf).hexdigest(), plain=made.fingerprint)


def _about(
    workspace: Workspace, name: str, day: date, with_drafts: bool, said: dict[str, Any]
) -> dict[str, Any]:
    """What the briefing is about, of what was said: only what it has to be told is looked for."""
    from trygg_desktop.briefings.choosing import choose_meeting
    from trygg_desktop.briefings.registry import BRIEFINGS, Subject
    from trygg_desktop.cli.words import find_record

    briefing = BRIEFINGS.get(name)
    about = briefing.about if briefing else frozenset()
    told: dict[str, Any] = {}
    if Subject.MEETING in about:
        told["meeting"] = choose_meeting(workspace, said["meeting"], day, with_drafts=with_drafts)
    if Subject.DISTRICT in about and said["district"]:
        told["district"] = find_record(workspace, said["district"], "district")
    if Subject.PERSON in about and said["contact"]:
        told["person"] = find_record(workspace, said["contact"], "contact")
    if Subject.TIME in about:
        told |= {end: said[end].date() for end in ("since", "until") if said[end]}
    return told


COMMANDS: dict[str, click.Command] = {"due": due, "brief": brief}

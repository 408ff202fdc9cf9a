"""Read-only answers and briefings on the command line: what is due, where nobody has been, what was made."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import N_, _, ngettext


@command(
    "due",
    "trygg due --on 2026-11-22",
    N_("What falls due: promises, decisions, findings, agreements, notes to follow up, preparations."),
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
    "coverage",
    "trygg coverage --weeks 6",
    N_("Where nobody has been, and for how long; the longest wait first."),
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=N_("Counted from this day (default: today)."))
@click.option(
    "--weeks",
    type=click.IntRange(min=1),
    help=N_("From how many weeks a district counts as waiting (default: the council's limit)."),
)
def coverage(session: Session, on: datetime | None, weeks: int | None) -> None:
    from trygg_desktop.insight.presence import coverage as answer

    with session.workspace() as workspace:
        found = answer(workspace, on.date() if on else today(), weeks=weeks)
        told = [
            {
                "district": str(each.id),
                "name": each.name,
                "last": each.last.isoformat() if each.last else None,
                "weeks": each.weeks,
                "waiting": each.waiting,
            }
            for each in found
        ]
        rows = [
            (
                each.name,
                "–" if each.weeks is None else each.weeks,
                i18n.short_date(each.last) if each.last else "",
                _("yes") if each.waiting else "",
            )
            for each in found
        ]
        session.print(told, table([_("District"), _("Weeks"), _("Last presence"), _("Waiting")], rows))


@command(
    "brief",
    "trygg brief meeting --for council --meeting next -o underlag.pdf",
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
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=N_("Today, for the whole document."))
@click.option(
    "--with-drafts",
    is_flag=True,
    help=N_("A working copy for the leaders, with drafts; says so on each page."),
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
    meeting: str,
    on: datetime | None,
    with_drafts: bool,
    output: Path,
) -> None:
    from trygg_desktop.briefings.choosing import choose_meeting
    from trygg_desktop.briefings.registry import make
    from trygg_desktop.formats.written import put_in_place
    from trygg_desktop.workspace import MadeFile

    day: date = on.date() if on else today()
    with session.workspace() as workspace:
        chosen = (
            choose_meeting(workspace, meeting, day, with_drafts=with_drafts) if name == "meeting" else None
        )
        made = make(
            workspace,
            name,
            audience=Audience(audience),
            today=day,
            meeting=chosen,
            with_drafts=with_drafts,
            language=i18n.language(),
        )
        put_in_place(session.spare_itself(output), made.pdf)
        if not made.working_copy and not workspace.read_only:
            workspace.record_made(
                MadeFile(
                    made_at=datetime.now(UTC),
                    name=name,
                    audience=audience,
                    fingerprint=made.fingerprint,
                    protection=made.protection,
                    meeting=chosen,
                    left_out=made.left_out,
                    records=made.records,
                    internal=made.internal,
                    confidential=made.confidential,
                    grounds=made.grounds,
                )
            )
    told = {
        "file": str(output.resolve()),
        "title": made.title,
        "pages": made.pages,
        "left_out": made.left_out,
        "protection": made.protection,
        "internal": made.internal,
        "confidential": made.confidential,
        "grounds": list(made.grounds),
        "fingerprint": made.fingerprint,
        "warnings": list(made.warnings),
    }
    lines = [
        str(output.resolve()),
        ngettext(
            "{n} record is left out for this audience.",
            "{n} records are left out for this audience.",
            made.left_out,
        ),
    ]
    session.print(told, "\n".join([*lines, *made.warnings]))


COMMANDS: dict[str, click.Command] = {"due": due, "coverage": coverage, "brief": brief}

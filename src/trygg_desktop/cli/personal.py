"""Personal data on the command line: erased for good with a reason, and what is to be reviewed or is not gone yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from trygg_desktop import i18n
from trygg_desktop.cli.exchange import exchange_of
from trygg_desktop.cli.peers import as_told, day_and_clock, instant
from trygg_desktop.cli.session import Session, command, table, today
from trygg_desktop.cli.words import find_record
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.exchange.registers import Erasure
    from trygg_desktop.insight.mentions import Mention
    from trygg_desktop.workspace import Workspace

REVIEWED_WITHIN = timedelta(days=30)


@command(
    "erase",
    'trygg erase 01a203e4-96c9-70b7-88c3-0543dae4b11f --reason "Beslut 2026-14"',
    N_("Take a record, or all that one of its fields has said, away for good, here and with everyone else."),
)
@click.argument("id")
@click.option("--field", default="", metavar="FIELD", help=N_("Only what this field has said until now."))
@click.option("--reason", help=N_("Why: the decision it rests on. No personal data; it stays."))
@click.option("--preview", is_flag=True, help=N_("Only tell where else the person is mentioned."))
def erase(session: Session, id: str, field: str, reason: str | None, preview: bool) -> None:
    with exchange_of(session) as exchange:
        workspace = exchange.workspace
        record = find_record(workspace, id)
        kind = _kind(workspace, record, field)
        found = _mentions(workspace, record, field)
        told: dict[str, Any] = {"id": str(record), "kind": kind, "field": field or None}
        if preview:
            session.print(told | {"mentions": _told(found)}, "\n".join(_words(workspace, found)))
            return
        if not (reason or "").strip():
            raise click.UsageError(_("Say why with --reason. Nothing was changed."))
        earlier = workspace.gone_ids(record)
        with workspace.transaction(N_("Erase")) as tx:
            tx.erase(record, field=field, reason=reason or "")
        waiting = [
            peer for each in exchange.erasures() if _is(each, record, field) for peer in each.waiting_for
        ]
        told |= {
            "reason": (reason or "").strip(),
            "earlier": [str(each) for each in earlier],
            "acknowledged": not waiting,
            "waiting_for": [as_told(peer) for peer in waiting],
            "backups_months": 12,
            "mentions": _told(found),
        }
        lines = [
            _("Erased here."),
            *(
                [
                    _(
                        "It also goes where it stood before it was changed to be about something else, such as "
                        "another period."
                    )
                ]
                if earlier
                else []
            ),
            _(
                "Not yet acknowledged by: {names}. Send them a file.",
                names=", ".join(peer.name for peer in waiting),
            )
            if waiting
            else _("Nobody else has it."),
            _("Backups keep it for up to 12 months; a restored backup erases it again."),
            *_words(workspace, found),
        ]
        session.print(told, "\n".join(lines))


def _is(erasure: Erasure, record: UUID, field: str) -> bool:
    return (erasure.record, erasure.field) == (record, field)


def _kind(workspace: Workspace, record: UUID, field: str) -> str:
    """The kind of a record that says something still, deleted or not.

    Raises:
        UserError: there is none of this id, or it has no such field.
    """
    kind = workspace.kind_of(record)
    if kind is None:
        workspace.get(record)
        raise AssertionError("a record without a kind")
    if field:
        workspace.kinds[kind].field(field)
    return kind.about.name


def _mentions(workspace: Workspace, id: UUID, field: str) -> list[Mention]:
    from trygg_desktop.insight.mentions import mentions, words_of

    record = workspace.find(id)
    return [] if record is None else mentions(workspace, words_of(record, field), besides=id)


def _told(found: list[Mention]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(each.record),
            "kind": each.kind,
            "title": each.title,
            "field": each.field,
            "found": list(each.found),
            "snippet": each.snippet,
        }
        for each in found
    ]


def _words(workspace: Workspace, found: list[Mention]) -> list[str]:
    if not found:
        return [_("No other record mentions the same name, address or number.")]
    rows = [
        (each.record, workspace.kinds[each.kind].kind.about.title, each.title, each.label, each.snippet)
        for each in found
    ]
    return [
        ngettext(
            "{n} other place mentions the same. Look at it, and change or erase it too:",
            "{n} other places mention the same. Look at them, and change or erase them too:",
            len(found),
        ),
        table(["id", _("Kind"), _("Title"), _("Field"), _("Text")], rows),
    ]


@command(
    "retention",
    "trygg retention --json",
    N_("What is to be reviewed by now or within 30 days, and what is erased but not with everyone yet."),
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=N_("Counted from this day (default: today)."))
def retention(session: Session, on: datetime | None) -> None:
    from trygg_desktop.insight.due import What, due

    day = on.date() if on else today()
    with exchange_of(session) as exchange:
        review = [
            each
            for each in due(exchange.workspace, day, until=day + REVIEWED_WITHIN)
            if each.what is What.REVIEW
        ]
        erased = [each for each in exchange.erasures() if each.waiting_for]
        kinds = exchange.workspace.kinds
        named = {each.kind for each in review} | {each.kind for each in erased}
        names = {name: kinds[name].kind.about.title for name in named}
    data = {
        "review": [
            {
                "id": str(each.id),
                "kind": each.kind,
                "title": each.title,
                "review_on": each.on.isoformat(),
                "days_late": each.days_late,
                "protected": each.protected,
            }
            for each in review
        ],
        "erasures": [_erasure(each) for each in erased],
    }
    reviews = table(
        [_("Review on"), _("Protection"), _("Kind"), _("Title"), "id"],
        [
            (
                i18n.short_date(each.on),
                Protection.PROTECTED.label if each.protected else "",
                names[each.kind],
                each.title,
                each.id,
            )
            for each in review
        ],
    )
    erasures = table(
        [_("Erased"), _("Kind"), _("Ground"), _("Not acknowledged by"), "id"],
        [
            (
                day_and_clock(each.at),
                names[each.kind],
                each.reason,
                ", ".join(peer.name for peer in each.waiting_for),
                each.record,
            )
            for each in erased
        ],
    )
    session.print(data, "\n\n".join(filter(None, [reviews, erasures])) or _("Nothing is to be reviewed."))


def _erasure(each: Erasure) -> dict[str, Any]:
    return {
        "record": str(each.record),
        "kind": each.kind,
        "field": each.field or None,
        "author": each.author,
        "at": instant(each.at),
        "reason": each.reason,
        "waiting_for": [as_told(peer) for peer in each.waiting_for],
    }


COMMANDS: dict[str, click.Command] = {"erase": erase, "retention": retention}

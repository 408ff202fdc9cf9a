"""What would go and what would come, told on the command line: for programs as JSON, for people line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.exchange.previews import Incoming, Item, Outgoing
    from trygg_desktop.exchange.registers import Received
    from trygg_desktop.workspace.kinds import Kinds

Names = dict[int, str]
"""What the identities in the exchange are called."""


def person(id: int, names: Names) -> dict[str, str]:
    """Someone in the exchange, as programs read it."""
    return {"id": str(id), "name": names.get(id, "")}


def item_json(item: Item) -> dict[str, Any]:
    """A record in a preview, as programs read it."""
    return {
        "id": str(item.id),
        "kind": item.kind,
        "title": item.title,
        "protection": item.protection,
        "ground": item.ground,
    }


def outgoing_json(told: Outgoing) -> dict[str, Any]:
    """What a file for a peer would hold, as programs read it."""
    count, size = told.documents
    return {
        "records": told.records,
        "added": [item_json(item) for item in told.added],
        "changed": [item_json(item) for item in told.changed],
        "deleted": [item_json(item) for item in told.deleted],
        "erased": [item_json(item) for item in told.erased],
        "protected": len(told.protected),
        "grounds": list(told.grounds),
        "drafts": told.drafts,
        "documents": {"count": count, "bytes": size},
        "size": told.size,
    }


def incoming_json(told: Incoming, names: Names) -> dict[str, Any]:
    """What a file would change here, as programs read it."""
    return {
        "from": person(told.sender, names),
        "number": told.number,
        "waits": told.waits,
        "empty": told.empty,
        "changes": told.changes,
        "erased": [item_json(item) | {"field": field, "reason": why} for item, field, why in told.erased],
        "added": [item_json(item) for item in told.added],
        "changed": [
            item_json(each.item)
            | {
                "fields": [
                    {"field": field.field, "label": field.label, "old": field.old, "new": field.new}
                    for field in each.fields
                ]
            }
            for each in told.changed
        ],
        "deleted": [item_json(item) for item in told.deleted],
        "restored": [item_json(item) for item in told.restored],
        "in_question": [
            {"record": _hyphened(end.record), "kind": end.kind, "field": end.field}
            for end in told.in_question
        ],
        "copies": [person(id, names) for id in told.copies],
        "removed": [person(id, names) for id in told.removed],
    }


def received_json(done: Received, names: Names) -> dict[str, Any]:
    """What a receipt did, as programs read it."""
    return {
        "state": "waiting" if done.waits else "taken-in" if done.changes else "nothing-new",
        "from": person(done.sender, names),
        "number": done.number,
        "fingerprint": done.fingerprint,
        "changes": done.changes,
        "added": done.added,
        "changed": done.changed,
        "deleted": done.deleted,
        "erased": done.erased,
        "copies": [person(id, names) for id in done.copies],
        "removed": [person(id, names) for id in done.removed],
    }


def _hyphened(record: str) -> str:
    from uuid import UUID

    return str(UUID(record))


def _lines(kinds: Kinds, heading: str, items: Iterable[Item]) -> list[str]:
    lines = [f"  {_named(kinds, item)}" for item in items]
    return [heading, *lines] if lines else []


def _named(kinds: Kinds, item: Item) -> str:
    kind = kinds[item.kind].kind.about.title if item.kind in kinds else item.kind
    mark = f" · {Protection.PROTECTED.label} {item.ground or ''}".rstrip() if item.confidential else ""
    return f"{kind}: {item.title}{mark}"


def outgoing_words(told: Outgoing, kinds: Kinds) -> list[str]:
    """What a file for a peer would hold, for people."""
    return [
        *_lines(kinds, _("New:"), told.added),
        *_lines(kinds, _("Changed:"), told.changed),
        *_lines(kinds, _("Deleted:"), told.deleted),
        *_lines(kinds, _("Erased for good:"), told.erased),
        *summed_up(told),
    ]


def summed_up(told: Outgoing) -> list[str]:
    """How much goes, what of it is confidential, and what stays."""
    if not told.records:
        lines = [_("Nothing new goes; the file only tells what has come here.")]
    else:
        lines = [ngettext("{n} record goes.", "{n} records go.", told.records)]
    if told.protected:
        grounds = ", ".join(told.grounds) or _("no ground given")
        lines.append(
            ngettext(
                "{n} of them is marked confidential: {grounds}.",
                "{n} of them are marked confidential: {grounds}.",
                len(told.protected),
                grounds=grounds,
            )
        )
    if told.drafts:
        lines.append(
            ngettext("{n} draft stays on this laptop.", "{n} drafts stay on this laptop.", told.drafts)
        )
    return lines


def incoming_words(told: Incoming, names: Names, kinds: Kinds) -> list[str]:
    """What a file would change here, for people; what it erases comes first."""
    lines = [_("From {name}, file {number}.", name=names.get(told.sender, told.sender), number=told.number)]
    if told.waits:
        return [*lines, _("It came too early: it waits in the inbox until the files before it have come.")]
    if told.empty:
        lines.append(_("There is nothing new in it."))
    if told.erased:
        lines.append(_("Erased for good:"))
    lines += [f"  {_named(kinds, item)} ({reason})" for item, _field, reason in told.erased]
    lines += _lines(kinds, _("New:"), told.added)
    if told.changed:
        lines.append(_("Changed:"))
    for each in told.changed:
        lines.append(f"  {_named(kinds, each.item)}")
        lines += [f"    {field.label}: {field.old or '–'} → {field.new or '–'}" for field in each.fields]
    lines += _lines(kinds, _("Deleted:"), told.deleted)
    lines += _lines(kinds, _("Brought back:"), told.restored)
    if told.in_question:
        lines.append(
            ngettext("{n} question for someone to decide.", "{n} questions to decide.", len(told.in_question))
        )
    return lines + warnings(told.copies, told.removed, names)


def received_words(done: Received, names: Names) -> list[str]:
    """What a receipt did, for people."""
    if done.waits:
        return [_("It came too early: it waits in the inbox until the files before it have come.")]
    if not done.changes:
        return [_("There was nothing new in it."), *warnings(done.copies, done.removed, names)]
    counted = (
        (done.added, ngettext("{n} new", "{n} new", done.added)),
        (done.changed, ngettext("{n} changed", "{n} changed", done.changed)),
        (done.deleted, ngettext("{n} deleted", "{n} deleted", done.deleted)),
        (done.erased, ngettext("{n} erased for good", "{n} erased for good", done.erased)),
    )
    told = ", ".join(words for n, words in counted if n)
    first = _("Taken in from {name}: {what}.", name=names.get(done.sender, done.sender), what=told)
    return [first, *warnings(done.copies, done.removed, names)]


def warnings(copies: Iterable[int], removed: Iterable[int], names: Names) -> list[str]:
    """What someone must hear of beside the records: a workspace in use twice, someone who was removed."""
    return [
        _("The workspace of {name} seems to be in use in two places. Ask them.", name=names.get(id, id))
        for id in copies
    ] + [
        _(
            "The sender no longer exchanges with {name}, so neither does this workspace.",
            name=names.get(id, id),
        )
        for id in removed
    ]

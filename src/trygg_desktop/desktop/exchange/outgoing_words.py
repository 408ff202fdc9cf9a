"""What would go, as lines for the list: what is confidential first, then by kind."""

from __future__ import annotations

from collections import defaultdict

from trygg_desktop.desktop.exchange.grouped_model import Group, Line
from trygg_desktop.desktop.exchange.wording import records, size
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.exchange.previews import Item, Outgoing
from trygg_desktop.exchange.sending import LARGEST_PART
from trygg_desktop.i18n import _, ngettext

OPEN_AT_MOST = 12
"""Lines that a group may have and still be open when it is first shown."""


def groups_of(outgoing: Outgoing) -> tuple[list[Group], list[str]]:
    """The groups, and the keys of those that are folded at first."""
    told = [
        *((item, _("erased for good"), "eraser", "alert") for item in outgoing.erased),
        *((item, _("deleted"), "trash", "text2") for item in outgoing.deleted),
        *((item, _("new"), "plus", "text2") for item in outgoing.added),
        *((item, _("changed"), "pencil-simple", "text2") for item in outgoing.changed),
    ]
    kinds = {kind.about.name: kind.about for kind in KINDS}
    confidential, by_kind = list[Line](), defaultdict[str, list[Line]](list)
    for item, what, symbol, color in told:
        kind = kinds[item.kind].title if item.kind in kinds else item.kind
        line = _line(item, f"{kind} · {what}", symbol, color)
        (confidential if item.confidential else by_kind[item.kind]).append(line)
    groups = [Group("protected", _("Marked confidential"), tuple(confidential), color="protected")]
    groups += [
        Group(name, kinds[name].titles if name in kinds else name, tuple(lines), folds=True)
        for name, lines in sorted(by_kind.items(), key=lambda pair: pair[0])
    ]
    return groups, [group.key for group in groups if len(group.lines) > OPEN_AT_MOST]


def _line(item: Item, under: str, symbol: str, color: str) -> Line:
    return Line(
        item.id,
        item.title or _("without a name"),
        under,
        symbol,
        color,
        protected=item.confidential,
        ground=item.ground,
        what=item,
    )


def summary(outgoing: Outgoing) -> str:
    """How much goes: `4 poster: 2 nya, 1 ändrad`."""
    if not outgoing.records:
        return _("Nothing new to send. A file would only tell what you have received.")
    told = (
        (len(outgoing.added), ngettext("{n} new", "{n} new", len(outgoing.added))),
        (len(outgoing.changed), ngettext("{n} changed", "{n} changed", len(outgoing.changed))),
        (len(outgoing.deleted), ngettext("{n} deleted", "{n} deleted", len(outgoing.deleted))),
        (
            len(outgoing.erased),
            ngettext("{n} erased for good", "{n} erased for good", len(outgoing.erased)),
        ),
    )
    return _(
        "{records}: {what}",
        records=records(outgoing.records),
        what=", ".join(words for n, words in told if n),
    )


def what_goes_again(outgoing: Outgoing, not_yet_sent: int) -> str:
    """What of it was sent before: it goes again until the other side has told to have it."""
    if not_yet_sent >= outgoing.records:
        return ""
    if not not_yet_sent:
        return _("All of it has been sent before but is not acknowledged. A new file takes it along again.")
    return ngettext(
        "{n} of them has changed since the last file. The rest was sent before but is not acknowledged.",
        "{n} of them have changed since the last file. The rest was sent before but is not acknowledged.",
        not_yet_sent,
    )


def what_stays(outgoing: Outgoing) -> str:
    """What does not go."""
    if not outgoing.drafts:
        return _("No drafts: everything you have written can be sent.")
    return ngettext("{n} draft stays on this computer.", "{n} drafts stay on this computer.", outgoing.drafts)


def what_weighs(outgoing: Outgoing) -> str:
    """The documents that go along, and what happens when they are large."""
    number, bytes = outgoing.documents
    words = []
    if number:
        words.append(
            ngettext(
                "{n} document goes along, {size}.",
                "{n} documents go along, {size}.",
                number,
                size=size(bytes),
            )
        )
    if outgoing.size > LARGEST_PART:
        words.append(
            _(
                "That is much for e-mail: it becomes several files of at most {size} each.",
                size=size(LARGEST_PART),
            )
        )
    return " ".join(words)


def confidential_words(outgoing: Outgoing) -> str:
    """The sentence of the band: how many confidential records go, and on which grounds."""
    n = len(outgoing.protected)
    words = ngettext(
        "{n} record marked confidential goes along", "{n} records marked confidential go along", n
    )
    return f"{words} · {', '.join(outgoing.grounds)}" if outgoing.grounds else words

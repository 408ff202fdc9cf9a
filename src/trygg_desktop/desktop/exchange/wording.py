"""The sentences of Utbyte that several of its parts say: who, when, how much."""

from __future__ import annotations

from datetime import UTC, date, datetime

from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.registers import Received
from trygg_desktop.i18n import _, date_and_clock, local, ngettext, number

GROUPED = 4


def moment(milliseconds: int) -> datetime:
    """A time as the log keeps it."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def when(milliseconds: int) -> str:
    """Day and clock."""
    return date_and_clock(moment(milliseconds))


def days_ago(milliseconds: int, today: date) -> str:
    """`i dag`, `i går`, `för 12 dagar sedan`."""
    days = (today - local(moment(milliseconds)).date()).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{n} day ago", "{n} days ago", days)


def heard(peer: Peer, today: date) -> str:
    """When someone was last heard of, and how much of what was sent they have not told to have."""
    if peer.removed_at is not None:
        return _("removed {day}", day=days_ago(peer.removed_at, today))
    if not peer.confirmed:
        return _("not confirmed yet: compare the 30 digits")
    if peer.heard_at is None:
        last = _("not heard of yet")
    else:
        last = _("last heard of {day}", day=days_ago(peer.heard_at, today))
    if not peer.unacknowledged:
        return last
    files = ngettext("{n} file not acknowledged", "{n} files not acknowledged", peer.unacknowledged)
    return f"{last}; {files}"


def records(n: int) -> str:
    """`7 poster`."""
    return ngettext("{n} record", "{n} records", n)


def size(bytes: int) -> str:
    """Bytes as people say them."""
    if bytes < 100_000:
        return _("{n} kB", n=number(max(1, round(bytes / 1000))))
    return _("{n} MB", n=number(bytes / 1_000_000, decimals=1))


def short_mark(fingerprint: str) -> str:
    """The beginning of a fingerprint, in groups that can be read aloud."""
    return " ".join(fingerprint[at : at + GROUPED] for at in range(0, 3 * GROUPED, GROUPED))


def what_came(received: Received) -> str:
    """What a receipt did: `3 nya, 2 ändrade`."""
    if received.waits:
        return _("came too early and waits in the inbox")
    told = (
        (received.added, ngettext("{n} new", "{n} new", received.added)),
        (received.changed, ngettext("{n} changed", "{n} changed", received.changed)),
        (received.deleted, ngettext("{n} deleted", "{n} deleted", received.deleted)),
        (received.erased, ngettext("{n} erased for good", "{n} erased for good", received.erased)),
    )
    words = [each for n, each in told if n]
    return ", ".join(words) or _("nothing new, only what they have")

"""Whom the workspace exchanges with, on the command line: one's card, the others' cards, the digits, who is gone."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop import i18n
from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.exchange.cards import Card
    from trygg_desktop.exchange.peers import Peer


def moment(milliseconds: int | None) -> datetime | None:
    """A time of the exchange, which counts milliseconds since 1970."""
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)


def instant(milliseconds: int | None) -> str | None:
    """A time of the exchange as programs read it."""
    at = moment(milliseconds)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def day_and_clock(milliseconds: int | None) -> str:
    """A time of the exchange as people read it; empty where there is none."""
    at = moment(milliseconds)
    return i18n.date_and_clock(at) if at else ""


@command(
    "card",
    "trygg card -o kort.tryggkort",
    N_("Your card, for the other leader to open: as a file, as a text to paste, as a QR code."),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(readable=False, path_type=Path),
    metavar="FILE",
    help=N_("The file to write; in a folder it gets a name that says nothing about you."),
)
@click.option("--text", "as_text", is_flag=True, help=N_("Print it as a text that survives mail and chat."))
@click.option(
    "--qr",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("Write it as a QR code: a picture (.png) or a drawing (.svg)."),
)
def card(session: Session, output: Path | None, as_text: bool, qr: Path | None) -> None:
    from trygg_desktop.exchange.exchange import Exchange
    from trygg_desktop.formats.written import put_in_place

    if qr is not None and qr.suffix.lower() not in (".png", ".svg"):
        raise UserError(
            "unknown-ending",
            N_("A QR code is written as .png or .svg. Nothing was written."),
            file=qr.name,
        )
    with session.workspace() as workspace:
        own = Exchange(workspace).card()
    if output is not None:
        output = session.spare_itself(output / own.file_name if output.is_dir() else output)
        put_in_place(output, own.to_bytes())
    if qr is not None:
        put_in_place(session.spare_itself(qr), _picture(own, qr.suffix.lower()))
    told = {
        "name": own.name,
        "side": own.side.value,
        "file": str(output.resolve()) if output else None,
        "qr": str(qr.resolve()) if qr else None,
        "text": own.to_text(),
    }
    lines = [str(each) for each in (output, qr) if each]
    if as_text or not lines:
        lines.append(own.to_text())
    session.print(told, "\n".join(lines))


def _picture(own: Card, ending: str) -> bytes:
    from trygg_desktop.exchange.cards import qr_png, qr_svg

    return qr_png(own) if ending == ".png" else qr_svg(own)


def as_told(peer: Peer) -> dict[str, Any]:
    """Someone to exchange with, as programs read it."""
    return {
        "id": str(peer.id),
        "name": peer.name,
        "side": peer.side.value,
        "confirmed": peer.confirmed,
        "last_heard": instant(peer.heard_at),
        "unacknowledged": peer.unacknowledged,
    }


@command(
    "peers",
    "trygg peers --json",
    N_(
        "Whom the workspace exchanges with, when they were last heard of, and what they have not acknowledged."
    ),
)
def peers(session: Session) -> None:
    from trygg_desktop.exchange.exchange import Exchange

    with session.workspace() as workspace:
        found = Exchange(workspace).peers()
    rows = [
        (
            peer.id,
            peer.name,
            peer.side.label,
            _("yes") if peer.confirmed else _("no"),
            day_and_clock(peer.heard_at),
            peer.unacknowledged or "",
        )
        for peer in found
    ]
    headings = ["id", _("Name"), _("Side"), _("Confirmed"), _("Last heard"), _("Files not acknowledged")]
    session.print(
        [as_told(peer) for peer in found],
        table(headings, rows) or _("Nobody yet. Open the other leader's card: trygg add-peer FILE"),
    )


@command(
    "add-peer",
    "trygg add-peer kort.tryggkort",
    N_("Open someone's card, from a file, or pasted with -; it counts once the digits are confirmed."),
)
@click.argument("card", metavar="CARD")
def add_peer(session: Session, card: str) -> None:
    from trygg_desktop.exchange.exchange import Exchange

    opened = _card(card)
    with session.workspace() as workspace:
        exchange = Exchange(workspace)
        peer = exchange.add_peer(opened)
        digits = exchange.digits(peer.id)
    lines = [
        _("{name}, {side}.", name=peer.name, side=peer.side.label),
        _("Read these digits to each other by telephone: {digits}", digits=digits),
        _("If they are the same on both sides: trygg confirm {id} DIGITS", id=peer.id),
    ]
    confirmed = _("Confirmed already.")
    session.print(
        as_told(peer) | {"digits": digits}, "\n".join([lines[0], confirmed] if peer.confirmed else lines)
    )


def _card(written: str) -> Card:
    """The card in a file, which may hold it as a text too; `-` stands for standard input."""
    from trygg_desktop.exchange.cards import LARGEST_CARD, Card

    most = 4 * LARGEST_CARD
    if written == "-":
        return Card.from_text("" if sys.stdin is None else sys.stdin.read(most))
    path = Path(written)
    with path.open("rb") as file:
        data = file.read(most)
    if data.lstrip().startswith(b"{"):
        return Card.from_bytes(data, file=path.name)
    text = data.decode("utf-8-sig", "replace")
    return Card.from_text(text) if "TRYGG:" in text.upper() else Card.from_bytes(data, file=path.name)


@command(
    "fingerprint",
    'trygg fingerprint "Polisens ledningsfunktion"',
    N_("The 30 digits that both sides see alike, to be compared by telephone."),
)
@click.argument("peer")
def fingerprint(session: Session, peer: str) -> None:
    from trygg_desktop.exchange.exchange import Exchange

    with session.workspace() as workspace:
        exchange = Exchange(workspace)
        digits = exchange.digits(exchange.peer(peer).id)
    session.print({"digits": digits}, digits)


@command(
    "confirm",
    'trygg confirm "Polisens ledningsfunktion" 12345 67890 12345 67890 12345 67890',
    N_("Say that the digits are the same on both sides; from now on files go and come."),
)
@click.argument("peer")
@click.argument("digits", nargs=-1, required=True)
def confirm(session: Session, peer: str, digits: tuple[str, ...]) -> None:
    from trygg_desktop.exchange.exchange import Exchange

    with session.workspace() as workspace:
        exchange = Exchange(workspace)
        found = exchange.peer(peer)
        exchange.confirm(found.id, " ".join(digits))
        told = as_told(exchange.peer(str(found.id)))
    session.print(told, _("{name} is confirmed.", name=found.name))


@command(
    "remove-peer",
    'trygg remove-peer "Polisens ledningsfunktion"',
    N_(
        "End the exchange with someone, such as when a laptop is lost; the others are told with the next file."
    ),
)
@click.argument("peer")
def remove_peer(session: Session, peer: str) -> None:
    from trygg_desktop.exchange.exchange import Exchange

    with session.workspace() as workspace:
        exchange = Exchange(workspace)
        found = exchange.peer(peer)
        exchange.remove_peer(found.id)
    session.print(
        {"id": str(found.id), "name": found.name, "removed": True},
        _(
            "Nothing more goes to {name} or comes from them. What they have already, they keep.",
            name=found.name,
        ),
    )


COMMANDS: dict[str, click.Command] = {
    "card": card,
    "peers": peers,
    "add-peer": add_peer,
    "fingerprint": fingerprint,
    "confirm": confirm,
    "remove-peer": remove_peer,
}

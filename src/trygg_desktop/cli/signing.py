"""Signing on the command line: a situational picture, for the side that this laptop belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.words import find_record
from trygg_desktop.i18n import N_, _, day_and_clock

if TYPE_CHECKING:
    from trygg_desktop.domain.pictures import PictureStatus
    from trygg_desktop.insight.signatures import SideStanding


@command(
    "sign",
    'trygg sign "Lägesbilden 2026"',
    N_("Sign a situational picture for the side of this laptop, as it reads now; the signature travels."),
)
@click.argument("picture")
@click.option(
    "--fingerprint",
    metavar="HEX",
    help=N_("Sign only if the wording still has this fingerprint, as it was read."),
)
@click.option("--preview", is_flag=True, help=N_("Only tell how both sides stand to the picture."))
@click.option(
    "--take-back",
    is_flag=True,
    help=N_("Take back what was decided, so that the picture can be changed; both sides sign again."),
)
def sign(session: Session, picture: str, fingerprint: str | None, *, preview: bool, take_back: bool) -> None:
    from trygg_desktop.exchange import signing
    from trygg_desktop.insight.signatures import sides_of, status_now, wording

    with session.workspace() as workspace:
        id = find_record(workspace, picture, "situation-picture")
        if take_back and not preview:
            signing.take_back(workspace, id)
        made = None if preview or take_back else signing.sign(workspace, id, shown=fingerprint)
        under = wording(workspace, id)
        sides = sides_of(workspace, under)
    status = status_now(under.picture, sides)
    told = {
        "picture": str(id),
        "title": under.picture.title,
        "fingerprint": under.fingerprint,
        "status": status.value,
        "signature": str(made) if made else None,
        "sides": [_told(each) for each in sides],
    }
    rows = [(each.side.label, each.by, _when(each), _words(each)) for each in sides]
    headings = [_("Side"), _("Signed by"), _("Signed at"), _("How it stands")]
    session.print(told, f"{under.picture.title}: {_stands(status, sides)}\n{table(headings, rows)}")


def _stands(status: PictureStatus, sides: tuple[SideStanding, ...]) -> str:
    """The status; who agreed to an earlier wording has not agreed to what stands there now."""
    from trygg_desktop.domain.pictures import PictureStatus
    from trygg_desktop.domain.signing import Standing

    earlier = any(each.standing is Standing.EARLIER for each in sides)
    if status is PictureStatus.IN_WORK or not earlier:
        return status.label
    return f"{status.label}, {Standing.EARLIER.label.lower()}"


def _told(each: SideStanding) -> dict[str, Any]:
    return {
        "side": each.side.value,
        "by": each.by,
        "at": each.at.isoformat() if each.at else None,
        "standing": each.standing.value if each.standing else "",
        "worth": each.worth.value if each.worth else "",
        "withdrawn": each.withdrawn,
    }


def _words(each: SideStanding) -> str:
    if each.standing is None:
        return _("Not signed")
    return _("Signed, taken back since") if each.withdrawn else each.standing.label


def _when(each: SideStanding) -> str:
    return day_and_clock(each.at) if each.at else ""


COMMANDS: dict[str, click.Command] = {"sign": sign}

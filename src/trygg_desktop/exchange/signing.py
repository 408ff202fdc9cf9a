"""Signs a situational picture with this side's own key, and takes a decision back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from trygg_desktop.domain.pictures import (
    PictureSignature,
    PictureStatus,
    SituationPicture,
    agreement,
    reopened,
    status_of,
)
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import signed_message
from trygg_desktop.errors import UserError
from trygg_desktop.exchange import peers as circle
from trygg_desktop.i18n import N_
from trygg_desktop.insight.signatures import SideStanding, picture_of, sides_of, wording
from trygg_desktop.workspace import Transaction, Workspace

SIGN = N_("Sign situational picture")
TAKE_BACK = N_("Took back the decision")
"""What the steps are called in undo and history."""


def sign(workspace: Workspace, picture: UUID, *, shown: str | None = None) -> UUID:
    """Signs a picture for the side of this workspace, in one transaction; gives the signature's id.

    Args:
        shown: the fingerprint of the wording that whoever signs has read; without it the one of now.

    Raises:
        UserError: there is no such picture, it has changed since it was shown, or this side has signed it.
    """
    with workspace.transaction(SIGN) as tx:
        return sign_in(tx, workspace, picture, shown=shown)


def sign_in(tx: Transaction, workspace: Workspace, picture: UUID, *, shown: str | None = None) -> UUID:
    """The same within a transaction in which nothing has been written yet; see `sign`."""
    under = wording(workspace, picture)
    if shown is not None and shown != under.fingerprint:
        raise UserError(
            "picture-changed",
            N_(
                "The picture has changed since it was shown. Nothing was signed. Read it again and sign then."
            ),
        )
    if under.picture.draft or any(part.draft for part in under.parts):
        raise UserError(
            "signs-draft",
            N_(
                "The picture, or what it says of a district, is still a draft that nobody else can see. Nothing was "
                "signed. Release the drafts first."
            ),
        )
    me = workspace.me
    sides = {each.side: each for each in sides_of(workspace, under)}
    if sides[me.side].applies:
        raise UserError(
            "already-signed", N_("This wording is already signed for your side. Nothing was changed.")
        )
    circle.own_card(tx.connection, demo=workspace.is_demo)
    keys = circle.own_keys(tx.connection)
    at = datetime.fromtimestamp(workspace.now() // 1000, UTC)
    message = signed_message(picture, under.fingerprint, me.side, by=me.name, at=at)
    made = tx.create(
        PictureSignature,
        signed_by=me.name,
        picture=picture,
        side=me.side.value,
        signed_at=at,
        hash=under.fingerprint,
        signature=keys.sign(message).hex(),
        signing_key=keys.public.signing.hex(),
    )
    tx.change(picture, **_agreed(under.picture, sides, me.side, by=me.name, at=at))
    return made


def _agreed(
    picture: SituationPicture, sides: dict[Side, SideStanding], side: Side, *, by: str, at: datetime
) -> dict[str, Any]:
    """What the picture says of the agreement; the other side's counts only where it is to this wording."""
    (other,) = (each for each in sides.values() if each.side is not side)
    theirs = {
        f"agreed_{other.side.value}_by": other.by if other.applies else None,
        f"agreed_{other.side.value}_at": other.at if other.applies else None,
    }
    for name, value in theirs.items():
        setattr(picture, name, value)
    return {**reopened(), **theirs, **agreement(picture, side, by=by, at=at)}


def take_back(workspace: Workspace, picture: UUID) -> None:
    """Takes back what was decided, in one transaction: the picture is in work again, and both sides sign anew.

    The signatures stay as what they are: made that day, under that wording.

    Raises:
        UserError: there is no such picture, or nobody has agreed to it.
    """
    with workspace.transaction(TAKE_BACK) as tx:
        take_back_in(tx, workspace, picture)


def take_back_in(tx: Transaction, workspace: Workspace, picture: UUID) -> None:
    """The same within a transaction; see `take_back`."""
    if status_of(picture_of(workspace, picture)) is PictureStatus.IN_WORK:
        raise UserError(
            "not-agreed", N_("Nobody has agreed to the picture; it is in work already. Nothing was changed.")
        )
    tx.change(picture, **reopened())

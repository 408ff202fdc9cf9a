"""What exactly a signature under a situational picture covers, and what the signatures make of the picture."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Choice, moment_text
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    status_of,
)
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.values import to_json
from trygg_desktop.i18n import N_

_FORM = "trygg-picture-1"
_SIGNED = "trygg-picture-signature-1"

PICTURE_FIELDS = (
    "title",
    "period",
    "from_on",
    "to_on",
    "previous",
    "survey",
    "other_information",
    "analysis",
    "sources",
)
"""The wording, and nothing about how it was handled: agreeing to a picture does not change what it says."""
PART_FIELDS = ("district", "survey", "other_information", "analysis", "changed_since", "sources")
"""The wording of a district in a picture."""


class Standing(Choice):
    """Whether what was signed is what stands there now."""

    CURRENT = "current", N_("Applies to this wording")
    EARLIER = "earlier", N_("Applies to an earlier wording")


def canonical(picture: SituationPicture, parts: Iterable[PicturePart]) -> bytes:
    """The wording of a picture and its districts as bytes, the same on every laptop.

    JSON in UTF-8 with sorted keys and no blanks. Empty fields are left out, so that a field which a later
    program adds changes nothing; letters are in their composed form (NFC) and lines end as on Unix; the
    parts stand in the order of their districts' ids and a part that says nothing does not count. Nor does one that
    is still a draft while the picture is shared: nobody else can see it.
    """
    said = [wording_of(part, PART_FIELDS) for part in parts if picture.draft or not part.draft]
    content = {
        "form": _FORM,
        "id": None if picture.id is None else picture.id.hex,
        "picture": wording_of(picture, PICTURE_FIELDS),
        "parts": sorted((part for part in said if part.keys() - {"district"}), key=_place_of),
    }
    return _dump(content).encode()


def fingerprint(picture: SituationPicture, parts: Iterable[PicturePart]) -> str:
    """The SHA-256 of the wording, in hexadecimal: what is signed and later compared."""
    return hashlib.sha256(canonical(picture, parts)).hexdigest()


def signed_message(picture: UUID, hash: str, side: Side, *, by: str, at: datetime) -> bytes:
    """The bytes that the Ed25519 key signs: the wording's fingerprint, and who signed it and when."""
    signed = {"form": _SIGNED, "picture": picture.hex, "hash": hash, "side": side.value, "by": by}
    return _dump({**signed, "at": moment_text(at)}).encode()


def message_of(signature: PictureSignature) -> bytes | None:
    """The bytes that a kept signature was made over, or nothing where it lacks something."""
    if not (signature.picture and signature.hash and signature.side and signature.signed_at):
        return None
    if signature.side not in set(Side):
        return None
    return signed_message(
        signature.picture,
        signature.hash,
        Side(signature.side),
        by=signature.signed_by or "",
        at=signature.signed_at,
    )


def standing(
    signature: PictureSignature, picture: SituationPicture, parts: Iterable[PicturePart]
) -> Standing:
    """Whether a signature is under the wording of today. Says nothing about who made it: that takes the key."""
    same = signature.picture == picture.id and signature.hash == fingerprint(picture, parts)
    return Standing.CURRENT if same else Standing.EARLIER


def counting(
    picture: SituationPicture, wording: str, signatures: Iterable[PictureSignature]
) -> dict[Side, PictureSignature]:
    """The signature that counts for each side that has signed: the one under this wording, else its latest.

    Args:
        wording: the fingerprint of the picture as it reads now.
    """
    found: dict[Side, PictureSignature] = {}
    for signature in signatures:
        if signature.picture != picture.id or signature.side not in set(Side):
            continue
        side = Side(signature.side)
        if side not in found or _rank(found[side], wording) < _rank(signature, wording):
            found[side] = signature
    return found


def status_now(
    picture: SituationPicture, parts: Iterable[PicturePart], signatures: Iterable[PictureSignature]
) -> PictureStatus:
    """Where a picture stands: what is written of the agreements, and whether both sides signed the same."""
    wording = fingerprint(picture, parts)
    counted = counting(picture, wording, signatures)
    return status_by(picture, wording, {side: each.hash or "" for side, each in counted.items()})


def status_by(picture: SituationPicture, wording: str, signed: Mapping[Side, str]) -> PictureStatus:
    """The rule behind `status_now`.

    Where both have signed and not the same, nobody's word has decided it: it is agreed by the one whose wording
    stands there now, or is in work where neither's does. An agreement that is written and not signed counts as it is
    written, and a decided picture that was changed since stays decided; that is told with the signatures. Whose
    keys the signatures were made with plays no part: all laptops say the same, and what a signature is worth is
    told beside it.

    Args:
        wording: the fingerprint of the picture as it reads now.
        signed: what each side's signature that counts is under.
    """
    status = status_of(picture)
    if status is not PictureStatus.DECIDED or len(signed) < len(Side) or len(set(signed.values())) == 1:
        return status
    agreed = [side for side, hash in signed.items() if hash == wording]
    return PictureStatus(f"agreed-{agreed[0].value}") if agreed else PictureStatus.IN_WORK


def is_frozen(
    picture: SituationPicture, parts: Iterable[PicturePart], signatures: Iterable[PictureSignature]
) -> bool:
    """Whether the picture is decided, so that its wording is no longer changed but followed by a new picture."""
    return status_now(picture, parts, signatures) is PictureStatus.DECIDED


def _rank(signature: PictureSignature, wording: str) -> tuple[bool, float, str]:
    at = signature.signed_at.timestamp() if signature.signed_at else 0.0
    return signature.hash == wording, at, signature.hash or ""


def wording_of(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """What some fields of a record say, as the log keeps it and written alike everywhere; empty ones left out."""
    fields = record.fields()
    values = {name: to_json(fields[name], getattr(record, name)) for name in names}
    return {name: _composed(value) for name, value in values.items() if value not in (None, "")}


def _place_of(part: dict[str, Any]) -> tuple[str, str]:
    return part.get("district", ""), _dump(part)


def _composed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

"""What exactly a signature under a situational picture covers, and whether the picture still reads that way."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Choice, moment_text
from trygg_desktop.domain.pictures import PicturePart, PictureSignature, SituationPicture
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.values import to_json
from trygg_desktop.i18n import N_

_FORM = "trygg-picture-1"
_SIGNED = "trygg-picture-signature-1"

# The wording, and nothing about how it was handled: agreeing to a picture does not change what it says.
_PICTURE_FIELDS = (
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
_PART_FIELDS = ("district", "survey", "other_information", "analysis", "changed_since", "sources")


class Standing(Choice):
    """Whether what was signed is what stands there now."""

    CURRENT = "current", N_("Applies to this wording")
    EARLIER = "earlier", N_("Applies to an earlier wording")


def canonical(picture: SituationPicture, parts: Iterable[PicturePart]) -> bytes:
    """The wording of a picture and its districts as bytes, the same on every laptop.

    JSON in UTF-8 with sorted keys and no blanks. Empty fields are left out, so that a field which a later
    program adds changes nothing; letters are in their composed form (NFC) and lines end as on Unix; the
    parts stand in the order of their districts' ids and a part that says nothing does not count.
    """
    said = [_wording(part, _PART_FIELDS) for part in parts]
    content = {
        "form": _FORM,
        "id": None if picture.id is None else picture.id.hex,
        "picture": _wording(picture, _PICTURE_FIELDS),
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


def _wording(record: Record, names: Iterable[str]) -> dict[str, Any]:
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

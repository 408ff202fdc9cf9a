"""What stays as it reads once it is decided, and what may still happen to it.

Imports no kind before one is asked about, so that it costs nothing where none is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.domain.record import Record
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_


@dataclass(frozen=True, slots=True)
class Whole:
    """A record that is decided together with what belongs to it, as all of it reads at one moment."""

    top: Record
    members: tuple[Record, ...] = ()

    def of(self, kind: str) -> list[Any]:
        """Its members of one kind."""
        return [each for each in self.members if each.about.name == kind]

    def records(self) -> Iterator[Record]:
        """Everything in it, the one that is decided first."""
        yield self.top
        yield from self.members


@dataclass(frozen=True, slots=True)
class Freezing:
    """How one kind is decided, and what then stays as it is.

    Args:
        top: the kind that is decided.
        belonging: the kinds that are read with it, and the field in which each names what it belongs to: the top,
            or one that was read before it.
        kept: for each kind the fields that stay.
        is_frozen: whether a whole is decided.
        is_decided: whether it is written that the record is decided; nobody has taken that back.
        reopened: the values with which a decision is taken back.
        wording: the fingerprint of what a whole says.
        signed_otherwise: the fingerprint that a decision was signed under, where that is another.
        saying: how many of the fields that stay only name what a record belongs to.
    """

    top: str
    belonging: tuple[tuple[str, str], ...]
    kept: Mapping[str, tuple[str, ...]]
    is_frozen: Callable[[Whole], bool]
    is_decided: Callable[[Any], bool]
    reopened: Callable[[], dict[str, Any]]
    wording: Callable[[Whole], str]
    signed_otherwise: Callable[[Whole], str | None]
    saying: Mapping[str, int]

    def belongs_by(self, kind: str) -> str | None:
        """The field by which a record of this kind names what it belongs to."""
        return dict(self.belonging).get(kind)

    def is_changed(self, before: Whole, after: Whole) -> bool:
        """Whether anything that stays reads otherwise, is gone, is new, or is shown to others from now on."""
        was, now = self._content(before), self._content(after)
        if any(was.get(id) != now.get(id) for id in was.keys() | now.keys()):
            return True
        drafts = {each.id for each in before.records() if each.draft}
        return any(each.id in drafts and not each.draft for each in after.members if each.id in now)

    def says_more(self, record: Record) -> bool:
        """Whether a record says anything that stays, besides naming what it belongs to."""
        kind = record.about.name
        return kind in self.kept and len(self._said(record)) > self.saying.get(kind, 0)

    def _said(self, record: Record) -> dict[str, Any]:
        from trygg_desktop.domain.signing import wording_of

        return wording_of(record, self.kept[record.about.name])

    def _content(self, whole: Whole) -> dict[UUID | None, dict[str, Any]]:
        return {each.id: self._said(each) for each in whole.records() if self.says_more(each)}


def _picture_is_frozen(whole: Whole) -> bool:
    from trygg_desktop.domain.signing import is_frozen

    picture: Any = whole.top
    return is_frozen(picture, whole.of("picture-part"), whole.of("picture-signature"))


def _picture_wording(whole: Whole) -> str:
    from trygg_desktop.domain.signing import fingerprint

    picture: Any = whole.top
    return fingerprint(picture, whole.of("picture-part"))


def _picture_signed_otherwise(whole: Whole) -> str | None:
    from trygg_desktop.domain.sides import Side
    from trygg_desktop.domain.signing import counting

    picture: Any = whole.top
    wording = _picture_wording(whole)
    signed = counting(picture, wording, whole.of("picture-signature"))
    hashes = {each.hash for each in signed.values()}
    if len(signed) < len(Side) or len(hashes) > 1 or wording in hashes or not _picture_is_frozen(whole):
        return None
    return hashes.pop()


def _picture_is_decided(picture: Any) -> bool:
    from trygg_desktop.domain.pictures import PictureStatus, status_of

    return status_of(picture) is PictureStatus.DECIDED


def _picture_reopened() -> dict[str, Any]:
    from trygg_desktop.domain.pictures import reopened

    return reopened()


def _rules() -> tuple[Freezing, ...]:
    from trygg_desktop.domain.signing import PART_FIELDS, PICTURE_FIELDS

    return (
        Freezing(
            top="situation-picture",
            belonging=(
                ("picture-part", "picture"),
                ("picture-signature", "picture"),
                ("attachment", "belongs_to"),
            ),
            kept={
                "situation-picture": PICTURE_FIELDS,
                "picture-part": ("picture", *PART_FIELDS),
                "attachment": ("belongs_to", "name", "description", "media_type", "size", "hash"),
            },
            is_frozen=_picture_is_frozen,
            is_decided=_picture_is_decided,
            reopened=_picture_reopened,
            wording=_picture_wording,
            signed_otherwise=_picture_signed_otherwise,
            saying={"picture-part": 2},
        ),
    )


CONCERNED = frozenset({"situation-picture", "picture-part", "picture-signature", "attachment"})
"""The kinds for which it is worth asking."""


def freezings(kinds: Iterable[str]) -> tuple[Freezing, ...]:
    """The rules that can concern records of some kinds.

    A decided situational picture keeps its wording, its districts and its documents; what may still change is how
    it is handled (the protection and its ground, when it is reviewed or erased, the decision in the council that
    stood behind it, the leaders' own notes, each side's signature, the taking back of the decision), and what others
    say about it: links, the picture that comes after it, problems and measures that rest on it.
    """
    return _rules() if CONCERNED.intersection(kinds) else ()


def refusal() -> UserError:
    """What is told to someone who would change what is decided."""
    return UserError(
        "frozen",
        N_(
            "The situational picture is decided, so what it says stays as it is. Nothing was changed. Take back the "
            "decision first, or make a new picture from it."
        ),
    )

"""Makes one text of a text that two people have edited apart, word by word, and says where a person must choose.

Two laptops that merge the same texts get the same result, and nothing either of them wrote is lost: where both
changed the same words the proposal holds both readings, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from trygg_desktop.exchange.text_differences import Edit, Piece, edits_between, reading_of
from trygg_desktop.exchange.tokens import (
    Tokens,
    count_words,
    from_place,
    is_blank,
    is_border,
    tokens_of,
    until_place,
)


class Origin(Enum):
    """Who wrote a run of a merged text."""

    UNCHANGED = "unchanged"  # it stands as it stood
    ONE = "one"  # only the first text has it
    OTHER = "other"  # only the other text (or others, with the same words) has it
    BOTH = "both"  # the first and another agree, though one may have done more
    IN_QUESTION = "in-question"  # the texts differ here, and a person must choose


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a merged text: the runs joined give the merged text, what stood before, and each text given."""

    origin: Origin
    text: str
    before: str
    versions: tuple[str, ...]  # how each of the texts reads here, in the order they were given


@dataclass(frozen=True, slots=True)
class Merged:
    """One text made of several; where it is not clean, a proposal for a person to edit."""

    text: str
    clean: bool
    parts: tuple[Part, ...]


def merge(base: str, one: str, other: str) -> Merged:
    """What `base` becomes when both edits of it are taken in.

    Clean where the edits lie apart: a word that nobody touched between them, or the border of a sentence, a line
    or a list item. In question: the same or neighbouring words changed, and two insertions at one place, whose
    order nobody knows. The text is the same whichever of the two comes first.
    """
    return merge_all(base, (one, other))


def merge_all(base: str, texts: Sequence[str]) -> Merged:
    """What `base` becomes when every edit of it is taken in; the text does not depend on the texts' order."""
    before = tokens_of(base)
    found = {text: edits_between(before, tokens_of(text)) for text in texts}
    edits = sorted(
        ((edit, side) for side, text in enumerate(texts) for edit in found[text]),
        key=lambda item: item[0],  # not by whose it is: that differs between the laptops
    )
    parts: list[Part] = []
    done = 0
    for region in _kept_apart(before, list(_regions(before, edits)), len(texts)):
        start, end = _stretch(region)
        parts += _unchanged(before[done:start], len(texts))
        parts.append(_settled(before, region, len(texts)))
        done = end
    parts += _unchanged(before[done:], len(texts))
    clean = all(part.origin is not Origin.IN_QUESTION for part in parts)
    return Merged("".join(part.text for part in parts), clean, tuple(parts))


_Region = list[tuple[Edit, int]]


def _regions(before: Tokens, edits: _Region) -> Iterator[_Region]:
    """The edits, with the number of the text they come from, gathered where they meet."""
    region: _Region = []
    for edit, side in edits:
        if region and all(_lie_apart(before, earlier, edit) for earlier, _side in region):
            yield region
            region = []
        region.append((edit, side))
    if region:
        yield region


def _lie_apart(before: Tokens, first: Edit, second: Edit) -> bool:
    """Whether two edits can both stand without a question; `second` does not begin before `first`."""
    if second.start < first.end:
        return False
    if any(not is_blank(before[place]) for place in range(first.end, second.start)):
        return True
    if first.start == first.end and second.start == second.end:
        return False
    gap = before[first.end : second.start]
    left = until_place(before, first.start) + reading_of(before, first.start, first.end, first.pieces)
    right = reading_of(before, second.start, second.end, second.pieces) + from_place(before, second.end)
    lefts, rights = (until_place(before, first.end), left), (from_place(before, second.start), right)
    return all(is_border(left + gap, right) for left in lefts for right in rights)


def _kept_apart(before: Tokens, regions: list[_Region], count: int) -> list[_Region]:
    """Regions taken together where words would run together between them.

    Two by two they lie apart, and yet they may not: what one takes away may be the very border between two things
    that the other has put in.
    """
    parts = [_settled(before, region, count) for region in regions]
    for first, part in enumerate(parts):
        last = first + 1
        while last < len(parts) and not parts[last].text:
            last += 1
        if last == len(parts) or not part.text:
            continue
        touching = all(
            _stretch(one)[1] == _stretch(next_one)[0] for one, next_one in pairwise(regions[first : last + 1])
        )
        if touching and _run_together(parts[first : last + 1], count):
            joined = [each for region in regions[first : last + 1] for each in region]
            return _kept_apart(before, [*regions[:first], joined, *regions[last + 1 :]], count)
    return regions


def _run_together(parts: list[Part], count: int) -> bool:
    """Whether a word ends one run and begins the next as in none of the texts."""
    if not (parts[0].text[-1].isalnum() and parts[-1].text[0].isalnum()):
        return False
    made = [part.text for part in parts]
    return not any(made == [part.versions[side] for part in parts] for side in range(count))


def _stretch(region: _Region) -> tuple[int, int]:
    return region[0][0].start, max(edit.end for edit, _side in region)


def _unchanged(tokens: Tokens, count: int) -> list[Part]:
    text = "".join(tokens)
    return [Part(Origin.UNCHANGED, text, text, (text,) * count)] if text else []


def _settled(before: Tokens, region: _Region, count: int) -> Part:
    """The run of the merged text that a region becomes."""
    start, end = _stretch(region)
    pieces: dict[int, tuple[Piece, ...]] = {}
    for edit, side in region:
        pieces[side] = pieces.get(side, ()) + edit.pieces
    versions = tuple("".join(reading_of(before, start, end, pieces.get(side, ()))) for side in range(count))
    was = "".join(before[start:end])
    changed = {side for side, version in enumerate(versions) if version != was}
    readings = {versions[side] for side in changed} or {was}
    if len(readings) > 1:
        readings = {
            versions[side] for side in changed if _has_all(start, end, side, changed, pieces)
        } or readings
    origin = _origin(changed) if len(readings) == 1 else Origin.IN_QUESTION
    return Part(origin, _one_after_another(readings), was, versions)


def _origin(sides: set[int]) -> Origin:
    if not sides:
        return Origin.UNCHANGED
    if 0 not in sides:
        return Origin.OTHER
    return Origin.ONE if sides == {0} else Origin.BOTH


def _has_all(start: int, end: int, side: int, others: set[int], pieces: dict[int, tuple[Piece, ...]]) -> bool:
    """Whether a side has done all that the others did, and perhaps more."""
    full = pieces[side]
    return all(
        all(_is_done(piece, full) for piece in pieces[other]) or _is_begun(start, end, pieces[other], full)
        for other in others
    )


def _is_done(piece: Piece, full: tuple[Piece, ...]) -> bool:
    """Whether the piece is among the others, or took away only what one of them takes away."""
    return piece in full or (
        not piece.new
        and any(not each.new and each.start <= piece.start and piece.end <= each.end for each in full)
    )


def _is_begun(start: int, end: int, side: tuple[Piece, ...], full: tuple[Piece, ...]) -> bool:
    """Whether both replaced the whole stretch, and what stands at one end of the longer is the shorter."""
    if len(side) != 1 or len(full) != 1 or {each[:2] for each in side + full} != {(start, end)}:
        return False
    short, long = side[0].new, full[0].new
    return count_words(short) > 0 and short in (long[: len(short)], long[-len(short) :])


def _one_after_another(versions: set[str]) -> str:
    """All readings in one text, in an order that is the same everywhere, with no words run together."""
    text = ""
    for version in sorted(versions):  # by code points, as every laptop sorts them
        if text and version and not (text[-1].isspace() or version[0].isspace()):
            text += "\n" if "\n" in text + version else " "
        text += version
    return text

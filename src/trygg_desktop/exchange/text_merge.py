"""Makes one text of a text that two people have edited apart, word by word, and says where a person must choose.

Two laptops that merge the same texts get the same result, and nothing either of them wrote is lost: where both
changed the same words the proposal holds both readings, one after the other.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

Tokens = tuple[str, ...]


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


class Change(Enum):
    """What became of a run of words between two texts."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words that was kept, removed or added."""

    change: Change
    text: str


def merge(base: str, one: str, other: str) -> Merged:
    """What `base` becomes when both edits of it are taken in.

    Clean where the edits lie apart: a word that nobody touched between them, or the border of a sentence, a line
    or a list item. In question: the same or neighbouring words changed, and two insertions at one place, whose
    order nobody knows. The text is the same whichever of the two comes first.
    """
    return merge_all(base, (one, other))


def merge_all(base: str, texts: Sequence[str]) -> Merged:
    """What `base` becomes when every edit of it is taken in; the text does not depend on the texts' order."""
    before = _tokens(base)
    found = {text: _edits(before, _tokens(text)) for text in texts}
    edits = sorted(
        ((edit, side) for side, text in enumerate(texts) for edit in found[text]),
        key=lambda item: item[0],  # not by whose it is: that differs between the laptops
    )
    parts: list[Part] = []
    done = 0
    for region in _regions(before, edits):
        start = region[0][0].start
        end = max(edit.end for edit, _side in region)
        parts += _unchanged(before[done:start], len(texts))
        parts.append(_settled(before, start, end, region, len(texts)))
        done = end
    parts += _unchanged(before[done:], len(texts))
    clean = all(part.origin is not Origin.IN_QUESTION for part in parts)
    return Merged("".join(part.text for part in parts), clean, tuple(parts))


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """What was kept, removed and added, word by word; without the removed it reads as `after`."""
    old = _tokens(before)
    shown: list[tuple[Change, Tokens]] = []
    done = 0
    for edit in _edits(old, _tokens(after)):
        shown.append((Change.KEPT, old[done : edit.start]))
        shown.append((Change.REMOVED, old[edit.start : edit.end]))
        shown.append((Change.ADDED, _reading(old, edit.start, edit.end, edit.pieces)))
        done = edit.end
    shown.append((Change.KEPT, old[done:]))
    return tuple(Difference(change, "".join(tokens)) for change, tokens in shown if tokens)


_LETTER = r"[\w\u0300-\u036f\u00ad\u200b-\u200d]"  # also a ring or dots kept apart from their letter
_TOKEN = re.compile(
    rf"""\w+://\S+                                               # an address
    | {_LETTER}+ (?: (?: [-‐‑–.,:/@'’&+]                         # 14.30, 2,5, t.ex., SPF:s, 9–12, a@b.se
                       | (?<=\d)[ \u00a0\u202f](?=\d) )          # 10 000, 070-123 45 67
                     {_LETTER}+ )*
    | \r\n | [\r\n]
    | [^\S\r\n]+
    | . [\u0300-\u036f\u200d\ufe0f]*""",
    re.VERBOSE | re.DOTALL,
)
_NEAR = 4  # as many tokens as the end or the beginning of a sentence can have beside its words
_NEW_LINE = re.compile(r"[\r\n][^\S\r\n]*(?:[-–•*]|\d{1,2}[.)])?[^\S\r\n]*\Z")  # also a list's "- " or "1."
_CLOSED = re.compile(r"[.!?…][\"”’»)\]]*\s*\Z")
_CLOSED_WORD = re.compile(r"(?:[^\W\d]{4}\.|[!?])[\"”’»)\]]*\s*\Z")
_OPENED = re.compile(r"\s*[\"”’«(\[–•*-]*\s*(\w)")


def _tokens(text: str) -> Tokens:
    """The text as words, numbers, line breaks, runs of blanks and single marks; joined they are the text."""
    return tuple(_TOKEN.findall(text))


def _is_line_break(token: str) -> bool:
    return token in ("\n", "\r\n", "\r")


def _is_blank(token: str) -> bool:
    return token.isspace() and not _is_line_break(token)


def _words(tokens: Sequence[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


def _is_border(left: Tokens, right: Tokens) -> bool:
    """Whether a sentence, a line or a list item ends with `left` and another begins with `right`.

    A full stop alone is no border: a blank and a capital letter must follow, or a number after a word too long
    to be cut short, since "kl. 14" is one thing.
    """
    if not left or not right:
        return True
    ended, begun = "".join(left[-_NEAR:]), "".join(right[:_NEAR])
    if len(left) < _NEAR:
        ended = "\n" + ended  # a text begins with a line
    if _NEW_LINE.search(ended) or begun.lstrip(" \t\u00a0")[:1] in ("\n", "\r"):
        return True
    if not (ended[-1:].isspace() or begun[:1].isspace()):
        return False
    first = _OPENED.match(begun)
    if first is None:
        return False
    closed = _CLOSED_WORD if first[1].isdigit() else _CLOSED
    return not first[1].islower() and closed.search(ended) is not None


def _border_at(tokens: Tokens, place: int) -> bool:
    return _is_border(_until(tokens, place), _from(tokens, place))


def _until(tokens: Tokens, place: int) -> Tokens:
    return tokens[max(0, place - _NEAR) : place]


def _from(tokens: Tokens, place: int) -> Tokens:
    return tokens[place : place + _NEAR]


def _lines(tokens: Tokens) -> list[Tokens]:
    return _cut(tokens, (place for place in range(1, len(tokens)) if _is_line_break(tokens[place - 1])))


def _sentences(tokens: Tokens) -> list[Tokens]:
    after_blank = (place for place in range(1, len(tokens)) if tokens[place - 1].isspace())
    likely = (
        place
        for place in after_blank
        if not tokens[max(0, place - 2)][-1].isalnum() or _is_line_break(tokens[place - 1])
    )
    return _cut(tokens, (place for place in likely if _border_at(tokens, place)))


def _single(tokens: Tokens) -> list[Tokens]:
    return [(token,) for token in tokens]


def _cut(tokens: Tokens, places: Iterable[int]) -> list[Tokens]:
    """The stretches between the places, and the blanks after each by themselves: they may be others elsewhere."""
    stretches = []
    done = 0
    for place in (*places, len(tokens)):
        end = place
        while end > done and tokens[end - 1].isspace():
            end -= 1
        stretches += [tokens[done:end], tokens[end:place]]
        done = place
    return [stretch for stretch in stretches if stretch]


class _Piece(NamedTuple):
    """The words of the base from `start` to before `end` became the words `new`."""

    start: int
    end: int
    new: Tokens


class _Edit(NamedTuple):
    """Pieces so near one another that a reader takes them for one change."""

    start: int
    end: int
    pieces: tuple[_Piece, ...]
    words: int  # how many it touches


class _Span(NamedTuple):
    """A stretch of the old tokens and the stretch of the new ones that replaced it."""

    start: int
    end: int
    new_start: int
    new_end: int


class _Grain(NamedTuple):
    """Units to compare by, and which of them stand everywhere and say nothing about what belongs together."""

    cut: Callable[[Tokens], list[Tokens]]
    is_filling: Callable[[Tokens], bool]


_GRAINS = (
    _Grain(_lines, lambda line: not _words(line)),
    _Grain(_sentences, lambda sentence: not _words(sentence)),
    _Grain(_single, lambda word: _is_blank(word[0])),
)
# What one comparison may cost at most, in pairs of equal units and in units looked at; no two texts take long.
_MOST_PAIRS = 15_000
_MOST_EFFORT = 1_000_000


def _edits(before: Tokens, after: Tokens) -> list[_Edit]:
    spans = list(_compared(before, after, 0, 0, _GRAINS))
    edits: list[_Edit] = []
    for number, span in enumerate(spans):
        floor = spans[number - 1] if number else _Span(0, 0, 0, 0)
        ceiling = spans[number + 1].start if number + 1 < len(spans) else len(before)
        spans[number] = span = _moved_to_border(before, after, span, floor, ceiling)
        piece = _Piece(span.start, span.end, after[span.new_start : span.new_end])
        words = max(_words(piece.new), _words(before[span.start : span.end]))
        edit = _Edit(span.start, span.end, (piece,), words)
        while edits and _reads_as_one(before, edits[-1], edit):
            earlier = edits.pop()
            edit = _Edit(earlier.start, edit.end, earlier.pieces + edit.pieces, earlier.words + edit.words)
        edits.append(edit)
    return edits


def _compared(
    before: Tokens, after: Tokens, place: int, new_place: int, grains: tuple[_Grain, ...]
) -> Iterator[_Span]:
    """The stretches that differ: by whole lines first, then by sentences within them, then by words."""
    grain, *finer = grains or _GRAINS[-1:]
    old, new = grain.cut(before), grain.cut(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    place, new_place = (at + sum(map(len, old[:head])) for at in (place, new_place))
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not grains or not old or not new:
        if old or new:
            yield _Span(place, place + sum(map(len, old)), new_place, new_place + sum(map(len, new)))
        return
    done, new_done = 0, 0
    for meet, new_meet in [*_anchors(old, new, grain), (len(old), len(new))]:
        was, became = _joined(old[done:meet]), _joined(new[new_done:new_meet])
        if was != became:
            yield from _compared(was, became, place, new_place, tuple(finer))
        place, new_place = (
            at + sum(map(len, old[meet : meet + 1])) for at in (place + len(was), new_place + len(became))
        )
        done, new_done = meet + 1, new_meet + 1


def _anchors(old: Sequence[Tokens], new: Sequence[Tokens], grain: _Grain) -> list[tuple[int, int]]:
    """Where in both the units stand that belong together."""
    telling = _telling(old, new, grain)
    here = [place for place, unit in enumerate(old) if unit in telling]
    there = [place for place, unit in enumerate(new) if unit in telling]
    together = _matches([old[at] for at in here], [new[at] for at in there])
    return [(here[place], there[new_place]) for place, new_place in together]


def _matches(old: Sequence[Tokens], new: Sequence[Tokens]) -> list[tuple[int, int]]:
    """Which units are the same: those in the longest run alike, and so on to both sides of it.

    The largest stretches come first, and when the effort is spent the rest is left as rewritten.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    each = 1 + sum(map(Counter(new).__getitem__, old)) // max(1, len(old))
    stretches = deque([(0, len(old), 0, len(new))])
    found: list[tuple[int, int]] = []
    effort = 0
    while stretches and effort < _MOST_EFFORT:
        start, end, new_start, new_end = stretches.popleft()
        effort += (end - start) * each
        first, second, length = matcher.find_longest_match(start, end, new_start, new_end)
        if length:
            found += zip(range(first, first + length), range(second, second + length), strict=True)
            stretches.append((start, first, new_start, second))
            stretches.append((first + length, end, second + length, new_end))
    return sorted(found)


def _alike(old: Sequence[Tokens], new: Sequence[Tokens]) -> int:
    """How many units both begin with."""
    for count, (was, became) in enumerate(zip(old, new, strict=False)):
        if was != became:
            return count
    return min(len(old), len(new))


def _telling(old: Sequence[Tokens], new: Sequence[Tokens], grain: _Grain) -> set[Tokens]:
    """The units that show what belongs together; the commonest are left out where there are too many pairs."""
    counted, became = Counter(old), Counter(new)
    pairs = sorted(
        (counted[unit] * became[unit], unit)
        for unit in became
        if unit in counted and not grain.is_filling(unit)
    )
    telling = set()
    total = 0
    for count, unit in pairs:
        total += count
        if total > _MOST_PAIRS:
            break
        telling.add(unit)
    return telling


def _joined(units: Sequence[Tokens]) -> Tokens:
    return tuple(token for unit in units for token in unit)


def _moved_to_border(before: Tokens, after: Tokens, span: _Span, floor: _Span, ceiling: int) -> _Span:
    """The same insertion or deletion, begun where a line, a sentence or a word begins, if it can be read so.

    Of "A. B. C." without "B." one may say that "B. " went or that ". B" did. Everybody must say the same, and a
    change of "A" must not seem to touch it.
    """
    inserted = span.start == span.end
    if not inserted and span.new_start != span.new_end:
        return span
    tokens, start, end = (after, span.new_start, span.new_end) if inserted else (before, span.start, span.end)
    lowest, highest = 0, 0
    while (
        span.start + lowest > floor.end
        and span.new_start + lowest > floor.new_end
        and tokens[start + lowest - 1] == tokens[end + lowest - 1]
    ):
        lowest -= 1
    while span.end + highest < ceiling and tokens[start + highest] == tokens[end + highest]:
        highest += 1
    step = max(range(lowest, highest + 1), key=lambda step: _beginning(tokens, start + step))
    return _Span(span.start + step, span.end + step, span.new_start + step, span.new_end + step)


def _beginning(tokens: Tokens, place: int) -> tuple[int, bool]:
    """How good a place is to begin reading at."""
    solid = place < len(tokens) and not tokens[place].isspace()
    if place == 0 or _is_line_break(tokens[place - 1]):
        return 3, solid
    if _border_at(tokens, place):
        return 2, solid
    return int(tokens[place - 1].isspace()), solid


def _reads_as_one(before: Tokens, earlier: _Edit, later: _Edit) -> bool:
    """Whether so little stands between two changes that the sentence is better shown as rewritten there."""
    between = before[earlier.end : later.start]
    most = (earlier.words + later.words) // 3
    if len(between) > 4 * most + 4 or _words(between) > most:
        return False
    return not any(map(_is_line_break, between)) and not any(
        _border_at(before, place) for place in range(earlier.end, later.start + 1)
    )


_Region = list[tuple[_Edit, int]]


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


def _lie_apart(before: Tokens, first: _Edit, second: _Edit) -> bool:
    """Whether two edits can both stand without a question; `second` does not begin before `first`."""
    if second.start < first.end:
        return False
    if any(not _is_blank(before[place]) for place in range(first.end, second.start)):
        return True
    if first.start == first.end and second.start == second.end:
        return False
    gap = before[first.end : second.start]
    left = _until(before, first.start) + _reading(before, first.start, first.end, first.pieces)
    right = _reading(before, second.start, second.end, second.pieces) + _from(before, second.end)
    lefts, rights = (_until(before, first.end), left), (_from(before, second.start), right)
    return all(_is_border(left + gap, right) for left in lefts for right in rights)


def _reading(before: Tokens, start: int, end: int, pieces: Sequence[_Piece]) -> Tokens:
    """How the stretch from `start` to before `end` reads with the pieces taken in."""
    read: list[str] = []
    for piece in pieces:
        read += before[start : piece.start]
        read += piece.new
        start = piece.end
    read += before[start:end]
    return tuple(read)


def _unchanged(tokens: Tokens, count: int) -> list[Part]:
    text = "".join(tokens)
    return [Part(Origin.UNCHANGED, text, text, (text,) * count)] if text else []


def _settled(before: Tokens, start: int, end: int, region: _Region, count: int) -> Part:
    """The run of the merged text that a region becomes."""
    pieces: dict[int, tuple[_Piece, ...]] = {}
    for edit, side in region:
        pieces[side] = pieces.get(side, ()) + edit.pieces
    versions = tuple("".join(_reading(before, start, end, pieces.get(side, ()))) for side in range(count))
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


def _has_all(
    start: int, end: int, side: int, others: set[int], pieces: dict[int, tuple[_Piece, ...]]
) -> bool:
    """Whether a side has done all that the others did, and perhaps more."""
    full = pieces[side]
    return all(
        all(_is_done(piece, full) for piece in pieces[other]) or _is_begun(start, end, pieces[other], full)
        for other in others
    )


def _is_done(piece: _Piece, full: tuple[_Piece, ...]) -> bool:
    """Whether the piece is among the others, or took away only what one of them takes away."""
    return piece in full or (
        not piece.new
        and any(not each.new and each.start <= piece.start and piece.end <= each.end for each in full)
    )


def _is_begun(start: int, end: int, side: tuple[_Piece, ...], full: tuple[_Piece, ...]) -> bool:
    """Whether both replaced the whole stretch, and what stands at one end of the longer is the shorter."""
    if len(side) != 1 or len(full) != 1 or {each[:2] for each in side + full} != {(start, end)}:
        return False
    short, long = side[0].new, full[0].new
    return _words(short) > 0 and short in (long[: len(short)], long[-len(short) :])


def _one_after_another(versions: set[str]) -> str:
    """All readings in one text, in an order that is the same everywhere, with no words run together."""
    text = ""
    for version in sorted(versions):  # by code points, as every laptop sorts them
        if text and version and not (text[-1].isspace() or version[0].isspace()):
            text += "\n" if "\n" in text + version else " "
        text += version
    return text

"""What changed between two texts, word by word, told as a reader would tell it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from trygg_desktop.exchange.tokens import (
    Tokens,
    border_at,
    count_words,
    is_blank,
    is_line_break,
    lines_of,
    sentences_of,
    single_tokens,
    tokens_of,
)


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


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """What was kept, removed and added, word by word; without the removed it reads as `after`."""
    old = tokens_of(before)
    shown: list[tuple[Change, Tokens]] = []
    done = 0
    for edit in edits_between(old, tokens_of(after)):
        shown.append((Change.KEPT, old[done : edit.start]))
        shown.append((Change.REMOVED, old[edit.start : edit.end]))
        shown.append((Change.ADDED, reading_of(old, edit.start, edit.end, edit.pieces)))
        done = edit.end
    shown.append((Change.KEPT, old[done:]))
    return tuple(Difference(change, "".join(tokens)) for change, tokens in shown if tokens)


class Piece(NamedTuple):
    """The words of the base from `start` to before `end` became the words `new`."""

    start: int
    end: int
    new: Tokens


class Edit(NamedTuple):
    """Pieces so near one another that a reader takes them for one change."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
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
    _Grain(lines_of, lambda line: not count_words(line)),
    _Grain(sentences_of, lambda sentence: not count_words(sentence)),
    _Grain(single_tokens, lambda word: is_blank(word[0])),
)
# What one comparison may cost at most, in pairs of equal units and in units looked at; no two texts take long.
_MOST_PAIRS = 15_000
_MOST_EFFORT = 1_000_000


def edits_between(before: Tokens, after: Tokens) -> list[Edit]:
    spans = list(_compared(before, after, 0, 0, _GRAINS))
    edits: list[Edit] = []
    for number, span in enumerate(spans):
        floor = spans[number - 1] if number else _Span(0, 0, 0, 0)
        ceiling = spans[number + 1].start if number + 1 < len(spans) else len(before)
        spans[number] = span = _moved_to_border(before, after, span, floor, ceiling)
        piece = Piece(span.start, span.end, after[span.new_start : span.new_end])
        words = max(count_words(piece.new), count_words(before[span.start : span.end]))
        edit = Edit(span.start, span.end, (piece,), words)
        while edits and (_at_one_place(edits[-1], edit) or _reads_as_one(before, edits[-1], edit)):
            earlier = edits.pop()
            edit = Edit(earlier.start, edit.end, earlier.pieces + edit.pieces, earlier.words + edit.words)
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
    if place == 0 or is_line_break(tokens[place - 1]):
        return 3, solid
    if border_at(tokens, place):
        return 2, solid
    return int(tokens[place - 1].isspace()), solid


def _at_one_place(earlier: Edit, later: Edit) -> bool:
    """Whether both only put something in, at one place: apart, nobody could tell which of them comes first."""
    return earlier.start == earlier.end == later.start == later.end


def _reads_as_one(before: Tokens, earlier: Edit, later: Edit) -> bool:
    """Whether so little stands between two changes that the sentence is better shown as rewritten there."""
    between = before[earlier.end : later.start]
    most = (earlier.words + later.words) // 3
    if len(between) > 4 * most + 4 or count_words(between) > most:
        return False
    return not any(map(is_line_break, between)) and not any(
        border_at(before, place) for place in range(earlier.end, later.start + 1)
    )


def reading_of(before: Tokens, start: int, end: int, pieces: Sequence[Piece]) -> Tokens:
    """How the stretch from `start` to before `end` reads with the pieces taken in."""
    read: list[str] = []
    for piece in pieces:
        read += before[start : piece.start]
        read += piece.new
        start = piece.end
    read += before[start:end]
    return tuple(read)

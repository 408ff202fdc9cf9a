"""A text as words, numbers, blanks and marks, and where its sentences, lines and list items begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Tokens = tuple[str, ...]

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


def tokens_of(text: str) -> Tokens:
    """The text as words, numbers, line breaks, runs of blanks and single marks; joined they are the text."""
    return tuple(_TOKEN.findall(text))


def is_line_break(token: str) -> bool:
    return token in ("\n", "\r\n", "\r")


def is_blank(token: str) -> bool:
    return token.isspace() and not is_line_break(token)


def count_words(tokens: Sequence[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


def is_border(left: Tokens, right: Tokens) -> bool:
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


def border_at(tokens: Tokens, place: int) -> bool:
    return is_border(until_place(tokens, place), from_place(tokens, place))


def until_place(tokens: Tokens, place: int) -> Tokens:
    return tokens[max(0, place - _NEAR) : place]


def from_place(tokens: Tokens, place: int) -> Tokens:
    return tokens[place : place + _NEAR]


def lines_of(tokens: Tokens) -> list[Tokens]:
    return _cut(tokens, (place for place in range(1, len(tokens)) if is_line_break(tokens[place - 1])))


def sentences_of(tokens: Tokens) -> list[Tokens]:
    after_blank = (place for place in range(1, len(tokens)) if tokens[place - 1].isspace())
    likely = (
        place
        for place in after_blank
        if not tokens[max(0, place - 2)][-1].isalnum() or is_line_break(tokens[place - 1])
    )
    return _cut(tokens, (place for place in likely if border_at(tokens, place)))


def single_tokens(tokens: Tokens) -> list[Tokens]:
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

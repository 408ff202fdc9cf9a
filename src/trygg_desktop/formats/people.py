"""Whether two names are one person's, and which people look alike enough that someone should judge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from trygg_desktop.domain.values import fold

Tokens = tuple[str, ...]
Key = TypeVar("Key")

_ALIKE_WORD = 85.0
_ALIKE_NAME = 88.0
_ALIKE_ORGANISATION = 90.0
_LEGAL_FORMS = frozenset({"ab", "aktiebolag", "hb", "kb", "publ", "ek", "for", "ideell"})


@lru_cache(maxsize=65_536)
def name_words(name: str) -> Tokens:
    """A name's words without case and accents, in alphabetic order: `Andersson, Anna` is `Anna Andersson`."""
    return tuple(sorted(re.findall(r"[^\W_]+", fold(name))))


@lru_cache(maxsize=65_536)
def organisation_words(name: str) -> str:
    """An organisation's name without its legal form: `Bostads AB Mimer` is `Mimer bostads`."""
    words = name_words(name)
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)


def same_person(a: Tokens, b: Tokens) -> bool:
    """Whether two names may be one person's: each word of the shorter has its like in the longer.

    An initial stands for a name that begins with it. `Anna` and `Anders` are two, `Andersson` and
    `Anderson` one. Meant for people who share an e-mail address or an employer already.
    """
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if not short:
        return False
    left = list(long)
    # Whole words first, so that an initial gets what they leave
    for word in sorted(short, key=len, reverse=True):
        like = next((other for other in left if _same_word(word, other)), None)
        if like is None:
            return False
        left.remove(like)
    return True


def _same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return fuzz.ratio(a, b) >= _ALIKE_WORD


def alike(a: Tokens, b: Tokens) -> bool:
    """Whether two names are near enough to ask whether they are the same person."""
    if a == b:
        return bool(a)
    if fuzz.ratio(" ".join(a), " ".join(b)) >= _ALIKE_NAME:
        return True
    return min(len(a), len(b)) > 1 and same_person(a, b)


def organisations_alike(a: str, b: str) -> bool:
    """Whether two organisations' names, given as `organisation_words`, may mean the same organisation."""
    return a == b or fuzz.ratio(a, b) >= _ALIKE_ORGANISATION


class Lookalikes(Generic[Key]):
    """People seen so far, each under a key of one's own, and which of them a new one looks like.

    Only those are compared who share the beginning of a word and the employer, so that ten
    thousand names take a second and not an hour.
    """

    def __init__(self) -> None:
        self._by_employer: dict[tuple[str, str], list[tuple[Tokens, Key]]] = {}
        self._by_name: dict[Tokens, list[tuple[str, Key]]] = {}
        self._employers: dict[str, str] = {}
        self._employers_by_start: dict[str, list[str]] = {}

    def add(self, name: Tokens, employer: str, key: Key) -> None:
        """Takes a person among those seen. `employer` is an organisation's name, or empty."""
        place = self._place(employer)
        for start in _starts(name):
            self._by_employer.setdefault((place, start), []).append((name, key))
        self._by_name.setdefault(name, []).append((place, key))

    def like(self, name: Tokens, employer: str) -> list[Key]:
        """The people who look like this one: a like name with a like employer, or the same name with none."""
        place = self._place(employer)
        found: dict[Key, None] = {}
        if place:
            for start in _starts(name):
                for other, key in self._by_employer.get((place, start), ()):
                    if alike(name, other):
                        found[key] = None
        for other_place, key in self._by_name.get(name, ()):
            if not place or not other_place:
                found[key] = None
        return list(found)

    def _place(self, employer: str) -> str:
        """One spelling for all spellings of an employer."""
        if not employer:
            return ""
        words = organisation_words(employer)
        if words not in self._employers:
            near = self._employers_by_start.setdefault(words[:3], [])
            place = next((other for other in near if organisations_alike(words, other)), words)
            self._employers[words] = place
            if place == words:
                near.append(words)
        return self._employers[words]


def _starts(name: Tokens) -> Iterable[str]:
    return {word[:2] for word in name}

"""What abbreviations on paper stand for, so that they are read aloud as words: `kl. 18` as `klockan 18`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEFORE_A_NUMBER = r"(?=[ \N{NO-BREAK SPACE}]\d)"
_ALONE = {
    "sv": {"n": "antal", "Nr": "Nummer", "..": "för få för att visas", "×": "uppgift saknas"},
    "en": {"n": "number", "No.": "Number", "..": "too few to be shown", "×": "no figure"},
}
"""What stands for something only where it is all that is said, as over a column or in a cell; by language."""

_STANDS_FOR = {
    "sv": {
        rf"kl\.?{_BEFORE_A_NUMBER}": "klockan",
        rf"v\.{_BEFORE_A_NUMBER}": "vecka",
        rf"kv{_BEFORE_A_NUMBER}": "kvartal",
        r"Dnr(?= )": "Diarienummer",
    },
    "en": {
        rf"w\.{_BEFORE_A_NUMBER}": "week",
        **{rf"Q{n}(?=[ \N{{NO-BREAK SPACE}}]\d{{4}})": f"quarter {n}" for n in range(1, 5)},
        r"Ref\.(?= )": "Reference",
    },
}
_FOUND = {
    language: re.compile("|".join(rf"(\b{pattern})" for pattern in stands_for))
    for language, stands_for in _STANDS_FOR.items()
}
_WORDS = {language: tuple(stands_for.values()) for language, stands_for in _STANDS_FOR.items()}
_HINTS = {"sv": ("v.", "kl", "kv", "Dnr"), "en": ("w.", "Q", "Ref.")}
"""What is quickly looked for before the patterns are: most text has none of it."""


def is_abbreviated(text: str, language: str) -> bool:
    """Whether there is an abbreviation in it that is known in a language, `sv` or `en`."""
    if text in _ALONE[language]:
        return True
    for hint in _HINTS[language]:
        if hint in text:
            return _FOUND[language].search(text) is not None
    return False


def expanded(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with what it stands for; most stand for themselves and have nothing beside them."""
    if alone := _ALONE[language].get(text):
        yield text, alone
        return
    done = 0
    for found in _FOUND[language].finditer(text):
        if found.start() > done:
            yield text[done : found.start()], ""
        assert found.lastindex is not None
        yield found[0], _WORDS[language][found.lastindex - 1]
        done = found.end()
    if done < len(text):
        yield text[done:], ""

"""What abbreviations on paper stand for, so that they are read aloud as words: `kl. 18` as `klockan 18`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEFORE_A_NUMBER = r"(?=[ \N{NO-BREAK SPACE}]\d)"
_STANDS_FOR = {
    "sv": {
        rf"kl\.?{_BEFORE_A_NUMBER}": "klockan",
        rf"v\.{_BEFORE_A_NUMBER}": "vecka",
        rf"kv{_BEFORE_A_NUMBER}": "kvartal",
        r"Dnr(?= )": "Diarienummer",
        r"n(?=$)(?<!.n)": "antal",
        r"Nr(?=$)(?<!.Nr)": "Nummer",
    },
    "en": {
        rf"w\.{_BEFORE_A_NUMBER}": "week",
        **{rf"Q{n}(?=[ \N{{NO-BREAK SPACE}}]\d{{4}})": f"quarter {n}" for n in range(1, 5)},
        r"Ref\.(?= )": "Reference",
        r"n(?=$)(?<!.n)": "number",
        r"No\.(?=$)(?<!.No\.)": "Number",
    },
}
"""By language, since each has its own; `n` and `Nr` only where they are all that is said, as over a column."""

_FOUND = {
    language: re.compile("|".join(rf"(\b{pattern})" for pattern in stands_for))
    for language, stands_for in _STANDS_FOR.items()
}
_WORDS = {language: tuple(stands_for.values()) for language, stands_for in _STANDS_FOR.items()}


def is_abbreviated(text: str, language: str) -> bool:
    """Whether there is an abbreviation in it that is known in a language, `sv` or `en`."""
    return _FOUND[language].search(text) is not None


def expanded(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with what it stands for; most stand for themselves and have nothing beside them."""
    done = 0
    for found in _FOUND[language].finditer(text):
        if found.start() > done:
            yield text[done : found.start()], ""
        assert found.lastindex is not None
        yield found[0], _WORDS[language][found.lastindex - 1]
        done = found.end()
    if done < len(text):
        yield text[done:], ""

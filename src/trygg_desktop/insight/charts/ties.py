"""Which words of a text stay on one line: a day with its month, a number with its unit, `§` with its number, and a
dot or a dash with what stands before it."""

from __future__ import annotations

import re

TIE = "\ue000"
"""Stands for a blank at which no line is broken. It is turned back before anything is printed."""

_MONTHS = (
    "jan|feb|mars?|apr|ma[jy]|ju[nl]i?|ju[nl][ey]|aug|sept?|okt|oct|nov|dec|januari|februari|april|augusti|"
    "september|oktober|november|december|January|February|March|August|October|Jan|Feb|Mar|Apr|April|May|Jun|Jul|"
    "June|July|Aug|Sept?|Oct|Nov|Dec|September|November|December"
)
_UNITS = (
    "procent|procentenheter|kronor|kr|tkr|mnkr|miljon|miljoner|år|månad|månader|vecka|veckor|dag|dagar|timme|"
    "timmar|tim|minut|minuter|min|km|percent|hours?|weeks?|days?|months?|years?|minutes?"
)
_BEFORE_A_NUMBER = (
    r"kl\.?|v\.|§{1,2}|[Nn]r\.?|[Dd]nr|s\.|p\.|kap\.|kv|[Ss]id(?:an|orna)|[Tt]abell|[Ss]ections?|[Vv]ecka|"
    r"[Ww]eek|planerat|planned|="
)
_TIED = re.compile(
    rf"\d (?=(?:{_MONTHS})\b|(?:{_UNITS})\b|%|§)"
    rf"|\b(?:{_MONTHS}) (?=\d{{4}}\b)"
    rf"|(?<!\w)(?:{_BEFORE_A_NUMBER}) (?=\d)"
    r"|\bn (?==)"
    r"|(?<!\d)\d{1,3} (?=\d{3}\b)"
    r"|\S (?=[·–] )"
)
_MAYBE = re.compile(r"\d| [·–] ")


def tied(words: str) -> str:
    """The words with `TIE` for each blank at which no line may be broken."""
    if _MAYBE.search(words) is None:
        return words
    return _TIED.sub(lambda found: found[0][:-1] + TIE, words)

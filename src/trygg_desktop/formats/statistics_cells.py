"""One cell of a table of statistics: a figure, or a mark that says why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from trygg_desktop.domain.figures import Mark
from trygg_desktop.formats.tables import Cell

SUPPRESSED = frozenset(
    {
        "..",
        "…",
        ". .",
        "x",
        "xx",
        "u",
        "s",
        "sekretess",
        "skyddad",
        "c",
        ":",
        "suppressed",
        "suppressed, too few",
        "undantaget, för få",
        "för få för att visas",
    }
)
MISSING = frozenset(
    {
        ".",
        "uppgift saknas",
        "saknas",
        "saknar uppgift",
        "ej tillgänglig",
        "n/a",
        "na",
        "#n/a",
        "null",
        "nan",
        "bortfall",
        "missing",
    }
)
DASHES = frozenset({"-", "–", "—", "−", "--"})
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\ufeff ", ""))
_KEPT = 65_536
"""Texts remembered: the rows of a table say the same ones again, and each is looked at for its column first."""
_FOOTNOTE = re.compile(r"(?<=[\d%.])\s*(?:\*+|[¹²³⁴⁵⁶⁷⁸⁹]+|\s\d\)|\(\d\))$")
_FEWER = re.compile(r"(?:<|färre än|mindre än|under|1\s*[-–]\s*)\s*\d+", re.IGNORECASE)
_THOUSANDS_BY_COMMA = re.compile(r"-?\d{1,3}(?:,\d{3}){2,}|-?\d{1,3}(?:,\d{3})+\.\d+")
_THOUSANDS_BY_POINT = re.compile(r"-?\d{1,3}(?:\.\d{3}){2,}|-?\d{1,3}(?:\.\d{3})+,\d+")
_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:e[-+]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, or a mark instead of it; `percent` where a sign of it stood beside the number."""

    value: float | None
    mark: Mark | None = None
    percent: bool = False


def read_figure(cell: Cell, *, dash: Mark | None = None) -> Figure | None:
    """What a cell says; nothing where it is empty.

    `..` is a figure that is withheld or too uncertain to give, and `–` is zero ("noll, inget finns att
    redovisa"): so in Sweden's official statistics, for one in the key of signs of Trafikanalys (trafa.se,
    "Varuflöden"), and so Brå's tables are read. Kolada's own key differs: `..` is secrecy, `.` is not
    applicable and `-` is loss of answers ("- Bortfall, . Ej tillämplig, .. Sekretess", kolada.se, Jämföraren).

    Args:
        dash: what a dash alone means: zero, unless the source has it for something else.

    Raises:
        ValueError: it is neither a figure nor a known mark.
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        raise ValueError(str(cell))
    if isinstance(cell, (int, float)):
        if not isfinite(cell):
            raise ValueError(str(cell))
        return Figure(float(cell))
    figure = _in_words(cell, dash) if isinstance(cell, str) else None
    if figure is None:
        raise ValueError(str(cell))
    return figure


@lru_cache(maxsize=_KEPT)
def _in_words(cell: str, dash: Mark | None) -> Figure | None:
    """What a text says; nothing where it is neither a figure nor a mark."""
    text = " ".join(cell.replace("\u00a0", " ").split()).casefold()
    try:
        return _marked(text, dash) or _number(text)
    except ValueError:
        return None


def could_be_thousands(cell: Cell) -> bool:
    """Whether a number with three decimals, `1,234` or `12.345`, may have been meant as thousands."""
    return isinstance(cell, str) and _THREE_DECIMALS.fullmatch(cell.strip()) is not None


def looks_like_figure(cell: Cell) -> bool:
    """Whether a cell could be a figure or a mark, for telling columns of figures from columns of words."""
    if isinstance(cell, str):
        return cell != "" and _in_words(cell, None) is not None
    return isinstance(cell, (int, float)) and not isinstance(cell, bool) and isfinite(cell)


def whole_number(cell: Cell) -> int | None:
    """The number of answers in a cell: `412`, `1 204`, `n=412`, `(412)`; nothing where it is empty or a mark.

    Raises:
        ValueError: it is no number of anything.
    """
    if isinstance(cell, str):
        cell = re.sub(r"^\(?\s*(?:n|bas)?\s*[=:]?\s*|\)$", "", cell.strip(), flags=re.IGNORECASE)
    figure = read_figure(cell)
    if figure is None or figure.value is None:
        return None
    if figure.value < 0 or not figure.value.is_integer():
        raise ValueError(str(cell))
    return int(figure.value)


def _marked(text: str, dash: Mark | None) -> Figure | None:
    bare = text.strip("*() ")
    if text in SUPPRESSED or bare in SUPPRESSED or _FEWER.fullmatch(text):
        return Figure(None, Mark.SUPPRESSED)
    if text in MISSING or bare in MISSING:
        return Figure(None, Mark.MISSING)
    if text in DASHES or bare in DASHES:
        return Figure(None, dash) if dash else Figure(0.0)
    return None


def _number(text: str) -> Figure:
    plain = _FOOTNOTE.sub("", text)
    percent = "%" in plain or plain.endswith("procent")
    plain = plain.replace("%", "").removesuffix("procent").translate(_BLANKS).replace("\u2212", "-")
    plain = plain.replace("–", "-", 1) if plain[:1] == "–" else plain
    plain = plain.replace("'", "")
    if _THOUSANDS_BY_COMMA.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _THOUSANDS_BY_POINT.fullmatch(plain):
        plain = plain.replace(".", "")
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    value = float(plain.replace(",", "."))
    if not isfinite(value):
        raise ValueError(text)
    return Figure(value, percent=percent)

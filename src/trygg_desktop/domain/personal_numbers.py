"""Reminds the one who writes when a text looks as if it points out a person. A reminder, never a check."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.fields import Choice
from trygg_desktop.i18n import N_


class PointsOut(Choice):
    """In which way a passage may point out a person."""

    PERSONAL_NUMBER = "personal-number", N_("This looks like a personal identity number.")
    COORDINATION_NUMBER = "coordination-number", N_("This looks like a coordination number.")
    NAME_AND_OFFENCE = "name-and-offence", N_("A name seems to stand beside a word of offence.")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text, from `start` up to but not including `end`, and why it deserves another look."""

    start: int
    end: int
    why: PointsOut


def passages(text: str, *, places: Collection[str] = ()) -> list[Passage]:
    """Everything in the text that deserves another look, in the order it stands.

    `places` are words that look like names but are not, such as the names of the districts.
    """
    found = [*numbers(text), *names_beside_offences(text, places=places)]
    return sorted(found, key=lambda passage: (passage.start, passage.end))


# Six or eight digits for the day of birth, four more with or without a sign between; people also
# write a space, and word processors turn the hyphen into a dash or a hard hyphen.
_NUMBER = re.compile(r"(?<!\d)(\d{2})?(\d{2})(\d{2})(\d{2})([-+ \u2010-\u2015\u2212\u00a0]?)(\d{4})(?!\d)")
_COORDINATION = 60
_CENTURIES = ("18", "19", "20")


def numbers(text: str) -> list[Passage]:
    """Personal and coordination numbers whose date exists and whose check digit is right.

    Ten or twelve digits; a coordination number has 60 added to the day. An organisation number is
    never one of them, its third digit being at least 2 (Skatteverket, SKV 704 and SKV 707).
    """
    found = []
    for match in _NUMBER.finditer(text):
        why = _kind_of_number(*match.group(1, 2, 3, 4, 6))
        if why is not None:
            found.append(Passage(match.start(), match.end(), why))
    return found


def check_digit_is_right(ten_digits: str) -> bool:
    """Whether the last of ten digits agrees with the nine before it: every other digit is doubled."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _kind_of_number(century: str | None, year: str, month: str, day: str, last: str) -> PointsOut | None:
    if not check_digit_is_right(year + month + day + last):
        return None
    coordination = int(day) > _COORDINATION
    born = int(day) - _COORDINATION if coordination else int(day)
    if century is not None and century not in _CENTURIES:
        return None
    years = [int(hundred + year) for hundred in ([century] if century else _CENTURIES)]
    if not any(_exists(at, int(month), born) for at in years):
        return None
    return PointsOut.COORDINATION_NUMBER if coordination else PointsOut.PERSONAL_NUMBER


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_OFFENCE = re.compile(
    r"\b(?:huvud|med)?(?:misstänk(?:t|te|ta|tes|s)|gripen|gripna|gripne|grips|greps|gripits"
    r"|anhållen|anhållna|anhållne|anhölls|häktad|häktade|häktats|häktas|åtalad|åtalade|åtalats|åtalas"
    r"|dömd|dömda|dömde|dömts|döms|dömdes|lagförd|lagfördes|efterlyst|efterlysta|efterlyses|avtjänar"
    r"|gärningsman|gärningsmannen|gärningsperson|gärningspersonen|förövare|förövaren"
    r"|langar|langare|langaren|knarklangare|knarklangaren|tjuv|tjuven|rånare|rånaren"
    r"|gängkriminell|gängkriminelle|gängledare|gängledaren|kriminell|kriminelle|suspect|suspected)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that may stand between the name and the offence without breaking the connection.
_BETWEEN = _words("""
    är var varit blev blivit har hade som den en ett person personen man mannen kvinna kvinnan pojke
    pojken flicka flickan yngling ynglingen heter kallas kallad alltså nämligen nu också åter
    tidigare skäligen sannolika skäl för fortfarande enligt uppgift inte anses uppges namn vid is
    was named
""")
# Words that begin with a capital letter without being a person's name.
_NO_NAMES = _words("""
    polis polisen kommunen rådet trygghetsrådet åklagare åklagaren tingsrätten skolan vakten
    väktaren ordningsvakten fastighetsägaren personal personalen boende jag du han hon hen vi ni de
    den det dom en ett ingen inga någon några flera många båda alla samma ytterligare två tre fyra
    fem sex man mannen männen kvinna kvinnan kvinnor pojke pojken pojkar flicka flickan flickor
    person personen personer personerna ungdom ungdomen ungdomar ungdomarna unga yngre vuxen vuxna
    elev eleven elever eleverna förare föraren ägaren gärningsmannen förövaren därefter därför då
    där här nu när om att som senast tidigare enligt inte möjligen troligen idag igår ikväll inatt
    januari februari mars april maj juni juli augusti september oktober november december måndag
    tisdag onsdag torsdag fredag lördag söndag brott brottet narkotikabrott rån stöld misshandel
    inbrott skadegörelse snatteri bedrägeri langning brottsbalken the a
""")
_PLACE_BEFORE = _words("i på vid från till mot utanför nära kring runt genom längs in at")
# "Bilägaren", "Tonåringarna": a noun in its definite form rather than a name, when it opens a sentence.
_DEFINITE_NOUN = re.compile(r".{3,}(?:[aeg]ren|gen|ten|den|nen|sen|et|arna|erna|orna)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?\n]")
_REACH = 4


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    capital: bool


def names_beside_offences(text: str, *, places: Collection[str] = ()) -> list[Passage]:
    """Passages where what looks like a person's name stands beside a word such as *misstänkt*.

    Only within one sentence, and with at most four linking words between. Words after a preposition
    of place ("gripen i Bäckby") and words in `places` are not taken as names.
    """
    known = frozenset(word.casefold() for place in places for word in _WORD.findall(place))
    found = []
    for start, end in _sentences(text):
        words = [
            _Word(match[0], start + match.start(), start + match.end(), match[0][0].isupper())
            for match in _WORD.finditer(text[start:end])
        ]
        for at, word in enumerate(words):
            if _OFFENCE.fullmatch(word.text):
                names = (_name_after(words, at, known), _name_before(words, at, known))
                found += [_around(word, name) for name in names if name]
    return found


def _around(offence: _Word, name: list[_Word]) -> Passage:
    start, end = min(offence.start, name[0].start), max(offence.end, name[-1].end)
    return Passage(start, end, PointsOut.NAME_AND_OFFENCE)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _name_after(words: list[_Word], offence: int, known: frozenset[str]) -> list[_Word]:
    for at in range(offence + 1, min(offence + 2 + _REACH, len(words))):
        if _may_be_name(words[at], known):
            return _whole_name(words[at:], known)
        if words[at].text.casefold() not in _BETWEEN:
            return []
    return []


def _name_before(words: list[_Word], offence: int, known: frozenset[str]) -> list[_Word]:
    for at in range(offence - 1, max(offence - 2 - _REACH, -1), -1):
        if _may_be_name(words[at], known):
            name = _whole_name(words[: at + 1][::-1], known)[::-1]
            first = at + 1 - len(name)
            return [] if _is_place_or_noun(words, first, name) else name
        if words[at].text.casefold() not in _BETWEEN:
            return []
    return []


def _is_place_or_noun(words: list[_Word], first: int, name: list[_Word]) -> bool:
    if first > 0:
        return words[first - 1].text.casefold() in _PLACE_BEFORE
    return len(name) == 1 and _DEFINITE_NOUN.fullmatch(name[0].text) is not None


def _whole_name(words: list[_Word], known: frozenset[str]) -> list[_Word]:
    name = []
    for word in words:
        if not _may_be_name(word, known):
            break
        name.append(word)
    return name


def _may_be_name(word: _Word, known: frozenset[str]) -> bool:
    folded = word.text.casefold()
    abbreviation = len(word.text) == 1 or word.text.isupper()
    if not word.capital or abbreviation or folded in known or folded in _NO_NAMES:
        return False
    return _OFFENCE.fullmatch(word.text) is None

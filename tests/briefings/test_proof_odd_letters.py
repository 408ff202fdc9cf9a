"""Words of any script and with anything in them, in every field that is printed: the very words come back from the
file, or its maker is told which do not; it is never refused and never unsound."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.briefings import reading_back, structure
from tests.briefings.council import DAY, Council
from tests.briefings.test_every_briefing import every_briefing, fill_to_the_brim
from trygg_desktop.briefings.registry import BRIEFINGS, Made
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Audience

PRINTED = (
    "Ελένη Шостакович Nguyễn Łukasz Żółć İstanbul Ђорђе",
    "office fjärd Afghanistan",
    "<b>fet</b> &amp; <para> %s {n} \\ (a) >> endobj",
    "“a” ‘b’ „c“ »d« ½ × ÷ ≤ ≥ ± € § № ™ … – — −",
    "=1+1 @SUMMA",
)
"""Letters that the faces have, ligatures among them, and signs that mean something to a program."""
DROPPED = {
    "A\N{COMBINING RING ABOVE}ngstro\N{COMBINING DIAERESIS}m": "Ångström",
    "An\N{ZERO WIDTH SPACE}na\N{WORD JOINER}Be\N{ZERO WIDTH NO-BREAK SPACE}rg": "AnnaBerg",
    "brotts\N{SOFT HYPHEN}före\N{SOFT HYPHEN}byggande": "brottsförebyggande",
    "\N{RIGHT-TO-LEFT OVERRIDE}Kim\N{POP DIRECTIONAL FORMATTING} \N{RIGHT-TO-LEFT MARK}Ek": "Kim Ek",
    "Bo\x00\x01\x1b\x7f\x85Alm": "BoAlm",
    "rad\tett\u2028rad två\u2029rad tre\r\nrad fyra": "rad ett rad två rad tre rad fyra",
}
"""What is written, and what is read of it: nothing of what nobody sees, and each line break a blank."""
FIRST_LINES = frozenset({"district"})
"""Briefings that have room for the first line of each text alone."""
TOLD = ("عائشة محمد", "שלום", "สวัสดี", "王小明", "👮🏽‍♀️", "🇸🇪", "Z\u0351\u036b\u0343")
"""What the faces have no letters for."""


def made_of(council: Council, words: str) -> dict[str, Made]:
    """Each briefing of a council that has written the same words everywhere."""
    council.settings(name=words, municipality=words, chairs=words, word_for_decision=words)
    picture = council.add(SituationPicture, title=words, period=words, survey=words, analysis=words)
    vallby = council.district("Vallby")
    council.change(council.district("Bäckby"), name=words, short_name=words)
    council.add(PicturePart, picture=picture, district=vallby, survey=words, changed_since=words)
    problem = council.add(Problem, title=words, description=words, place=words, number=1, districts=[vallby])
    cause = council.add(Cause, title=words, grounds=words, problem=problem, number=1)
    council.add(Measure, title=words, cause=cause, stage="ongoing", districts=[vallby], pilot=True)
    meeting, person = fill_to_the_brim(council, 2, words)
    council.change(meeting, place=words, introduction=f"{words}\n- {words}", case_number=words)
    [item] = council.items(meeting, {"title": words, "background": words, "minutes": 5})
    council.link(item, council.add(LiaisonNote, text=words))
    later = DAY + timedelta(days=1)
    return dict(every_briefing(council, Audience.LEADERS, meeting=meeting, person=person, today=later))


def test_the_very_words_come_back_from_each_briefing(council: Council) -> None:
    made = made_of(council, " ".join((*PRINTED, *DROPPED)))
    assert made.keys() == BRIEFINGS.keys()
    for name, briefing in made.items():
        assert structure.faults(briefing.pdf) == [], name
        assert briefing.warnings == () or "☐" not in " ".join(briefing.warnings), name
        text = reading_back.text(briefing.pdf)
        assert "☐" not in text, name
        assert [
            words for words in (*PRINTED, *DROPPED.values()) if words.partition(" rad två")[0] not in text
        ] == [], name
        assert name in FIRST_LINES or "rad ett rad två rad tre rad fyra" in text, name


def test_what_there_are_no_letters_for_is_told_to_the_maker_of_each_briefing(council: Council) -> None:
    made = made_of(council, " och ".join(TOLD))
    for name, briefing in made.items():
        assert structure.faults(briefing.pdf) == [], name
        [warning] = [one for one in briefing.warnings if "☐" in one]
        assert [words for words in TOLD if words.split()[0][:2] not in warning] == [], name
        text = reading_back.text(briefing.pdf)
        assert "☐" in text and " och " in text, name


@pytest.mark.parametrize(
    "words", ["\N{COMBINING ACUTE ACCENT}", "\N{ZERO WIDTH SPACE}", "\n" * 60 + "x", "a/" * 300]
)
def test_hardly_any_words_at_all_are_printed_too(council: Council, words: str) -> None:
    for name, briefing in made_of(council, words).items():
        assert structure.faults(briefing.pdf) == [], name

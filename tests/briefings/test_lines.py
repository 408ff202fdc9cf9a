"""Where lines end: a day stays with its month, a number with its unit, and no word is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trygg_desktop.briefings.fonts import Face
from trygg_desktop.briefings.lines import Span, break_lines


def lines_of(written: str, room: float) -> list[str]:
    broken = break_lines([Span(written, Face.REGULAR)], size=10, room=room)
    return ["".join(span.text for span in line.spans) for line in broken]


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("Rektorerna utser en person senast 17 dec 2026", "17 dec 2026"),
        ("Väntsalen är obemannad kl. 20–02", "kl. 20–02"),
        ("Kostnaden för skolorna var 640 000 kronor", "640 000 kronor"),
        ("Andelen som känner sig trygga är 71 procent", "71 procent"),
        ("Kommunen lever upp till kraven i § 4", "§ 4"),
        ("Mycket allvarligt · Återkommande · Oförändrat", "Återkommande ·"),
        ("Förändringen – om den är någon – kan vara slump", "Förändringen –"),
        ("Hur många som svarade framgår (n = 184)", "(n = 184)"),
        ("The measure is to be followed up by 11 September 2026", "11 September 2026"),
    ],
)
def test_what_belongs_together_stands_on_one_line(written: str, last: str) -> None:
    for room in range(90, 200, 3):
        shown = lines_of(written, room)
        assert any(last in line for line in shown)
        assert " ".join(shown) == written


def test_what_belongs_together_is_parted_where_it_is_wider_than_a_line() -> None:
    shown = lines_of("mars 2026–mars 2027", 60)
    assert [line.strip() for line in shown] == ["mars 2026–", "mars 2027"]
    assert "".join(lines_of("17 december 2026", 40)) == "17 december 2026"


WORDS = ["kl.", "3", "maj", "2026", "§", "procent", "och", "640", "000", "v.", "(n", "=", "20–02", "ärende"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20), st.lists(st.integers(0, 80)), st.floats(12, 200))
def test_no_word_is_lost_between_spans(words: list[str], cuts: list[int], room: float) -> None:
    written = " ".join(words)
    ends = sorted({0, len(written), *(cut for cut in cuts if cut < len(written))})
    spans = [Span(written[a:b], Face.REGULAR, expansion=str(a)) for a, b in pairwise(ends)]
    broken = break_lines(spans, size=10, room=room, hyphens=False)
    letters = "".join(span.text for line in broken for span in line.spans)
    assert letters.replace(" ", "") == written.replace(" ", "")
    assert all(line.width <= room + 0.1 for line in broken)

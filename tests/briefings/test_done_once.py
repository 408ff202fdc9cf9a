"""What a page needs is worked out once, however often it is said and however many records there are."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.briefings.test_page import printed
from trygg_desktop.briefings import lines, look, quoted, text_setting
from trygg_desktop.briefings.parts import Column, Table
from trygg_desktop.briefings.quoted import Quotations
from trygg_desktop.briefings.tagging.elements import Tree
from trygg_desktop.briefings.undisturbed import undisturbed

ROWS = tuple((f"Område {number}", "tre pass i veckan", "–") for number in range(40))
TABLE = Table((Column("Var", names_row=True), Column("Hur ofta"), Column("Jämfört")), ROWS, "Närvaro")


def test_what_a_table_says_in_each_of_its_rows_is_broken_into_lines_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken: Counter[str] = Counter()

    def counted(spans: list[lines.Span], **how: float) -> list[lines.Line]:
        broken["".join(span.text for span in spans)] += 1
        return lines.break_lines(spans, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(text_setting, "break_lines", counted)
    printed(TABLE)
    assert (broken["tre pass i veckan"], broken["Område 7"]) == (1, 1)


def test_the_same_words_are_broken_anew_where_they_have_another_room() -> None:
    setter = text_setting.TextSetter()
    words, style = "Trygghetsvandring med föreningarna i området", look.BODY
    assert len(setter.text(words, style, 400, None).lines) == 1
    assert len(setter.text(words, style, 90, None).lines) > 1


def test_the_pieces_of_a_finished_page_hold_one_another_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else they would stay in memory until somebody looks for them, with every change that a preview follows."""
    made: list[Tree] = []
    begin = Tree.begin_page
    monkeypatch.setattr(Tree, "begin_page", lambda tree: (made.append(tree), begin(tree)))
    printed(TABLE)
    assert len(made[0].elements) > len(ROWS)
    assert not any(element.kids or element.parent for element in made[0].elements)


def test_a_line_that_begins_like_nothing_on_the_page_is_not_taken_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[str] = []
    found = Quotations((f"Händelse {number} på torget" for number in range(50)), ["Bäckby torg", "Bäckby"])

    def apart(texts: list[str], names: list[str]) -> list[str]:
        taken.extend((*texts, *names))
        return [*texts, *names]

    monkeypatch.setattr(quoted, "_taken_apart", apart)
    assert list(found.pieces("at Bäckby torg")) == [("at ", False), ("Bäckby torg", True)]
    assert taken == ["Bäckby torg"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("by 21 november on the square", ["21 november"]),
        ("by 22 november on the square", []),
        ("the bäckby torg of Bäckby", ["bäckby torg"]),
        ("Write to info@rad.example", ["info@rad.example"]),
        ("Lampor. And Lampor", ["Lampor.", "Lampor"]),
    ],
)
def test_a_name_is_found_by_its_first_words_in_large_letters_and_small(text: str, names: list[str]) -> None:
    known = Quotations(["Lampor.", "info@rad.example."], ["21 november", "Bäckby torg"])
    assert [piece for piece, found in known.pieces(text) if found] == names


@pytest.fixture
def collecting() -> Iterator[None]:
    """Python collects garbage by itself, whatever a window before has asked for."""
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


def test_python_looks_for_garbage_again_when_a_briefing_is_done(collecting: None) -> None:
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()

"""What is kept of a text as it was written or pasted."""

from __future__ import annotations

import pytest

from trygg_desktop.domain.parsing import clean


@pytest.mark.parametrize("new_line", ["\n", "\r\n", "\r", "\v", "\f", "\u2028", "\u2029"])
def test_a_new_line_parts_words_wherever_the_text_comes_from(new_line: str) -> None:
    assert clean(f"Torget{new_line}Skolan") == "Torget\nSkolan"


def test_what_no_file_can_keep_is_left_out_and_letters_are_composed() -> None:
    assert clean("A\x00\ud800b a\u030angström\tÅ") == "Ab ångström\tÅ"

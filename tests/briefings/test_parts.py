"""The parts of a briefing: each says what it is to someone who listens, before it says how it looks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.briefings.council import TODAY, Council
from tests.briefings.test_page import every_part
from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.fonts import Face
from trygg_desktop.briefings.lines import SOFT_HYPHEN, Span, break_lines
from trygg_desktop.briefings.look import INK, PAPER
from trygg_desktop.briefings.parts import AnyOrder, Column, Heading, Part, Shape, Tile
from trygg_desktop.briefings.presence import gather_presence, presence_parts
from trygg_desktop.briefings.roles import Role
from trygg_desktop.briefings.tiles import STEPS, fits_on_paper, step_of
from trygg_desktop.domain.record import Audience


def brightness(colour: str) -> float:
    """How light a colour is in grey, from 0 to 1, as a printer without colours shows it."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("part", every_part(), ids=lambda part: type(part).__name__)
def test_every_part_states_its_role(part: Part) -> None:
    assert part.role.tag


def test_headings_nest_below_the_title() -> None:
    assert [Heading("x", level).role.tag for level in (2, 3)] == ["H2", "H3"]


def test_the_cell_that_names_a_row_heads_it() -> None:
    naming, other = Column("Område", names_row=True), Column("Pass")
    assert naming.cell_role == Role("TH", scope="Row")
    assert other.cell_role == Role("TD")
    assert naming.head_role == other.head_role == Role("TH", scope="Column")


def test_map_and_table_say_in_words_what_they_show(council: Council) -> None:
    council.sessions("Bäckby", 70)
    reading = Reading(council.workspace, Edition(Audience.COUNCIL, TODAY))
    content = gather_presence(reading, since=None, until=TODAY)
    assert content is not None
    [both] = [part for part in presence_parts(content) if isinstance(part, AnyOrder)]
    assert "Bäckby 10 veckor" in both.picture.role.alternative
    assert "Hammarby aldrig" in both.picture.role.alternative
    assert both.table.role.alternative


def test_the_shades_get_darker_in_grey_too() -> None:
    greys = [brightness(step.fill) for step in STEPS]
    assert all(lighter - darker > 0.05 for lighter, darker in pairwise(greys))


def test_figures_can_be_read_on_every_shade() -> None:
    assert all(contrast(step.fill, step.ink) >= 4.5 for step in STEPS)


@pytest.mark.parametrize("shape", list(Shape))
def test_states_can_be_read_on_paper(shape: Shape) -> None:
    assert contrast(shape.colour, PAPER) >= 4.5


def test_shades_follow_the_weeks() -> None:
    assert [STEPS.index(step_of(weeks)) for weeks in (0, 1, 2, 5, 6, 9, 200, None)] == [
        0,
        0,
        1,
        2,
        3,
        4,
        4,
        4,
    ]
    assert STEPS[-1].ink != INK


def test_a_map_that_is_too_wide_is_not_drawn() -> None:
    assert fits_on_paper([Tile("A", 1, 1, 0), Tile("B", 12, 14, 0)])
    assert not fits_on_paper([Tile("A", 1, 1, 0), Tile("B", 13, 1, 0)])
    assert not fits_on_paper([])


def test_a_word_too_long_for_its_column_is_parted_between_syllables() -> None:
    long = "Trygghetsskapandesamverkansöverenskommelse"
    found = break_lines([Span(long, Face.REGULAR)], size=10, room=90)
    shown = ["".join(span.text for span in line.spans) for line in found]
    assert len(shown) > 1
    assert all(line.endswith(SOFT_HYPHEN) for line in shown[:-1])
    assert "".join(line.removesuffix(SOFT_HYPHEN) for line in shown) == long
    assert all(line.width <= 90 for line in found)


@pytest.mark.parametrize("text", ["https://example.org/" + "trygghet" * 20, "a1b2c3d4" * 20])
def test_no_hyphen_is_put_into_an_address_or_a_number(text: str) -> None:
    found = break_lines([Span(text, Face.REGULAR)], size=10, room=90)
    assert "".join(span.text for line in found for span in line.spans) == text


def test_no_hyphen_is_put_into_a_secret() -> None:
    secret = "trygghetsskapande" * 5
    found = break_lines([Span(secret, Face.REGULAR)], size=14, room=300, hyphens=False)
    assert "".join(span.text for line in found for span in line.spans) == secret

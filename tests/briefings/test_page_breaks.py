"""Where pages end: no hole, nothing torn that could stand whole, and a word about what goes on on the next one."""

from __future__ import annotations

import re

from tests.briefings import reading_back
from tests.briefings.test_page import printed
from trygg_desktop.briefings.blocks import Block
from trygg_desktop.briefings.look import BODY, BOTTOM, PAGE_HEIGHT
from trygg_desktop.briefings.parts import (
    Band,
    ChartPart,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Shape,
    States,
    Status,
    Table,
    Together,
)
from trygg_desktop.briefings.setting import Setter
from trygg_desktop.briefings.sheets import fewest_sheets, fill_sheets
from trygg_desktop.insight.charts.chain import Chain, Node, Path
from trygg_desktop.insight.charts.goal_tree import Goal, GoalTree


def test_a_short_table_is_not_begun_where_little_of_it_finds_room() -> None:
    rows = tuple((f"rad {number}", "Bäckby") for number in range(9))
    table = Table((Column("Mått", names_row=True), Column("Område")), rows, "Mått", dense=True)
    for lines in range(20, 50):
        above = Paragraph("\n".join(["ovanför"] * lines))
        first, *_rest = reading_back.pages(printed(above, Heading("Bäckby"), table))
        assert first.count("rad ") in (0, 5, 6, 7, 8, 9)


def test_a_table_that_goes_on_says_what_it_is_about() -> None:
    rows = [row for town in "AB" for row in (Band(f"Problem {town}"), *((f"{town}{n}",) for n in range(45)))]
    shown = reading_back.pages(printed(Table((Column("Orsak"),), tuple(rows), "Problem")))
    assert len(shown) == 3
    told = [words for page in shown[1:] for words in re.findall(r"(\S+ \S), forts\.", page)]
    assert [page.count("forts.") for page in shown] == [0, 1, 1]
    assert told == ["Problem A", "Problem B"]


def test_a_row_that_heads_others_says_it_itself_at_the_head_of_a_page() -> None:
    for count in range(33, 40):
        rows = (Band("Problem A"), *((f"A{n}",) for n in range(count)), Band("Problem B"), ("B0",), ("B1",))
        _first, second = reading_back.pages(printed(Table((Column("Orsak"),), rows, "Problem")))
        began = second.partition("Orsak")
        assert (began[2].lstrip().startswith("Problem B")) != ("Problem A, forts." in began[0])


def test_facts_that_go_on_say_what_they_are_about() -> None:
    facts = Facts(
        tuple(Fact(f"Led {n}", (Paragraph("vad som sägs"),)) for n in range(60)), about="Nattvandring"
    )
    first, second = reading_back.pages(printed(Heading("Åtgärd"), facts))
    assert "forts." not in first and "Nattvandring, forts." in second


def test_what_lacks_a_little_room_draws_a_page_closer_rather_than_leave_a_hole() -> None:
    def sheets(height: float) -> list[int]:
        above = [Block(height=56, before=20) for _ in range(6)]
        return [len(sheet) for sheet in fill_sheets([*above, Block(height=height, before=20)], room=600)]

    left = 600 - 6 * 56 - 5 * 20
    assert sheets(left - 20) == [7]
    assert sheets(left - 20 + 30) == [7]
    assert sheets(left - 20 + 40) == [6, 1]


def test_a_picture_higher_than_a_page_goes_on_on_the_next() -> None:
    paths = tuple(Path(Node("Orsak"), Node(f"Åtgärd {number};")) for number in range(40))
    pdf = printed(Heading("Kedjan"), ChartPart(Chain(Node("Problemet"), paths), with_values=False))
    shown = reading_back.text(pdf)
    assert [shown.count(f"Åtgärd {number};") for number in range(40)] == [1] * 40
    assert reading_back.lowest_text(pdf) < PAGE_HEIGHT - BOTTOM + 3
    assert len(reading_back.pages(pdf)) > 2


def test_a_tree_of_many_goals_goes_on_below_those_that_they_lead_to() -> None:
    under = tuple(Goal(f"Delmål {number};", target=number) for number in range(90))
    tree = GoalTree("Målen", (Goal("Överst", under=(Goal("Näst överst", under=under),)), Goal("Sist")))
    pages = reading_back.pages(printed(ChartPart(tree, with_values=False)))
    assert [sum(page.count(f"Delmål {number};") for page in pages) for number in range(90)] == [1] * 90
    assert len(pages) > 2 and all("Näst överst" in page for page in pages if "Delmål" in page)


def test_states_stand_beside_one_another_as_far_as_there_is_room() -> None:
    few, many = (States((Status(Shape.ON_PLAN, "Grön: enligt plan (7)"),) * count) for count in (3, 9))
    heights = [Setter().block(part).height for part in (few, many)]
    assert heights[0] == BODY.leading and heights[1] >= 2 * BODY.leading


def test_no_word_of_a_head_is_torn_whatever_the_language() -> None:
    columns = (Column("Indicator", names_row=True), Column("Source", width=22))
    shown = reading_back.text(printed(Table(columns, (("Safe at night", "6"),), "Figures")))
    assert "Source" in shown.split()


def test_a_table_that_begins_a_page_away_from_its_heading_says_what_it_is_about() -> None:
    columns = (Column("Mått", names_row=True), Column("Område"))
    table = Table(columns, tuple((f"rad {n}", "Bäckby") for n in range(5)), "Mått för Bäckby")
    parts = [Heading("Bäckby"), Paragraph("\n".join(["ovanför"] * 41))]
    first, second = reading_back.pages(printed(*parts, table))
    assert "rad" not in first and second.count("Mått för Bäckby") == 1
    assert "Mått för Bäckby" not in reading_back.text(printed(parts[0], table))


def test_a_little_that_is_over_is_drawn_up_by_the_gentlest_means() -> None:
    def ends(height: float) -> list[float]:
        blocks = [*(Block(height=100, before=20) for _ in range(5)), Block(height=height, before=20)]
        last = fewest_sheets(blocks, 600)[-1]
        return [round(top + block.height) for block, top in last]

    assert ends(20) == [100, 217, 334, 451, 568, 605]
    assert ends(40) == [100, 214, 328, 442, 556, 610]
    assert ends(50) == [50]


def test_what_is_to_be_written_in_by_hand_shares_the_room_that_its_page_has_left() -> None:
    def item(number: int) -> Together:
        rows = (("Antecknat\n\n\n\n\n", ""), ("Att göra\n\n", ""))
        columns = (Column("Vad", width=112, names_row=True), Column("Anteckningar"))
        table = Table(columns, rows, f"Ärende {number}", heads=False, to_write_in=True)
        return Together((Heading(f"Ärende {number}", level=3, number=f"§ {number}"), table))

    blocks = Setter().blocks(item(number) for number in range(8))
    *full, (last, *_more) = fewest_sheets(blocks, room=600)
    assert [round(sheet[-1][1] + sheet[-1][0].height) for sheet in full] == [600] * len(full)
    assert len(full) == 1 and full[0][0][0].height > last[0].height == blocks[0].height

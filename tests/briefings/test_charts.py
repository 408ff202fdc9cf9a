"""Charts are printed with all their words, in letters that the file holds, and told in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.briefings import reading_back
from tests.briefings.test_page import printed as page_of
from tests.insight.charts import samples
from trygg_desktop import i18n
from trygg_desktop.briefings.charts import chart_block, paper_type
from trygg_desktop.briefings.fonts import SUBSTITUTE, Proofreader
from trygg_desktop.briefings.look import TEXT_WIDTH
from trygg_desktop.briefings.parts import AnyOrder, ChartPart, Column, Paragraph, Table


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    before = i18n.language()
    i18n.set_language("sv")
    yield
    i18n.set_language(before)


def printed() -> bytes:
    return page_of(*[ChartPart(chart) for chart in samples.all_charts().values()])


def test_all_words_of_a_chart_are_on_the_page() -> None:
    text = reading_back.text(printed())
    for chart in samples.all_charts().values():
        for words in chart.laid_out(TEXT_WIDTH, paper_type()).texts:
            assert " ".join(words.words.split()) in text


def test_no_character_is_missing() -> None:
    proofreader = Proofreader()
    for chart in samples.all_charts().values():
        for words in chart.laid_out(TEXT_WIDTH, paper_type()).texts:
            assert SUBSTITUTE not in proofreader.printable(words.words)
    assert not proofreader.missing


def test_the_same_charts_are_the_same_bytes() -> None:
    assert printed() == printed()


@pytest.mark.parametrize("name", samples.all_charts())
def test_a_chart_in_a_briefing_is_a_figure_told_in_words(name: str) -> None:
    block = chart_block(samples.all_charts()[name], Proofreader())
    assert block.role is not None
    assert block.role.tag == "Figure"
    assert len(block.role.alternative) > 40


@pytest.mark.parametrize("name", samples.all_charts())
def test_a_chart_has_its_values_in_a_table_below(name: str) -> None:
    sheet = samples.all_charts()[name].sheet()
    shown = "".join(reading_back.text(page_of(ChartPart(samples.all_charts()[name]))).split())
    for row in sheet.rows:
        assert "".join(row.cells[0].split()) in shown


def test_a_chart_fits_a_page() -> None:
    for chart in samples.all_charts().values():
        assert chart_block(chart, Proofreader()).height < 560


def test_a_chart_that_does_not_fit_lets_its_table_go_first() -> None:
    chart = ChartPart(samples.district_map(), with_values=False)
    table = Table((Column("Område"),), tuple((f"rad {number}",) for number in range(20)), "Områden")
    above = Paragraph("\n".join(["ovanför"] * 34))
    first, second = reading_back.pages(page_of(above, AnyOrder(chart, table)))
    assert "rad 0" in first and chart.chart.title not in first
    assert chart.chart.title in second

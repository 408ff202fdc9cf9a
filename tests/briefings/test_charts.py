"""Charts are printed with all their words, in letters that the file holds, and told in words."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate

from tests.briefings import reading_back
from tests.insight.charts import samples
from trygg_desktop import i18n
from trygg_desktop.briefings.charts import ChartFlowable, chart_block, paper_type
from trygg_desktop.briefings.fonts import SUBSTITUTE, Proofreader
from trygg_desktop.briefings.look import PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH
from trygg_desktop.briefings.paper import Paper


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    before = i18n.language()
    i18n.set_language("sv")
    yield
    i18n.set_language(before)


def printed() -> bytes:
    out = BytesIO()
    flow = [ChartFlowable(chart) for chart in samples.all_charts().values()]
    SimpleDocTemplate(out, invariant=1, initialFontName="SourceSans").build(flow)
    return out.getvalue()


def test_all_words_of_a_chart_are_on_the_page() -> None:
    text = reading_back.text(printed())
    for chart in samples.all_charts().values():
        for words in chart.laid_out(439.27, paper_type()).texts:
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
    out = BytesIO()
    canvas = Canvas(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT))
    Paper(canvas).place(block, 65, 43)
    canvas.save()
    assert len(reading_back.text(out.getvalue())) > 40


def test_a_chart_fits_a_page() -> None:
    for chart in samples.all_charts().values():
        assert chart_block(chart, Proofreader()).height < 560

"""Every picture at every width: no words over words, each value once, the same shapes each time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.charts import samples
from trygg_desktop import i18n
from trygg_desktop.insight.charts.bars import Bar, Bars
from trygg_desktop.insight.charts.before_after import BeforeAfter, Pair
from trygg_desktop.insight.charts.chain import Chain, Node, Path
from trygg_desktop.insight.charts.goal_tree import Goal, GoalTree
from trygg_desktop.insight.charts.lettering import SIZES, Type
from trygg_desktop.insight.charts.parts import spread
from trygg_desktop.insight.charts.shapes import Box, Picture, Role, Text
from trygg_desktop.insight.charts.sheet import Chart
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.charts.tile_map import Tile, TileMap
from trygg_desktop.insight.charts.trend import Series, Trend
from trygg_desktop.insight.charts.values import MISSING, SUPPRESSED, Unit, Value
from trygg_desktop.insight.charts.year_wheel import Entry, YearWheel

WIDTHS = (344, 480, 760, 1200)
NARROW, WIDE = "ijl.,:;|'´ ftr()-", "mwMWÅÖQ@%—"
STRONG = frozenset({Role.TITLE, Role.STRONG, Role.LABEL_STRONG, Role.TILE_STRONG})


def lettering(em: float = 12.5) -> Type:
    """Letters of three widths, without any font."""

    def measure(words: str, role: Role) -> float:
        units = sum(0.27 if letter in NARROW else 0.85 if letter in WIDE else 0.52 for letter in words)
        return units * em * SIZES[role] * (1.06 if role in STRONG else 1)

    return Type(em, measure)


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    before = i18n.language()
    i18n.set_language("sv")
    yield
    i18n.set_language(before)


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    """Words that lie over others."""
    return [
        (one.words, other.words)
        for one, other in combinations(picture.texts, 2)
        if one.box.overlaps(other.box, by=0.5)
    ]


def outside(picture: Picture) -> list[str]:
    """Words that do not lie in the picture."""
    whole = Box(-0.5, -0.5, picture.width + 1, picture.height + 1)
    return [
        text.words
        for text in picture.texts
        if not (whole.holds(text.box.left, text.box.top) and whole.holds(text.box.right, text.box.bottom))
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", samples.all_charts())
def test_no_words_lie_over_others_or_outside(name: str, width: float) -> None:
    picture = samples.all_charts()[name].laid_out(width, lettering())
    assert not overlapping(picture)
    assert not outside(picture)


@pytest.mark.parametrize("width", WIDTHS)
def test_letters_of_twice_the_size_find_room(width: float) -> None:
    for chart in samples.all_charts().values():
        picture = chart.laid_out(width, lettering(25))
        assert not overlapping(picture)


@pytest.mark.parametrize("name", samples.all_charts())
def test_each_row_of_the_table_is_one_mark(name: str) -> None:
    chart = samples.all_charts()[name]
    marks = chart.laid_out(760, lettering()).marks
    assert sorted(mark.row for mark in marks) == list(range(len(chart.sheet().rows)))


@pytest.mark.parametrize("name", samples.all_charts())
def test_the_same_chart_has_the_same_shapes(name: str) -> None:
    one, other = (samples.all_charts()[name].laid_out(640, lettering()) for _time in range(2))
    assert one == other


@pytest.mark.parametrize("name", samples.all_charts())
def test_each_mark_tells_its_row(name: str) -> None:
    chart = samples.all_charts()[name]
    rows = chart.sheet().rows
    said = [chart.told(number) for number in range(len(rows))]
    assert all(said)
    named = 1 if name == "year" else 2 if name == "chain" else 0
    assert all(row.cells[named] in words for row, words in zip(rows, said, strict=True))


def cells(chart: Chart, column: str) -> list[str]:
    sheet = chart.sheet()
    return [row.cells[sheet.heads.index(column)] for row in sheet.rows]


def test_every_value_is_in_the_table_once() -> None:
    chart = samples.survey_trend()
    wanted = [chart.unit.cell(value) for series in chart.series for value in series.values]
    assert cells(chart, "Value") == [*wanted, "70"]


def test_suppressed_zero_and_missing_are_three_things() -> None:
    series = Series("Råby", (SUPPRESSED, MISSING, Value(0.0)))
    chart = Trend("x", samples.years(2023, 2024, 2025), (series,))
    assert cells(chart, "Value") == ["för få för att visas", "uppgift saknas", "0"]
    assert [text.words for text in chart.laid_out(600, lettering()).texts].count("..") == 2  # in plot and key


def test_each_withheld_period_has_its_sign_right_above_zero() -> None:
    """One ".." at half the height would read as a figure of the year in the middle."""
    city = Series("Hela staden", (Value(2000.0), Value(2100.0), Value(2200.0), MISSING))
    series = Series("Irsta-Gäddeholm", (SUPPRESSED, SUPPRESSED, SUPPRESSED, MISSING))
    chart = Trend("x", samples.years(2023, 2024, 2025, 2026), (city, series), from_zero=True)
    picture = chart.laid_out(600, lettering())
    [nought] = [text for text in picture.texts if text.words == "0"]
    zero = nought.box.centre[1]
    axis = {text.words: text.box.centre[0] for text in picture.texts if text.words.startswith("20")}
    at = [axis[year] for year in ("2023", "2024", "2025", "2026")]
    signs = [text for text in picture.texts if text.words in ("..", "×") and text.box.centre[0] < at[-1] + 9]
    above = sorted((text.box.centre[0], text.words) for text in signs if text.box.bottom <= zero)
    assert [words for _x, words in above] == ["..", "..", "..", "×", "×"]
    assert [x for x, _words in above][:3] == pytest.approx(at[:3], abs=1)
    assert [zero - text.box.bottom < text.box.height for text in signs if text.words == ".."][:3] == [
        True
    ] * 3


def test_withheld_and_missing_are_told_apart_to_who_hears_it() -> None:
    gone = Series("Irsta-Gäddeholm", (SUPPRESSED, SUPPRESSED, SUPPRESSED))
    some = Series("Råby", (Value(5.0), SUPPRESSED, MISSING))
    told = Trend("x", samples.years(2023, 2024, 2025), (gone, some)).in_words()
    assert "Irsta-Gäddeholm: för få för att visas 2023–2025." in told
    assert "Råby: 5 2023. För få för att visas 2024. Uppgift saknas 2025." in told
    bars = Bars("x", (Bar("Råby", SUPPRESSED), Bar("Bäckby", MISSING), Bar("Haga", Value(3.0)))).in_words()
    assert "För få för att visas: 1 av 3. Uppgift saknas: 1 av 3." in bars


def test_a_line_breaks_where_there_is_no_figure() -> None:
    values = (Value(1.0), Value(2.0), SUPPRESSED, Value(3.0), Value(4.0))
    chart = Trend("x", samples.years(2021, 2022, 2023, 2024, 2025), (Series("Råby", values),))
    picture = chart.laid_out(600, lettering())
    lines = [shape for shape in picture.shapes if getattr(shape, "thickness", 0) == 0.16 * 12.5]
    assert [len(line.points) for line in lines] == [2, 2]  # type: ignore[union-attr]


def test_a_long_name_that_is_cut_short_is_kept_whole() -> None:
    picture = samples.district_bars().laid_out(344, lettering())
    assert "Skiljebo-Hemdal-Brandthovda" in {text.whole for text in picture.texts}


def test_a_chain_shows_each_broken_link() -> None:
    chain = samples.problem_chain()
    words = [text.words for text in chain.laid_out(1200, lettering()).texts]
    assert chain.broken == 3
    assert [w for w in words if "saknas" in w] == ["Beslut saknas", "Uppföljning saknas", "Åtgärd saknas"]


def test_the_map_is_read_in_grey_and_without_colour() -> None:
    chart = samples.district_map()
    picture = chart.laid_out(760, lettering())
    letters = {text.words for text in picture.texts if text.role is Role.TILE and len(text.words) == 1}
    assert letters == {"A", "B", "C", "D"}
    assert cells(chart, "Class").count("") == 2


def test_progress_counts_either_way() -> None:
    tree = samples.goal_tree()
    parts = [branch.goal.progress for branch in tree.branches]
    assert parts == [0.25, 0.0, 0.85, None, 1.0, None]


def test_arrows_reach_every_mark() -> None:
    for chart in samples.all_charts().values():
        picture = chart.laid_out(760, lettering())
        reached, waiting = {picture.marks[0].row}, [picture.marks[0]]
        while waiting:
            here = waiting.pop()
            for arrow in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                there = picture.beside(here, *arrow)
                if there.row not in reached:
                    reached.add(there.row)
                    waiting.append(there)
        assert len(reached) == len(picture.marks)


NAMES = st.text("abcdeåäö -–mMiW", max_size=40)
AMOUNTS = st.one_of(
    st.just(SUPPRESSED),
    st.just(MISSING),
    st.builds(
        lambda amount, n, reach: Value(amount, n=n, low=amount - reach, high=amount + reach, few=n < 30),
        st.floats(-50, 2000).map(lambda x: round(x, 1)),
        st.integers(0, 5000),
        st.floats(0, 40),
    ),
)
UNITS = st.sampled_from((Unit("%"), Unit("", 1), Unit("anmälningar")))


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    count = draw(st.integers(1, 14))
    series = draw(
        st.lists(
            st.builds(
                Series, NAMES, st.lists(AMOUNTS, min_size=count, max_size=count).map(tuple), st.booleans()
            ),
            min_size=1,
            max_size=7,
        )
    )
    target = draw(st.none() | st.floats(0, 100))
    return Trend(draw(NAMES), samples.months(count), tuple(series), draw(UNITS), target, draw(NAMES))


BARS = st.builds(
    Bars,
    NAMES,
    st.lists(st.builds(Bar, NAMES, AMOUNTS), max_size=12).map(tuple),
    UNITS,
    st.none() | AMOUNTS,
)
PAIRS = st.builds(Pair, NAMES, AMOUNTS, AMOUNTS)
SLOPES = st.builds(BeforeAfter, NAMES, NAMES, NAMES, PAIRS, st.none() | PAIRS, UNITS, NAMES)
MAPS = st.builds(
    lambda title, values, unit: TileMap(
        title,
        tuple(Tile(f"T{n}", f"Mm{n}", (n % 7 + 1, n // 7 + 1), value) for n, value in enumerate(values)),
        unit,
    ),
    NAMES,
    st.lists(AMOUNTS, max_size=20),
    UNITS,
)

TITLES = NAMES.filter(str.strip)
NODES = st.builds(Node, TITLES, st.none(), NAMES, st.none() | st.sampled_from(Standing))
MAYBE = st.none() | NODES
CHAINS = st.builds(
    Chain, NODES, st.lists(st.builds(Path, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE), max_size=5).map(tuple), NAMES
)
LEAVES = st.builds(
    Goal,
    TITLES,
    start=st.none() | st.floats(0, 100).map(round),
    now=st.none() | AMOUNTS,
    target=st.none() | st.floats(0, 100).map(round),
    unit=UNITS,
    due=NAMES,
    standing=st.none() | st.sampled_from(Standing),
)
GOALS = st.recursive(
    LEAVES,
    lambda under: st.builds(Goal, TITLES, under=st.lists(under, max_size=3).map(tuple)),
    max_leaves=6,
)
TREES = st.builds(GoalTree, NAMES, st.lists(GOALS, max_size=3).map(tuple))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
YEARS = st.builds(
    YearWheel,
    st.just(2026),
    st.lists(st.builds(Entry, DAYS, TITLES, NAMES, st.integers(0, 3)), max_size=25).map(tuple),
    st.none() | DAYS,
    NAMES,
)


@pytest.mark.parametrize("chart", [samples.problem_chain(), samples.goal_tree()], ids=["chain", "goals"])
def test_what_is_read_aloud_has_no_arrows_and_one_stop_at_a_time(chart: Chart) -> None:
    said = [chart.in_words(), *(chart.told(row) for row in range(len(chart.sheet().rows)))]
    assert not [text for text in said if "→" in text or ".." in text or ".;" in text]


@settings(max_examples=150, deadline=None)
@given(st.one_of(trends(), BARS, SLOPES, MAPS, CHAINS, TREES, YEARS), st.integers(344, 1200))
def test_any_data_finds_room(chart: Chart, width: int) -> None:
    picture = chart.laid_out(width, lettering())
    assert not overlapping(picture)
    assert not outside(picture)
    assert sorted(mark.row for mark in picture.marks) == list(range(len(chart.sheet().rows)))
    assert all(chart.told(mark.row) for mark in picture.marks)
    assert chart.in_words()


def test_a_period_without_a_figure_is_marked_in_the_picture_where_no_other_is_above_zero() -> None:
    zero, below = ((SUPPRESSED, SUPPRESSED, Value(amount, n=500)) for amount in (0.0, -1.0))
    series = Series("Bäckby", zero), Series("Råby", below)
    chart = Trend("", samples.months(3), series, samples.PERCENT)
    picture = chart.laid_out(344, lettering())
    assert [text.words for text in picture.texts].count("..") >= 3 and not outside(picture)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 30)), max_size=12))
def test_spread_labels_keep_apart_and_in_order(wanted: list[tuple[float, float]]) -> None:
    middles, heights = [each[0] for each in wanted], [each[1] for each in wanted]
    tops = spread(middles, heights, 0, 200)
    order = sorted(range(len(wanted)), key=lambda n: tops[n])
    for above, below in pairwise(order):
        assert tops[above] + heights[above] <= tops[below] + 1e-6
        assert middles[above] <= middles[below]


def test_a_name_that_has_room_stays_where_it_is_wanted() -> None:
    assert spread([50, 100], [10, 10], 0, 200) == [45, 95]


def test_three_hundred_marks_are_laid_out_at_once() -> None:
    chart, type = samples.monthly_trend(5, 60), lettering()
    chart.laid_out(700, type)
    taken = []
    for width in range(701, 716):
        start = time.process_time()
        picture = chart.laid_out(width, type)
        taken.append(time.process_time() - start)
    assert len(picture.marks) == 300
    assert min(taken) < 0.005


def test_words_are_cut_and_broken_to_fit() -> None:
    type = lettering()
    assert type.elided("Skiljebo-Hemdal", Role.LABEL, 60).endswith("…")
    lines = type.wrapped("Skiljebo-Hemdal-Brandthovda och mer", Role.LABEL, 110, most=3)
    assert len(lines) == 3
    assert all(type.width(line) <= 110 for line in lines)
    assert isinstance(type.text("x", 0, 0), Text)


def test_a_word_too_wide_for_its_column_is_broken_between_syllables() -> None:
    lines = lettering().wrapped("Kvällsvandringar med nattvandrarna", Role.LABEL, 75, most=5)
    assert lines[0].endswith("-")
    assert "".join(lines).replace("-", "").replace(" ", "") == "Kvällsvandringarmednattvandrarna"


def test_a_district_typed_far_away_does_not_stretch_the_map() -> None:
    tiles = (Tile("Nära", "Nära", (1, 1), Value(1.0)), Tile("Borta", "Borta", (400, 90), Value(2.0)))
    picture = TileMap("x", tiles).laid_out(344, lettering())
    assert not outside(picture)
    assert picture.height < 250

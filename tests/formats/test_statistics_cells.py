"""One cell of statistics: numbers as Swedish tables write them, and marks that are no numbers."""

from __future__ import annotations

import pytest

from trygg_desktop.domain.figures import Mark
from trygg_desktop.formats.statistics_cells import read_figure, whole_number


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("12 345", 12345),
        ("12\u00a0345,5", 12345.5),
        ("12\u202f345", 12345),
        ("1.234.567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("31,5 %", 31.5),
        ("31,5%*", 31.5),
        ("2023*", 2023),
        ("−4", -4),
        ("-4,5", -4.5),
        ("-", 0),
        ("–", 0),
        (0, 0),
        (12.25, 12.25),
    ],
)
def test_numbers(cell: object, value: float) -> None:
    figure = read_figure(cell)  # type: ignore[arg-type]
    assert figure is not None
    assert (figure.value, figure.mark) == (value, None)


@pytest.mark.parametrize("cell", ["..", "…", "x", "<5", "färre än 5", "1-4", "(..)", "Sekretess"])
def test_withheld_is_not_zero(cell: str) -> None:
    figure = read_figure(cell)
    assert figure is not None and (figure.value, figure.mark) == (None, Mark.SUPPRESSED)


@pytest.mark.parametrize("cell", [".", "Uppgift saknas", "n/a"])
def test_missing_is_neither(cell: str) -> None:
    figure = read_figure(cell)
    assert figure is not None and (figure.value, figure.mark) == (None, Mark.MISSING)


def test_a_dash_means_what_the_source_means_by_it() -> None:
    figure = read_figure("-", dash=Mark.MISSING)
    assert figure is not None and figure.mark is Mark.MISSING


@pytest.mark.parametrize("cell", [None, ""])
def test_an_empty_cell_says_nothing(cell: str | None) -> None:
    assert read_figure(cell) is None


@pytest.mark.parametrize("cell", ["cirka tio", "12 st", True, float("nan"), "12,5,1"])
def test_what_is_no_figure_is_refused(cell: object) -> None:
    with pytest.raises(ValueError):
        read_figure(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "n"), [("412", 412), ("1 204", 1204), ("n=97", 97), ("(412)", 412), ("..", None), (8.0, 8)]
)
def test_numbers_of_answers(cell: str | float, n: int | None) -> None:
    assert whole_number(cell) == n

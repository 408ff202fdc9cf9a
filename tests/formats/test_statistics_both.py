"""Two leaders take in the same statistics on their own laptops, and end with one set of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.exchange.test_exchange import mail, two_who_met
from tests.formats.files import write_csv
from tests.formats.test_statistics import BRA, figures, take_in
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.exchange.exchange import Exchange


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Exchange, Exchange]]:
    one, other = two_who_met(tmp_path)
    yield one, other
    for exchange in (one, other):
        assert exchange.workspace.check() == []
        exchange.workspace.close()


@pytest.mark.parametrize("first", [("2023", "2023"), ("", "2023"), ("2023", "")])
def test_the_same_file_is_one_set_of_numbers(
    both: tuple[Exchange, Exchange], tmp_path: Path, first: tuple[str, str]
) -> None:
    """Whether or not one of them did not know the period at first, and in whichever order they hear of each other."""
    path = write_csv(tmp_path / "bra.csv", BRA)
    for exchange, period in zip(both, first, strict=True):
        take_in(exchange.workspace, path, period=period)
        take_in(exchange.workspace, path, period="2023")
    mail(*both)
    mail(*reversed(both))
    for exchange in both:
        kept = exchange.workspace.records(Measurement)
        assert (len(kept), {each.period for each in kept}) == (8, {"2023"})
        assert exchange.workspace.count(Indicator) == 2
        assert exchange.questions() == []
    assert figures(both[0].workspace) == figures(both[1].workspace)


def test_what_both_completed_apart_is_completed(both: tuple[Exchange, Exchange], tmp_path: Path) -> None:
    """Each took away the figures without a period that the other had too: then nobody wants them any more."""
    path = write_csv(tmp_path / "bra.csv", BRA)
    for exchange in both:
        take_in(exchange.workspace, path)
        take_in(exchange.workspace, path, period="2023")
    mail(*both)
    mail(*reversed(both))
    for exchange in both:
        kept = exchange.workspace.records(Measurement)
        assert (len(kept), {each.period for each in kept}) == (8, {"2023"})
        assert exchange.questions() == []
    assert figures(both[0].workspace) == figures(both[1].workspace)


def test_figures_without_a_period_are_completed_on_both_laptops(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "bra.csv", BRA)
    for exchange in both:
        take_in(exchange.workspace, path)
    mail(*both)
    mail(*reversed(both))
    take_in(both[0].workspace, path, period="2023")
    mail(*both)
    for exchange in both:
        kept = exchange.workspace.records(Measurement)
        assert (len(kept), {each.period for each in kept}) == (8, {"2023"})


def test_a_correction_by_one_reaches_the_other(both: tuple[Exchange, Exchange], tmp_path: Path) -> None:
    path = write_csv(tmp_path / "bra.csv", BRA)
    for exchange in both:
        take_in(exchange.workspace, path, period="2023")
    corrected = [BRA[0], ["Västerås", "18 450", "11 534,5"]]
    take_in(both[1].workspace, write_csv(tmp_path / "slutlig.csv", corrected), period="2023")
    mail(*both)
    mail(*reversed(both))
    (changed,) = [each for each in both[0].workspace.records(Measurement) if each.value == 18450]
    assert changed.id is not None
    values = {entry.value for entry in both[0].workspace.history(changed.id) if entry.field == "value"}
    assert values >= {18450.0}


def test_a_figure_whose_period_was_corrected_is_one_with_the_other_s(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    """One took the file in as of the wrong year and says so in the form; the other takes it in as of the right one."""
    one, other = (exchange.workspace for exchange in both)
    path = write_csv(tmp_path / "bra.csv", BRA)
    take_in(one, path, period="2022")
    mail(*both)
    with one.transaction("Test") as tx:
        for each in one.records(Measurement):
            assert each.id is not None
            tx.change(each.id, period="2023")
    take_in(other, path, period="2023")
    mail(*both)
    mail(*reversed(both))
    for exchange in both:
        kept = exchange.workspace.records(Measurement)
        assert (len(kept), {(each.period, each.from_on) for each in kept}) == (
            8,
            {("2023", date(2023, 1, 1))},
        )
        assert exchange.questions() == []
    assert figures(one) == figures(other)


def test_a_period_given_in_the_form_is_the_one_that_the_file_is_known_by(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one = both[0].workspace
    path = write_csv(tmp_path / "bra.csv", BRA)
    take_in(one, path)
    with one.transaction("Test") as tx:
        for each in one.records(Measurement):
            assert each.id is not None
            tx.change(each.id, period="2023")
    assert take_in(one, path, period="2023").added == 0
    assert len(one.records(Measurement)) == 8


def test_a_value_that_the_other_corrected_meanwhile_is_asked_about_and_not_lost(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, other = (exchange.workspace for exchange in both)
    take_in(one, write_csv(tmp_path / "bra.csv", BRA), period="2022")
    mail(*both)
    figure = one.records(Measurement)[0].id
    assert figure is not None
    with one.transaction("Test") as tx:
        tx.change(figure, period="2023")
    with other.transaction("Test") as tx:
        tx.change(figure, value=77.0)
    mail(*both)
    mail(*reversed(both))
    for exchange in both:
        assert 77.0 in {each.value for each in exchange.workspace.records(Measurement)}
        assert [each.record for each in exchange.questions()] == [figure]

"""Periods: what came before, and what people call it."""

from __future__ import annotations

from datetime import date

import pytest

from trygg_desktop.domain.periods import Period, read_period
from trygg_desktop.i18n import in_language
from trygg_desktop.insight.periods import Grain, containing, months, previous, shown, written, year_before

SCHOOL_YEAR = Period(date(2021, 7, 1), date(2022, 6, 30))


def period(text: str) -> Period:
    """A period that is known to be readable."""
    found = read_period(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("this", "before", "last_year"),
    [
        ("2023", "2022", None),
        ("2021-2022", "2019-2020", None),
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024-H1", "2023-H2", "2023-H1"),
        ("2024-01", "2023-12", "2023-01"),
        ("2024-03", "2024-02", "2023-03"),
        ("jan-maj 2024", "jan-maj 2023", None),
        ("2021-W01", "2020-W53", "2020-W01"),
        ("2020-W53", "2020-W52", None),
    ],
)
def test_what_came_before(this: str, before: str, last_year: str | None) -> None:
    assert previous(period(this)) == period(before)
    assert year_before(period(this)) == (period(last_year) if last_year else None)


def test_a_school_year_follows_a_school_year() -> None:
    assert previous(SCHOOL_YEAR) == Period(date(2020, 7, 1), date(2021, 6, 30))


@pytest.mark.parametrize(
    "text", ["2023", "2021-2022", "kv 1 2024", "2024-H2", "2024-01", "jan-maj 2024", "2024-W05", "2024-05-03"]
)
def test_what_is_kept_is_read_as_the_same_period(text: str) -> None:
    assert read_period(written(period(text))) == period(text)


def test_a_school_year_is_kept_by_its_days() -> None:
    assert read_period(written(SCHOOL_YEAR)) == SCHOOL_YEAR


def test_a_day_lies_in_its_week_and_its_quarter() -> None:
    assert containing(date(2026, 1, 1), Grain.WEEK) == period("2026-W01")
    assert containing(date(2026, 11, 22), Grain.QUARTER) == period("2026-Q4")
    assert containing(date(2026, 12, 31), Grain.MONTH).last == date(2026, 12, 31)


def test_people_read_it_in_words() -> None:
    with in_language("en"):
        texts = [shown(period(text)) for text in ("2024", "2024-01", "2021-2022", "kv 3 2024")]
    assert texts == ["2024", "Jan 2024", "2021–2022", "Q3 2024"]


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (date(2026, 8, 3), date(2027, 1, 20), "Aug 2026–Jan 2027"),
        (date(2026, 8, 3), date(2026, 12, 20), "Aug–Dec 2026"),
        (date(2026, 8, 3), date(2026, 8, 20), "Aug 2026"),
        (date(2026, 8, 3), date(2027, 8, 20), "Aug 2026–Aug 2027"),
        (date(2026, 8, 3), None, "from Aug 2026"),
        (None, date(2026, 8, 3), "until Aug 2026"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_time_is_told_by_its_months(begins: date | None, ends: date | None, words: str) -> None:
    with in_language("en"):
        assert months(begins, ends) == words

"""A period is the same however people and statistics write it."""

from __future__ import annotations

from datetime import date

import pytest

from trygg_desktop.domain.periods import Period, period_days, period_key, read_period


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("År 2025", "2025-01-01", "2025-12-31"),
        ("2023–2025", "2023-01-01", "2025-12-31"),
        ("2025K2", "2025-04-01", "2025-06-30"),
        ("kv 2 2025", "2025-04-01", "2025-06-30"),
        ("2025 kv 4", "2025-10-01", "2025-12-31"),
        ("Q1 2024", "2024-01-01", "2024-03-31"),
        ("T2 2025", "2025-05-01", "2025-08-31"),
        ("H2 2025", "2025-07-01", "2025-12-31"),
        ("första halvåret 2025", "2025-01-01", "2025-06-30"),
        ("våren 2025", "2025-01-01", "2025-06-30"),
        ("hösten 2025", "2025-07-01", "2025-12-31"),
        ("2024M02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("september 2025", "2025-09-01", "2025-09-30"),
        ("maj 2025", "2025-05-01", "2025-05-31"),
        ("jan–mars 2025", "2025-01-01", "2025-03-31"),
        ("v. 47 2026", "2026-11-16", "2026-11-22"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2026-05-04", "2026-05-04", "2026-05-04"),
        ("2026-05-04 – 2026-06-07", "2026-05-04", "2026-06-07"),
        ("\u00a02025 ", "2025-01-01", "2025-12-31"),
    ],
)
def test_what_is_read(written: str, first: str, last: str) -> None:
    assert read_period(written) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "written", [None, "", "sportlovet", "2025-13", "2025-02-30", "kv 5 2025", "v. 54 2025", "2025–2023", "25"]
)
def test_what_is_no_period(written: str | None) -> None:
    assert read_period(written) is None


def test_the_key_is_the_days_or_else_the_words() -> None:
    assert period_key("2025K1") == period_key("kv 1 2025") == "2025-01-01/2025-03-31"
    assert period_key("Sportlovet ") == period_key("sportlovet")


def test_periods_sort_by_when_they_begin() -> None:
    written = ["kv 2 2025", "2024", "jan 2025"]
    assert sorted(written, key=lambda each: read_period(each) or Period(date.max, date.max)) == [
        "2024",
        "jan 2025",
        "kv 2 2025",
    ]


def test_days_follow_from_a_period_that_can_be_read() -> None:
    assert period_days({"period": "2025"}) == {"from_on": date(2025, 1, 1), "to_on": date(2025, 12, 31)}
    assert period_days({"period": "sportlovet"}) == {}
    assert period_days({"period": None}) == {}

"""Dates are written as Babel, which knows them from the Unicode consortium, writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from babel.dates import format_date

from trygg_desktop import i18n

_YEAR = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv_SE"), ("en", "en_GB")])
@pytest.mark.parametrize(
    ("ours", "pattern"),
    [
        (i18n.short_date, "d MMM y"),
        (i18n.day_and_month, "d MMM"),
        (i18n.weekday_and_day, "EEE d MMM"),
        (i18n.weekday_day_month, "EEEE d MMMM"),
        (i18n.long_date, "EEEE d MMMM y"),
        (i18n.month, "MMM"),
    ],
)
def test_every_day_of_a_year_is_written_as_babel_writes_it(
    ours: Callable[[date], str], pattern: str, language: str, locale: str
) -> None:
    with i18n.in_language(language):
        written = [ours(day) for day in _YEAR]
    assert written == [format_date(day, pattern, locale=locale).replace(".", "") for day in _YEAR]

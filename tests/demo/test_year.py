"""How days are written in the demo's texts, and what they become."""

from __future__ import annotations

from datetime import date

import pytest

from trygg_desktop.demo.texts import texts
from trygg_desktop.demo.year import Year
from trygg_desktop.i18n import local

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def year() -> Year:
    return Year(SUNDAY, texts("words"))


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("-9", date(2026, 11, 13)),
        ("-1", date(2026, 11, 20)),  # Saturday becomes the Friday before
        ("+6", date(2026, 11, 30)),  # Saturday becomes the Monday after
        ("mon-6", date(2026, 11, 16)),
        ("wed-186", date(2026, 5, 20)),
        ("m4", date(2026, 12, 3)),
        ("m3", date(2026, 9, 17)),
        ("m2", date(2026, 5, 21)),
        ("m1", date(2026, 2, 12)),
        ("m4-7", date(2026, 11, 26)),
        ("15/6", date(2026, 6, 15)),
        ("14/12", date(2025, 12, 12)),  # not yet this year; a Sunday last year
    ],
)
def test_days(year: Year, when: str, day: date) -> None:
    assert year.day(when) == day


def test_days_counted_from_the_records_own(year: Year) -> None:
    assert year.day("@+7", date(2026, 11, 20)) == date(2026, 11, 27)


@pytest.mark.parametrize("when", ["", "i går", "m5", "@+3"])
def test_what_is_no_day_is_refused(year: Year, when: str) -> None:
    with pytest.raises(ValueError):
        year.day(when)


def test_moments_are_in_swedish_time(year: Year) -> None:
    assert local(year.moment("m2 13.00")).isoformat() == "2026-05-21T13:00:00+02:00"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("till {m4}", "till 3 december"),
        ("lämnas {M4}", "lämnas torsdag 3 december"),
        ("KS {y4}/00417", "KS 2026/00417"),
        ("åtgärdsplan {y4+180}", "åtgärdsplan 2027"),
        ("nästa {+6}", "nästa 26 november"),
        ("{half} {year}", "hösten 2026"),
        ("inför {occasion}", "inför lucia"),
        ("{Past} i centrum", "Höstlovet i centrum"),
        ("inför {occasion@m2}", "inför skolavslutningen"),
        ("{mandate}", "2023–2026"),
    ],
)
def test_placeholders(year: Year, text: str, filled: str) -> None:
    assert year.fill(text, date(2026, 11, 20)) == filled


@pytest.mark.parametrize(
    ("own", "past", "coming"),
    [
        (date(2027, 1, 2), "jullovet", "sportlovet"),
        (date(2027, 6, 11), "skolavslutningen", "skolstarten"),
        (date(2027, 12, 30), "jullovet", "sportlovet"),
    ],
)
def test_occasions_go_round_the_year(year: Year, own: date, past: str, coming: str) -> None:
    assert year.fill("{past}, {occasion}", own) == f"{past}, {coming}"

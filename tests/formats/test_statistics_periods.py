"""Periods in tables: whatever the spelling, the same stretch of time is one."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from trygg_desktop.formats.statistics_periods import is_preliminary, period_in, period_of
from trygg_desktop.insight.periods import written


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("2023", "2023"),
        (2023, "2023"),
        (2023.0, "2023"),
        ("helår 2023*", "2023"),
        ("År 2023 (prel.)", "2023"),
        ("2021-2022", "2021–2022"),
        ("2021–2022", "2021–2022"),
        ("2021/22", "2021-07-01 – 2022-06-30"),
        ("kv 1 2024", "kv 1 2024"),
        ("Kvartal 1, 2024", "kv 1 2024"),
        ("1:a kvartalet 2024", "kv 1 2024"),
        ("2024K1", "kv 1 2024"),
        ("2024 Q1", "kv 1 2024"),
        ("jan–mar 2024", "kv 1 2024"),
        ("januari-december 2024", "2024"),
        ("jan - maj 2024", "jan–maj 2024"),
        ("första halvåret 2024", "halvår 1 2024"),
        ("jan 2024", "jan 2024"),
        ("Januari 2024", "jan 2024"),
        ("2024M01", "jan 2024"),
        ("202401", "jan 2024"),
        (datetime(2024, 1, 1), "jan 2024"),  # noqa: DTZ001 - a spreadsheet's own, without a zone
        (date(2024, 1, 1), "jan 2024"),
        ("v. 5 2024", "v. 5 2024"),
    ],
)
def test_every_spelling_is_read(cell: object, kept: str) -> None:
    period = period_of(cell)
    assert period is not None and written(period) == kept


@pytest.mark.parametrize(
    "cell", ["", None, True, "Antal", "12", "2022-2021", "2021/25", 20231, 3.5, "v. 60 2024"]
)
def test_what_is_no_period_is_not_taken_for_one(cell: object) -> None:
    assert period_of(cell) is None


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Anmälda brott, helår 2023, preliminära uppgifter", "2023"),
        ("Våldsbrott kvartal 2 2024", "kv 2 2024"),
        ("Uttag jan-mar 2024", "kv 1 2024"),
        ("Trygghetsmätning 2021-2022", "2021–2022"),
        ("Från 2019 och 2023", None),
        ("Anmälda brott", None),
    ],
)
def test_a_title_names_its_period(title: str, kept: str | None) -> None:
    found = period_in(title)
    assert (found and written(found)) == kept


def test_preliminary_figures_are_known_by_their_heading() -> None:
    assert is_preliminary("Antal (prel.)") and is_preliminary("Preliminära uppgifter")
    assert not is_preliminary("Antal anmälda brott")

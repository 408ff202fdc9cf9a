"""Days that follow from other days: the answer after a safety walk and the checklist before a meeting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trygg_desktop.domain.checklist import usual_preparations
from trygg_desktop.domain.presence import SafetyWalk, answer_due, months_later


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 3, 15), date(2026, 9, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_six_months_later(start: date, expected: date) -> None:
    assert months_later(start, 6) == expected


def test_residents_are_answered_within_six_months_unless_a_day_is_set() -> None:
    assert answer_due(SafetyWalk(walked_on=date(2026, 3, 15))) == date(2026, 9, 15)
    assert answer_due(SafetyWalk(walked_on=date(2026, 3, 15), answer_due=date(2026, 5, 1))) == date(
        2026, 5, 1
    )
    assert answer_due(SafetyWalk()) is None


def test_the_checklist_comes_in_order_and_all_of_it_before_the_meeting() -> None:
    held_on = date(2026, 12, 3)
    tasks = usual_preparations(held_on, notice_days=14)
    assert [task.due for task in tasks] == sorted(task.due for task in tasks)
    assert all(task.due < held_on for task in tasks)
    assert held_on - timedelta(days=14) in [task.due for task in tasks]

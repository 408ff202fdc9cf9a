"""What is usually done before a meeting, offered as a checklist that people change as they like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trygg_desktop.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Task:
    """A point for the checklist and the day by which it should be done."""

    title: str
    due: date


_USUAL: tuple[tuple[str, int], ...] = (
    (N_("Agree on the agenda with both chairs"), 21),
    (N_("Book the room and refreshments"), 21),
    (N_("Ask the presenters for background and proposal"), 18),
    (N_("Check the open points with those responsible"), 14),
    (N_("Go through the papers for personal data and confidentiality"), 2),
    (N_("Print or send the papers"), 1),
)


def usual_preparations(held_on: date, *, notice_days: int = 10) -> list[Task]:
    """The usual points before a meeting, in the language in use, earliest first.

    `notice_days` is how many days before the meeting the notice is sent.
    """
    usual = [*_USUAL, (N_("Send the notice and the agenda"), notice_days)]
    tasks = [Task(_(title), held_on - timedelta(days=days)) for title, days in usual]
    return sorted(tasks, key=lambda task: task.due)

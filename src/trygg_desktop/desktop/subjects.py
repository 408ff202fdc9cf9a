"""The subjects of the rail, in their order: known before any of their pages is built."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.desktop.page import Page


class Subject(NamedTuple):
    """An entry of the rail: its page is imported when it is first visited.

    Args:
        name: stable, as `Desk.go` takes it.
        number: of Ctrl+number; belongs to the subject, not to its place.
        page: module and class.
        kinds: the kinds of record that are at home there.
    """

    name: str
    label: str
    icon: str
    number: int
    page: tuple[str, str]
    kinds: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its word in the chosen language."""
        return _(self.label)

    def load(self) -> type[Page]:
        """The page's class."""
        module, name = self.page
        found: type[Page] = getattr(import_module(f"trygg_desktop.desktop.{module}"), name)
        return found


TODAY = Subject("today", N_("Today"), "sun-horizon", 1, ("today_page", "TodayPage"))
SUBJECTS = (
    TODAY,
    Subject(
        "stakeholders",
        N_("Stakeholders"),
        "users-three",
        2,
        ("stakeholders_page", "StakeholdersPage"),
        ("stakeholder", "contact", "interaction", "commitment", "agreement"),
    ),
    Subject(
        "presence",
        N_("Presence"),
        "person-simple-walk",
        3,
        ("presence_page", "PresencePage"),
        ("presence-action", "presence-session", "district", "safety-walk", "finding", "event"),
    ),
    Subject(
        "liaison", N_("Police liaison"), "notebook", 4, ("liaison_page", "LiaisonPage"), ("liaison-note",)
    ),
    Subject(
        "pictures",
        N_("Situational picture"),
        "chart-line",
        5,
        ("pictures_page", "PicturesPage"),
        ("situation-picture", "picture-part", "picture-signature", "indicator", "measurement"),
    ),
    Subject(
        "measures",
        N_("Measures"),
        "path",
        6,
        ("measures_page", "MeasuresPage"),
        ("measure", "problem", "cause", "goal", "follow-up", "evaluation"),
    ),
    Subject(
        "meetings",
        N_("Meetings"),
        "calendar-blank",
        7,
        ("meetings_page", "MeetingsPage"),
        ("meeting", "agenda-item", "decision", "preparation", "attendance", "council-member"),
    ),
    Subject("briefings", N_("Briefings"), "files", 8, ("briefings_page", "BriefingsPage")),
    Subject("exchange", N_("Exchange"), "arrows-left-right", 9, ("exchange_page", "ExchangePage")),
)
SETTINGS = Subject(
    "settings", N_("Settings"), "gear-six", 0, ("settings_page", "SettingsPage"), ("council-settings",)
)


def subject_of(kind: str) -> Subject | None:
    """Where a kind of record is at home."""
    return next((subject for subject in (*SUBJECTS, SETTINGS) if kind in subject.kinds), None)

"""A page that only remembers what the window asked of it."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import pytest

from trygg_desktop.desktop.desk import Changes
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.subjects import TODAY, Subject


class StubPage(Page):
    """Stands in for the pages that a test of the frame is not about."""

    built: ClassVar[list[str]] = []

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.refreshed: list[Changes | None] = []
        self.chosen: list[UUID] = []
        self.begun: list[str] = []
        self.acted: list[str] = []

    def refresh(self, changes: Changes | None) -> None:
        self.refreshed.append(changes)

    def show_record(self, id: UUID) -> None:
        self.chosen.append(id)

    def new_kinds(self) -> list[str]:
        return ["contact", "stakeholder"]

    def begin_new(self, kind: str) -> None:
        self.begun.append(kind)

    def actions_here(self) -> list[Action]:
        return [Action("wave", "Vinka", lambda: self.acted.append("wave"))]


def put_in_place_of_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on every page but Idag is a stub; gives the names of those built, as they are built."""
    built: list[str] = []
    load = Subject.load

    def stub(subject: Subject) -> type[Page]:
        built.append(subject.name)
        return load(subject) if subject is TODAY else StubPage

    monkeypatch.setattr(Subject, "load", stub)
    return built

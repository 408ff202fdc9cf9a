"""Takes in what the police publish about events, and proposes the district that a summary names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.events import Event
from trygg_desktop.formats import received
from trygg_desktop.formats.importing import EVERY, Addition, ImportPlan, Problem, Progress, Update, silent
from trygg_desktop.formats.places import PlaceFinder, places
from trygg_desktop.i18n import HOME, N_, _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.workspace import Workspace

SITE = "https://polisen.se"
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?"
    r"\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?"
)
_COMPARED = ("name", "happened", "event_type", "summary", "url", "place")


@dataclass(frozen=True, slots=True)
class PoliceEvent:
    """One published event; `number` is its place in the file, counted from 1."""

    number: int
    source_id: str
    happened: datetime
    name: str
    summary: str
    event_type: str
    url: str
    place: str

    def values(self) -> dict[str, Any]:
        """The event's values by field name, without those that are empty."""
        names = ("source_id", *_COMPARED)
        return {name: value for name in names if (value := getattr(self, name)) not in (None, "")}


def read_events(path: Path, problems: list[Problem]) -> list[PoliceEvent]:
    """The events in a file; what is wrong with one becomes a problem with its place and key.

    Where one id comes twice, the version published last counts. The coordinates in the file are the
    middle of a municipality or a county and never the scene, so they are not read.

    Raises:
        UserError: the file is not JSON, or holds no list of events.
    """
    content = received.read_json(path)
    if isinstance(content, dict):
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list):
        raise received.refused(path, "no-events", N_("“{name}” holds no list of events."))
    latest: dict[str, PoliceEvent] = {}
    for number, entry in enumerate(content, start=1):
        event = _event(number, entry, problems)
        if event and (event.source_id not in latest or event.happened >= latest[event.source_id].happened):
            latest[event.source_id] = event
    return list(latest.values())


def plan(workspace: Workspace, path: Path, *, progress: Progress = silent) -> ImportPlan:
    """What importing a file of police events will do.

    A district is proposed where the summary names exactly one; one that a person has confirmed stays.

    Raises:
        UserError: the file is not a list of events.
    """
    problems: list[Problem] = []
    events = read_events(path, problems)
    finder = PlaceFinder(places(workspace))
    names = [*_COMPARED, "district", "district_confirmed"]
    here = {id: dict(zip(names, cells, strict=True)) for id, *cells in workspace.rows(Event, names)}
    additions: list[Addition] = []
    updates: list[Update] = []
    proposed = 0
    for done, event in enumerate(events, start=1):
        values = event.values()
        district = finder.only_one_named_in(event.summary, _heading(event))
        id = Event.natural_id(values)
        assert id is not None
        if id not in here:
            proposed += district is not None
            additions.append(Addition(id, Event, values | _given("district", district), event.number))
        elif changed := _changes(here[id], values, district):
            updates.append(Update(id, Event, changed, event.number))
        if done % EVERY == 0:
            progress(done, len(events))
    return ImportPlan(
        N_("Import police events"),
        path.name,
        additions=tuple(additions),
        updates=tuple(updates),
        skipped=len(events) - len(additions) - len(updates),
        problems=tuple(problems),
        warnings=_warnings(proposed),
        kind=Event,
    )


def _warnings(proposed: int) -> tuple[str, ...]:
    if not proposed:
        return ()
    return (
        ngettext(
            "A district is proposed for {n} event, to be confirmed.",
            "A district is proposed for {n} events, to be confirmed.",
            proposed,
        ),
    )


def _changes(here: dict[str, Any], values: dict[str, Any], district: UUID | None) -> dict[str, Any]:
    changed = {name: values[name] for name in _COMPARED if name in values and values[name] != here[name]}
    if changed and district and not here["district_confirmed"] and district != here["district"]:
        changed["district"] = district
    return changed


def _heading(event: PoliceEvent) -> str:
    """The heading without the municipality at its end: `24 april 18:28, Rån, Västerås`."""
    return event.name.removesuffix(event.place)


def _given(name: str, value: Any) -> dict[str, Any]:
    return {} if value is None else {name: value}


# One event


def _event(number: int, entry: Any, problems: list[Problem]) -> PoliceEvent | None:
    if not isinstance(entry, dict):
        problems.append(Problem(number, "id", _("This is no event.")))
        return None
    before = len(problems)
    source_id = entry.get("id")
    if isinstance(source_id, bool) or not isinstance(source_id, (int, str)) or str(source_id).strip() == "":
        problems.append(Problem(number, "id", _("The event has no number.")))
    happened = read_moment(entry.get("datetime"))
    if happened is None:
        shown = str(entry.get("datetime") or "")[:40]
        message = (
            _("“{text}” can't be read as a date and time.", text=shown)
            if shown
            else _("The time is missing.")
        )
        problems.append(Problem(number, "datetime", message))
    texts = {key: _text(number, entry, key, problems) for key in ("name", "summary", "type", "url")}
    place = entry.get("location")
    if place is not None and not isinstance(place, dict):
        problems.append(Problem(number, "location", _("The place can't be read.")))
    if len(problems) > before or happened is None:
        return None
    return PoliceEvent(
        number=number,
        source_id=str(source_id).strip(),
        happened=happened,
        name=texts["name"] or texts["type"] or str(source_id),
        summary=texts["summary"],
        event_type=texts["type"],
        url=SITE + texts["url"] if texts["url"].startswith("/") else texts["url"],
        place=str((place or {}).get("name") or "").strip(),
    )


def _text(number: int, entry: dict[str, Any], key: str, problems: list[Problem]) -> str:
    value = entry.get(key)
    if value is not None and not isinstance(value, (str, int, float)):
        problems.append(Problem(number, key, _("This should be text.")))
        return ""
    return " ".join(str(value or "").split())


def read_moment(written: Any) -> datetime | None:
    """A moment as the police write it, `2026-01-20 7:26:45 +01:00`; Swedish time where no zone stands."""
    match = _MOMENT.fullmatch(written.strip()) if isinstance(written, str) else None
    if match is None:
        return None
    try:
        day = datetime(*(int(part or 0) for part in match.group(1, 2, 3, 4, 5, 6)))  # type: ignore[arg-type] # noqa: DTZ001
        if match[7]:
            return day.replace(tzinfo=UTC)
        if match[8] is None:
            return day.replace(tzinfo=HOME).astimezone(UTC)
        offset = timedelta(hours=int(match[9]), minutes=int(match[10]))
        zone = timezone(-offset if match[8] == "-" else offset)
        return day.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

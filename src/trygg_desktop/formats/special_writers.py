"""Writes meetings and the year for calendars, contacts for address books, and districts for maps."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.record import Audience
from trygg_desktop.formats.gathering import Gathered, Gatherer

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace


def with_a_day(meetings: Gathered) -> Gathered:
    """The meetings that a calendar has a place for."""
    dated = [(id, values) for id, values in meetings.records if values["starts"] or values["held_on"]]
    return replace(meetings, records=tuple(dated))


def ics_file(gatherer: Gatherer, gathered: Gathered) -> bytes:
    """Meetings with a day as an iCalendar file."""
    from trygg_desktop.formats.calendar_out import USUAL_LENGTH, calendar_text

    council = gatherer.workspace.council()
    meetings = [Meeting(id=id, **_columns(gathered, values)) for id, values in gathered.records]
    return calendar_text(
        meetings,
        council=council.name or "",
        stamps=_last_changes(gatherer, [id for id, _values in gathered.records]),
        length=council.meeting_minutes or USUAL_LENGTH,
    )


def year_file(gatherer: Gatherer, meetings: Gathered) -> tuple[bytes, int]:
    """The council's whole year as an iCalendar file, and how many entries it has: what remains to be done, and
    every meeting with a day. Of what the audience may not see there is nothing. In one's own copy a meeting is as
    it was written, so that it can be taken in again; of what else is confidential there is a day without a title."""
    from trygg_desktop.formats.calendar_out import USUAL_LENGTH, calendar_text
    from trygg_desktop.formats.year_calendar import for_calendars
    from trygg_desktop.insight.year import year_marks

    workspace, council = gatherer.workspace, gatherer.workspace.council()
    marks = for_calendars(year_marks(workspace, date.min, date.max, audience=gatherer.audience))
    listed = [Meeting(id=id, **_columns(meetings, values)) for id, values in meetings.records]
    text = calendar_text(
        listed,
        council=council.name or "",
        stamps=_last_changes(gatherer, [*(one.id for one in listed if one.id), *(mark.id for mark in marks)]),
        length=council.meeting_minutes or USUAL_LENGTH,
        marks=marks,
    )
    return text, len(listed) + len(marks)


def told_of_in_the_year(workspace: Workspace, audience: Audience | None) -> set[UUID]:
    """The records that such a file is made from, those that the audience may not see too: so that they are counted."""
    from trygg_desktop.formats.year_calendar import for_calendars
    from trygg_desktop.insight.year import year_marks

    whole = None if audience is None else Audience.LEADERS
    meetings = with_a_day(Gatherer(workspace, whole).gather(Meeting))
    marks = for_calendars(year_marks(workspace, date.min, date.max, audience=whole))
    return {id for id, _values in meetings.records} | {mark.id for mark in marks}


def _columns(gathered: Gathered, values: dict[str, Any]) -> dict[str, Any]:
    return {field.name: values[field.name] for field in gathered.fields if not field.many}


def _last_changes(gatherer: Gatherer, ids: list[UUID]) -> dict[UUID, datetime]:
    changes = {id: gatherer.workspace.history(id) for id in ids}
    return {id: entries[0].at for id, entries in changes.items() if entries}


def vcf_file(gatherer: Gatherer, gathered: Gathered) -> bytes:
    """Contacts as vCards of version 3, which Outlook and telephones read."""
    employers = gatherer.names("stakeholder")
    cards = [
        _card(values, employers.get(values.get("stakeholder") or UUID(int=0), ""))
        for _id, values in gathered.records
    ]
    return "".join(cards).encode()


def _card(values: dict[str, Any], employer: str) -> str:
    import vobject

    card = vobject.vCard()
    name = values.get("name") or ""
    family, comma, given = name.partition(",")
    if not comma:
        given, _blank, family = name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=family.strip(), given=given.strip())
    card.add("fn").value = name
    if employer or values.get("unit"):
        card.add("org").value = [employer, values["unit"]] if values.get("unit") else [employer]
    for key, line, types in (
        ("role", "title", None),
        ("email", "email", "INTERNET"),
        ("phone", "tel", "WORK"),
        ("mobile", "tel", "CELL"),
        ("notes", "note", None),
    ):
        if values.get(key):
            added = card.add(line)
            added.value = values[key]
            if types:
                added.type_param = types
    if values.get("address"):
        address = card.add("adr")
        address.value = vobject.vcard.Address(street=values["address"])
        address.type_param = "WORK"
    return str(card.serialize())


def geojson_file(gatherer: Gatherer, gathered: Gathered) -> bytes:
    """Districts as GeoJSON in WGS84; those without borders have an empty geometry."""
    shapes = dict(gatherer.workspace.rows(gathered.kind, ["borders"]))
    features = [_feature(id, values, shapes.get(id)) for id, values in gathered.records]
    content = {"type": "FeatureCollection", "features": features}
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _feature(id: UUID, values: dict[str, Any], borders: Any) -> dict[str, Any]:
    kept = ("name", "short_name", "level", "population", "population_year")
    return {
        "type": "Feature",
        "id": str(id),
        "properties": {key: values.get(key) for key in kept},
        "geometry": {"type": "MultiPolygon", "coordinates": borders} if borders else None,
    }

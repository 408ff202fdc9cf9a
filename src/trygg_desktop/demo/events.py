"""Police events of the demo's year, taken in once a week from what the police have published."""

from __future__ import annotations

from datetime import timedelta

from trygg_desktop.demo.records import Chronicle
from trygg_desktop.demo.texts import texts
from trygg_desktop.demo.year import at_clock
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.record import Protection


def add_events(chronicle: Chronicle) -> None:
    """Adds the events, named as the police name theirs. Their numbers can't be those of real ones."""
    subject, year = texts("events"), chronicle.year
    for number, told in enumerate(subject["event"], start=1):
        day = year.today - timedelta(days=told["days_ago"])
        key = f"demo-{number}"
        table = {
            "source_id": key,
            "name": f"{year.short(day)} {told['clock']}, {told['type']}, {subject['place']}",
            "happened": at_clock(day, told["clock"]),
            "event_type": told["type"],
            "summary": told["summary"],
            "url": subject["address"] + key,
            "place": subject["place"],
            "district_confirmed": told.get("confirmed", False),
            "protection": Protection.OPEN.value,
            **({"district": told["district"]} if "district" in told else {}),
        }
        if "revised" in told:
            table["later"] = [{"at": "@+7 " + subject["imported"], "summary": told["revised"]}]
        monday = day + timedelta(days=7 - day.weekday())
        chronicle.add(Event, key, table, at=at_clock(monday, subject["imported"]))

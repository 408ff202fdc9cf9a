"""When someone was out in the districts, spread so that the map and the strip have something to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from trygg_desktop.demo.records import Chronicle, identity
from trygg_desktop.demo.texts import texts
from trygg_desktop.demo.year import Year, at_clock
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.presence import PresenceAction, PresenceSession

SEED = "trygghetsrådet"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"seen_dark": (11, 12, 1, 2), "seen_light": (5, 6, 7, 8)}
_SECOND_SENTENCE = 0.55
_SHARE_TALKED_WITH = (0.2, 0.6)
_LOGGED_ON_MONDAYS = "08.15"


class Deck:
    """Texts dealt in a shuffled order, all of them before any comes again."""

    def __init__(self, rng: Random, cards: Sequence[Any]) -> None:
        self._rng = rng
        self._cards = list(cards)
        self._left: list[Any] = []

    def deal(self) -> Any:
        """The next one."""
        if not self._left:
            self._left = self._rng.sample(self._cards, len(self._cards))
        return self._left.pop()


@dataclass(frozen=True, slots=True)
class _Slot:
    """A time when the action could have taken place."""

    started: datetime
    minutes: int

    @property
    def ended(self) -> datetime:
        return self.started + timedelta(minutes=self.minutes)


def add_sessions(chronicle: Chronicle) -> None:
    """Adds the sessions of every action: how many, where, since when and until how many weeks ago."""
    pools = texts("sessions")["pool"]
    for plan in texts("sessions")["plan"]:
        for slug, (count, gap, since) in plan["districts"].items():
            rng = Random(f"{SEED}/{plan['action']}/{slug}")
            slots = _chosen(list(_slots(chronicle.year, plan, rng, gap=gap, since=since)), count, rng)
            _add(chronicle, plan, slug, slots, _Telling(plan, pools[plan["pool"]], rng))


def _add(chronicle: Chronicle, plan: dict[str, Any], slug: str, slots: list[_Slot], told: _Telling) -> None:
    """Adds one action's sessions in one district; the latest of them may be told word for word."""
    district = identity(District.about.name, slug)
    word_for_word = [*reversed(plan.get("latest", []))]
    told_freely = len(slots) - len(word_for_word)
    for number, slot in enumerate(slots):
        table = told.session(slot, district)
        if number >= told_freely:
            table |= word_for_word[number - told_freely]
        key = f"{plan['action']}/{slug}/{number + 1}"
        chronicle.add(PresenceSession, key, table, at=_logged(chronicle.year, slot))


def _slots(year: Year, plan: dict[str, Any], rng: Random, *, gap: int, since: int) -> Iterator[_Slot]:
    """The times within the action's weeks, oldest first, that lie before now."""
    this_monday = year.today - timedelta(days=year.today.weekday())
    every = plan.get("every", 1)
    for weeks_ago in range(since, gap - 1, -1):
        if (weeks_ago - gap) % every:
            continue
        for name in plan["weekdays"]:
            day = this_monday - timedelta(weeks=weeks_ago) + timedelta(days=_WEEKDAYS.index(name))
            slot = _Slot(at_clock(day, plan["starts"]), rng.choice(plan["minutes"]))
            if slot.ended <= year.now and not (plan.get("term_only") and _is_holiday(year, day)):
                yield slot


def _is_holiday(year: Year, day: date) -> bool:
    here = (day.month, day.day)
    holidays = year.words["holidays"]
    return any(tuple(start) <= here <= tuple(end) for start, end in holidays)


def _chosen(slots: list[_Slot], count: int, rng: Random) -> list[_Slot]:
    """So many of the slots, evenly spread with some play, and always the last."""
    if count > len(slots):
        raise ValueError(f"{count} sessions do not fit into {len(slots)} times")
    width = (len(slots) - 1) / max(1, count - 1)
    earlier = [slots[rng.randrange(int(n * width), int((n + 1) * width))] for n in range(count - 1)]
    return [*earlier, slots[-1]]


class _Telling:
    """Writes what was seen, in words dealt from the pool of the action's kind."""

    def __init__(self, plan: dict[str, Any], pool: dict[str, Any], rng: Random) -> None:
        self._plan, self._pool, self._rng = plan, pool, rng
        self._seen: dict[str, Deck] = {}
        self._detail = Deck(rng, pool["detail"])
        self._who = Deck(rng, plan["who"])

    def session(self, slot: _Slot, district: UUID) -> dict[str, Any]:
        """The fields of one session."""
        who, adults = self._who.deal()
        seen, people = self._seen_in(slot.started.month)
        sentences = [seen]
        if self._rng.random() < _SECOND_SENTENCE:
            sentences.append(self._detail.deal())
        return {
            "text": " ".join(sentences).replace("{where}", self._plan["where"]),
            "action": identity(PresenceAction.about.name, self._plan["action"]),
            "district": district,
            "started": slot.started,
            "duration": slot.minutes,
            "adults": adults,
            "who": who,
            **self._counted(people),
        }

    def _seen_in(self, month: int) -> tuple[str, int]:
        """A text that fits the season, and how many people it speaks of."""
        season = next((name for name, months in _SEASONS.items() if month in months), "")
        if season not in self._seen:
            self._seen[season] = Deck(self._rng, [*self._pool["seen"], *self._pool.get(season, ())])
        told = self._seen[season].deal()
        if isinstance(told, str):
            return told, self._rng.randint(*self._pool["people"])
        text, people = told
        return text, people

    def _counted(self, people: int) -> dict[str, int]:
        if not self._pool.get("young"):
            return {"conversations": people}
        talked_with = self._rng.uniform(*_SHARE_TALKED_WITH)
        return {"young_people": people, "conversations": max(1, round(people * talked_with))}


def _logged(year: Year, slot: _Slot) -> datetime:
    """Sessions are written down on the Monday after; the latest ones when they end."""
    day = slot.started.date()
    monday = at_clock(day + timedelta(days=7 - day.weekday()), _LOGGED_ON_MONDAYS)
    return monday if monday <= year.now else slot.ended

"""Which place a figure is about: the whole city, one of its districts, or another municipality for comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.values import fold
from trygg_desktop.formats.importing import Addition
from trygg_desktop.formats.municipalities import Municipality, municipality

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace

_HOME = "Västerås"
"""The city when the settings do not name another one."""
_TOTALS = frozenset(
    {
        "totalt", "total", "summa", "samtliga", "alla", "samtliga områden", "alla områden", "totalt samtliga",
        "alla stadsdelar", "samtliga stadsdelar",
    }
)  # fmt: skip
_WHOLE = frozenset(
    {
        "hela staden",
        "staden",
        "hela kommunen",
        "kommunen",
        "kommunen totalt",
        "staden totalt",
        "hela orten",
        "hela tätorten",
    }
)
_NOWHERE = frozenset(
    {
        "okänt", "okänd", "uppgift saknas", "uppgift om kommun saknas", "okänd kommun", "kommun okänd", "övriga",
        "övrigt", "ej angivet", "ej fördelat", "ofördelat", "utanför", "annan kommun", "utomlands",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was found: `district` is nothing for the whole city."""

    district: UUID | None


class StatisticsPlaces:
    """Finds the places that a table names. Other municipalities become places for comparison, never districts."""

    def __init__(self, workspace: Workspace) -> None:
        self._by_name: dict[str, set[UUID]] = {}
        others: dict[str, set[UUID]] = {}
        self._compared: dict[str, UUID] = {}
        self._new: dict[UUID, Addition] = {}
        home = workspace.council().municipality or _HOME
        known = municipality(home)
        self._home = known.code if known else ""
        self._home_names = {fold(home), fold(f"{home} kommun"), fold(f"{home}s kommun"), fold(f"{home} stad")}
        fields = ["name", "short_name", "aliases", "level", "slug"]
        for id, name, short, aliases, level, slug in workspace.rows(District, fields):
            if level == Level.MUNICIPALITY:
                self._compared[fold(name or "")] = id
                self._compared[slug or ""] = id
                continue
            self._by_name.setdefault(fold(name or ""), set()).add(id)
            for text in (
                (short or "").rstrip("."),
                *(aliases or "").splitlines(),
                (slug or "").replace("-", " "),
            ):
                others.setdefault(fold(text), set()).add(id)
        # A district of that very name is meant rather than one that goes by it too
        self._by_name = others | self._by_name
        self._by_name.pop("", None)

    def knows(self, text: str) -> bool:
        """Whether a text is the name of some place, for telling columns of places from others."""
        return bool(text) and (self._is_city(text) or bool(self._district(text)) or self._is_compared(text))

    def is_total(self, text: str) -> bool:
        """Whether a text is a sum of the places around it and names none itself."""
        return text.casefold() in _TOTALS

    def is_nowhere(self, text: str) -> bool:
        """Whether a text says that nobody knows the place, or gathers the rest."""
        return text.casefold() in _NOWHERE

    def are_municipalities(self, texts: set[str]) -> bool:
        """Whether the places of a table are municipalities: more of them than districts."""
        compared = sum(municipality(text) is not None and not self._district(text) for text in texts)
        return compared > sum(bool(self._district(text)) for text in texts)

    def find(self, text: str, *, among_municipalities: bool) -> Found | None:
        """The place of a figure; nothing where nobody here knows it.

        Args:
            among_municipalities: whether the table's other rows are municipalities, for names that are both.
        """
        if not text or self._is_city(text) or (self.is_total(text) and not among_municipalities):
            return Found(None)
        other = municipality(text)
        district = self._district(text)
        if district and not (among_municipalities and other):
            return Found(next(iter(district))) if len(district) == 1 else None
        if fold(text) in self._compared:
            return Found(self._compared[fold(text)])
        return Found(self._compare(other)) if other else None

    def additions(self, used: set[UUID]) -> list[Addition]:
        """The places for comparison that are to be made, of those that are used."""
        return [addition for id, addition in self._new.items() if id in used]

    def _is_city(self, text: str) -> bool:
        known = municipality(text)
        return (
            text.casefold() in _WHOLE
            or fold(text) in self._home_names
            or (known is not None and known.code == self._home)
        )

    def _is_compared(self, text: str) -> bool:
        return fold(text) in self._compared or municipality(text) is not None

    def _district(self, text: str) -> set[UUID]:
        plain = fold(text).replace(" - ", "-").replace("–", "-")
        return self._by_name.get(plain) or self._by_name.get(plain.replace("/", "-"), set())

    def _compare(self, other: Municipality) -> UUID:
        """The place for a municipality; its key is made of its code, so that both laptops make the same one."""
        slug = f"kommun-{other.code}"
        if slug not in self._compared:
            values = {
                "name": other.name,
                "slug": slug,
                "level": Level.MUNICIPALITY.value,
                "protection": Protection.OPEN.value,
            }
            id = District.natural_id(values)
            assert id is not None
            self._compared[slug] = id
            self._new[id] = Addition(id, District, values, 0)
        return self._compared[slug]

"""The districts of the city: areas, the sub-areas within them, and other municipalities for comparison."""

from typing import Any, ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.record import About, Protection, Record
from trygg_desktop.i18n import N_

_NAME = N_("Name and place")
_FACTS = N_("Facts")
_MAP = N_("On the map")


class Level(Choice):
    """What kind of place a district is."""

    AREA = "area", N_("Area")
    SUB_AREA = "sub-area", N_("Sub-area")
    MUNICIPALITY = "municipality", N_("Other municipality")


class District(Record, table=True):
    """A part of the city, as people there call it."""

    about: ClassVar[About] = About(
        "district",
        N_("District"),
        N_("Districts"),
        new=N_("New district"),
        noun=N_("district"),
        icon="ph.map-trifold",
        order=("name",),
        natural_key=("slug",),
    )

    name: str | None = fields.text(N_("Name"), required=True, listed=True, section=_NAME)
    slug: str | None = fields.text(N_("Key"), searchable=False, internal=True, section=_NAME)
    short_name: str | None = fields.text(
        N_("Short name"), section=_NAME, help=N_("At most about nine letters, for the tile on the map.")
    )
    level: str | None = fields.choice(
        N_("Level"),
        Level,
        default=Level.AREA,
        listed=True,
        section=_NAME,
        help=N_("Only areas have a tile. Other municipalities are for comparison and never in lists."),
    )
    parent: UUID | None = fields.reference(
        N_("Lies in"),
        "district",
        listed=True,
        section=_NAME,
        help=N_("The area that a sub-area belongs to. Presence in the sub-area counts there too."),
    )
    aliases: str | None = fields.paragraph(
        N_("Other names"),
        section=_NAME,
        help=N_("One a line, such as names that the police use in their summaries."),
    )
    population: int | None = fields.integer(N_("Population"), listed=True, section=_FACTS)
    population_year: int | None = fields.integer(N_("Population of the year"), year=True, section=_FACTS)
    notes: str | None = fields.paragraph(N_("Notes"), section=_FACTS)
    tile_column: int | None = fields.integer(
        N_("Tile column"), section=_MAP, help=N_("Counted from the west, starting with 1.")
    )
    tile_row: int | None = fields.integer(
        N_("Tile row"), section=_MAP, help=N_("Counted from the north, starting with 1.")
    )
    borders: Any = fields.structure(N_("Borders"), internal=True, section=_MAP)


# name, short name, slug, tile column, tile row, population, its year: as the city published them.
# Tiles are placed by compass direction from general knowledge; people drag them right.
_AREAS: tuple[tuple[str, str, str, int, int, int | None, int | None], ...] = (
    ("Skultuna", "Skultuna", "skultuna", 3, 1, None, None),
    ("Tillberga-Hökåsen", "Tillberga", "tillberga-hokasen", 6, 1, 7037, 2022),
    ("Rönnby", "Rönnby", "ronnby", 3, 2, None, None),
    ("Önsta-Gryta", "Önsta", "onsta-gryta", 4, 2, None, None),
    ("Vallby", "Vallby", "vallby", 2, 3, None, None),
    ("Gideonsberg-Skallberget", "Gideonsb.", "gideonsberg-skallberget", 4, 3, 13792, 2022),
    ("Haga-Malmaberg", "Haga", "haga-malmaberg", 5, 3, 9772, 2023),
    ("Bjurhovda", "Bjurhovda", "bjurhovda", 7, 3, 4895, 2022),
    ("Skälby", "Skälby", "skalby", 1, 3, 3628, 2021),
    ("Skiljebo-Hemdal-Brandthovda", "Skiljebo", "skiljebo-hemdal-brandthovda", 6, 3, 8402, 2023),
    ("Eriksborg-Hagaberg", "Eriksborg", "eriksborg-hagaberg", 1, 4, 2095, 2022),
    ("Vetterstorp-Stohagen", "Stohagen", "vetterstorp-stohagen", 3, 4, 7709, 2023),
    ("Råby", "Råby", "raby", 2, 4, None, None),
    ("Centrala staden", "Centrum", "centrala-staden", 4, 4, None, None),
    ("Viksäng", "Viksäng", "viksang", 5, 4, 5521, 2023),
    ("Irsta-Gäddeholm", "Irsta", "irsta-gaddeholm", 7, 4, 7433, 2023),
    ("Bäckby", "Bäckby", "backby", 1, 5, 9415, 2023),
    ("Pettersberg", "Pettersb.", "pettersberg", 2, 5, None, None),
    ("Hammarby", "Hammarby", "hammarby", 3, 5, 4025, 2022),
    ("Öster Mälarstrand-Hamre-Talltorp", "Mälarstr.", "oster-malarstrand-hamre-talltorp", 5, 5, None, None),
    ("Dingtuna-Barkarö", "Dingtuna", "dingtuna-barkaro", 1, 6, 10020, 2023),
)

_SUB_AREAS: tuple[tuple[str, str], ...] = (
    ("Erikslund", "erikslund"),
    ("Hacksta", "hacksta"),
    ("Nordanby", "nordanby"),
    ("Vega", "vega"),
    ("Hovdestalund", "hovdestalund"),
    ("Sandgärdet", "sandgardet"),
    ("Sätra", "satra"),
    ("Klockartorpet", "klockartorpet"),
    ("Hälla", "halla"),
    ("Badelunda", "badelunda"),
    ("Kvicksund", "kvicksund"),
    ("Tortuna", "tortuna"),
    ("Hubbo", "hubbo"),
    ("Kungsåra", "kungsara"),
    ("Björksta", "bjorksta"),
)


def default_districts() -> list[dict[str, Any]]:
    """The districts that a new workspace starts with, as values by field name.

    Areas first, then the sub-areas, which have no parent until someone sets it. Names and figures
    are published by the city, so the records are open. An area whose name joins several places
    carries each of them as another name, so that it is found in a summary that names just one.
    """
    return [*(_area(*row) for row in _AREAS), *(_sub_area(*row) for row in _SUB_AREAS)]


def _area(
    name: str, short: str, slug: str, column: int, row: int, population: int | None, year: int | None
) -> dict[str, Any]:
    places = name.split("-")
    return {
        "name": name,
        "slug": slug,
        "short_name": short,
        "level": Level.AREA.value,
        "tile_column": column,
        "tile_row": row,
        "population": population,
        "population_year": year,
        "aliases": "\n".join(places) if len(places) > 1 else None,
        "protection": Protection.OPEN.value,
    }


def _sub_area(name: str, slug: str) -> dict[str, Any]:
    return {
        "name": name,
        "slug": slug,
        "short_name": name if len(name) <= 9 else f"{name[:8]}.",
        "level": Level.SUB_AREA.value,
        "protection": Protection.OPEN.value,
    }

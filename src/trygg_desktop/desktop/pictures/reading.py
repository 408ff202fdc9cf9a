"""Everything the page shows of situational pictures, read at once: their list, and one of them with its districts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.figures import Measurement
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
)
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import Standing
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _
from trygg_desktop.insight.signatures import SideStanding, Wording, sides_of, status_now, wording
from trygg_desktop.workspace import Transaction, Workspace

TEXTS = ("survey", "other_information", "analysis")
"""The fields under the law's three headings, the same in a picture and in its districts."""
COMPARED = (*TEXTS, "changed_since", "sources")
_COPIED = (*TEXTS, "sources")


@dataclass(frozen=True, slots=True)
class Line:
    """A picture in the list: what it is called, its period, and how far it has come in words."""

    id: UUID
    title: str
    period: str
    status: str

    @property
    def words(self) -> str:
        """What stands under its name; a period that the name tells is not said twice."""
        told = self.period.casefold() in self.title.casefold()
        return self.status if told or not self.period else f"{self.period} · {self.status}"


@dataclass(frozen=True, slots=True)
class Place:
    """A district of the picture, or the whole city, which has no id.

    Args:
        part: the record that holds its texts, where there is one.
        written: how many of the law's three headings have a text.
    """

    district: UUID | None
    name: str
    part: UUID | None = None
    written: int = 0
    short: str = ""
    tile: tuple[int, int] | None = None
    population: int | None = None
    population_year: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture with all that belongs to it, and the texts of the one before.

    Args:
        areas: the area that each district belongs to, areas themselves among them.
    """

    under: Wording
    sides: tuple[SideStanding, ...]
    own_side: Side
    places: tuple[Place, ...]
    before: Wording | None = None
    areas: dict[UUID, UUID] = field(default_factory=dict)
    parts: dict[UUID | None, PicturePart] = field(default_factory=dict)
    parts_before: dict[UUID | None, PicturePart] = field(default_factory=dict)

    @property
    def picture(self) -> SituationPicture:
        """The picture itself."""
        return self.under.picture

    @property
    def frozen(self) -> bool:
        """Whether its wording is no longer changed."""
        return status_now(self.picture, self.sides) is PictureStatus.DECIDED

    @property
    def to_sign(self) -> bool:
        """Whether this side has the picture before it to sign; a decided one only where its wording is not that
        which the side signed."""
        (mine,) = (each for each in self.sides if each.side is self.own_side)
        return mine.standing is not Standing.CURRENT if self.frozen else not mine.applies

    def place(self, district: UUID | None) -> Place | None:
        """A district by its id; nothing is the whole city."""
        return next((each for each in self.places if each.district == district), None)

    def now(self, district: UUID | None) -> SituationPicture | PicturePart | None:
        """The texts of a district, or of the whole city."""
        return self.picture if district is None else self.parts.get(district)

    def earlier(self, district: UUID | None) -> SituationPicture | PicturePart | None:
        """The texts of the same place in the picture before."""
        if self.before is None:
            return None
        return self.before.picture if district is None else self.parts_before.get(district)


def count_figures(workspace: Workspace) -> int:
    """How many figures there are, of whatever."""
    return workspace.count(Measurement)


def read_lines(workspace: Workspace) -> tuple[Line, ...]:
    """All pictures, the latest period first, each with its status in words."""
    signed = {id for (_own, id) in workspace.rows(PictureSignature, ["picture"])}
    found = []
    for picture in workspace.records(SituationPicture):
        assert picture.id is not None
        sides = sides_of(workspace, wording(workspace, picture.id)) if picture.id in signed else ()
        found.append(
            Line(picture.id, picture.title or "", picture.period or "", status_words(picture, sides))
        )
    return tuple(found)


def status_words(picture: SituationPicture, sides: tuple[SideStanding, ...]) -> str:
    """How far a picture has come; that someone's signature is under an earlier wording is said with it."""
    status = status_now(picture, sides)
    earlier = status is not PictureStatus.IN_WORK and any(each.standing is Standing.EARLIER for each in sides)
    return f"{status.label}, {Standing.EARLIER.label.lower()}" if earlier else status.label


def read_picture(workspace: Workspace, id: UUID) -> Shown | None:
    """A picture with its districts and signatures; nothing where it is gone."""
    if not isinstance(workspace.find(id), SituationPicture):
        return None
    under = wording(workspace, id)
    earlier = under.picture.previous
    known = earlier is not None and isinstance(workspace.find(earlier), SituationPicture)
    before = wording(workspace, earlier) if known and earlier is not None else None
    parts = {part.district: part for part in under.parts}
    districts = workspace.records(District)
    return Shown(
        under,
        sides_of(workspace, under),
        workspace.me.side,
        _places(districts, under.picture, parts),
        before,
        _areas(districts),
        parts,
        {part.district: part for part in before.parts} if before else {},
    )


def _places(
    districts: Iterable[District], picture: SituationPicture, parts: dict[UUID | None, PicturePart]
) -> tuple[Place, ...]:
    """The whole city, then every area by name, and whatever other districts the picture speaks of."""
    found = []
    for district in districts:
        part = parts.get(district.id)
        if district.level not in (Level.AREA, None) and part is None:
            continue
        tile = (district.tile_column, district.tile_row)
        found.append(
            Place(
                district.id,
                district.name or "",
                part.id if part else None,
                _written(part),
                district.short_name or district.name or "",
                (tile[0], tile[1]) if tile[0] and tile[1] else None,
                district.population,
                district.population_year,
            )
        )
    found.sort(key=lambda each: sort_key(each.name) or "")
    return (Place(None, _("The whole city"), picture.id, _written(picture)), *found)


def _areas(districts: Iterable[District]) -> dict[UUID, UUID]:
    """The area that each district is or lies in; sub-areas without a known parent have none."""
    known = {each.id: each for each in districts if each.id}
    found = {}
    for id in known:
        here, passed = known.get(id), set[UUID]()
        while here is not None and here.id and here.level not in (Level.AREA, None) and here.id not in passed:
            passed.add(here.id)
            here = known.get(here.parent) if here.parent else None
        if here is not None and here.id and here.id not in passed:
            found[id] = here.id
    return found


def _written(record: SituationPicture | PicturePart | None) -> int:
    return sum(bool(getattr(record, name, None)) for name in TEXTS)


def picture_of(workspace: Workspace, id: UUID) -> tuple[UUID | None, UUID | None]:
    """The picture that a record belongs to, and its district where it is about one."""
    record = workspace.find(id)
    if isinstance(record, SituationPicture):
        return record.id, None
    if isinstance(record, PicturePart):
        return record.picture, record.district
    if isinstance(record, PictureSignature):
        return record.picture, None
    return None, None


def begin_next(tx: Transaction, under: Wording) -> UUID:
    """A new picture in work that begins with the texts of an earlier one, so that the two can be compared."""
    earlier = under.picture
    values = {name: getattr(earlier, name) for name in _COPIED}
    made = tx.create(
        SituationPicture,
        title=_("After {title}", title=earlier.title),
        previous=earlier.id,
        protection=earlier.protection,
        ground=earlier.ground,
        **{name: value for name, value in values.items() if value},
    )
    for part in under.parts:
        said = {name: getattr(part, name) for name in _COPIED}
        tx.create(
            PicturePart,
            picture=made,
            district=part.district,
            protection=part.protection,
            ground=part.ground,
            **{name: value for name, value in said.items() if value},
        )
    return made

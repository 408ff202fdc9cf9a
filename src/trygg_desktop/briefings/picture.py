"""The situational picture: what is gathered under the law's three headings, for the city and for each district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.compared import Compared, compare_pictures
from trygg_desktop.briefings.content import Edition, Reading, joined
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.figures import (
    Figures,
    chart_of,
    charts_of_city,
    map_of,
    read_trends,
)
from trygg_desktop.briefings.problems import ProblemContent, read_problems
from trygg_desktop.briefings.request import Request
from trygg_desktop.briefings.told_figures import Figure
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    status_of,
)
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import Standing, counting, fingerprint, status_now
from trygg_desktop.domain.values import sort_key
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_, local
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.charts.tile_map import TileMap
from trygg_desktop.insight.charts.trend import Trend as TrendChart
from trygg_desktop.insight.law import decided_on
from trygg_desktop.insight.signatures import Worth, known_keys, worth_of
from trygg_desktop.insight.trends import Trend
from trygg_desktop.workspace import Workspace

_CITY_CHARTS = 4


@dataclass(frozen=True, slots=True)
class SideContent:
    """How one side stands to the picture.

    Args:
        signed_on: the day of its signature; nothing where it has not signed.
        by: the function that signed; empty where the audience may not read it.
        standing: whether what was signed is what stands there now.
        worth: what is known of who signed; nothing where the side has not signed.
        withdrawn: whether what the signature gave was taken back since.
    """

    side: Side
    signed_on: date | None = None
    by: str = ""
    standing: Standing | None = None
    withdrawn: bool = False
    worth: Worth | None = None


@dataclass(frozen=True, slots=True)
class TextsContent:
    """The law's three headings, and the sources of what stands under them."""

    survey: str
    other_information: str
    analysis: str
    sources: str


@dataclass(frozen=True, slots=True)
class PlaceContent:
    """What the picture says of one district, with its figures and how one of them has gone."""

    id: UUID
    name: str
    population: int | None
    population_year: int | None
    texts: TextsContent
    changed_since: str
    figures: tuple[Figure, ...]
    chart: TrendChart | None
    marking: str


@dataclass(frozen=True, slots=True)
class PictureContent:
    """Everything that the briefing on a situational picture prints, already filtered for its audience."""

    cover: Cover
    title: str
    period: str
    status: PictureStatus
    decided: date | None
    decision: str
    sides: tuple[SideContent, ...]
    marking: str
    texts: TextsContent
    figures: tuple[Figure, ...]
    charts: tuple[TrendChart, ...]
    map: TileMap | None
    places: tuple[PlaceContent, ...]
    compared: Compared | None
    problems: tuple[ProblemContent, ...]


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[PictureContent, Reading]:
    """Reads what this edition may hold of the latest decided picture; for the leaders, of the one in work where
    there is one.

    Raises:
        UserError: there is no such picture.
        ProtectionRefused: none of those there are may be seen by the audience.
    """
    del request
    reading = Reading(workspace, edition)
    picture = _chosen(reading)
    assert picture.id is not None
    until = min(picture.to_on or edition.today, edition.today)
    parts = _parts(reading, picture.id)
    trends = read_trends(reading, until=until)
    figures, problems = Figures(reading, trends), read_problems(reading)
    content = PictureContent(
        title=picture.title or "",
        period=picture.period or "",
        status=_status(workspace, picture),
        decided=decided_on(picture) if _is_decided(workspace, picture) else None,
        decision=reading.title(picture.decision),
        sides=_sides(reading, picture),
        marking=reading.marking_of(picture),
        texts=_texts(picture),
        figures=figures.of(None),
        charts=charts_of_city(trends, _CITY_CHARTS),
        map=map_of(trends, _tiles(reading)),
        places=tuple(_place(reading, district, part, figures, trends, problems) for district, part in parts),
        compared=compare_pictures(reading, picture, [part for _district, part in parts], trends, until),
        problems=problems,
        cover=cover_of(reading),
    )
    return content, reading


def _chosen(reading: Reading) -> SituationPicture:
    """The picture in work where the leaders have one, else the latest that is decided."""
    workspace, edition = reading.workspace, reading.edition
    seen = workspace.records(SituationPicture, *visible(SituationPicture, reading.audience))
    decided = [each for each in seen if _is_decided(workspace, each) and decided_on(each) <= edition.today]
    latest = max(decided, key=decided_on, default=None)
    if edition.audience is Audience.LEADERS:
        in_work = [each for each in seen if not _is_decided(workspace, each)]
        latest = max(in_work, key=lambda each: each.to_on or date.max, default=latest)
    if latest is None:
        raise _none_to_show(reading)
    [admitted] = reading.admit([latest])
    return admitted


def _none_to_show(reading: Reading) -> UserError | ProtectionRefused:
    workspace, today = reading.workspace, reading.edition.today
    decided = [
        each
        for each in workspace.records(SituationPicture)
        if not each.draft and _is_decided(workspace, each) and decided_on(each) <= today
    ]
    if not decided and reading.edition.audience is Audience.LEADERS:
        return UserError(
            "no-picture",
            N_("There is no situational picture to hand out yet. Begin one, or release the draft."),
        )
    if not decided:
        return UserError(
            "no-picture",
            N_(
                "No situational picture has been decided yet. The one in work can be made for the two leaders."
            ),
        )
    return ProtectionRefused(
        "picture-not-open",
        N_(
            "This audience may not see the situational picture. Change its protection, or make the briefing for "
            "another audience."
        ),
    )


def _is_decided(workspace: Workspace, picture: SituationPicture) -> bool:
    return status_of(picture) is PictureStatus.DECIDED and (
        _status(workspace, picture) is PictureStatus.DECIDED
    )


def _status(workspace: Workspace, picture: SituationPicture) -> PictureStatus:
    return status_now(picture, *_whole(workspace, picture))


def _whole(
    workspace: Workspace, picture: SituationPicture
) -> tuple[list[PicturePart], list[PictureSignature]]:
    """All of the picture, also what the audience may not see: what was signed is the whole, or not at all."""
    parts = workspace.records(PicturePart, col(PicturePart.picture) == picture.id)
    return parts, workspace.records(PictureSignature, col(PictureSignature.picture) == picture.id)


def _sides(reading: Reading, picture: SituationPicture) -> tuple[SideContent, ...]:
    """How each side stands; nothing is said of a side whose signature the audience may not see."""
    whole = reading.workspace.find(picture.id) if picture.id else None
    assert isinstance(whole, SituationPicture)
    parts, signatures = _whole(reading.workspace, whole)
    wording = fingerprint(whole, parts)
    counted = counting(whole, wording, signatures)
    keys = known_keys(reading.workspace) if counted else {}
    worth = {side: worth_of(each, keys) for side, each in counted.items()}  # before names are left out
    found = []
    for side in Side:
        agreed: datetime | None = getattr(picture, f"agreed_{side.value}_at")
        if side not in counted:
            on = local(agreed).date() if agreed else None
            found.append(SideContent(side, on, getattr(picture, f"agreed_{side.value}_by") or ""))
        elif admitted := reading.admit([counted[side]]):
            [signature] = admitted
            found.append(
                SideContent(
                    side,
                    local(signature.signed_at).date() if signature.signed_at else None,
                    signature.signed_by or "",
                    Standing.CURRENT if signature.hash == wording else Standing.EARLIER,
                    withdrawn=agreed is None,
                    worth=worth[side],
                )
            )
    return tuple(found)


def _texts(record: SituationPicture | PicturePart) -> TextsContent:
    return TextsContent(
        survey=record.survey or "",
        other_information=record.other_information or "",
        analysis=record.analysis or "",
        sources=record.sources or "",
    )


def _parts(reading: Reading, picture: UUID) -> list[tuple[District, PicturePart]]:
    """The districts of the picture by name; one whose name the audience may not see is left out whole."""
    found = []
    for part in reading.workspace.records(PicturePart, col(PicturePart.picture) == picture):
        district = reading.find(part.district)
        if isinstance(district, District):
            found += [(district, each) for each in reading.admit([part])]
        elif part.id is not None and not part.draft:
            reading.left_out.add(part.id)
    return sorted(found, key=lambda each: sort_key(each[0].name) or "")


def _place(
    reading: Reading,
    district: District,
    part: PicturePart,
    figures: Figures,
    trends: tuple[Trend, ...],
    problems: tuple[ProblemContent, ...],
) -> PlaceContent:
    assert district.id is not None
    wanted = [
        indicator for each in problems if district.id in each.districts for indicator in each.indicators
    ]
    return PlaceContent(
        id=district.id,
        name=district.name or "",
        population=district.population,
        population_year=district.population_year,
        texts=_texts(part),
        changed_since=part.changed_since or "",
        figures=figures.of(district.id),
        chart=chart_of(trends, district.id, wanted),
        marking=reading.marking_of(part),
    )


def _tiles(reading: Reading) -> dict[UUID, tuple[str, tuple[int, int]]]:
    """Where each area lies; where two were given the same place the first has it."""
    level = col(District.level)
    taken: dict[tuple[int, int], tuple[UUID, str]] = {}
    for area in reading.records(District, (level == Level.AREA) | level.is_(None)):
        if area.tile_column and area.tile_row and area.id is not None:
            place = (area.tile_column, area.tile_row)
            taken.setdefault(place, (area.id, area.short_name or area.name or ""))
    return {id: (name, place) for place, (id, name) in taken.items()}


def title_of(content: PictureContent) -> str:
    """What the picture is called, its period with it unless the name has it already."""
    told = content.period.casefold() in content.title.casefold()
    return content.title if told else joined((content.title, content.period), ", ")

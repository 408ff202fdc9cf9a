"""Takes in the districts' borders from GeoJSON, in either of the systems that municipalities use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from uuid6 import uuid7

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.values import fold
from trygg_desktop.formats import received
from trygg_desktop.formats.geometry import Borders, outlines, simplified
from trygg_desktop.formats.importing import EVERY, Addition, ImportPlan, Problem, Progress, Update, silent
from trygg_desktop.formats.places import slug
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.workspace import Workspace

_NAME_KEYS = (
    "name", "namn", "stadsdel", "stadsdelsnamn", "omrade", "omradesnamn", "distrikt", "kommundel", "tatort",
    "district", "area", "label", "beteckning", "bezeichnung", "text", "title", "titel",
)  # fmt: skip
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Feature:
    """One area in the file: its place there counted from 1, its name, and its borders in degrees."""

    number: int
    name: str
    borders: Borders


def read_features(path: Path, problems: list[Problem]) -> list[Feature]:
    """The named areas in a GeoJSON file, in WGS84.

    The coordinate system is the one the file names, else the one the numbers can only be in.

    Raises:
        UserError: the file is not GeoJSON, has no names, or is in a system that is not known here.
    """
    content = received.read_json(path)
    features = list(_features(content))
    if not features:
        raise received.refused(path, "no-features", N_("“{name}” holds no map areas (GeoJSON)."))
    key = _name_key([_properties(feature) for feature in features])
    if key is None:
        raise received.refused(path, "no-names", N_("The areas in “{name}” have no names."))
    found: list[Feature] = []
    for number, feature in enumerate(features, start=1):
        name = str(_properties(feature).get(key) or "").strip()
        if not name:
            problems.append(Problem(number, key, _("The area has no name.")))
            continue
        try:
            borders = outlines(feature.get("geometry"), content.get("crs"), path)
        except ValueError:
            problems.append(Problem(number, "geometry", _("The borders can't be read.")))
            continue
        if borders:
            found.append(Feature(number, name, borders))
    return found


def plan(
    workspace: Workspace, path: Path, *, make_new: bool = False, progress: Progress = silent
) -> ImportPlan:
    """What importing borders will do: each goes to the district of its name.

    Args:
        make_new: whether names that no district has become new districts; otherwise they are left out.

    Raises:
        UserError: the file can't be used; see `read_features`.
    """
    problems: list[Problem] = []
    features = _joined(read_features(path, problems))
    here = {id: cells for id, *cells in workspace.rows(District, ["name", "aliases", "borders"])}
    finder = _Finder({id: (name, aliases) for id, (name, aliases, _borders) in here.items()})
    additions: list[Addition] = []
    updates: list[Update] = []
    unknown: list[str] = []
    skipped = 0
    for done, feature in enumerate(features, start=1):
        borders = simplified(feature.borders)
        id = finder.find(feature.name)
        if id is None and not make_new:
            unknown.append(feature.name)
        elif id is None:
            additions.append(_new_district(feature, borders))
        elif here[id][2] == borders:
            skipped += 1
        else:
            updates.append(Update(id, District, {"borders": borders}, feature.number))
        if done % EVERY == 0:
            progress(done, len(features))
    return ImportPlan(
        N_("Import borders"),
        path.name,
        additions=tuple(additions),
        updates=tuple(updates),
        skipped=skipped + len(unknown),
        problems=tuple(problems),
        warnings=tuple(_warnings(unknown)),
        kind=District,
    )


class _Finder:
    """Finds districts by name, å ä ö and all; only where none is called so, without accents."""

    def __init__(self, names: dict[UUID, tuple[str | None, str | None]]) -> None:
        self._exact: dict[str, set[UUID]] = {}
        self._loose: dict[str, set[UUID]] = {}
        for id, (name, aliases) in names.items():
            self._learn(id, name or "")
            # A place within an area named after several is not the area: its outline is another
            if "-" not in (name or ""):
                for line in (aliases or "").splitlines():
                    self._learn(id, line)

    def _learn(self, id: UUID, name: str) -> None:
        self._exact.setdefault(_exactly(name), set()).add(id)
        self._loose.setdefault(_loosely(name), set()).add(id)

    def find(self, name: str) -> UUID | None:
        """The one district of this name."""
        for found in (self._exact.get(_exactly(name)), self._loose.get(_loosely(name))):
            if found and len(found) == 1:
                return next(iter(found))
        return None


def _exactly(name: str) -> str:
    return " ".join(name.casefold().split())


def _loosely(name: str) -> str:
    return fold(name.replace("-", " "))


def _joined(features: Iterable[Feature]) -> list[Feature]:
    """One feature for each name: an area in two parts may stand in the file as two."""
    together: dict[str, Feature] = {}
    for feature in features:
        key = fold(feature.name)
        if key in together:
            first = together[key]
            together[key] = Feature(first.number, first.name, [*first.borders, *feature.borders])
        else:
            together[key] = feature
    return list(together.values())


def _new_district(feature: Feature, borders: Borders) -> Addition:
    name = feature.name.title() if feature.name.isupper() else feature.name
    values = {
        "name": name,
        "slug": slug(name),
        "level": Level.SUB_AREA.value,
        "protection": Protection.OPEN.value,
        "borders": borders,
    }
    id = District.natural_id(values) or UUID(int=uuid7().int)
    return Addition(id, District, values, feature.number)


def _warnings(unknown: list[str]) -> Iterator[str]:
    if unknown:
        shown = ", ".join(unknown[:_SHOWN]) + (" …" if len(unknown) > _SHOWN else "")
        yield ngettext(
            "{n} area in the file has a name that no district has, and was left out: {names}.",
            "{n} areas in the file have names that no district has, and were left out: {names}.",
            len(unknown),
            names=shown,
        )


# The file's shape


def _features(content: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(content, dict):
        return
    if content.get("type") == "FeatureCollection":
        for feature in content.get("features") or []:
            if isinstance(feature, dict):
                yield feature
    elif content.get("type") == "Feature":
        yield content


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _name_key(properties: list[dict[str, Any]]) -> str | None:
    """The property that holds the names: one that is called so, else the text that differs most."""
    keys = list(dict.fromkeys(key for each in properties for key in each))
    plain = {key: fold(key).replace("_", "").replace(" ", "") for key in keys}
    for fits in (str.__eq__, str.endswith):
        for wanted in _NAME_KEYS:
            for key in keys:
                if fits(plain[key], wanted):
                    return key
    texts = {
        key: {value for each in properties if isinstance(value := each.get(key), str) and value.strip()}
        for key in keys
    }
    best = max(keys, key=lambda key: len(texts[key]), default=None)
    return best if best is not None and texts[best] else None

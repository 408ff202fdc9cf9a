"""Borders: from either system that municipalities use, onto the district of that name, in proportion."""

from __future__ import annotations

from math import cos, radians
from pathlib import Path
from typing import Any

import pytest

from tests.formats.files import write_json
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.errors import UserError
from trygg_desktop.formats import borders, importing
from trygg_desktop.formats.borders import read_features
from trygg_desktop.formats.geometry import borders_drawing, simplified
from trygg_desktop.formats.importing import ImportResult, Problem
from trygg_desktop.formats.sweref import GRIDS
from trygg_desktop.workspace import Workspace

REAL = Path(__file__).parents[3] / "shared" / "data" / "stockholm-stadsdelar.geo.json"
SQUARE = [[16.50, 59.60], [16.52, 59.60], [16.52, 59.61], [16.50, 59.61], [16.50, 59.60]]


def feature(name: str, *rings: Any, key: str = "name", **geometry: Any) -> dict[str, Any]:
    """An area of GeoJSON, a square by default."""
    shape = geometry or {"type": "Polygon", "coordinates": list(rings) or [SQUARE]}
    return {"type": "Feature", "properties": {"OBJECTID": 1, key: name}, "geometry": shape}


def collection(*features: Any, crs: str = "") -> dict[str, Any]:
    """A GeoJSON file."""
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return {"type": "FeatureCollection", **named, "features": list(features)}


def in_grid(epsg: int, *, north_first: bool = False) -> list[list[float]]:
    """The square in a flat system."""
    points = [GRIDS[epsg].from_geographic(latitude, longitude) for longitude, latitude in SQUARE]
    return [[north, east] if north_first else [east, north] for north, east in points]


def take_in(workspace: Workspace, folder: Path, content: Any, **options: Any) -> ImportResult:
    """Imports a GeoJSON file."""
    path = write_json(folder / "gränser.geojson", content)
    return importing.apply(workspace, borders.plan(workspace, path, **options))


def borders_of(workspace: Workspace, name: str) -> Any:
    """A district's borders."""
    return next(
        found for _id, called, found in workspace.rows(District, ["name", "borders"]) if called == name
    )


@pytest.mark.parametrize(
    ("ring", "crs"),
    [
        (SQUARE, ""),
        (SQUARE, "urn:ogc:def:crs:OGC:1.3:CRS84"),
        (SQUARE, "EPSG:4326"),
        ([[y, x] for x, y in SQUARE], "urn:ogc:def:crs:EPSG::4326"),
        ([[x, y, 12.5] for x, y in SQUARE], ""),
        (SQUARE[:-1], ""),
        (in_grid(3006), "urn:ogc:def:crs:EPSG::3006"),
        (in_grid(3006), "EPSG:3006"),
        (in_grid(3006), ""),
        (in_grid(3006, north_first=True), "urn:ogc:def:crs:EPSG::3006"),
        (in_grid(3006), "urn:ogc:def:crs:OGC:1.3:CRS84"),
        (in_grid(3010), "urn:ogc:def:crs:EPSG::3010"),
    ],
)
def test_borders_arrive_in_degrees_whatever_system_they_come_in(
    workspace: Workspace, tmp_path: Path, ring: Any, crs: str
) -> None:
    assert take_in(workspace, tmp_path, collection(feature("Bäckby", ring), crs=crs)).updated == 1
    [[found]] = borders_of(workspace, "Bäckby")
    for (x, y), (wanted_x, wanted_y) in zip(found, SQUARE, strict=True):
        assert abs(x - wanted_x) <= 2e-6
        assert abs(y - wanted_y) <= 2e-6


@pytest.mark.parametrize("name", ["Bäckby", "BÄCKBY", "bäckby", "Backby", " Bäckby "])
def test_a_district_is_found_in_any_case(workspace: Workspace, tmp_path: Path, name: str) -> None:
    assert take_in(workspace, tmp_path, collection(feature(name))).updated == 1


def test_the_letters_with_dots_are_letters_of_their_own(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.transaction("Make one") as tx:
        tx.create(District, name="Hala", slug="hala")
        tx.create(District, name="Häla", slug="hala-2")
    take_in(workspace, tmp_path, collection(feature("HÄLA")))
    assert borders_of(workspace, "Häla")
    assert borders_of(workspace, "Hala") is None


@pytest.mark.parametrize(
    "key", ["name", "namn", "NAMN", "Stadsdel", "STADSDELSNAMN", "omr_namn", "Beskrivning"]
)
def test_the_property_with_the_names_is_found(workspace: Workspace, tmp_path: Path, key: str) -> None:
    content = collection(feature("Bäckby", key=key), feature("Råby", key=key))
    assert take_in(workspace, tmp_path, content).updated == 2


def test_the_same_file_twice_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    content = collection(feature("Bäckby"), feature("Råby"))
    take_in(workspace, tmp_path, content)
    again = take_in(workspace, tmp_path, content)
    assert (again.added, again.updated, again.skipped) == (0, 0, 2)


def test_an_unknown_name_is_left_out_with_a_warning(workspace: Workspace, tmp_path: Path) -> None:
    result = take_in(workspace, tmp_path, collection(feature("Bäckby"), feature("Bagarmossen")))
    assert (result.added, result.updated, result.skipped) == (0, 1, 1)
    assert "Bagarmossen" in result.warnings[0]


def test_an_unknown_name_becomes_a_district_when_asked(workspace: Workspace, tmp_path: Path) -> None:
    assert take_in(workspace, tmp_path, collection(feature("ÅRSTA")), make_new=True).added == 1
    made = next(each for each in workspace.records(District) if each.name == "Årsta")
    assert (made.slug, made.level) == ("arsta", Level.SUB_AREA)


def test_an_area_in_two_parts_has_both(workspace: Workspace, tmp_path: Path) -> None:
    other = [[x + 0.1, y] for x, y in SQUARE]
    several = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [16.5, 59.6]},
            {"type": "MultiPolygon", "coordinates": [[SQUARE], [other]]},
        ],
    }
    take_in(workspace, tmp_path, collection(feature("Bäckby", **several), feature("BÄCKBY")))
    assert len(borders_of(workspace, "Bäckby")) == 3


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "Polygon", "coordinates": [[["a", 1]]]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]},
    ],
)
def test_broken_borders_are_a_problem_with_their_place(
    workspace: Workspace, tmp_path: Path, shape: dict[str, Any]
) -> None:
    path = write_json(tmp_path / "g.geojson", collection(feature("Råby"), feature("Bäckby", **shape)))
    assert [(each.row, each.column) for each in borders.plan(workspace, path).problems] == [(2, "geometry")]


@pytest.mark.parametrize(
    ("content", "id"),
    [
        ({"type": "FeatureCollection", "features": []}, "no-features"),
        ([1, 2], "no-features"),
        (collection({"type": "Feature", "properties": {"id": 4}, "geometry": None}), "no-names"),
        (
            collection(
                feature("Bäckby", [[1_836_000, 8_300_000], [1_837_000, 8_300_000], [1_837_000, 8_301_000]])
            ),
            "unknown-coordinates",
        ),
        (collection(feature("Bäckby", in_grid(3010))), "unknown-coordinates"),
    ],
)
def test_a_file_that_can_not_be_placed_is_refused(
    workspace: Workspace, tmp_path: Path, content: Any, id: str
) -> None:
    with pytest.raises(UserError, match=id):
        borders.plan(workspace, write_json(tmp_path / "g.geojson", content))


def test_thinning_keeps_the_shape_and_drops_what_nobody_sees() -> None:
    along = [[16.50 + step * 0.0002, 59.60 + (step % 2) * 0.000005] for step in range(101)]
    ring = [*along, [16.52, 59.61], [16.50, 59.61], along[0]]
    [[thinned]] = simplified([[ring]])
    assert len(thinned) < 10
    assert thinned[0] == thinned[-1] == ring[0]


def test_a_drawing_has_the_proportions_of_its_latitude() -> None:
    drawing = borders_drawing({"Bäckby": [[SQUARE]]})
    assert drawing.width == 1.0
    assert drawing.height == pytest.approx(0.01 / (0.02 * cos(radians(59.605))))
    [[outline]] = drawing.outlines["Bäckby"]
    assert outline[0] == pytest.approx((0.0, drawing.height))
    assert outline[2] == pytest.approx((1.0, 0.0))


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert borders_drawing({}).outlines == {}


def a_city(folder: Path) -> Path:
    """Another city's published borders, or as many of our own where that file is not at hand."""
    if REAL.is_file():
        return REAL
    squares = [
        feature(f"STADSDEL {n}", [[x + n % 13 * 0.03, y + n // 13 * 0.02] for x, y in SQUARE])
        for n in range(117)
    ]
    return write_json(
        folder / "stadsdelar.geo.json", collection(*squares, crs="urn:ogc:def:crs:OGC:1.3:CRS84")
    )


def test_a_whole_city_is_read_and_drawn(tmp_path: Path) -> None:
    problems: list[Problem] = []
    features = read_features(a_city(tmp_path), problems)
    assert (len(features), problems) == (117, [])
    drawing = borders_drawing({each.name: simplified(each.borders) for each in features})
    assert len(drawing.outlines) == 117
    points = [
        point for each in drawing.outlines.values() for polygon in each for ring in polygon for point in ring
    ]
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in points)
    assert max(drawing.width, drawing.height) == 1.0

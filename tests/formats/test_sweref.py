"""Map coordinates: Lantmäteriet's own check points come out, and back again."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.formats.sweref import GRIDS, SWEREF_99_TM, Grid

# Lantmäteriet, "Gauss Conformal Projection (Transverse Mercator)": the worked example
EXAMPLE = Grid(
    meridian=13 + 35 / 60 + 7.692 / 3600,
    scale=1.00000254,
    false_easting=84182.8790,
    false_northing=-6226307.8640,
)
# Lantmäteriet, check points of SWEREF 99 TM: latitude, longitude, northing, easting
CHECK_POINTS = [
    (55.0, 12.75, 6097106.672, 356083.438),
    (55.0, 14.25, 6095048.642, 452024.069),
    (57.0, 12.75, 6319636.937, 363331.554),
    (57.0, 19.5, 6326392.707, 773251.054),
    (59.0, 11.25, 6546096.724, 284626.066),
    (59.0, 19.5, 6548757.206, 758410.519),
    (61.0, 12.75, 6764877.311, 378323.440),
    (63.0, 19.5, 6993565.630, 727798.671),
    (67.0, 24.75, 7464669.154, 923694.315),
    (69.0, 21.0, 7666089.698, 739639.195),
]


def test_the_published_example_comes_out() -> None:
    north, east = EXAMPLE.from_geographic(66.0, 24.0)
    assert isclose(north, 1135809.413803, abs_tol=1e-4)
    assert isclose(east, 555304.016555, abs_tol=1e-4)


@pytest.mark.parametrize(("latitude", "longitude", "north", "east"), CHECK_POINTS)
def test_the_check_points_come_out_to_the_millimetre(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    found = SWEREF_99_TM.from_geographic(latitude, longitude)
    assert isclose(found[0], north, abs_tol=1e-3)
    assert isclose(found[1], east, abs_tol=1e-3)


@given(st.sampled_from(sorted(GRIDS)), st.floats(55, 69.5), st.floats(-4, 4))
def test_there_and_back_is_the_same_place(epsg: int, latitude: float, off: float) -> None:
    grid = GRIDS[epsg]
    back = grid.to_geographic(*grid.from_geographic(latitude, grid.meridian + off))
    assert isclose(back[0], latitude, abs_tol=1e-8)
    assert isclose(back[1], grid.meridian + off, abs_tol=1e-8)


def test_another_library_agrees() -> None:
    import pyproj

    for epsg, grid in GRIDS.items():
        transformer = pyproj.Transformer.from_crs(4619, epsg, always_xy=True)
        east, north = transformer.transform(grid.meridian + 1.3, 59.61)
        found = grid.from_geographic(59.61, grid.meridian + 1.3)
        assert isclose(found[0], north, abs_tol=1e-4)
        assert isclose(found[1], east, abs_tol=1e-4)

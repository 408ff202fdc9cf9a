"""The pictures that people look at can be drawn, and show something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPixmap

from tests.desktop.council import TODAY, fill
from tests.support import new_workspace
from trygg_desktop import i18n
from trygg_desktop.desktop import gallery_stage
from trygg_desktop.desktop.gallery import Wanted, draw
from trygg_desktop.desktop.gallery_exchange import EXCHANGE_SCENES
from trygg_desktop.desktop.gallery_scenes import EMPTY_SCENES, SCENES
from trygg_desktop.desktop.gallery_stage import Scene, Stage


class LookedAt:
    """A picture whose colours are counted where it would be written: that takes longer than to draw it."""

    def __init__(self, picture: QPixmap, colours: dict[str, int]) -> None:
        self.picture, self.colours = picture.toImage(), colours

    def save(self, path: str) -> None:
        self.colours[Path(path).name] = colours_in(self.picture)


def colours_in(picture: QImage) -> int:
    """How many colours a picture has at the points of a grid."""
    points = ((x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7))
    return len({picture.pixel(x, y) for x, y in points})


def test_every_scene_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery_stage, "QUIET", 0.05)
    with new_workspace(tmp_path) as made:
        fill(made)
    colours: dict[str, int] = {}
    photograph: Callable[[Scene, Stage], QPixmap] = Scene.photograph
    monkeypatch.setattr(Scene, "photograph", lambda scene, stage: LookedAt(photograph(scene, stage), colours))
    wanted = Wanted(languages=("sv",), schemes=("dark",), sizes=((1024, 640),))
    drawn = draw(tmp_path / "out", made.path, made.key, TODAY, wanted)
    assert {path.name.removesuffix("-sv-dark-1024.png") for path in drawn} == {
        scene.name for scene in (*SCENES, *EMPTY_SCENES, *EXCHANGE_SCENES)
    }
    assert [path.name for path in drawn if colours[path.name] <= 3] == []


def test_only_what_is_asked_for_is_drawn_and_the_language_stays(tmp_path: Path) -> None:
    with new_workspace(tmp_path) as made:
        fill(made)
    wanted = Wanted(languages=("en",), schemes=("light",), sizes=((1024, 640),), names=("unlock",))
    (only,) = draw(tmp_path / "out", made.path, made.key, TODAY, wanted)
    assert only.name == "unlock-en-light-1024.png"
    assert colours_in(QImage(str(only))) > 3
    assert i18n.language() == "sv"

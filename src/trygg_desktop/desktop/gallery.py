"""Draws every page and dialog of the window to pictures, so that people can look at all of it at once."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_desktop import i18n

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from trygg_desktop.workspace import Key

SIZES = ((1280, 800), (1024, 640))
SCHEMES = ("light", "dark")
DAY = date(2026, 11, 22)
"""The day that the pictures show unless another is asked for: pictures of two versions can be compared."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pictures are drawn; the scenes by any part of their names."""

    languages: Sequence[str] = i18n.LANGUAGES
    schemes: Sequence[str] = SCHEMES
    sizes: Sequence[tuple[int, int]] = SIZES
    names: Sequence[str] = ()

    def has(self, name: str) -> bool:
        """Whether a scene is wanted."""
        return not self.names or any(part in name for part in self.names)


def use_paper_fonts(app: QApplication) -> None:
    """Source Sans, shipped for print, so that pictures are alike everywhere; a real window has the system's."""
    import font_source_sans_pro
    from PySide6.QtGui import QFont, QFontDatabase

    for face in ("Regular", "It", "Semibold", "SemiboldIt", "Bold"):
        folder = Path(font_source_sans_pro.__file__).parent / "files"
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{face}.ttf"))
    font = QFont("Source Sans Pro")
    font.setPointSizeF(10.5)
    app.setFont(font)


def draw(out: Path, council: Path, key: Key, today: date, wanted: Wanted) -> list[Path]:
    """Draws all scenes with the council of a file.

    Args:
        out: the folder of the pictures; made where it is missing.
        council, key: a workspace's file and how it is opened.
        today: the day that the window takes for today.
    """
    from trygg_desktop.desktop import qt_words, theme
    from trygg_desktop.desktop.app import application

    app = application()
    use_paper_fonts(app)
    out.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    before = i18n.language()
    for language in wanted.languages:
        i18n.set_language(language)
        qt_words.speak(language)
        for scheme in wanted.schemes:
            theme.apply(app, scheme)
            for size in wanted.sizes:
                drawn += _scenes(out, f"{language}-{scheme}-{size[0]}", council, key, today, size, wanted)
    i18n.set_language(before)
    return drawn


def _scenes(
    out: Path, mark: str, council: Path, key: Key, today: date, size: tuple[int, int], wanted: Wanted
) -> Iterator[Path]:
    from trygg_desktop.desktop.gallery_exchange import EXCHANGE_SCENES, two_leaders
    from trygg_desktop.desktop.gallery_scenes import EMPTY_SCENES, SCENES
    from trygg_desktop.desktop.gallery_stage import Stage
    from trygg_desktop.domain.sides import Side
    from trygg_desktop.workspace import Key, Workspace

    with tempfile.TemporaryDirectory() as folder:
        empty, its_key = Path(folder) / "empty.workspace", Key.generate()
        role = i18n._("The municipality’s leader")
        Workspace.create(empty, its_key, author=role, side=Side.MUNICIPALITY).close()
        for scenes, path, opens in (
            (SCENES, council, key),
            (EMPTY_SCENES, empty, its_key),
            (EXCHANGE_SCENES, Path(folder) / "two.workspace", key),
        ):
            chosen = [scene for scene in scenes if wanted.has(scene.name)]
            if not chosen:
                continue
            if scenes is EXCHANGE_SCENES:
                two_leaders(Path(folder), council, key, today)
            with Stage.opened(path, opens, today, size) as stage:
                for scene in chosen:
                    picture = out / f"{scene.name}-{mark}.png"
                    scene.photograph(stage).save(str(picture))
                    yield picture


@contextmanager
def demo_council(today: date) -> Iterator[tuple[Path, Key]]:
    """The demo council in a file that is gone afterwards."""
    from trygg_desktop.demo import make_demo
    from trygg_desktop.workspace import Key

    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "demo.workspace", Key.generate()
        make_demo(path, key, today=today).close()
        yield path, key


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m trygg_desktop.desktop.gallery OUT/ [PART-OF-A-NAME …]`."""
    parser = argparse.ArgumentParser(prog="python -m trygg_desktop.desktop.gallery", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder of the pictures")
    parser.add_argument("names", nargs="*", help="only scenes whose names hold one of these")
    parser.add_argument("--lang", choices=i18n.LANGUAGES, action="append")
    parser.add_argument("--scheme", choices=SCHEMES, action="append")
    parser.add_argument("--size", type=_size, action="append", metavar="1280x800")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=DAY, metavar="DATE", help="the day shown as today"
    )
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = Wanted(
        chosen.lang or i18n.LANGUAGES, chosen.scheme or SCHEMES, chosen.size or SIZES, chosen.names
    )
    began = time.monotonic()
    i18n.set_language("sv")
    with demo_council(chosen.on) as (path, key):
        drawn = draw(chosen.out, path, key, chosen.on, wanted)
    sys.stdout.write(f"{len(drawn)} pictures in {chosen.out}, {time.monotonic() - began:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

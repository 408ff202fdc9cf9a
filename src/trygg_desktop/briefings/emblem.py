"""The council's emblem: what may be one, and how it becomes a picture that every printer manages."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.drawn_emblem import cleaned_drawing, is_drawing, not_a_picture
from trygg_desktop.briefings.strokes import NotPrintable, Strokes, page_of, strokes_of
from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from trygg_desktop.domain.settings import CouncilSettings
    from trygg_desktop.workspace import Transaction

LARGEST_FILE = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
FEWEST_PIXELS = 64
"""Along the longer edge: with fewer the emblem is a blur on paper."""
LONGEST_EDGE = 600
"""What is printed has no more pixels than this along an edge, or each page would weigh more than its text."""
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Emblem:
    """A picture on white, ready for print, with its size in pixels; or a drawing with its size in points.

    Args:
        shown: the picture as PNG, or the drawing as a page of its own (PDF), for the screen.
        strokes: the drawing as it is printed; nothing for a picture.
    """

    shown: bytes
    wide: float
    high: float
    strokes: Strokes | None = None

    def fitted(self, wide: float, high: float) -> tuple[float, float]:
        """The size in points that fills a room without distortion."""
        scale = min(wide / self.wide, high / self.high)
        return self.wide * scale, self.high * scale


def read_emblem(content: bytes, name: str) -> Emblem:
    """A file's content as an emblem.

    Raises:
        UserError: it is no picture in SVG, PNG or JPEG, is too large or too small, or would be printed
            otherwise than it looks.
    """
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    return _drawn(content, name) if is_drawing(content) else _photographed(content, name)


def _drawn(content: bytes, name: str) -> Emblem:
    try:
        strokes = strokes_of(cleaned_drawing(content, name))
    except NotPrintable as error:
        raise UserError(
            "emblem-not-printable",
            N_("Setting emblem: the drawing “{name}” can’t be printed as it looks. Save the emblem as PNG."),
            file=name,
            name=name,
        ) from error
    return Emblem(page_of(strokes), strokes.wide, strokes.high, strokes)


def _photographed(content: bytes, name: str) -> Emblem:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=tuple(_MEDIA_TYPES))
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_large(name)
        if max(picture.size) < FEWEST_PIXELS:
            raise UserError(
                "emblem-too-small",
                N_("Setting emblem: “{name}” has too few pixels to print. At least {n} are needed."),
                file=name,
                name=name,
                n=FEWEST_PIXELS,
            )
        return _on_white(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise not_a_picture(name) from error


def change_emblem(tx: Transaction, council: CouncilSettings, path: Path | None) -> None:
    """Makes a picture the council's emblem, or takes the emblem away. The file itself is left as it is.

    Raises:
        UserError: the file can't be an emblem.
        EnvironmentFault: the file can't be read.
    """
    assert council.id is not None
    emblem = None
    if path is not None:
        content = _content(path)
        read_emblem(content, path.name)
        emblem = tx.attach(council.id, path.name, content, _media_type(content))
    tx.change(council.id, emblem=emblem)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise EnvironmentFault(
            "file-not-readable", N_("“{name}” could not be read."), file=path.name, name=path.name
        ) from error


def _media_type(content: bytes) -> str:
    if is_drawing(content):
        return "image/svg+xml"
    return _MEDIA_TYPES["PNG" if content.startswith(b"\x89PNG") else "JPEG"]


def _on_white(picture: Any) -> Emblem:
    """Without transparency and without what the file says of its maker: that is no business of a reader."""
    from PIL import Image

    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    shown = picture.convert("RGBA")
    sheet = Image.new("RGB", shown.size, "white")
    sheet.paste(shown, mask=shown.getchannel("A"))
    target = BytesIO()
    sheet.save(target, "PNG")
    return Emblem(target.getvalue(), *sheet.size)


def _too_large(name: str) -> UserError:
    return UserError(
        "emblem-too-large",
        N_("Setting emblem: “{name}” is too large. At most 5 MB and 40 million pixels are read."),
        file=name,
        name=name,
    )

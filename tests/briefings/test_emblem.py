"""The council's emblem: printed on each page of a briefing, refused in words, never in the way."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pymupdf
import pytest
from PIL import Image

from tests.briefings import reading_back
from tests.briefings.council import Council
from tests.briefings.test_meeting import made
from trygg_desktop.briefings import emblem
from trygg_desktop.briefings.emblem import change_emblem, read_emblem
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import EnvironmentFault, UserError


def picture(
    wide: int = 200, high: int = 100, kind: str = "PNG", mode: str = "RGB", colour: Any = "red"
) -> bytes:
    target = BytesIO()
    Image.new(mode, (wide, high), colour).save(target, kind)
    return target.getvalue()


def use(council: Council, path: Path | None) -> None:
    with council.workspace.transaction("Emblem") as tx:
        change_emblem(tx, council.workspace.council(), path)


def with_emblem(council: Council, tmp_path: Path) -> None:
    path = tmp_path / "vapen.png"
    path.write_bytes(picture())
    use(council, path)


def two_pages(council: Council, **values: Any) -> UUID:
    meeting = council.meeting(**values)
    council.items(meeting, *({"title": f"Ärende {n}"} for n in range(30)))
    return meeting


def places(pdf: bytes) -> list[list[tuple[float, float]]]:
    """The sizes of the pictures on each page, in points."""
    with pymupdf.open(stream=pdf) as document:
        return [
            [(box.width, box.height) for image in page.get_images() for box in page.get_image_rects(image)]
            for page in document
        ]


def test_it_is_large_on_the_first_page_and_small_on_the_others(council: Council, tmp_path: Path) -> None:
    with_emblem(council, tmp_path)
    [[first], [second]] = places(made(council, two_pages(council)).pdf)
    assert first == pytest.approx((104, 52))
    assert second == pytest.approx((48, 24))


def test_the_same_emblem_gives_the_same_bytes(council: Council, tmp_path: Path) -> None:
    with_emblem(council, tmp_path)
    meeting = two_pages(council)
    assert made(council, meeting).pdf == made(council, meeting).pdf


def test_a_public_briefing_has_the_emblem_unless_it_is_confidential(council: Council, tmp_path: Path) -> None:
    with_emblem(council, tmp_path)
    meeting = council.meeting(protection="open")
    assert places(made(council, meeting, audience=Audience.PUBLIC).pdf) != [[]]
    with council.workspace.transaction("Attach") as tx:
        hidden = tx.attach(meeting, "vapen.png", picture())
        tx.change(hidden, protection="protected", ground="OSL 18:2")
    with council.workspace.transaction("Release") as tx:
        tx.release(hidden, protected=True)
    council.settings(emblem=hidden)
    assert places(made(council, meeting, audience=Audience.PUBLIC).pdf) == [[]]


def test_without_an_emblem_the_page_is_as_before(council: Council, tmp_path: Path) -> None:
    meeting = council.meeting()
    before = made(council, meeting).pdf
    with_emblem(council, tmp_path)
    use(council, None)
    assert council.workspace.council().emblem is None
    assert made(council, meeting).pdf == before


def test_one_that_can_not_be_printed_is_left_out_and_said(council: Council) -> None:
    meeting = council.meeting()
    id = council.workspace.council().id
    assert id is not None
    with council.workspace.transaction("Attach") as tx:
        tx.change(id, emblem=tx.attach(id, "vapen.gif", picture(kind="GIF"), "image/gif"))
    result = made(council, meeting)
    assert places(result.pdf) == [[]]
    assert result.warnings == (
        "Emblemet i rådets inställningar är inte med i underlaget. "
        "Inställningen emblem: ”vapen.gif” är inte en bild i SVG, PNG eller JPEG. Spara emblemet i något av formaten.",
    )
    assert "vapen" not in reading_back.text(result.pdf)


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"", "emblem-not-a-picture"),
        (b"%PDF-1.7", "emblem-not-a-picture"),
        (picture()[:60], "emblem-not-a-picture"),
        (picture(kind="GIF"), "emblem-not-a-picture"),
        (picture(63, 63), "emblem-too-small"),
        (picture(8000, 5001, mode="1", colour=0), "emblem-too-large"),
        (picture() + bytes(emblem.LARGEST_FILE), "emblem-too-large"),
    ],
)
def test_what_can_not_be_an_emblem_changes_nothing(
    council: Council, tmp_path: Path, content: bytes, id: str
) -> None:
    path = tmp_path / "vapen"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        use(council, path)
    assert caught.value.id == id
    assert council.workspace.council().emblem is None


def test_a_file_that_is_not_there_is_said(council: Council, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="file-not-readable"):
        use(council, tmp_path / "vapen.png")


def test_transparency_is_white_and_large_pictures_are_made_smaller() -> None:
    clear = read_emblem(picture(1200, 300, mode="RGBA", colour=(0, 0, 0, 0)), "vapen.png")
    assert (clear.wide, clear.high) == (600, 150)
    with Image.open(BytesIO(clear.shown)) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)

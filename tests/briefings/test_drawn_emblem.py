"""A coat of arms that came as a drawing: printed sharp, never trusted, never printed otherwise than it looks."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from tests.briefings import structure, verapdf
from tests.briefings.council import Council
from tests.briefings.test_emblem import two_pages, use
from tests.briefings.test_meeting import made
from trygg_desktop.briefings.emblem import read_emblem
from trygg_desktop.errors import UserError

ARMS = """<style>.field { fill: #c00 }</style>
<defs><clipPath id="shield"><path d="M0 0H100V60Q50 140 0 60Z"/></clipPath>
<g id="star"><polygon points="0,-9 6,8 -9,-3 9,-3 -6,8"/></g></defs>
<rect class="field" width="100" height="120" clip-path="url(#shield)"/>
<g fill="gold" transform="translate(50 30)"><use href="#star"/><use x="20" href="#star"/></g>
<line x1="0" y1="60" x2="100" y2="60" stroke="navy" stroke-width="3" stroke-dasharray="4 2"/>"""


def drawing(inside: str, *, size: str = 'viewBox="0 0 100 120"', before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {size}>{inside}</svg>".encode()


def with_arms(council: Council, tmp_path: Path) -> None:
    path = tmp_path / "vapen.svg"
    path.write_bytes(drawing(ARMS))
    use(council, path)


def test_it_is_printed_as_strokes_and_kept_once(council: Council, tmp_path: Path) -> None:
    with_arms(council, tmp_path)
    pdf = made(council, two_pages(council)).pdf
    with pymupdf.open(stream=pdf) as document:
        assert [page.get_images() for page in document] == [[], []]
        fills = [[each["fill"] for each in page.get_drawings() if each["fill"]] for page in document]
        assert all(pytest.approx((0.8, 0, 0)) in page for page in fills)
    with structure.opened(pdf) as file:
        streams = [each for each in file.objects if isinstance(each, pikepdf.Stream)]
        assert [str(each.get("/Subtype")) for each in streams].count("/Form") == 1


def test_who_listens_hears_whose_it_is(council: Council, tmp_path: Path) -> None:
    with_arms(council, tmp_path)
    with structure.opened(made(council, council.meeting()).pdf) as file:
        [figure] = structure.tree(file).all("Figure")
        assert str(figure.entry.Alt).startswith("Emblem för ")


def test_it_belongs_in_the_archive_and_gives_the_same_bytes(council: Council, tmp_path: Path) -> None:
    with_arms(council, tmp_path)
    meeting = two_pages(council)
    pdf = made(council, meeting).pdf
    assert made(council, meeting).pdf == pdf
    assert structure.faults(pdf) == []
    file = tmp_path / "notice.pdf"
    file.write_bytes(pdf)
    assert verapdf.verdicts([file]) == {str(file): []}


RECT = '<rect width="9" height="9" fill="red"/>'


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (drawing('<image href="file:///etc/hostname" width="9" height="9"/>'), "emblem-not-printable"),
        (drawing('<use xlink:href="other.svg#arms"/>' + RECT), "emblem-not-printable"),
        (drawing("<style>@import url(http://127.0.0.1:9/a.css);</style>" + RECT), "emblem-not-printable"),
        (
            drawing('<rect width="9" height="9" fill="url(http://127.0.0.1:9/a.svg#b)"/>'),
            "emblem-not-printable",
        ),
        (drawing("<script>1</script>" + RECT), "emblem-not-printable"),
        (drawing(f'<g onload="1">{RECT}</g>'), "emblem-not-printable"),
        (drawing("<text>Trygghet</text>" + RECT), "emblem-not-printable"),
        (
            drawing('<linearGradient id="a"/><rect width="9" height="9" fill="url(#a)"/>'),
            "emblem-not-printable",
        ),
        (drawing('<rect width="9" height="9" opacity=".5"/>'), "emblem-not-printable"),
        (drawing('<rect width="9" height="9" fill="#ff000080"/>'), "emblem-not-printable"),
        (drawing('<rect width="9" height="9" fill="no-such-colour"/>'), "emblem-not-printable"),
        (drawing('<g id="a"><use href="#a"/></g>'), "emblem-not-printable"),
        (drawing(""), "emblem-not-printable"),
        (drawing(RECT, size=""), "emblem-not-printable"),
        (
            drawing("<title>&b;</title>" + RECT, before='<!DOCTYPE svg [<!ENTITY b "x">]>'),
            "emblem-not-printable",
        ),
        (drawing("<g>" * 100 + RECT + "</g>" * 100), "emblem-too-large"),
        (drawing(RECT * 4001), "emblem-too-large"),
        (drawing(f'<path d="M0 0{" " * 1_100_000}h1v1z"/>'), "emblem-too-large"),
        (b"<html><body/></html>", "emblem-not-a-picture"),
        (b"<svg", "emblem-not-a-picture"),
    ],
)
def test_what_would_look_otherwise_or_reach_outside_is_refused(content: bytes, id: str) -> None:
    with pytest.raises(UserError) as caught:
        read_emblem(content, "vapen.svg")
    assert caught.value.id == id


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: Any, **named: Any) -> None:
        raise AssertionError("the drawing reached outside")

    before = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">'
    monkeypatch.setattr(socket, "socket", refuse)
    assert read_emblem(drawing(RECT, before=before), "vapen.svg").strokes


def test_one_that_grows_without_end_is_refused_at_once() -> None:
    grown = "".join(f'<g id="u{n + 1}">{f"""<use href="#u{n}"/>""" * 10}</g>' for n in range(9))
    rules = "".join(f".c{n} g rect {{ fill: red }}" for n in range(2000))
    began = time.perf_counter()
    for content in (
        drawing(f'<defs><rect id="u0" width="9" height="9"/>{grown}</defs><use href="#u9"/>'),
        drawing(f"<style>{rules}</style>{RECT * 3900}"),
    ):
        with pytest.raises(UserError, match="emblem-too-large"):
            read_emblem(content, "vapen.svg")
    assert time.perf_counter() - began < 2


def test_what_drawing_programs_note_for_themselves_is_let_go() -> None:
    noted = '<metadata>C:/Users/anna</metadata><x:view xmlns:x="urn:x" x:user="anna"/>'
    emblem = read_emblem(drawing(noted + f'<g xmlns:x="urn:x" x:label="anna">{RECT}</g>'), "vapen.svg")
    assert b"anna" not in emblem.shown
    assert emblem.strokes is not None and "anna" not in emblem.strokes.operators

"""What the maker of a drawing or a picture in an annex left beside it stays behind, and what it left open is closed."""

from __future__ import annotations

import zlib
from base64 import a85encode
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from trygg_desktop.briefings.annexes.heard import hear
from trygg_desktop.briefings.annexes.opened import open_without_its_maker, without_notes

HIDDEN = "KANARIE"
_SIZE = (8, 8)


def photograph() -> bytes:
    """A JPEG that tells who took it."""
    picture, made = Image.new("RGB", _SIZE, (200, 30, 30)), BytesIO()
    about = picture.getexif()
    about[0x013B] = HIDDEN
    picture.save(made, "JPEG", exif=about)
    return made.getvalue()


def a_page(content: bytes, **shown: pikepdf.Object) -> pikepdf.Pdf:
    """A document of one page that draws something."""
    made = pikepdf.new()
    page = made.add_blank_page()
    page.obj.Contents = made.make_stream(content)
    page.obj.Resources = Dictionary(XObject=Dictionary({f"/{name}": one for name, one in shown.items()}))
    return made


def opened(made: pikepdf.Pdf) -> pikepdf.Pdf:
    """The document as a folder takes it in."""
    target = BytesIO()
    made.save(target)
    return open_without_its_maker(target.getvalue())


def a_picture(made: pikepdf.Pdf, data: bytes, *filters: str) -> pikepdf.Stream:
    """A picture that is packed in these ways, the outermost first."""
    picture = made.make_stream(data)
    picture.write(data, filter=Array([Name(f"/{one}") for one in filters]))
    for name, value in {"Type": Name.XObject, "Subtype": Name.Image, "ColorSpace": Name.DeviceRGB}.items():
        picture[f"/{name}"] = value
    picture.Width, picture.Height, picture.BitsPerComponent = *_SIZE, 8
    return picture


@pytest.mark.parametrize(
    ("packed", "filters"),
    [
        (zlib.compress(photograph()), ["FlateDecode", "DCTDecode"]),
        (a85encode(photograph()) + b"~>", ["ASCII85Decode", "DCTDecode"]),
    ],
)
def test_a_photograph_tells_nothing_of_who_took_it_however_it_is_packed(
    packed: bytes, filters: list[str]
) -> None:
    made = pikepdf.new()
    page = made.add_blank_page()
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=a_picture(made, packed, *filters)))
    there = opened(made)
    photo = there.pages[0].obj.Resources.XObject.Photo
    assert photo.Filter == Name.DCTDecode
    assert HIDDEN.encode() not in photo.read_raw_bytes()
    with Image.open(BytesIO(photo.read_raw_bytes())) as shown:
        assert shown.size == _SIZE


def test_a_packed_picture_that_can_not_be_unpacked_does_not_stop_the_document() -> None:
    made = pikepdf.new()
    page = made.add_blank_page()
    broken = a_picture(
        made, b"no such thing", "ASCIIHexDecode", "RunLengthDecode", "FlateDecode", "DCTDecode"
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=broken))
    assert len(opened(made).pages) == 1


def test_a_jpeg_2000_loses_its_notes_and_keeps_its_pixels() -> None:
    made = BytesIO()
    Image.new("RGB", _SIZE, (200, 30, 30)).save(made, "JPEG2000")
    plain = made.getvalue()
    words = HIDDEN.encode()
    note = (8 + len(words)).to_bytes(4, "big") + b"xml " + words
    at = plain.index(b"jp2c") - 4
    assert without_notes(plain[:at] + note + plain[at:]) == plain
    assert without_notes(b"no picture") == b"no picture"


@pytest.mark.parametrize("key", ["/PTEX.FileName", "/PTEX.InfoDict", "/Alternates", "/Program"])
@pytest.mark.parametrize("kind", ["Form", "Image"])
def test_what_a_program_left_beside_a_drawing_stays_behind(kind: str, key: str) -> None:
    made = pikepdf.new()
    page = made.add_blank_page()
    drawing = a_picture(made, b"\x00" * 192, "ASCIIHexDecode")
    drawing.Subtype = Name(f"/{kind}")
    drawing[key] = Dictionary(Author=String(HIDDEN))
    page.obj.Resources = Dictionary(XObject=Dictionary(Drawn=drawing))
    there = opened(made)
    assert key not in there.pages[0].obj.Resources.XObject.Drawn


def test_a_layer_and_a_mark_on_a_page_are_told_of_without_a_name() -> None:
    made = a_page(b"/OC /Layer BDC 0 0 9 9 re f EMC /Span /Mark BDC 0 0 9 9 re f EMC")
    user = Dictionary(Type=Name.Ind, Name=String(HIDDEN))
    layer = Dictionary(Type=Name.OCG, Name=String(HIDDEN), Usage=Dictionary(User=user))
    mark = Dictionary(Title=String(HIDDEN), Lang=String("sv"))
    made.pages[0].obj.Resources.Properties = Dictionary(Layer=made.make_indirect(layer), Mark=mark)
    there = opened(made)
    kept = there.pages[0].obj.Resources.Properties
    assert HIDDEN not in repr(kept.Layer) and set(kept.Layer.keys()) == {"/Type", "/Name"}
    assert dict(kept.Mark.items()) == {"/Lang": String("sv")}


@pytest.mark.parametrize(
    ("drawn", "before", "after"),
    [
        (b"q 0.5 0 0 0.5 0 0 cm q 0 0 9 9 re f", 0, 2),
        (b"0 0 9 9 re f Q Q", 2, 0),
        (b"q 0 0 9 9 re f Q", 0, 0),
    ],
)
def test_what_a_page_leaves_open_is_closed_before_anything_is_laid_on_it(
    drawn: bytes, before: int, after: int
) -> None:
    page = opened(a_page(drawn))
    hear(page, 1)
    names = [str(each.operator) for each in pikepdf.parse_content_stream(page.pages[0])]
    assert names.count("q") == names.count("Q")
    assert names[:before] == ["q"] * before
    assert names[len(names) - after :] == ["Q"] * after

"""Opens a document from elsewhere: its pages as they look, without what it tells of its maker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_TELLS_OF_ITS_MAKER = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/CreatorInfo",
    "/Thumb",
    "/AA",
    "/AF",
    "/OPI",
    "/Ref",
    "/StructParent",
    "/StructParents",
)
"""Names and dates, what a program left for itself, scripts, other files, places in a structure that stays behind."""

_OF_A_PAGE = frozenset(
    {
        "/Type",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/UserUnit",
        "/Group",
        "/Contents",
        "/Annots",
        "/Parent",
    }
)
"""What makes a page look as it does."""

_OF_ANY_DRAWING = frozenset({"/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms", "/OC"})
_OF_A_DRAWING = {
    "/Form": _OF_ANY_DRAWING | {"/FormType", "/BBox", "/Matrix", "/Resources", "/Group"},
    "/Image": _OF_ANY_DRAWING
    | {
        "/Width",
        "/Height",
        "/ColorSpace",
        "/BitsPerComponent",
        "/Intent",
        "/ImageMask",
        "/Mask",
        "/Decode",
        "/Interpolate",
        "/SMask",
        "/SMaskInData",
        "/Matte",
    },
}
"""What makes a drawing or a picture look as it does. Programs keep beside it where a figure lay and who made it."""

_OF_A_MARK = frozenset(
    {"/MCID", "/ActualText", "/Alt", "/E", "/Lang", "/Type", "/Subtype", "/BBox", "/Attached"}
)
_OF_A_LAYER = frozenset({"/Type", "/Name", "/Intent"})
_LAYERS = frozenset({"/OCG", "/OCMD"})

_NOT_FOR_PAPER = frozenset(
    {"/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia"}
)

_PRINTED = 4
"""The flag of an area that is printed with its page."""


def faults() -> tuple[type[Exception], ...]:
    """What a reader of PDF raises on a file that is not made as it should be."""
    import pikepdf

    of_values = (RuntimeError, AttributeError, LookupError, TypeError, ValueError, ArithmeticError)
    return (*of_values, pikepdf.PdfError)


def entries(dictionary: Any) -> dict[str, Any]:
    """What stands in a dictionary of a PDF, which may be missing; what is empty or points nowhere is left out."""
    return (
        {} if dictionary is None else {key: value for key, value in dictionary.items() if value is not None}
    )


def open_without_its_maker(data: bytes) -> Pdf:
    """The document with what is seen on its pages drawn into them and everything told of its maker taken away.

    Notes and forms are drawn as they look; of links only those to the web are kept.
    """
    import pikepdf

    opened = pikepdf.open(BytesIO(data))
    for page in opened.pages:
        _keep_notes(opened, page.obj, lambda note: str(note.get("/Subtype")) not in _NOT_FOR_PAPER)
    if "/AcroForm" in opened.Root:
        opened.generate_appearance_streams()
    opened.flatten_annotations("screen")
    for page in opened.pages:
        _keep_notes(opened, page.obj, _leads_to_the_web)
        for key in set(page.obj.keys()) - _OF_A_PAGE:
            del page.obj[key]
    for found in list(opened.objects):
        _forget_maker(opened, found)
    return opened


def _keep_notes(opened: Pdf, page: Object, wanted: Callable[[Any], bool]) -> None:
    import pikepdf

    notes = page.get("/Annots")
    if notes is None:
        return
    kept = [
        opened.make_indirect(note) for note in notes if isinstance(note, pikepdf.Dictionary) and wanted(note)
    ]
    if kept:
        page.Annots = pikepdf.Array(kept)
    else:
        del page["/Annots"]


def _leads_to_the_web(note: Object) -> bool:
    """Whether it is a link to a web or mail address; its text, its date and its author are forgotten."""
    import pikepdf

    action = note.get("/A")
    if str(note.get("/Subtype")) != "/Link" or not isinstance(action, pikepdf.Dictionary):
        return False
    address = str(action.get("/URI", ""))
    if str(action.get("/S")) != "/URI" or not address.startswith(("http://", "https://", "mailto:")):
        return False
    for key in set(note.keys()) - {
        "/Type",
        "/Subtype",
        "/Rect",
        "/QuadPoints",
        "/Border",
        "/BS",
        "/C",
        "/H",
    }:
        del note[key]
    note.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
    note.Contents = pikepdf.String(
        address
    )  # what is said of it to who listens; what stood there may be a name
    note.F = _PRINTED
    return True


def _forget_maker(opened: Pdf, found: Object) -> None:
    import pikepdf

    if isinstance(found, pikepdf.Stream):
        if str(found.get("/Subtype")) == "/Image":
            _forget_camera(opened, found)
        _keep_only(found, _OF_A_DRAWING.get(str(found.get("/Subtype"))))
    for each in _direct(found):
        for key in _TELLS_OF_ITS_MAKER:
            if key in each:
                del each[key]
        if str(each.get("/Type")) == "/OCG":
            _keep_only(each, _OF_A_LAYER)
            each.Name = pikepdf.String("0")  # names of layers hold paths and names of people
        for mark in entries(each.get("/Properties")).values():
            if isinstance(mark, pikepdf.Dictionary) and str(mark.get("/Type")) not in _LAYERS:
                _keep_only(mark, _OF_A_MARK)


def _keep_only(found: Any, wanted: frozenset[str] | None) -> None:
    for key in set(found.keys()) - wanted if wanted is not None else ():
        del found[key]


def _forget_camera(opened: Pdf, picture: Any) -> None:
    """Takes away what stands beside the pixels of a photograph, whatever else it was packed in."""
    import pikepdf

    several = _several(picture.get("/Filter"))
    without = _BESIDE_THE_PIXELS.get(str(several[-1]) if several else "")
    if without is None:
        return
    parameters = _several(picture.get("/DecodeParms"))[: len(several)]
    packed = picture.read_raw_bytes()
    if len(several) > 1:
        around = pikepdf.Stream(opened, packed)
        around.Filter = pikepdf.Array(several[:-1])
        if parameters:
            around.DecodeParms = pikepdf.Array(parameters[:-1])
        try:
            packed = around.read_bytes()
        except faults():
            return  # no reader gets any further
    kept = parameters[-1] if len(parameters) == len(several) else None
    picture.write(without(packed), filter=several[-1], decode_parms=kept)


def _several(found: Any) -> list[Any]:
    import pikepdf

    return [] if found is None else list(found) if isinstance(found, pikepdf.Array) else [found]


def _direct(found: Any, depth: int = 8) -> Iterator[Any]:
    """A dictionary and those written inside it, without following where it points."""
    import pikepdf

    if depth == 0 or not isinstance(found, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        return
    inside = list(found) if isinstance(found, pikepdf.Array) else [found[key] for key in found.keys()]  # noqa: SIM118
    if not isinstance(found, pikepdf.Array):
        yield found
    for each in inside:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            yield from _direct(each, depth - 1)


def without_camera_data(jpeg: bytes) -> bytes:
    """A JPEG without what the camera and the program wrote beside the picture: names, places, paths, comments.

    Colours stay as they are: profile and colour transform are kept. What is not understood is left alone.
    """
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xDA:  # from here on there are only pixels
            break
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        segment = jpeg[at : at + 2 + length]
        if not (marker in _CAMERA or (marker == 0xE2 and not segment[4:].startswith(b"ICC_PROFILE"))):
            kept += segment
        at += 2 + length
    return bytes(kept + jpeg[at:])


_CAMERA = frozenset({0xFE, 0xE1, *range(0xE3, 0xEE), 0xEF})
"""Comments and the segments of programs, except the two that colours depend on (profile and Adobe's)."""


def without_notes(jpeg_2000: bytes) -> bytes:
    """The same of a JPEG 2000, which is made of boxes. One that is not is left alone."""
    if jpeg_2000[4:8] != b"jP  ":
        return jpeg_2000
    kept, at = bytearray(), 0
    while at + 8 <= len(jpeg_2000):
        length, kind = int.from_bytes(jpeg_2000[at : at + 4], "big"), jpeg_2000[at + 4 : at + 8]
        if length < 8 or kind == b"jp2c":  # the pixels, or a box whose end is told in another way
            break
        if kind not in _NOTES:
            kept += jpeg_2000[at : at + length]
        at += length
    return bytes(kept + jpeg_2000[at:])


_NOTES = frozenset({b"xml ", b"uuid", b"uinf", b"jp2i"})

_BESIDE_THE_PIXELS: dict[str, Callable[[bytes], bytes]] = {
    "/DCTDecode": without_camera_data,
    "/JPXDecode": without_notes,
}

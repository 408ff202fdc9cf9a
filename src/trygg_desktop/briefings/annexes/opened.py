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
        _forget_maker(found)
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


def _forget_maker(found: Object) -> None:
    import pikepdf

    if isinstance(found, pikepdf.Stream) and _filters(found) == ["/DCTDecode"]:
        parameters: Any = found.get("/DecodeParms")
        plain = without_camera_data(found.read_raw_bytes())
        found.write(plain, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)
    for each in _direct(found):
        for key in _TELLS_OF_ITS_MAKER:
            if key in each:
                del each[key]


def _filters(stream: Object) -> list[str]:
    import pikepdf

    named = stream.get("/Filter")
    return [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]


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

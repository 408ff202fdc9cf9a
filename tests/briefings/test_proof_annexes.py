"""What a document from elsewhere carries with it unseen, and the council folder leaves behind."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.briefings.council import Council
from tests.briefings.test_council_folder import Folder, a_pdf
from tests.briefings.test_nothing_leaks import looked_through

HIDDEN = "KANARIEVISKNING"


def hide(opened: pikepdf.Pdf, key: str) -> None:
    """Puts the word where a page has room for what nobody sees."""
    page = opened.pages[0].obj
    stream = opened.make_stream(HIDDEN.encode())
    match key:
        case "/AF":
            file = Dictionary(Type=Name.Filespec, F=String(HIDDEN), EF=Dictionary(F=stream))
            page.AF = Array([opened.make_indirect(file)])
        case "/AA":
            page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(HIDDEN)))
        case "/Thumb" | "/OwnKey":
            page[key] = stream
        case "a key of a program":
            page["/Program"] = Dictionary(Path=String(f"C:\\{HIDDEN}"))
        case "/OpenAction":
            opened.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(HIDDEN))
        case "/Names":
            opened.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String(HIDDEN), stream])))
        case "/Dests":
            opened.Root.Dests = Dictionary({f"/{HIDDEN}": Array([page, Name.Fit])})
        case "an object that nothing leads to":
            opened.Root["/Left"] = stream


@pytest.mark.parametrize(
    "key",
    [
        "/AF",
        "/AA",
        "/Thumb",
        "/OwnKey",
        "a key of a program",
        "/OpenAction",
        "/Names",
        "/Dests",
        "an object that nothing leads to",
    ],
)
def test_what_nobody_sees_in_a_document_stays_outside_the_folder(council: Council, key: str) -> None:
    with pikepdf.open(BytesIO(a_pdf("Synlig text"))) as opened:
        hide(opened, key)
        target = BytesIO()
        opened.save(target)
    folder = Folder(council)
    folder.attach(0, "bilaga.pdf", target.getvalue())
    assert HIDDEN.encode() in looked_through(target.getvalue())
    looked = looked_through(folder.made().pdf)
    assert HIDDEN.encode() not in looked
    assert b"Synlig text" in looked

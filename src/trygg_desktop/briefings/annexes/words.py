"""In which words an element from elsewhere is told: what it is, what is said of it, and which of its looks matter.

Names of styles, titles and notes that programs left for themselves are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.tagging.elements import LONGEST_TEXT

if TYPE_CHECKING:
    from pikepdf import Pdf

_STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOC|TOCI|Index|NonStruct|P|H|H[1-6]|L|LI|Lbl|LBody|Table|TR|TH|TD|"
    "THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Ruby|RB|RT|RP|Warichu|WT|WP|Figure|Formula"
)
_OTHERWISE = {
    "Title": "H1",
    "Sub": "Span",
    "Em": "Span",
    "Strong": "Span",
    "Annot": "Span",
    "Form": "Div",
    "Private": "Div",
    "Aside": "Div",
    "FENote": "Note",
    "DocumentFragment": "Sect",
}
"""What is said in PDF 2.0, or of what is drawn into the page here, in the words of PDF 1.7."""

_DEEP_HEADING = re.compile(r"H([7-9]|[1-9]\d)")
_A_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ue000-\uf8ff\ud800-\udfff\ufffe\uffff]")
_A_FILE = re.compile(
    r"([A-Za-z]:)?[\\/].*|file:.*|\S+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|eps|webp)", re.I | re.S
)
"""What programs put for the words of a picture where nobody wrote any: the picture's file, and where it lay."""

_LOOKS: dict[str, dict[str, type]] = {
    "/List": {"/ListNumbering": str},
    "/Table": {"/RowSpan": int, "/ColSpan": int, "/Scope": str, "/Summary": bytes},
    "/Layout": {"/Placement": str, "/BBox": list},
}
_WORDS = {
    "/ListNumbering": re.compile(
        "None|Disc|Circle|Square|Decimal|UpperRoman|LowerRoman|UpperAlpha|LowerAlpha"
    ),
    "/Scope": re.compile("Row|Column|Both"),
    "/Placement": re.compile("Block|Inline|Before|Start|End"),
}


def standard(tag: str, roles: Any) -> str:
    """What an element is in the words that every reader knows, whatever the document calls it; `roles` says what it
    means by its own."""
    for _attempt in range(8):
        known = tag.removeprefix("/")
        if _STANDARD.fullmatch(known):
            return known
        if (meant := roles.get(tag)) is None:
            return "H6" if _DEEP_HEADING.fullmatch(known) else _OTHERWISE.get(known, "Span")
        tag = str(meant)
    return "Span"


def language_of(opened: Pdf) -> str:
    """The language that a document says it is in; empty where it says none that there is."""
    import pikepdf

    told = opened.Root.get("/Lang")
    return str(told) if isinstance(told, pikepdf.String) and _A_LANGUAGE.fullmatch(str(told)) else ""


def facts_of(entry: Any) -> dict[str, str]:
    """What is said of an element; the file of a picture is no word about it."""
    import pikepdf

    facts: dict[str, str] = {}
    for key in ("/Alt", "/ActualText", "/E", "/Lang"):
        if isinstance(held := entry.get(key), pikepdf.String):
            facts[key] = _NOT_TEXT.sub("", str(held))[:LONGEST_TEXT]
    if not (words := facts.get("/Alt", "").strip()) or _A_FILE.fullmatch(words):
        facts.pop("/Alt", None)
    if not _A_LANGUAGE.fullmatch(facts.get("/Lang", "")):
        facts.pop("/Lang", None)
    return facts


def looks_of(looks: Any) -> Iterator[tuple[str, str, Any]]:
    """Of attributes those that a listener is told: their owner, their name, and a word, a number, a text or a box."""
    import pikepdf

    owner = str(looks.get("/O"))
    for name, kind in _LOOKS.get(owner, {}).items():
        value: Any = looks.get(name)
        if isinstance(value, pikepdf.Name):
            word = str(value).removeprefix("/")
            value = word if name in _WORDS and _WORDS[name].fullmatch(word) else None
        elif isinstance(value, pikepdf.Array):
            value = [float(edge) for edge in value] if len(value) == 4 else None
        elif isinstance(value, pikepdf.String):
            value = bytes(value)
        if isinstance(value, kind):
            yield owner, name, value


def heads_of(looks: Any) -> tuple[bytes, ...]:
    """The header cells that a cell names among its attributes."""
    import pikepdf

    named = looks.get("/Headers")
    if str(looks.get("/O")) != "/Table" or not isinstance(named, pikepdf.Array):
        return ()
    return tuple(bytes(one) for one in named if isinstance(one, pikepdf.String))

"""An emblem that came as a drawing (SVG): what of it may be printed, read without trusting it in anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_

LARGEST_DRAWING = 1024 * 1024
MOST_ELEMENTS = 4000
"""With everything counted as often as it is drawn: what is used again and again inside itself ends here."""
DEEPEST = 60
MOST_WORK = 1_000_000
"""Elements by rules by depth: each rule is held against each element and all that it is in."""

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_DRAWN = frozenset(("svg", "g", "defs", "symbol", "use", "clipPath", "style", "title", "desc", *_SHAPES))
_NEVER_BY_ITSELF = frozenset(
    ("linearGradient", "radialGradient", "pattern", "filter", "mask", "marker", "metadata", "view")
)
"""What shows nothing until something else refers to it. Whatever refers to it is refused."""
_CLIPPING = re.compile(r"url\(\s*#([^)\s'\"]+)\s*\)")
_SEE_THROUGH = re.compile(r"(?:^|[;{\s])(?:fill-|stroke-)?opacity\s*:\s*([^;}!]*)")
_BLENDED = re.compile(r"(?:^|[;{\s])(?:mix-blend-mode|filter|mask|marker(?:-\w+)?)\s*:\s*(?!none)")


def is_drawing(content: bytes) -> bool:
    """Whether a file's content looks like a drawing rather than a picture of points."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<"))


def cleaned_drawing(content: bytes, name: str) -> Any:
    """The drawing as a tree of elements, all of which can be printed as they look.

    Nothing that it names outside itself is fetched, from the net or the disk. What would be printed otherwise
    than it is drawn is refused, so that nobody's coat of arms comes out wrong.

    Raises:
        UserError: it is no drawing, is too large, or holds what can't be printed.
    """
    root = _tree(content, name)
    if root.tag != f"{_SVG}svg":
        raise not_a_picture(name)
    elements = list(root.iter())
    if len(elements) > MOST_ELEMENTS:
        raise too_much(name)
    _without_others_words(elements)
    elements = list(root.iter())
    for element in elements:
        _judge(element, name)
    drawn, depth = _Counting(elements, name).drawn(root)
    rules = "".join(each.text or "" for each in elements if each.tag == f"{_SVG}style")
    if drawn > MOST_ELEMENTS or drawn * depth * (1 + rules.count("{") + rules.count(",")) > MOST_WORK:
        raise too_much(name)
    return root


def _tree(content: bytes, name: str) -> Any:
    from lxml import etree

    if len(content) > LARGEST_DRAWING:
        raise too_much(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise not_a_picture(name) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise _not_printable(name, "<!ENTITY>")
    return root


def _without_others_words(elements: list[Any]) -> None:
    """Takes away what drawing programs note for themselves, and what shows nothing by itself."""
    for element in elements:
        parent = element.getparent()
        local = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
        foreign = not isinstance(element.tag, str) or not element.tag.startswith(_SVG)
        if parent is not None and (foreign or local in _NEVER_BY_ITSELF):
            parent.remove(element)


def _judge(element: Any, name: str) -> None:
    local = element.tag.removeprefix(_SVG)
    if local not in _DRAWN:
        raise _not_printable(name, f"<{local}>")
    for attribute in list(element.attrib):
        value = element.attrib[attribute]
        if attribute in ("href", _XLINK):
            if not value.startswith("#"):
                raise _not_printable(name, attribute.rsplit("}", 1)[-1])
        elif attribute.startswith("{"):
            del element.attrib[attribute]
        elif attribute.lower().startswith("on"):
            raise _not_printable(name, attribute)
        else:
            _judge_rules(value if attribute == "style" else f"{attribute}:{value}", name)
    if local == "style":
        _judge_rules(element.text or "", name, everywhere=True)


def _judge_rules(rules: str, name: str, *, everywhere: bool = False) -> None:
    """Whether rules of looks ask for something that is drawn otherwise on paper, or for another file."""
    if "\\" in rules or (everywhere and "@" in rules):
        raise _not_printable(name, "@" if "@" in rules else "\\")
    for found in re.finditer(r"([\w-]*)\s*:\s*([^:;{}]*)url\(", rules):
        if found[1] != "clip-path" or everywhere or not _CLIPPING.search(rules):
            raise _not_printable(name, found[1])
    if any(_part_of_one(value) for value in _SEE_THROUGH.findall(rules)):
        raise _not_printable(name, "opacity")
    if found_blend := _BLENDED.search(rules):
        raise _not_printable(name, found_blend[0].strip(" ;{:"))


def _part_of_one(opacity: str) -> bool:
    try:
        return float(opacity) != 1
    except ValueError:
        return True


class _Counting:
    """How much is drawn in the end: what is used twice is drawn twice."""

    def __init__(self, elements: list[Any], name: str) -> None:
        self.name = name
        self.named = {element.get("id"): element for element in elements if element.get("id")}
        self.known: dict[Any, tuple[int, int]] = {}
        self.open: set[Any] = set()

    def drawn(self, element: Any) -> tuple[int, int]:
        """How many elements an element comes to, counted to a little over the most there may be, and how deep
        they are inside one another."""
        if element in self.known:
            return self.known[element]
        if element in self.open:
            raise _not_printable(self.name, "<use>")
        if len(self.open) >= DEEPEST:
            raise too_much(self.name)
        self.open.add(element)
        inside = [self.drawn(each) for each in self._inside(element)]
        self.open.discard(element)
        total = min(1 + sum(count for count, _ in inside), MOST_ELEMENTS + 1)
        self.known[element] = total, 1 + max((depth for _, depth in inside), default=0)
        return self.known[element]

    def _inside(self, element: Any) -> Iterator[Any]:
        yield from element
        targets = [(element.get("href") or element.get(_XLINK) or "#")[1:]]
        targets += _CLIPPING.findall(f"{element.get('clip-path', '')} {element.get('style', '')}")
        for target in targets:
            if target in self.named:
                yield self.named[target]


def not_a_picture(name: str) -> UserError:
    """What is said of a file that is no picture, whatever it is called."""
    return UserError(
        "emblem-not-a-picture",
        N_("Setting emblem: “{name}” is not a picture in SVG, PNG or JPEG. Save the emblem as one of them."),
        file=name,
        name=name,
    )


def too_much(name: str) -> UserError:
    """What is said of a drawing that would make every page heavy."""
    return UserError(
        "emblem-too-large",
        N_("Setting emblem: the drawing “{name}” is too large or too intricate. Save the emblem as PNG."),
        file=name,
        name=name,
    )


def _not_printable(name: str, what: str) -> UserError:
    return UserError(
        "emblem-not-printable",
        N_(
            "Setting emblem: the drawing “{name}” holds something that can’t be printed as it looks ({what}). "
            "Save the emblem as PNG."
        ),
        file=name,
        name=name,
        what=what,
    )

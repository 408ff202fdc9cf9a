"""Puts blanks between the words of a page whose maker only left room there: without them they are heard as one word."""

from __future__ import annotations

from typing import Any

BLANK = "/TryggBlank"
"""The name of the font that the blanks are in. They are not seen, and what follows stands where it stood."""

_SIZE, _WIDE, _UNSEEN = 1, 278, 3
_GAP = -170
"""What moves the next letter further to the right, in thousandths of the size of the letters, is no kerning."""

_SETTINGS = ("Tf", "Tc", "Tw", "Tr")


class Blanks:
    """Follows how letters are shown, and parts a line between its words."""

    def __init__(self) -> None:
        self.used = False
        self._set: dict[str, list[Any]] = {"Tc": [0], "Tw": [0], "Tr": [0]}
        self._kept: list[dict[str, list[Any]]] = []

    def follow(self, each: Any, name: str) -> None:
        """The next operator, whatever it does."""
        if name in _SETTINGS:
            self._set[name] = list(each.operands)
        elif name == "q":
            self._kept.append(dict(self._set))
        elif name == "Q" and self._kept:
            self._set = self._kept.pop()
        elif name == '"':
            self._set |= {"Tw": [each.operands[0]], "Tc": [each.operands[1]]}

    def parted(self, each: Any) -> list[Any]:
        """Letters with room between some of them, as operators that each show a word."""
        import pikepdf

        [shown] = each.operands
        if "Tf" not in self._set or not isinstance(shown, pikepdf.Array):
            return [each]
        words: list[list[Any]] = [[]]
        before, gap = b"", False
        for one in shown:
            if isinstance(one, pikepdf.String):
                letters = bytes(one)
                if gap and before.strip() and letters.strip() and not (before[-1:] + letters[:1]).count(b" "):
                    words.append([])
                before, gap = letters, False
            else:
                gap = gap or float(one) < _GAP
            words[-1].append(one)
        if len(words) == 1:
            return [each]
        return [
            pikepdf.ContentStreamInstruction([pikepdf.Array(word)], pikepdf.Operator("TJ")) for word in words
        ]

    def blank(self) -> list[Any]:
        """The operators that show a blank, and go on as before; none where it is not known how they did."""
        import pikepdf

        if "Tf" not in self._set:
            return []
        self.used = True
        shown: list[tuple[list[Any], str]] = [
            ([pikepdf.Name(BLANK), _SIZE], "Tf"),
            *(([value], name) for name, value in (("Tc", 0), ("Tw", 0), ("Tr", _UNSEEN))),
            ([pikepdf.Array([pikepdf.String(" "), _WIDE])], "TJ"),
            *((self._set[name], name) for name in _SETTINGS),
        ]
        return [
            pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(name)) for operands, name in shown
        ]


def with_blank_font(resources: Any) -> Any:
    """The resources of a page, with the font of the blanks among them; those of other pages stay as they are."""
    import pikepdf

    held = pikepdf.Dictionary(dict(resources))
    held.Font = pikepdf.Dictionary(dict(held.get("/Font", {})))
    held.Font[BLANK] = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    return held

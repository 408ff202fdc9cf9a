"""Says of the cells of a table with bands which heads they have.

A band heads the rows below it, up to the next one. Readers that look upwards from a cell for its heads would find all
bands above it, and read them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from trygg_desktop.briefings.tagging.elements import Element, Tree

_GROUPS = ("THead", "TBody")


def name_heads(tree: Tree) -> None:
    """Gives names to the heads of the tables with bands, and to the cells below bands the names of their heads."""
    for table in tree.elements:
        if table.tag == "Table":
            rows = list(_rows(table))
            if any(map(_band, rows)):
                _name(tree, rows)


def _rows(table: Element) -> Iterator[list[Element]]:
    for group in _inside(table):
        if group.tag in _GROUPS:
            yield from (_inside(row) for row in _inside(group))


def _inside(element: Element) -> list[Element]:
    return [kid for kid in element.kids if isinstance(kid, Element)]


def _band(row: list[Element]) -> Element | None:
    """The head that spans all columns, where a row is a band."""
    return row[0] if len(row) == 1 and "/ColSpan" in row[0].attributes else None


def _name(tree: Tree, rows: list[list[Element]]) -> None:
    columns = [cell for cell in rows[0] if cell.tag == "TH"] if _band(rows[0]) is None else []
    band: Element | None = None
    for row in rows:
        band = _band(row) or band
        if band is None or band in row:
            continue
        of_row = [cell for cell in row if cell.tag == "TH"]
        for index, cell in enumerate(row):
            heads = [*columns[index : index + 1], band, *of_row]
            tree.head(cell, [head for head in heads if head is not cell])

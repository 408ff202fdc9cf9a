"""The style of each kind of paragraph, in running text and in a table."""

from __future__ import annotations

from dataclasses import replace

from trygg_desktop.briefings import look
from trygg_desktop.briefings.fonts import Face
from trygg_desktop.briefings.parts import Kind

KINDS = {
    Kind.BODY: look.BODY,
    Kind.STRONG: look.STRONG,
    Kind.SUBTITLE: look.SUBTITLE,
    Kind.NOTE: look.NOTE,
    Kind.ASIDE: look.ASIDE,
}

CELL_KINDS = KINDS | {
    Kind.BODY: look.CELL,
    Kind.STRONG: look.CELL.with_face(Face.SEMIBOLD),
    Kind.ASIDE: replace(look.ASIDE, leading=12.5),  # so that it stands on the line of the cells beside it
}

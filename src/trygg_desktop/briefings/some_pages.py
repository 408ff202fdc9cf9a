"""Some of a PDF's pages as a PDF of their own, for a printer: still letters and lines, not pictures of them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO


def some_pages(pdf: bytes, pages: Sequence[int], total: int) -> bytes:
    """The pages (from 0) in this order, each as often as it is named. All of them in order are the file itself.

    What is not the whole says no more that it is accessible and fit for the archive, and its tables do not ride along.
    """
    import pikepdf

    if list(pages) == list(range(total)):
        return pdf
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as whole, pikepdf.new() as chosen:
        for number in pages:
            chosen.pages.append(whole.pages[number])
        for page in chosen.pages:
            for key in ("/StructParents", "/Annots"):
                if key in page.obj:
                    del page.obj[key]
        chosen.save(made, deterministic_id=True)
    return made.getvalue()

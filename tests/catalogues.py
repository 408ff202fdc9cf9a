"""Keeps the translations whole: `python -m tests.catalogues check` tells what is missing, `update` takes new in."""

from __future__ import annotations

import io
import sys
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "trygg_desktop"
LANGUAGES = ("sv", "en")
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2)}
_CHANGING = (
    b'"POT-Creation',
    b'"PO-Revision',
    b'"Last-Tr',
    b'"Language-Team',
    b'"Generated-By',
    b'"Report-Msgid',
)

Message = str | tuple[str, ...]


def file_of(language: str) -> Path:
    """Where a language's texts stand."""
    return ROOT / "resources" / "translations" / language / "LC_MESSAGES" / "trygg.po"


@cache
def messages() -> dict[Message, set[str]]:
    """Every text marked in the program, and the files that it stands in."""
    found: dict[Message, set[str]] = {}
    for name, _line, message, _comments, _context in extract_from_dir(
        str(SOURCE), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.setdefault(message, set()).add(f"src/trygg_desktop/{Path(name).as_posix()}")
    return found


def read(language: str) -> Catalog:
    """A language's catalogue."""
    with file_of(language).open("rb") as content:
        return read_po(content, locale=language)


def problems(language: str) -> list[str]:
    """What keeps a language from being complete: missing, empty, fuzzy or no longer used texts."""
    catalogue = read(language)
    wanted = messages()
    told = []
    for message in wanted:
        key = message[0] if isinstance(message, tuple) else message
        entry = catalogue.get(key)
        texts = (entry.string if isinstance(entry.string, tuple) else (entry.string,)) if entry else ()
        if entry is None or not texts or not all(texts):
            told.append(f"{language}: not translated: {key!r}")
        elif entry.fuzzy:
            told.append(f"{language}: fuzzy: {key!r}")
    used = {message[0] if isinstance(message, tuple) else message for message in wanted}
    for entry in catalogue:
        key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        if key and key not in used:
            told.append(f"{language}: no longer used: {key!r}")
    return told


def update(language: str) -> None:
    """Takes new texts in and old ones out; English texts are their own translation."""
    before = {entry.id: entry.string for entry in read(language)}
    catalogue = Catalog(locale=language, project="Trygg Desktop", fuzzy=False, charset="utf-8")
    catalogue.header_comment = "# Trygg Desktop: texts of screen, print and command line."
    for message, files in sorted(messages().items(), key=str):
        text = (
            message
            if language == "en"
            else before.get(message, ("", "") if isinstance(message, tuple) else "")
        )
        catalogue.add(message, text, locations=[(name, None) for name in sorted(files)])
    written = io.BytesIO()
    write_po(written, catalogue, width=110, sort_output=True)
    lines = [line for line in written.getvalue().split(b"\n") if not line.startswith(_CHANGING)]
    file_of(language).write_bytes(b"\n".join(lines))
    with file_of(language).with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read(language))


def main(arguments: list[str]) -> int:
    """`check` or `update`."""
    if arguments == ["update"]:
        for language in LANGUAGES:
            update(language)
    told = [problem for language in LANGUAGES for problem in problems(language)]
    sys.stdout.write("\n".join(told or ["Swedish and English are complete."]) + "\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

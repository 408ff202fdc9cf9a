"""The licences of what a built program brings along: the texts of each package, and a list of them all."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
_A_LICENCE = re.compile(r"(licen[cs]es?|copying|notice|authors)(\b|_).*", re.IGNORECASE)
_TEXT_ELSEWHERE = {"PySide6_Essentials": "svglib", "PySide6_Pdf": "svglib", "shiboken6": "svglib"}
"""Packages that name a licence without its text (LGPL 3), and one that has the text."""


def packages() -> list[Distribution]:
    """All packages that the program is installed with on this system, by name."""
    found: dict[str, Distribution] = {}
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [*_wanted(about["dependencies"])]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = distribution(name)
            waiting += _wanted(found[name].requires or ())
    return [found[name] for name in sorted(found)]


def _wanted(lines: Iterable[str]) -> Iterator[str]:
    """The names in requirements, as far as they are needed on this system and for no extra."""
    for needed in map(Requirement, lines):
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield re.sub(r"[-_.]+", "-", needed.name).lower()


def texts(package: Distribution) -> list[Path]:
    """The files of a package that hold its licence."""
    named = {Path(str(file.locate())) for file in package.files or () if _A_LICENCE.fullmatch(file.name)}
    return sorted(path for path in named if path.suffix not in (".py", ".pyc") and path.is_file())


def licence(package: Distribution) -> str:
    """What a package says that its licence is, in a line; empty where only its text tells."""
    about = package.metadata
    told = about.get("License-Expression") or (about.get("License") or "").strip().partition("\n")[0]
    if told:
        return str(told)
    classes = [str(each) for each in about.get_all("Classifier") or () if str(each).startswith("License ::")]
    return ", ".join(each.rpartition(" :: ")[2] for each in classes)


def overview() -> str:
    """A line for each package: name, version, licence, and where its text stands."""
    lines = [f"Python {sys.version.split()[0]}: PSF-2.0, https://docs.python.org/3/license.html"]
    for package in packages():
        name = package.metadata["Name"]
        told = licence(package) or "see its text"
        where = name if texts(package) else _TEXT_ELSEWHERE[name]
        lines.append(f"{name} {package.version}: {told}. Text: licences/{where}/")
    return "\n".join(lines) + "\n"


def collected() -> list[tuple[str, str]]:
    """The texts of all packages, each with the folder that it goes to."""
    return [
        (str(path), f"licences/{package.metadata['Name']}")
        for package in packages()
        for path in texts(package)
    ]

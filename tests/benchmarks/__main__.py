"""`python -m tests.benchmarks`: measures the program's figures, prints a table, and writes them as JSON."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks import (
    briefing_pages,
    command_line,
    council_year,
    exchanging,
    following,
    importing,
    listing,
    saving,
    searching,
    starting,
)
from tests.benchmarks.measure import Figure, Setting

FIGURES: dict[str, Callable[[Setting], Figure | None]] = {
    "picture": starting.first_picture,
    "today": starting.day_shown,
    "help": command_line.help_shown,
    "save": saving.save_field,
    "list": listing.first_screen,
    "search": searching.search_mix,
    "import": importing.import_contacts,
    "plan-figures": importing.plan_figures,
    "memory": starting.memory,
    "edit-one": exchanging.one_edit,
    "edit-many": exchanging.many_edits,
    "edit-product": exchanging.product_edits,
    "take-in": exchanging.import_edits,
    "first": exchanging.first_exchange,
    "bundle": exchanging.bundle_size,
    "disk": exchanging.disk,
    "again": exchanging.again,
    "history": exchanging.ten_years_history,
    "questions": exchanging.ten_years_questions,
    "loro": exchanging.beside_loro,
    "pycrdt": exchanging.beside_pycrdt,
    **council_year.figures(),
    **briefing_pages.FIGURES,
    **following.figures(),
}
PROFILES: dict[str, Callable[[Setting], str]] = {
    "picture": starting.profile_picture,
    "today": starting.profile_day,
    "save": saving.profile_save,
    "list": listing.profile_list,
    "search": searching.profile_search,
    "import": importing.profile_import,
    **{name: partial(council_year.profile, name) for name in council_year.DRAWN},
}
_LINE = "{:54} {:>12} {:>12} {:>7} {:>8} {}"


def main(arguments: list[str] | None = None) -> int:
    """Measures what is asked for; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=[*FIGURES], help="one figure; may be given several times"
    )
    parser.add_argument(
        "--json", type=Path, default=Path("benchmarks.json"), help="where to write the figures"
    )
    parser.add_argument("--profile", action="store_true", help="also show where the time goes")
    parser.add_argument("--rounds", type=int, default=9, help="how often each side is measured")
    parser.add_argument(
        "--records", type=int, default=100_000, help="how many records a large workspace holds"
    )
    asked = parser.parse_args(arguments)
    figures = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        setting = Setting(Path(folder), asked.rounds, asked.records)
        print(_LINE.format("what", "ours", "baseline", "ratio", "target", "met"))
        for name in asked.only or FIGURES:
            figure = FIGURES[name](setting)
            if figure is None:
                print(f"{name}: not installed here", flush=True)
                continue
            figures.append(figure)
            print(line(figure), flush=True)
            if asked.profile and name in PROFILES:
                print(PROFILES[name](setting), flush=True)
    asked.json.write_text(as_json(figures), encoding="utf-8")
    return 0 if all(figure.met for figure in figures) else 1


def line(figure: Figure) -> str:
    """A figure as a line of the table."""
    limit = f"≤ {figure.target:.4g}" + (f", {figure.ceiling:g} {figure.unit}" if figure.ceiling else "")
    ours, baseline = (f"{value:.2f} {figure.unit}" for value in (figure.ours, figure.baseline))
    return _LINE.format(
        figure.what, ours, baseline, f"{figure.ratio:.2f}", limit, "yes" if figure.met else "NO"
    )


def as_json(figures: list[Figure]) -> str:
    """The figures and the machine they were taken on."""
    machine = {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": platform.machine(),
    }
    return (
        json.dumps({"machine": machine, "figures": [figure.as_json() for figure in figures]}, indent=2) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())

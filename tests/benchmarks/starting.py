"""How soon the window stands, how soon it shows the day, and how much memory that takes."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from tests.benchmarks.measure import Figure, Setting, import_times, in_turn, watch


@cache
def council(folder: Path) -> tuple[str, str]:
    """The demo council's file and raw key, made once, in the order that the measured process takes them."""
    from trygg_desktop.demo import make_demo
    from trygg_desktop.i18n import HOME
    from trygg_desktop.workspace import Key

    path, key = folder / "demo.trygg", Key.generate()
    make_demo(path, key, today=datetime.now(HOME).date()).close()
    return str(path), key.raw.hex()


def first_picture(setting: Setting) -> Figure:
    """From the start of the process to the first picture of the window."""
    file, key = council(setting.folder)
    ours, bare = in_turn(
        lambda: watch(setting, "start", file, key, "picture").milliseconds,
        lambda: watch(setting, "bare_window").milliseconds,
        rounds=setting.rounds,
    )
    return Figure("picture", "first picture of the window / bare window", ours, bare, "ms", 1.6)


def day_shown(setting: Setting) -> Figure:
    """From the start of the process to the page of today, filled and drawn."""
    file, key = council(setting.folder)
    ours, bare = in_turn(
        lambda: watch(setting, "start", file, key, "day").milliseconds,
        lambda: watch(setting, "bare_window", "sqlmodel").milliseconds,
        rounds=setting.rounds,
    )
    return Figure("today", "today's page filled / bare window + sqlmodel", ours, bare, "ms", 1.3)


def memory(setting: Setting) -> Figure:
    """The most memory a process has had that shows the demo council's day and has come to rest."""
    file, key = council(setting.folder)
    ours, bare = in_turn(
        lambda: watch(setting, "start", file, key, "rest").megabytes,
        lambda: watch(setting, "bare_window", "sqlmodel").megabytes,
        rounds=min(3, setting.rounds),
    )
    return Figure("memory", "memory with the demo open / bare window + sqlmodel", ours, bare, "MB", 1.5)


def profile_picture(setting: Setting) -> str:
    """What is imported before the first picture."""
    return import_times(setting, "start", *council(setting.folder), "picture")


def profile_day(setting: Setting) -> str:
    """What is imported before the day is shown."""
    return import_times(setting, "start", *council(setting.folder), "day")

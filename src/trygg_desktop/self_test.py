"""Shows that an installed or frozen program has all its parts: run by whoever builds one."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path


def _workspace_and_briefing() -> str:
    from trygg_desktop.briefings.choosing import choose_meeting
    from trygg_desktop.briefings.registry import make
    from trygg_desktop.demo import make_demo
    from trygg_desktop.domain.record import Audience
    from trygg_desktop.workspace import Key

    day = date(2026, 11, 22)
    with (
        tempfile.TemporaryDirectory() as folder,
        make_demo(Path(folder) / "demo.workspace", Key.generate(), today=day) as demo,
    ):
        if demo.check():
            raise RuntimeError("the workspace does not hold")
        made = make(
            demo, "meeting", audience=Audience.COUNCIL, today=day, meeting=choose_meeting(demo, "next", day)
        )
        return f"{made.pages} pages"


def _translations() -> str:
    from trygg_desktop import i18n

    if i18n._("Open") != "Öppen":
        raise RuntimeError("no Swedish")
    return i18n.long_date_with_week(date(2026, 12, 3))


def _key_store() -> str:
    from trygg_desktop.workspace import Key, KeyStore

    key = Key.generate()
    kept = KeyStore().save(key)
    if kept and KeyStore().load(key.salt) != key:
        raise RuntimeError("the key store gives another key back")
    KeyStore().forget(key.salt)
    return "keeps keys" if kept else "there is none here"


def _window() -> str:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from trygg_desktop.desktop.app import application
    from trygg_desktop.desktop.window import MainWindow

    application()
    window = MainWindow()
    window.show()
    return f"{window.width()} × {window.height()}"


def _exchange() -> str:
    from trygg_desktop.exchange.keys import PrivateKeys
    from trygg_desktop.exchange.sealed import open_sealed, seal

    one, other = PrivateKeys.generate(), PrivateKeys.generate()
    file = seal(
        one, {2: other.public.recipient}, sender=1, group="try", number=1, facts={}, body=b"a" * 10_000
    )
    open_sealed(file, other, me=2, group="try", signing_key_of=lambda _sender: one.public.signing)
    return f"{len(file)} bytes"


def _migrations() -> str:
    import sqlcipher3.dbapi2 as sqlcipher

    from trygg_desktop.workspace.migrations import upgrade

    upgrade(sqlcipher.connect(":memory:", isolation_level=None))
    return "run"


PARTS: dict[str, Callable[[], str]] = {
    "workspace and briefing": _workspace_and_briefing,
    "translations": _translations,
    "migrations": _migrations,
    "key store": _key_store,
    "exchange": _exchange,
    "window": _window,
}


def run() -> int:
    """Tries each part and says how it went; 0 when all of them work."""
    failed = 0
    for name, attempt in PARTS.items():
        try:
            outcome = attempt()
        except Exception as error:  # told below, one line a part
            failed += 1
            outcome = f"FAILED: {type(error).__name__}: {error}"
        sys.stdout.write(f"{name}: {outcome}\n")
    return 1 if failed else 0

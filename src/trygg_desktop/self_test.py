"""Shows that an installed or frozen program has all its parts: run by whoever builds one."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace

_DAY = date(2026, 11, 22)
_EMBLEM = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="72" viewBox="0 0 60 72">'
    b'<path d="M0 0h60v40q0 22-30 32Q0 62 0 40z" fill="#1b4f72"/></svg>'
)


class Trial:
    """A demo council in a folder of its own, made when a part first asks for it and gone afterwards."""

    def __init__(self, kept: ExitStack) -> None:
        self._kept = kept

    @cached_property
    def folder(self) -> Path:
        """Where the trial's files lie."""
        return Path(self._kept.enter_context(tempfile.TemporaryDirectory()))

    @cached_property
    def council(self) -> Workspace:
        """The demo council, in an encrypted file."""
        from trygg_desktop.demo import make_demo
        from trygg_desktop.workspace import Key

        return self._kept.enter_context(make_demo(self.folder / "demo.workspace", Key.generate(), today=_DAY))

    def briefing(self, name: str) -> Any:
        """One of the next meeting's briefings."""
        from trygg_desktop.briefings.choosing import choose_meeting
        from trygg_desktop.briefings.registry import make
        from trygg_desktop.domain.record import Audience

        meeting = choose_meeting(self.council, "next", _DAY)
        return make(self.council, name, audience=Audience.COUNCIL, today=_DAY, meeting=meeting)


def _workspace(trial: Trial) -> str:
    if trial.council.check():
        raise RuntimeError("it does not hold")
    if (trial.folder / "demo.workspace").read_bytes().startswith(b"SQLite format"):
        raise RuntimeError("it is not encrypted")
    return "encrypted and sound"


def _briefing(trial: Trial) -> str:
    return f"{trial.briefing('meeting').pages} pages"


def _council_folder(trial: Trial) -> str:
    notice, folder = trial.briefing("meeting"), trial.briefing("folder")
    if folder.pages <= notice.pages:
        raise RuntimeError("no document is enclosed")
    return f"{folder.pages} pages"


def _hyphenation(_trial: Trial) -> str:
    import pyphen

    parted = [
        pyphen.Pyphen(lang=language).inserted(word)
        for language, word in (("sv", "trygghetsvandring"), ("en_GB", "accessibility"))
    ]
    if not all("-" in each for each in parted):
        raise RuntimeError("no word is parted")
    return ", ".join(parted)


def _emblem(_trial: Trial) -> str:
    from trygg_desktop.briefings.emblem import read_emblem

    emblem = read_emblem(_EMBLEM, "emblem.svg")
    return f"{emblem.wide:.0f} × {emblem.high:.0f}"


def _mail(trial: Trial) -> str:
    from trygg_desktop.briefings.covering_letter import covering_letter
    from trygg_desktop.briefings.locked_copy import locked_copy
    from trygg_desktop.exchange.mail_draft import draft

    made = trial.briefing("meeting")
    letter = covering_letter(made.title, made.audience, locked=True)
    pdf = locked_copy(made.pdf, "fem-ord-utan-samband")
    mail = draft(["Anna Berg <anna@example.se>"], letter.subject, letter.text, ("kallelse.pdf", pdf), "sv")
    (trial.folder / "kallelse.eml").write_bytes(mail)
    return f"{len(mail)} bytes"


def _translations(_trial: Trial) -> str:
    from trygg_desktop import i18n

    if i18n._("Open") != "Öppen":
        raise RuntimeError("no Swedish")
    with i18n.in_language("en"):
        if i18n.long_date_with_week(_DAY).split()[0] != "Sunday":
            raise RuntimeError("no English")
    return i18n.long_date_with_week(_DAY)


def _key_store(_trial: Trial) -> str:
    from trygg_desktop.workspace import Key, KeyStore

    key = Key.generate()
    kept = KeyStore().save(key)
    if kept and KeyStore().load(key.salt) != key:
        raise RuntimeError("the key store gives another key back")
    KeyStore().forget(key.salt)
    return "keeps keys" if kept else "there is none here"


def _exchange(_trial: Trial) -> str:
    from trygg_desktop.exchange.keys import PrivateKeys
    from trygg_desktop.exchange.sealed import open_sealed, seal

    one, other = PrivateKeys.generate(), PrivateKeys.generate()
    file = seal(
        one, {2: other.public.recipient}, sender=1, group="try", number=1, facts={}, body=b"a" * 10_000
    )
    open_sealed(file, other, me=2, group="try", signing_key_of=lambda _sender: one.public.signing)
    return f"{len(file)} bytes"


def _migrations(_trial: Trial) -> str:
    import sqlcipher3.dbapi2 as sqlcipher

    from trygg_desktop.workspace.migrations import upgrade

    upgrade(sqlcipher.connect(":memory:", isolation_level=None))
    return "run"


def _tables(trial: Trial) -> str:
    from trygg_desktop.domain.council import Meeting
    from trygg_desktop.domain.stakeholders import Contact
    from trygg_desktop.formats import contacts
    from trygg_desktop.formats.calendar import plan as plan_calendar
    from trygg_desktop.formats.exporting import export

    read = []
    for kind, ending, plan in (
        (Contact, "xlsx", contacts.plan),
        (Contact, "vcf", contacts.plan),
        (Meeting, "ics", plan_calendar),
    ):
        file = trial.folder / f"trial.{ending}"
        export(trial.council, kind, file)
        found = plan(trial.council, file)
        if found.problems or not (found.additions or found.updates or found.skipped):
            raise RuntimeError(f"what was written as {ending} is not read back")
        read.append(ending)
    return ", ".join(read)


def _preview(trial: Trial) -> str:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtPdf import QPdfDocument

    _application()
    content = QBuffer()
    content.setData(QByteArray(trial.briefing("folder").pdf))
    content.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(content)
    picture = document.render(0, QSize(595, 842))
    document.close()
    if picture.isNull():
        raise RuntimeError("a page can't be drawn")
    return f"{picture.width()} × {picture.height()}"


def _window(_trial: Trial) -> str:
    from trygg_desktop.desktop.window import MainWindow

    _application()
    window = MainWindow()
    window.show()
    with no_faults():
        picture = window.grab()
    return f"{picture.width()} × {picture.height()}"


def _pages(trial: Trial) -> str:
    from trygg_desktop.desktop.gallery_stage import Stage
    from trygg_desktop.desktop.subjects import SUBJECTS

    _application()
    council = trial.council
    with no_faults(), Stage.opened(council.path, council.key, _DAY, (1280, 800)) as stage:
        for subject in SUBJECTS:
            stage.page(subject.name)
            stage.window.grab()
    return f"{len(SUBJECTS)} drawn"


@contextmanager
def no_faults() -> Iterator[None]:
    """Qt goes on where drawing fails; here it is a failure."""
    caught: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: caught.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if caught:
        raise caught[0]


def _application() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from trygg_desktop.desktop import theme
    from trygg_desktop.desktop.app import application

    theme.apply(application(), "light")


PARTS: dict[str, Callable[[Trial], str]] = {
    "workspace": _workspace,
    "migrations": _migrations,
    "key store": _key_store,
    "translations": _translations,
    "briefing": _briefing,
    "council folder": _council_folder,
    "hyphenation": _hyphenation,
    "emblem": _emblem,
    "mail": _mail,
    "exchange": _exchange,
    "other files": _tables,
    "preview": _preview,
    "window": _window,
    "pages": _pages,
}


def run(names: Sequence[str] = ()) -> int:
    """Tries each part, or those that are named, and says how it went; 0 when all of them are there and work."""
    unknown = sorted(set(names) - PARTS.keys())
    if unknown:
        sys.stdout.write(f"No such part: {', '.join(unknown)}. There are: {', '.join(PARTS)}.\n")
        return 1
    failed: list[str] = []
    chosen = [name for name in PARTS if name in names] if names else list(PARTS)
    with ExitStack() as kept:
        trial = Trial(kept)
        for name in chosen:
            start = time.perf_counter()
            try:
                outcome = PARTS[name](trial)
            except Exception as error:  # told below, one line a part
                failed.append(name)
                outcome = f"FAILED: {type(error).__name__}: {error}"
            sys.stdout.write(f"{name}: {outcome} ({time.perf_counter() - start:.1f} s)\n")
    told = f"FAILED: {', '.join(failed)}." if failed else f"All {len(chosen)} parts work."
    sys.stdout.write(f"{told}\n")
    return 1 if failed else 0

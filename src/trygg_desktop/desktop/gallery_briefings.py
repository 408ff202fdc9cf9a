"""Pictures of Underlag at work: the council folder, a search in the preview, the mail before it goes, and the register
of what was made."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.briefings_page import BriefingsPage
from trygg_desktop.desktop.gallery_stage import Scene, Stage
from trygg_desktop.domain.record import Audience


def _page(stage: Stage, name: str, audience: Audience) -> BriefingsPage:
    page = stage.page("briefings")
    assert isinstance(page, BriefingsPage)
    page.name.setCurrentIndex(page.name.findData(name))
    page.name.activated.emit(page.name.currentIndex())
    box = page.pane.audience
    box.setCurrentIndex(box.findData(audience))
    box.activated.emit(box.currentIndex())
    page.pane.tools.search.clear()
    while not page.pane.maker.settled:
        stage.settle()
    return page


def _folder(stage: Stage) -> None:
    _page(stage, "folder", Audience.COUNCIL)


def _search(stage: Stage) -> None:
    page = _page(stage, "meeting", Audience.COUNCIL)
    page.pane.tools.begin_search()
    page.pane.tools.search.setText("bäckby")


def _mailing(audience: Audience, *, locked: bool = True) -> Scene:
    """What stands there before a briefing goes."""

    def play(stage: Stage) -> QWidget:
        from trygg_desktop.desktop.briefings.mail_dialog import MailDialog
        from trygg_desktop.desktop.briefings.mail_parts import Correspondents

        page = _page(stage, "meeting", audience)
        assert page.pane.made is not None
        who = Correspondents(
            "Trygghetsrådet", stage.desk.workspace.me.name, ("Anna Berg <anna.berg@kommunen.example>",)
        )
        dialog = MailDialog(stage.desk, page.pane.made, who, "kallelse.pdf", stage.window)
        dialog.password = "7K2QF-M9XRT-4HWPC"  # the same in every picture
        dialog.shown_password.setText(dialog.password)
        dialog.lock.setChecked(locked)
        dialog.show()
        return dialog

    return Scene(f"briefings-mail-{audience}{'' if locked else '-open'}", play)


def _register(stage: Stage) -> None:
    """Files of a morning's work, as far as there is something to make them of, the last one recognised."""
    for number, (name, audience) in enumerate(_OF_A_MORNING):
        made = _page(stage, name, audience).pane.made
        if made is None:
            continue
        entered = partial(
            stage.desk.workspace.record_made,
            made.entry(datetime(2026, 11, 21, 8, 5 + 9 * number, tzinfo=UTC)),
        )
        stage.desk.courier.write(entered, lambda nothing: None, stage.desk.fault)
        stage.settle()
    stage.page("today")
    page = stage.page("briefings")
    assert isinstance(page, BriefingsPage)
    if page.pane.made is not None:
        page.register.choose(page.pane.made.fingerprint)


_OF_A_MORNING = (
    ("meeting", Audience.COUNCIL),
    ("minutes", Audience.COUNCIL),
    ("picture", Audience.LEADERS),
    ("plan", Audience.PUBLIC),
    ("stakeholders", Audience.LEADERS),
)


BRIEFING_SCENES: tuple[Scene, ...] = (
    Scene("briefings-folder", _folder),
    Scene("briefings-search", _search),
    _mailing(Audience.COUNCIL),
    _mailing(Audience.LEADERS, locked=False),
    Scene("briefings-register", _register),
)

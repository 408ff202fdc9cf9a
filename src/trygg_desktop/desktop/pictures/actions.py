"""What the command palette offers on Lägesbild."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trygg_desktop.desktop.page import Action
from trygg_desktop.desktop.pictures.head import COMPARE, MAP, REGISTER
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.desktop.pictures_page import PicturesPage


def actions_of(page: PicturesPage) -> list[Action]:
    """What can be done with the picture that is shown, and with the figures."""
    go = page.tabs.choose
    return [
        Action("sign-picture", _("Sign the situational picture"), page.sign),
        Action("picture-map", _("Show the districts by indicator"), partial(go, MAP)),
        Action("compare-pictures", _("Compare with the picture before"), partial(go, COMPARE)),
        Action("picture-figures", _("Show all indicators and measurements"), partial(go, REGISTER)),
        Action("import-statistics", _("Import statistics …"), page.import_statistics),
        Action("figure-problem", _("New problem from this figure"), page.figures.draw_problem),
        Action("next-picture", _("New picture from this one"), page.begin_from_shown),
    ]

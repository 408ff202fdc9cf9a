"""How something goes, as a shape and a colour; words stand beside it, so that it survives any printer."""

from __future__ import annotations

from enum import Enum

from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.charts.shapes import Form, Ink


class Standing(Enum):
    """The states that are drawn before words."""

    ON_PLAN = Form.DISC, Ink.OK, N_("on plan")
    DONE = Form.TICKED, Ink.OK, N_("done")
    RISK = Form.WARNING, Ink.WARN, N_("risk of delay")
    LATE = Form.CROSSED, Ink.ALERT, N_("late")
    NOT_BEGUN = Form.RING, Ink.QUIET, N_("not begun")

    @property
    def form(self) -> Form:
        """The shape."""
        return self.value[0]

    @property
    def ink(self) -> Ink:
        """The colour of the shape and of its words."""
        return self.value[1]

    @property
    def words(self) -> str:
        """The state in words."""
        return _(self.value[2])

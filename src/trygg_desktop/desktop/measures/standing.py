"""How a measure goes, in words and as a shape, from its stage, its latest status and what is overdue."""

from __future__ import annotations

from enum import Enum

from trygg_desktop.desktop.parts import Mark
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.going import Going, going


class State(Enum):
    """What stands first under Uppföljning: shape, colour and words, in the order in which they are counted."""

    DONE = Mark.DONE, "ok", N_("done")
    ON_PLAN = Mark.ON_PLAN, "ok", N_("on plan")
    RISK = Mark.RISK, "warn", N_("risk of delay")
    LATE = Mark.LATE, "alert", N_("late")
    UNFOLLOWED = Mark.LATE, "alert", N_("follow-up missing")
    UNKNOWN = Mark.NOT_BEGUN, "text2", N_("begun, no status yet")
    NOT_BEGUN = Mark.NOT_BEGUN, "text2", N_("not begun")
    DROPPED = Mark.NOT_BEGUN, "text2", N_("given up")

    @property
    def mark(self) -> Mark:
        """The shape."""
        return self.value[0]

    @property
    def color(self) -> str:
        """The colour of the theme for the shape; only what needs doing has its words in it too."""
        return self.value[1]

    @property
    def words(self) -> str:
        """The state in words."""
        return _(self.value[2])


_GOING = {
    Going.DONE: State.DONE,
    Going.ON_PLAN: State.ON_PLAN,
    Going.RISK: State.RISK,
    Going.LATE: State.LATE,
    Going.UNKNOWN: State.UNKNOWN,
    Going.NOT_BEGUN: State.NOT_BEGUN,
    Going.DROPPED: State.DROPPED,
}
_IN_CHARTS = {
    State.DONE: Standing.DONE,
    State.ON_PLAN: Standing.ON_PLAN,
    State.RISK: Standing.RISK,
    State.LATE: Standing.LATE,
    State.NOT_BEGUN: Standing.NOT_BEGUN,
}


def standing_of(state: State) -> Standing | None:
    """The same in a chart; a link that is missing there is told by the chain itself."""
    return _IN_CHARTS.get(state)


def state_of(stage: str | None, light: str | None, *, unfollowed: bool) -> State:
    """How a measure goes.

    A follow-up that should have been made says more than the colour that was written before it was due.
    """
    state = _GOING[going(stage, light)]
    return State.UNFOLLOWED if unfollowed and state is not State.DROPPED else state


def counted(state: State, n: int) -> str:
    """A number of measures in a state."""
    return _("{n} {state}", n=n, state=state.words)


def plan_in_figures(causes: int, measures: int, without: int) -> str:
    """How much there is in the plan, and how many causes nothing is done about."""
    said = [
        ngettext("{n} cause", "{n} causes", causes),
        ngettext("{n} measure", "{n} measures", measures),
    ]
    if without:
        said.append(ngettext("{n} cause without a measure", "{n} causes without a measure", without))
    return ", ".join(said)

"""The two sides of the joint work, the municipality and the police, which each have a leader."""

from __future__ import annotations

from trygg_desktop.domain.fields import Choice
from trygg_desktop.i18n import N_


class Side(Choice):
    """Whose laptop this is, or who answers for something."""

    MUNICIPALITY = "municipality", N_("The municipality")
    POLICE = "police", N_("The police")


class Sides(Choice):
    """One side, or both together."""

    MUNICIPALITY = "municipality", N_("The municipality")
    POLICE = "police", N_("The police")
    BOTH = "both", N_("Both sides")

"""The tests of Underlag use the same council as those of Möten."""

from tests.desktop.meetings.conftest import council, desk

__all__ = ["council", "desk"]

"""The window: what the two leaders see and touch."""

import builtins

_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import
# PySide6 puts an import of its own in the place of Python's, for a way of naming things that is not used here.
# All that is imported later would load at half the speed, which is seen in how soon the window stands.

"""The window: what the two leaders see and touch."""

import builtins
import gc

gc.disable()
# Nothing that is made while the program starts is without use, and to look for it would take some of the time to the
# first picture. Later it is looked for on the window's thread alone (`background`).

_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import
# PySide6 puts an import of its own in the place of Python's, for a way of naming things that is not used here.
# All that is imported later would load at half the speed, which is seen in how soon the window stands.

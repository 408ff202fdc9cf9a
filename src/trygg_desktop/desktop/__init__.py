"""The window: what the two leaders see and touch."""

import builtins
import ctypes
import sys

_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import
# PySide6 puts an import of its own in the place of Python's, for a way of naming things that is not used here.
# All that is imported later would load at half the speed, which is seen in how soon the window stands.

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide6 6.12 gives back None when a Qt function returns nothing, and True or False when a signal carries one,
    # without having counted them. Before Python 3.12 that is counted, and after some thousand clicks the process
    # would abort. A count that never runs out makes them as lasting as later versions of Python have them.
    for _lasting in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_lasting)).value += 1 << 40

"""Keeps None, True and False from being used up by Qt, before a Python that does so itself."""

import ctypes
import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide6 6.12 gives back None when a Qt function returns nothing, and True or False when a signal has been
    # sent, without having counted them. Before Python 3.12 they are counted, and after some thousand clicks the
    # process would abort. A count that never runs out makes them as lasting as later versions of Python have them.
    for _value in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_value)).value += 1 << 40

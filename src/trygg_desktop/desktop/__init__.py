"""The window: what the two leaders see and touch."""

import ctypes
import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide6 6.12 gives back None without counting it each time a Qt function returns nothing. Before Python 3.12
    # that is counted, and after some ten thousand calls the process would abort. A count that never runs out makes
    # None as lasting as later versions of Python have it.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40

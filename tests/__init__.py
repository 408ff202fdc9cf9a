"""The tests. What is compiled for them is kept, or each process of every run would compile all of it again."""

import sys

sys.dont_write_bytecode = False

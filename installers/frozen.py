"""Where the frozen program begins: the `trygg` command, or its self-test."""

import sys

if sys.argv[1:2] == ["--self-test"]:
    from trygg_desktop.self_test import run

    sys.exit(run(sys.argv[2:]))

from trygg_desktop.cli import main

main()

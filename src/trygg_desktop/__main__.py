"""`python -m trygg_desktop` does what the command `trygg` does."""

from trygg_desktop.cli import main

if __name__ == "__main__":
    main()

"""The demo council: an invented year of a safety council, to look at and try things in."""

from trygg_desktop.demo.making import DEMO_PASSPHRASE, is_demo, make_demo

__all__ = ["DEMO_PASSPHRASE", "is_demo", "make_demo"]

"""The desk of a safety council: what its two coordinating leaders keep, decide and print."""

__version__ = "0.1.0"

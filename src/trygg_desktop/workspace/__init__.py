"""The one encrypted file: its key, its change log, reading and writing records, search, undo and backup."""

from trygg_desktop.workspace.check import Finding
from trygg_desktop.workspace.history import HistoryEntry
from trygg_desktop.workspace.local import MadeFile
from trygg_desktop.workspace.questions import Identity
from trygg_desktop.workspace.reading import Related
from trygg_desktop.workspace.search import Hit
from trygg_desktop.workspace.transaction import Transaction
from trygg_desktop.workspace.vault import Key, KeyStore
from trygg_desktop.workspace.workspace import Workspace

__all__ = [
    "Finding",
    "HistoryEntry",
    "Hit",
    "Identity",
    "Key",
    "KeyStore",
    "MadeFile",
    "Related",
    "Transaction",
    "Workspace",
]

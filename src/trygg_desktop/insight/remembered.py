"""What a picture was read from stays known until something is written: to look at it again costs no reading."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from trygg_desktop.i18n import language
from trygg_desktop.workspace import Workspace

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_KEPT = 32
"""Answers kept for a workspace; those not asked for longest go first."""


class _Known:
    """The answers for one state of the file."""

    def __init__(self) -> None:
        self.state: tuple[object, int] | None = None
        self.answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()


_known: WeakKeyDictionary[Workspace, _Known] = WeakKeyDictionary()
_lock = Lock()


def remembered(
    answer: Callable[Concatenate[Workspace, Asked], Answer],
) -> Callable[Concatenate[Workspace, Asked], Answer]:
    """A question about a workspace whose answer nobody changes, and that is asked again and again.

    SQLite tells a connection whenever another one has written (`PRAGMA data_version`), and a workspace writes over
    another one than it reads over. The state is taken before the answer is read, so that what is written meanwhile
    makes the answer be read once more and never be kept for too long.
    """

    def known(workspace: Workspace, *args: Asked.args, **named: Asked.kwargs) -> Answer:
        state = _state(workspace)
        if state is None:
            return answer(workspace, *args, **named)
        key = answer, language(), _plain(args), _plain(tuple(sorted(named.items())))
        with _lock:
            here = _known.setdefault(workspace, _Known())
            if here.state != state:
                here.state = state
                here.answers.clear()
            elif key in here.answers:
                here.answers.move_to_end(key)
                found: Answer = here.answers[key]
                return found
        made = answer(workspace, *args, **named)
        with _lock:
            if here.state == state:
                here.answers[key] = made
                if len(here.answers) > _KEPT:
                    here.answers.popitem(last=False)
        return made

    return update_wrapper(cast("Callable[Concatenate[Workspace, Asked], Answer]", known), answer)


def forget(workspace: Workspace) -> None:
    """As if something had been written."""
    with _lock:
        _known.pop(workspace, None)


def _state(workspace: Workspace) -> tuple[object, int] | None:
    """What changes with every write; nothing within a transaction, which goes on seeing an earlier moment."""
    reader = workspace.reader
    with reader.lock:
        if reader.connection.in_transaction:
            return None
        ((version,),) = reader.execute("PRAGMA data_version")
        return reader.connection, version


def _plain(value: Any) -> Any:
    """An argument as something that can be looked up: lists as tuples."""
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple)) else value

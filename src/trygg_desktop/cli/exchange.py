"""Sealed files on the command line: made for a peer, taken in from one, looked at first, and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trygg_desktop.cli.peers import day_and_clock, instant
from trygg_desktop.cli.session import Session, command, table
from trygg_desktop.cli.telling import (
    incoming_json,
    incoming_words,
    outgoing_json,
    outgoing_words,
    person,
    received_json,
    received_words,
    summed_up,
)
from trygg_desktop.errors import TryggError, UserError
from trygg_desktop.i18n import N_, _, ngettext, sentence

if TYPE_CHECKING:
    from trygg_desktop.exchange.exchange import Exchange, SealedFile
    from trygg_desktop.exchange.laying import Laid
    from trygg_desktop.exchange.registers import Received

PAUSE = 1.0
"""Seconds between two looks into a folder, so that a file half copied is left for later."""


@contextmanager
def exchange_of(session: Session) -> Iterator[Exchange]:
    """The exchange of the open workspace."""
    from trygg_desktop.exchange.exchange import Exchange

    with session.workspace() as workspace:
        yield Exchange(workspace)


@command(
    "send",
    'trygg send "Polisens ledningsfunktion" -o utkorg',
    N_("Make a sealed file with everything that someone has not acknowledged."),
)
@click.argument("peer")
@click.option(
    "-o",
    "--output",
    type=click.Path(readable=False),
    metavar="FILE|DIR",
    help=N_("The file to write, or a folder; nothing there is ever overwritten."),
)
@click.option("--preview", is_flag=True, help=N_("Only tell what would go."))
def send(session: Session, peer: str, output: str | None, preview: bool) -> None:
    with exchange_of(session) as exchange:
        to = exchange.peer(peer)
        told = exchange.preview_send(to.id)
        data: dict[str, Any] = {"to": person(to.id, {to.id: to.name})} | outgoing_json(told)
        if preview:
            session.print(data, "\n".join(outgoing_words(told, exchange.workspace.kinds)))
            return
        if output is None:
            raise click.UsageError(_("Say where the file is to go: -o FILE or -o DIR."))
        written: list[Path] = []
        files = exchange.send(to.id, lay=lambda files, laid: written.extend(_lay(laid, output, files)))
        data["files"] = [_sealed(file, path) for file, path in zip(files, written, strict=True)]
        session.print(data, "\n".join([*(str(path.resolve()) for path in written), *summed_up(told)]))


def _sealed(file: SealedFile, path: Path) -> dict[str, Any]:
    from trygg_desktop.exchange.folder import fingerprint

    return {"file": str(path.resolve()), "fingerprint": fingerprint(file.content), "size": len(file.content)}


def _lay(laid: Laid, output: str, files: Sequence[SealedFile]) -> list[Path]:
    """Writes the files where they are to go; gives where that was.

    Raises:
        UserError: there is a file of that name, or no such folder.
        EnvironmentFault: the disk is full or refuses.
    """
    from trygg_desktop.exchange import folder

    target = Path(output)
    if target.is_dir() or output.endswith(("/", "\\")):
        _see_that_there_is(target)
        return folder.lay(laid, target, {file.name: file.content for file in files})
    if len(files) == 1:
        places = [target]
    else:
        places = [target.with_name(f"{target.stem}-{n}{target.suffix}") for n in range(1, len(files) + 1)]
    for place in places:
        see_that_it_is_free(place)
    return laid.lay([(place, file.content) for place, file in zip(places, files, strict=True)])


def see_that_it_is_free(place: Path) -> None:
    """Whether a new file can lie there.

    Raises:
        UserError: there is a file of that name, or no such folder.
    """
    if place.exists():
        raise UserError(
            "file-exists",
            N_("{name} exists already. It was left as it is. Give another name with -o."),
            name=place.name,
            file=place.name,
        )
    _see_that_there_is(place.parent)


def _see_that_there_is(folder: Path) -> None:
    if not folder.is_dir():
        raise UserError(
            "no-such-folder",
            N_("There is no folder “{name}” to write in."),
            name=folder.name,
            file=folder.name,
        )


_ACCEPT = click.option(
    "--accept-erasures",
    is_flag=True,
    help=N_("Let it erase for good what the sender has erased; look with --preview first."),
)
_PREVIEW = click.option("--preview", is_flag=True, help=N_("Only tell what would change."))


@command(
    "receive",
    "trygg receive inkorg --preview",
    N_("Take in a sealed file, or each new one in a folder; the same file again changes nothing."),
)
@click.argument("source", metavar="FILE|DIR", type=click.Path(readable=False, path_type=Path))
@_PREVIEW
@_ACCEPT
def receive(session: Session, source: Path, preview: bool, accept_erasures: bool) -> None:
    from trygg_desktop.exchange.folder import read

    if not source.exists():
        raise UserError(
            "no-such-file",
            N_("There is no file or folder {name}. Nothing was changed."),
            name=source.name,
            file=source.name,
        )
    with exchange_of(session) as exchange:
        if source.is_dir():
            _receive_folder(session, exchange, source, preview=preview, accept_erasures=accept_erasures)
            return
        with _in_file(source):
            told, words = _one(exchange, read(source), preview=preview, accept_erasures=accept_erasures)
        session.print({"file": str(source.resolve())} | told, "\n".join(words))


@contextmanager
def _in_file(path: Path) -> Iterator[None]:
    """Says in which file something was wrong."""
    try:
        yield
    except TryggError as error:
        error.file = error.file or path.name
        raise


def _one(
    exchange: Exchange, content: bytes, *, preview: bool, accept_erasures: bool
) -> tuple[dict[str, Any], list[str]]:
    """What a file would do, or did: for programs and for people."""
    if not preview:
        return _did(exchange, exchange.receive(content, accept_erasures=accept_erasures))
    told, names = exchange.preview_receive(content), exchange.names()
    return incoming_json(told, names), incoming_words(told, names, exchange.workspace.kinds)


def _did(exchange: Exchange, done: Received) -> tuple[dict[str, Any], list[str]]:
    """What a receipt did, and what is left for someone to look at."""
    names, open_ones, waiting = exchange.names(), len(exchange.questions()), len(exchange.inbox())
    words = received_words(done, names)
    if open_ones:
        words.append(
            ngettext(
                "{n} question is open: trygg questions", "{n} questions are open: trygg questions", open_ones
            )
        )
    if waiting and not done.waits:
        words.append(
            ngettext(
                "{n} file waits in the inbox: trygg inbox",
                "{n} files wait in the inbox: trygg inbox",
                waiting,
            )
        )
    return received_json(done, names) | {"questions": open_ones, "inbox": waiting}, words


def _receive_folder(
    session: Session, exchange: Exchange, folder: Path, *, preview: bool, accept_erasures: bool
) -> None:
    """Each new file of the circle in its order; one that is refused leaves the others be.

    Raises:
        TryggError: nothing could be taken in, and this is why.
    """
    from trygg_desktop.exchange.folder import arrived, read

    lane, circle = exchange.own_place()
    data: list[dict[str, Any]] = []
    lines: list[str] = []
    refused: list[TryggError] = []
    for arrival in arrived(folder, exchange.known_files(), me=lane, group=circle, pause=PAUSE):
        told: dict[str, Any]
        try:
            with _in_file(arrival.path):
                told, words = _one(
                    exchange, read(arrival.path), preview=preview, accept_erasures=accept_erasures
                )
        except TryggError as error:
            told, words = (
                {"state": "refused", "error": error.id, "message": sentence(error)},
                [sentence(error)],
            )
            # in a folder that three share lies what is sealed to the third
            if error.id != "not-for-this-laptop":
                refused.append(error)
        data.append({"file": str(arrival.path.resolve())} | told)
        lines += [arrival.path.name, *(f"  {line}" for line in words)]
    if refused and len(refused) == len(data):
        raise refused[0]
    session.print(data, "\n".join(lines) or _("There is nothing new in the folder."))


_STATES = {
    "early": N_("came too early; files before it are missing"),
    "newer": N_("made by a newer version of Trygg"),
    "taken-back": N_("taken back"),
}


@command(
    "inbox",
    "trygg inbox --take 1",
    N_("Files that have come and wait: too early, from a newer version, or taken back."),
)
@click.option("--take", type=click.IntRange(min=1), help=N_("Take this one in."))
@_PREVIEW
@_ACCEPT
def inbox(session: Session, take: int | None, preview: bool, accept_erasures: bool) -> None:
    with exchange_of(session) as exchange:
        names = exchange.names()
        if take is not None and preview:
            seen = exchange.preview_waiting(take)
            words = incoming_words(seen, names, exchange.workspace.kinds)
            session.print(incoming_json(seen, names), "\n".join(words))
            return
        if take is not None:
            told, words = _did(exchange, exchange.take_in_waiting(take, accept_erasures=accept_erasures))
            session.print(told, "\n".join(words))
            return
        found = exchange.inbox()
    data = [
        {
            "n": each.n,
            "state": each.state,
            "from": person(each.sender, names) if each.sender is not None else None,
            "number": each.number,
            "at": instant(each.at),
            "fingerprint": each.fingerprint,
        }
        for each in found
    ]
    rows = [
        (each.n, day_and_clock(each.at), names.get(each.sender or 0, ""), _(_STATES[each.state]))
        for each in found
    ]
    session.print(data, table(["n", _("Came"), _("From"), _("State")], rows) or _("Nothing waits."))


@command(
    "take-back",
    "trygg take-back",
    N_("Undo what was just received, on this laptop; the file then waits in the inbox."),
)
def take_back(session: Session) -> None:
    with exchange_of(session) as exchange:
        done = exchange.take_back()
        names = exchange.names()
    session.print(
        {
            "taken_back": True,
            "from": person(done.sender, names),
            "number": done.number,
            "fingerprint": done.fingerprint,
            "changes": done.changes,
        },
        _(
            "What came from {name} is taken back. It waits in the inbox: trygg inbox",
            name=names.get(done.sender, ""),
        ),
    )


COMMANDS: dict[str, click.Command] = {
    "send": send,
    "receive": receive,
    "inbox": inbox,
    "take-back": take_back,
}

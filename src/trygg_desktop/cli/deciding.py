"""What both have written, on the command line: the open questions, and the answer to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trygg_desktop.cli.exchange import exchange_of
from trygg_desktop.cli.peers import day_and_clock, instant
from trygg_desktop.cli.session import Session, command
from trygg_desktop.cli.words import as_json, read_assignments
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.exchange.questions import Question
    from trygg_desktop.workspace import Workspace


@command(
    "questions",
    "trygg questions --json",
    N_("What both have written apart and someone must decide, with all the values at hand."),
)
def questions(session: Session) -> None:
    with exchange_of(session) as exchange:
        found = exchange.questions()
        kinds = exchange.workspace.kinds
        words = [_in_words(asked, kinds[asked.kind].kind.about.title) for asked in found]
    session.print([_told(asked) for asked in found], "\n\n".join(words) or _("There are no open questions."))


def _told(asked: Question) -> dict[str, Any]:
    return {
        "id": asked.id,
        "about": asked.about.value,
        "record": str(asked.record),
        "kind": asked.kind,
        "title": asked.title,
        "field": asked.field,
        "label": asked.label,
        "sentence": asked.sentence,
        "values": [
            {
                "change": answer.change,
                "value": answer.value,
                "words": answer.words,
                "author": answer.author,
                "at": instant(answer.at),
            }
            for answer in asked.answers
        ],
        "proposal": asked.proposal.text if asked.proposal else None,
        "protection": asked.protection,
        "ground": asked.ground,
    }


def _in_words(asked: Question, kind: str) -> str:
    lines = [asked.id, f"{kind}: {asked.title} · {asked.label}", asked.sentence]
    for answer in asked.answers:
        who = ", ".join(filter(None, [answer.author, day_and_clock(answer.at)]))
        lines.append(f"  {answer.change}  {answer.words or _('(empty)')}  ({who})")
    return "\n".join(lines)


@command(
    "answer",
    "trygg answer QUESTION --take 1099511627777",
    N_("Decide a question: take one of its values, write another, or keep both of two texts."),
)
@click.argument("question")
@click.argument("value", required=False)
@click.option("--take", metavar="CHANGE", help=N_("Take the value that this change wrote."))
@click.option(
    "--both", is_flag=True, help=N_("Keep both: of two texts one, of one record that stands twice two.")
)
def answer(session: Session, question: str, value: str | None, take: str | None, both: bool) -> None:
    if sum((value is not None, take is not None, both)) != 1:
        raise click.UsageError(_("Give a value, or --take CHANGE, or --both: one of them."))
    from trygg_desktop.exchange.moved_apart import BOTH

    with exchange_of(session) as exchange:
        asked = exchange.question(question)
        if take is not None:
            exchange.take(asked, take)
        elif both and asked.left is not None:
            exchange.take(asked, BOTH)
        elif both:
            exchange.write(asked, _both(asked))
        else:
            exchange.write(asked, _value(exchange.workspace, asked, value or ""))
        left = len(exchange.questions())
        record = exchange.workspace.find(asked.record)
        told = {
            "id": asked.id,
            "questions": left,
            "record": as_json(exchange.workspace, record) if record else None,
        }
    more = ngettext("{n} question is left.", "{n} questions are left.", left) if left else ""
    session.print(told, "\n".join(filter(None, [_("Answered."), more])))


def _both(asked: Question) -> str:
    if asked.proposal is None:
        raise UserError(
            "not-two-texts",
            N_(
                "Both can be kept of longer texts only. Nothing was changed. Take one of the values or write one."
            ),
            column="both",
        )
    return asked.proposal.text


def _value(workspace: Workspace, asked: Question, written: str) -> Any:
    """A value as it is written on the command line; a reference may be a name."""
    table = workspace.kinds[asked.kind]
    if asked.field not in table.fields:
        return written
    return read_assignments(workspace, table, (f"{asked.field}={written}",)).get(asked.field)


COMMANDS: dict[str, click.Command] = {"questions": questions, "answer": answer}

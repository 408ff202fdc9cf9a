"""An e-mail draft with a file attached, to be opened, looked at and sent in the user's own mail program.

A mailto: link cannot carry a file, so the draft is a file of its own (.eml). Outlook for Windows, classic and new,
and Thunderbird open it ready to send because of `X-Unsent: 1`. The mail program fills in sender and date, so both
are left out. Apple Mail may show it as a message received: there it is sent with “Send again”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from itertools import groupby
from textwrap import wrap

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_

EXTENSION = ".eml"
_LONGEST = 76
"""Signs in a line of the head: one more than this is no mail any more where there are encoded words."""
_FOLD = "\r\n "
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
"""A word of a name that needs no quotes."""
_WITH_OR_WITHOUT_NAME = re.compile(r"(?:(?P<name>[^<>]*)<(?P<named>[^<>]*)>|(?P<bare>[^<>]*))")
_PLAUSIBLE = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\]+\.[^\s@<>\"(),:;\[\]\\.]+")
_SEVERAL = re.compile(r"[^\s,;][^@;\n]*(?:@[^,;\n]*)?")


def addresses(written: str) -> list[str]:
    """The addresses in what someone wrote, with commas, semicolons or line ends between them.

    A name may hold commas, as registers write it: `Berg, Anna <anna@example.se>` is one.
    """
    return [found.strip() for found in _SEVERAL.findall(written)]


def draft(to: Sequence[str], subject: str, text: str, attachment: tuple[str, bytes], lang: str) -> bytes:
    """The draft as a file.

    Args:
        to: addresses, each `anna@example.se` or `Anna Berg <anna@example.se>`; none leaves the line empty.
        attachment: the name and the content of the file to attach.
        lang: the language that the text is written in, such as `sv`.

    Raises UserError on what is not an address.
    """
    head = ["X-Unsent: 1"]
    if to:
        head.append("To: " + f",{_FOLD}".join(_in_head(_address(one)) for one in to))
    head.append("Subject: " + _subject(" ".join(subject.split())))
    message = EmailMessage(policy=SMTP)
    # quoted-printable: not every mail server on the way promises to keep eight-bit text
    message.set_content(text.strip() + "\n", charset="utf-8", cte="quoted-printable")
    name, content = attachment
    subtype = "pdf" if content.startswith(b"%PDF-") else "octet-stream"
    # programs that know nothing of letters beyond ASCII in the file's name take this one
    params = {} if name.isascii() else {"name": _without_marks(name)}
    message.add_attachment(content, maintype="application", subtype=subtype, filename=name, params=params)
    message["Content-Language"] = lang
    return "".join(f"{line}\r\n" for line in head).encode("ascii") + message.as_bytes()


def _without_marks(name: str) -> str:
    """A file's name in letters a to z."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return letters if letters.rpartition(".")[0].strip() else f"trygg{letters}"


def _in_head(address: Address) -> str:
    """An address as the head of a mail holds it, its name and itself on lines of their own where it is long.

    Python's own folding of several long names writes the comma between two of them as a letter of the second, so
    that one is lost, and puts blanks into words.
    """
    if not address.display_name:
        return address.addr_spec
    name, named = _name(address.display_name), f"<{address.addr_spec}>"
    beside = len(name.rpartition("\n")[2]) + len(named) + 3 <= _LONGEST
    return f"{name}{' ' if beside else _FOLD}{named}"


def _name(name: str) -> str:
    """Words that are not plain are encoded together, and the plain ones between them stay as they are: some readers
    see a blank between two encoded ones, and some see none."""
    if _is_plain(name):
        quoted = formataddr((name, "a@b"))[: -len(" <a@b>")]
        return _FOLD.join(wrap(quoted, _LONGEST - 4, break_long_words=False, break_on_hyphens=False))
    if "\n" not in (whole := _encoded(name)):
        return whole
    runs = groupby(name.split(), key=lambda word: bool(_ATOM.fullmatch(word)) and _is_plain(word))
    return _FOLD.join(
        _FOLD.join(wrap(" ".join(words), _LONGEST - 4)) if plain else _encoded(" ".join(words))
        for plain, words in runs
    )


def _subject(text: str) -> str:
    """The subject line in lines that mail allows."""
    if not _is_plain(text):
        return _encoded(text, before=len("Subject: "))
    return _FOLD.join(wrap(text, _LONGEST - len("Subject: "), break_long_words=False, break_on_hyphens=False))


def _is_plain(text: str) -> bool:
    """Whether it may stand as it is: printable ASCII, no longer words than a line, nothing that reads as encoded."""
    if not (text.isascii() and text.isprintable()) or "=?" in text:
        return False
    return all(len(word) < _LONGEST - 9 for word in text.split())


def _encoded(text: str, *, before: int = len("To: ")) -> str:
    lines = (
        Header(text, "utf-8", maxlinelen=_LONGEST - before).encode(splitchars="", linesep="\n").split("\n")
    )
    return _FOLD.join(line.strip() for line in lines)


def _address(written: str) -> Address:
    parts = _WITH_OR_WITHOUT_NAME.fullmatch(" ".join(written.split()))
    address = (parts["named"] or parts["bare"] or "") if parts else ""
    if parts is None or not _PLAUSIBLE.fullmatch(address):
        raise _not_an_address(written)
    name = (parts["name"] or "").strip(' "')
    account, _at, domain = address.rpartition("@")
    try:
        account.encode("ascii")
        # a domain with å, ä or ö travels in its spelling without them
        return Address(name, account, domain.encode("idna").decode())
    except (ValueError, MessageError):
        raise _not_an_address(written) from None


def _not_an_address(written: str) -> UserError:
    return UserError(
        "not-an-address",
        N_(
            "“{address}” is not an e-mail address. No draft was made. "
            "Correct the address, or leave it empty and fill it in in the mail program."
        ),
        address=" ".join(written.split())[:80],
    )

"""An e-mail draft with a file attached, to be opened, looked at and sent in the user's own mail program.

A mailto: link cannot carry a file, so the draft is a file of its own (.eml). Outlook for Windows, classic and new,
and Thunderbird open it ready to send because of `X-Unsent: 1`. The mail program fills in sender and date, so both
are left out. Apple Mail may show it as a message received: there it is sent with “Send again”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_

EXTENSION = ".eml"
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
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = [_address(one) for one in to]
    message["Subject"] = " ".join(subject.split())
    # quoted-printable: not every mail server on the way promises to keep eight-bit text
    message.set_content(text.strip() + "\n", charset="utf-8", cte="quoted-printable")
    name, content = attachment
    subtype = "pdf" if content.startswith(b"%PDF-") else "octet-stream"
    message.add_attachment(content, maintype="application", subtype=subtype, filename=name)
    message["Content-Language"] = lang
    return message.as_bytes()


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

"""Everything that can go wrong, told to the user as one sentence in their own language.

Each error carries a stable `id` (for programs), a message (for people, translated when shown) and its
parameters. Where a file is at fault, `file`, `row` and `column` say where.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line answers the system with."""

    DONE = 0
    USER = 1
    USAGE = 2
    ENVIRONMENT = 3
    REFUSED = 4


class TryggError(Exception):
    """An error that the program understands and can explain.

    Args:
        id: a stable English identifier, such as `wrong-key`.
        message: the sentence in English, marked for translation; says what happened, what is safe, what to do.
        parameters: named values for the sentence.
    """

    exit_code = ExitCode.USER

    def __init__(
        self,
        id: str,
        message: str,
        /,
        *,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **parameters: object,
    ) -> None:
        super().__init__(id)
        self.id = id
        self.message = message
        self.file = file
        self.row = row
        self.column = column
        self.parameters = parameters


class UserError(TryggError):
    """The input is wrong and can be put right by the one who gave it."""


class EnvironmentFault(TryggError):
    """The file, the disk or the key is at fault, not what the user wrote."""

    exit_code = ExitCode.ENVIRONMENT


class ProtectionRefused(TryggError):
    """What was asked for is refused to protect what is confidential."""

    exit_code = ExitCode.REFUSED


class Cancelled(TryggError):
    """The user broke off; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("cancelled", "Cancelled. Nothing was changed.")

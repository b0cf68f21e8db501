"""What can go wrong, said once: a place, a cause and a way out.

Every stage raises a subclass of `DokError`; `cli.boundary` alone prints it and exits with its code.
An error holds all the problems that one run could find, never only the first. The same record is used
for warnings, which a stage returns beside its result.

Exit codes and problem codes are part of the command's contract. What each means, and what to do about it,
stands in `feilkoder.toml` beside this file. `tools/problems/write.py` makes docs/feil.md of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Whose problem it is that a command ends with."""

    DONE = 0
    OWN_FAULT = 1
    WRONG_USE = 2
    PLAN = 3
    TEMPLATE = 4
    ENGINE = 5
    ATTACHMENT = 6
    REFUSED = 7
    PUBLISHING = 8
    DELIVERY = 9
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a file, and as far as known the line, column and field in it.

    Attributes:
        path: The file, relative to the workspace, with forward slashes.
        line: One-based line, 0 when not known.
        column: One-based column, 0 when not known.
        field: The path inside the file, as `møteplan[2].dato`; empty when not known.
    """

    path: str
    line: int = 0
    column: int = 0
    field: str = ""

    def __str__(self) -> str:
        position = f":{self.line}:{self.column}" if self.line else ""
        field = f" {self.field}" if self.field else ""
        return f"{self.path}{position}{field}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in words for the person who can mend it.

    Attributes:
        code: A stable name for programs, ASCII with hyphens, as `ukjent-nokkel`.
        message: What is wrong, in Norwegian, with the offending text in «».
        advice: What to do about it, in Norwegian; empty only when the message says it.
        place: Where it is, if it is anywhere.
    """

    code: str
    message: str
    advice: str = ""
    place: Place | None = None

    @property
    def position(self) -> tuple[int, int]:
        """Line and column, to sort the problems of a file by; zeros when not known."""
        return (self.place.line, self.place.column) if self.place else (0, 0)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{where}{self.message}{advice}"


class DokError(Exception):
    """Something that stops the work; carries every problem that the run found."""

    exit_code: ClassVar[ExitCode] = ExitCode.OWN_FAULT

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.warnings: tuple[Problem, ...] = ()  # what has been done all the same, and should be known
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["DokError"], tuple[tuple[Problem, ...]]]:
        """It goes to another process and back with its problems."""
        return type(self), (self.problems,)


class WrongUseError(DokError):
    """The command was asked for something that does not exist."""

    exit_code = ExitCode.WRONG_USE


class MissingPasswordError(WrongUseError):
    """There is no password for a server.

    Attributes:
        service: What the keyring knows it by, beside the user.
        user: Whose it is.
        variable: The environment variable that goes before the keyring.
    """

    def __init__(self, problem: Problem, service: str, user: str, variable: str) -> None:
        super().__init__(problem)
        self.service, self.user, self.variable = service, user, variable


class PlanError(DokError):
    """The plan cannot be read, or says something that cannot be."""

    exit_code = ExitCode.PLAN


class TemplateError(DokError):
    """A Word template is missing, broken or uses a name that does not exist."""

    exit_code = ExitCode.TEMPLATE


class EngineError(DokError):
    """No PDF engine could make a correct PDF of the document."""

    exit_code = ExitCode.ENGINE


class AttachmentError(DokError):
    """A paper that belongs to a package cannot be used as it is."""

    exit_code = ExitCode.ATTACHMENT


class RefusedError(DokError):
    """Going on would lose something that a person wrote."""

    exit_code = ExitCode.REFUSED


class PublishingError(DokError):
    """A document holds what must not be published, as tracked changes, or lacks what the law asks for."""

    exit_code = ExitCode.PUBLISHING


class DeliveryError(DokError):
    """A server did not answer, or did not take what was sent to it."""

    exit_code = ExitCode.DELIVERY

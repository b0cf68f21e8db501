"""What the filling of one template may use: steps, text and seconds; and what a single step may cost.

A template is code from anyone. No signal, thread or process of ours stands over it, as none of them ends a
computation on all systems and in a worker process alike. It is counted instead, and that suffices, for

- jinja's code goes on only by a turn of a loop or a call, and each of them takes a step here;
- whatever makes a value larger (`~`, `+`, a filter, a method, a list, what is printed, what is put together)
  pays for the size, most of it before it is made;
- what cannot be paid for by its size alone is not to be had (`environment`: a text by a number, large
  numbers, lists of lists without end).

So a step is short, and the clock, which is looked at in each, is looked at in time.
"""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from jinja2.exceptions import TemplateRuntimeError

_TIME: Final = "Malen ble ikke ferdig på {} sekunder."
_STEPS: Final = "Malen gjentar noe mer enn {} millioner ganger."
_NUMBERS: Final = "Malen teller til mer enn {}."
_SIZE: Final = "Malen lager mer enn {} millioner tegn."
_MILLION: Final = 1_000_000


class UnprintableError(TemplateRuntimeError):
    """A code prints a list, a record or something else that is no text."""


class FailedCodeError(Exception):
    """A code failed when it was run.

    Attributes:
        cause: What it ran into.
        lines: The lines of the part to the one that was at work: each code begins one with its first word.
    """

    def __init__(self, cause: BaseException, lines: list[str]) -> None:
        super().__init__(str(cause))
        self.cause, self.lines = cause, lines

    def count(self, code: str) -> int:
        """Which of the codes of the part that are like this it was, from 1; 0 when it was another."""
        begins = code.partition("\n")[2] or code
        return sum(line.startswith(begins) for line in self.lines) * self.lines[-1].startswith(begins)


class ExhaustedError(TemplateRuntimeError):
    """A template has used up what it may use; its words are those of the problem."""


@dataclass(slots=True)
class Work:
    """What is left to the filling of one template.

    Attributes:
        seconds: How long it may take.
        size: How many characters it may write, and make on its way to that.
        steps: How many turns and calls it may take.
        numbers: How many numbers it may count through.
    """

    seconds: float = 10
    size: int = 50 * _MILLION
    steps: int = 2 * _MILLION
    numbers: int = 10_000
    _began: float = field(default_factory=monotonic)
    _steps: int = 0
    _counted: int = 0
    _made: int = 0
    _written: int = 0

    def step(self) -> None:
        """Take a turn or a call.

        Raises:
            ExhaustedError: There are none left, or the time is up.
        """
        self._steps += 1
        if self._steps > self.steps:
            raise ExhaustedError(_STEPS.format(self.steps // _MILLION))
        if monotonic() - self._began > self.seconds:
            raise ExhaustedError(_TIME.format(f"{self.seconds:g}"))

    def count(self, numbers: int) -> None:
        """Count through so many numbers, in all loops together.

        Raises:
            ExhaustedError: They become too many.
        """
        self._counted += numbers
        if self._counted > self.numbers:
            raise ExhaustedError(_NUMBERS.format(self.numbers))

    def make(self, size: int) -> None:
        """Make a value of so many characters or items.

        Raises:
            ExhaustedError: As much has not been left.
        """
        self._made += size
        if self._made > self.size:
            raise ExhaustedError(_SIZE.format(self.size // _MILLION))

    def written(self, pieces: Any) -> str:
        """Put pieces of text together, as they come.

        Raises:
            ExhaustedError: They become too many.
        """
        text = []
        for piece in pieces:
            self._written += len(piece)
            if self._written > self.size:
                raise ExhaustedError(_SIZE.format(self.size // _MILLION))
            text.append(piece)
        return "".join(text)


def weight(value: object, most: int) -> int:
    """How many items a value has, with all that they hold; no more than `most` are counted.

    A list that holds another many times has as many as a reader of it meets, so that nothing grows unseen.
    """
    counted, left = 0, [value]
    while left and counted <= most:
        item = left.pop()
        counted += 1
        if isinstance(item, dict):
            left += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple):
            left += item
    return counted

"""What the code of a template may do: print fields, choose and repeat; nothing by chance or without end.

jinja's sandbox keeps a template from what is Python's. This takes away what is left to go wrong with in it: a
value that is another in each run, text that grows beyond all memory, a loop over numbers that does not end,
and a record printed as a program would show it.
"""

from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any, Final

from jinja2 import StrictUndefined, Template, Undefined
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dokumentmaskin.document.richtext import Rich
from dokumentmaskin.document.turns import Turns, marked

# More than the parts and properties of all templates in both languages; none of them is large.
_KEPT: Final = 256
# Numbers that a template may count through, all its loops together.
_COUNTED: Final = 10_000
# Filters that draw lots, show a value as a program does, or make text as long as a number says.
_NO_FILTERS: Final = {"batch", "center", "format", "indent", "pprint", "random", "slice", "wordwrap"}
_NO_GLOBALS: Final = {"dict", "lipsum", "range"}
# The same of a text's own.
_SWELLING: Final = {"center", "expandtabs", "format", "format_map", "ljust", "rjust", "translate", "zfill"}


class UnprintableError(TemplateRuntimeError):
    """A code prints a list, a record or something else that is no text."""


def _printable(value: object) -> object:
    if isinstance(value, str | int | float | Rich | Undefined):
        return value
    raise UnprintableError


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Where a template runs; it makes code of a part's XML once."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, undefined: type[Undefined] = StrictUndefined) -> None:
        super().__init__(autoescape=True, undefined=undefined, finalize=_printable)
        for name in _NO_FILTERS:
            del self.filters[name]
        for name in _NO_GLOBALS:
            del self.globals[name]
        self.globals["range"] = _bounded_range()

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:  # noqa: A002
        """Make a template of code that may be known already."""
        return (template_class or Template).from_code(self, _compiled(source), self.make_globals(globals))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers alone: a text times a number grows beyond all memory."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it may be called: not what makes a text as long as a number says."""
        return super().is_safe_callable(obj) and getattr(obj, "__name__", "") not in _SWELLING


class TurnsEnvironment(TemplateEnvironment):
    """The same, in which each turn of a loop says where it begins and ends."""

    turns: Turns

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:  # noqa: A002
        """Make a template of code with marks around its turns."""
        code = _compiled_with_turns(source)
        return (template_class or Template).from_code(self, code, self.make_globals(globals))

    def begin_turn(self, loop: int, item: object) -> str:
        """See `Turns.begin`."""
        return self.turns.begin(loop, item)

    def end_turn(self) -> str:
        """See `Turns.end`."""
        return self.turns.end()


@lru_cache(_KEPT)
def _compiled(source: str) -> CodeType:
    # Strict here too: what jinja works out beforehand must fail where it would have failed at last.
    return TemplateEnvironment().compile(source)


@lru_cache(_KEPT)
def _compiled_with_turns(source: str) -> CodeType:
    environment = TemplateEnvironment()
    return environment.compile(marked(environment, source))


def _bounded_range() -> Callable[..., range]:
    left = _COUNTED

    def count(*bounds: int) -> range:
        nonlocal left
        numbers = range(*bounds)
        left -= len(numbers)
        if left < 0:
            raise OverflowError
        return numbers

    return count

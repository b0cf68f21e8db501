"""What the code of a template may do: print fields, choose and repeat; nothing by chance or without end.

jinja's sandbox keeps a template from what is Python's. This takes away what is left to go wrong with in it: a
value that is another in each run, a record printed as a program would show it, and work without end, for
which see `bounds`.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial, wraps
from types import CodeType
from typing import Any, Final

from jinja2 import StrictUndefined, Template, Undefined, nodes, pass_eval_context
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from dokumentmaskin.document.codes.bounds import UnprintableError, Work, weight
from dokumentmaskin.document.codes.own import ASK, Repeats
from dokumentmaskin.document.codes.turns import Turns, marked
from dokumentmaskin.document.richtext import Rich

# What a template's own code can run into: 1 / 0, an index that is not there, a macro without an end, more
# loops inside each other than Python takes (a SyntaxError, as XML that does not fit together is).
CODE_FAILED: Final = (
    JinjaError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip

# More than the parts and properties of all templates in both languages; none of them is large.
_KEPT: Final = 256
# What a list written in a template may hold, with all that its items hold.
_LARGEST: Final = 100_000
# Further than any number of a meeting; what is larger takes time to calculate with.
_HIGHEST: Final = 10**15
_DECIMALS: Final = 15
# Filters that draw lots, show a value as a program does, make text as long as a number says, or take
# a time that grows faster than their text.
_NO_FILTERS: Final = {
    "batch", "center", "filesizeformat", "format", "indent", "pprint", "random", "slice", "striptags",
    "urlize", "wordwrap", "xmlattr",
}  # fmt: skip
# Filters that make text of whatever they are given, a record too.
_OF_TEXT: Final = {
    "capitalize", "e", "escape", "forceescape", "lower", "replace", "safe", "string", "title", "trim",
    "truncate", "upper", "urlencode", "wordcount",
}  # fmt: skip
# What XML can hold in no form (1.0, 2.2), but for what docxtpl makes breaks of.
_NO_SIGN: Final = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_GLOBALS: Final = {"dict", "lipsum", "range"}
# What a text, a list and a record by names can be asked.
_METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: frozenset({
        "capitalize", "casefold", "count", "endswith", "find", "index", "isalpha", "isdecimal", "isdigit",
        "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower", "lstrip", "partition",
        "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rpartition", "rsplit", "rstrip",
        "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
    }),
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    LoopContext: frozenset({"changed", "cycle"}),
    Cycler: frozenset({"next", "reset"}),
}  # fmt: skip
_SAFE: Final = {str, Markup, int, float, bool, Rich}
_CALLED: Final = (BlockReference, Cycler, Joiner, LoopContext, Macro, Undefined)


def _printable(value: object) -> object:
    if isinstance(value, str | int | float | Rich | Undefined):
        return value
    raise UnprintableError


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Where a template runs; it makes code of a part's XML once.

    Attributes:
        work: What is left to the filling of one template, in all its parts.
        repeats: What its turns have for themselves.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, undefined: type[Undefined] = StrictUndefined) -> None:
        super().__init__(autoescape=True, undefined=undefined, finalize=self._printed)
        self.work = Work()
        self.filters = {
            name: self._bounded(name, call) for name, call in self.filters.items() if name not in _NO_FILTERS
        }
        for name in _NO_GLOBALS:
            del self.globals[name]
        self.globals["range"] = self._range
        self.repeats = Repeats()
        self.globals[ASK] = self.own

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:  # noqa: A002
        """Make a template of code that may be known already."""
        return (template_class or Template).from_code(self, _compiled(source), self.make_globals(globals))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree

    def begin(self) -> None:
        """Begin to fill another template with what one may use."""
        self.work = Work()

    def turn(self) -> None:
        """Begin a turn of a loop."""
        self.work.step()
        self.repeats.begin()

    def turned(self) -> None:
        """End a turn of a loop."""
        self.repeats.end()

    def own(self, kind: str, value: str, depth: int) -> str:
        """See `Repeats.own`."""
        return self.repeats.own(kind, value, depth)

    @pass_eval_context
    def joined(self, how: EvalContext, *parts: object) -> str:
        """What `~` makes of its parts."""
        for part in parts:
            self._printed(part)
        return markup_join(parts) if how.autoescape else str_join(parts)

    def held(self, value: object) -> object:
        """A list, a tuple or a record by names that the template writes itself."""
        size = weight(value, _LARGEST)
        self.work.make(size)
        if size > _LARGEST:
            raise SecurityError("list")
        return value

    def concat(self, pieces: Any) -> str:
        """Put together what a template, a block or a macro prints."""
        return self.work.written(pieces)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Take a field; a text or a number is safe, and needs none of the sandbox's questions."""
        found = None if attribute.startswith("_") else getattr(obj, attribute, None)
        return found if type(found) in _SAFE else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Take an item, or a piece of a text or a list, which is a new one."""
        found = super().getitem(obj, argument)
        if isinstance(argument, slice):
            self.work.make(len(found))
        return found

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers, none of them large, and put texts or lists together."""
        self.work.step()
        if operator == "+" and isinstance(left, str | list | tuple):
            return self.held(left + right) if not isinstance(left, str) else self._added(left, right)
        if operator == "**" or not all(isinstance(side, int | float | Undefined) for side in (left, right)):
            raise SecurityError(operator)
        if any(isinstance(side, int) and abs(side) > _HIGHEST for side in (left, right)):
            raise OverflowError
        return super().call_binop(context, operator, left, right)

    def _added(self, left: str, right: Any) -> str:
        self.work.make(len(left) + len(str(_printable(right))))
        added: str = left + right
        return added

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call, with what may be held."""
        self.work.step()
        if not callable(obj):
            raise TypeError
        owner = getattr(obj, "__self__", None)
        if owner is self:
            return context.call(obj, *args, **kwargs)
        self.held([args, [value for name, value in kwargs.items() if not name.startswith("_")]])
        if isinstance(owner, str) and obj.__name__ in _GROWING:
            obj = partial(_GROWING[obj.__name__], self.work, owner)
            return context.call(obj, *args, **kwargs)
        return self._paid(super().call(context, obj, *args, **kwargs))

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it may be called: a macro, a loop, or what a text or a list can be asked."""
        if isinstance(obj, _CALLED) or any(obj is own for own in self.globals.values()):
            return True
        owner = getattr(obj, "__self__", None)
        return any(isinstance(owner, kind) and obj.__name__ in names for kind, names in _METHODS.items())

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self.work.count(len(numbers))
        return numbers

    def _printed(self, value: object) -> object:
        if isinstance(value, str):
            self.work.make(len(value))
            if _NO_SIGN.search(value):
                raise UnprintableError
        return _printable(value)

    def _bounded(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """A filter that takes a step, and pays for what it makes."""
        given = 1 if hasattr(call, "jinja_pass_arg") else 0  # what jinja hands it before the value
        prepared: Callable[..., Any] = _PREPARED.get(name, _as_it_is)

        @wraps(call)
        def bounded(*args: Any, **kwargs: Any) -> Any:
            self.work.step()
            value, *more = args[given:]
            if name in _OF_TEXT:
                _printable(value)
            value = prepared(self, value, *more, **kwargs)
            return self._paid(call(*args[:given], value, *more, **kwargs))

        return bounded

    def _paid(self, made: Any) -> Any:
        if isinstance(made, str | list | tuple | dict):
            self.work.make(len(made))
        return made


def _join(work: Work, between: str, items: Any) -> str:
    parts = []
    for item in items:
        work.make(len(between) + len(item))
        parts.append(item)
    return between.join(parts)


def _replace(work: Work, text: str, old: str, new: str, count: int = -1) -> str:
    times = text.count(old) if count < 0 else min(count, text.count(old))
    work.make(len(text) + times * len(new))
    return text.replace(old, new, count)


# The methods of a text that make a longer one of it, which is paid for before.
_GROWING: Final[Mapping[str, Callable[..., str]]] = {"join": _join, "replace": _replace}


def _as_it_is(_: TemplateEnvironment, value: Any, *__: Any, **___: Any) -> Any:
    return value


def _to_join(environment: TemplateEnvironment, items: Any, d: str = "", attribute: Any = None) -> list[Any]:
    """What `join` puts together, each piece paid for before."""
    found = list(items)
    for item in found if attribute is None else map(_getter(environment, attribute), found):
        environment.work.make(len(d) + len(str(_printable(item))))
    return found


def _to_replace(environment: TemplateEnvironment, text: Any, old: str, new: str, count: Any = None) -> Any:
    times = str(text).count(old)
    environment.work.make(len(str(text)) + len(new) * (times if count is None else min(count, times)))
    return text


def _to_round(_: TemplateEnvironment, number: Any, precision: int = 0, method: str = "common") -> Any:  # noqa: ARG001
    if abs(precision) > _DECIMALS:
        raise OverflowError
    return number


def _to_add(_: TemplateEnvironment, numbers: Any, attribute: Any = None, start: object = 0) -> Any:  # noqa: ARG001
    if not isinstance(start, int | float):
        raise SecurityError("sum")
    return numbers


def _to_write(environment: TemplateEnvironment, value: Any, indent: int | None = None) -> Any:
    if indent is not None:
        raise SecurityError("tojson")
    return environment.held(value)


_getter: Final[Any] = make_attrgetter  # it has no types
# What a filter is given, looked through and paid for before: what comes of these is no larger than the work
# that their arguments ask for.
_PREPARED: Final[Mapping[str, Callable[..., Any]]] = {
    "join": _to_join,
    "replace": _to_replace,
    "round": _to_round,
    "sum": _to_add,
    "tojson": _to_write,
}


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


class _Counting(NodeTransformer):
    """Puts the environment's own methods where jinja's code would go on without asking it."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - jinja's name
        node = self.generic_visit(node)  # type: ignore[assignment]
        begin, end = (nodes.ExprStmt(_asked(name), lineno=node.lineno) for name in ("turn", "turned"))
        node.body = [begin, *node.body, end]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        return _asked("joined", *self.generic_visit(node).nodes, lineno=node.lineno)  # type: ignore[attr-defined]

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802
        return self._held(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        return self._held(node) if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802
        return self._held(node)

    def _held(self, node: nodes.Expr) -> nodes.Expr:
        return _asked("held", self.generic_visit(node), lineno=node.lineno)  # type: ignore[arg-type]


def _asked(method: str, *arguments: nodes.Expr, lineno: int | None = None) -> nodes.Call:
    return nodes.Call(
        nodes.EnvironmentAttribute(method, lineno=lineno), [*arguments], [], None, None, lineno=lineno
    )


@lru_cache(_KEPT)
def _compiled(source: str) -> CodeType:
    # Strict here too: what jinja works out beforehand must fail where it would have failed at last.
    return TemplateEnvironment().compile(source)


@lru_cache(_KEPT)
def _compiled_with_turns(source: str) -> CodeType:
    environment = TemplateEnvironment()
    return environment.compile(marked(environment, source))

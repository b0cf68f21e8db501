"""Every problem code is registered, raised and told of; docs/feil.md is as the registry gives it."""

import ast
import importlib.util
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import dokumentmaskin
from dokumentmaskin import errors
from dokumentmaskin.errors import ExitCode

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = Path(dokumentmaskin.__file__).parent
REGISTRY: Final = tomllib.loads((PACKAGE / "feilkoder.toml").read_text("utf-8"))
CODES: Final = {
    code: row
    for title, group in REGISTRY.items()
    if title != "avslutningskoder"
    for code, row in group.items()
}
# The codes that are put together where they are raised: how they begin, and how they can end.
COMPOSED: Final = {"ukjent-": ("gruppe", "delregion"), "uklar-": ("frist", "status", "sak")}
SHAPE: Final = re.compile(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)*")

pytestmark = pytest.mark.xdist_group("problems")


@cache
def trees() -> dict[Path, ast.Module]:
    """The code, file by file; read here once, and let go of afterwards."""
    return {file: ast.parse(file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}


@cache
def walked(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(trees()[file]))


def nodes() -> Iterator[ast.AST]:
    return (node for file in trees() for node in walked(file))


def teardown_module() -> None:
    trees.cache_clear()
    walked.cache_clear()


def test_the_page_is_what_the_registry_gives() -> None:
    spec = importlib.util.spec_from_file_location("write", ROOT / "tools" / "problems" / "write.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "feil.md").read_text("utf-8")
    assert page == module.page(), "run «python tools/problems/write.py»"


def test_every_code_has_a_meaning_a_remedy_and_where_it_ends() -> None:
    for code, (meaning, remedy, *ends) in CODES.items():
        assert SHAPE.fullmatch(code), code
        assert meaning.endswith("."), code
        assert remedy.endswith("."), code
        assert ends == sorted(set(ends)), code
        assert ends, code
        assert set(ends) <= set(ExitCode), code


def test_a_code_stands_once() -> None:
    assert len(CODES) == sum(len(group) for title, group in REGISTRY.items() if title != "avslutningskoder")


def test_every_exit_code_is_explained() -> None:
    assert [int(number) for number in REGISTRY["avslutningskoder"]] == list(ExitCode)


def test_every_kind_of_error_has_an_exit_code_of_its_own() -> None:
    own = {
        node.name: ast.unparse(statement.value)
        for node in nodes()
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
        if "exit_code" in ast.unparse(statement).split("=")[0]
    }
    assert sorted(own.values()) == sorted(f"ExitCode.{code.name}" for code in ExitCode if code)


def test_what_is_raised_is_registered() -> None:
    assert {code: where for code, where in _raised() if code not in CODES} == {}


def test_what_is_registered_is_raised() -> None:
    assert CODES.keys() - dict(_raised()).keys() == set()


def test_what_is_raised_at_once_ends_as_the_registry_says() -> None:
    wrong = [
        (code, where, kind)
        for file in trees()
        for node in walked(file)
        if isinstance(node, ast.Call) and (kind := getattr(errors, _name(node), None)) is not None
        if isinstance(kind, type) and issubclass(kind, errors.DokError)
        for code, where in _in_calls(file, ast.walk(node))
        if code in CODES and kind.exit_code not in CODES[code][2:]
    ]
    assert wrong == []


# Where a code stands: what takes it calls it `code`, a tuple or a table of three holds it first.


def _raised() -> Iterator[tuple[str, str]]:
    for file, tree in trees().items():
        yield from _in_calls(file, walked(file))
        for node in walked(file):
            for value in _told(node, tree):
                yield from ((code, f"{file}:{value.lineno}") for code in _literals(value))


def _in_calls(file: Path, places: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    for node in places:
        if isinstance(node, ast.Call) and _name(node) in takers() and len(node.args) > takers()[_name(node)]:
            code = node.args[takers()[_name(node)]]
            yield from ((text, f"{file}:{node.lineno}") for text in _literals(code))


@cache
def takers() -> dict[str, int]:
    """What takes a problem's code: the place of the argument, by the name of the function or record."""
    found: dict[str, int] = {}
    for node in nodes():
        match node:
            case ast.FunctionDef(name=name, args=ast.arguments(args=arguments)):
                names = [argument.arg for argument in arguments if argument.arg not in {"self", "cls"}]
            case ast.ClassDef(name=name, body=body):
                fields = [item.target for item in body if isinstance(item, ast.AnnAssign)]
                names = [field.id for field in fields if isinstance(field, ast.Name)]
            case _:
                continue
        if "code" in names and {"message", "advice", "count", "hjemmel"} & {*names}:
            found[name] = names.index("code")
    return found


def _told(node: ast.AST, tree: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Return(value=ast.Tuple(elts=[code, _, _])) | ast.Yield(value=ast.Tuple(elts=[code, _, _])):
            yield code
        case ast.Assign(targets=[ast.Name(id="code")], value=code):
            yield code
        case ast.Assign(
            targets=[ast.Tuple(elts=[ast.Name(id="code"), *_])], value=ast.Tuple(elts=[code, *_])
        ):
            yield code
        case ast.For(
            target=ast.Tuple(elts=[ast.Name(id="code"), *_]),
            iter=ast.Call(func=ast.Attribute(value=ast.Name(id=table))),
        ):
            yield from (
                key
                for found in ast.walk(tree)
                if isinstance(found, ast.AnnAssign) and isinstance(found.value, ast.Dict)
                if ast.unparse(found.target) == table
                for key in found.value.keys
                if key is not None
            )


def _literals(node: ast.expr) -> Iterator[str]:
    """The codes that an expression can come to."""
    match node:
        case ast.Constant(value=str(text)) if SHAPE.fullmatch(text):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)
        case ast.Name(id=name) if name.isupper():
            yield from constants().get(name, ())
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            yield from (f"{start}{end}" for end in COMPOSED.get(start, "…"))


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


@cache
def constants() -> dict[str, tuple[str, ...]]:
    return {
        node.target.id: (node.value.value,)
        for node in nodes()
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }

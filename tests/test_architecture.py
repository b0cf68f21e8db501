"""The shape that DESIGN promises: imports go one way, modules and functions stay small."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import dokumentmaskin

PACKAGE: Final = Path(dokumentmaskin.__file__).parent
MODULES: Final = sorted(PACKAGE.rglob("*.py"))

# From the outside in: a part may use those that stand after it.
ORDER: Final = ("cli", "pipeline", "site", "bundle", "pdf", "document", "plan", "errors")
# The parts beside that line, and what they may use.
BESIDE: Final = {
    "__init__": set[str](),
    "__main__": {"cli"},
    "workspace": {"errors"},
    "memory": {"errors", "workspace"},
    "in_use": {"errors"},
    "writing": {"errors", "memory", "in_use"},
    "example": {"errors", "workspace", "memory"},
}
# Who may use the parts beside the line.
USERS: Final = {
    "__init__": {"cli"},
    "__main__": set[str](),
    "workspace": {"cli", "pipeline", "site", "plan", "memory", "example"},
    "memory": {"cli", "pipeline", "site", "writing", "example"},
    "in_use": {"pipeline", "writing"},
    "writing": {"cli", "pipeline", "site"},
    "example": {"cli"},
}


def part(module: str) -> str:
    """`pdf` of `dokumentmaskin.pdf.make`, `__init__` of the package itself."""
    names = module.split(".")
    return names[1] if len(names) > 1 else "__init__"


def own_name(file: Path) -> str:
    names = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" and len(names) > 2 else names)


def imported(file: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in it; relative imports are not used."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            yield node.module or ""


def allowed(user: str, used: str) -> bool:
    if used == user:
        return True
    if used in USERS:
        return user in USERS[used]
    if user in BESIDE:
        return used in BESIDE[user]
    return ORDER.index(user) < ORDER.index(used)


@pytest.mark.parametrize("file", MODULES, ids=own_name)
def test_imports_go_one_way(file: Path) -> None:
    user = part(own_name(file))
    own = [name for name in imported(file) if name.split(".")[0] == "dokumentmaskin"]
    assert [name for name in own if not allowed(user, part(name))] == []


def test_every_part_has_its_place() -> None:
    parts = {part(own_name(file)) for file in MODULES}
    assert parts <= {*ORDER, *BESIDE}


def test_click_is_imported_by_the_command_line_alone() -> None:
    users = {part(own_name(f)) for f in MODULES if "click" in {n.split(".")[0] for n in imported(f)}}
    assert users == {"cli"}


def test_what_is_remembered_needs_the_standard_library_and_a_lock() -> None:
    light = {"errors", "workspace", "memory", "in_use", "writing"}
    for file in MODULES:
        if part(own_name(file)) in light:
            tops = {module.split(".")[0] for module in imported(file)}
            assert tops <= {*sys.stdlib_module_names, "dokumentmaskin", "filelock"}, file


def test_names_of_modules_are_ascii() -> None:
    names = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*")]
    assert [name for name in names if not name.isascii()] == []


@pytest.mark.parametrize("file", MODULES, ids=own_name)
def test_modules_and_functions_are_small(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= 300
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {f"{node.name}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > 40} == {}

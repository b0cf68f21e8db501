"""The shape of the house: imports go one way and through faces; folders, modules and functions stay small."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

import dokumentmaskin

PACKAGE: Final = Path(dokumentmaskin.__file__).parent
MODULES: Final = sorted(PACKAGE.rglob("*.py"))

# From the outside in: a part may use those that stand after it.
ORDER: Final = ("cli", "pipeline", "site", "bundle", "pdf", "document", "minutes", "word", "plan", "errors")
# Neighbours in that line that know nothing of each other.
STRANGERS: Final = {("document", "minutes"), ("word", "plan")}
# The parts beside that line, and what they may use.
BESIDE: Final = {
    "__init__": set[str](),
    "__main__": {"cli"},
    "workspace": {"errors"},
    "memory": {"errors", "workspace"},
    "writing": {"errors", "memory"},
    "example": {"errors", "memory"},
}
# Who may use the parts beside the line.
USERS: Final = {
    "__init__": {"cli"},
    "__main__": set[str](),
    "workspace": {"cli", "pipeline", "plan", "memory"},
    "memory": {"cli", "pipeline", "writing", "example"},
    "writing": {"pipeline"},
    "example": {"cli"},
}

# What is entered straight from outside: where the program starts, and rooms that are subjects of their own.
OWN_DOOR: Final = {
    "dokumentmaskin.cli.main",
    "dokumentmaskin.word.flow",
    "dokumentmaskin.word.inventory",
    "dokumentmaskin.word.merge",
    "dokumentmaskin.word.traces",
}


def part(module: str) -> str:
    """`pdf` of `dokumentmaskin.pdf.make`, `__init__` of the package itself."""
    names = module.split(".")
    return names[1] if len(names) > 1 else "__init__"


def own_name(file: Path) -> str:
    names = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" and len(names) > 2 else names)


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """What the file is made of."""
    kinds = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef
    return tuple(node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, kinds))


def imports(file: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """What the file imports, wherever in it."""
    return tuple(node for node in nodes(file) if isinstance(node, ast.Import | ast.ImportFrom))


def imported_names(file: Path) -> Iterator[tuple[str, str]]:
    """The names that the file imports from modules, each after its module."""
    for node in imports(file):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def imported(file: Path) -> Iterator[str]:
    """Every module that the file imports; relative imports are not used."""
    for node in imports(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            yield node.module or ""


def through(user: str, used: str) -> str:
    """The face through which a module reaches another: of the outermost package that it does not live in."""
    names = used.split(".")
    packages = [".".join(names[:length]) for length in range(2, len(names) + 1)]
    doors = [package for package in packages if not f"{user}.".startswith(f"{package}.")]
    return next((package for package in doors if package in OWN_DOOR), (doors or [used])[0])


def allowed(user: str, used: str) -> bool:
    if used == user:
        return True
    if used in USERS:
        return user in USERS[used]
    if user in BESIDE:
        return used in BESIDE[user]
    return ORDER.index(user) < ORDER.index(used) and (user, used) not in STRANGERS


def inside() -> Iterator[tuple[str, str]]:
    """Each module of the house, with each that it imports of it."""
    for file in MODULES:
        own = (name for name in imported(file) if name.split(".")[0] == "dokumentmaskin")
        yield from ((own_name(file), name) for name in own)


def test_imports_go_one_way() -> None:
    assert [(user, name) for user, name in inside() if not allowed(part(user), part(name))] == []


def test_a_package_is_used_through_its_face() -> None:
    own = [(user, name) for user, name in inside() if name != "dokumentmaskin"]
    assert [(user, name) for user, name in own if through(user, name) != name] == []


def used_modules(file: Path) -> set[str]:
    """The modules of the house that a file imports, for types alone or inside functions too."""
    house = set(map(own_name, MODULES))
    names = ((module, f"{module}.{name}") for module, name in imported_names(file))
    return {name if name in house else module for module, name in names} & house


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter({own_name(file): used_modules(file) for file in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("face", [file for file in MODULES if file.name == "__init__.py"], ids=own_name)
def test_a_face_shows_only_what_somebody_outside_uses(face: Path) -> None:
    shown = {name for _, name in imported_names(face)} - {"TYPE_CHECKING", "Any", "import_module"}
    package = own_name(face)
    outside = (file for file in MODULES if not f"{own_name(file)}.".startswith(f"{package}."))
    used = {name for file in outside for module, name in imported_names(file) if module == package}
    assert shown - used == set()


@pytest.mark.parametrize("folder", sorted({file.parent for file in MODULES}), ids=lambda folder: folder.name)
def test_a_folder_can_be_taken_in_at_a_glance(folder: Path) -> None:
    assert len([file for file in folder.glob("*.py") if file.name != "__init__.py"]) <= 15


@pytest.mark.parametrize("face", [PACKAGE / "memory" / "__init__.py", PACKAGE / "pipeline" / "__init__.py"])
def test_a_face_that_waits_finds_what_it_shows(face: Path) -> None:
    package = import_module(own_name(face))
    shown = {name: module for module, name in imported_names(face) if module.startswith("dokumentmaskin.")}
    assert {name: getattr(package, name) for name in shown} == {
        name: getattr(import_module(module), name) for name, module in shown.items()
    }


def test_what_may_be_used_is_used() -> None:
    uses = {
        (part(own_name(file)), part(name)) for file in MODULES for name in imported(file) if "dokum" in name
    }
    allowances = {(user, used) for user, many in BESIDE.items() for used in many}
    allowances |= {(user, used) for used, many in USERS.items() for user in many}
    assert allowances - uses == set()


def test_every_part_has_its_place() -> None:
    parts = {part(own_name(file)) for file in MODULES}
    assert parts <= {*ORDER, *BESIDE}


def test_click_is_imported_by_the_command_line_alone() -> None:
    users = {part(own_name(f)) for f in MODULES if "click" in {n.split(".")[0] for n in imported(f)}}
    assert users == {"cli"}


def test_what_is_remembered_needs_the_standard_library_and_a_lock() -> None:
    light = {"errors", "workspace", "memory", "writing"}
    for file in MODULES:
        if part(own_name(file)) in light:
            tops = {module.split(".")[0] for module in imported(file)}
            assert tops <= {*sys.stdlib_module_names, "dokumentmaskin", "filelock"}, file


def test_names_of_modules_are_ascii() -> None:
    names = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*")]
    assert [name for name in names if not name.isascii()] == []


def test_modules_are_small() -> None:
    lines = {own_name(file): file.read_text("utf-8").count("\n") for file in MODULES}
    assert {name: count for name, count in lines.items() if count > 450} == {}


def test_functions_are_small() -> None:
    functions = {
        f"{own_name(file)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in MODULES
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in functions.items() if length > 40} == {}

"""Starting costs next to nothing: what is not needed is not imported."""

import inspect
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import click
import pytest

from dokumentmaskin.cli import main
from dokumentmaskin.cli.catalogue import ENTRIES, SEASONS
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.pipeline.meeting import DAY

HEAVY: Final = {
    "PIL",
    "babel",
    "docx",
    "docxtpl",
    "icalendar",
    "jinja2",
    "keyring",
    "lxml",
    "markdown_it",
    "olefile",
    "openpyxl",
    "oxmsg",
    "page",
    "paramiko",
    "pikepdf",
    "pydantic",
    "pypdf",
    "pypdfium2",
    "python_calamine",
    "resvg_py",
    "rdocx",
    "stdnum",
    "yaml",
}
_MODULES: Final = """
import json, sys
from dokumentmaskin.cli.boundary import run
from dokumentmaskin.cli.main import dok
code = run(dok, sys.argv[1:])
print(json.dumps([code, list(sys.modules)]))
"""


def imported(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a command has imported when it is done."""
    command = [sys.executable, "-c", _MODULES, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=True)
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr.decode()
    return set(modules)


def heavy(modules: set[str]) -> set[str]:
    return HEAVY & {name.split(".")[0] for name in modules}


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] == "dokumentmaskin"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--versjon"], ["innkalling", "--help"], ["pakke", "--help"]]
)
def test_help_imports_no_document_library(arguments: list[str], tmp_path: Path) -> None:
    modules = imported(*arguments, cwd=tmp_path)
    assert heavy(modules) == set()
    assert len(own(modules)) <= 12


def test_help_imports_no_command(tmp_path: Path) -> None:
    modules = imported("--help", cwd=tmp_path)
    commands = {f"dokumentmaskin.cli.commands.{entry.module}" for entry in ENTRIES.values()}
    assert commands & modules == set()


def test_only_the_package_loads_what_packages_need(here: Workspace, dok: Dok) -> None:
    assert dok("pakke", DAY).code == 0
    modules = imported("innkalling", DAY, cwd=here.root)
    assert heavy(modules) & {"PIL", "page", "pikepdf", "pypdfium2", "rdocx"} == set()
    package = {"dokumentmaskin.bundle", "dokumentmaskin.pipeline.package.make"}
    assert package & modules == set()
    # What the test rests on: the package does load them.
    assert package <= imported("pakke", DAY, cwd=here.root)


def test_a_build_without_changes_imports_no_document_library(programme_only: Workspace, dok: Dok) -> None:
    assert dok("bygg", "2022").code == 0
    modules = imported("bygg", "2022", cwd=programme_only.root)
    assert heavy(modules) == set()
    assert len(own(modules)) <= 16
    # What the test rests on: a build with something to do does import them.
    (programme_only.root / "output/2022-klima/handlingsprogram-2022.pdf").unlink()
    assert {"pydantic", "rdocx"} <= heavy(imported("bygg", "2022", cwd=programme_only.root))


def test_a_list_of_what_is_open_needs_no_document_library(workspace: Workspace) -> None:
    # pydantic and yaml read the plan, babel the days in it.
    assert heavy(imported("oppfolging", cwd=workspace.root)) <= {"babel", "pydantic", "yaml"}


def test_a_new_workspace_needs_no_document_library(tmp_path: Path) -> None:
    assert heavy(imported("ny", "ny", "--eksempel", cwd=tmp_path)) == set()


@pytest.mark.parametrize("name", ENTRIES)
def test_the_catalogue_says_what_the_command_itself_says(name: str) -> None:
    command = main.dok.get_command(click.Context(main.dok), name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").split("\n")[0] == ENTRIES[name].help


def test_the_catalogue_has_every_command() -> None:
    modules = {entry.module for entry in ENTRIES.values()}
    commands = [
        command
        for module in modules
        for _, command in inspect.getmembers(import_module(f"dokumentmaskin.cli.commands.{module}"))
        if isinstance(command, click.Command)
    ]
    # A command of a command is listed by that one.
    inner = [name for group in commands if isinstance(group, click.Group) for name in group.commands]
    names = [command.name for command in commands if command.name not in inner]
    assert sorted(filter(None, names)) == sorted(ENTRIES)


def test_help_lists_every_command_under_its_season(dok: Dok) -> None:
    shown = dok("--help").out
    for season, entries in SEASONS.items():
        section = shown.partition(f"\n{season}:\n")[2].partition("\n\n")[0]
        lines = [line.split(maxsplit=1) for line in section.splitlines()]
        assert lines == [[name, entry.help] for name, entry in entries.items()]


def test_a_closed_output_is_no_fault() -> None:
    program = (
        "import sys; sys.stdout = None; sys.argv = ['dok', '--versjon'];"
        "from dokumentmaskin.cli.main import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_the_join_loads_nothing_that_makes_documents() -> None:
    command = [sys.executable, "-c", "import sys, dokumentmaskin.bundle; print(*sys.modules)"]
    modules = set(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    assert heavy(modules) & {"babel", "docx", "docxtpl", "markdown_it", "pydantic", "rdocx", "yaml"} == set()
    assert "pikepdf" in modules

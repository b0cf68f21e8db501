"""Workspaces for all tests: the repository's own, and small ones of a test's own making."""

import gc
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Final, Protocol

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from dokumentmaskin.workspace import Workspace
from tests import profiles
from tests.templates import lay_templates, share, shared_as_it_is

profiles.load()
# A program that a test starts is not to be compiled anew, as it is where Python is told to keep nothing.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Nor are the tests, with what pytest writes into them: eight seconds of each worker in each run.
sys.dont_write_bytecode = False

REPOSITORY: Final = Path(__file__).parents[1]
_NUMBERS: Final = count()

ORGANISASJON: Final = """\
navn: Regionrådet
sekretariat:
  navn: Sekretariatet
  epost: post@example.org
delregioner: [Nord, Sør]
faggrupper:
  - navn: klima
  - navn: kultur
"""
MEDLEMMER: Final = """\
klima:
  - {navn: Kari, delregion: Nord}
  - {navn: Ola, delregion: Sør, vara: {navn: Per}}
kultur:
  - {navn: Anne, delregion: Sør}
"""
ÅRSPLAN: Final = """\
gruppe: klima
datert: 2022-01-10
møteplan:
  - {type: faggruppemøte, dato: 2022-03-11, tema: [Luft, Vann]}
  - {type: faggruppemøte, dato: 2022-05-20, tema: [Jord]}
"""


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A module's tests go to one worker: what they have in common is made once."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def pytest_collection_finish() -> None:
    """Thousands of tests are there from here on: not to be looked through each time memory is tidied."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter") -> None:
    """How far the tests have looked, said when they are done."""
    terminalreporter.write_line(profiles.said())


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """No file's bytes in a test's name: a zip holds the time, and two workers must find the same names."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None


class WritePlan(Protocol):
    """Writes a plan into an empty workspace: a valid small one, in which any file can be another.

    Args:
        organisasjon: The text of `organisasjon.yaml`.
        medlemmer: The text of `medlemmer.yaml`.
        årsplaner: The texts of the year plans by their path in `plan/`, as `2022/klima.yaml`.
        møter: The texts of the meetings' own files by their folder in `plan/`, as `2022/2022-03-11`.
        andre: Other files, by their path in the workspace.
    """

    def __call__(
        self,
        *,
        organisasjon: str = ...,
        medlemmer: str = ...,
        årsplaner: Mapping[str, str] = ...,
        møter: Mapping[str, str] = ...,
        andre: Mapping[str, str | bytes] = ...,
    ) -> Workspace: ...


@pytest.fixture(scope="session", autouse=True)
def small_word_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What `docx.Document()` begins with, without 100 styles of tables twice over: a tenth of the bytes."""
    document, file = docx.Document(), tmp_path_factory.mktemp("word") / "tom.docx"
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del document.part.rels[name]
    document.save(str(file))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("docx.api._default_docx_path", lambda: str(file))
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The templates that the workspaces of all tests have links to."""
    share(tmp_path_factory.mktemp("maler") / "templates")


@pytest.fixture(scope="module", autouse=True)
def templates_not_written_in() -> Iterator[None]:
    """A test that writes in a template says so by `own_templates`: else all tests after it have it."""
    before = shared_as_it_is()
    yield
    assert shared_as_it_is() == before, "a test here has written in the templates of all"


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a test's own; pytest's way looks through all that are there for each new one."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    folder = tmp_path_factory.getbasetemp() / f"{next(_NUMBERS)}-{name}"
    folder.mkdir()
    return folder


@pytest.fixture
def real_workspace(tmp_path: Path) -> Workspace:
    """A copy of the repository's own plan and templates, whose cases have no numbers that stand fast."""
    root = tmp_path / "ekte"
    shutil.copytree(REPOSITORY / "plan", root / "plan", ignore=shutil.ignore_patterns("saksnummer.yaml"))
    lay_templates(root)
    return Workspace(root.resolve())


@pytest.fixture
def write_plan(tmp_path: Path) -> WritePlan:
    """A writer of small plans, with the repository's templates beside them."""

    def write(
        *,
        organisasjon: str = ORGANISASJON,
        medlemmer: str = MEDLEMMER,
        årsplaner: Mapping[str, str] = {"2022/klima.yaml": ÅRSPLAN},
        møter: Mapping[str, str] = {},
        andre: Mapping[str, str | bytes] = {},
    ) -> Workspace:
        root = (tmp_path / "arbeidsmappe").resolve()
        lay_templates(root)
        files: dict[str, str | bytes] = {
            "plan/organisasjon.yaml": organisasjon,
            "plan/medlemmer.yaml": medlemmer,
            **{f"plan/{path}": text for path, text in årsplaner.items()},
            **{f"plan/{folder}/mote.yaml": text for folder, text in møter.items()},
            **andre,
        }
        for path, content in files.items():
            _write(root / path, content)
        return Workspace(root)

    return write


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def workspace(write_plan: WritePlan) -> Workspace:
    """A workspace with the small plan: one group, two meetings of 2022, none with a file of its own."""
    return write_plan()

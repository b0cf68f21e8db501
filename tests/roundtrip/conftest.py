"""A LibreOffice for all tests of the round trip, and the minutes that they edit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dokumentmaskin.pdf.engines.libreoffice import find_soffice
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import dok, here
from tests.made_once import pdfs_made_once
from tests.reference.tools import missing
from tests.roundtrip.editors import LibreOffice, find_python
from tests.roundtrip.minutes import render
from tests.roundtrip.plans import PLANS
from tests.roundtrip.remaking import make

__all__ = ["dok", "first_output", "here", "libreoffice", "made", "minutes", "pdfs_made_once", "renders"]


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """LibreOffice, running."""
    soffice, python = find_soffice(), find_python()
    if soffice is None:
        missing("soffice (LibreOffice)")
    if python is None:
        missing("a Python with LibreOffice's module uno (Debian: python3-uno)")
    assert soffice is not None
    assert python is not None
    with LibreOffice(soffice, python) as editor:
        yield editor


@pytest.fixture(scope="session")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The minutes of 11 March 2022 as dok writes them from the repository's own plan."""
    return render(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="session")
def renders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same by each change of the plan."""
    return {plan.name: render(tmp_path_factory.mktemp("plan"), plan.change, plan.day) for plan in PLANS}


@pytest.fixture(scope="session")
def first_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what `made` has made is kept for the next test."""
    return tmp_path_factory.mktemp("laget") / "output"


@pytest.fixture
def made(workspace: Workspace, first_output: Path) -> Workspace:
    """The small plan's workspace with the minutes as dok made them."""
    if not first_output.exists():
        make(workspace)
        shutil.copytree(workspace.output, first_output)
    shutil.copytree(first_output, workspace.output, dirs_exist_ok=True)
    return workspace

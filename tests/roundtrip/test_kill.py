"""A run that is killed at any moment leaves the old minutes or the new ones, and no doubt which."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree

from dokumentmaskin.pdf.engines.libreoffice import find_soffice
from dokumentmaskin.workspace import Workspace
from tests import moments
from tests.profiles import LONG, long_way
from tests.reference.tools import missing
from tests.roundtrip import remaking
from tests.roundtrip.remaking import MINUTES, make

MINE: Final = "Vi ble enige om å måle støv."


@pytest.fixture
def edited(made: Workspace) -> Workspace:
    """Minutes that a person has written in, under a plan that has changed since."""
    remaking.write_under(made.root / MINUTES, "Sak 4: Luft", MINE)
    remaking.rename_case(made, "Vann", "Drikkevann")
    return made


def test_a_killed_run_leaves_the_old_or_the_new_document_and_the_next_run_is_as_if_nothing_was(
    edited: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_each_thing_once(monkeypatch)
    minutes = edited.root / MINUTES
    old = minutes.read_bytes()
    with moments.kept(edited.output, tmp_path / "stans") as states:
        make(edited)
    new, whole = minutes.read_bytes(), moments.files(edited.output)
    assert opens(new)
    seen = []
    for state in states if LONG else states[::3]:
        moments.lay(edited.output, state)
        seen.append(minutes.read_bytes())
        make(edited)
        assert moments.files(edited.output) == whole, state
    assert seen == sorted(seen, key=[old, new].index)
    assert {old, new} == set(seen)
    assert len(states) > 15


def make_each_thing_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run makes before it writes is the same each time: a render, and a PDF of each document."""
    for name in ("render", "pdf_of"):
        for module in [m for path, m in sys.modules.items() if path.startswith("dokumentmaskin.pipeline")]:
            if name in vars(module):
                monkeypatch.setattr(module, name, once(vars(module)[name]))


def once(real: Callable[..., Any]) -> Callable[..., Any]:
    made: dict[object, Any] = {}

    def given(source: object, *more: object) -> Any:
        if source not in made:
            made[source] = real(source, *more)
        return made[source]

    return given


def opens(docx: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        return package.testzip() is None


@long_way
def test_what_a_killed_run_leaves_opens_in_libreoffice(edited: Workspace, tmp_path: Path) -> None:
    if (soffice := find_soffice()) is None:
        missing("soffice (LibreOffice)")
    before = tmp_path / "før.docx"
    shutil.copy(edited.root / MINUTES, before)
    make(edited)
    for file in (before, edited.root / MINUTES):
        profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        command = [str(soffice), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]
        subprocess.run([*command, str(tmp_path), str(file)], capture_output=True, check=True)
        assert MINE in (tmp_path / f"{file.stem}.txt").read_text("utf-8-sig")

"""A run that is killed at any moment leaves the old minutes or the new ones, and no doubt which."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from random import SystemRandom

import pytest

from dokumentmaskin.pdf.engines.libreoffice import find_soffice
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.reference.tools import missing
from tests.roundtrip import killing, remaking
from tests.roundtrip.remaking import MINUTES, make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")


@pytest.fixture
def edited(workspace: Workspace) -> Workspace:
    """Minutes that a person has written in, under a plan that has changed since."""
    make(workspace)
    remaking.write_under(workspace.root / MINUTES, "Sak 4: Luft", "Vi ble enige om å måle støv.")
    remaking.rename_case(workspace, "Vann", "Drikkevann")
    return workspace


def test_a_killed_run_leaves_the_old_or_the_new_document_and_the_next_run_is_as_if_nothing_was(
    edited: Workspace, tmp_path: Path
) -> None:
    seed = SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    command = [
        sys.executable,
        "-m",
        "tests.roundtrip.killing",
        str(edited.root),
        str(tmp_path / "nå"),
        str(seed),
    ]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout.splitlines()[-1])
    assert len(rows) == killing.KILLS
    assert [row for row in rows if not (row["killed"] and row["opens"] and row["same"])] == []
    assert {row["content"] for row in rows} == {"old", "new"}


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
        assert "Vi ble enige om å måle støv." in (tmp_path / f"{file.stem}.txt").read_text("utf-8-sig")

"""Which folder is the workspace, and what its paths are called."""

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from dokumentmaskin.errors import WrongUseError
from dokumentmaskin.workspace import Workspace, as_it_lies, find_workspace

Form = Literal["NFC", "NFD"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "mine møter"
    (root / "plan" / "2022").mkdir(parents=True)
    return root


def test_a_workspace_knows_its_folders_and_names(root: Path) -> None:
    workspace = Workspace(root)
    folders = (workspace.plan, workspace.templates, workspace.output)
    assert folders == (root / "plan", root / "templates", root / "output")
    assert workspace.name(root / "output" / "møte" / "a.docx") == "output/møte/a.docx"


@pytest.mark.parametrize("start", [".", "plan", "plan/2022"])
def test_the_nearest_folder_upward_with_a_plan_is_found(root: Path, start: str) -> None:
    assert find_workspace(root / start) == Workspace(root)


def test_a_workspace_inside_another_is_nearer(root: Path) -> None:
    inner = root / "kopi"
    (inner / "plan").mkdir(parents=True)
    assert find_workspace(inner) == Workspace(inner)


def test_the_chosen_folder_is_taken_wherever_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    assert find_workspace(Path("/"), Path(root.name)) == Workspace(root)


def test_a_chosen_folder_without_a_plan_is_refused_though_one_stands_in_a_workspace(root: Path) -> None:
    with pytest.raises(WrongUseError) as caught:
        find_workspace(root, root / "templates")
    (problem,) = caught.value.problems
    assert problem.code == "ingen-arbeidsmappe"
    assert str(root / "templates") in problem.message
    assert "dok ny" in problem.advice


def test_a_file_called_plan_makes_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "plan").touch()
    with pytest.raises(WrongUseError):
        find_workspace(tmp_path, tmp_path)


def test_no_workspace_upward_is_said_with_three_ways_out(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError) as caught:
        find_workspace(tmp_path)
    (problem,) = caught.value.problems
    assert str(tmp_path.resolve()) in problem.message
    assert all(way in problem.advice for way in ("Gå til", "-C MAPPE", "dok ny MAPPE"))


@pytest.mark.parametrize(("lies", "asked"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFC", "NFC")])
def test_a_name_from_a_mac_is_found(root: Path, lies: Form, asked: Form) -> None:
    there = root / normalize(lies, "møte på Ås") / normalize(lies, "årsmelding é.pdf")
    there.parent.mkdir()
    there.touch()
    wanted = root / normalize(asked, "møte på Ås") / normalize(asked, "årsmelding é.pdf")
    assert as_it_lies(wanted) == there
    assert Workspace(root).paper(wanted.parent, wanted.name) == there
    gone = root / "ingen mappe" / "borte.pdf"
    assert as_it_lies(gone) == gone

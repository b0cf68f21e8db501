"""`dok ny` lays a whole, working workspace, from a checkout and from an installed package."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from dokumentmaskin import example
from dokumentmaskin.errors import RefusedError
from dokumentmaskin.example import copy_example
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY


def files_in(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def own_files() -> list[str]:
    every = [f"{top}/{name}" for top in ("plan", "templates") for name in files_in(REPOSITORY / top)]
    every.remove("plan/2022/saksnummer.yaml")  # what has gone out from here has not gone out from there
    return sorted(every)


@pytest.mark.parametrize("is_there", [True, False], ids=["an empty folder", "a new folder"])
def test_the_whole_example_is_laid_in(tmp_path: Path, is_there: bool) -> None:  # noqa: FBT001
    target = tmp_path / "mine" / "møter"
    if is_there:
        target.mkdir(parents=True)
    told = copy_example(target)
    assert sorted(told) == files_in(target) == own_files()
    assert all((target / name).read_bytes() == (REPOSITORY / name).read_bytes() for name in told)
    assert load_plan(Workspace(target)).år


def test_an_installed_package_has_its_own_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "dokumentmaskin"
    for folder in ("plan", "templates"):
        shutil.copytree(REPOSITORY / folder, package / "example" / folder)
    (package / "example/plan/merke.yaml").touch()
    monkeypatch.setattr(example, "_PACKAGE", package)
    assert sorted(copy_example(tmp_path / "ny")) == sorted([*own_files(), "plan/merke.yaml"])


def test_the_wheel_carries_what_the_package_looks_for() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["src/dokumentmaskin"]
    assert wheel["force-include"] == {
        folder: f"dokumentmaskin/example/{folder}" for folder in ("templates", "plan")
    }
    # In a checkout there must be none: an old copy would hide the real one.
    assert not (Path(example.__file__).parent / "example").exists()


def with_a_file(target: Path) -> None:
    target.mkdir()
    (target / "referat.docx").write_bytes(b"min")


def with_a_hidden_file(target: Path) -> None:
    target.mkdir()
    (target / ".skjult").write_bytes(b"min")


def with_a_folder(target: Path) -> None:
    (target / "plan").mkdir(parents=True)


@pytest.mark.parametrize("fill", [with_a_file, with_a_hidden_file, with_a_folder])
def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, fill: Callable[[Path], None]) -> None:
    target = tmp_path / "min"
    fill(target)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RefusedError) as caught:
        copy_example(target)
    (problem,) = caught.value.problems
    assert problem.code == "mappe-ikke-tom"
    assert f"«{target}»" in problem.message
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("path", ["fil", "fil/ny"])
def test_a_file_in_the_way_is_left_alone(tmp_path: Path, path: str) -> None:
    (tmp_path / "fil").write_bytes(b"min")
    with pytest.raises(RefusedError, match="det ligger en fil der mappen skulle vært"):
        copy_example(tmp_path / path)
    assert (tmp_path / "fil").read_bytes() == b"min"

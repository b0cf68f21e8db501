"""The gate, the hook and the workflows run the same checks, and the archives hold what they should."""

import importlib.util
import sys
import tarfile
import tomllib
import zipfile
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[2]
WORKFLOW: Final[dict[str, Any]] = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text("utf-8"))
GATE: Final = (ROOT / ".ci/run").read_text("utf-8")


def commands_of(job: str) -> list[str]:
    """What a job of the workflow runs, in its order, without the installation."""
    runs = [step["run"] for step in WORKFLOW["jobs"][job]["steps"] if "run" in step]
    return [run for run in runs if not run.startswith("pip install")]


def step_of_gate(words: str) -> list[str]:
    (step,) = [part for part in GATE.split("\nstep ") if part.startswith(f'"{words}')]
    return [line for line in step.splitlines()[1:] if line]


def test_the_checks_are_the_same_in_gate_hook_and_workflow() -> None:
    (own,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    hooks = [hook["entry"] for hook in own["hooks"]]
    assert hooks == step_of_gate("Style and types") == commands_of("lint")
    assert own["repo"] == "local"
    assert {hook["language"] for hook in own["hooks"]} == {"system"}


def test_the_tests_are_started_the_same_way_in_gate_and_workflow() -> None:
    assert step_of_gate("All tests") == commands_of("tests") == ["pytest -n 2"]


def test_the_archives_are_made_and_checked_the_same_way_in_gate_and_workflow() -> None:
    own = [line.replace("dist", '"$tools/dist"') for line in commands_of("package")]
    gate = step_of_gate("The sdist and the wheel")
    assert [line.removesuffix(" >/dev/null") for line in gate[:2]] == own


def test_the_workflow_runs_on_three_systems_with_the_oldest_and_the_newest_python() -> None:
    matrix = WORKFLOW["jobs"]["tests"]["strategy"]["matrix"]
    assert [name.split("-")[0] for name in matrix["os"]] == ["ubuntu", "windows", "macos"]
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert matrix["python"] == [oldest.removeprefix(">="), "3.14"]


def test_every_dependency_has_a_lowest_version_and_a_pin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    assert [one for one in wanted if ">=" not in one] == []
    pins = {
        line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    }
    assert {one.split(">=")[0].lower() for one in wanted} - pins == set()


# What the check of the archives says


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


KNOWN: Final = (
    "README.md",
    "plan/organisasjon.yaml",
    "src/dokumentmaskin/errors.py",
    "templates/bokmal/sak.docx",
)
IN_WHEEL: Final = (
    "dokumentmaskin/errors.py",
    "dokumentmaskin/example/plan/organisasjon.yaml",
    "dokumentmaskin/example/templates/bokmal/sak.docx",
    *(
        f"dok-1.dist-info/{name}"
        for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    ),
)


@pytest.mark.parametrize(
    ("held", "faults"),
    [
        pytest.param(IN_WHEEL, [], id="all of it"),
        pytest.param(IN_WHEEL[1:], ["dokumentmaskin/errors.py is missing"], id="a module missing"),
        pytest.param((*IN_WHEEL, "tests/x.py"), ["tests/x.py should not be there"], id="a test too many"),
    ],
)
def test_a_wheel_is_held_against_what_git_knows(
    tmp_path: Path, held: tuple[str, ...], faults: list[str]
) -> None:
    wheel = tmp_path / "dok-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in held:
            archive.writestr(name, "")
    contents = load(ROOT / "tools/release/contents.py")
    assert list(contents.wheel_faults(wheel, KNOWN)) == [f"{wheel.name}: {fault}" for fault in faults]


def test_an_sdist_is_held_against_what_git_knows(tmp_path: Path) -> None:
    sdist = tmp_path / "dok-1.tar.gz"
    with tarfile.open(sdist, "w:gz") as archive:
        for name in (*KNOWN[1:], "PKG-INFO", "output/innkalling.docx"):
            archive.addfile(tarfile.TarInfo(f"dok-1/{name}"))
    contents = load(ROOT / "tools/release/contents.py")
    assert list(contents.sdist_faults(sdist, KNOWN)) == [
        "dok-1.tar.gz: README.md is missing",
        "dok-1.tar.gz: output/innkalling.docx should not be there",
    ]


# What the benchmarks' table says


@pytest.mark.parametrize(
    ("name", "figures", "held", "said"),
    [
        pytest.param("dok bygg 2022, peak memory", [150.0], True, "kept;", id="kept"),
        pytest.param("dok bygg 2022, peak memory", [300.0, 300.0], False, "BROKEN", id="broken twice"),
        pytest.param(
            "dok bygg 2022, peak memory", [300.0, 150.0], True, "once more", id="something came between"
        ),
        pytest.param(
            "made again, edited", [3.5], True, "NOT KEPT, as before", id="not kept, with its figure"
        ),
        pytest.param("made again, edited", [1.2], True, "kept NOW", id="kept since"),
        pytest.param(
            "made again, untouched / made the first time",
            [1.05],
            True,
            "within the noise",
            id="within the noise",
        ),
    ],
)
def test_a_bound_that_is_kept_stops_the_gate_when_it_is_broken(
    name: str, figures: list[float], *, held: bool, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bounds = load(ROOT / "benchmarks/bounds.py")
    left = list(figures)
    assert bounds.hold(name, lambda: bounds.Measured(left.pop(0))) is held
    assert left == []
    assert said in (shown := capsys.readouterr().out)
    assert f"{figures[-1]:g}" in shown


def test_a_broken_bound_ends_the_benchmark_with_one() -> None:
    bounds = load(ROOT / "benchmarks/bounds.py")
    with pytest.raises(SystemExit) as ended:
        bounds.end([True, False, True])
    assert ended.value.code not in {0, None}
    with pytest.raises(SystemExit) as ended:
        bounds.end([True, True])
    assert ended.value.code == 0

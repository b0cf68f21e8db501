"""The documentation's examples are run as they stand, and the README's commands are where the gate looks."""

import importlib.util
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml

from dokumentmaskin.cli.boundary import run
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.main import dok
from dokumentmaskin.plan.records.meetings import Møtefil, Årsplan
from dokumentmaskin.plan.records.organisation import Organisasjon
from dokumentmaskin.plan.records.people import Medlemsliste

REPOSITORY = Path(__file__).parents[2]
PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
# The workspace that the guide makes on its first page.
NEW = "kontoret"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return [body for kind, body in FENCE.findall(page.read_text(encoding="utf-8")) if kind == language]


def examples(page: Path) -> Iterator[tuple[str, str]]:
    """Every `$ dok …` of a page, with what it is said to print.

    A YAML block that begins with the file's path is written before what comes after it. In a workspace that
    `dok ny` has made, its lines come instead of the first that is like them and begins with #. A CSV block is
    the list of members that is read in.
    """
    for kind, block in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind == "yaml" and block.startswith(("# plan/", f"# {NEW}/")):
            head, *lines = block.splitlines()
            file = Path(head.removeprefix("# "))
            if file.parts[0] == NEW:
                write_by_hand(file, lines)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block, encoding="utf-8")
        elif kind == "csv":
            Path("liste.csv").write_text(block, encoding="utf-8")
        elif kind == "console":
            for turn in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, answer = turn.partition("\n")
                yield command, answer


def write_by_hand(file: Path, lines: list[str]) -> None:
    """Put lines in the place of the first comment of the file that is like them."""
    alike = lines[0].split()[0]
    text = file.read_text(encoding="utf-8")
    written = re.sub(rf"^ *# {re.escape(alike)}.*$", "\n".join(lines), text, count=1, flags=re.MULTILINE)
    assert written != text, f"{file} has no place for «{alike}»"
    file.write_text(written, encoding="utf-8")


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "console")], ids=lambda p: p.name)
def test_every_example_prints_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("plan", "templates"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    for command, answer in examples(page):
        run(dok, shlex.split(command)[1:])
        printed = capsys.readouterr()
        assert (printed.out + printed.err).replace(
            "\N{NO-BREAK SPACE}", " "
        ).splitlines() == answer.splitlines(), command


def test_the_first_own_summons_takes_three_files_and_few_lines() -> None:
    guide = REPOSITORY / "docs/brukerveiledning.md"
    files = [block.splitlines() for block in blocks(guide, "yaml") if block.startswith(f"# {NEW}/")]
    assert 0 < len(files) <= 3
    assert sum(len(lines) - 1 for lines in files) <= 15


def test_the_guide_shows_every_command() -> None:
    guide = (REPOSITORY / "docs/brukerveiledning.md").read_text(encoding="utf-8")
    assert [name for name in ENTRIES if f"dok {name}" not in guide] == []


def test_the_readme_holds_the_two_commands_that_the_gate_runs() -> None:
    lines = (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv ")]
    assert len(commands) == 2
    assert commands[0].endswith("dok innkalling 2022-03-11")
    assert "pytest" in commands[1]


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for page in [*PAGES, REPOSITORY / "CONTRIBUTING.md"]:
        written = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", written):
            if "://" not in target and "…" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_examples_of_plan_files_are_valid() -> None:
    guide = REPOSITORY / "docs/brukerveiledning.md"
    kinds: list[type[Organisasjon | Medlemsliste | Årsplan | Møtefil]] = [
        *[Organisasjon] * 3,
        *[Medlemsliste] * 2,
        *[Årsplan] * 2,
        *[Møtefil] * 5,
    ]
    own = [block for block in blocks(guide, "yaml") if not block.startswith(f"# {NEW}/")]
    examples = [yaml.load(block, Loader=yaml.BaseLoader) for block in own]  # noqa: S506
    examples[1] = examples[0] | examples[1]  # the groups stand in the same file
    examples[2] = examples[0] | examples[2]
    examples[6] = examples[5] | examples[6]  # as do the rows of the meeting plan
    for kind, example in zip(kinds, examples[: len(kinds)], strict=True):
        assert isinstance(kind.model_validate(example, context={"år": 2022}), kind)


def test_the_example_of_json_is_json() -> None:
    (example,) = blocks(REPOSITORY / "docs/brukerveiledning.md", "json")
    assert set(json.loads(example)) == {"kommando", "filer", "advarsler", "feil"}


@pytest.fixture(scope="module")
def template_fields() -> Any:
    """The program that writes the fields of the templates."""
    file = REPOSITORY / "tools/docs/template_fields.py"
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_fields_of_the_templates_are_those_of_the_records(template_fields: Any) -> None:
    text = (REPOSITORY / "docs/maler.md").read_text(encoding="utf-8")
    assert template_fields.page(text) == text, "run: python tools/docs/template_fields.py"
    assert {*re.findall(r"<!-- felt: (\w+) -->", text)} == {*template_fields.KINDS}


def test_a_field_that_says_nothing_to_a_template_author_is_refused(template_fields: Any) -> None:
    @dataclass(frozen=True)
    class Felt:
        sagt: Annotated[str, "noe"]
        usagt: str

    with pytest.raises(template_fields.UndescribedError, match=r"Felt\.usagt"):
        list(template_fields.Lists().rows(Felt, "felt"))

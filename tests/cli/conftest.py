"""The command line, called in-process and as a program of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import pytest
from jsonschema import Draft202012Validator

from dokumentmaskin.cli import main
from dokumentmaskin.cli.boundary import run
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan
from tests.made_once import pdfs_made_once

__all__ = ["pdfs_made_once"]

# `dok` as an installed script starts it, whoever started us ignoring Ctrl-C.
PROGRAM: Final = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from dokumentmaskin.__main__ import main; main()"
)
COMMAND: Final = (sys.executable, "-c", PROGRAM)

_PROBLEM: Final = {
    "type": "object",
    "properties": {
        "kode": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "sted": {"type": ["string", "null"], "minLength": 1},
        "melding": {"type": "string", "minLength": 1},
        "råd": {"type": "string"},
    },
    "required": ["kode", "sted", "melding", "råd"],
    "additionalProperties": False,
}
_PATHS: Final = {"type": "array", "items": {"type": "string", "minLength": 1}}
_PDF: Final = {
    "properties": {
        "sider": {"type": "integer", "minimum": 1},
        "pdfa": {"enum": ["2a", "2u", "2b", None]},
        "pdfua": {"type": "boolean"},
        "utgave": {"enum": ["åpen", "intern"]},
    },
    "required": ["sider", "pdfa", "pdfua", "utgave"],
    # Only of a package that dok made is it known which papers can be read.
    "if": {"properties": {"rolle": {"pattern": "^møtepakke"}, "status": {"enum": ["skrevet", "uendret"]}}},
    "then": {
        "properties": {"uten_tagger": _PATHS, "uten_tekst": _PATHS},
        "required": ["uten_tagger", "uten_tekst"],
        "maxProperties": 10,
    },
    "else": {"maxProperties": 8},
}
_FILE: Final = {
    "type": "object",
    "properties": {
        "rolle": {"type": "string", "minLength": 1},
        "format": {"type": "string", "minLength": 1},
        "sti": {"type": "string", "minLength": 1},
        "status": {"enum": ["skrevet", "uendret", "bevart", "flettet", "angret"]},
    },
    "required": ["rolle", "format", "sti", "status"],
    "if": {"properties": {"format": {"const": "pdf"}}},
    "then": _PDF,
    "else": {"properties": {"utgave": {"enum": ["åpen", "intern"]}}, "maxProperties": 5},
}
_WORDS: Final = {"type": "string"}
_CHANGE: Final = {
    "type": "object",
    "properties": {
        "art": {"enum": ["plan", "person", "konflikt", "bevart"]},
        "overskrift": _WORDS,
        "før": _WORDS,
        "nå": _WORDS,
    },
    "required": ["art", "overskrift", "før", "nå"],
    "additionalProperties": False,
}
# What would become of a file, shown and not done.
_DIFFERENCE: Final = {
    "type": "object",
    "properties": {
        "ville_blitt": {"enum": ["skrevet", "uendret", "bevart", "flettet"]},
        "endringer": {"type": "array", "items": _CHANGE},
    },
    "required": ["rolle", "format", "sti", "ville_blitt", "endringer"],
    "maxProperties": 5,
}
_ANSWER: Final = Draft202012Validator(
    {
        "type": "object",
        "properties": {
            "kommando": {"type": "string"},
            "punkter": {"type": "array", "items": {"type": "object"}},
            "dag": {"type": "string", "format": "date"},
            "i_dag": _WORDS,
            "møter": {"type": "array", "items": {"type": "object"}},
            "programmer": {"type": "array", "items": {"type": "object"}},
            "gjør": {"type": "array", "items": {"type": "object"}},
            "rapportering": {"type": "array", "items": {"type": "object"}},
            "oppfølging": {"type": "object"},
            "sendt": {"type": "integer"},
            "mottakere": {"type": "array", "items": {"type": "object"}},
            "filer": {"type": "array", "items": {"anyOf": [_FILE, _DIFFERENCE]}},
            "advarsler": {"type": "array", "items": _PROBLEM},
            "feil": {"type": "array", "items": _PROBLEM},
        },
        "required": ["kommando", "filer", "advarsler", "feil"],
        "additionalProperties": False,
    }
)


@dataclass(frozen=True)
class Result:
    """What a command answered: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object on standard output, held against the documented shape."""
        assert self.err.strip() == ""  # click moves on from the ^C that a terminal shows
        answer: dict[str, Any] = json.loads(self.out)
        _ANSWER.validate(answer)
        return answer

    @property
    def files(self) -> dict[str, str]:
        """The status of each file, by its name."""
        return {Path(file["sti"]).name: file["status"] for file in self.answer["filer"]}

    @property
    def codes(self) -> list[str]:
        """What went wrong."""
        return [problem["kode"] for problem in self.answer["feil"]]


class Dok(Protocol):
    """Runs a command line and returns what it answered."""

    def __call__(self, *arguments: str) -> Result: ...


@pytest.fixture
def dok(capsys: pytest.CaptureFixture[str]) -> Dok:
    """`dok` in this process, through its own boundary."""

    def call(*arguments: str) -> Result:
        code = run(main.dok, arguments)
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call


def start(*arguments: str, cwd: Path, env: Mapping[str, str] = {}) -> Result:
    """`dok` as a program of its own, in pipes."""
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, env=os.environ | env, capture_output=True, check=False
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def programme_only(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Where we stand: a workspace whose year is quickly made, for its only meeting has no day yet."""
    plan = "gruppe: klima\ndatert: 2022-01-10\nmøteplan:\n  - {type: faggruppemøte, dato: juni 2022}\n"
    here = write_plan(årsplaner={"2022/klima.yaml": plan})
    monkeypatch.chdir(here.root)
    return here


@pytest.fixture
def here(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Where we stand: a workspace with two meetings."""
    monkeypatch.chdir(workspace.root)
    return workspace

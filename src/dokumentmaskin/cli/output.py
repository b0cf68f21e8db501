"""What a command prints: lines for a person, or one JSON object for a program."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from errno import EBADF
from typing import TYPE_CHECKING, Any, Final

import click

from dokumentmaskin.errors import DokError, Problem

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Report

_STATUS: Final = {
    "skrevet": "skrevet",
    "uendret": "uendret",
    "bevart": "ikke rørt",
    "flettet": "flettet med det du har skrevet",
    "angret": "hentet tilbake",
}

# From so many on, like problems are told as one, with the first of their lines.
_MANY: Final = 3
_SHOWN: Final = 5
# What a server has said may hold what moves the cursor of a terminal.
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# What turns the order of the line around it (UAX 9, 2): marks for it, and words that run from the right.
_TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FROM_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN: Final = re.compile(f"[{_FROM_RIGHT}](?:[^«»\\n]*[{_FROM_RIGHT}])?")


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command's words go.

    Attributes:
        command: The command's name, for `--json`.
        as_json: Whether to print one JSON object and nothing else.
    """

    command: str
    as_json: bool

    def show(self, report: "Report") -> int:
        """Print what was done and return the exit code."""
        return self.show_rows([asdict(file) for file in report.files], report.warnings, report.errors)

    def show_rows(
        self,
        files: Sequence[dict[str, Any]],
        warnings: Sequence[Problem] = (),
        errors: Sequence[DokError] = (),
        more: Mapping[str, object] = {},
    ) -> int:
        """The same for files that are rows already, as a remembered build has them.

        Args:
            files: The rows.
            warnings: What a person should know.
            errors: What stopped the work.
            more: What else `--json` tells, by key; a command with more to tell prints it itself otherwise.
        """
        if self.as_json:
            self._print_json(files, warnings, errors, more)
        else:
            _print_files(files)
            print_problems("Merk", warnings)
            print_problems("Feil", _problems(errors))
        return max((error.exit_code for error in errors), default=0)

    def _print_json(
        self,
        files: Sequence[dict[str, Any]],
        warnings: Sequence[Problem],
        errors: Sequence[DokError],
        more: Mapping[str, object],
    ) -> None:
        answer = {
            "kommando": self.command,
            **more,
            "filer": [_row(file) for file in files],
            "advarsler": [_told(problem) for problem in warnings],
            "feil": [_told(problem) for problem in _problems(errors)],
        }
        if sys.stdout is None:  # `dok … --json >&-`: click would say nothing of it
            raise OSError(EBADF, os.strerror(EBADF))
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def colour() -> bool | None:
    """Whether colours are forbidden (https://no-color.org); click itself only looks for a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def has_symbols() -> bool:
    """Whether symbols are read by a person: on a terminal, unless colours are forbidden."""
    # Standard output may be closed: `dok >&-`.
    return bool(sys.stdout and sys.stdout.isatty()) and colour() is not False


def _row(file: dict[str, Any]) -> dict[str, Any]:
    """A file as `--json` has it: only a PDF has pages and keeps standards, only a package has papers."""
    kept = {"pdfa", "pdfua"} if file["format"] == "pdf" else set()
    return {key: value for key, value in file.items() if value is not None or key in kept}


def _told(problem: Problem) -> dict[str, str | None]:
    """A problem as `--json` has it."""
    return {
        "kode": problem.code,
        "sted": str(problem.place) if problem.place else None,
        "melding": problem.message,
        "råd": problem.advice,
    }


def _problems(errors: Iterable[DokError]) -> list[Problem]:
    return [problem for error in errors for problem in error.problems]


def _print_files(files: Sequence[dict[str, Any]]) -> None:
    width = max((len(file["sti"]) for file in files), default=0)
    # Where there is an internal edition too, the open one is told of as such.
    of_two = {file["rolle"] for file in files if file.get("utgave") == "intern"}
    for file in files:
        edition = [f"{file['utgave']} utgave"] if file["rolle"] in of_two and file["utgave"] else []
        words = [_STATUS[file["status"]], *edition, *_facts(file)]
        click.echo(f"{file['sti']:<{width}}  {', '.join(words)}")


def _facts(file: dict[str, Any]) -> list[str]:
    if file["format"] != "pdf" or not file["sider"]:
        return []
    pages = f"{file['sider']} {'side' if file['sider'] == 1 else 'sider'}"
    kept = [f"PDF/A-{file['pdfa']}"] if file["pdfa"] else []
    untagged = len(file.get("uten_tagger") or ())
    return [
        pages,
        *kept,
        *(["PDF/UA-1"] if file["pdfua"] else []),
        *([f"{untagged} vedlegg uten tagger"] if untagged else []),
    ]


def _together(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Problems for a person: one slip that is found in many places of a file is told once, at the first."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        alike.setdefault(_cause(problem), []).append(problem)
    for problem in problems:
        same = alike[_cause(problem)]
        lines = list(dict.fromkeys(str(p.place.line) for p in same if p.place and p.place.line))
        if len(same) < _MANY or not lines:
            yield problem
        elif problem is same[0]:
            shown = ", ".join(lines[:_SHOWN]) + (f" og {len(lines) - _SHOWN} til" if lines[_SHOWN:] else "")
            more = f"Det gjelder {len(same)} steder: linje {shown}."
            yield replace(problem, message=f"{problem.message} {more}")


def _cause(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.place.path if problem.place else "", problem.message, problem.advice


def print_problems(label: str, problems: Sequence[Problem]) -> None:
    """Print problems on standard error, each after a word that says what it is."""
    for problem in _together(problems):
        styled = click.style(f"{label}: ", fg="red" if label == "Feil" else "yellow")
        click.echo(styled, err=True, nl=False, color=colour())
        click.echo(_in_order(_CONTROLS.sub("", str(problem))), err=True)


def _in_order(line: str) -> str:
    """A line whose parts stand where they were put, whatever is quoted in it."""
    told = _TURNS.sub(lambda mark: f"<U+{ord(mark[0]):04X}>", line)
    return _RUN.sub("\u2068\\g<0>\u2069", told)

"""Bytes to text: what is accepted, and the place and way out of what is not."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokumentmaskin.errors import PlanError, Problem
from dokumentmaskin.plan.yaml import source


def read(data: bytes, folder: Path) -> str:
    file = folder / "x.yaml"
    file.write_bytes(data)
    text = source.decode_file(file, "plan/x.yaml")
    if problems := source.forbidden_characters(text, "plan/x.yaml"):
        raise PlanError(problems)
    return text


def problems_in(data: bytes, folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        read(data, folder)
    return caught.value.problems


def line_and_column(problem: Problem) -> tuple[int, int]:
    assert problem.place is not None
    return problem.place.line, problem.place.column


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a: b\n", "a: b\n"),
        ("møte: å".encode(), "møte: å"),
        (b"\xef\xbb\xbfa: b\n", "a: b\n"),
        (b"a: b\r\nc: d\re: f\n", "a: b\nc: d\ne: f\n"),
        ("mo\u0338te a\u030a".encode(), "mo\u0338te å"),
        ("😀\tx".encode(), "😀\tx"),
    ],
)
def test_accepts(data: bytes, text: str, tmp_path: Path) -> None:
    assert read(data, tmp_path) == text


@pytest.mark.parametrize(
    ("data", "place", "word"),
    [
        ("a: b\nmøte: på".encode("latin-1"), (2, 2), "«ø»"),
        ("æ: ".encode() + b"p\xe5", (1, 5), "«å»"),
        (b"\xef\xbb\xbfa\r\n\r\nb\xe6", (3, 2), "«æ»"),
        ("– x".encode("cp1252"), (1, 1), "«–»"),
        (b"\xef\xbb\xbfp\xe5", (1, 2), "«å»"),
        (b"ab\x81", (1, 3), "0x81"),
        (b"a: \xc3", (1, 4), "«Ã»"),
    ],
)
def test_points_to_the_first_byte_that_is_not_utf8(
    data: bytes, place: tuple[int, int], word: str, tmp_path: Path
) -> None:
    (problem,) = problems_in(data, tmp_path)
    assert problem.code == "feil-tegnkoding"
    assert line_and_column(problem) == place
    assert word in problem.message
    assert "Notisblokk" in problem.advice
    assert "Reopen with Encoding" in problem.advice


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_names_utf16(encoding: str, tmp_path: Path) -> None:
    (problem,) = problems_in("a: på\n".encode(encoding), tmp_path)
    assert (problem.code, "UTF-16" in problem.message) == ("feil-tegnkoding", True)
    assert "VS Code" in problem.advice
    assert "{reopen}" not in problem.advice


@pytest.mark.parametrize(
    ("char", "word"),
    [
        ("\x07", "styretegn"),
        ("\x85", "styretegn"),
        ("\x7f", "styretegn"),
        ("\uf0b7", "punktmerke"),
        ("\U000f0001", "punktmerke"),
        ("\u2028", "linjeskille"),
        ("\ufeff", "først i en fil"),
        ("\ufffe", "ikke er et tegn"),
        ("\uffff", "ikke er et tegn"),
        ("\ufdd0", "ikke er et tegn"),
        ("\U0001ffff", "ikke er et tegn"),
    ],
)
def test_refuses_what_no_paper_can_hold(char: str, word: str, tmp_path: Path) -> None:
    (problem,) = problems_in(f"a: b\nå: x{char}y\n".encode(), tmp_path)
    assert problem.code == "ugyldig-tegn"
    assert line_and_column(problem) == (2, 5)
    assert word in problem.message
    assert f"(U+{ord(char):04X})" in problem.message


def test_gives_several_but_not_thousands_of_problems(tmp_path: Path) -> None:
    assert len(problems_in(b"a\x01b\x02c\n\x03", tmp_path)) == 3
    assert len(problems_in(b"x" + b"\x01" * 5000, tmp_path)) == source.MAX_CHARACTER_PROBLEMS


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_refuses_an_empty_file(data: bytes, tmp_path: Path) -> None:
    (problem,) = problems_in(data, tmp_path)
    assert problem.code == "tom-fil"


def test_refuses_a_huge_file(tmp_path: Path) -> None:
    (problem,) = problems_in(b"x" * (source.MAX_BYTES + 1), tmp_path)
    assert problem.code == "for-stor-fil"
    assert read(b"x" * source.MAX_BYTES, tmp_path)


def problem_with(file: Path) -> Problem:
    with pytest.raises(PlanError) as caught:
        source.decode_file(file, "plan/x.yaml")
    (problem,) = caught.value.problems
    assert problem.advice
    return problem


def test_missing_folder_and_special_files(tmp_path: Path) -> None:
    assert problem_with(tmp_path / "nei.yaml").code == "mangler-fil"
    assert problem_with(tmp_path).code == "ikke-fil"
    assert problem_with(Path("x\0y")).code in {"mangler-fil", "uleselig-fil"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "kø")
        assert problem_with(tmp_path / "kø").code == "ikke-fil"


@pytest.mark.parametrize(
    ("error", "word"), [(PermissionError(13, "no"), "tilgang"), (OSError(5, "no"), "ikke leses")]
)
def test_unreadable(error: OSError, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a")

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    problem = problem_with(file)
    assert problem.code == "uleselig-fil"
    assert word in problem.message


@given(st.binary())
def test_any_bytes_give_clean_text_or_a_plan_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    try:
        text = read(data, tmp_path_factory.getbasetemp())
    except PlanError as error:
        text = "".join(problem.advice for problem in error.problems)
    assert text
    assert source.normalise(text) == text
    assert source.FORBIDDEN.search(text) is None

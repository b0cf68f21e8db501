"""A paper that cannot be used stops the package: all of them are named, and what was there is left alone."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.bundle import Claims, Joined, Part, Properties, join
from dokumentmaskin.errors import AttachmentError
from dokumentmaskin.pipeline.package import Choices
from dokumentmaskin.workspace import Workspace
from tests.pdf.papers import open_document
from tests.pipeline import papers
from tests.pipeline.meeting import DAY, FOLDER, INTERNAL, OPEN, PLAN, codes, make, meeting, statuses

# What takes long to make for all of them is made by one worker.
pytestmark = pytest.mark.xdist_group("unusable")


BAD: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "tom.pdf": (lambda: b"", "vedlegg-tomt"),
    "avkuttet.pdf": (lambda: papers.untagged("x", "y", "z")[:400], "vedlegg-skadet"),
    "ikke.pdf": (lambda: b"<html>nei</html>", "vedlegg-ikke-pdf"),
    "låst.pdf": (papers.locked, "vedlegg-passord"),
    "ring.pdf": (papers.looping, "vedlegg-sidetre"),
    "bombe.pdf": (papers.bomb, "vedlegg-for-stort-utpakket"),
    "lang.pdf": (lambda: papers.many_pages(5000), "vedlegg-for-mange-sider"),
    "stort.png": (papers.huge_picture, "bilde-for-stort"),
    "ukjent.xyz": (lambda: b"noe", "vedlegg-ukjent-type"),
    "uten-endelse": (lambda: b"noe", "vedlegg-ukjent-type"),
    "ikke.docx": (lambda: b"PK nei", "vedlegg-skadet"),
    "egentlig.docx": (lambda: papers.untagged("PDF"), "vedlegg-feil-type"),
}


def rows(names: Iterable[str]) -> str:
    listed = "".join(f"    - {{tittel: Papir, fil: vedlegg/{name}}}\n" for name in names)
    return f"- tittel: Sak\n  vedlegg:\n{listed}"


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, AttachmentError]:
    """A meeting with a good paper among bad ones, and what was said about it."""
    names = ["god.md", *BAD]
    files = {f"vedlegg/{name}": make_it() for name, (make_it, _) in BAD.items()}
    here = meeting(tmp_path_factory.mktemp("m") / "her", rows(names), {**files, "vedlegg/god.md": "Godt"})
    (error,) = make(here).errors
    assert isinstance(error, AttachmentError)
    return here, error


def test_all_of_them_are_told_of_in_one_run(bad: tuple[Workspace, AttachmentError]) -> None:
    _, error = bad
    told = [(str(problem.place), problem.code) for problem in error.problems]
    assert told == [(f"{PLAN}/vedlegg/{name}", code) for name, (_, code) in BAD.items()]
    assert error.exit_code == 6


def test_each_is_told_of_with_its_case_and_a_way_out(bad: tuple[Workspace, AttachmentError]) -> None:
    for number, problem in enumerate(bad[1].problems, 2):
        assert problem.message.startswith(f"Sak 4, vedlegg {number}: ")
        assert problem.advice.endswith(".")


def test_no_package_is_made(bad: tuple[Workspace, AttachmentError]) -> None:
    here, _ = bad
    assert not list((here.root / FOLDER).glob("motepakke*"))


def test_a_paper_that_went_bad_leaves_the_package_as_it_was(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", rows(["a.pdf"]), {"vedlegg/a.pdf": papers.untagged("Før")})
    make(here)
    before = (here.root / OPEN).read_bytes()
    (here.root / PLAN / "vedlegg/a.pdf").write_bytes(papers.untagged("Etter")[:300])
    report = make(here)
    assert codes(report) == ["vedlegg-skadet"]
    assert [(note.code, str(note.place)) for note in report.warnings] == [("gammel-pakke", OPEN)]
    assert (here.root / OPEN).read_bytes() == before


def test_a_paper_that_no_engine_here_can_make_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dokumentmaskin.pdf.engines.choice.find_soffice", lambda: None)
    text = open_document("text", "<office:text><text:p>Hei</text:p></office:text>")
    here = meeting(tmp_path / "her", rows(["a.odt"]), {"vedlegg/a.odt": text})
    (error,) = make(here).errors
    assert error.exit_code == 6
    (problem,) = error.problems
    assert str(problem.place) == f"{PLAN}/vedlegg/a.odt"
    assert "LibreOffice" in problem.message + problem.advice
    assert not (here.root / OPEN).exists()


def test_a_paper_that_no_library_foresaw_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def baffled(data: bytes) -> tuple[int, ...]:
        raise RuntimeError(f"{len(data)} bytes of nonsense")

    monkeypatch.setattr("dokumentmaskin.bundle.pages_without_text", baffled)
    here = meeting(tmp_path / "her", rows(["a.pdf"]), {"vedlegg/a.pdf": papers.untagged("Rart")})
    (error,) = make(here).errors
    (problem,) = error.problems
    assert (error.exit_code, problem.code) == (6, "vedlegg-uventet")
    assert (str(problem.place), problem.message[:18]) == (f"{PLAN}/vedlegg/a.pdf", "Sak 4, vedlegg 1: ")


def test_a_paper_that_cannot_be_joined_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def baffled(parts: Sequence[Part], about: Properties, claims: Claims) -> Joined:
        if any(part.title == "Vedlegg 2 Papir" for part in parts):
            raise TypeError("unhashable")
        return join(parts, about, claims)

    monkeypatch.setattr("dokumentmaskin.bundle.join", baffled)
    files = {f"vedlegg/{name}.md": "Ord" for name in "abc"}
    here = meeting(tmp_path / "her", rows(["a.md", "b.md", "c.md"]), files)
    (error,) = make(here).errors
    assert (error.exit_code, [str(p.place) for p in error.problems]) == (6, [f"{PLAN}/vedlegg/b.md"])
    assert not (here.root / OPEN).exists()


@pytest.mark.parametrize(
    ("passwords", "told"),
    [
        ((), ["vedlegg-passord"]),
        (("feil",), ["vedlegg-feil-passord"]),
        (("feil", "hemmelig"), []),
    ],
)
def test_a_locked_paper_needs_its_password(
    tmp_path: Path, passwords: tuple[str, ...], told: list[str]
) -> None:
    here = meeting(tmp_path / "her", rows(["a.pdf"]), {"vedlegg/a.pdf": papers.locked()})
    assert codes(make(here, Choices(passwords=passwords))) == told
    assert (here.root / OPEN).exists() is not bool(told)


# Two packages


@pytest.fixture
def both(tmp_path: Path) -> Workspace:
    """A meeting with an open and an internal package, and papers that have changed since."""
    cases = (
        "- {tittel: Sak, vedlegg: [{tittel: A, fil: a.md}, {tittel: B, fil: b.md, unntatt: offl. § 14}]}\n"
    )
    here = meeting(tmp_path / "her", cases, {"a.md": "Åpent", "b.md": "Unntatt"})
    assert make(here).errors == ()
    (here.root / PLAN / "a.md").write_text("Åpent nå", "utf-8")
    return here


def test_neither_is_written_when_one_cannot_be_made(both: Workspace) -> None:
    before = [(both.root / name).read_bytes() for name in (OPEN, INTERNAL)]
    (both.root / PLAN / "b.md").write_bytes(b"")
    assert codes(make(both)) == ["vedlegg-tomt"]
    assert [(both.root / name).read_bytes() for name in (OPEN, INTERNAL)] == before


def test_neither_is_written_when_the_second_cannot_be_joined(
    both: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def baffled(parts: Sequence[Part], about: Properties, claims: Claims) -> Joined:
        if any(part.title == "Vedlegg 2 B" for part in parts):
            raise TypeError("unhashable")
        return join(parts, about, claims)

    before = [(both.root / name).read_bytes() for name in (OPEN, INTERNAL)]
    monkeypatch.setattr("dokumentmaskin.bundle.join", baffled)
    assert codes(make(both)) == ["vedlegg-uventet"]
    assert [(both.root / name).read_bytes() for name in (OPEN, INTERNAL)] == before


def test_the_first_is_told_of_when_the_second_is_open_in_a_program(both: Workspace) -> None:
    (both.root / FOLDER / "intern" / f".~lock.motepakke-{DAY}.pdf#").touch()
    before = (both.root / INTERNAL).read_bytes()
    report = make(both)
    assert (codes(report), statuses(report)[f"motepakke-{DAY}.pdf"]) == (["fil-apen"], "skrevet")
    assert (both.root / INTERNAL).read_bytes() == before


@pytest.mark.parametrize("harm", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_stop_while_the_second_is_written_leaves_it_whole_and_known(
    both: Workspace, monkeypatch: pytest.MonkeyPatch, harm: BaseException
) -> None:
    before = (both.root / INTERNAL).read_bytes()

    whole = Path.replace

    def stopped(source: Path, target: Path) -> Path:
        if target == both.root / INTERNAL:
            raise harm
        return whole(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stopped)
        if isinstance(harm, OSError):
            assert codes(make(both)) == ["kan-ikke-skrive"]
        else:
            with pytest.raises(KeyboardInterrupt):
                make(both)
    assert (both.root / INTERNAL).read_bytes() == before
    assert not list((both.root / FOLDER).glob(".*.tmp"))
    again = make(both)
    assert again.errors == ()
    assert statuses(again)[f"intern/motepakke-{DAY}.pdf"] == "skrevet"

"""`dok pakke` as the secretariat runs it: what it takes, what it answers, and what stops it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.pipeline import papers
from tests.pipeline.meeting import DAY, FOLDER, INTERNAL, OPEN, PLAN, Package, meeting
from tests.pipeline.test_unusable import BAD, rows
from tests.profiles import some

CASES: Final = """\
- tittel: Åpen sak
  vedlegg:
    - {tittel: Uten tagger, fil: vedlegg/a.pdf}
    - {tittel: Skannet, fil: vedlegg/b.pdf}
- tittel: Tilsetting av Giraffnavn
  unntatt: {hjemmel: offl. § 25, tittel: Personalsak}
  vedlegg: [{tittel: Søknad fra Løvetittel, fil: vedlegg/c.pdf}]
"""
MEBIBYTE: Final = 1 << 20
Stand = Callable[..., Workspace]


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Makes the workspace where we stand."""

    def standing(cases: str, files: dict[str, str | bytes]) -> Workspace:
        here = meeting(tmp_path / "her", cases, files)
        monkeypatch.chdir(here.root)
        return here

    return standing


@pytest.fixture
def locked(stand: Stand) -> Workspace:
    """A meeting with a paper whose password is «hemmelig»."""
    return stand(rows(["a.pdf"]), {"vedlegg/a.pdf": papers.locked()})


def exempt(stand: Stand) -> Workspace:
    made = {"a": papers.untagged("Ord"), "b": papers.scan(), "c": papers.untagged("Søknaden")}
    return stand(CASES, {f"vedlegg/{name}.pdf": data for name, data in made.items()})


# What it answers


def test_the_answer_names_the_papers_that_cannot_be_read(stand: Stand, dok: Dok) -> None:
    exempt(stand)
    made = dok("pakke", DAY, "--json")
    assert (made.code, made.codes) == (0, [])
    *own, public, internal = made.answer["filer"]
    assert [row["rolle"] for row in own] == ["innkalling"] * 3 + ["saksliste"] * 3
    assert [row.get("utgave") for row in own] == [None, "åpen", "intern"] * 2
    names = [f"{PLAN}/vedlegg/{name}.pdf" for name in "abc"]
    assert {
        "rolle": "møtepakke", "utgave": "åpen", "sti": OPEN, "pdfa": None, "pdfua": False,
        "uten_tagger": names[:2], "uten_tekst": names[1:2],
    }.items() <= public.items()  # fmt: skip
    assert {
        "rolle": "møtepakke", "utgave": "intern", "sti": INTERNAL, "uten_tagger": names,
        "uten_tekst": names[1:2],
    }.items() <= internal.items()  # fmt: skip
    told = [(problem["kode"], problem["sted"]) for problem in made.answer["advarsler"]]
    kinds = ["vedlegg-uten-tagger", "vedlegg-uten-tekst", "vedlegg-uten-tagger"]
    assert told == list(zip(kinds, names, strict=True))


def test_a_person_is_told_the_same(stand: Stand, dok: Dok) -> None:
    exempt(stand)
    made = dok("pakke", DAY)
    *_, public, internal = made.out.splitlines()
    assert public.split("  ")[0] == OPEN
    assert public.endswith("  skrevet, åpen utgave, 6 sider, 2 vedlegg uten tagger")
    assert internal.endswith("  skrevet, intern utgave, 7 sider, 3 vedlegg uten tagger")
    lines = made.err.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith(f"Merk: {PLAN}/vedlegg/b.pdf: Sak 4, vedlegg 2: PDF-en er skannet")


def test_no_title_of_what_is_exempt_is_said(stand: Stand, dok: Dok) -> None:
    here = exempt(stand)
    for arguments in ([], ["--json"], ["--krev-ua"], ["--krev-ua", "--json"]):
        said = dok("pakke", DAY, *arguments)
        assert [word for word in ("Giraffnavn", "Løvetittel") if word in said.out + said.err] == []
    (here.root / PLAN / "vedlegg/c.pdf").write_bytes(b"")
    said = dok("pakke", DAY)
    assert (said.code, "Løvetittel" in said.err) == (6, False)


# What it takes


def test_it_must_all_be_accessible_when_that_is_asked(stand: Stand, dok: Dok) -> None:
    here = exempt(stand)
    said = dok("pakke", DAY, "--krev-ua", "--json")
    assert (said.code, said.codes) == (6, ["ikke-pdfua"] * 3)
    assert [problem["sted"][-5:] for problem in said.answer["feil"]] == ["a.pdf", "b.pdf", "c.pdf"]
    assert not list((here.root / FOLDER).glob("motepakke*"))


@pytest.mark.parametrize(
    ("choice", "notes"), [((), 0), (("--merknader", "fjern"), 0), (("--merknader", "behold"), 1)]
)
def test_notes_are_kept_or_not(stand: Stand, dok: Dok, choice: tuple[str, ...], notes: int) -> None:
    here = stand(rows(["a.pdf"]), {"vedlegg/a.pdf": papers.noted()})
    said = dok("pakke", DAY, *choice, "--json")
    gone = "merknader-fjernet" in [problem["kode"] for problem in said.answer["advarsler"]]
    assert (said.code, gone) == (0, not notes)
    package = Package(here.root / OPEN)
    assert len(package.pdf.pages[-1].obj.get("/Annots", ())) == notes


@pytest.mark.parametrize(
    "text",
    [
        b"hemmelig",
        b"hemmelig\n",
        b"feil\nhemmelig\n",
        b"feil\r\nhemmelig\r\n",
        b"\xef\xbb\xbfhemmelig\r\n",
        b"\r\n\r\nhemmelig",
    ],
)
def test_a_password_file_opens_a_locked_paper(locked: Workspace, dok: Dok, text: bytes) -> None:
    (locked.root / "passord.txt").write_bytes(text)
    assert dok("pakke", DAY, "--passord-fil", "passord.txt").code == 0
    assert Package(locked.root / OPEN).pages_with("Låst")


@pytest.mark.parametrize(("text", "code"), [(b"feil\n", "vedlegg-feil-passord"), (b"", "vedlegg-passord")])
def test_a_wrong_password_is_6(locked: Workspace, dok: Dok, text: bytes, code: str) -> None:
    (locked.root / "passord.txt").write_bytes(text)
    said = dok("pakke", DAY, "--passord-fil", "passord.txt", "--json")
    assert (said.code, said.codes) == (6, [code])


@pytest.mark.parametrize("file", ["borte.txt", ".", "latin.txt", "utf16.txt"])
def test_a_password_file_that_cannot_be_read_is_2(locked: Workspace, dok: Dok, file: str) -> None:
    (locked.root / "latin.txt").write_bytes("pæssord".encode("latin-1"))
    (locked.root / "utf16.txt").write_bytes("passord".encode("utf-16"))
    said = dok("pakke", DAY, "--passord-fil", file, "--json")
    assert (said.code, said.codes) == (2, ["passordfil"])
    assert f"«{file}»" in said.answer["feil"][0]["melding"]
    assert not locked.output.exists()


# What stops it


def test_every_paper_that_cannot_be_used_is_said_on_a_line(stand: Stand, dok: Dok) -> None:
    here = stand(rows(BAD), {f"vedlegg/{name}": make() for name, (make, _) in BAD.items()})
    said = dok("pakke", DAY)
    assert (said.code, len(said.out.splitlines())) == (6, 4)
    starts = [f"Feil: {PLAN}/vedlegg/{name}: Sak 4, vedlegg {number}: " for number, name in enumerate(BAD, 1)]
    lines = said.err.splitlines()
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=True)] == starts
    assert dok("pakke", DAY, "--json").codes == [code for _, code in BAD.values()]
    assert not list((here.root / FOLDER).glob("motepakke*"))


_PEAK: Final = """
import json, sys
from dokumentmaskin.cli.boundary import run
from dokumentmaskin.cli.main import dok
code = run(dok, ["pakke", sys.argv[1], "--json"])
# Not ru_maxrss, which begins with what the program that started us used.
(peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")]
print(json.dumps([code, int(peak)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="how much memory is told otherwise elsewhere")
@pytest.mark.parametrize("paper", some(["bombe.pdf", "stort.png", "lang.pdf"], short=1))
def test_a_paper_that_is_far_too_large_is_refused_in_little_memory(stand: Stand, paper: str) -> None:
    here = stand(rows([paper]), {f"vedlegg/{paper}": BAD[paper][0]()})
    command = [sys.executable, "-c", _PEAK, DAY]
    done = subprocess.run(command, cwd=here.root, capture_output=True, check=True)
    code, kibibytes = json.loads(done.stdout.splitlines()[-1])
    assert code == 6
    assert kibibytes * 1024 < 400 * MEBIBYTE

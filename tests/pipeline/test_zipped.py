"""The papers of a package as files in a zip file: open ones apart, named, the same every time, and kept."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from dokumentmaskin.pipeline.package import Choices
from dokumentmaskin.pipeline.package.zipped import _packed
from dokumentmaskin.site.addresses import paper_name
from dokumentmaskin.workspace import Workspace
from tests.pipeline import papers
from tests.pipeline.meeting import DAY, INTERNAL, OPEN, PLAN, codes, make, meeting, statuses

CASES = """\
- tittel: Sak
  vedlegg:
    - {tittel: "Ære: «Så?» <1/2> CON", fil: a.pdf}
    - {tittel: Hemmelig, fil: b.md, unntatt: offl. § 14}
    - {tittel: Senere, ettersendes: 2022-03-09}
"""
FILES: dict[str, str | bytes] = {"a.pdf": papers.untagged("Åpent papir"), "b.md": "Hemmelig papir"}
OWN = [f"innkalling-{DAY}.pdf", f"saksliste-{DAY}.pdf"]
ZIPPED = Choices(zipped=True)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = meeting(tmp_path_factory.mktemp("zip") / "her", CASES, FILES)
    assert make(workspace, ZIPPED).errors == ()
    return workspace


def beside(workspace: Workspace, package: str) -> Path:
    return (workspace.root / package).with_suffix(".zip")


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        return package.namelist()


def test_each_edition_has_its_papers_by_case_and_name(here: Workspace) -> None:
    paper = "sak-04-vedlegg-1-aere-sa-1-2-con.pdf"
    assert names(beside(here, OPEN)) == [*OWN, paper]
    assert names(beside(here, INTERNAL)) == [*OWN, paper, "sak-04-vedlegg-2-hemmelig.pdf"]


def test_a_file_in_it_is_what_it_is_alone(here: Workspace) -> None:
    with zipfile.ZipFile(beside(here, OPEN)) as package:
        own, _, paper = map(package.read, package.namelist())
        times = {entry.date_time for entry in package.infolist()}
    assert own == (here.root / OPEN).with_name(OWN[0]).read_bytes()
    with pikepdf.open(BytesIO(paper)) as pdf:
        assert len(pdf.pages) == 1
        assert b"1/" not in pdf.pages[0].Contents[-1].read_bytes(), "it has no number in a package"
    assert len(times) == 1


def test_the_same_papers_give_the_same_bytes_and_what_a_person_has_changed_is_kept(
    here: Workspace, tmp_path: Path
) -> None:
    again = meeting(tmp_path / "der", CASES, FILES)
    mine = beside(again, OPEN)
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"PK mine")
    assert codes(make(again, ZIPPED)) == ["redigert"]
    assert mine.read_bytes() == b"PK mine"
    assert mine.with_name(f"motepakke-{DAY}.ny.zip").read_bytes() == beside(here, OPEN).read_bytes()
    assert beside(again, INTERNAL).read_bytes() == beside(here, INTERNAL).read_bytes()


def test_one_that_lies_there_follows_the_plan_and_is_moved_when_a_paper_becomes_exempt(
    tmp_path: Path,
) -> None:
    text = "Styret vurderer å si opp avtalen med leverandøren fra nyttår av."
    here = meeting(tmp_path / "her", CASES.replace(", unntatt: offl. § 14", ""), {**FILES, "b.md": text})
    make(here, ZIPPED)
    case = here.root / PLAN / "mote.yaml"
    case.write_text(case.read_text("utf-8").replace("Hemmelig, fil: b.md", "Avtalen, fil: b.md"), "utf-8")
    assert statuses(make(here))[f"motepakke-{DAY}.zip"] == "skrevet"
    assert names(beside(here, OPEN))[-1] == "sak-04-vedlegg-2-avtalen.pdf"
    case.write_text(case.read_text("utf-8").replace("fil: b.md", "fil: b.md, unntatt: offl. § 14"), "utf-8")
    make(here)
    assert not beside(here, OPEN).exists()
    moved = beside(here, INTERNAL).with_name(f"motepakke-{DAY}-tidligere.zip")
    assert names(moved)[-1] == "sak-04-vedlegg-2-avtalen.pdf"


@pytest.mark.parametrize("day", [date(1905, 6, 7), date(3000, 1, 1)])
def test_a_day_that_no_zip_file_can_say_is_no_trouble(day: date) -> None:
    assert zipfile.ZipFile(BytesIO(_packed({"a.pdf": b"a"}, day))).namelist() == ["a.pdf"]


def test_a_title_without_letters_leaves_no_trace_in_the_name_of_its_file() -> None:
    assert paper_name("4", "Vedlegg 2", "…!") == "sak-04-vedlegg-2.pdf"

"""Packages from papers of many kinds, before the validators of others."""

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.pipeline.package.editions import NOT_KEPT
from dokumentmaskin.pipeline.report import File
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.workspace import Workspace
from tests.bundle.form_pdf import FormPaper
from tests.pipeline.papers import locked, untagged
from tests.profiles import long_way
from tests.reference import REPOSITORY, copy_workspace, papers
from tests.reference.tools import missing, needs, needs_verapdf, program, run, verapdf

pytestmark = [pytest.mark.xdist_group("reference"), long_way]

ACCESSIBLE = """\
saker:
  - tittel: Åpen sak
    bakgrunn: Se [notatet](vedlegg/word.docx).
    vedlegg:
      - {tittel: Word, fil: vedlegg/word.docx}
      - {tittel: Skisse, fil: vedlegg/skisse-til-kampanje.md}
      - {tittel: OpenDocument, fil: vedlegg/apent.odt}
      - {tittel: Eksport, fil: vedlegg/eksport.pdf}
      - {tittel: Kart, fil: vedlegg/kart.jpg, alternativ_tekst: Kart over regionen}
      - {tittel: Senere, ettersendes: 2022-03-09}
  - tittel: Hemmelig tilsetting
    unntatt: offl. § 25
    bakgrunn: Lukket.
    vedlegg: [{tittel: Søknad, fil: vedlegg/soknad.md}]
"""
MIXED = """\
saker:
  - tittel: Blandet
    vedlegg:
      - {tittel: Eksport, fil: vedlegg/eksport.pdf}
      - {tittel: Nettleser, fil: vedlegg/nettleser.pdf}
      - {tittel: Uten tagger, fil: vedlegg/uten.pdf}
      - {tittel: Bilde, fil: vedlegg/kart.jpg}
      - {tittel: Beskrevet bilde, fil: vedlegg/foto.jpg, alternativ_tekst: Kart over regionen}
      - {tittel: Skjema, fil: vedlegg/skjema.pdf}
      - {tittel: A3, fil: vedlegg/a3.pdf}
      - {tittel: Skann, fil: vedlegg/skann.pdf}
      - {tittel: Faks, fil: vedlegg/faks.tif}
      - {tittel: Lysark, fil: vedlegg/lysark.pptx}
      - {tittel: Regneark, fil: vedlegg/ark.xlsx}
      - {tittel: Låst, fil: vedlegg/laast.pdf}
  - {tittel: Uten papirer}
  - tittel: Uten filer
    vedlegg:
      - {tittel: Statistikk, lenke: "https://www.osloregionen.no/"}
      - {tittel: Regnskap, ettersendes: 2022-03-09}
      - {tittel: Presentasjon, legges_fram: ja}
"""
# The papers of the mixed case; its fax has two pages.
# The first pages of the papers, from the first of them; the ninth has two.
FIRSTS = (*range(9), 10, 11, 12)


@dataclass(frozen=True)
class Packages:
    """The packages of a meeting."""

    workspace: Workspace
    files: tuple[File, ...]
    codes: frozenset[str]

    @property
    def paths(self) -> list[Path]:
        return [self.workspace.root / file.sti for file in self.files]


def make(target: Path, meeting: str, files: dict[str, bytes]) -> Packages:
    workspace = copy_workspace(target, REPOSITORY)
    # These are the cases of another summons than the one that has gone out.
    (workspace.plan / "2022/saksnummer.yaml").unlink()
    folder = workspace.plan / "2022/2022-03-11"
    (folder / "mote.yaml").write_text(meeting, encoding="utf-8")
    for name, content in files.items():
        (folder / "vedlegg" / name).write_bytes(content)
    plan = load_plan(workspace)
    report = make_package(Pipeline(workspace, plan), find_meeting(plan, "2022-03-11"), Choices())
    assert report.errors == ()
    made = tuple(file for file in report.files if file.rolle.startswith("møtepakke"))
    return Packages(workspace, made, frozenset(warning.code for warning in report.warnings))


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("kilder")
    return {**papers.office_files(folder), "nettleser.pdf": papers.from_browser(folder)}


@pytest.fixture(scope="module")
def accessible(sources: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Packages:
    files = {name: sources[name] for name in ("word.docx", "apent.odt", "eksport.pdf")}
    files |= {"kart.jpg": papers.photograph(), "soknad.md": b"Lukket innhold"}
    return make(tmp_path_factory.mktemp("god") / "ws", ACCESSIBLE, files)


@pytest.fixture(scope="module")
def mixed(sources: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Packages:
    form = FormPaper()
    form.fill()
    photograph = papers.photograph()
    files = {"uten.pdf": untagged("Uten tagger"), "kart.jpg": photograph, "foto.jpg": photograph}
    files |= {"a3.pdf": papers.landscape_a3(), "skann.pdf": papers.turned_scan(), "faks.tif": papers.fax()}
    files |= {"skjema.pdf": form.saved(), "laast.pdf": locked(user="")}
    return make(tmp_path_factory.mktemp("blandet") / "ws", MIXED, {**sources, **files})


@needs_verapdf
@pytest.mark.parametrize("flavour", ["ua1", "2b"])
def test_verapdf_accepts_packages_of_accessible_papers(accessible: Packages, flavour: str) -> None:
    assert [file.utgave for file in accessible.files] == ["åpen", "intern"]
    assert [(file.pdfa, file.pdfua) for file in accessible.files] == [
        ("2b", True)
    ] * 2  # as the weakest, the one that LibreOffice exported
    assert verapdf(flavour, accessible.paths) == ""


def test_a_package_of_all_kinds_says_what_it_lacks(mixed: Packages) -> None:
    (package,) = mixed.files
    assert (package.pdfa, package.pdfua) == (None, False)
    named = [Path(path).name for path in package.uten_tagger or ()]
    scanned = ["kart.jpg", "skann.pdf", "faks.tif"]
    assert named == ["uten.pdf", "kart.jpg", "a3.pdf", "skann.pdf", "faks.tif", "ark.xlsx", "laast.pdf"]
    assert [Path(path).name for path in package.uten_tekst or ()] == scanned
    assert NOT_KEPT not in mixed.codes
    with pikepdf.open(mixed.paths[0]) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
    assert b"pdfaid:part" not in xmp
    assert b"pdfuaid:part" not in xmp


def test_bookmarks_and_page_labels_follow_the_papers(mixed: Packages) -> None:
    reader = PdfReader(mixed.paths[0])
    assert reader.page_labels == [str(number + 1) for number in range(len(reader.pages))]
    before = len(reader.pages) - FIRSTS[-1] - 1
    firsts = [before + place for place in FIRSTS]
    (_, below) = reader.outline
    assert isinstance(below, list)
    marks = {str(mark.title): reader.get_destination_page_number(mark) for mark in _flat(below)}
    kinds = [title for title in marks if title.startswith("Vedlegg ")]
    assert [title.split()[1] for title in kinds] == [str(number) for number in range(1, 13)]
    assert [marks[title] for title in kinds] == firsts


def _flat(outline: Sequence[Any]) -> Iterator[Destination]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def test_qpdf_and_mupdf_find_no_fault(accessible: Packages, mixed: Packages) -> None:
    for path in (*accessible.paths, *mixed.paths):
        checked = run([program("qpdf"), "--check", path])
        assert checked.returncode == 0, checked.stdout + checked.stderr
        read = run([program("mutool"), "info", path])
        assert (read.returncode, read.stderr) == (0, "")


@needs("outloud")
def test_outloud_finds_no_error(accessible: Packages) -> None:
    outloud = Path(sys.executable).with_name("outloud")
    if not outloud.exists():
        missing("outloud")
    result = run([outloud, "--no-info", "--fail-on", "error", *accessible.paths])
    assert result.returncode == 0, result.stdout + result.stderr


def test_poppler_reads_the_structure_in_the_packages_order(accessible: Packages, mixed: Packages) -> None:
    pdfinfo = program("pdfinfo")
    told = run([pdfinfo, "-struct-text", accessible.paths[0]])
    assert told.stderr == ""
    words = [
        "Møtepakke",
        "Innhold",
        "Innkalling til",
        "Saksliste til",
        "Wordfilens ord",
        "Skisse til kampanje (eksempel)",
    ]
    words += ["Odtfilens ord", "Eksportens ord"]
    told_words = re.sub(r'"\n\s+" "\n\s+"', " ", told.stdout)  # an engine may set each word by itself
    places = [told_words.rindex(word) for word in words[4:]]
    assert places == sorted(places)
    first = [told_words.index(f'"{word}') for word in words[:4]]
    assert first == sorted(first)
    assert first[-1] < places[0]
    tagged = run([pdfinfo, "-struct", mixed.paths[0]]).stdout
    assert 'Part "Vedlegg 2 Nettleser"' in tagged
    assert 'Part "Vedlegg 7 A3"' not in tagged
    for path in (*accessible.paths, *mixed.paths):
        about = run([pdfinfo, path]).stdout
        assert "Optimized:       yes" in about


def test_every_page_can_be_shown(mixed: Packages, tmp_path: Path) -> None:
    result = run([program("pdftoppm"), "-r", "20", "-png", mixed.paths[0], tmp_path / "s"])
    assert (result.returncode, result.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.png"))) == mixed.files[0].sider
    shutil.rmtree(tmp_path, ignore_errors=True)

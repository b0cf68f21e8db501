"""A package is made of the documents as they lie there now, whole or not at all, and the same every time."""

import shutil
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest

from dokumentmaskin.bundle import bookmarks
from dokumentmaskin.errors import Problem
from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.package import Choices, editions
from dokumentmaskin.pipeline.pdfs import outgoing
from dokumentmaskin.plan import load_plan
from dokumentmaskin.workspace import Workspace
from tests.pipeline import papers
from tests.pipeline.meeting import DAY, FOLDER, INTERNAL, OPEN, PLAN, Package, codes, make, meeting, statuses

ONE = "- {tittel: Sak, vedlegg: [{tittel: Papir, fil: a.pdf}]}\n"
TWO = """\
- tittel: Sak
  vedlegg:
    - {tittel: Papir, fil: a.pdf}
    - {tittel: Unntatt, fil: b.md, unntatt: offl. § 14}
"""
AGENDA = f"{FOLDER}/saksliste-{DAY}"


def packaged(root: Path, cases: str, **files: bytes | str) -> Workspace:
    """A workspace with a package, of papers that end as the word before the underscore says."""
    here = meeting(root / "her", cases, {name.replace("_", "."): data for name, data in files.items()})
    assert make(here).errors == ()
    return here


def edit(file: Path, words: str) -> bytes:
    document = docx.Document(str(file))
    document.add_paragraph(words)
    document.save(str(file))
    return file.read_bytes()


def test_a_package_is_the_summons_and_the_agenda_as_they_lie(workspace: Workspace) -> None:
    assert set(statuses(make(workspace)).values()) == {"skrevet"}
    mine = edit(workspace.root / f"{AGENDA}.docx", "Lagt til av en person")
    report = make(workspace)
    assert statuses(report) == {
        f"innkalling-{DAY}.docx": "uendret",
        f"innkalling-{DAY}.pdf": "uendret",
        f"saksliste-{DAY}.docx": "bevart",
        f"saksliste-{DAY}.pdf": "skrevet",
        f"motepakke-{DAY}.pdf": "skrevet",
    }
    assert report.errors == ()
    assert (workspace.root / f"{AGENDA}.docx").read_bytes() == mine
    assert "Lagt til av en person" in Package(workspace.root / OPEN).texts[-1]
    *parts, last = [file for file in report.files if file.format == "pdf"]
    assert (last.rolle, last.pdfa, last.pdfua, last.uten_tagger) == ("møtepakke", "2a", True, ())
    cover = 2
    assert cover + sum(file.sider or 0 for file in parts) == last.sider
    assert set(statuses(make(workspace)).values()) == {"bevart", "uendret"}


def test_a_pdf_that_a_person_exported_is_the_one_that_goes_in(workspace: Workspace) -> None:
    make(workspace)
    exported = workspace.root / f"{AGENDA}.pdf"
    exported.write_bytes(papers.untagged("Eksportert fra Word"))
    report = make(workspace)
    assert statuses(report)[f"saksliste-{DAY}.pdf"] == "bevart"
    package = Package(workspace.root / OPEN)
    assert package.texts[-1] == "Eksportert fra Word 4/4"
    assert (report.files[-1].pdfua, report.files[-1].uten_tagger) == (False, (f"{AGENDA}.pdf",))
    assert "Saksliste – uten tagger: kan ikke leses av skjermleser" in package.texts[1]
    assert "Sak 1 Godkjenning av innkalling og saksliste" in package.texts[1]


def test_a_pdf_that_a_person_exported_is_cleaned_like_any_paper(workspace: Workspace) -> None:
    make(workspace)
    exported = workspace.root / f"{AGENDA}.pdf"
    exported.write_bytes(papers.starting())
    report = make(workspace)
    assert {"skript-fjernet", "programstart-fjernet"} <= {warning.code for warning in report.warnings}
    with pikepdf.open(workspace.root / OPEN) as package:
        actions = [one.get("/A") for page in package.pages for one in page.obj.get("/Annots", ())]
    assert not any(action is not None and action.S == "/Launch" for action in actions)
    assert exported.read_bytes() == papers.starting()
    pipeline = Pipeline(workspace, load_plan(workspace))
    rows = {Path(file.sti).name: file for file in report.files}
    row, data = outgoing(pipeline, rows[exported.name])
    assert (row.pdfua, b"/Launch" in data, b"regne.exe" in exported.read_bytes()) == (False, False, True)
    own = rows[f"innkalling-{DAY}.pdf"]
    assert outgoing(pipeline, own) == (own, (workspace.root / own.sti).read_bytes())


def test_a_letter_is_followed_by_what_is_attached(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Kari", "Innspill"
    mail.set_content("Her er notatet.")
    mail.add_attachment("# Notat\n\nTekst", subtype="markdown", filename="notat.md")
    mail.add_attachment(papers.untagged("Kart"), maintype="application", subtype="pdf", filename="kart.pdf")
    mail.add_attachment(b"1", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    here = meeting(tmp_path / "her", ONE.replace("a.pdf", "a.eml"), {"a.eml": mail.as_bytes()})
    report = make(here)
    assert report.errors == ()
    assert {"indre-fil-ikke-med", "vedlegg-uten-tagger"} <= {one.code for one in report.warnings}
    package = Package(here.root / OPEN)
    assert ["Innspill" in package.texts[-3], package.texts[-2].startswith("Notat")] == [True, True]
    assert "smime.p7s (ikke med)" in package.texts[-3]
    with pikepdf.open(here.root / OPEN) as pdf:
        titles = [titles[-1] for titles, _ in bookmarks(pdf)]
    assert titles[-4:] == ["Vedlegg til e-posten", "notat.md", "Notat", "kart.pdf"]


def test_a_file_in_a_zip_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mappe/tom.pdf", b"")
        package.writestr("mappe/skadet.pdf", b"%PDF-1.7 ikke mer")
    here = meeting(tmp_path / "her", ONE.replace("a.pdf", "a.zip"), {"a.zip": target.getvalue()})
    (error,) = make(here).errors
    assert [str(problem.place) for problem in error.problems] == [f"{PLAN}/a.zip/mappe/skadet.pdf"]


def test_the_line_on_a_page_covers_no_answer(tmp_path: Path) -> None:
    here = packaged(tmp_path, ONE, a_pdf=papers.answered("Svar nederst på siden"))
    with pypdfium2.PdfDocument((here.root / OPEN).read_bytes()) as package:
        words = package[len(package) - 1].get_textpage()
        answer, line = (words.search(text).get_next() for text in ("siden", "Sak 4"))
        assert answer is not None
        assert line is not None
        end = words.get_charbox(answer[0] + answer[1] - 1)[2]
        assert words.get_charbox(line[0])[0] > end + 20


def test_a_package_that_a_person_has_changed_is_kept(workspace: Workspace) -> None:
    make(workspace)
    target, mine = workspace.root / OPEN, papers.untagged("Min", "egen")
    target.write_bytes(mine)
    report = make(workspace)
    assert [error.exit_code for error in report.errors] == [7]
    assert target.read_bytes() == mine
    old, new = report.files[-2:]
    assert (old.sti, old.status, old.sider) == (OPEN, "bevart", 2)
    assert (old.pdfua, old.uten_tagger, new.pdfua, new.uten_tagger) == (False, None, True, ())
    assert statuses(report)[f"motepakke-{DAY}.ny.pdf"] == "skrevet"


@pytest.mark.parametrize("template", ["innkalling", "saksliste", "motepakke"])
def test_no_package_is_made_when_a_part_failed(workspace: Workspace, template: str) -> None:
    (workspace.templates / f"bokmal/{template}.docx").unlink()
    assert [error.exit_code for error in make(workspace).errors] == [4]
    assert not (workspace.root / OPEN).exists()


@pytest.mark.usefixtures("made_anew")
def test_the_same_plan_gives_the_same_bytes_again_and_elsewhere(tmp_path: Path) -> None:
    here = packaged(tmp_path, TWO, a_pdf=papers.untagged("Papir"), b_md="Unntatt")
    first = {name: (here.root / name).read_bytes() for name in (OPEN, INTERNAL)}
    assert set(statuses(make(here)).values()) == {"uendret"}
    there = tmp_path / "et annet sted" / "år"
    shutil.copytree(here.root, there, ignore=shutil.ignore_patterns("output"))
    shutil.rmtree(here.output)
    for workspace in (here, Workspace(there.resolve())):
        make(workspace)
        assert {name: (workspace.root / name).read_bytes() for name in first} == first


def test_a_paper_that_has_changed_makes_the_package_anew(tmp_path: Path) -> None:
    here = packaged(tmp_path, ONE, a_pdf=papers.untagged("Før"))
    (here.root / PLAN / "a.pdf").write_bytes(papers.untagged("Etter"))
    assert statuses(make(here))[f"motepakke-{DAY}.pdf"] == "skrevet"
    package = Package(here.root / OPEN)
    assert (package.pages_with("Etter"), package.pages_with("Før")) == ([len(package.texts)], [])


# What it claims, and what is asked of it


BARE, PICTURED = "    - {tittel: Papir, fil: a.pdf}\n", "    - {tittel: Bilde, fil: b.png}\n"


@pytest.mark.parametrize(
    ("listed", "level"), [(PICTURED, "2b"), (PICTURED + BARE, None), (BARE + PICTURED, None)]
)
def test_a_package_claims_what_all_of_it_keeps(tmp_path: Path, listed: str, level: str | None) -> None:
    files: dict[str, str | bytes] = {"a.pdf": papers.untagged("Papir"), "b.png": papers.picture()}
    here = meeting(tmp_path / "her", f"- tittel: Sak\n  vedlegg:\n{listed}", files)
    report = make(here)
    assert (report.files[-1].pdfa, report.files[-1].pdfua) == (level, False)
    assert "pakke-holder-ikke" not in {warning.code for warning in report.warnings}
    with pikepdf.open(here.root / OPEN) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
    assert (b"pdfaid:part" in xmp, b"pdfuaid:part" in xmp) == (level is not None, False)


def test_a_package_that_must_be_accessible_names_all_that_is_not(tmp_path: Path) -> None:
    rows = "".join(f"    - {{tittel: Papir, fil: {name}}}\n" for name in ("a.pdf", "b.md", "c.pdf"))
    files: dict[str, str | bytes] = {
        "a.pdf": papers.untagged("Uten tagger"),
        "b.md": "Godt",
        "c.pdf": papers.scan(),
    }
    here = meeting(tmp_path / "her", f"- tittel: Sak\n  vedlegg:\n{rows}", files)
    report = make(here, Choices(require_ua=True))
    (error,) = report.errors
    assert (error.exit_code, codes(report)) == (6, ["ikke-pdfua"] * 2)
    assert [str(problem.place) for problem in error.problems] == [f"{PLAN}/a.pdf", f"{PLAN}/c.pdf"]
    assert not (here.root / OPEN).exists()


def test_a_package_that_must_be_accessible_stops_when_the_whole_is_not(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "_broken", lambda *_: (Problem("en-regel", "En regel er brutt."),))
    report = make(workspace)
    assert (report.errors, report.files[-1].pdfua) == ((), False)
    assert [warning.code for warning in report.warnings] == ["pakke-holder-ikke"]
    before = (workspace.root / OPEN).read_bytes()
    (error,) = make(workspace, Choices(require_ua=True)).errors
    assert (error.exit_code, "En regel er brutt." in str(error)) == (6, True)
    assert (workspace.root / OPEN).read_bytes() == before


def test_a_package_that_must_be_accessible_is_made_of_accessible_papers(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", ONE, {"a.pdf": papers.tagged("Godt")})
    report = make(here, Choices(require_ua=True))
    assert (report.errors, report.files[-1].pdfua) == ((), True)


def test_notes_and_scripts_are_taken_out_and_told(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", ONE, {"a.pdf": papers.noted()})
    report = make(here)
    assert {"merknader-fjernet", "skript-fjernet"} <= {warning.code for warning in report.warnings}
    with pikepdf.open(here.root / OPEN) as pdf:
        assert not len(pdf.pages[-1].obj.get("/Annots", ()))
        assert "/OpenAction" not in pdf.Root


def test_notes_stay_when_they_are_asked_for(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", ONE, {"a.pdf": papers.noted()})
    report = make(here, Choices(keep_annotations=True))
    assert "merknader-fjernet" not in {warning.code for warning in report.warnings}
    with pikepdf.open(here.root / OPEN) as pdf:
        assert [str(note.Contents) for note in pdf.pages[-1].obj.Annots] == ["Se på dette"]
        assert "/OpenAction" not in pdf.Root


def test_a_lock_against_changes_is_opened_and_told(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", ONE, {"a.pdf": papers.locked(user="")})
    report = make(here)
    assert report.errors == ()
    assert "vedlegg-last-opp" in {warning.code for warning in report.warnings}
    assert not pikepdf.open(here.root / OPEN).is_encrypted

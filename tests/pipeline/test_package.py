"""A meeting's package: what is in it, what is told of it, and what is not in the open one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdf
import pytest

from dokumentmaskin.pdf import choice
from dokumentmaskin.pipeline import Pipeline, Report
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loader import load_plan
from dokumentmaskin.plan.meetings import find_meeting
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan
from tests.pipeline import papers

FOLDER = "output/2022-03-11-klima"
OPEN = f"{FOLDER}/motepakke-2022-03-11.pdf"
INTERNAL = f"{FOLDER}/motepakke-intern-2022-03-11.pdf"
MEETING = "2022/2022-03-11"

MANY = """\
saker:
  - tittel: Budsjett 2023
    bakgrunn: Se [notatet](vedlegg/z.md) og [nettet](https://www.osloregionen.no/).
    vedlegg:
      - {tittel: Notat, fil: vedlegg/z.md}
      - {tittel: Rapport, fil: vedlegg/a.pdf}
      - {tittel: Senere, ettersendes: 2022-03-09}
      - {tittel: Muntlig, legges_fram: ja}
      - {tittel: Nettside, lenke: "https://www.osloregionen.no/"}
  - tittel: Uten papirer
"""


def make(workspace: Workspace, choices: Choices | None = None) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    return make_package(pipeline, find_meeting(pipeline.plan, "2022-03-11"), choices or Choices())


def statuses(report: Report) -> dict[str, str]:
    return {Path(file.sti).name: file.status for file in report.files}


def codes(report: Report) -> list[str]:
    return [problem.code for error in report.errors for problem in error.problems]


@dataclass(frozen=True)
class Prepared:
    """A workspace whose meeting has papers."""

    workspace: Workspace

    @property
    def package(self) -> pikepdf.Pdf:
        return pikepdf.open(self.workspace.root / OPEN)

    def texts(self, name: str = OPEN) -> list[str]:
        return [
            " ".join(page.extract_text().split())
            for page in pypdf.PdfReader(self.workspace.root / name).pages
        ]


@pytest.fixture
def prepare(write_plan: WritePlan) -> Any:
    def prepared(meeting: str, files: Mapping[str, bytes]) -> Prepared:
        placed = {f"plan/{MEETING}/vedlegg/{name}": content for name, content in files.items()}
        return Prepared(write_plan(møter={MEETING: meeting}, andre=placed))

    return prepared


@pytest.fixture
def many(prepare: Any) -> Prepared:
    prepared: Prepared = prepare(
        MANY, {"z.md": b"# Notat\n\nNotatets ord", "a.pdf": papers.untagged("Rapportens ord", 2)}
    )
    return prepared


# What is in it


def test_everything_stands_in_the_plans_order_with_its_page(many: Prepared) -> None:
    report = make(many.workspace)
    assert report.errors == ()
    texts = many.texts()
    contents = texts[1]
    lines = [
        "Innkalling",
        "Saksliste",
        "Sak 4 Budsjett 2023",
        "Vedlegg 1 Notat",
        "Vedlegg 2 Rapport",
        "Vedlegg 3 Senere",
    ]
    lines += ["Vedlegg 4 Muntlig", "Vedlegg 5 Nettside", "Sak 5 Uten papirer"]
    places = [contents.index(line) for line in lines]
    assert places == sorted(places)
    for words in ("ettersendes senest 9. mars 2022", "legges fram i møtet", "Ingen skriftlige sakspapirer"):
        assert words in contents.replace("\N{NO-BREAK SPACE}", " ")
    assert "uten tagger" in contents
    assert [number for number, text in enumerate(texts, 1) if "Notatets ord" in text] == [6]
    assert re.search(r"Vedlegg 1 Notat 6\b", contents)
    assert re.search(r"Vedlegg 2 Rapport .*? 7\b", contents)


def contents_links(pdf: pikepdf.Pdf) -> list[int]:
    """The pages that the links of the contents lead to, from top to bottom and left to right."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found = [a for a in pdf.pages[1].obj.Annots if "/Dest" in a]
    found.sort(key=lambda a: (-round(float(a.Rect[1])), float(a.Rect[0])))
    return [numbers[a.Dest[0].objgen] for a in found]


def test_every_line_of_the_contents_leads_to_the_page_that_it_names(many: Prepared) -> None:
    make(many.workspace)
    with many.package as pdf:
        assert set(contents_links(pdf)) == {3, 5, 6, 7}
        outside = [str(a.A.URI) for a in pdf.pages[1].obj.Annots if "/A" in a]
        assert set(outside) == {"https://www.osloregionen.no/"}
        printed = set(re.findall(r"\d+", many.texts()[1]))
        assert {str(number) for number in contents_links(pdf)} <= printed


def test_a_link_in_a_text_leads_to_the_paper_inside_the_package(many: Prepared) -> None:
    make(many.workspace)
    with many.package as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        agenda = [a for page in pdf.pages[3:5] for a in page.obj.get("/Annots", ()) if "/Dest" in a]
        assert [numbers[a.Dest[0].objgen] for a in agenda] == [6]


def test_bookmarks_and_labels_follow_the_meeting(many: Prepared) -> None:
    make(many.workspace)
    reader = pypdf.PdfReader(many.workspace.root / OPEN)

    def titles(items: Any) -> list[Any]:
        return [titles(item) if isinstance(item, list) else str(item.title) for item in items]

    root, inner = titles(reader.outline)
    assert root == "Møtepakke fredag\N{NO-BREAK SPACE}11.\N{NO-BREAK SPACE}mars 2022".replace(
        "\N{NO-BREAK SPACE}11", " 11"
    )
    flat = [title for title in inner if isinstance(title, str)]
    assert flat == ["Omslag og innhold", "Innkalling", "Saksliste", "Sak 4 Budsjett 2023"]
    assert [title for title in inner[-1] if isinstance(title, str)] == [
        "Vedlegg 1 Notat",
        "Vedlegg 2 Rapport",
    ]
    assert reader.page_labels == ["1", "2", "3", "4", "5", "4.1-1", "4.2-1", "4.2-2"]


def test_each_page_of_a_paper_says_where_it_belongs(many: Prepared) -> None:
    make(many.workspace)
    texts = many.texts()
    assert "Sak 4 · Vedlegg 1 · side 1 av 1" in texts[5]
    assert "Sak 4 · Vedlegg 2 · side 2 av 2" in texts[7]
    assert not any("· side" in text for text in texts[:5])


def test_paper_ten_comes_after_nine(prepare: Any) -> None:
    rows = "\n".join(f"      - {{tittel: Nr {n}, fil: vedlegg/{100 - n}.pdf}}" for n in range(1, 12))
    files = {f"{100 - n}.pdf": papers.untagged(f"Innhold {n}.") for n in range(1, 12)}
    prepared = prepare(f"saker:\n  - tittel: Mange\n    vedlegg:\n{rows}\n", files)
    make(prepared.workspace)
    found = re.findall(r"Innhold (\d+)\.", " ".join(prepared.texts()))
    assert found == [str(n) for n in range(1, 12)]


def test_the_package_is_of_the_documents_as_they_lie(workspace: Workspace) -> None:
    assert set(statuses(make(workspace)).values()) == {"skrevet"}
    agenda = workspace.root / FOLDER / "saksliste-2022-03-11.docx"
    document = docx.Document(str(agenda))
    document.add_paragraph("Lagt til av en person")
    document.save(str(agenda))
    mine = agenda.read_bytes()
    report = make(workspace)
    assert statuses(report)["saksliste-2022-03-11.docx"] == "bevart"
    assert agenda.read_bytes() == mine
    assert "Lagt til av en person" in Prepared(workspace).texts()[-1]
    *_, last = report.files
    assert (last.rolle, last.pdfa, last.pdfua, last.uten_tagger) == ("møtepakke", "2a", True, ())
    assert set(statuses(make(workspace)).values()) == {"bevart", "uendret"}


def test_the_same_plan_gives_the_same_bytes(many: Prepared) -> None:
    make(many.workspace)
    first = (many.workspace.root / OPEN).read_bytes()
    (many.workspace.root / OPEN).unlink()
    make(many.workspace)
    assert (many.workspace.root / OPEN).read_bytes() == first


def test_a_package_that_a_person_has_changed_is_kept(workspace: Workspace) -> None:
    make(workspace)
    target, mine = workspace.root / OPEN, BytesIO()
    writer = pypdf.PdfWriter(target)
    writer.add_blank_page()
    writer.write(mine)
    target.write_bytes(mine.getvalue())
    report = make(workspace)
    assert [error.exit_code for error in report.errors] == [7]
    assert target.read_bytes() == mine.getvalue()
    assert statuses(report)["motepakke-2022-03-11.ny.pdf"] == "skrevet"


@pytest.mark.parametrize("template", ["innkalling", "saksliste", "motepakke"])
def test_no_package_is_made_when_a_part_failed(workspace: Workspace, template: str) -> None:
    (workspace.templates / f"bokmal/{template}.docx").unlink()
    report = make(workspace)
    assert [error.exit_code for error in report.errors] == [4]
    assert not (workspace.root / OPEN).exists()


# What is told of it


def test_what_a_screen_reader_cannot_read_is_counted_and_named(prepare: Any) -> None:
    meeting = """\
saker:
  - tittel: Blandet
    vedlegg:
      - {tittel: God, fil: vedlegg/god.pdf}
      - {tittel: Uten tagger, fil: vedlegg/uten.pdf}
      - {tittel: Skannet, fil: vedlegg/skannet.pdf}
"""
    files = {
        "god.pdf": papers.tagged("God", "Godt"),
        "uten.pdf": papers.untagged("Uten"),
        "skannet.pdf": papers.scan(),
    }
    prepared = prepare(meeting, files)
    report = make(prepared.workspace)
    *_, package = report.files
    folder = f"plan/{MEETING}/vedlegg"
    assert package.uten_tagger == (f"{folder}/uten.pdf", f"{folder}/skannet.pdf")
    assert package.uten_tekst == (f"{folder}/skannet.pdf",)
    assert (package.pdfa, package.pdfua) == (None, False)
    told = {w.code: w.message for w in report.warnings}
    assert told["vedlegg-uten-tagger"].startswith("Sak 4, vedlegg 2:")
    assert told["vedlegg-uten-tekst"].startswith("Sak 4, vedlegg 3:")
    with prepared.package as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
    assert b"pdfuaid" not in xmp
    assert b"pdfaid:part" not in xmp
    assert "skannet uten tekst" in prepared.texts()[1]


def test_a_package_that_must_be_accessible_names_all_that_is_not(many: Prepared) -> None:
    report = make(many.workspace, Choices(require_ua=True))
    assert codes(report) == ["ikke-pdfua"]
    assert [error.exit_code for error in report.errors] == [6]
    assert str(report.errors[0].problems[0].place).endswith("vedlegg/a.pdf")
    assert not (many.workspace.root / OPEN).exists()


def test_notes_and_scripts_are_taken_out_and_told(prepare: Any) -> None:
    meeting = "saker:\n  - tittel: Sak\n    vedlegg: [{tittel: Notert, fil: vedlegg/n.pdf}]\n"
    prepared = prepare(meeting, {"n.pdf": papers.noted()})
    warnings = {w.code for w in make(prepared.workspace).warnings}
    assert "merknader-fjernet" in warnings
    assert any("skript" in code for code in warnings)
    with prepared.package as pdf:
        assert "/Annots" not in pdf.pages[-1].obj or not len(pdf.pages[-1].obj.Annots)
    make(prepared.workspace, Choices(keep_annotations=True))
    with prepared.package as pdf:
        assert [str(a.Contents) for a in pdf.pages[-1].obj.Annots] == ["Se på dette"]


def test_a_lock_against_changes_is_opened_and_told(prepare: Any) -> None:
    meeting = "saker:\n  - tittel: Sak\n    vedlegg: [{tittel: Låst, fil: vedlegg/l.pdf}]\n"
    prepared = prepare(meeting, {"l.pdf": papers.locked(user="")})
    report = make(prepared.workspace)
    assert not report.errors
    assert any("låst" in w.message for w in report.warnings)


def test_a_password_opens_a_locked_paper(prepare: Any) -> None:
    meeting = "saker:\n  - tittel: Sak\n    vedlegg: [{tittel: Låst, fil: vedlegg/l.pdf}]\n"
    prepared = prepare(meeting, {"l.pdf": papers.locked()})
    (error,) = make(prepared.workspace).errors
    assert "--passord-fil" in str(error)
    (error,) = make(prepared.workspace, Choices(passwords=("feil",))).errors
    assert error.exit_code == 6
    assert not make(prepared.workspace, Choices(passwords=("feil", "hemmelig"))).errors
    with prepared.package as pdf:
        assert not pdf.is_encrypted


# What cannot be used

BAD = {
    "tom.pdf": b"",
    "avkuttet.pdf": papers.untagged("x", 3)[:400],
    "ikke.pdf": b"<html>nei</html>",
    "last.pdf": papers.locked(),
    "ring.pdf": papers.looping(),
    "bombe.pdf": papers.bomb(),
    "lang.pdf": papers.untagged("x", 3001),
    "stort.png": papers.huge_picture(),
    "ukjent.xyz": b"noe",
    "ikke.docx": b"PK nei",
}


def test_all_that_cannot_be_used_is_named_in_one_run_and_no_package_made(prepare: Any) -> None:
    rows = "\n".join(f"      - {{tittel: Nr, fil: vedlegg/{name}}}" for name in BAD)
    good = {"god.md": b"Godt"}
    prepared = prepare(
        f"saker:\n  - tittel: Sak\n    vedlegg:\n      - {{tittel: God, fil: vedlegg/god.md}}\n{rows}\n",
        {**BAD, **good},
    )
    (error,) = make(prepared.workspace).errors
    assert error.exit_code == 6
    named = {str(problem.place).rsplit("/", 1)[1] for problem in error.problems}
    assert named == set(BAD)
    for number, name in enumerate(BAD, 2):
        assert any(p.message.startswith(f"Sak 4, vedlegg {number}: ") for p in error.problems), name
    assert all(problem.advice for problem in error.problems)
    assert not (prepared.workspace.root / OPEN).exists()


def test_an_office_file_without_libreoffice_says_what_to_do(
    prepare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "find_soffice", lambda: None)
    monkeypatch.setattr("dokumentmaskin.pdf.libreoffice.find_soffice", lambda: None)
    meeting = "saker:\n  - tittel: Sak\n    vedlegg: [{tittel: Ark, fil: vedlegg/ark.ods}]\n"
    with_type = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    (error,) = make(prepare(meeting, {"ark.ods": with_type}).workspace).errors
    assert error.exit_code == 6
    assert "ark.ods" in str(error)


# What is exempt

SECRETS = (
    "Zebraord",
    "Giraffnavn",
    "Flodhestfil",
    "Neshorntekst",
    "Elefantforslag",
    "Gepardperson",
    "Løvetittel",
    "Tigeralt",
)
EXEMPT = """\
saker:
  - tittel: Tilsetting av Giraffnavn
    innleder: Gepardperson
    bakgrunn: Neshorntekst om saken.
    forslag_til_vedtak: Elefantforslag
    unntatt: {hjemmel: offl. § 25, tittel: Personalsak}
    vedlegg:
      - {tittel: Søknad Løvetittel, fil: vedlegg/Flodhestfil.pdf}
      - {tittel: Kart, fil: vedlegg/kart.png, alternativ_tekst: Tigeralt}
  - tittel: Åpen sak
    vedlegg:
      - {tittel: Åpent notat, fil: vedlegg/apent.md}
      - {tittel: Tilbud Løvetittel, fil: vedlegg/tilbud.pdf, unntatt: offl. § 23}
"""


@pytest.fixture
def exempt(prepare: Any) -> Prepared:
    files = {
        "Flodhestfil.pdf": papers.tagged("Giraffnavn", "Zebraord i dokumentet"),
        "kart.png": papers.picture(),
        "apent.md": "Åpent innhold".encode(),
        "tilbud.pdf": papers.untagged("Zebraord"),
    }
    prepared: Prepared = prepare(EXEMPT, files)
    return prepared


def everything(file: Path) -> bytes:
    """All that a file says, with its streams unpacked and its strings in every way that they can be written."""
    with pikepdf.open(file) as pdf:
        target = BytesIO()
        pdf.save(
            target, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
        )
        strings = [str(value) for thing in pdf.objects for value in _strings(thing, 0)]
    shown = [page.extract_text() for page in pypdf.PdfReader(file).pages]
    return file.read_bytes() + target.getvalue() + "\n".join([*strings, *shown]).encode()


def _strings(thing: Any, depth: int) -> list[Any]:
    if isinstance(thing, pikepdf.String):
        return [thing]
    if depth > 6 or not isinstance(thing, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        return []
    inner = list(thing) if isinstance(thing, pikepdf.Array) else [v for _, v in thing.items()]
    direct = [v for v in inner if not getattr(v, "is_indirect", False)]
    return [found for value in direct for found in _strings(value, depth + 1)]


def test_nothing_of_what_is_exempt_is_in_the_open_package(exempt: Prepared) -> None:
    report = make(exempt.workspace)
    assert report.errors == ()
    said = everything(exempt.workspace.root / OPEN)
    for secret in SECRETS:
        for encoding in ("utf-8", "utf-16-be", "latin-1"):
            assert secret.encode(encoding) not in said, (secret, encoding)
            assert secret.encode(encoding).hex().encode() not in said.lower(), (secret, encoding)
    texts = " ".join(exempt.texts())
    assert "Åpent innhold" in texts
    contents = exempt.texts()[1]
    assert "Sak 4 Personalsak" in contents
    assert "offl. § 25" in contents
    assert "offl. § 23" in contents
    assert "Én sak er unntatt offentlighet" in contents
    for name in ("innkalling", "saksliste"):
        own = everything(exempt.workspace.root / FOLDER / f"{name}-2022-03-11.pdf")
        assert not [secret for secret in SECRETS if secret.encode() in own]


def test_the_internal_package_has_everything_and_says_so(exempt: Prepared) -> None:
    report = make(exempt.workspace)
    assert [f.rolle for f in report.files if f.rolle.startswith("møte")] == ["møtepakke", "møtepakke-intern"]
    texts = " ".join(exempt.texts(INTERNAL))
    said = everything(exempt.workspace.root / INTERNAL)
    for secret in ("Zebraord", "Giraffnavn", "Neshorntekst", "Elefantforslag", "Gepardperson", "Løvetittel"):
        assert secret in texts, secret
    assert "Tigeralt".encode("utf-16-be") in said or b"Tigeralt" in said
    assert "Intern utgave" in texts
    assert "Sak 4 · Vedlegg 1 · side 1 av 1 · Unntatt offentlighet, offl. § 25" in texts
    internal = next(f for f in report.files if f.rolle == "møtepakke-intern")
    assert internal.uten_tagger == (f"plan/{MEETING}/vedlegg/tilbud.pdf",)
    public = next(f for f in report.files if f.rolle == "møtepakke")
    assert (public.uten_tagger, public.pdfua) == ((), True)


def test_neither_package_is_written_when_one_cannot_be(exempt: Prepared) -> None:
    (exempt.workspace.root / f"plan/{MEETING}/vedlegg/tilbud.pdf").write_bytes(b"")
    assert [error.exit_code for error in make(exempt.workspace).errors] == [6]
    assert not (exempt.workspace.root / OPEN).exists()
    assert not (exempt.workspace.root / INTERNAL).exists()

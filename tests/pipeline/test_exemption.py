"""What is exempt from public access is in the internal package whole, and in the open one not with a word."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from dokumentmaskin.document import render
from dokumentmaskin.pipeline import Report, making
from dokumentmaskin.workspace import Workspace
from tests.bundle.tagged import saved
from tests.pipeline import papers
from tests.pipeline.everything import Everything
from tests.pipeline.meeting import DAY, FOLDER, INTERNAL, OPEN, PLAN, Package, codes, make, meeting, statuses
from tests.profiles import WRITTEN_LANGUAGES, some

# What takes long to make for all of them is made by one worker.
pytestmark = pytest.mark.xdist_group("exemption")


CASES: Final = """\
- tittel: Tilsetting av Giraffnavn
  type: vedtak
  innleder: Gepardperson
  oppfølging_av: Antilopesak
  prioritering: Sjimpanseprioritet
  bakgrunn: |
    Neshornbakgrunn om saken. Se [Okapilenken](hemmelig/flodhestfil.pdf).
  vurdering: Krokodillevurdering er gjort.
  forslag_til_vedtak: Elefantvedtak
  alternative_forslag: [{fra: Oterparti, tekst: Grevlingforslag}]
  underpunkter: [{tittel: Røyskattpunkt, tekst: Bevertekst}]
  tidligere_behandling: [12/21]
  unntatt: {hjemmel: offl. § 25, tittel: Personalsak}
  vedlegg:
    - {tittel: Søknad Løvetittel, fil: hemmelig/flodhestfil.pdf}
    - {tittel: Kart Pumatittel, fil: hemmelig/panterbilde.png, alternativ_tekst: Tigeralternativ}
    - {tittel: Pandatittel, ettersendes: 2022-03-09}
    - {tittel: Koalatittel, legges_fram: ja}
    - {tittel: Gorillatittel, lenke: "https://ulveadresse.example/"}
- tittel: Helt hemmelig Bjørnetittel
  unntatt: offl. § 14
- tittel: Åpen sak
  bakgrunn: Les [det åpne](åpent/notat.pdf).
  vedlegg:
    - {tittel: Åpent notat, fil: åpent/notat.pdf}
    - tittel: Tilbud Jaguartittel
      fil: hemmelig/leopardfil.pdf
      unntatt: {hjemmel: offl. § 23, tittel: Tilbud fra leverandør}
    - {tittel: Isbjørntittel, ettersendes: 2022-03-08, unntatt: offl. § 13}
    - {tittel: Vaskebjørntittel, lenke: "https://rotteadresse.example/", unntatt: offl. § 13}
    - {tittel: Hyenetittel, fil: hemmelig/elg.md, unntatt: offl. § 13}
    - {tittel: Siste åpne, fil: åpent/siste.md}
- tittel: Bare et unntatt papir
  vedlegg:
    - {tittel: Gaupetittel, fil: hemmelig/jervfil.png, alternativ_tekst: Sebraalternativ, unntatt: offl. § 15}
"""
MESSAGES: Final = """\
meldinger:
  - {tittel: Åpent brev, fra: Statsforvalteren, dato: 2022-03-01, fil: åpent/siste.md}
  - {tittel: Hareskriv, fra: Lemenavsender, fil: hemmelig/mus.md, unntatt: offl. § 13}
"""
# Every word below stands somewhere in what is exempt, and nowhere else.
SECRET: Final = {
    "case": [
        "Giraffnavn",
        "Gepardperson",
        "Antilopesak",
        "Sjimpanseprioritet",
        "Neshornbakgrunn",
        "Okapilenken",
    ],
    "parts": ["Oterparti", "Grevlingforslag", "Røyskattpunkt", "Bevertekst"],
    "messages": ["Hareskriv", "Lemenavsender", "Museord"],
    "texts": ["Krokodillevurdering", "Elefantvedtak", "Bjørnetittel"],
    "titles": ["Løvetittel", "Pumatittel", "Jaguartittel", "Hyenetittel", "Gaupetittel"],
    "not there": ["Pandatittel", "Koalatittel", "Gorillatittel", "Isbjørntittel", "Vaskebjørntittel"],
    "addresses": ["ulveadresse", "rotteadresse"],
    "words": ["Zebraord", "Kamelord", "Elgord", "Elgoverskrift"],
    "descriptions": ["Tigeralternativ", "Sebraalternativ"],
    "inside": ["Lamabokmerke", "Måralt", "Ilderlag", "Muldyrtittel"],
}
# What a package does not take along, or only from a text that names it.
FILE_NAMES: Final = ["flodhestfil", "panterbilde", "leopardfil", "jervfil", "hemmelig/"]
LEFT_BEHIND: Final = ["Bisonforfatter", "Revelabel", "Maurmål"]
PIXELS: Final = bytes(range(1, 181))


def pictured(scale: int) -> bytes:
    """A picture whose pixels are like no other's."""
    image = Image.frombytes("RGB", (10, 6), bytes(value // scale for value in PIXELS))
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def telling() -> bytes:
    """A tagged PDF that says things in all the places where a PDF can."""
    with pikepdf.open(BytesIO(papers.tagged("# Zebraord\n\nKamelord.", "Muldyrtittel"))) as pdf:
        with pdf.open_metadata() as xmp:
            xmp["dc:creator"] = ["Bisonforfatter"]
        pdf.docinfo["/Author"] = "Bisonforfatter"
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Lamabokmerke", 0))
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Revelabel"))]))
        element = pdf.Root.StructTreeRoot.K
        element = element[0] if isinstance(element, Array) else element
        element.Alt = element.T = element.ActualText = String("Måralt")
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Ilderlag")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
        named = Array([String("Maurmål"), Array([pdf.pages[0].obj, Name.Fit])])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=named))
        return saved(pdf)


def pointing() -> bytes:
    """An open PDF with links to an exempt paper by its file name."""
    with pikepdf.open(BytesIO(papers.untagged("Det åpne notatet"))) as pdf:
        rectangle = Array([72, 690, 200, 720])
        target = Dictionary(Type=Name.Filespec, F=String("../hemmelig/leopardfil.pdf"))
        actions = [
            Dictionary(S=Name.GoToR, F=target, D=Array([0, Name.Fit])),
            Dictionary(S=Name.URI, URI=String("../hemmelig/leopardfil.pdf")),
            Dictionary(S=Name.URI, URI=String("leopardfil.pdf#page=1")),
        ]
        pdf.pages[0].obj.Annots = Array(
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rectangle, A=action))
            for action in actions
        )
        return saved(pdf)


FILES: Final[dict[str, str | bytes]] = {
    "hemmelig/panterbilde.png": pictured(1),
    "hemmelig/jervfil.png": pictured(2),
    "hemmelig/elg.md": "# Elgoverskrift\n\nElgord\n",
    "hemmelig/mus.md": "Museord\n",
    "åpent/siste.md": "Siste ord om [tilbudet](../hemmelig/leopardfil.pdf).\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Report]:
    """Both packages of a meeting where much is exempt."""
    files = {
        **FILES,
        "hemmelig/flodhestfil.pdf": telling(),
        "hemmelig/leopardfil.pdf": papers.untagged("Zebraord"),
        "åpent/notat.pdf": pointing(),
    }
    here = meeting(tmp_path_factory.mktemp("unntatt") / "her", CASES, files, MESSAGES)
    return here, make(here)


@pytest.fixture(scope="module")
def open_one(made: tuple[Workspace, Report]) -> Everything:
    return Everything(made[0].root / OPEN)


@pytest.fixture(scope="module")
def internal(made: tuple[Workspace, Report]) -> Everything:
    return Everything(made[0].root / INTERNAL)


@pytest.mark.parametrize("kind", SECRET)
def test_nothing_of_it_is_in_the_open_package(open_one: Everything, kind: str) -> None:
    assert [word for word in SECRET[kind] if open_one.has(word)] == []


@pytest.mark.parametrize("kind", SECRET)
def test_all_of_it_is_in_the_internal_package(internal: Everything, kind: str) -> None:
    assert [word for word in SECRET[kind] if not internal.has(word)] == []


def test_no_exempt_file_is_named_in_the_open_package(open_one: Everything) -> None:
    assert [word for word in FILE_NAMES if open_one.has(word)] == []


def test_no_package_has_what_a_paper_says_of_itself_as_a_file(
    open_one: Everything, internal: Everything
) -> None:
    assert [word for word in LEFT_BEHIND if open_one.has(word) or internal.has(word)] == []


@pytest.mark.parametrize("scale", [1, 2])
def test_a_pictures_pixels_are_in_the_internal_package_alone(
    open_one: Everything, internal: Everything, scale: int
) -> None:
    row = bytes(value // scale for value in PIXELS)[30:60]
    assert (open_one.has_bytes(row), internal.has_bytes(row)) == (False, True)


@pytest.mark.parametrize("role", ["innkalling", "saksliste"])
def test_the_meetings_own_documents_have_two_editions(made: tuple[Workspace, Report], role: str) -> None:
    public, internal = (Everything(made[0].root / f"{FOLDER}/{name}") for name in editions(role))
    words = [word for kind in SECRET.values() for word in kind] + FILE_NAMES
    assert [word for word in words if public.has(word)] == []
    shown = [*SECRET["titles"], "Giraffnavn", "Bjørnetittel", "Gepardperson"]
    assert [word for word in shown if not internal.has(word)] == []
    texts = (Package(made[0].root / f"{FOLDER}/{name}").text for name in editions(role))
    assert ["ikke for nettsiden" in text for text in texts] == [False, True]


def editions(role: str) -> tuple[str, str]:
    return f"{role}-{DAY}.pdf", f"intern/{role}-{DAY}.pdf"


def test_it_is_said_which_file_is_which(made: tuple[Workspace, Report]) -> None:
    told = {file.sti.removeprefix(f"{FOLDER}/"): file.utgave for file in made[1].files}
    assert told == {
        **{f"{role}-{DAY}.docx": None for role in ("innkalling", "saksliste")},
        **{
            name: edition
            for role in ("innkalling", "saksliste", "motepakke")
            for name, edition in zip(editions(role), ("åpen", "intern"), strict=True)
        },
    }


def test_the_open_contents_say_what_is_exempt_and_why(made: tuple[Workspace, Report]) -> None:
    said = Package(made[0].root / OPEN).texts[1]
    for line in (
        "Melding 1 Åpent brev",
        "Melding 2 – unntatt offentlighet, jf. offl. § 13",
        "Sak 5 Personalsak – Unntatt offentlighet, jf. offl. § 25",
        "Sak 6 – Unntatt offentlighet, jf. offl. § 14",
        "Vedlegg 2 Tilbud fra leverandør",
        "offl. § 23",
        "Vedlegg 3",
    ):
        assert line in said, said


def test_what_is_said_of_the_open_package_names_nothing_exempt(made: tuple[Workspace, Report]) -> None:
    _, report = made
    assert report.errors == ()
    public = next(file for file in report.files if file.rolle == "møtepakke")
    assert public.uten_tagger == (f"{PLAN}/åpent/notat.pdf",)
    told = " ".join(problem.message + problem.advice for problem in report.warnings)
    titles = [word for kind in ("case", "texts", "titles", "not there") for word in SECRET[kind]]
    assert [word for word in titles if word in told] == []
    assert len(set(report.warnings)) == len(report.warnings)


# The ways around the plan


def test_a_file_that_is_both_open_and_exempt_stops_the_package(tmp_path: Path) -> None:
    cases = """\
- {tittel: Lukket, unntatt: offl. § 14, vedlegg: [{tittel: Notat, fil: a.md}]}
- {tittel: Åpen, vedlegg: [{tittel: Annet, fil: b.md}, {tittel: Notat, fil: ./a.md}]}
"""
    here = meeting(tmp_path / "her", cases, {"a.md": "Ord", "b.md": "Andre ord"})
    report = make(here)
    (problem,) = report.errors[0].problems
    assert (problem.code, str(problem.place)) == ("unntatt-og-apen", f"{PLAN}/a.md")
    assert problem.message.startswith("Sak 5, vedlegg 2 ")
    assert f"{PLAN}/mote.yaml:2:5 saker[1]" in problem.message
    assert not (here.root / OPEN).exists()


OPENED: Final = """\
- {tittel: Tilsetting av direktør, bakgrunn: Ola er best.}
- {tittel: Tomt, vedlegg: [{tittel: Kart, fil: kartfil.md}]}
"""
CLOSED: Final = """\
- {tittel: Tilsetting av direktør, bakgrunn: Ola er best., unntatt: offl. § 25}
- {tittel: Tomt, vedlegg: [{tittel: Kart, fil: kartfil.md, unntatt: offl. § 14}]}
"""


@pytest.mark.parametrize("role", some(["saksliste", "innkalling"], short=1))
@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_of_a_document_edited_before_its_case_was_exempt_what_is_open_is_in_the_open_edition(
    tmp_path: Path, role: str, målform: str
) -> None:
    here = meeting(tmp_path / "her", OPENED, {"kartfil.md": "Ordene i kartet"})
    organisation = here.plan / "organisasjon.yaml"
    organisation.write_text(organisation.read_text("utf-8") + f"målform: {målform}\n", "utf-8")
    make(here)
    document = docx.Document(str(here.root / f"{FOLDER}/{role}-{DAY}.docx"))
    heading = next(p for p in document.paragraphs if str(p.style and p.style.name) == "Heading 2")
    heading.insert_paragraph_before("Min egen åpne setning.", "Normal")
    document.save(str(here.root / f"{FOLDER}/{role}-{DAY}.docx"))
    exempt(here)
    report = make(here)
    assert (report.errors, statuses(report)[f"{role}-{DAY}.docx"]) == ((), "bevart")
    public, internal = Everything(here.root / OPEN), Everything(here.root / INTERNAL)
    said = ["direktør", "Ola er best", "Kart", "Ordene i kartet"]
    assert [word for word in said if public.has(word)] == []
    assert [word for word in said if not internal.has(word)] == []
    assert public.has("Min egen åpne setning.")
    again = make(here)
    assert (again.errors, Everything(here.root / OPEN).has("direktør")) == ((), False)


def test_what_a_person_writes_in_an_exempt_case_is_in_the_internal_edition_alone(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", CLOSED, {"kartfil.md": "Ordene i kartet"})
    make(here)
    file = here.root / f"{FOLDER}/saksliste-{DAY}.docx"
    document = docx.Document(str(file))
    paragraph = next(p for p in document.paragraphs if p.text == "Ola er best.")
    paragraph.add_run(" Hun krever femti prosent mer.")
    document.save(str(file))
    report = make(here)
    assert report.errors == ()
    assert not Everything(here.root / OPEN).has("femti prosent")
    assert Everything(here.root / INTERNAL).has("femti prosent")
    (told,) = [warning for warning in report.warnings if warning.code == "ikke-i-apen-utgave"]
    assert "femti prosent" in told.message


def test_what_an_exempt_cases_row_says_openly_is_no_secret_of_an_edited_summons(tmp_path: Path) -> None:
    timed = CLOSED.replace("bakgrunn: Ola", "type: vedtak, varighet: 15, bakgrunn: Ola", 1)
    here = meeting(tmp_path / "her", timed, {"kartfil.md": "Ord"})
    make(here)
    edit(here.root / f"{FOLDER}/innkalling-{DAY}.docx", "Ta med egen kopp.")
    report = make(here)
    assert report.errors == ()
    assert Everything(here.root / OPEN).has("egen kopp")
    assert not Everything(here.root / OPEN).has("direktør")


def test_a_document_edited_afterwards_is_used(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", CLOSED, {"kartfil.md": "Ord"})
    make(here)
    edit(here.root / f"{FOLDER}/saksliste-{DAY}.docx", "Vi tar med et kart over tomten, og en tilsetting.")
    report = make(here)
    assert (report.errors, statuses(report)[f"saksliste-{DAY}.docx"]) == ((), "bevart")
    assert Everything(here.root / OPEN).has("Vi tar med et kart over tomten")


def test_a_pdf_exported_from_the_internal_file_is_moved_to_where_it_belongs(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", CLOSED, {"kartfil.md": "Ord"})
    make(here)
    public, internal = (here.root / f"{FOLDER}/{name}" for name in editions("saksliste"))
    public.write_bytes(internal.read_bytes() + b"\n")
    exported = public.read_bytes()
    report = make(here)
    assert report.errors == ()
    (told,) = (problem for problem in report.warnings if problem.code == "var-apen")
    assert str(told.place) == f"{FOLDER}/saksliste-{DAY}.pdf"
    assert internal.with_name(f"saksliste-{DAY}-tidligere.pdf").read_bytes() == exported
    assert not Everything(public).has("direktør")


def test_a_document_that_dok_does_not_remember_has_no_open_edition(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", CLOSED, {"kartfil.md": "Ord"})
    make(here)
    edit(here.root / f"{FOLDER}/saksliste-{DAY}.docx", "Mitt.")
    shutil.rmtree(here.root / FOLDER / ".dok")
    report = make(here)
    assert {"apen-utgave-mangler", "eksportert-intern"} & set(codes(report))
    assert all(error.exit_code == 8 for error in report.errors)


def test_the_internal_edition_goes_when_nothing_is_exempt_any_more(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", CLOSED, {"kartfil.md": "Ord"})
    make(here)
    internal = [here.root / f"{FOLDER}/{editions(role)[1]}" for role in ("innkalling", "saksliste")]
    assert [file.exists() for file in (*internal, here.root / INTERNAL)] == [True] * 3
    write_cases(here, OPENED)
    report = make(here)
    assert [file.utgave for file in report.files if file.format == "pdf"] == ["åpen"] * 3
    assert [file.exists() for file in (*internal, here.root / INTERNAL)] == [False] * 3


def test_the_video_link_is_for_those_summoned_alone(tmp_path: Path) -> None:
    here = meeting(tmp_path / "her", "- {tittel: Luft}\n")
    file = here.root / PLAN / "mote.yaml"
    file.write_text("videolenke: https://teams.example/hemmelig-lenke\n" + file.read_text("utf-8"), "utf-8")
    report = make(here)
    assert report.errors == ()
    public, internal = (here.root / f"{FOLDER}/{name}" for name in editions("innkalling"))
    for hidden, shown in ((public, internal), (here.root / OPEN, here.root / INTERNAL)):
        assert (Everything(hidden).has("hemmelig-lenke"), Everything(shown).has("hemmelig-lenke")) == (
            False,
            True,
        )
    assert "bare for dem som er innkalt" in Package(here.root / INTERNAL).texts[0]
    # The agenda is the same for all, and is made once.
    assert not (here.root / FOLDER / editions("saksliste")[1]).exists()


def test_what_is_the_same_for_all_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = meeting(tmp_path / "her", OPENED, {"kartfil.md": "Ord"})
    calls: list[str] = []

    def counted(*arguments: Any, **named: Any) -> bytes:
        calls.append(arguments[1])
        return render(*arguments, **named)

    monkeypatch.setattr(making, "render", counted)
    make(here)
    assert sorted(Path(name).stem for name in calls) == ["innkalling", "motepakke", "saksliste"]


def edit(file: Path, words: str) -> None:
    document = docx.Document(str(file))
    document.add_paragraph(words)
    document.save(str(file))


def exempt(here: Workspace) -> None:
    write_cases(here, CLOSED)


def write_cases(here: Workspace, cases: str) -> None:
    file = here.root / PLAN / "mote.yaml"
    lines = "".join(f"  {line}\n" for line in cases.splitlines())
    file.write_text(f"saker:\n{lines}", "utf-8")

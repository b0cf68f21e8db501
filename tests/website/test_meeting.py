"""The page of a meeting says what the open plan says, links to what lies there, and tells nothing early."""

import shutil
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.document import parse_text
from dokumentmaskin.errors import TemplateError
from dokumentmaskin.plan import LANGUAGES, Plan, load_plan, meeting_on, open_plan
from dokumentmaskin.site.pages import meeting_pages
from dokumentmaskin.site.pages.files import about, size
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.pages.text import html_of
from dokumentmaskin.site.records import Fil, Oppdatering, Utlegg
from dokumentmaskin.site.words import site_words
from tests.conftest import REPOSITORY
from tests.regionrad import NOW, council

TEMPLATES: Final = REPOSITORY / "templates/nettsted"


@pytest.fixture(scope="module")
def råd(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The council's open plan."""
    whole = load_plan(council(tmp_path_factory.mktemp("råd") / "råd", "bokmål"))
    return open_plan(whole.issued_by(NOW.date()))


def pages(plan: Plan, day: str, body: str, *files: Fil, updates: tuple[Oppdatering, ...] = ()) -> list[str]:
    """The page of a meeting, and the fragment of it."""
    møte = meeting_on(plan, day, body)
    made = list(meeting_pages(plan, møte, Utlegg(møte.navn, files, updates), {møte.navn}, TEMPLATES))
    return [one.data.decode() for one in made if one.fil.adresse.endswith(".html")]


def paper(number: int, **more: object) -> Fil:
    return Fil(
        adresse=f"moter/2026-10-23-styret/sak-23-26-vedlegg-{number}.pdf",
        rolle="vedlegg",
        tittel="Papir",
        sak="23/26",
        papir=number,
        sider=4,
        størrelse=210_400,
        pdfa="2a",
        **{"pdfua": True, "tagget": True, **more},  # type: ignore[arg-type]
    )


def test_papers_are_links_with_kind_pages_and_size_or_say_how_they_come(råd: Plan) -> None:
    page, fragment = pages(råd, "2026-10-23", "styret", paper(1), paper(3, tagget=False, pdfua=False))
    about_it = "PDF, 4\N{NO-BREAK SPACE}sider, 210\N{NO-BREAK SPACE}kB"
    assert f'href="sak-23-26-vedlegg-1.pdf">Budsjettutkast <span class="fil">({about_it})' in page
    public = "https://www.dalsfjella.example.org/moter/moter/2026-10-23-styret/sak-23-26-vedlegg-1.pdf"
    assert f'href="{public}"' in fragment
    assert "<html" not in fragment
    for said in (
        "Vedlegg unntatt offentlighet",
        "ettersendes senest 22.",
        "legges fram i møtet",
        "Unntatt offentlighet, jf. offl. § 25",
        "Ingen skriftlige sakspapirer",
        "Saken utgår.",
        "kommuneloven §\N{NO-BREAK SPACE}11-3 femte ledd",
        "uten tagger: kan ikke leses av skjermleser",
        "følger ikke alle kravene",
    ):
        assert said in page, said
    for secret in ("Lønnsoversikt", "Ansettelse av prosjektleder", "Varsel om tilsyn", "video.example.org"):
        assert secret not in page + fragment, secret


def test_a_decision_is_told_of_when_the_minutes_are_approved_and_not_before(råd: Plan) -> None:
    approved, _ = pages(råd, "2026-02-06", "styret")
    assert "<p>Styret legger regnskapet fram for representantskapet.</p>" in approved
    assert "<li>Enstemmig</li>" in approved
    waiting, _ = pages(råd, "2026-04-24", "styret")
    assert "slutter seg til planen" not in waiting
    assert "Møtet er flyttet fra fredag 17." in waiting


def test_a_cancelled_meeting_says_so_first_and_shows_no_cases(råd: Plan) -> None:
    page, _ = pages(råd, "2026-06-12", "styret")
    assert "<title>Avlyst: Møte i styret 12." in page
    assert "Møtet er avlyst: For få saker." in page
    assert 'class="sak' not in page


def test_what_has_changed_stands_under_its_day(råd: Plan) -> None:
    news = Oppdatering("2026-10-24", ("Nytt vedlegg i sak 23/26: Notat.",))
    page, _ = pages(råd, "2026-10-23", "styret", updates=(news,))
    later, earlier = page.index("Oppdatert 24."), page.index("Oppdatert 21.")
    assert later < page.index("Nytt vedlegg i sak 23/26: Notat.") < earlier


def test_a_text_is_html_with_its_lists_and_links_and_no_tags_of_its_own() -> None:
    text = "Før <b>\n\n- én\n  1. **to**\n- [tre](https://example.org/?a=1&b=2)\n\n[Fil](vedlegg/x.pdf)"
    assert html_of(parse_text(text)) == (
        "<p>Før &lt;b&gt;</p><ul><li>én<ol><li><strong>to</strong></li></ol></li><li>"
        '<a href="https://example.org/?a=1&amp;b=2">tre</a></li></ul><p>Fil</p>'
    )


def test_sizes_and_words_are_there_in_each_language() -> None:
    sizes = [size(count).replace("\N{NO-BREAK SPACE}", " ") for count in (0, 1499, 999_499, 1_440_000)]
    assert sizes == ["1 kB", "1 kB", "999 kB", "1,4 MB"]
    one = Fil(adresse="x/mote.ics", rolle="kalender", tittel="", størrelse=1000)
    for språk in LANGUAGES.values():
        assert about(one, site_words(språk)) == "kalenderfil, 1\N{NO-BREAK SPACE}kB"


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("{{ titel }}", "ukjent-variabel", "tittel"),
        ("{% if tittel %}", "feil-i-mal", "endif"),
        ("{{ liste }}", "feil-i-mal", "post"),
        ("{{ tittel.__class__.mro() }}", "ulovlig-mal", "felt"),
        ("{{ 1 // 0 }}", "feil-i-mal", "regnes ut"),
        ('{% include "_borte.html" %}', "mangler-mal", "_borte.html"),
    ],
)
def test_a_fault_of_a_template_is_told_with_its_line(tmp_path: Path, code: str, kind: str, said: str) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "nettsted")
    (tmp_path / "nettsted/egen.html").write_text(f"<p>\n{code}\n", "utf-8")
    with pytest.raises(TemplateError) as caught:
        printed(tmp_path / "nettsted", "egen.html", {"tittel": "Møte", "liste": ("a",)})
    (problem,) = caught.value.problems
    assert problem.code == kind
    assert said in f"{problem.message} {problem.advice}"
    assert problem.place is not None
    missing = kind == "mangler-mal"
    assert problem.place.path == f"templates/nettsted/{'_borte' if missing else 'egen'}.html"
    assert missing or problem.place.line >= 2

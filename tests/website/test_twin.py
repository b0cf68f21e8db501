"""The twin of a document says what its PDF says, word for word in the same order, as HTML that means it."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from PIL import Image, PngImagePlugin

from dokumentmaskin.pdf import BuiltInEngine, make_pdf
from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.jobs import jobs_for
from dokumentmaskin.plan import LANGUAGES
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.site.twin import UnshowableError, twin_of
from dokumentmaskin.site.words import site_words
from dokumentmaskin.word.traces import accepted
from tests.pdf import documents
from tests.pdf.structure import said_in_order
from tests.pdf.test_endnotes import noted
from tests.profiles import WRITTEN_LANGUAGES, examples, some
from tests.regionrad import NOW, council
from tests.regionrad.test_papers import EVERY
from tests.roundtrip.cells import ROWS, Row
from tests.roundtrip.editors import WordLike
from tests.roundtrip.minutes import render
from tests.word.building import Text, build, fill_bytes

WORDS: Final = site_words(LANGUAGES["bokmål"])
# What the pages of a PDF repeat stands once in the twin, and is no part of the comparison.
_REPEATED: Final = {"topptekst", "bunntekst"}


def pdf_of(docx: bytes) -> bytes:
    return make_pdf(docx, "m.docx", (BuiltInEngine(),)).data


def squeezed(text: str) -> str:
    """The letters and digits of a text: where lines and words are broken is not what it says."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def said_by_pdf(docx: bytes) -> str:
    """What a PDF made of a document says, in the order of its structure."""
    return squeezed(" ".join(said_in_order(pdf_of(docx))))


def said_by_twin(docx: bytes) -> str:
    """What the twin says, with the numbers that a browser writes before the items of its lists."""
    return squeezed(" ".join(_said(parsed(docx))))


def parsed(docx: bytes) -> Any:
    html, _ = twin_of(docx, "x", WORDS)
    return lxml_html.fromstring(f"<div>{html}</div>")


def _said(node: Any) -> Iterator[str]:
    if node.get("class") in _REPEATED:
        return
    yield node.text or ""
    start = int(node.get("start", "1")) if node.tag == "ol" and not node.get("class") else None
    for place, child in enumerate(node):
        yield "" if start is None else f"{start + place}."
        yield from _said(child)
        yield child.tail or ""


# The same words


@pytest.fixture(scope="module", params=WRITTEN_LANGUAGES)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    workspace = council(tmp_path_factory.mktemp("regionråd") / "råd", request.param)
    return Pipeline(workspace, load_plan(workspace), clock=lambda: NOW)


def paper(run: Pipeline, when: str, body: str | None, role: str) -> bytes:
    (job,) = (job for job in jobs_for(run.plan, when, body) if job.target.stem.startswith(role))
    return run.opened(job) or run.rendered(job)


@pytest.mark.parametrize(("when", "body", "role"), some(EVERY, short=3))
def test_a_paper_and_its_twin_say_the_same(run: Pipeline, when: str, body: str | None, role: str) -> None:
    docx = paper(run, when, body, role)
    assert said_by_twin(docx) == said_by_pdf(docx)


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return render(tmp_path_factory.mktemp("referat") / "plan")


@pytest.mark.parametrize("row", some(ROWS[2:], short=3), ids=lambda row: row.name)
def test_what_a_person_has_edited_and_its_twin_say_the_same(minutes: bytes, row: Row) -> None:
    docx = accepted(WordLike(5).save(minutes, row.edits or ()))
    assert said_by_twin(docx) == said_by_pdf(docx)


_PIECES: Final = (
    "Årsplan", "for", "§ 5", "«økt»", "1.", "2022", "–", "a)", "kl.\N{NO-BREAK SPACE}10", "**fet**", "*skrå*",
    "[lenke](https://a.no/)", "~~ut~~", "-", "#", "<b>", "&amp;", "Sak 4: x",
)  # fmt: skip
_LINES: Final = st.builds(
    lambda depth, mark, words: "   " * depth + mark + " ".join(words),
    st.integers(0, 2),
    st.sampled_from(["", "", "- ", "1. ", "3. "]),
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def body(document: Any) -> None:
        document.add_heading("Prøve", 1)
        document.add_paragraph("{{ tekst }}")

    return build(tmp_path_factory.mktemp("mal") / "mal.docx", body)


@settings(max_examples=examples(100, short=5))
@given(st.lists(st.one_of(_LINES, st.just("")), min_size=1, max_size=12).map("\n".join))
def test_whatever_a_person_writes_the_twin_and_the_pdf_say_the_same(template: Path, text: str) -> None:
    docx = fill_bytes(template, tekst=Text(text))
    assert said_by_twin(docx) == said_by_pdf(docx)


def test_notes_are_said_alike_last_and_numbered_as_word_does() -> None:
    for document in (noted(), noted(headings="")):
        assert said_by_twin(document) == said_by_pdf(document)


# The same places


@pytest.mark.parametrize("role", ["innkalling", "saksliste"])
def test_a_case_has_the_same_name_in_the_twin_and_in_the_pdf(run: Pipeline, role: str) -> None:
    docx = paper(run, "2026-10-23", "styret", role)
    with pikepdf.open(BytesIO(pdf_of(docx))) as pdf:
        named = set(map(str, pikepdf.NameTree(pdf.Root.Names.Dests)))
    assert {f"sak-{number}-26" for number in range(20, 30)} == named
    places = [node for node in parsed(docx).iter() if node.get("id") in named]
    assert {node.get("id") for node in places} == named
    assert {node.tag for node in places} == ({"tr"} if role == "innkalling" else {"h2"})


# What the HTML means


def test_a_document_becomes_what_a_browser_and_a_screen_reader_know() -> None:
    document = documents.new()
    document.add_heading("Saksliste", 1)
    document.add_paragraph("Dato:\t11. mars")
    document.add_paragraph("Sted:\tOslo <3")
    document.add_heading("Sak 4: Plan", 2)
    paragraph = document.add_paragraph("Se ")
    documents.add_link(paragraph, "siden", "https://a.no/?b=1&c=2")
    documents.add_link(paragraph, "fila", "file:///c:/hemmelig")
    paragraph.add_run("\nny linje").bold = True
    document.add_paragraph("en", style="List Number")
    document.add_paragraph("to", style="List Number")
    document.add_paragraph("")
    documents.add_table(document, [["Hva", ""], ["Bestille", "Kari"]])
    html, _ = twin_of(documents.saved(document), "x", WORDS)
    region = '<div class="rulle" role="group" tabindex="0" aria-label="Tabell">'
    assert html.split("\n") == [
        "<h1>Saksliste</h1>",
        '<dl class="fakta"><dt>Dato:</dt> <dd>11. mars</dd>',
        "<dt>Sted:</dt> <dd>Oslo &lt;3</dd></dl>",
        '<h2 id="sak-4">Sak 4: Plan</h2>',
        '<p>Se <a href="https://a.no/?b=1&amp;c=2">siden</a>fila<strong><br>ny linje</strong></p>',
        "<ol><li>en</li>",
        "<li>to</li></ol>",
        f'{region}<table><thead><tr><th scope="col">Hva</th><td></td></tr></thead>',
        "<tbody><tr><td>Bestille</td><td>Kari</td></tr></tbody></table></div>",
    ]


def test_a_link_in_the_document_leads_to_its_place_in_the_twin() -> None:
    document = documents.new()
    paragraph = document.add_paragraph("Se ")
    documents.add_link(paragraph, "under", anchor="Her")
    documents.add_link(paragraph, "borte", anchor="Ingen steder")
    target = document.add_paragraph("Under")
    for tag in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{tag}")
        mark.set(qn("w:id"), "1")
        mark.set(qn("w:name"), "Her")
        target._p.insert(0 if tag == "bookmarkStart" else len(target._p), mark)
    (link,) = parsed(documents.saved(document)).findall(".//a")
    assert link.text == "under"
    assert [node.getparent().text_content() for node in parsed(documents.saved(document)).iter("span")] == [
        "Under"
    ]
    assert link.get("href") == "#sted-1"


def pictured(data: bytes, text: str) -> bytes:
    document = documents.new()
    document.add_picture(BytesIO(data))
    properties = next(document.element.iter("{*}docPr"))
    properties.set("descr", text)
    return documents.saved(document)


def photo(form: str) -> bytes:
    """A picture that says who took it."""
    target = BytesIO()
    picture = Image.new("RGB", (40, 20), "red")
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Kari Nordmann")
    exif = picture.getexif()
    exif[0x013B] = "Kari Nordmann"
    picture.save(target, form, **({"pnginfo": said} if form == "PNG" else {"exif": exif}))
    return target.getvalue()


@pytest.mark.parametrize(("form", "suffix"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_picture_is_a_file_beside_with_what_it_shows_and_nothing_of_who_took_it(
    form: str, suffix: str
) -> None:
    data = photo(form)
    assert b"Nordmann" in data
    html, files = twin_of(pictured(data, "Kart over «sjøen»"), "saksliste", WORDS)
    name = f"saksliste-bilde-1.{suffix}"
    assert f'<img src="{name}" alt="Kart over «sjøen»" width="' in html
    assert list(files) == [name]
    assert b"Nordmann" not in files[name]
    with Image.open(BytesIO(files[name])) as shown:
        assert (shown.format, shown.size, shown.getpixel((5, 5))[0] > 250) == (form, (40, 20), True)  # type: ignore[index]


def test_a_picture_that_no_browser_shows_is_told_of() -> None:
    with pytest.raises(UnshowableError):
        twin_of(pictured(photo("TIFF"), "Kart"), "x", WORDS)

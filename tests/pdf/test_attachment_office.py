"""Papers that LibreOffice makes into PDFs: what they show, what they claim, and what stays undone."""

import base64
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from dokumentmaskin.errors import AttachmentError
from dokumentmaskin.pdf import FinishedPdf, attachment_pdf
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine
from dokumentmaskin.pdf.finish import with_backgrounds_marked
from dokumentmaskin.pdf.finish.properties import read_office_properties
from tests.pdf.papers import drawing, open_document, packed, paper, picture, workbook
from tests.pdf.test_libreoffice import script, soffice
from tests.pdf.test_make import opened

TEXT = '<text:h text:outline-level="1">Notat</text:h><text:p>Hei på deg</text:p>'
TITLE = '<draw:frame presentation:class="title" svg:width="20cm" svg:height="3cm" svg:x="2cm" svg:y="1cm">'
HIDDEN = (
    '<style:style style:name="dp2" style:family="drawing-page">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)


def made(data: bytes, path: str) -> FinishedPdf:
    return attachment_pdf(paper(data, path), (LibreOfficeEngine(soffice()),))


def text_of(result: FinishedPdf) -> str:
    with pypdfium2.PdfDocument(result.data) as document:
        return "\n".join(p.get_textpage().get_text_bounded() for p in document)


def slide(title: str, style: str = "", notes: str = "") -> str:
    box = f"<draw:text-box><text:p>{title}</text:p></draw:text-box></draw:frame>"
    note = (
        f'<presentation:notes><draw:frame presentation:class="notes" svg:width="9cm" svg:height="9cm">'
        f"<draw:text-box><text:p>{notes}</text:p></draw:text-box></draw:frame></presentation:notes>"
    )
    look = f' draw:style-name="{style}"' if style else ""
    return f'<draw:page draw:name="{title}"{look}>{TITLE}{box}{note if notes else ""}</draw:page>'


def test_an_open_document_text_becomes_accessible_and_the_same_every_time() -> None:
    data = open_document("text", TEXT)
    result = made(data, "a.odt")
    assert (result.pages, result.pdfa, result.pdfua) == (1, "2a", True)
    assert (result.engine, result.warnings) == ("libreoffice", ())
    with opened(result) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("Tittel i planen", "nb-NO")
        assert "/CreationDate" not in pdf.docinfo
    assert made(data, "a.odt").data == result.data


def test_a_presentation_shows_its_slides_and_nothing_else() -> None:
    slides = slide("Åpning", notes="NOTAT") + slide("SKJULT", "dp2") + slide("Slutt")
    result = made(open_document("presentation", slides, HIDDEN), "a.odp")
    assert (result.pages, result.pdfa, result.pdfua, result.warnings) == (2, "2a", True, ())
    text = text_of(result)
    assert "Åpning" in text
    assert "Slutt" in text
    assert "NOTAT" not in text
    assert "SKJULT" not in text
    with opened(result) as pdf:
        _, _, width, height = map(float, pdf.pages[0].mediabox)
        assert width > height


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (workbook("Lønn og reise"), "a.xlsx"),
        (
            open_document(
                "spreadsheet",
                '<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string">'
                "<text:p>Lønn og reise</text:p></table:table-cell></table:table-row></table:table>",
            ),
            "a.ods",
        ),
    ],
)
def test_a_spreadsheet_whose_cells_are_not_tagged_says_so(data: bytes, path: str) -> None:
    result = made(data, path)
    assert "Lønn og reise" in text_of(result)
    if result.pdfua:
        pytest.skip("denne LibreOffice tagger regneark")
    assert result.pdfa == "2b"
    assert [(w.code, str(w.place)) for w in result.warnings] == [("vedlegg-uten-tagger", path)]
    assert page.is_pdf_compliant_bytes(result.data, profile="2b")
    with opened(result) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and the requests that it has had."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(picture(drawing(), "PNG"))

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the server's names

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def test_what_a_paper_links_to_is_not_fetched_but_told_of(tmp_path: Path) -> None:
    local = tmp_path / "hemmelig.png"
    local.write_bytes(picture(drawing(), "PNG"))
    with listening() as (address, asked):
        links = [f"{address}/b.png", local.as_uri()]
        frame = '<draw:frame svg:width="5cm" svg:height="3cm"><draw:image xlink:href="{}"/></draw:frame>'
        frames = "".join(f"<text:p>{frame.format(link)}</text:p>" for link in links)
        result = made(open_document("text", TEXT + frames), "a.odt")
    assert asked == []
    told = [w.message for w in result.warnings if w.code == "lenket-innhold-ikke-med"]
    assert [link in message for link, message in zip(links, told, strict=True)] == [True, True]
    with opened(result) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        assert not [stream for stream in streams if stream.get("/Subtype") == "/Image"]


def test_a_picture_that_nobody_described_is_a_warning() -> None:
    data = base64.b64encode(picture(drawing(), "PNG")).decode()
    frame = (
        '<text:p><draw:frame svg:width="5cm" svg:height="3cm"><draw:image>'
        f"<office:binary-data>{data}</office:binary-data></draw:image></draw:frame></text:p>"
    )
    result = made(open_document("text", TEXT + frame), "a.odt")
    assert not result.pdfua
    assert [(w.code, str(w.place)) for w in result.warnings] == [("bilde-uten-alternativ-tekst", "a.odt")]


@pytest.mark.parametrize(
    ("content", "marked", "whole"),
    [
        ("0 0 9 9 re f /P <</MCID 0>> BDC BT (a) Tj ET EMC", ["BMC", "re", "f", "EMC", "BDC"], True),
        ("0 0 9 9 re W n /P <</MCID 0>> BDC 1 1 m f EMC", ["re", "W", "n", "BDC", "m"], True),
        ("/Artifact BMC 0 0 9 9 re f EMC", ["BMC", "re", "f", "EMC"], True),
        ("BT (a) Tj ET /P <</MCID 0>> BDC EMC", ["BT", "Tj", "ET", "BDC", "EMC"], False),
    ],
)
def test_a_loose_background_is_decoration_and_loose_text_is_not(
    content: str, marked: list[str], *, whole: bool
) -> None:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Contents = pdf.make_stream(content.encode())
        pdf.Root.StructTreeRoot = pikepdf.Dictionary()
        pdf.save(target)
    data, is_whole = with_backgrounds_marked(target.getvalue())
    assert is_whole is whole
    with pikepdf.open(io.BytesIO(data)) as pdf:
        steps = [str(step.operator) for step in pikepdf.parse_content_stream(pdf.pages[0])]
    assert steps[: len(marked)] == marked


def test_what_libreoffice_cannot_open_is_refused_with_a_way_out(tmp_path: Path) -> None:
    engine = LibreOfficeEngine(
        script(tmp_path, "echo 'Warning: failed to launch javaldx' >&2", "echo feil >&2")
    )
    with pytest.raises(AttachmentError) as caught:
        attachment_pdf(paper(open_document("text", TEXT), "v/a.odt"), (engine,))
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("pdf-motor-feilet", "v/a.odt")
    assert problem.message == "LibreOffice laget ingen PDF. feil"
    assert "eksporter den som PDF" in problem.advice


def test_the_language_is_the_papers_own_when_it_says_one() -> None:
    slides = {
        "docProps/core.xml": "<c/>",
        "ppt/slides/slide1.xml": '<a:rPr lang="nn-NO"/><a:rPr lang="nn-NO"/>',
    }
    slides["ppt/slides/slide2.xml"] = '<a:rPr dirty="0" lang="en-GB"/>'
    own = read_office_properties(packed(slides), title="T", language="nb-NO")
    assert (own.language, own.title) == ("nn-NO", "T")
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    style = (
        f'<s:styles xmlns:s="s" {fo}><s:default-style><s:text-properties fo:language="sv" fo:country="SE"/>'
        "</s:default-style></s:styles>"
    )
    meta = (
        '<o:m xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><o:meta><dc:title>Egen</dc:title>'
        "<dc:date>2022-03-04T10:00:00</dc:date></o:meta></o:m>"
    )
    found = read_office_properties(
        packed({"styles.xml": style, "meta.xml": meta}), title="T", language="nb-NO"
    )
    assert (found.language, found.title, str(found.modified)) == (
        "sv-SE",
        "Egen",
        "2022-03-04 10:00:00+00:00",
    )
    nothing = read_office_properties(b"x", title="T", language="nb-NO")
    assert (nothing.language, nothing.title, nothing.modified) == ("nb-NO", "T", None)

"""The words that a reader sees, and none that a reader does not."""

import io
import zipfile

import pytest

from dokumentmaskin.word.text import document_text
from tests.pdf import documents

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(body: str, **parts: str) -> bytes:
    kinds = {"document": "document.main", **{name: name for name in parts}}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>')
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            '<Relationship Id="a" Target="word/document.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
            "</Relationships>",
        )
        for name, xml in {"document": f"<w:body>{body}</w:body>", **parts}.items():
            package.writestr(f"word/{name}.xml", f'<w:x xmlns:w="{_W}" xmlns:mc="http://schemas.'
                             f'openxmlformats.org/markup-compatibility/2006">{xml}</w:x>')  # fmt: skip
    return target.getvalue()


def body_of(data: bytes) -> tuple[str, ...]:
    text = document_text(data)
    assert text.running == ()
    return text.body


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{mark('begin')}{code}{mark('separate')}{result}{mark('end')}"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p(run("en") + run("to")), ["ento"]),
        (p(run("en")) + p(run("to")), ["en", "to"]),
        (p("<w:r><w:t>en</w:t><w:tab/><w:t>to</w:t><w:br/><w:t>tre</w:t></w:r>"), ["en", "to", "tre"]),
        (p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"), ["a\u2011b"]),
        (p("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>"), ["ab"]),
        (p(run("kl.\u00a009.00")), ["kl.", "09.00"]),
        (p(run("A\u030a")), ["Å"]),
        (p(f"<w:hyperlink>{run('lenke')}</w:hyperlink>"), ["lenke"]),
        (p(f"<w:ins>{run('ny')}</w:ins><w:del><w:r><w:delText>gammel</w:delText></w:r></w:del>"), ["ny"]),
        (p(f"<w:moveFrom>{run('før')}</w:moveFrom><w:moveTo>{run('nå')}</w:moveTo>"), ["nå"]),
        (p(run("synlig") + run("skjult", "<w:vanish/>")), ["synlig"]),
        (p(run("synlig", '<w:vanish w:val="0"/>')), ["synlig"]),
        (f"<w:sdt><w:sdtContent>{p(run('felt'))}</w:sdtContent></w:sdt>", ["felt"]),
        ("<w:tbl><w:tr><w:tc>" + p(run("a")) + "</w:tc><w:tc>" + p(run("b")) + "</w:tc></w:tr></w:tbl>",
         ["a", "b"]),
        (p(run("Side ") + field("PAGE", run("7"))), ["Side"]),
        (p(field(" page \\* MERGEFORMAT", run("7"))), []),
        (p(field("TOC \\o", run("Innhold ") + field("PAGEREF _1", run("3")))), ["Innhold"]),
        (p(field("REF sak", run("strategi"))), ["strategi"]),
        (p(f'<w:fldSimple w:instr="NUMPAGES">{run("9")}</w:fldSimple>'), []),
        (p(f'<w:fldSimple w:instr="REF a">{run("her")}</w:fldSimple>'), ["her"]),
        (p(run("en") + "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p(run("boks"))
           + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + p(run("boks"))
           + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"), ["en", "boks"]),
    ],
)  # fmt: skip
def test_words_of_the_body(body: str, words: list[str]) -> None:
    assert body_of(docx(body)) == tuple(words)


def test_hidden_character_styles_hide_their_text() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Skjult"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Vist"><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>'
    )
    body = run("a", '<w:rStyle w:val="Skjult"/>') + run("b", '<w:rStyle w:val="Vist"/>')
    assert body_of(docx(p(body), styles=styles)) == ("b",)


def test_footnotes_come_after_the_body_without_their_separators() -> None:
    notes = (
        f'<w:footnote w:type="separator">{p(run("strek"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(run("note"))}</w:footnote>'
        f'<w:footnote w:id="3">{p(run("som ingen viser til"))}</w:footnote>'
    )
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert body_of(docx(p(run("tekst") + reference), footnotes=notes)) == ("tekst", "note")


def test_headers_and_footers_are_told_apart_from_the_body() -> None:
    document = documents.new()
    document.add_paragraph("Brødtekst")
    document.sections[0].header.paragraphs[0].text = "Topp"
    document.sections[0].footer.paragraphs[0].text = "Bunn"
    text = document_text(documents.saved(document))
    assert (text.body, set(text.running)) == (("Brødtekst",), {("Topp",), ("Bunn",)})

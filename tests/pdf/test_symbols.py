"""Signs that a font lacks: they are shown, and no word beside them is lost."""

import io
import re
import zipfile
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from dokumentmaskin.pdf import make_pdf
from dokumentmaskin.pdf.engines import symbols
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine, engine_copy
from dokumentmaskin.pdf.engines.symbols import EMOJI_FILE
from tests.pdf import documents

SENTENCE = "Før ½ ² ‰ {} «etter» æøå"


def text_of(document: Any) -> str:
    data = make_pdf(documents.saved(document), "m.docx", (BuiltInEngine(),)).data
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("font", ["Calibri", "Arial", "Times New Roman", "Cambria"])
def test_symbols_are_shown_and_their_neighbours_kept(font: str) -> None:
    document = documents.new()
    document.styles["Normal"].font.name = font
    signs = "→←↔✓✗☐☑☒▲►◆♥♪●○■□≤≥≠∑′\u2011‑ΩЖ"
    for sign in signs:
        document.add_paragraph(SENTENCE.format(sign))
    text = text_of(document)
    for sign in signs:
        assert SENTENCE.format(sign) in text


@pytest.mark.parametrize(
    "emoji", ["😀", "📅", "⚠️", "❤️", "👨‍👩‍👧", "🇳🇴", "1️⃣", "✔", "☎"], ids=lambda e: f"U+{ord(e[0]):X}"
)
def test_emoji_are_shown(emoji: str) -> None:
    document = documents.new()
    document.add_paragraph(SENTENCE.format(emoji)).runs[0].bold = True
    assert emoji.replace("\ufe0f", "") in text_of(document)


def test_symbols_are_kept_wherever_they_stand() -> None:
    document = documents.new()
    documents.add_link(document.add_paragraph("Se "), "lenke 📎 her", "https://a.no/")
    documents.add_table(document, [["kol ✓", "kol 📅"], ["☐ nei", "☒ ja"]])
    document.sections[0].header.paragraphs[0].text = "Topp → 🌍"
    document.sections[0].footer.paragraphs[0].text = "Bunn ♻"
    run = document.add_paragraph().add_run("a→b")
    run.add_tab()
    run.add_text("c✓d")
    text = text_of(document)
    for words in ("lenke 📎 her", "kol ✓", "kol 📅", "☐ nei", "☒ ja", "Topp → 🌍", "Bunn ♻", "a→b"):
        assert words in text
    assert text.index("a→b") < text.index("c✓d")


def test_decomposed_letters_and_soft_hyphens_do_no_harm() -> None:
    document = documents.new()
    document.styles["Normal"].font.name = "Calibri"
    document.add_paragraph("A\u030arsplan ‰ nærings\u00adsamarbeid")
    text = text_of(document)
    assert "Årsplan ‰ næringssamarbeid" in text


def test_a_document_without_rare_signs_is_handed_on_as_it_is() -> None:
    document = documents.new()
    document.add_paragraph("Kl.\u00a009.00–11.30 «æøå» … 100 € čđŋ")
    docx = documents.saved(document)
    assert engine_copy(docx).docx is docx


def test_the_emoji_font_is_used_only_for_emoji() -> None:
    document = documents.new()
    document.add_paragraph("Pil → her")
    copy = engine_copy(documents.saved(document))
    assert not copy.needs_emoji
    assert EMOJI_FILE.is_file()


def signs_of(table: str) -> list[str]:
    """The signs of a character class, as those in `symbols`."""
    return [chr(number) for number in range(0x2190, 0x2C00) if re.fullmatch(table, chr(number))]


def test_every_sign_that_the_engine_is_said_to_have_is_shown_without_the_emoji_font() -> None:
    document = documents.new()
    signs = signs_of(symbols._BUNDLED)
    for sign in signs:
        document.add_paragraph(sign)
    assert not engine_copy(documents.saved(document)).needs_emoji
    assert "".join(text_of(document).split()) == "".join(signs)


def test_what_stands_in_a_field_code_is_not_made_into_text() -> None:
    document = documents.new()
    documents.add_field(document.add_paragraph("Se → "), 'HYPERLINK "https://a.no/→"', "her")
    copy = engine_copy(documents.saved(document)).docx
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    codes = [code.text for code in root.iter(qn("w:instrText"))]
    assert codes == [' HYPERLINK "https://a.no/→" ']
    assert "".join(text.text or "" for text in root.iter(qn("w:t"))) == "Se → her"


def test_a_sign_in_the_emoji_font_keeps_its_style_and_loses_the_themes() -> None:
    document = documents.new()
    run = document.add_paragraph().add_run("📅", style="Strong")
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    with zipfile.ZipFile(io.BytesIO(engine_copy(documents.saved(document)).docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    properties = list(root.iter(qn("w:rPr")))[-1]
    assert [child.tag for child in properties] == [qn("w:rStyle"), qn("w:rFonts")]
    assert dict(properties[1].attrib) == {
        qn(f"w:{face}"): "Noto Emoji" for face in ("ascii", "hAnsi", "cs", "eastAsia")
    }

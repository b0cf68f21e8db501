"""A lost word is found; what a page does to a word is no loss."""

import pytest

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.verify.compare import lost_words, missing_words
from dokumentmaskin.word import DocumentText
from tests.pdf import documents


@pytest.mark.parametrize(
    ("document", "page"),
    [
        ("en to tre", "en to tre"),
        ("næringssamarbeidsutvalget møtes", "nærings samarbeidsut valget møtes"),
        ("nærings-samarbeid her", "nærings- samarbeid her"),
        ("næringssamarbeid her", "nærings- samarbeid her"),
        ("side\u2011tall", "side-tall"),
        ("nær\u00adingsliv", "næringsliv"),
        ("ofﬁsiell", "offisiell"),
        ("offisiell", "ofﬁsiell"),
        ("Til behandling", "TIL BEHANDLING"),
        ("Å", "A\u030a"),
        ("Navn Dato", "NavnDato"),
        ("punkt en", "1. punkt en"),
        ("kl. 09.00–11.30", "kl. 09.00– 11.30"),
        ("og og", "og og og"),
        ("tom \u200b", "tom"),
    ],
)
def test_no_false_alarm(document: str, page: str) -> None:
    assert missing_words(document.split(), page.split()) == ()


@pytest.mark.parametrize(
    ("document", "page", "lost"),
    [
        ("en to tre", "en tre", ["to"]),
        ("og her og", "og her", ["og"]),
        ("møte i år", "møte i året", ["år"]),
        ("årsplan og år", "årsplan og", ["år"]),
        ("møtet vedtar", "møtex vedtar", ["møtet"]),
        ("Kl. 09.00", "Kl. 9.00", ["09.00"]),
        ("→ ferdig", "ferdig", ["→"]),
        ("Navn Dato Sted", "NavnDato", ["Sted"]),
        ("en en", "enx en", ["en"]),
        ("side-tall", "sidetall", ["side-tall"]),
    ],
)
def test_a_lost_or_damaged_word_is_named(document: str, page: str, lost: list[str]) -> None:
    assert missing_words(document.split(), page.split()) == tuple(lost)


def test_a_long_text_is_compared_in_reasonable_time() -> None:
    words = [f"ord{n % 700}" for n in range(40_000)]
    broken = [part for word in words for part in (word[:2], word[2:])]
    assert missing_words(words, broken) == ()


def test_a_header_that_shares_words_with_another_may_be_on_no_page() -> None:
    def text(*first: int) -> DocumentText:
        return DocumentText(("tekst",), (("Side", "av", "Forsiden"), ("Side", "av")), frozenset(first))

    document = documents.new()
    document.add_paragraph("tekst")
    document.sections[0].header.paragraphs[0].text = "Side av"
    pdf = BuiltInEngine().convert(documents.saved(document))
    assert lost_words(text(1), pdf) == ()
    (lost,) = lost_words(text(0), pdf)
    assert "«Forsiden»" in lost.message

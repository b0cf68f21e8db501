"""Which heading is which case and part, and what looks like one and is asked about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.minutes.reading import read_minutes
from tests.minutes.finished import (
    ACCOUNT,
    MEETING,
    PATH,
    Read,
    all_prompts,
    case,
    complete,
    skeleton,
    told,
)
from tests.minutes.word_edits import (
    W,
    WordEdit,
    styled,
)
from tests.profiles import examples


def test_a_case_that_is_moved_or_added_or_gone_is_read_where_it_stands(edit: WordEdit, read: Read) -> None:
    complete(edit)
    body = edit.body
    seven = edit.heading_of_case("7")
    after = list(seven.itersiblings())
    for new in (styled("Heading2", "Sak 8: Ny sak"), styled("Heading3", "Vedtak"), styled("Normal", "Ja.")):
        seven.addprevious(new)
    six = list(edit.heading_of_case("6").itersiblings())
    for node in [edit.heading_of_case("6"), *six[: six.index(edit.heading_of_case("8"))]]:
        body.remove(node)
    assert after
    found = read(edit)
    assert [c.nummer for c in found.record.saker] == ["1", "2", "3", "4", "5", "8", "7"]
    assert (case(found, "8").tittel, case(found, "8").vedtak) == ("Ny sak", "Ja.")


@pytest.mark.parametrize(
    "words", ["Sak 4 – Ny tittel", "SAK 4. Ny tittel", "Sak nr. 4: Ny  tittel", "Sak\xa04: Ny tittel"]
)
def test_a_case_is_known_by_its_number(words: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    heading = edit.heading_of_case("4")
    heading.getparent().replace(heading, styled("Heading2", words))
    assert (case(read(edit), "4").tittel, case(read(edit), "4").referat) == ("Ny tittel", ACCOUNT)


def test_a_deeper_heading_belongs_to_the_text(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.parts["word/styles.xml"] = edit.parts["word/styles.xml"].replace(
        b"</w:styles>",
        b'<w:style w:type="paragraph" w:styleId="Mellomtittel"><w:name w:val="Mellomtittel"/>'
        b'<w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style></w:styles>',
    )
    edit.control("Sak 4: kort referat").addnext(styled("Mellomtittel", "Innspill"))
    found = read(edit)
    assert told(found) == []
    assert case(found, "4").referat == f"{ACCOUNT}\n\nInnspill"


@pytest.mark.parametrize("words", ["Vedtak", "Konklusjon:", "Vedtak: Gruppen sier ja."])
def test_what_looks_like_a_heading_is_asked_about(words: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.control("Sak 4: kort referat").addnext(styled("Normal", words))
    found = read(edit)
    assert told(found) == [("uklar-overskrift", "Sak 4 › Kort referat")]
    assert case(found, "4").referat == ""
    assert case(found, "4").konklusjon


def test_a_case_whose_heading_has_lost_its_style_gives_its_text_to_no_other(
    edit: WordEdit, read: Read
) -> None:
    complete(edit)
    edit.write("Sak 5: kort referat", "Fra sak 5.")
    heading = edit.heading_of_case("5")
    heading.getparent().replace(heading, styled("Normal", "Sak 5: Regionalt samarbeid om reiseliv"))
    found = read(edit)
    assert told(found) == [("uklar-overskrift", "Sak 4 › Konklusjon"), ("uklar-overskrift", "Sak 5")]
    assert (case(found, "4").referat, case(found, "4").konklusjon) == (ACCOUNT, "")
    assert "5" not in [c.nummer for c in found.record.saker]
    assert "Fra sak 5." not in str(found.record)


def test_a_sentence_that_begins_as_a_case_does_is_asked_about(edit: WordEdit, read: Read) -> None:
    edit.write("Sak 4: kort referat", "Før.", "Sak 9: Vi utsetter den.", "Etter.")
    edit.tick("Oslo kommune: møtt")
    found = read(edit)
    assert ("uklar-overskrift", "Sak 4 › Kort referat") in told(found)
    assert case(found, "4").referat == ""


def test_words_under_an_unknown_heading_are_shown(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.control("Sak 4: kort referat").addnext(styled("Normal", "Kari var uenig."))
    edit.control("Sak 4: kort referat").addnext(styled("Heading3", "Protokolltilførsel"))
    edit.heading_of_case("1").addprevious(styled("Normal", "Bare noen ord."))
    edit.heading_of_case("5").addnext(styled("Normal", "Rett under overskriften."))
    found = read(edit)
    assert told(found) == [
        ("ukjent-overskrift", "Sak 4 › Protokolltilførsel"),
        ("ulest-tekst", "Andre til stede"),
        ("ulest-tekst", "Sak 5"),
    ]
    quoted = [problem.message.partition("«")[2] for problem in found.problems]
    assert quoted == ["Kari var uenig.».", "Bare noen ord.».", "Rett under overskriften.»."]


@settings(max_examples=examples(25))
@given(
    place=st.integers(0, 200),
    style=st.sampled_from(
        ["Normal", "Vedtakstekst", "ListBullet", "Heading2", "Heading3", "Fakta", "Tabelltekst"]
    ),
)
def test_no_words_are_lost_in_silence(place: int, style: str) -> None:
    """Wherever a paragraph is added, its words are read or something is asked."""
    edit = complete(WordEdit(skeleton()))
    blocks = [block for block in edit.body if block.tag != W + "sectPr"]
    blocks[place % len(blocks)].addnext(styled(style, "Kvarteret åpnes"))
    found = read_minutes(edit.saved(), PATH, MEETING, skeleton(), all_prompts())
    assert "Kvarteret åpnes" in str(found.record) or found.problems


def test_an_unknown_heading_ends_the_case_unless_it_stands_deeper(edit: WordEdit, read: Read) -> None:
    complete(edit)
    control = edit.control("Sak 4: konklusjon")
    control.addnext(styled("Normal", "Etterpå."))
    control.addnext(styled("Heading3", "Innspill"))
    assert told(read(edit)) == [("ukjent-overskrift", "Sak 4 › Innspill")]
    edit.paragraph("Innspill").getparent().replace(edit.paragraph("Innspill"), styled("Heading2", "Innspill"))
    found = read(edit)
    assert told(found) == [("ukjent-overskrift", "Innspill")]
    assert case(found, "4").konklusjon == "Sekretariatet går videre."


def test_only_the_first_heading_is_the_documents_title(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.heading_of_case("1").addprevious(styled("Heading1", "Enda en tittel"))
    assert told(read(edit)) == [("ukjent-overskrift", "Enda en tittel")]


def test_a_number_that_is_there_twice_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    heading = edit.heading_of_case("5")
    heading.getparent().replace(heading, styled("Heading2", "Sak 4: Reiseliv"))
    found = read(edit)
    assert told(found) == [("samme-saksnummer", "Sak 4")]
    assert [c.nummer for c in found.record.saker] == ["1", "2", "3", "6", "7"]

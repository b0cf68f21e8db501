"""What a document holds that is not meant for its readers: found, named, and gone when it is accepted."""

import pytest
from lxml import etree

from dokumentmaskin.word.names import W
from dokumentmaskin.word.text import document_text
from dokumentmaskin.word.traces import Named, Trace, accepted, find_traces
from tests.word.tracked import (
    KARI,
    app,
    box,
    by,
    cell,
    commented,
    comments,
    core,
    custom,
    dele,
    docx,
    heading,
    ins,
    moved,
    notes,
    p,
    paragraphs,
    part,
    part_names,
    row,
    run,
    table,
    with_part,
)

OLA = "Ola Hansen"


def found(document: bytes) -> list[tuple[str, str, str]]:
    return [(trace.kind, trace.author, trace.text) for trace in find_traces(document).text]


def after(*blocks: str) -> list[str]:
    """The paragraphs when all is accepted, of which nothing must be left to find."""
    settled = accepted(docx(*blocks))
    assert not find_traces(settled)
    return paragraphs(settled)


# Named, with what, who and where


def test_a_change_is_named_with_its_author_words_and_heading() -> None:
    document = docx(
        p(ins("først")),
        heading("Sak 1: Luft"),
        p(run("Vi har "), ins("ikke "), run("råd til "), dele("alt.")),
    )
    assert find_traces(document).text == (
        Trace("innsatt", KARI, "først", ""),
        Trace("innsatt", KARI, "ikke", "Sak 1: Luft"),
        Trace("slettet", KARI, "alt.", "Sak 1: Luft"),
    )


def test_the_heading_above_is_named_when_it_is_not_the_documents_own() -> None:
    def level(number: int, text: str) -> str:
        return p(run(text), properties=f'<w:outlineLvl w:val="{number}"/>')

    below = [level(1, "Sak 1"), p(ins("a")), level(2, "Vedtak"), p(ins("b")), level(1, "Sak 2"), p(ins("c"))]
    found = find_traces(docx(level(0, "Saksliste"), *below)).text
    assert [(trace.heading, trace.above) for trace in found] == [
        ("Sak 1", ""),
        ("Vedtak", "Sak 1"),
        ("Sak 2", ""),
    ]


def test_a_change_that_word_has_cut_into_runs_and_paragraphs_counts_once() -> None:
    first = p(run("Plan: "), ins("en "), ins("to"), mark="ins")
    assert found(docx(first, p(ins("tre"), run(" fire")))) == [("innsatt", KARI, "en to tre")]


def test_changes_by_two_persons_or_with_text_between_count_twice() -> None:
    assert found(docx(p(ins("en"), ins("to", OLA)), p(ins("tre"), run("."), ins("fire")))) == [
        ("innsatt", KARI, "en"),
        ("innsatt", OLA, "to"),
        ("innsatt", KARI, "tre"),
        ("innsatt", KARI, "fire"),
    ]


def test_what_was_moved_is_named_once_where_it_now_stands() -> None:
    blocks = [p(moved("et punkt", to=False)), heading("Sak 2"), p(moved("et punkt", to=True))]
    assert find_traces(docx(*blocks)).text == (Trace("flyttet", KARI, "et punkt", "Sak 2"),)
    assert found(docx(p(moved("bort", to=False)))) == [("flyttet bort", KARI, "bort")]


def test_rows_and_cells_of_a_table() -> None:
    document = docx(
        table(row("a", "b"), row("c", "d", mark="del"), row("e", "f", mark="ins")),
        table(f"<w:tr>{cell(p(run('g')), properties=f'<w:cellIns {by()}/>')}{cell(p(run('h')))}</w:tr>"),
    )
    assert found(document) == [("slettet", KARI, "c d"), ("innsatt", KARI, "e f"), ("innsatt", KARI, "g")]


MERGED = f'<w:cellMerge {by()} w:vMerge="cont" w:vMergeOrig="rest"/>'
CHANGES = {
    "rPrChange": p(run("fet", f"<w:b/><w:rPrChange {by()}><w:rPr/></w:rPrChange>")),
    "pPrChange": p(run("fet"), properties=f"<w:pPrChange {by()}><w:pPr/></w:pPrChange>"),
    "numPr": p(
        run("x"),
        properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/><w:ins {by()}/></w:numPr>',
    ),
    "sectPrChange": p(properties=f"<w:sectPr><w:sectPrChange {by()}><w:sectPr/></w:sectPrChange></w:sectPr>"),
    "tblPrChange": table(row("a", "b")).replace(
        "</w:tblPr>", f"<w:tblPrChange {by()}><w:tblPr/></w:tblPrChange></w:tblPr>"
    )
    + p(),
    "tcPrChange": table(
        f"<w:tr>{cell(p(), properties=f'<w:tcPrChange {by()}><w:tcPr/></w:tcPrChange>')}</w:tr>"
    )
    + p(),
    "cellMerge": table(f"<w:tr>{cell(p(), properties=MERGED)}</w:tr>") + p(),
    "trPrChange": table(row("a", "b")).replace(
        "<w:tr>", f"<w:tr><w:trPr><w:trPrChange {by()}><w:trPr/></w:trPrChange></w:trPr>"
    )
    + p(),
    "customXmlDelRange": f"<w:customXmlDelRangeStart {by()}/><w:sdt><w:sdtPr/><w:sdtContent>{p(run('x'))}"
    '</w:sdtContent></w:sdt><w:customXmlDelRangeEnd w:id="1"/>',
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_looks_is_named_and_accepted(name: str) -> None:
    document = docx(CHANGES[name], p(run("slutt")))
    assert [(kind, author) for kind, author, _ in found(document)] == [("formatert", KARI)]
    settled = accepted(document)
    assert found(settled) == []
    assert paragraphs(settled) == paragraphs(document)
    assert name.encode() not in part(settled, "word/document.xml") or name == "numPr"


def test_headers_footers_notes_and_text_boxes_are_looked_into() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    document = docx(
        heading("Sak 1"),
        p(run("Se"), reference, box(p(ins("i boksen")))),
        heading("Sak 2"),
        header=p(ins("i toppen")),
        footer=p(dele("i bunnen")),
        parts={**notes("footnote", ins("i fotnoten")), **notes("endnote", dele("i sluttnoten"))},
    )
    assert find_traces(document).text == (
        Trace("innsatt", KARI, "i fotnoten", "Sak 1"),
        Trace("innsatt", KARI, "i boksen", "Sak 1"),
        Trace("innsatt", KARI, "i toppen", ""),
        Trace("slettet", KARI, "i bunnen", ""),
        Trace("slettet", KARI, "i sluttnoten", ""),
    )
    assert not find_traces(accepted(document))


def test_comments_are_named_where_they_are_made_also_those_that_nothing_refers_to() -> None:
    document = docx(
        heading("Sak 3"), p(commented("beløpet")), parts=comments((KARI, "Er dette rett?"), (OLA, "Ja."))
    )
    assert find_traces(document).text == (
        Trace("kommentar", KARI, "Er dette rett?", "Sak 3"),
        Trace("kommentar", OLA, "Ja.", ""),
    )


HIDDEN = {
    "direct": p(run("x", "<w:vanish/>")),
    "by character style": p(run("x", '<w:rStyle w:val="Skjult"/>')),
    "by paragraph style": p(run("x"), style="Notat"),
    "by the style it is based on": p(run("x"), style="Undernotat"),
    "in a picture that is hidden": p(
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" hidden="1"/></wp:inline></w:drawing></w:r>'
    ),
}
SHOWN = {
    "switched off": p(run("x", '<w:vanish w:val="0"/>')),
    "switched off in a hidden style": p(run("x", '<w:vanish w:val="false"/>'), style="Notat"),
    "hidden on the web alone": p(run("x", "<w:webHidden/>")),
    "in a style that shows again": p(run("x"), style="Vises"),
    "hidden twice over by styles (17.7.3)": p(run("x", '<w:rStyle w:val="Skjult"/>'), style="Notat"),
    "an entry of the index": p('<w:r><w:rPr><w:vanish/></w:rPr><w:instrText> XE "x" </w:instrText></w:r>'),
    "a hidden paragraph mark": p(run("x"), mark="<w:vanish/>"),
}


@pytest.mark.parametrize("block", HIDDEN.values(), ids=HIDDEN)
def test_text_that_word_does_not_print_is_hidden(block: str) -> None:
    document = docx(block, p(run("slutt")))
    ((kind, author, text),) = found(document)
    assert (kind, author) == ("skjult", "")
    assert text in {"x", "(bilde)"}
    assert document_text(accepted(document)).body == ("slutt",)


HIDES = "<w:rPr><w:vanish/></w:rPr>"
DEFAULTS = {
    "the document's defaults": f"<w:docDefaults><w:rPrDefault>{HIDES}</w:rPrDefault></w:docDefaults>",
    "the default style": f'<w:style w:type="paragraph" w:default="1" w:styleId="N">{HIDES}</w:style>',
}


@pytest.mark.parametrize("style", DEFAULTS.values(), ids=DEFAULTS)
def test_text_may_be_hidden_by_what_holds_for_all_text(style: str) -> None:
    root = f'<w:styles xmlns:w="{W[1:-1]}">{style}</w:styles>'
    document = docx(p(run("x"), run("vises", '<w:vanish w:val="0"/>')), parts={"styles": root})
    assert found(document) == [("skjult", "", "x")]
    assert paragraphs(accepted(document)) == ["vises"]


def test_a_paragraph_that_is_hidden_with_its_mark_goes() -> None:
    gone = p(run("x", "<w:vanish/>"), mark="<w:vanish/>")
    assert after(p(run("a")), gone, p(run("b"))) == ["a", "b"]


def test_text_that_joining_makes_hidden_goes_too() -> None:
    assert after(p(run("a"), mark="del"), p(run("x"), style="Notat"), p(run("b"))) == ["", "b"]


@pytest.mark.parametrize("block", SHOWN.values(), ids=SHOWN)
def test_text_that_word_prints_is_not_hidden(block: str) -> None:
    document = docx(block)
    assert not find_traces(document)
    assert accepted(document) is document


def test_the_names_in_the_properties() -> None:
    said = core(creator=KARI, lastModifiedBy=OLA, keywords="utkast", category="", revision="7")
    document = docx(p(run("x")), parts={"core": said, "app": app(Company="Firma AS", Application="Word")})
    assert find_traces(document).properties == (
        Named("forfatter", KARI),
        Named("sist lagret av", OLA),
        Named("stikkord", "utkast"),
        Named("firma", "Firma AS"),
    )
    assert find_traces(document).author == KARI
    assert find_traces(document, KARI).author == ""
    settled = accepted(document, "Regionrådet")
    assert not find_traces(settled, "Regionrådet")
    assert b"<dc:creator>Regionr\xc3\xa5det</dc:creator>" in part(settled, "docProps/core.xml")
    assert "Prøve".encode() in part(settled, "docProps/core.xml")
    assert b"<Application>Word</Application>" in part(settled, "docProps/app.xml")


def test_a_property_that_the_text_shows_is_no_trace() -> None:
    field = '<w:fldSimple w:instr=" DOCPROPERTY Saksbehandler ">{}</w:fldSimple>'
    parts = {"custom": custom("Saksbehandler", KARI)}
    assert not find_traces(docx(p(field.format(run(KARI))), parts=parts))
    document = docx(p(run("x")), parts=parts)
    assert find_traces(document).properties == (Named("egendefinert", "Saksbehandler"),)
    assert not find_traces(accepted(document))


def test_a_part_in_another_encoding_is_looked_into() -> None:
    document = docx(p(ins("ny")))
    xml = part(document, "word/document.xml").decode()
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
    assert found(with_part(document, "word/document.xml", utf16)) == [("innsatt", KARI, "ny")]


def test_what_stands_there_for_old_programs_is_not_counted_again() -> None:
    both = f'<mc:Choice Requires="wps">{ins("a")}</mc:Choice><mc:Fallback>{ins("a")}</mc:Fallback>'
    assert found(docx(p(f"<mc:AlternateContent>{both}</mc:AlternateContent>"))) == [("innsatt", KARI, "a")]


# Accepted


def test_a_document_without_traces_comes_back_as_it_is() -> None:
    document = docx(heading("Sak"), p(run("x")), table(row("a", "b")), p(), header=p(run("topp")))
    assert accepted(document) is document


def test_what_was_put_in_stays_and_what_was_taken_out_or_moved_away_goes() -> None:
    blocks = [
        p(run("a "), ins("b "), dele("c "), moved("d", to=False)),
        p(moved("d", to=True)),
        p(run("e"), f"<w:ins {by()}>{dele('f', OLA)}</w:ins>"),
    ]
    assert after(*blocks) == ["a b ", "d", "e"]


def test_a_paragraph_whose_mark_is_deleted_is_joined_to_the_next_and_gets_its_properties() -> None:
    document = docx(
        p(run("en "), mark="del", style="Overskrift1"), '<w:bookmarkStart w:id="1" w:name="b"/>', p(run("to"))
    )
    settled = accepted(document)
    assert paragraphs(settled) == ["en to"]
    (paragraph,) = etree.fromstring(part(settled, "word/document.xml")).iter(W + "p")
    assert paragraph.find(f"{W}pPr/{W}pStyle") is None
    assert [child.tag for child in paragraph] == [W + "r", W + "bookmarkStart", W + "r"]


def test_paragraphs_that_are_deleted_whole_leave_nothing() -> None:
    gone = p(dele("borte"), mark="del")
    assert after(p(run("a")), gone, gone, p(run("b"))) == ["a", "b"]
    assert after(p(run("a")), gone) == ["a"]
    assert after(p(run("a")), gone, table(row("b", "c")), p()) == ["a", "b", "c", ""]
    assert after(p(run("a")), p(moved("bort", to=False), mark="moveFrom"), p(run("b"))) == ["a", "b"]


def test_a_paragraph_that_nothing_can_be_joined_to_stays() -> None:
    assert after(p(run("a"), mark="del"), table(row("b", "c")), p()) == ["a", "b", "c", ""]
    assert after(p(dele("alt"), mark="del")) == [""]
    assert after(table(f"<w:tr>{cell(p(dele('alt'), mark='del'))}</w:tr>"), p()) == ["", ""]


def test_deleted_rows_go_and_a_table_without_rows_too() -> None:
    assert after(table(row("a", "b"), row("c", "d", mark="del"), row("e", "f", mark="ins")), p()) == [
        "a",
        "b",
        "e",
        "f",
        "",
    ]
    assert after(p(run("a")), table(row("b", "c", mark="del")), p(run("d"))) == ["a", "d"]
    assert after(table(row("b", "c", mark="del"))) == [""]


def test_a_cell_gets_the_merge_that_was_suggested() -> None:
    document = docx(CHANGES["cellMerge"])
    assert b'<w:tcW w:w="4500" w:type="dxa"/><w:vMerge w:val="continue"/>' in part(
        accepted(document), "word/document.xml"
    )


def test_a_deleted_content_control_goes_and_its_text_stays() -> None:
    settled = accepted(docx(CHANGES["customXmlDelRange"], p()))
    assert paragraphs(settled) == ["x", ""]
    assert b"w:sdt" not in part(settled, "word/document.xml")


def test_a_note_goes_with_the_text_that_refers_to_it() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    document = docx(
        p(run("a"), reference.format(1), f"<w:del {by()}>{reference.format(2)}</w:del>"),
        parts=notes("footnote", run("blir"), run("går")),
    )
    assert paragraphs(accepted(document), "word/footnotes.xml") == ["blir"]


def test_comments_go_with_everything_about_them() -> None:
    document = docx(p(commented("beløpet")), parts=comments((KARI, "Er dette rett?")))
    document = with_part(document, "word/_rels/comments.xml.rels", part(document, "_rels/.rels"))
    assert find_traces(document).properties == (Named("deltaker", KARI),)
    assert {"word/comments.xml", "word/commentsExtended.xml", "word/people.xml"} <= part_names(document)
    settled = accepted(document)
    assert part_names(settled) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/styles.xml",
    }
    for name in part_names(settled):
        assert b"omment" not in part(settled, name)
        assert b"people" not in part(settled, name)
        assert KARI.encode() not in part(settled, name)
    assert paragraphs(settled) == ["beløpet"]


def test_text_boxes_are_accepted_also_for_old_programs() -> None:
    settled = accepted(docx(p(box(p(ins("ny"), dele("gammel"))))))
    xml = part(settled, "word/document.xml")
    assert b"gammel" not in xml
    assert xml.count(b">ny<") == 2


def test_a_link_that_has_lost_its_text_goes() -> None:
    link = f'<w:hyperlink w:anchor="a">{dele("lenke")}</w:hyperlink>'
    assert b"w:hyperlink" not in part(accepted(docx(p(run("a"), link))), "word/document.xml")


def test_a_bookmark_that_begins_in_what_is_deleted_keeps_its_ends() -> None:
    start = f'<w:del {by()}><w:bookmarkStart w:id="7" w:name="b"/>{run("a", deleted=True)}</w:del>'
    xml = part(accepted(docx(p(start, run("b"), '<w:bookmarkEnd w:id="7"/>'))), "word/document.xml")
    assert xml.count(b"bookmarkStart") == xml.count(b"bookmarkEnd") == 1


def test_a_formula_is_told_of_and_accepted() -> None:
    formula = "<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>"
    document = docx(
        p(f"<w:ins {by()}>{formula.format('x')}</w:ins>", f"<w:del {by()}>{formula.format('y')}</w:del>")
    )
    assert found(document) == [("innsatt", KARI, "x"), ("slettet", KARI, "y")]
    xml = part(accepted(document), "word/document.xml")
    assert b">x<" in xml
    assert b">y<" not in xml


@pytest.mark.parametrize(("said", "becomes"), [("cont", "continue"), ("rest", "restart")])
def test_a_cell_that_is_merged_says_so_where_it_may(said: str, becomes: str) -> None:
    tracked = f'<w:gridSpan w:val="2"/><w:vAlign w:val="top"/><w:cellMerge {by()} w:vMerge="{said}"/>'
    document = docx(table(f"<w:tr>{cell(p(run('a')), properties=tracked)}</w:tr>"))
    (properties,) = etree.fromstring(part(accepted(document), "word/document.xml")).iter(W + "tcPr")
    names = [child.tag.removeprefix(W) for child in properties]
    assert names == ["tcW", "gridSpan", "vMerge", "vAlign"]
    assert properties[2].get(W + "val") == becomes

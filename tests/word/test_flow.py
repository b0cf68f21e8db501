"""What a reader meets in a Word file: the same words as `document_text` has, each as what it is."""

from collections.abc import Iterable, Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.word.flow import Anchor, Block, Grid, NoteMark, Paragraph, Span, read_flow
from dokumentmaskin.word.package import Package
from dokumentmaskin.word.text import document_text
from tests.pdf import documents
from tests.profiles import examples
from tests.word.random_edits import RandomEdits
from tests.word.test_text import docx, p, run


def words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            pieces = (one.text if isinstance(one, Span) else " " for one in block.inlines)
            yield from "".join(pieces).split()
            yield from words(block.boxes)
        else:
            for row in (*block.header, *block.rows):
                for cell in row:
                    yield from words(cell.blocks)


@settings(max_examples=examples(200))
@given(st.randoms(use_true_random=False))
def test_whatever_edits_there_are_the_words_are_those_that_word_prints(random: Random) -> None:
    document = RandomEdits(random).document()
    flow = read_flow(document)
    # A note that only deleted text refers to is on no page, though its words are still in the file.
    printed = [word for word in document_text(document).body if not word.startswith("note")]
    assert sorted(words(flow.body)) == sorted(printed)
    if b"txbxContent" not in Package(document).read("word/document.xml"):  # which stands after its paragraph
        assert list(words(flow.body)) == printed


def paragraphs(data: bytes) -> list[Paragraph]:
    return [block for block in read_flow(data).body if isinstance(block, Paragraph)]


def spans(data: bytes) -> list[Span]:
    (paragraph,) = paragraphs(data)
    return [one for one in paragraph.inlines if isinstance(one, Span)]


def test_runs_that_look_alike_are_one_stretch_and_the_others_say_how_they_look() -> None:
    looks = ("<w:b/>", "<w:i/>", "<w:strike/>", '<w:vertAlign w:val="superscript"/>', "<w:vanish/>")
    body = p(run("en ") + run("to ") + "".join(run(str(n), look) for n, look in enumerate(looks)))
    assert spans(docx(body)) == [
        Span("en to "),
        Span("0", bold=True),
        Span("1", italic=True),
        Span("2", struck=True),
        Span("3", height="above"),
    ]


def test_what_has_another_language_than_the_document_says_which() -> None:
    default = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nb-NO"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    body = p(run("norsk ", '<w:lang w:val="nb-NO"/>') + run("English", '<w:lang w:val="en-GB"/>'))
    assert [span.language for span in spans(docx(body, styles=default))] == ["", "en-GB"]


def test_a_link_leads_where_word_leads_whichever_way_it_is_written() -> None:
    document = documents.new()
    paragraph = document.add_paragraph("Se ")
    documents.add_link(paragraph, "siden", "https://a.no/", "")
    documents.add_link(paragraph, "stedet", anchor="Her")
    documents.add_field(paragraph, 'HYPERLINK "https://b.no/" \\o "tips"', "feltet")
    documents.add_field(paragraph, 'HYPERLINK \\l "Der"', "det andre")
    documents.add_field(paragraph, "PAGEREF Der", "4")
    paragraph.add_run(" slutt")
    assert [(span.text, span.link) for span in spans(documents.saved(document)) if span.text] == [
        ("Se ", ""),
        ("siden", "https://a.no/"),
        ("stedet", "#Her"),
        ("feltet", "https://b.no/"),
        ("det andre", "#Der"),
        (" slutt", ""),
    ]


def test_a_list_item_begins_with_what_word_prints() -> None:
    def level(depth: int, form: str, pattern: str, start: int = 1) -> str:
        values = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
        return f'<w:lvl w:ilvl="{depth}">{values}</w:lvl>'

    levels = (
        level(0, "decimal", "%1.") + level(1, "lowerRoman", "%1.%2") + level(2, "upperLetter", "(%3)", 28)
    )
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    kinds = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{own}</w:num>'
        for number, own in ((1, ""), (2, override))
    )

    def item(number: int, depth: int) -> str:
        place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
        return f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>{run('x')}"

    body = "".join(p(item(*place)) for place in ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (2, 0), (1, 0)))
    items = [
        block.item for block in read_flow(docx(body, numbering=kinds)).body if isinstance(block, Paragraph)
    ]
    assert [item.text for item in items if item] == ["1.", "1.i", "1.ii", "(BB)", "2.", "4.", "3."]


def test_a_table_has_its_head_and_its_merged_cells() -> None:
    def cell(text: str, look: str = "") -> str:
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{p(run(text))}</w:tc>"

    rows = (
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell("A", '<w:gridSpan w:val="2"/>')
        + cell("B")
        + "</w:tr>",
        "<w:tr>" + cell("1", '<w:vMerge w:val="restart"/>') + cell("2") + cell("3") + "</w:tr>",
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("4") + cell("5") + "</w:tr>",
        '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("6") + "</w:tr>",
    )
    properties = '<w:tblPr><w:tblCaption w:val="Saker"/></w:tblPr>'
    (grid,) = read_flow(docx(f"<w:tbl>{properties}{''.join(rows)}</w:tbl>")).body
    assert isinstance(grid, Grid)
    assert grid.name == "Saker"
    assert [[(c.text, c.columns, c.rows) for c in row] for row in grid.header] == [[("A", 2, 1), ("B", 1, 1)]]
    assert [[(c.text, c.columns, c.rows) for c in row] for row in grid.rows] == [
        [("1", 1, 2), ("2", 1, 1), ("3", 1, 1)],
        [("4", 1, 1), ("5", 1, 1)],
        [("", 2, 1), ("6", 1, 1)],
    ]


def test_notes_come_in_the_order_that_the_text_refers_to_them() -> None:
    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = "".join(f'<w:footnote w:id="{n}">{p(run(f"note {n}"))}</w:footnote>' for n in (1, 2, 3))
    flow = read_flow(docx(p(run("a") + mark(3)) + p(mark(1) + mark(3)), footnotes=notes))
    marks = [
        one for b in flow.body if isinstance(b, Paragraph) for one in b.inlines if isinstance(one, NoteMark)
    ]
    assert [(mark.number, mark.text) for mark in marks] == [(1, "1"), (2, "2"), (1, "1")]
    assert flow.marks == ("1", "2")
    assert [" ".join(words(note)) for note in flow.notes] == ["note 3", "note 1"]


def test_what_pages_repeat_is_said_once_without_the_numbers_of_pages() -> None:
    flow = read_flow(documents.meeting())
    assert [list(words(blocks)) for blocks in (flow.above, flow.below)] == [
        ["Osloregionen,", "innkalling"],
        [],
    ]


def test_a_place_between_blocks_is_at_the_next_of_them() -> None:
    body = p(run("a")) + '<w:bookmarkStart w:id="1" w:name="Her"/>' + p(run("b"))
    first, second = paragraphs(docx(body))
    assert Anchor("Her") not in first.inlines
    assert second.inlines[0] == Anchor("Her")

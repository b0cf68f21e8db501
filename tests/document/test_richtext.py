"""Text fields in a template: real paragraphs, lists, runs and links wherever a field may stand."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Length, Twips
from docx.text.paragraph import Paragraph

from dokumentmaskin.document.markdown import Block, Inline, Kind, parse_text
from dokumentmaskin.document.richtext import Marks, Rich, expand
from dokumentmaskin.errors import TemplateError
from tests.word.building import NAME, Text, add_xml, all_texts, build, fill, fill_bytes, paragraph, texts

TEMPLATE = Path(__file__).parents[2] / "templates" / "bokmal" / "saksliste.docx"
LIST = Text("Først:\n\n- a\n- b\n\nSå:\n\n1. c\n2. d")


def look(p: Paragraph) -> tuple[str, str]:
    style = p.style
    assert style is not None
    return p.text, str(style.name)


def numbering(p: Paragraph) -> tuple[int, int]:
    """The paragraph's own list instance and level."""
    properties: Any = p._p.pPr
    return int(properties.numPr.numId.val), int(properties.numPr.ilvl.val)


def starts(document: Document, number: int) -> dict[int, int]:
    """Where a list instance begins anew, by level."""
    instance: Any = document.part.numbering_part.element.num_having_numId(number)
    return {int(o.ilvl): int(o.startOverride.val) for o in instance.lvlOverride_lst}


def level_indent(document: Document, p: Paragraph) -> Length:
    """How far in the list level of a paragraph stands."""
    number, level = numbering(p)
    numbers: Any = document.part.numbering_part.element
    abstract = numbers.num_having_numId(number).abstractNumId.val
    path = f"./w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:pPr/w:ind/@w:left"
    return Twips(int(numbers.xpath(path)[0]))


def expand_at_the_end(document: Document, blocks: tuple[Block, ...]) -> None:
    """Put a text last in a document, in its styles."""
    marks = Marks()
    document.add_paragraph(str(Rich(blocks, marks)))
    expand(document, marks, NAME)


def links(document: Document, story: Any = None) -> list[tuple[str, str]]:
    """Text and address of every hyperlink of a story, the address looked up in its own part."""
    part = (story or document).part
    element = story._element if story is not None else document.element.body
    found = []
    for link in element.iter(qn("w:hyperlink")):
        relation = part.rels[link.get(qn("r:id"))]
        assert relation.is_external
        assert relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
        found.append(("".join(t.text for t in link.iter(qn("w:t"))), relation.target_ref))
    return found


def test_a_field_becomes_real_paragraphs_in_the_styles_of_the_template(tmp_path: Path) -> None:
    document = fill(tmp_path, lambda d: d.add_paragraph("{{ x }}", "Quote"), x=LIST)
    assert [look(p) for p in document.paragraphs] == [
        ("Først:", "Quote"),
        ("a", "List Bullet"),
        ("b", "List Bullet"),
        ("Så:", "Quote"),
        ("c", "List Number"),
        ("d", "List Number"),
    ]


def test_what_stands_around_a_field_stays_around_it(tmp_path: Path) -> None:
    document = fill(
        tmp_path, paragraph("Før {{ x }} mellom {{ y }} etter"), x=Text("a\n\nb"), y=Text("c\n\nd")
    )
    assert texts(document) == ["Før a", "b mellom c", "d etter"]


def test_a_run_after_a_field_stays_after_all_of_it(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        line = document.add_paragraph("Før: ")
        line.add_run("{{ x }}")
        line.add_run(" Etter.")

    assert texts(fill(tmp_path, body, x=Text("a\n\nb"))) == ["Før: a", "b Etter."]


def test_paragraphs_before_and_after_stay_in_their_places(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        for text in ("over", "{{ x }}", "under"):
            document.add_paragraph(text)

    assert texts(fill(tmp_path, body, x=Text("a\n\nb"))) == ["over", "a", "b", "under"]


def test_an_empty_field_is_empty_and_false(tmp_path: Path) -> None:
    document = fill(tmp_path, paragraph("({{ x }}{% if x %} ja{% else %} nei{% endif %})"), x=Text(""))
    assert texts(document) == ["( nei)"]


def test_a_field_in_a_table_cell(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_table(1, 2).cell(0, 1).text = "{{ x }}"

    document = fill(tmp_path, body, x=LIST)
    cell = document.tables[0].cell(0, 1)
    assert [look(p)[1] for p in cell.paragraphs].count("List Bullet") == 2
    assert texts(cell) == ["Først:", "a", "b", "Så:", "c", "d"]


def test_a_field_in_a_header_and_a_footer(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ x }}"
        document.sections[0].footer.paragraphs[0].text = "{{ y }}"

    document = fill(tmp_path, body, x=Text("a\n\n[b](https://x.no)"), y=Text("**c**"))
    header, footer = document.sections[0].header, document.sections[0].footer
    assert (texts(header), texts(footer)) == (["a", "b"], ["c"])
    assert links(document, header) == [("b", "https://x.no")]
    assert footer.paragraphs[0].runs[0].bold


def test_a_field_in_a_content_control_of_paragraphs(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document = fill(tmp_path, lambda d: add_xml(d, control), x=LIST)
    assert all_texts(document) == ["Først:", "a", "b", "Så:", "c", "d"]
    (content,) = document.element.body.iter(qn("w:sdtContent"))
    assert len(content) == 6


def test_a_field_in_a_content_control_inside_a_line_becomes_lines(tmp_path: Path) -> None:
    control = (
        "<w:p><w:r><w:t>Om: </w:t></w:r><w:sdt><w:sdtContent>"
        "<w:r><w:t>{{ x }}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    document = fill(tmp_path, lambda d: add_xml(d, control), x=Text("a **b**\n\nc"))
    (content,) = document.element.body.iter(qn("w:sdtContent"))
    runs: list[Any] = list(content.iter(qn("w:r")))
    assert [run.text for run in runs] == ["a ", "b", "\n", "c"]


def test_runs_look_like_the_templates_with_bold_and_italic_added(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph().add_run("{{ x }}").underline = True

    (p,) = fill(tmp_path, body, x=Text("a **b** *c*")).paragraphs
    assert [(r.text, r.underline, r.bold, r.italic) for r in p.runs] == [
        ("a ", True, None, None),
        ("b", True, True, None),
        (" ", True, None, None),
        ("c", True, None, True),
    ]


def test_the_paragraph_keeps_its_own_layout(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph("{{ x }}").paragraph_format.keep_with_next = True

    document = fill(tmp_path, body, x=Text("a\n\nb"))
    assert [p.paragraph_format.keep_with_next for p in document.paragraphs] == [True, True]


def test_a_hard_break_is_a_line_break(tmp_path: Path) -> None:
    (p,) = fill(tmp_path, paragraph("{{ x }}"), x=Text("a\\\nb")).paragraphs
    assert p.text == "a\nb"
    assert len(list(p._p.iter(qn("w:br")))) == 1


def test_bullets_are_of_the_templates_own_list_at_their_level(tmp_path: Path) -> None:
    document = fill(tmp_path, paragraph("{{ x }}"), x=Text("- a\n  - b\n- c"))
    assert [numbering(p)[1] for p in document.paragraphs] == [0, 1, 0]
    style: Any = document.styles["List Bullet"].element
    assert {numbering(p)[0] for p in document.paragraphs} == {int(style.pPr.numPr.numId.val)}


def test_every_numbered_list_begins_anew(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph("{{ x }}")
        document.add_paragraph("{{ y }}")

    document = fill(tmp_path, body, x=Text("1. a\n2. b\n\nså\n\n1. c"), y=Text("1. d"))
    a, b, _, c, d = document.paragraphs
    assert numbering(a) == numbering(b)
    assert len({numbering(p)[0] for p in (a, c, d)}) == 3
    assert [starts(document, numbering(p)[0]) for p in (a, c, d)] == [{0: 1}] * 3


def test_the_same_field_printed_twice_is_two_lists(tmp_path: Path) -> None:
    document = fill(tmp_path, paragraph("{% for n in range(2) %}{{ x }}{% endfor %}"), x=Text("1. a\n\nb"))
    numbers = [numbering(p)[0] for p in document.paragraphs if look(p)[1] == "List Number"]
    assert len(numbers) == len(set(numbers))


def test_a_list_can_start_at_another_number_and_lie_in_another(tmp_path: Path) -> None:
    document = fill(tmp_path, paragraph("{{ x }}"), x=Text("4. a\n   1. b\n5. c"))
    a, b, c = document.paragraphs
    assert numbering(a) == numbering(c)
    assert starts(document, numbering(a)[0]) == {0: 4}
    assert starts(document, numbering(b)[0]) == {1: 1}
    assert numbering(b)[1] == 1


def test_a_list_instance_is_of_the_styles_own_kind(tmp_path: Path) -> None:
    document = fill(tmp_path, paragraph("{{ x }}"), x=Text("1. a"))
    numbers: Any = document.part.numbering_part.element
    style: Any = document.styles["List Number"].element
    own = numbers.num_having_numId(int(style.pPr.numPr.numId.val))
    made = numbers.num_having_numId(numbering(document.paragraphs[0])[0])
    assert made.abstractNumId.val == own.abstractNumId.val
    assert made.numId != own.numId


def test_a_later_paragraph_of_an_item_has_no_number(tmp_path: Path) -> None:
    document = fill(tmp_path, paragraph("{{ x }}"), x=Text("1. a\n\n   b\n2. c"))
    a, b, c = document.paragraphs
    assert numbering(b)[0] == 0
    assert numbering(a) == numbering(c)


def test_a_later_paragraph_of_an_item_stands_where_its_text_does() -> None:
    document = docx.Document(str(TEMPLATE))
    text = "1. a\n\n   b\n   - c\n\n     d\n\ne"
    expand_at_the_end(document, parse_text(text))
    a, b, c, d, e = document.paragraphs[-5:]
    inside, deeper = b.paragraph_format, d.paragraph_format
    assert [p.paragraph_format.left_indent for p in (a, c, e)] == [None] * 3
    assert (level_indent(document, a), level_indent(document, c)) == (inside.left_indent, deeper.left_indent)
    assert 0 < int(inside.left_indent or 0) < int(deeper.left_indent or 0)
    assert (inside.first_line_indent, deeper.first_line_indent) == (0, 0)


def test_a_later_paragraph_of_a_level_that_the_template_lacks_has_no_indent(tmp_path: Path) -> None:
    document = fill(tmp_path, paragraph("{{ x }}"), x=Text("- a\n  - b\n\n    c"))
    assert texts(document) == ["a", "b", "c"]
    assert document.paragraphs[2].paragraph_format.left_indent is None


@pytest.mark.parametrize("kind", ["punkt", "nummer"])
def test_an_item_deeper_than_words_last_level_stands_on_that(kind: Kind) -> None:
    document = docx.Document(str(TEMPLATE))
    levels = range(1, 13)
    items = (Block((Inline(f"{n}"),), kind, level=n, list_number=n) for n in levels)
    last = Block((Inline("mer"),), kind, level=12, list_number=12, first=False)
    expand_at_the_end(document, (*items, last))
    paragraphs = document.paragraphs[-13:]
    assert [numbering(p)[1] for p in paragraphs] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8]
    assert paragraphs[-1].paragraph_format.left_indent == level_indent(document, paragraphs[-2])


def test_a_link_to_a_paper_is_a_hyperlink_to_that_path(tmp_path: Path) -> None:
    text = Text("Se [notatet](<vedlegg/et notat.pdf>).")
    document = fill(tmp_path, paragraph("{{ tekst }}"), tekst=text)
    assert links(document) == [("notatet", "vedlegg/et%20notat.pdf")]


def test_a_link_is_a_hyperlink_with_its_address_in_a_relationship(tmp_path: Path) -> None:
    address = "https://x.no/?a=1&b=å"
    document = fill(tmp_path, paragraph("Se {{ x }}."), x=Text(f"[her & **nå**]({address})"))
    assert texts(document) == ["Se her & nå."]
    escaped = "https://x.no/?a=1&b=%C3%A5"
    assert links(document) == [("her & ", escaped), ("nå", escaped)]
    styles = [r.get(qn("w:val")) for r in document.element.body.iter(qn("w:rStyle"))]
    assert styles == ["Hyperlink", "Hyperlink"]


@pytest.mark.parametrize(
    ("text", "style", "drop"),
    [
        (Text("- a"), "List Bullet", "List Bullet"),
        (Text("1. a"), "List Number", "List Number"),
        (Text("[a](https://x.no)"), "Hyperlink", "Hyperlink"),
    ],
)
def test_a_template_without_the_style_that_a_text_needs(
    text: Text, style: str, drop: str, tmp_path: Path
) -> None:
    def body(document: Document) -> None:
        document.add_paragraph("{{ x }}")
        element = document.styles[drop].element
        element.getparent().remove(element)

    template = build(tmp_path / "mal.docx", body)
    with pytest.raises(TemplateError) as caught:
        fill_bytes(template, x=text)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("mangler-stil", NAME)
    assert f"«{style}»" in problem.message
    assert fill_bytes(template, x=Text("bare tekst"))


def test_a_list_style_without_numbering_is_told_of(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph("{{ x }}")
        properties: Any = document.styles["List Number"].element.pPr
        properties.remove(properties.numPr)

    with pytest.raises(TemplateError) as caught:
        fill(tmp_path, body, x=Text("1. a"))
    (problem,) = caught.value.problems
    assert problem.code == "mangler-liste"
    assert "«List Number»" in problem.message


def test_a_list_style_may_inherit_its_list(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph("{{ x }}")
        properties: Any = document.styles["List Number"].element.pPr
        properties.remove(properties.numPr)
        document.styles["List Number"].base_style = document.styles["List Number 2"]

    document = fill(tmp_path, body, x=Text("1. a"))
    assert starts(document, numbering(document.paragraphs[0])[0]) == {0: 1}


def test_the_last_paragraph_of_a_section_keeps_the_section(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_section()
        document.paragraphs[-1].text = "{{ x }}"
        document.add_paragraph("slutt")

    document = fill(tmp_path, body, x=Text("a\n\nb"))
    assert texts(document) == ["a", "b", "slutt"]
    holders = [p.text for p in document.paragraphs if p._p.xpath("./w:pPr/w:sectPr")]
    assert holders == ["b"]
    assert len(document.sections) == 2


def test_no_mark_is_left_in_any_part(tmp_path: Path) -> None:
    data = fill_bytes(build(tmp_path / "mal.docx", paragraph("{{ x }}")), x=LIST)
    (tmp_path / "ut.docx").write_bytes(data)
    parts = docx.Document(str(tmp_path / "ut.docx")).part.package.iter_parts()
    assert not [part.partname for part in parts if "\ue000".encode() in part.blob]


def test_a_field_where_only_plain_text_can_stand_is_told_of(tmp_path: Path) -> None:
    template = build(tmp_path / "mal.docx", paragraph("a"), title="{{ x }}")
    with pytest.raises(TemplateError) as caught:
        fill_bytes(template, x=Text("b"))
    (problem,) = caught.value.problems
    assert problem.code == "tekst-pa-feil-sted"
    assert "core.xml" in problem.message


def test_what_does_not_hold_any_more_has_a_line_through_it() -> None:
    document = docx.Document()
    expand_at_the_end(document, (Block((Inline("12. juni", struck=True), Inline(" – avlyst"))),))
    runs = [(run.text, bool(run.font.strike)) for run in document.paragraphs[-1].runs]
    assert runs == [("12. juni", True), (" – avlyst", False)]


# Tables, headings and quotes


BLOCKS = Text("""Før

| Post | Kroner |
|---|---|
| **Film** | 100 |

### Mer

> Et sitat

#### Under""")


def test_a_table_stands_in_its_place_with_a_head_that_repeats() -> None:
    document = docx.Document(str(TEMPLATE))
    expand_at_the_end(document, parse_text("| Post | Kroner |\n|---|---|\n| **Film** | 100 |\n\nEtter"))
    table = document.tables[-1]
    cells = [[cell.paragraphs[0] for cell in row.cells] for row in table.rows]
    assert [[look(p) for p in row] for row in cells] == [
        [("Post", "Tabellhode"), ("Kroner", "Tabelltall hode")],
        [("Film", "Tabelltekst"), ("100", "Tabelltall")],
    ]
    assert table.style is not None
    assert table.style.name == "Sekretariatstabell"
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False]
    assert cells[1][0].runs[0].bold
    element: Any = table._tbl
    assert element.getnext().text == "Etter"


def test_without_the_templates_styles_words_own_are_made(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        for style in ("Heading 4", "Heading 5", "Quote", "Table Grid"):
            element: Any = document.styles[style]._element
            element.getparent().remove(element)
        document.add_paragraph("Sak 1", "Heading 2")
        document.add_paragraph("Bakgrunn", "Heading 3")
        document.add_paragraph("{{ x }}")
        document.add_paragraph("{{ x }}")

    document = fill(tmp_path, body, x=BLOCKS)
    own = [("Før", "Normal"), ("Mer", "Heading 4"), ("Et sitat", "Quote"), ("Under", "Heading 5")]
    assert [look(p) for p in document.paragraphs[2:]] == [*own, *own]
    made: Any = document.styles["Heading 5"]
    assert made.base_style.name == "Heading 4"
    assert made.element.xpath("./w:pPr/w:outlineLvl/@w:val") == ["4"]
    assert document.tables[0].rows[0].cells[0].paragraphs[0].runs[0].bold
    assert document.tables[0]._tbl.xpath("./w:tblPr/w:tblBorders")


def test_two_tables_stay_two_and_a_cell_ends_with_a_paragraph(tmp_path: Path) -> None:
    two = Text("| a |\n|---|\n| b |\n\n| c |\n|---|\n| d |")
    document = fill(tmp_path, lambda d: d.add_table(1, 1).cell(0, 0).add_paragraph("{{ x }}"), x=two)
    cell: Any = document.tables[0].cell(0, 0)._tc
    kinds = [child.tag.rpartition("}")[2] for child in cell if child.tag != qn("w:tcPr")]
    assert kinds == ["p", "tbl", "p", "tbl", "p"]


def test_what_stands_around_a_table_stays_around_it(tmp_path: Path) -> None:
    document = fill(tmp_path, lambda d: d.add_paragraph("a {{ x }} b"), x=BLOCKS)
    assert document.paragraphs[0].text == "a Før"
    assert document.paragraphs[-1].text == "Under b"

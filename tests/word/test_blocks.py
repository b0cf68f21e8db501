"""A Word file as a person sees it: signs, lists, headings, boxes and what stands elsewhere."""

from typing import Any, Final

import pytest
from lxml import etree

from dokumentmaskin.word import HIDDEN, STRUCK, Line, Table, open_word, prompts_of, read_contents
from dokumentmaskin.word.lines import clean
from dokumentmaskin.word.names import MATH, VAL, W
from dokumentmaskin.word.styles import Styles
from tests.word.test_readers import named, style, styled
from tests.word.tracked import NAMESPACES, box, by, cell, dele, docx, ins, moved, notes, p, row, run, table


def lines(data: bytes, prompts: frozenset[str] = frozenset()) -> list[Line]:
    return [
        block for block in read_contents(open_word(data, "a.docx"), prompts).body if isinstance(block, Line)
    ]


def line(*content: str, properties: str = "", parts: dict[str, str] | None = None) -> Line:
    (only,) = lines(docx(p(*content, properties=properties), parts=parts or {}))
    return only


SIGNS: Final = {
    ("Wingdings", "F06F"): "☐", ("Wingdings", "F0A8"): "☐", ("Wingdings", "F0FC"): "✓",
    ("Wingdings", "F0FD"): "☒", ("Wingdings", "F0FE"): "☑", ("Wingdings 2", "F050"): "✓",
    ("Wingdings 2", "F052"): "☑",
    ("Wingdings 2", "F053"): "☒", ("Wingdings 2", "F0A3"): "☐", ("Wingdings", "FE"): "☑",
    ("Wingdings", "F0A4"): "◉", ("Symbol", "F085"): "\uf085", ("Arial", "F0FE"): "\uf0fe",
    ("Wingdings", "x"): "",
}  # fmt: skip


@pytest.mark.parametrize(("font", "code"), SIGNS)
def test_signs_of_symbol_fonts(font: str, code: str) -> None:
    found = line(run("a"), f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>', run("b"))
    assert found.text == f"a{SIGNS[font, code]}b"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:tab/>", "a b"),
        ("<w:ptab/>", "a b"),
        ("<w:br/>", "a\nb"),
        ("<w:cr/>", "a\nb"),
        ("<w:noBreakHyphen/>", "a-b"),
        ("<w:softHyphen/>", "ab"),
        ("<w:t>\u00ad\u200b\u2060\ufeff</w:t>", "ab"),
        ("<w:t>\u2028</w:t>", "a\nb"),
        ("<w:t>\u00a0 \u2009</w:t>", "a b"),
        ("<w:t/>", "ab"),
    ],
)
def test_signs_of_a_run(inner: str, text: str) -> None:
    assert line(run("a"), f"<w:r>{inner}</w:r>", run("b")).text == text


def test_clean_keeps_lines_apart_and_composes_letters() -> None:
    assert clean("\n A\u030a  b \n\n c\n") == "Å b\n\nc"


@pytest.mark.parametrize(
    ("content", "elsewhere"),
    [
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', "en fotnote"),
        ('<w:r><w:endnoteReference w:id="1"/></w:r>', "en fotnote"),
        ('<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>', ""),
        (box(p(run("i boksen"))), "en tekstboks"),
        (box(p(run(" "))), ""),
        (box(p(run("skjult", "<w:vanish/>"))), ""),
        (box(p(run("i boksen"))).replace("<w:r>", "", 1)[: -len("</w:r>")], "en tekstboks"),
        ("<w:r><w:drawing/></w:r>", ""),
        ("<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>", "en formel"),
        (run("strøket", "<w:strike/>"), STRUCK),
        (run("strøket", "<w:dstrike/>"), STRUCK),
        (run("strøket", '<w:strike w:val="none"/>'), ""),
        (run("strøket", "<w:strike/><w:vanish/>"), HIDDEN),
        (run(" ", "<w:strike/>"), ""),
    ],
)
def test_what_stands_elsewhere_is_told(content: str, elsewhere: str) -> None:
    parts = notes("footnote", run("note"))
    assert line(run("a"), content, parts=parts).elsewhere == elsewhere


def test_a_style_strikes_too() -> None:
    styles = style("character", "Strøket", "<w:strike/>") + style("paragraph", "Gammel", "<w:strike/>")
    data = styled(
        p(run("a", named("Strøket"))),
        p(run("a"), style="Gammel"),
        p(run("a", named("Strøket")), style="Gammel"),
        styles=styles,
    )
    assert [found.elsewhere for found in lines(data)] == [STRUCK, STRUCK, ""]


def test_what_stands_between_paragraphs() -> None:
    data = docx(p(run("a")), '<w:altChunk r:id="x"/>', box(p(run("b")))[len("<w:r>") : -len("</w:r>")])
    _, chunk, figure = lines(data)
    nothing: dict[str, Any] = {
        "level": 0,
        "style": "",
        "mark": "",
        "depth": 0,
        "tracked": False,
        "checked": (),
    }
    assert chunk == Line("", elsewhere="et innsatt dokument", **nothing)
    assert figure == Line("", elsewhere="en tekstboks", rest="b", **nothing)


@pytest.mark.parametrize(
    ("content", "text", "tracked"),
    [
        (ins("ny"), "ny", True),
        (dele("gammel"), "", True),
        (moved("hit", to=True), "hit", True),
        (moved("bort", to=False), "", True),
        (f"<w:ins {by()}></w:ins>", "", False),
        (run("a"), "a", False),
    ],
)
def test_changes_are_read_as_accepted_and_told(content: str, text: str, *, tracked: bool) -> None:
    found = line(content)
    assert (found.text, found.tracked) == (text, tracked)


@pytest.mark.parametrize("mark", ["ins", "del", "moveFrom", "moveTo"])
def test_a_tracked_mark_makes_the_paragraph_tracked(mark: str) -> None:
    first, second = lines(docx(p(run("a"), mark=mark), p(run("b"), mark="<w:b/>")))
    assert (first.tracked, second.tracked) == (True, False)


@pytest.mark.parametrize(("mark", "tracked"), [("ins", True), ("del", True), ("cantSplit", False)])
def test_a_tracked_row(mark: str, *, tracked: bool) -> None:
    (found,) = read_contents(open_word(docx(table(row("a", "b", mark=mark))), "a.docx")).body
    assert isinstance(found, Table)
    assert found.rows[0].tracked is tracked


@pytest.mark.parametrize("mark", ["cellIns", "cellDel", "cellMerge", ""])
def test_a_tracked_cell(mark: str) -> None:
    properties = f"<w:{mark} {by()}/>" if mark else ""
    data = docx(table(f"<w:tr>{cell(p(run('a')), properties=properties)}</w:tr>"))
    (found,) = read_contents(open_word(data, "a.docx")).body
    assert isinstance(found, Table)
    assert found.rows[0].cells[0].tracked is bool(mark)


def test_cells_stand_in_the_columns_that_they_begin_in() -> None:
    spans = '<w:gridSpan w:val="2"/>'
    inner, restart = table(row("indre")), '<w:vMerge w:val="restart"/>'
    rows = (
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell(p(run('a')), properties=spans)}"
        f"{cell(p(run('b')), properties='<w:vMerge/>')}</w:tr>"
        f"<w:tr>{cell(p(run('c')), properties=restart)}"
        f"<w:sdt><w:sdtContent>{cell(inner, p(run('d')))}</w:sdtContent></w:sdt></w:tr>"
    )
    (found,) = read_contents(open_word(docx(table(rows)), "a.docx")).body
    assert isinstance(found, Table)
    first, second = (line.cells for line in found.rows)
    assert {column: one.text() for column, one in first.items()} == {1: "a", 3: "b"}
    assert [one.continued for one in first.values()] == [False, True]
    assert {column: (one.text(), one.nested) for column, one in second.items()} == {
        0: ("c", False),
        1: ("d", True),
    }
    assert second[0].continued is False


def control(content: str, about: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


HELP: Final = style("character", "Hjelp", "").replace(
    'w:name w:val="Hjelp"', 'w:name w:val="Placeholder Text"'
)


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ("<w:showingPlcHdr/>", ""),
        ('<w:showingPlcHdr w:val="false"/>', "Skriv her"),
        ('<w:showingPlcHdr w:val="none"/>', "Skriv her"),
        ("", "Skriv her"),
    ],
)
def test_an_untouched_help_text_is_not_written(about: str, text: str) -> None:
    inside = run("Skriv her", named("Hjelp"))
    data = styled(
        p(control(inside, about)), control(p(inside), about), p(control(run("Mitt"), about)), styles=HELP
    )
    assert [found.text for found in lines(data)] == [text, text, "Mitt"]
    assert prompts_of(open_word(data, "a.docx")) == (
        frozenset() if text else frozenset(("Skriv her", "Mitt"))
    )
    assert [found.text for found in lines(data, frozenset(["Skriv her"]))] == ["", "", "Mitt"]


@pytest.mark.parametrize(("value", "ticked"), [("1", True), ("true", True), ("0", False), ("off", False)])
def test_a_box_is_ticked_or_not(value: str, *, ticked: bool) -> None:
    about = f'<w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox>'
    assert line(control(run("☒"), about), control(run("a"))).checked == (ticked,)
    assert line(control(run("☒"), "<w14:checkbox><w14:checked/></w14:checkbox>")).checked == (True,)


def outline(level: str) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


def titled(identity: str, name: str, *, based: str = "", about: str = "") -> str:
    made = style("paragraph", identity, based=based).replace(
        f'w:name w:val="{identity}"', f'w:name w:val="{name}"'
    )
    return made.replace("<w:rPr></w:rPr>", about)


@pytest.mark.parametrize(
    ("identity", "level"),
    [
        ("A", 1), ("B", 2), ("C", 9), ("D", 3), ("E", 9), ("F", 0), ("G", 0), ("H", 2), ("I", 0), ("J", 0),
        ("Overskrift4", 4), ("Heading5", 5), ("Overskrift0", 0), ("K", 0),
    ],
)  # fmt: skip
def test_headings_are_known_by_the_names_and_levels_of_their_styles(identity: str, level: int) -> None:
    styles = (
        titled("A", "heading 1") + titled("B", "Heading 2") + titled("C", "overskrift 9")
        + titled("D", "Min", about=outline("2")) + titled("E", "Min dype", about=outline("8"))
        + titled("F", "Brødtekst", about=outline("9")) + titled("G", "heading 10")
        + titled("H", "Min egen", based="B") + titled("I", "Som brødtekst", based="B", about=outline("9"))
        + titled("J", "Title") + titled("K", "Rar", about=outline("x"))
    )  # fmt: skip
    data = styled(p(run("a"), style=identity), styles=styles)
    assert [found.level for found in lines(data)] == [level]


def test_a_style_that_is_not_there_is_known_by_its_id() -> None:
    first, second, third = lines(
        styled(
            p(run("a"), style="Fakta"),
            p(run("a"), style="X"),
            p(run("a")),
            styles=titled("X", "Mitt Navn") + style("paragraph", "N", default="1"),
        )
    )
    assert (first.style, second.style, third.style) == ("fakta", "mitt navn", "")


def numbered(level: int = 0, number: str = "1") -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


LEVELS: Final = "".join(
    f'<w:lvl w:ilvl="{level}">{start}<w:numFmt w:val="{kind}"/></w:lvl>'
    for level, kind, start in (
        (0, "decimal", '<w:start w:val="3"/>'),
        (1, "lowerLetter", '<w:start w:val="1"/>'),
        (2, "bullet", ""),
        (3, "none", ""),
        (4, "upperRoman", ""),
    )
)
LISTS: Final = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
)


def marks(*properties: str) -> list[tuple[str, int]]:
    data = docx(*(p(run("a"), properties=one) for one in properties), parts={"numbering": LISTS})
    return [(found.mark, found.depth) for found in lines(data)]


def test_lists_are_counted_as_a_reader_sees_them() -> None:
    assert marks(
        numbered(), numbered(1), numbered(1), numbered(2), numbered(), numbered(1), numbered(3), numbered(4),
        numbered(0, "2"), numbered(0, "2"), numbered(0, "3"), numbered(0, "0"), numbered(0, "9"), "",
        '<w:numPr><w:numId w:val="2"/></w:numPr>',
    ) == [
        ("3. ", 0), ("a) ", 1), ("b) ", 1), ("- ", 2), ("4. ", 0), ("a) ", 1), ("", 0), ("1. ", 4),
        ("1. ", 0), ("2. ", 0), ("", 0), ("", 0), ("", 0), ("", 0), ("3. ", 0),
    ]  # fmt: skip


def test_after_the_last_letter_come_numbers() -> None:
    assert marks(*[numbered(1)] * 27)[-2:] == [("z) ", 1), ("27. ", 1)]


def test_a_style_may_number_its_paragraphs_and_a_paragraph_may_say_no() -> None:
    about = f"<w:pPr>{numbered()}</w:pPr>"
    styles = titled("Punkt", "Punkt", about=about) + titled("Under", "Under", based="Punkt")
    data = docx(
        p(run("a"), style="Punkt"),
        p(run(""), style="Punkt"),
        p(run("b"), style="Under"),
        p(run("c"), style="Under", properties=numbered(0, "0")),
        parts={"numbering": LISTS, "styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>"},
    )
    assert [found.mark for found in lines(data)] == ["3. ", "", "4. ", ""]


def test_a_new_style_is_known_when_it_is_put_in() -> None:
    root = etree.fromstring(f"<w:styles {NAMESPACES}>{style('paragraph', 'A')}</w:styles>")
    styles, new = Styles(root), etree.fromstring(f"<a {NAMESPACES}>{titled('B', 'Ny')}</a>")[0]
    styles.add(new)
    assert (styles.name("paragraph", "B"), root[-1].find(W + "name").get(VAL)) == ("ny", "Ny")
    assert styles.by_name["paragraph", "ny"] is new
    assert Styles(None).name("paragraph", "A") == ""
    assert Styles(None).heading_level("A") == 0
    assert MATH.startswith("{http")

"""Words that are wider than their table cell: broken inside it, and no others."""

import zipfile
from collections import defaultdict
from io import BytesIO
from itertools import pairwise, takewhile
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips
from lxml import etree

from dokumentmaskin.pdf import make_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine, engine_copy
from dokumentmaskin.pdf.engines.longwords import _ADVANCES
from dokumentmaskin.pdf.verify.compare import missing_words
from dokumentmaskin.pdf.words import Word, read_words
from tests.pdf import documents
from tests.profiles import some

LONG = "Samferdselskonferanseplanlegging"
MARGINS = 216  # of a cell, left and right together, in twentieths of a point
LEFT = 90.0  # of the text on the page, in points


def document(font: str = "Calibri", size: float = 10) -> Any:
    new = documents.new()
    new.styles["Normal"].font.name = font
    new.styles["Normal"].font.size = Pt(size)
    return new


def add_table(container: Any, widths: list[int], rows: list[list[str]], *, header: bool = False) -> Any:
    table = documents.add_table(container, rows, header=header)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    return table


def words_of(made: Any) -> list[Word]:
    data = make_pdf(documents.saved(made), "m.docx", (BuiltInEngine(),)).data
    return [word for _, word in read_words(data) if word.text.strip()]


def lines_of(words: list[Word]) -> list[str]:
    """What each line says, from the top; the words of all cells on a line together."""
    lines: defaultdict[float, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.y].append(word)
    ordered = (sorted(lines[y], key=lambda word: word.x) for y in sorted(lines, reverse=True))
    return ["".join(word.text for word in line).strip() for line in ordered]


FONTS = ["Calibri", "Times New Roman", "Arial", "Cambria", "Georgia", "Courier New"]


def column_of(words: list[Word], widths: list[int], column: int) -> list[Word]:
    left = LEFT + sum(widths[:column]) / 20
    return [word for word in words if left - 1 < word.x < left + widths[column] / 20 - 1]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("font", some(FONTS, short=2))
def test_no_word_reaches_into_the_next_cell(font: str, *, bold: bool) -> None:
    widths = range(1000, 5200, 120)  # from much too narrow to wide enough
    made = document(font)
    for width in widths:
        table = add_table(made, [width, 1500], [[LONG, "neste"]])
        table.cell(0, 0).paragraphs[0].runs[0].bold = bold
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        made.add_paragraph()
    words = iter(words_of(made))
    whole = width_of(LONG, font, bold=bold)
    for width in widths:
        room = (width - MARGINS) / 20
        pieces = list(takewhile(lambda word: word.text.strip() != "neste", words))
        assert "".join(word.text for word in pieces).strip() == LONG
        if len(pieces) == 1:
            assert whole <= room
        else:
            assert max(word.x for word in pieces) < LEFT + room
            assert whole > room * 0.85


def width_of(text: str, font: str, *, bold: bool) -> float:
    """How wide the engine sets a text, in points: where what follows it begins."""
    made = document(font)
    paragraph = made.add_paragraph()
    for piece in (text, "|"):
        paragraph.add_run(piece).bold = bold
    words = [word for _, word in read_words(BuiltInEngine().convert(documents.saved(made)))]
    return next(word.x for word in words if word.text == "|") - LEFT


def test_a_word_that_fits_is_moved_and_not_broken() -> None:
    made = document()
    add_table(made, [2054, 2000], [["Grønt landtransportprogram", "x"]])
    words = column_of(words_of(made), [2054, 2000], 0)
    assert lines_of(words) == ["Grønt", "landtransportprogram"]


def test_a_document_whose_words_fit_is_handed_on_as_it_is() -> None:
    made = document()
    add_table(made, [4000, 4000], [[LONG, f"({LONG}), {LONG}-{LONG}/{LONG}"]])
    made.add_paragraph(LONG * 5)
    docx = documents.saved(made)
    assert engine_copy(docx).docx is docx


def test_the_next_line_gets_at_least_two_letters_and_no_lone_sign() -> None:
    for width in range(1300, 3000, 170):
        made = document()
        add_table(made, [width, 2000], [[f"({LONG}),", "x"]])
        lines = lines_of(column_of(words_of(made), [width, 2000], 0))
        assert "".join(lines) == f"({LONG}),"
        assert len(lines[-1].strip("),")) > 1 or len(lines) == 1


def test_addresses_are_broken_too() -> None:
    made = document()
    address = "fornavn.mellomnavn.etternavnsen@kommune.no"
    widths = [2400, 2000]
    add_table(made, widths, [[address, "x"]])
    words = words_of(made)
    assert "".join(word.text for word in column_of(words, widths, 0)).strip() == address
    assert len(lines_of(words)) == 2


def test_header_cells_links_and_content_controls_are_broken() -> None:
    made = document()
    widths = [1800, 1800, 1800]
    table = add_table(made, widths, [[LONG, "b", "c"], ["", "", "c"]], header=True)
    documents.add_link(table.cell(1, 0).paragraphs[0], LONG, "https://a.no/")
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='Sak'/></w:sdtPr><w:sdtContent>"
        f"<w:r><w:t>{LONG}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    table.cell(1, 1).paragraphs[0]._p.append(control)
    words = words_of(made)
    assert "".join(word.text for word in column_of(words, widths, 0)).replace(" ", "") == LONG * 2
    assert LONG in "".join(word.text for word in column_of(words, widths, 1)).replace(" ", "")
    assert [word.text.strip() for word in column_of(words, widths, 2)] == ["c", "c"]
    assert len(lines_of(words)) == 4


def test_a_nested_table_is_as_wide_as_its_cell_lets_it() -> None:
    made = document()
    outer = add_table(made, [4000, 2000], [["", "ytre"]])
    inner = outer.cell(0, 0).add_table(1, 2)
    for column in inner.columns:
        column.width = Twips(3200)  # made smaller: it has 4000 - 216 for both
    inner.cell(0, 0).text, inner.cell(0, 1).text = LONG, "indre"
    words = words_of(made)
    second = next(word.x for word in words if word.text.strip() == "indre")
    pieces = [word for word in words if word.text.strip() not in {"indre", "ytre"}]
    assert "".join(word.text for word in pieces).strip() == LONG
    assert len({word.y for word in pieces}) > 1
    assert max(word.x for word in pieces) < second - 5.4


def spanned(made: Any) -> None:
    table = add_table(made, [900, 900, 2000], [["", "", "x"]])
    table.cell(0, 0).merge(table.cell(0, 1)).paragraphs[0].text = LONG


def indented(made: Any) -> None:
    table = add_table(made, [2900, 2000], [[LONG, "x"]])
    table.cell(0, 0).paragraphs[0].paragraph_format.left_indent = Pt(40)


def listed(made: Any) -> None:
    table = add_table(made, [3250, 2000], [[LONG, "x"]])
    table.cell(0, 0).paragraphs[0].style = "List Bullet"


def with_margins(made: Any) -> None:
    table = add_table(made, [3300, 2000], [[LONG, "x"]])
    sides = "<w:start w:w='400' w:type='dxa'/><w:end w:w='400' w:type='dxa'/>"
    margins = f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"
    table._tbl.tblPr.append(parse_xml(margins))


def in_large_letters(made: Any) -> None:
    table = add_table(made, [4500, 2000], [[LONG, "x"]])
    table.cell(0, 0).paragraphs[0].style = "Title"


def in_capitals(made: Any) -> None:
    table = add_table(made, [3300, 2000], [[LONG, "x"]])
    table.cell(0, 0).paragraphs[0].runs[0].font.all_caps = True


def too_wide(made: Any) -> None:
    add_table(made, [4000, 8000, 6000], [[LONG, "x", "y"]])


@pytest.mark.parametrize(
    "build", [spanned, indented, listed, with_margins, in_large_letters, in_capitals, too_wide]
)
def test_what_makes_a_cell_narrow_or_a_word_wide_counts(build: Any) -> None:
    made = document()
    build(made)
    words = words_of(made)
    # LONG alone, or with its bullet; broken over lines, all of it left of the next cell.
    end = next(word.x for word in words if word.text.strip() == "x")
    pieces = [word for word in words if word.text.strip() not in {"x", "y", "•"} and word.x < end]
    assert len({word.y for word in pieces}) > 1
    assert (
        "".join(word.text for word in pieces).replace(" ", "").lstrip("•\uf0b7").casefold() == LONG.casefold()
    )


def test_texts_of_one_run_are_read_together_and_the_rest_of_it_kept() -> None:
    made = document()
    table = add_table(made, [1800, 2000], [["", "x"]])
    run = table.cell(0, 0).paragraphs[0].add_run(LONG[:9])
    run.add_text(LONG[9:])
    run.add_break()
    run.add_text("etter")
    copy = engine_copy(documents.saved(made)).docx
    with zipfile.ZipFile(BytesIO(copy)) as package:
        xml = package.read("word/document.xml").decode()
    assert xml.index("<w:br/>") < xml.index("etter")
    lines = lines_of(column_of(words_of(made), [1800, 2000], 0))
    assert ("".join(lines[:-1]), lines[-1]) == (LONG, "etter")


def test_the_document_itself_says_the_same_and_no_sign_is_added() -> None:
    made = document()
    add_table(made, [1500, 1500], [[f"Om {LONG} og {LONG}", "x"]])
    pdf = BuiltInEngine().convert(documents.saved(made))
    found = [text for _, word in read_words(pdf) for text in word.text.split()]
    assert missing_words(["Om", LONG, "og", LONG, "x"], found) == ()
    assert "".join(found) == f"Om{LONG}og{LONG}x"


def test_odd_numbers_and_missing_parts_do_no_harm() -> None:
    made = document()
    table = add_table(made, [1800, 2000], [[LONG, "x"]])
    properties = table.cell(0, 0)._tc.get_or_add_tcPr()
    properties.append(parse_xml(f"<w:tcMar {nsdecls('w')}><w:left w:w='2mm' w:type='dxa'/></w:tcMar>"))
    for column in table._tbl.tblGrid:
        column.set(qn("w:w"), "3cm")
    table.cell(0, 0).paragraphs[0].runs[0].font.size = Pt(0)
    docx = documents.saved(made)
    for missing in ("word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"):
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                if name != missing:
                    new.writestr(name, old.read(name))
        assert engine_copy(target.getvalue()).docx


def test_rows_keep_their_order_across_a_cut() -> None:
    made = document()
    add_table(made, [1600, 1600], [[f"{number} {LONG}", "x"] for number in range(5)])
    words = column_of(words_of(made), [1600, 1600], 0)
    assert all(first.y >= second.y for first, second in pairwise(words))


def cut(made: Any) -> list[str]:
    """What the runs of the first cell say in the engine's copy."""
    with zipfile.ZipFile(BytesIO(engine_copy(documents.saved(made)).docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    (cell, *_) = root.iter(qn("w:tc"))
    runs = ("".join(text.text or "" for text in run.iter(qn("w:t"))) for run in cell.iter(qn("w:r")))
    return [said for said in runs if said]


@pytest.mark.parametrize("width", [1400, 1800, 2200])
def test_a_word_is_not_broken_before_most_of_the_line_is_full(width: int) -> None:
    made = document()
    add_table(made, [width, 2000], [[LONG, "x"]])
    first, *rest = cut(made)
    room = (width - MARGINS) / 20
    assert room * 0.5 < width_of(first, "Calibri", bold=False) < room * 0.75
    assert "".join((first, *rest)) == LONG
    assert {len(piece) for piece in rest[:-1]} == {1}
    assert len(rest[-1]) == 2


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (f"{LONG} og", 1),
        (f"kort {LONG}", 1),
        ("a/" * 20, 0),
        ("123-456-789-123-456-789", 1),
        ("ord\u00a0ord\u00a0ord\u00a0ord\u00a0ord", 1),
        ("kort ord og mange flere korte", 0),
    ],
)
def test_only_what_the_engine_does_not_break_itself_is_cut(text: str, pieces: int) -> None:
    made = document()
    add_table(made, [1400, 9000], [[text, LONG]])
    found = cut(made)
    assert "".join(found) == text
    assert (len(found) > 1) is bool(pieces)


def test_a_list_in_a_cell_is_indented_as_its_own_level_says() -> None:
    def built(style: str) -> list[str]:
        made = document()
        for level in made.part.numbering_part.element.iter(qn("w:lvl")):
            level.find(qn("w:pPr")).find(qn("w:ind")).set(qn("w:left"), "20")
        number = made.styles["List Bullet"].element.pPr.numPr.numId.val
        lists = {num.numId: num.abstractNumId.val for num in made.part.numbering_part.element.num_lst}
        for one in made.part.numbering_part.element.iter(qn("w:abstractNum")):
            if int(one.get(qn("w:abstractNumId"))) == lists[number]:
                one.find(qn("w:lvl")).find(qn("w:pPr")).find(qn("w:ind")).set(qn("w:left"), "2000")
        for name in ("List Bullet", "List Number"):
            for indent in made.styles[name].element.pPr.findall(qn("w:ind")):
                made.styles[name].element.pPr.remove(indent)
        table = add_table(made, [3300, 2000], [[LONG, "x"]])
        table.cell(0, 0).paragraphs[0].style = style
        return cut(made)

    assert built("List Number") == [LONG]
    assert len(built("List Bullet")) > 1


def test_the_table_of_widths_is_that_of_the_engines_letters() -> None:
    table = {sign: width for width, signs in _ADVANCES.items() for sign in signs} | {"": 0}
    made = document(size=20)
    for sign in table:
        for times in (1, 9):
            paragraph = made.add_paragraph()
            # The letter between keeps two of the same from being drawn closer.
            for piece in (f"H{sign}" * times, "|"):
                paragraph.add_run(piece)
    words = read_words(BuiltInEngine().convert(documents.saved(made)))
    ends = list({(page, word.y): word.x for page, word in words if word.text == "|"}.values())
    found = [(last - first) / 8 / 20 * 1000 for first, last in zip(ends[::2], ends[1::2], strict=True)]
    widths = {sign: round(width - found[-1]) for sign, width in zip(table, found, strict=True)}
    spaces = {" ", "\u00a0"}  # where words end: their width decides nothing
    different = {sign for sign in table if widths[sign] != table[sign]}
    assert different - spaces == set(), {sign: (widths[sign], table[sign]) for sign in different}

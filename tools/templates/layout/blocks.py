"""Paragraphs, facts, links, tables and the marks that docxtpl reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from layout.measures import STEP, TEXT_WIDTH
from layout.xml import Node, w

Blocks = tuple[Node, ...]


def run(text: str, style: str = "") -> Node:
    """Return a run of text, in a character style if one is named."""
    look = (w("rPr", w("rStyle", val=style)),) if style else ()
    return w("r", *look, Node("w:t", (("xml:space", "preserve"),), (text,)))


def tab() -> Node:
    """Return a run that goes to the next tab stop."""
    return w("r", w("tab"))


def paragraph(
    style: str,
    *content: Node | str,
    own_page: bool = False,
    keep: bool = False,
    below_another: bool = False,
) -> Node:
    """Return a paragraph; text stands for a run of it.

    If asked it is on a new page, on that of the next one, or as a heading close to the one above.
    """
    look = [w("pStyle", val=style)] if style != "Normal" else []
    look += [w("keepNext")] if keep else []
    # No room above what begins a page: of the two engines one alone would leave it.
    look += [w("pageBreakBefore"), w("spacing", before=0)] if own_page else []
    look += [w("spacing", before=3 * STEP)] if below_another else []
    properties = (w("pPr", *look),) if look else ()
    return w("p", *properties, *(run(c) if isinstance(c, str) else c for c in content))


def heading(level: int, text: str, *, own_page: bool = False) -> Node:
    """Return a heading in Word's own style."""
    return paragraph(f"Heading{level}", text, own_page=own_page)


def fact(label: str, *value: Node | str) -> Node:
    """Return «Label:» and its value, which begins at the tab stop of the style Fakta."""
    return paragraph("Fakta", run(f"{label}:", "Faktanavn"), tab(), *value)


def to_sign(label: str) -> Node:
    """Return «Label:» and a line to write on with a pen: the leader of a tab, which both engines draw."""
    return paragraph("Underskrift", run(f"{label}:", "Faktanavn"), tab(), tab())


def labelled(style: str, label: str, *value: Node | str) -> Node:
    """Return «Label: value» as running text."""
    return paragraph(style, run(f"{label}:", "Ledetekst"), run(" "), *value)


def key_fact(label: str, value: str) -> Node:
    """Return a fact that is among the first things a reader looks for."""
    return fact(label, run(value, "Strong"))


def optional_fact(label: str, variable: str) -> Blocks:
    """Return a fact that is there only when its variable holds something."""
    return when(variable, fact(label, f"{{{{ {variable} }}}}"))


def optional_key_fact(label: str, variable: str) -> Blocks:
    """Return a key fact that is there only when its variable holds something."""
    return when(variable, key_fact(label, f"{{{{ {variable} }}}}"))


def _mark(tag: str) -> Node:
    return paragraph("Malkode", f"{{%p {tag} %}}")


def when(condition: str, *blocks: Node) -> Blocks:
    """Return the blocks between marks that keep them only if the condition holds."""
    return (_mark(f"if {condition}"), *blocks, _mark("endif"))


def choose(condition: str, yes: Iterable[Node], no: Iterable[Node], instead: str = "") -> Blocks:
    """Return two alternatives between marks; `instead` is the second one's own condition."""
    otherwise = _mark(f"elif {instead}" if instead else "else")
    return (_mark(f"if {condition}"), *yes, otherwise, *no, _mark("endif"))


def each(name: str, sequence: str, *blocks: Node) -> Blocks:
    """Return the blocks between marks that repeat them."""
    return (_mark(f"for {name} in {sequence}"), *blocks, _mark("endfor"))


def field(instruction: str, shown: Node) -> Blocks:
    """Return a field that Word can update, with what it shows until then."""
    code = Node("w:instrText", (("xml:space", "preserve"),), (f" {instruction} ",))
    return (
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        shown,
        w("r", w("fldChar", fldCharType="end")),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: The word in the header row, or its paragraph when it is not an ordinary one.
        share: Its part of the text width, relative to the other columns.
        content: What the cell holds in each row.
    """

    title: str | Node
    share: int
    content: tuple[Node, ...]


def text_column(title: str, share: int, text: str) -> Column:
    """Return a column whose cells hold one line of text."""
    return Column(title, share, (paragraph("Tabelltekst", text),))


def number_column(title: str, share: int, text: str) -> Column:
    """Return a column of numbers that are to be compared or added, under each other to the right."""
    return Column(paragraph("Tabelltallhode", title), share, (paragraph("Tabelltall", text),))


def _widths(columns: Sequence[Column]) -> list[int]:
    total = sum(column.share for column in columns)
    widths = [TEXT_WIDTH * column.share // total for column in columns]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _cell(width: int, content: Iterable[Node], span: int = 1) -> Node:
    spanned = (w("gridSpan", val=span),) if span > 1 else ()
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *spanned), *content)


def _row(cells: Iterable[Node], *flags: Node) -> Node:
    return w("tr", w("trPr", w("cantSplit"), *flags), *cells)


def _marked_row(tag: str, columns: int) -> Node:
    mark = paragraph("Malkode", f"{{%tr {tag} %}}")
    return _row([_cell(TEXT_WIDTH, [mark], columns)])


def _frame(name: str, widths: Sequence[int], rows: Iterable[Node]) -> Node:
    look = w("tblLook", val="0460", firstRow=1, lastRow=1, firstColumn=0, lastColumn=0,
             noHBand=0, noVBand=1)  # fmt: skip
    properties = w(
        "tblPr",
        w("tblStyle", val="Sekretariatstabell"),
        w("tblW", w=TEXT_WIDTH, type="dxa"),
        w("tblLayout", type="fixed"),
        look,
        w("tblCaption", val=name),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", properties, grid, *rows)


def _title(title: str | Node) -> Node:
    return paragraph("Tabellhode", title) if isinstance(title, str) else title


def _header(columns: Sequence[Column], widths: Sequence[int]) -> Node:
    cells = (_cell(width, [_title(column.title)]) for column, width in zip(columns, widths, strict=True))
    return _row(cells, w("tblHeader"))


def _body_row(columns: Sequence[Column], widths: Sequence[int]) -> Node:
    pairs = zip(columns, widths, strict=True)
    return _row(_cell(width, column.content) for column, width in pairs)


def table(name: str, loop: str, columns: Sequence[Column]) -> Node:
    """Return a table with one header row and one row for each turn of `for {loop}`."""
    widths = _widths(columns)
    start = _marked_row(f"for {loop}", len(columns))
    end = _marked_row("endfor", len(columns))
    rows = (_header(columns, widths), start, _body_row(columns, widths), end)
    return _frame(name, widths, rows)


def two_kinds_table(
    name: str, loop: str, condition: str, yes: Sequence[Column], no: Sequence[Column]
) -> Node:
    """Return a table whose rows look one way where the condition holds and another where it does not."""
    widths = _widths(yes)
    marks = [
        _marked_row(tag, len(yes)) for tag in (f"for {loop}", f"if {condition}", "else", "endif", "endfor")
    ]
    start, first, second, last, end = marks
    rows = (start, first, _body_row(yes, widths), second, _body_row(no, widths), last, end)
    return _frame(name, widths, (_header(yes, widths), *rows))


def continued_table(
    name: str, loop: str, known: Sequence[Column], blank: Sequence[Column], rows: int
) -> Node:
    """Return a table with a row for each turn of `for {loop}`, and then rows to be filled in."""
    widths = _widths(blank)
    start, end = (_marked_row(tag, len(blank)) for tag in (f"for {loop}", "endfor"))
    body = (_body_row(blank, widths) for _ in range(rows))
    return _frame(name, widths, (_header(blank, widths), start, _body_row(known, widths), end, *body))

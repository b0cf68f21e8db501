"""The pages of a spreadsheet are as wide as its sheets, or its row names are on each of them."""

from typing import Any

import pytest
from lxml import etree

from dokumentmaskin.pdf.papers.sheets import fitted

_NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "fo": "xsl-fo-compatible",
    }.items()
)
_CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"


def sheet(name: str, columns: int, *rows: int) -> str:
    """A sheet of columns of 2 cm, with so many filled cells in each row."""
    cells = (
        "".join(_CELL.format(f"{row}.{cell}") for cell in range(count)) for row, count in enumerate(rows)
    )
    lines = "".join(f"<table:table-row>{line}</table:table-row>" for line in cells)
    column = f'<table:table-column table:style-name="co1" table:number-columns-repeated="{columns}"/>'
    return f'<table:table table:name="{name}" table:style-name="ta1">{column}{lines}</table:table>'


def spreadsheet(*sheets: str, page: str = "") -> bytes:
    return (
        f"<office:document{_NAMES}><office:automatic-styles>"
        '<style:style style:name="co1" style:family="table-column">'
        '<style:table-column-properties style:column-width="20mm"/></style:style>'
        '<style:style style:name="ta1" style:family="table" style:master-page-name="Side"/>'
        f'<style:page-layout style:name="pm1"><style:page-layout-properties {page}/></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Side" style:page-layout-name="pm1"/></office:master-styles>'
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document>"
    ).encode()


class Made:
    """A sheet with its page, by the names that ODF has for them."""

    def __init__(self, data: bytes, name: str) -> None:
        self.root: Any = etree.fromstring(data)
        (self.table,) = self.found(f".//table:table[@table:name='{name}']")
        (style,) = self.found(f".//style:style[@style:name='{self.said(self.table, 'table:style-name')}']")
        (master,) = self.found(
            f".//style:master-page[@style:name='{self.said(style, 'style:master-page-name')}']"
        )
        layout = self.said(master, "style:page-layout-name")
        (self.page,) = self.found(f".//style:page-layout[@style:name='{layout}']/*")

    def found(self, path: str) -> list[Any]:
        return list(self.root.xpath(path, namespaces=self.root.nsmap))

    def said(self, thing: Any, key: str) -> str:
        prefix, name = key.split(":")
        return str(thing.get(f"{{{self.root.nsmap[prefix]}}}{name}", ""))

    @property
    def size(self) -> tuple[str, str]:
        return self.said(self.page, "fo:page-width"), self.said(self.page, "style:scale-to-X")

    def heads(self, what: str) -> int:
        return len(self.table.xpath(f"table:table-header-{what}/*", namespaces=self.root.nsmap))


@pytest.mark.parametrize(
    ("columns", "size", "is_split"),
    [
        (8, ("", ""), False),
        (14, ("29.7cm", "1"), False),
        (30, ("42.0cm", "1"), False),
        (60, ("29.7cm", ""), True),
    ],
)
def test_a_page_is_as_wide_as_what_is_on_it_can_be_read(
    columns: int, size: tuple[str, str], *, is_split: bool
) -> None:
    data, split = fitted(spreadsheet(sheet("Ark", 16_384, columns, columns, 1), sheet("Smalt", 3, 3, 3)))
    made = Made(data, "Ark")
    assert made.size == size
    assert (made.heads("rows"), made.heads("columns")) == (1, int(is_split))
    assert split == (("Ark",) if is_split else ())
    assert Made(data, "Smalt").size == ("", "")


def test_the_rows_down_to_the_heads_of_the_columns_are_on_every_page() -> None:
    data, _ = fitted(spreadsheet(sheet("Ark", 20, 1, 0, 15, 15, 15)))
    assert Made(data, "Ark").heads("rows") == 3
    assert Made(fitted(spreadsheet(sheet("Ark", 20, 15)))[0], "Ark").heads("rows") == 0


@pytest.mark.parametrize("said", ['style:scale-to="70%"', 'style:scale-to-pages="2"', 'style:scale-to-X="2"'])
def test_pages_that_somebody_has_set_stay(said: str) -> None:
    data, split = fitted(spreadsheet(sheet("Ark", 60, 60, 60), page=said))
    assert (Made(data, "Ark").said(Made(data, "Ark").page, "fo:page-width"), split) == ("", ())

"""docxtpl's way through a Word file, with what it leaves out and what it leaves unsaid.

It knows which parts a template has, and puts them back filled in. Which codes there are, and that what comes
of them is XML, is ours to see to: docxtpl would repair broken XML without a word, and lose what was in it.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final
from urllib.parse import unquote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError

from dokumentmaskin.document.codes import (
    CODE_FAILED,
    PROPERTIES,
    FailedCodeError,
    cleaned,
    counted_lists,
    prepared,
)
from dokumentmaskin.word import VAL, Styles, W, find, property_text

# What docxtpl alone does: a cell's width or colour by a code, merged cells, and `{%-`.
_ITS_OWN: Final = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b|\{%-|-%\}")
# A tab, or the end of a line or a page, in a value.
_BROKEN_LINE: Final = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\t\n\a\f]")
_NO_END: Final = {W + "tcPr", W + "tbl"}
_NOTES: Final = ("footnotes+xml", "endnotes+xml")


class WordTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl has no types
    """A template that fills its notes and links too, and takes no XML that is broken."""

    docx: Any

    def patch_xml(self, src_xml: str) -> str:
        """Make a part ready for jinja."""
        ready = prepared(src_xml, self._lists)
        return DocxTemplate.patch_xml(self, ready) if _ITS_OWN.search(ready) else ready

    @cached_property
    def _lists(self) -> tuple[tuple[str, str], ...]:
        """The paragraph styles that number their paragraphs, with the list; headings with none."""
        styles, counted = Styles(self.docx.styles.element), counted_lists(self.docx)
        found = []
        for kind, identity in styles.by_id:
            if kind == "paragraph":
                by = styles.property_of(kind, identity, "pPr/numPr/numId")
                number = "" if by is None else by.get(VAL, "")
                if styles.heading_level(identity):
                    found.append((identity, ""))
                elif number in counted:
                    found.append((identity, number))
        return tuple(found)

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Fill a part."""
        self.current_rendering_part = part
        filled = _run(src_xml, context, jinja_env)
        for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
            filled = filled.replace(written, meant)
        return str(self.resolve_listing(filled)) if _BROKEN_LINE.search(filled) else str(filled)

    def get_xml(self) -> str:
        """The main part with its root: to take the body out of it takes a time that grows as its square."""
        return str(self.xml_to_string(self.docx.part.element))

    def map_tree(self, tree: Any) -> None:
        """Put the filled part in the place of the template's."""
        self.docx.part._element = tree  # noqa: SLF001 - as docxtpl does
        self.docx = self.docx.part.document

    def fix_tables(self, xml: str) -> Any:
        """The filled part; a table has as many columns as the longest of its rows has cells.

        A cell ends with a paragraph (17.4.65), which a code may have taken away, and a table has a row.
        """
        tree = parse_xml(xml)
        for table in list(tree.iter(W + "tbl")):
            _fit_columns(table)
        for cell in [cell for cell in tree.iter(W + "tc") if cell[-1:] and cell[-1].tag in _NO_END]:
            cell.append(OxmlElement("w:p"))
        for table in [table for table in tree.iter(W + "tbl") if next(table.iter(W + "tr"), None) is None]:
            table.getparent().remove(table)
        return tree

    def fix_docpr_ids(self, tree: Any) -> None:
        """Leave that to `make_unique`, which sees the headers too."""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Fill the footnotes and the endnotes, and the addresses that links lead to."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith(_NOTES):
                filled = self.render_xml_part(self.patch_xml(part.blob.decode()), part, context, jinja_env)
                part._blob = filled.encode()  # noqa: SLF001 - as docxtpl does
            _fill_addresses(part, context, jinja_env)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Fill the properties, which are plain text: their codes need no other care than those of a link."""
        for name in PROPERTIES:
            if codes := getattr(self.docx.core_properties, name):
                filled = property_text(_plain(codes, context, jinja_env))
                setattr(self.docx.core_properties, name, filled)


def _fill_addresses(part: Any, context: Any, jinja_env: Any) -> None:
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK and relation.is_external:
            address = readable_address(relation.target_ref)
            if "{" in address:
                relation._target = _plain(address, context, jinja_env)  # noqa: SLF001


def readable_address(address: str) -> str:
    """An address with its codes as they were typed: Word writes `{{` as `%7B%7B`."""
    return unquote(address) if re.search("(?i)%7b(?:%7b|%25)", address) else address


def _plain(text: str, context: Any, environment: Any) -> str:
    # What is printed is escaped for XML, and escaped again by who writes it there.
    return html.unescape(_run(cleaned(text), context, environment))


def _run(source: str, context: Any, environment: Any) -> str:
    """What comes of a source.

    Raises:
        FailedCodeError: One of its codes failed.
    """
    try:
        return str(environment.from_string(source).render(context))
    except CODE_FAILED as error:
        raise FailedCodeError(error, source.split("\n")[: _line_of(error)]) from None


def _line_of(error: BaseException) -> int:
    """The line of the source that was at work: jinja2 puts the template's own lines in a traceback."""
    number, trace = (
        getattr(error, "lineno", 0) if isinstance(error, TemplateSyntaxError) else 0,
        error.__traceback__,
    )
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            number = trace.tb_lineno
        trace = trace.tb_next
    return max(number, 1)


def _fit_columns(table: Any) -> None:
    """Give a table as many columns as the longest of its rows has cells, of the same width in all."""
    grid = find(table, "tblGrid")
    columns = [] if grid is None else list(grid.iterchildren(W + "gridCol"))
    wanted = max(_widths(table), default=0)
    if grid is None or not columns or not wanted or wanted == len(columns):
        return
    widths = [int(float(column.get(W + "w", 0))) for column in columns]
    fitted = (widths + [sum(widths) // len(widths)] * wanted)[:wanted]
    for column in columns:
        grid.remove(column)
    for place, width in enumerate(fitted):
        share = width * sum(widths) // (sum(fitted) or 1)
        column = OxmlElement("w:gridCol")
        column.set(W + "w", str(share))
        grid.insert(place, column)


def _widths(table: Any) -> Iterator[int]:
    """How many columns each row of a table takes."""
    wider: Counter[Any] = Counter()
    for span in table.iter(W + "gridSpan"):
        wider[next(span.iterancestors(W + "tr"), None)] += _number(span) - 1
    for aside in table.iter(W + "gridBefore", W + "gridAfter"):
        wider[next(aside.iterancestors(W + "tr"), None)] += _number(aside)
    for row in table.iterchildren(W + "tr"):
        yield sum(1 for _ in row.iterchildren(W + "tc", W + "sdt")) + wider[row]


def _number(stated: Any) -> int:
    said = stated.get(VAL, "")
    return int(said) if said.isdecimal() else 1

"""Room for a header that is higher than the top margin, or a footer than the bottom one.

Word moves the text out of their way (ISO/IEC 29500-1, 17.6.11); rdocx 0.16.3 sets it on top of them. So the
built-in engine's copy has margins that are wide enough, on all pages of a section. How high a header is, only
setting it tells: its content is set as a document of its own with a mark after it, and where that lands is
its height. One of a line or two, without picture, table or box, has room in any margin and is not set.
"""

import posixpath
import re
from math import ceil
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word import Package, R, W, is_on, number_in, packed, parsed, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TALL: Final = re.compile(rb"<\w+:(?:drawing|pict|object|tbl|br)\b")
_FEW: Final = 2  # paragraphs
_EDGES: Final = {W + "headerReference": ("header", "top"), W + "footerReference": ("footer", "bottom")}
_TWIPS: Final = 20  # in a point
_SHEET: Final = "31680"  # the highest page that Word has, in twips
_MARK: Final = (
    f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>i</w:t></w:r></w:p>'
)


def with_headroom(docx: bytes) -> bytes:
    """Return the document with margins that have room for its headers and footers; itself when they have.

    Args:
        docx: The bytes of a .docx.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    tall = {name for name in package.named("header", "footer") if _may_be_tall(package.read(name))}
    if not tall:
        return docx
    root = package.root(package.main)
    changed, known = False, dict[tuple[str, str], str]()
    for section in root.iter(W + "sectPr"):
        references = section.iterchildren(*_EDGES)
        # A section without one of a kind has that of the section before (17.10.2 and 17.10.5).
        known |= {
            (str(one.tag), one.get(W + "type", "default")): package.part_at(
                package.main, one.get(R + "id", "")
            )
            for one in references
        }
        kinds = {"default"} | ({"first"} if is_on(section.find(W + "titlePg")) else set())
        for (tag, kind), name in known.items():
            if kind in kinds and name in tall:
                changed |= _widen(section, package, name, *_EDGES[tag])
    if not changed:
        return docx
    return packed({name: package.read(name) for name in package.names} | {package.main: written(root)})


def _may_be_tall(xml: bytes) -> bool:
    return bool(_TALL.search(xml)) or xml.count(b"</w:p>") > _FEW


def _widen(section: "Element", package: Package, name: str, distance: str, edge: str) -> bool:
    """Give a section's margin room for one of its headers or footers; tell whether it had to be changed."""
    margins = section.find(W + "pgMar")
    if margins is None or margins.get(W + edge, "-").startswith("-"):  # below nothing: the text may cover it
        return False
    needed = _lower_edge(section, package, name, number_in(margins.get(W + distance, ""), 0))
    if needed <= number_in(margins.get(W + edge, ""), 0):
        return False
    margins.set(W + edge, str(needed))
    return True


def _lower_edge(section: "Element", package: Package, name: str, distance: int) -> int:
    """How far from the edge of the page a header ends that begins at a distance, in twips; 0 when unknown."""
    import rdocx
    from pypdfium2 import PdfDocument, raw

    pdf = bytes(rdocx.Document.from_bytes(_alone(section, package, name, distance)).to_pdf())
    with PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        for place in reversed(range(text.count_chars())):
            if text.get_text_range(place, 1) == "i" and raw.FPDFText_GetFontSize(text.raw, place) <= 1:
                return ceil((float(page.get_height()) - float(text.get_charbox(place)[3])) * _TWIPS)
    return 0


def _alone(section: "Element", package: Package, name: str, distance: int) -> bytes:
    """A document of a header's content and a mark, on a page as wide as the section's."""
    root = package.root(package.main)
    body = root.find(W + "body")
    assert body is not None  # noqa: S101 - the section is in it
    look = parsed(written(section))
    for reference in list(look.iterchildren(*_EDGES)):
        look.remove(reference)
    for size in look.iter(W + "pgSz"):
        size.set(W + "h", _SHEET)
    for margins in look.iter(W + "pgMar"):
        margins.attrib.update({W + "top": str(distance), W + "bottom": "0", W + "header": "0"})
    body[:] = [*package.root(name), parsed(_MARK.encode()), look]
    parts = {part: package.read(part) for part in package.names}
    return packed(parts | {package.main: written(root), **_relations(package, name)})


def _relations(package: Package, name: str) -> dict[str, bytes]:
    """The relationships of the main part with those of a header, whose names are kept."""
    main, own = (
        posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
        for part in (package.main, name)
    )
    if own not in package.names:
        return {}
    root, others = package.root(main), package.root(own)
    for place, relation in enumerate(root):
        relation.set("Id", f"alene{place}")
    root.extend(list(others))
    return {main: written(root)}

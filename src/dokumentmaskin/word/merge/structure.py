"""Where each element may stand in a Word file, for all that a merge can move or bring in.

A merge moves whole blocks, rows, cells and runs, puts comments beside them, and brings in what they lead to.
Word refuses to open a file in which one of these stands where it may not. So a merged file is read over
before anyone gets it, and one with a fault is none: `merge` refuses instead.

In: the bytes of a .docx. Out: each fault in a word or two, counted, so that those which a person's program
has made (LibreOffice writes some) can be told from those of the merge. ECMA-376 Part 1, transitional:
paragraphs §17.3.1, runs §17.3.2, tables §17.4, content controls §17.5.2, sections §17.6, comments §17.13.4,
bookmarks §17.13.6. What is not of WordprocessingML itself is left to those who read it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import COMMENT_MARKS, NOTED, RANGES, R, W, elements
from dokumentmaskin.word.package import COMMENTS, STORIES, Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def _names(text: str) -> tuple[str, ...]:
    return tuple(W + name for name in text.split())


# What may stand anywhere: where something begins and ends, and changes of runs (EG_RunLevelElements).
_COMMENT_RANGES: Final = frozenset(_names("commentRangeStart commentRangeEnd"))
_MARKS: Final = RANGES | _COMMENT_RANGES | frozenset(_names("bookmarkStart bookmarkEnd"))
_ANYWHERE: Final = _MARKS | frozenset(_names("proofErr permStart permEnd ins del moveFrom moveTo"))
_BLOCKS: Final = _ANYWHERE | frozenset(_names("p tbl sdt customXml altChunk"))
_IN_LINE: Final = _ANYWHERE | frozenset(_names("r hyperlink fldSimple sdt customXml smartTag dir bdo subDoc"))
_ROWS: Final = _ANYWHERE | frozenset(_names("tr sdt customXml"))
_CELLS: Final = _ANYWHERE | frozenset(_names("tc sdt customXml"))
_IN_RUN: Final = frozenset(
    _names(
        "br t contentPart delText instrText delInstrText noBreakHyphen softHyphen dayShort monthShort "
        "yearShort dayLong monthLong yearLong annotationRef footnoteRef endnoteRef separator "
        "continuationSeparator sym pgNum cr tab object pict fldChar ruby footnoteReference endnoteReference "
        "commentReference drawing ptab lastRenderedPageBreak"
    )
)
# For each parent: what comes first, once each and in this order; what may follow, in any order.
_PLACES: Final[Mapping[str, tuple[tuple[str, ...], frozenset[str]]]] = {
    W + "body": ((), _BLOCKS | {W + "sectPr"}),
    W + "p": (_names("pPr"), _IN_LINE),
    W + "r": (_names("rPr"), _IN_RUN),
    W + "tbl": (_names("tblPr tblGrid"), _ROWS),
    W + "tr": (_names("tblPrEx trPr"), _CELLS),
    W + "tc": (_names("tcPr"), _BLOCKS),
    W + "sdt": (_names("sdtPr sdtEndPr sdtContent"), frozenset()),
    W + "hyperlink": ((), _IN_LINE),
    W + "fldSimple": (_names("fldData"), _IN_LINE),
    W + "smartTag": (_names("smartTagPr"), _IN_LINE),
    **dict.fromkeys(_names("dir bdo ins del moveFrom moveTo"), ((), _IN_LINE)),
    **dict.fromkeys(_names("hdr ftr footnote endnote comment txbxContent"), ((), _BLOCKS)),
}
# What a content control holds follows from where it stands.
_AROUND: Final = frozenset(_names("sdt sdtContent customXml"))
_CONTENT: Final = frozenset(_names("sdtContent customXml"))
_WITHIN: Final = {W + "tbl": _ROWS, W + "tr": _CELLS, W + "p": _IN_LINE}
# Properties whose order is fixed, as far as a merge writes any.
_ORDERED: Final = {
    W + "pPr": _names(
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
        "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    W + "numbering": _names("numPicBullet abstractNum num numIdMacAtCleanup"),
}
# What must end in a paragraph of its own (§17.4.65); a note or a comment must hold one at least.
_ENDS_IN_PARAGRAPH: Final = W + "tc"
_NEEDS_BLOCK: Final = frozenset(_names("tc hdr ftr txbxContent"))
_PAIRS: Final = {W + "bookmarkStart": W + "bookmarkEnd", W + "commentRangeStart": W + "commentRangeEnd"}


def faults(docx: bytes) -> Counter[str]:
    """Count what stands where it may not in a .docx, by what it is.

    Raises:
        DamagedError: The bytes are no .docx.
    """
    package = Package(docx)
    roots = {name: package.root(name) for name in package.named(*STORIES, COMMENTS)}
    notes = {
        kind: {note.get(W + "id") for name in package.named(kind) for note in elements(roots[name])}
        for kind in NOTED.values()
    }
    found: Counter[str] = Counter()
    for name, root in roots.items():
        found.update(_misplaced(root))
        found.update(_unpaired(root))
        found.update(_leading_nowhere(root, package.identities(name), notes))
    return found


def _misplaced(root: "Element") -> Iterator[str]:
    for node in root.iter(tag="*"):
        tag = str(node.tag)
        if tag in _ORDERED:
            yield from _out_of_order(node, _ORDERED[tag])
        elif tag in _CONTENT:
            yield from _strange(node, _content_of(node) | {W + "customXmlPr"})
        elif tag in _PLACES:
            first, rest = _PLACES[tag]
            yield from _out_of_order(node, first, rest)
            yield from _badly_ended(node)


def _content_of(control: "Element") -> frozenset[str]:
    """What may stand in a content control here."""
    around = next((above for above in control.iterancestors() if above.tag not in _AROUND), None)
    tag = "" if around is None else str(around.tag)
    if tag in _WITHIN:
        return _WITHIN[tag]
    return _BLOCKS if tag == W + "body" or _PLACES.get(tag, ((), _IN_LINE))[1] == _BLOCKS else _IN_LINE


def _out_of_order(
    node: "Element", order: tuple[str, ...], rest: frozenset[str] = frozenset()
) -> Iterator[str]:
    """What is not among the first, comes twice or too late, and is not among the rest either."""
    reached = -1
    for child in elements(node):
        place = order.index(str(child.tag)) if child.tag in order else len(order)
        is_first = place < len(order)
        if (is_first and place < reached) or (not is_first and _is_strange(child, rest)):
            yield _said(child, node)
        elif is_first and place == reached and node.tag in _PLACES:
            yield f"to {_short(child.tag)} i {_short(node.tag)}"
        # A range may begin before the properties of a table (§17.4.37).
        if is_first or node.tag != W + "tbl" or child.tag not in _MARKS:
            reached = max(reached, place)


def _strange(node: "Element", allowed: frozenset[str]) -> Iterator[str]:
    yield from (_said(child, node) for child in elements(node) if _is_strange(child, allowed))


def _is_strange(child: "Element", allowed: frozenset[str]) -> bool:
    return str(child.tag).startswith(W) and child.tag not in allowed


def _badly_ended(node: "Element") -> Iterator[str]:
    blocks = [child for child in elements(node) if child.tag not in _ANYWHERE]
    if node.tag == W + "body" and any(child.tag == W + "sectPr" for child in blocks[:-1]):
        yield "sectPr før slutten av body"
    if node.tag == _ENDS_IN_PARAGRAPH and (not blocks or blocks[-1].tag in {W + "tbl", W + "tcPr"}):
        yield "tc uten avsnitt til slutt"
    elif node.tag in _NEEDS_BLOCK and not blocks:
        yield f"{_short(node.tag)} uten innhold"
    if node.tag == W + "tr" and next(node.iter(W + "tc"), None) is None:
        yield "tr uten tc"


def _unpaired(root: "Element") -> Iterator[str]:
    """Ranges that begin twice, or do not begin or end in the part."""
    for start, end in _PAIRS.items():
        begun = Counter(node.get(W + "id") for node in root.iter(start))
        ended = Counter(node.get(W + "id") for node in root.iter(end))
        yield from (f"to {_short(start)} med samme nummer" for count in begun.values() if count > 1)
        yield from (f"{_short(start)} uten slutt" for identity in begun if identity not in ended)
        yield from (f"{_short(end)} uten begynnelse" for identity in ended if identity not in begun)


def _leading_nowhere(
    root: "Element", known: frozenset[str], notes: Mapping[str, set[str | None]]
) -> Iterator[str]:
    """Names of relationships that the part does not have (Part 2, §9.3), and of notes that are not there."""
    running = root.tag in {W + "hdr", W + "ftr"}
    for node in root.iter(tag="*"):
        tag = str(node.tag)
        if tag in NOTED and node.get(W + "id") not in notes[NOTED[tag]]:
            yield f"{_short(tag)} til noe som ikke finnes"
        if running and tag in COMMENT_MARKS:
            yield f"{_short(tag)} i topp- eller bunntekst"
        for name, value in node.attrib.items():
            if str(name).startswith(R) and value and value not in known:
                yield f"{_short(tag)} til noe som ikke er med"


def _said(child: "Element", parent: "Element") -> str:
    return f"{_short(child.tag)} i {_short(parent.tag)}"


def _short(tag: object) -> str:
    return str(tag).rpartition("}")[2]

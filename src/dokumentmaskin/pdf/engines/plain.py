"""Text as plainly as rdocx 0.16.3 reads it: runs in paragraphs and links, and letters that are what they say.

What stands around runs and changes nothing of them makes it pass over all that is inside: smart tags, custom
XML, directions, a link in a content control, a field in a link, a function in an equation. In the engine's
copy the inside stands alone. Symbols are set as the characters that they are, old form fields as their
answers. A negative margin, which says that the text may cover a header, would take it off the page; a row of
an exact height would be cut off, and its words be no part of the structure; a table that floats would be set
on the text around it. The numbers of a list that counts in a way it does not know would be gone. Who makes
the copy asks `may_need_plain` of a part first, at the cost of one search. Sources: ISO/IEC 29500-1, 17.3.3.25
(ruby), 17.4.57 (floating tables), 17.5 (custom markup), 17.6.11 (margins), 17.16 (fields), 22.1 (equations).
"""

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from dokumentmaskin.pdf.engines.symbols import SPACE
from dokumentmaskin.word import MATH, MC, VAL, W, character, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

# Bookmarks, which nothing in the copy needs; with the same number twice the engine refuses the document.
_MARKED: Final = r"<w:bookmarkStart\b[^>]*?\bw:id=\"(\d+)\""
_NEEDED: Final = (
    r"BUTTON|SYMBOL|FORM(?:TEXT|CHECKBOX|DROPDOWN)|(?i:Wingdings|Webdings|\"Symbol\")|"
    r"<(?:\w+:)?(?:sym|noBreakHyphen|smartTag|customXml|bdo|dir|ruby|fldSimple|AlternateContent|hyperlink|sdt|ins|moveTo|"
    r"func|eqArr|groupChr|box|borderBox|phant|bar)\b|<w:pgMar\b[^>]*=\"-|<w:tblpPr\b|hRule=\"exact"
)
# What may stand around runs, and around paragraphs, rows and cells, without being seen.
_AROUND: Final = frozenset(W + name for name in ("smartTag", "customXml", "bdo", "dir"))
_CONTROL, _LINK, _SIMPLE = W + "sdt", W + "hyperlink", W + "fldSimple"
_ADDED: Final = frozenset((W + "ins", W + "moveTo"))
_CHOICE: Final = MC + "AlternateContent"
_WRAPPERS: Final = (*_AROUND, *_ADDED, _CONTROL, _LINK, _SIMPLE, _CHOICE)
_PROPERTIES: Final = frozenset(W + name for name in ("smartTagPr", "customXmlPr", "rubyPr"))
# Inside these the engine reads runs alone.
_NARROW: Final = frozenset((_LINK, _SIMPLE))
_ASIDE: Final = frozenset((_LINK, _SIMPLE, MATH + "oMath", MATH + "oMathPara"))
# Parts of an equation that it passes over, and those whose rows it shows when they are a matrix.
_PASSED: Final = frozenset(MATH + name for name in ("func", "groupChr", "box", "borderBox", "phant", "bar"))
_SHOWN: Final = frozenset((MATH + "e", MATH + "fName"))
_ROWS: Final = MATH + "eqArr"
_KNOWN_WAYS: Final = frozenset(
    ("decimal", "bullet", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
)
_COUNTED: Final = rf"<w:numFmt\b[^>]*w:val=\"(?!(?:{'|'.join(_KNOWN_WAYS)})\")"
_DRAWINGS: Final = tuple(W + name for name in ("drawing", "pict", "object"))


def may_need_plain(xml: str) -> bool:
    """Whether a part may hold something that the engine would pass over, or refuse."""
    marks: list[str] = re.findall(_MARKED, xml) if "bookmarkStart" in xml else []
    return bool(re.search(_NEEDED, xml)) or len(set(marks)) < len(marks)


def make_plain(root: "Element") -> None:
    """Let what stands around text that the engine can read be no more than that text.

    Args:
        root: The root of a part, which is changed.
    """
    settle(root)
    set_signs(root)
    for mark in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        mark.getparent().remove(mark)
    for ruby in list(root.iter(W + "ruby")):
        _beside(ruby)
    for margins in root.iter(W + "pgMar"):
        margins.attrib.update({edge: size.removeprefix("-") for edge, size in margins.attrib.items()})
    for floating in list(root.iter(W + "tblpPr")):
        floating.getparent().remove(floating)
    for height in root.iter(W + "trHeight"):
        if height.get(W + "hRule") == "exact":
            height.set(W + "hRule", "atLeast")
    for node in reversed(
        list(root.iter(*_AROUND, *_ADDED, _CONTROL, _LINK, _SIMPLE, MC + "AlternateContent"))
    ):
        _open(node)
    for node in list(root.iter(*_PASSED, _ROWS)):
        _simplify(node)


def may_count_oddly(xml: str) -> bool:
    """Whether the lists of a file may count in a way that the engine does not know."""
    return bool(re.search(_COUNTED, xml))


def count_plainly(root: "Element") -> None:
    """Let lists that count in such a way count in figures, and those with a fixed text print it (17.9.17).

    Args:
        root: The root of the part with the lists, which is changed.
    """
    for way in root.iter(W + "numFmt"):
        kind, text = way.get(VAL, ""), way.getparent().find(W + "lvlText")
        if kind in _KNOWN_WAYS or text is None:
            continue
        pattern = text.get(VAL, "")
        if kind == "none":
            pattern = re.sub("%[1-9]", "", pattern)
        elif kind == "ordinal":  # «3.» in both written languages
            pattern = re.sub(r"(%[1-9])(?!.*%)(?!\.)", r"\1.", pattern)
        if pattern.strip():
            text.set(VAL, pattern)
            way.set(VAL, "bullet" if kind == "none" else "decimal")


def set_signs(root: "Element") -> None:
    """Set the letters of symbol fonts as the characters that they are, and hyphens that keep a word whole."""
    for hyphen in root.iter(W + "noBreakHyphen"):
        hyphen.tag = W + "t"
        hyphen.text = "\N{NON-BREAKING HYPHEN}"
    for piece in list(root.iter(W + "t", W + "sym")):
        shown = character(piece)
        if piece.tag == W + "sym" and shown:
            piece.tag = W + "t"
            piece.attrib.clear()
            piece.text = shown
        elif shown != (piece.text or ""):
            piece.text = shown
            fonts = piece.getparent().find(f"{W}rPr/{W}rFonts")
            fonts.getparent().remove(fonts)


def _open(node: "Element") -> None:
    """Take away what stands around some content, where the engine would pass over it."""
    tags = {child.tag for child in node.iterchildren(tag="*")}
    parent = node.getparent().tag
    if node.tag == _CHOICE:
        chosen = next(node.iterchildren(MC + "Choice"), None)
        if chosen is not None and next(chosen.iter(*_DRAWINGS), None) is None:
            _replace(node, chosen.iterchildren(tag="*"))
    elif node.tag in _AROUND or (node.tag == _LINK and parent in _NARROW):
        _replace(node, node.iterchildren(tag="*"))
    elif node.tag == _CONTROL:
        inside = [one for content in node.iterchildren(W + "sdtContent") for one in content.iterchildren("*")]
        if parent in _NARROW or any(one.tag in _ASIDE for one in inside):
            _replace(node, inside)
    elif node.tag in _ADDED and tags & _ASIDE:
        _replace(node, node.iterchildren(tag="*"))
    elif node.tag == _SIMPLE and (parent != W + "p" or tags - {W + "r"}):
        _replace(node, list(_in_pieces(node)))


def _replace(node: "Element", inside: "Iterable[Element]") -> None:
    for child in [one for one in inside if one.tag not in _PROPERTIES]:
        node.addprevious(child)
    node.getparent().remove(node)


def _in_pieces(simple: "Element") -> "Iterator[Element]":
    """The same field with marks around its result (17.16.18)."""
    yield _run(simple, "fldChar", fldCharType="begin")
    code = _run(simple, "instrText")
    code[0].text = simple.get(W + "instr", "")
    yield code
    yield _run(simple, "fldChar", fldCharType="separate")
    yield from list(simple.iterchildren(tag="*"))
    yield _run(simple, "fldChar", fldCharType="end")


def _run(near: "Element", name: str, **attributes: str) -> "Element":
    run = near.makeelement(W + "r")
    run.append(near.makeelement(W + name, {W + key: value for key, value in attributes.items()}))
    return run


def _beside(ruby: "Element") -> None:
    """Set what stands over some letters after them."""
    run = ruby.getparent()
    over = [one for kind in ("rubyBase", "rt") for one in ruby.iterfind(f"{W}{kind}/{W}r")]
    rest = _run(run, "t")
    rest[0].text = " "
    rest[0].set(SPACE, "preserve")
    bases = len(ruby.findall(f"{W}rubyBase/{W}r"))
    following = list(ruby.itersiblings())
    run.remove(ruby)
    later = run.makeelement(W + "r")
    later.extend([*map(deepcopy, run.iterchildren(W + "rPr")), *following])
    for one in reversed([*over[:bases], rest, *over[bases:], *([later] if following else [])]):
        run.addnext(one)


def _simplify(node: "Element") -> None:
    """Give a part of an equation a form that the engine draws."""
    if node.tag == _ROWS:
        rows = [one for one in node if one.tag == MATH + "e"]
        node.tag = MATH + "m"
        node[:] = [node.makeelement(MATH + "mr") for _ in rows]
        for row, one in zip(node, rows, strict=True):
            row.append(one)
        return
    for part in [one for one in node if one.tag in _SHOWN]:
        for child in list(part):
            node.addprevious(child)
    node.getparent().remove(node)

"""A part of a template made ready for jinja: each code whole and in one place.

Word splits a code wherever it likes: over runs, around bookmarks and what the spelling checker leaves, in a
field or a link. Here each code is put together where it begins, and a code for a paragraph, a row, a cell or
a run takes that one's place. What stands inside a loop and may be in a document only once is marked, so that
each turn has its own: see `own`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from dokumentmaskin.document.codes.own import mark_own
from dokumentmaskin.document.codes.scanning import Code, codes_in
from dokumentmaskin.word import W

# More than the parts of all templates in both languages; none of them is large.
_KEPT: Final = 256
# Characters that are elements of their own (17.3.3), as they count in a code.
_SIGNS: Final = {W + "tab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_OPENING: Final = re.compile(r"\{[{%#]")
_IN_CODE: Final = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
# lxml's own: the `text` of python-docx's paragraphs and runs is that of all that is in them.
_TEXT: Final[Any] = etree.ElementBase.text


@lru_cache(_KEPT)
def prepared(xml: str, lists: tuple[tuple[str, str], ...] = ()) -> str:
    """A part's XML with its codes as jinja reads them.

    Args:
        xml: The part, or an element of it.
        lists: The paragraph styles that number their paragraphs, and by which list.
    """
    if _OPENING.search(xml) is None and "{<" not in xml:
        return xml
    root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    gone: list[Any] = []
    for paragraph in [p for p in root.iter(W + "p") if "{" in "".join(p.itertext())]:
        _gather(paragraph, gone)
    for element in root.xpath("//*[@*[contains(., '{')] or contains(text(), '{')]"):
        _clean_attributes(element)
    for taken in gone:
        _take_away(taken)
    if any("{%" in text and "for" in text for text in root.itertext()):
        mark_own(root, dict(lists))
    written = etree.tostring(root, encoding="unicode")
    return _IN_CODE.sub(lambda code: re.sub("&[a-z]+;", lambda name: _ENTITIES[name[0]], code[0]), written)


def pieces(paragraph: Any) -> list[tuple[Any, str]]:
    """The elements of a paragraph that have text, and it; none of a paragraph in a text box in it."""
    return list(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[tuple[Any, str]]:
    for child in element.iterchildren(etree.Element):
        if child.tag == W + "t":
            yield child, _TEXT.__get__(child) or ""
        elif child.tag in _SIGNS:
            yield child, _SIGNS[child.tag]
        elif child.tag != W + "p":
            yield from _pieces(child)


def _gather(paragraph: Any, gone: list[Any]) -> None:
    """Put each code of a paragraph together where it begins."""
    found = pieces(paragraph)
    text = "".join(piece for _, piece in found)
    codes = [code for code in codes_in(text) if code.clean] if _OPENING.search(text) else []
    if not codes:
        return
    lifted = [(code, _taken(found, code)) for code in codes]
    place, left = 0, []
    for element, piece in found:
        left.append((element, _kept(piece, place, lifted)))
        place += len(piece)
    for element, piece in left:
        _write(element, piece)
    for code, taken in lifted:
        if taken is not None:
            _put_before(taken, code.clean)
    gone += [taken for _, taken in lifted if taken is not None]


def _taken(found: list[tuple[Any, str]], code: Code) -> Any:
    """The paragraph, row or cell that a code takes the place of; a run needs not go."""
    if code.kind not in {"p", "tr", "tc"}:
        return None
    place = 0
    for element, piece in found:
        if code.start < place + len(piece):
            return next(element.iterancestors(W + code.kind), None)
        place += len(piece)
    return None


def _kept(piece: str, place: int, codes: list[tuple[Code, Any]]) -> str:
    """What is left of a piece of text: the codes that begin in it, and no rest of one."""
    text, at = [], 0
    for code, taken in codes:
        start, end = code.start - place, code.end - place
        if end <= 0 or start >= len(piece):
            continue
        text.append(piece[at : max(start, 0)])
        if start >= 0 and taken is None:
            text.append(code.clean)
        at = min(end, len(piece))
    return "".join((*text, piece[at:]))


def _write(element: Any, text: str) -> None:
    if element.tag == W + "t":
        _TEXT.__set__(element, text)
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    elif not text and _SIGNS[element.tag]:
        element.getparent().remove(element)


def _put_before(taken: Any, code: str) -> None:
    if (before := taken.getprevious()) is not None:
        before.tail = (before.tail or "") + code
    else:
        around = taken.getparent()
        _TEXT.__set__(around, (_TEXT.__get__(around) or "") + code)


def _take_away(taken: Any) -> None:
    """Remove an element of which a code has taken the place, and keep what stands after it."""
    if taken.getparent() is not None:
        _put_before(taken, taken.tail or "")
        taken.getparent().remove(taken)


def _clean_attributes(element: Any) -> None:
    """Write the codes in what is no text of a paragraph: alternative texts, links, fields."""
    for name, value in element.attrib.items():
        if _OPENING.search(value):
            element.set(name, cleaned(value))
    if element.tag == W + "instrText" and _OPENING.search(text := _TEXT.__get__(element) or ""):
        _TEXT.__set__(element, cleaned(text))


def cleaned(text: str) -> str:
    """A text with its codes clean, each in its line, as an attribute has no others."""
    left, at = [], 0
    for code in codes_in(text):
        left += [text[at : code.start], code.clean.replace("\n", "", 1) or code.shown]
        at = code.end
    return "".join((*left, text[at:]))

"""Reading the structure tree of a PDF in tests."""

import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf

from dokumentmaskin.pdf.finish.structure import kids_of
from dokumentmaskin.pdf.words import Word, in_one_line, read_words


def elements(node: Any, kind: str) -> Iterator[Any]:
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            if kind == kid.S:
                yield kid
            yield from elements(kid, kind)


def content(element: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """Page and number of each piece of marked content that an element holds itself."""
    for kid in kids_of(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)


def told(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """What a screen reader meets: each element that holds content of its own, and its words, in order."""
    saved = io.BytesIO()
    pdf.save(saved)
    words: defaultdict[tuple[tuple[int, int], int | None], list[Word]] = defaultdict(list)
    for index, word in read_words(saved.getvalue()):
        words[pdf.pages[index].obj.objgen, word.mcid].append(word)
    return list(_told(pdf.Root.StructTreeRoot, words))


def _told(node: Any, words: Any) -> Iterator[tuple[str, str]]:
    own = [word for key in content(node) for word in words[key]] if "/S" in node else []
    if own:
        yield str(node.S), in_one_line(own)
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _told(kid, words)


def said_in_order(data: bytes) -> Iterator[str]:
    """What stands in a PDF in the order of its structure; the head of a table once, not on each page."""
    words: defaultdict[tuple[tuple[int, int], int | None], list[Word]] = defaultdict(list)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for index, word in read_words(data):
            words[pdf.pages[index].obj.objgen, word.mcid].append(word)
        yield from _in_order(pdf.Root.StructTreeRoot, words)


def _in_order(node: Any, words: Any) -> Iterator[str]:
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _in_order(kid, words)
        elif isinstance(kid, int) or kid.get("/Type") == "/MCR":
            key = (node.Pg.objgen, kid) if isinstance(kid, int) else (kid.Pg.objgen, int(kid.MCID))
            if key[0] == node.Pg.objgen or not _is_in_head(node):
                yield in_one_line(words[key])


def _is_in_head(node: Any) -> bool:
    return "/S" in node and (node.S == "/TH" or _is_in_head(node.P))

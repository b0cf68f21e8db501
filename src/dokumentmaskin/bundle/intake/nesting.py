"""How deep qpdf's recursion goes when a paper's pages and structure are copied into a package.

qpdf follows every reference in the order that the keys come, each object once and pages never. 30,000 steps
pass with a stack of 8 MiB, 60,000 end the process without a word, and Windows gives the main thread 1 MiB.
"""

import re
from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Object, Pdf, Stream

Number = tuple[int, int]
_REFERENCE: Final = re.compile(rb"(?<![0-9])(\d+) (\d+) R\b")
_BRACKET: Final = re.compile(rb"<<|>>|\[|\]")
# An article's beads hang together in a ring as long as the article; `clean` takes them off the pages.
_BEADS: Final = re.compile(rb"/B (?:\d+ \d+ R|\[[^\]]*\])")
# What a package takes from a catalog by copying it.
_COPIED: Final = ("/StructTreeRoot", "/OCProperties", "/OutputIntents")


def is_deeper(pdf: Pdf, limit: int) -> bool:
    """Tell whether copying a PDF's pages, structure and layers would take more than `limit` steps down."""
    bodies = {number: body for number, body in _bodies(pdf) if body}
    if sum(map(_levels, bodies.values())) <= limit:
        return False
    pages = {page.obj.objgen for page in pdf.pages}
    seen = set(pages)
    starts = [_references(_BEADS.sub(b"", bodies[page])) for page in pages if page in bodies]
    starts += [_references(_text(top)) for key in _COPIED if (top := pdf.Root.get(key)) is not None]
    return any(_goes_deeper(start, bodies, seen, limit) for start in starts)


def _goes_deeper(start: list[Number], bodies: dict[Number, bytes], seen: set[Number], limit: int) -> bool:
    stack, depth = [(iter(start), 1)], 1
    while stack:
        waiting, levels = stack[-1]
        number = next((one for one in waiting if one in bodies and one not in seen), None)
        if number is None:
            stack.pop()
            depth -= levels
            continue
        seen.add(number)
        levels = _levels(bodies[number])
        stack.append((iter(_references(bodies[number])), levels))
        depth += levels
        if depth > limit:
            return True
    return False


def _bodies(pdf: Pdf) -> Iterator[tuple[Number, bytes]]:
    """The text of every object that holds others; not of the nodes of the page tree, where qpdf stops."""
    for item in pdf.objects:
        is_node = isinstance(item, Dictionary) and item.get("/Type") == "/Pages"
        if isinstance(item, Array | Dictionary | Stream) and not is_node:
            yield item.objgen, _text(item)


def _text(item: Object) -> bytes:
    held = item.stream_dict if isinstance(item, Stream) else item
    return held.unparse(resolved=True)


def _references(body: bytes) -> list[Number]:
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(body)]


def _levels(body: bytes) -> int:
    """Return how deep the brackets of an object go; brackets in its strings may count too."""
    most = body.count(b"[") + body.count(b"<<")
    if most < 10:  # noqa: PLR2004 - so few that it does not matter how they stand
        return most
    deepest = depth = 0
    for bracket in _BRACKET.findall(body):
        depth += 1 if bracket in {b"[", b"<<"} else -1
        deepest = max(deepest, depth)
    return deepest

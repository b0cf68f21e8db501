"""What a damaged PDF has lost, in pages: a file that qpdf could repair may still be short of some.

qpdf says null for what is missing and hides it, so the references are read from the text of the file, and
from its object streams.

Source: ISO 32000-1, 7.3.10 (a reference to an object that is not there is null) and 7.7.3 (the page tree).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pikepdf import Pdf, PdfError, Stream

from dokumentmaskin.bundle.intake.inflation import filters_of, is_whole
from dokumentmaskin.bundle.pages import content_streams
from dokumentmaskin.bundle.structure import Number, reached, references
from dokumentmaskin.errors import Place, Problem

_OBJECT: Final = re.compile(rb"(?<![0-9])(\d{1,10})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
_END: Final = re.compile(rb"\bstream\r?\n|\bendobj\b")
_ENDED: Final = re.compile(rb"\bend(?:stream|obj)\b")
_IS_PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_KIDS: Final = re.compile(rb"/Kids\s*(?:\[([^\]]*)\]|(\d{1,10})\s+\d{1,5}\s+R)")
# What a page leads to besides what it shows: the tree above it, links, comments and traces.
_BESIDE: Final = re.compile(
    rb"/(?:Parent|Annots|Metadata|Thumb|PieceInfo|B|P|Kids|SeparationInfo|AF|AA)"
    rb"\s*(?:\d+\s+\d+\s+R|\[[^\]]*\])"
)
_LONGEST_LIST: Final = 10
# The objects of a file as they are written, by number.
_Bodies = dict[int, bytes]


def losses(pdf: Pdf, data: bytes, name: str) -> tuple[Problem, ...]:
    """Return what a PDF that qpdf had to repair has lost, pages or what they show; empty for nothing.

    Each object that a page needs must be somewhere in the file. Fewer pages than the page tree counts, or
    than the file has page objects, is a loss too: of a cut file the older state may be all that is left.
    """
    bodies = _bodies(pdf, data)
    pages = _page_numbers(bodies, pdf.Root.Pages.objgen)
    if lost := _pages_with(bodies, pages, lambda one: one[0] in bodies or _is_something(pdf, one)):
        return (damaged_pages(lost, len(pages), name),)
    written = sum(1 for body in bodies.values() if _IS_PAGE.search(body))
    expected = max(_count(pdf), written, len(pages))
    if len(pdf.pages) >= expected:
        return ()
    message = f"PDF-en er skadet: Bare {len(pdf.pages)} av {expected} sider finnes i filen."
    return (Problem("vedlegg-skadet", message, _AGAIN, Place(name)),)


def is_cut(data: bytes) -> bool:
    """Whether the end of a file is missing (ISO 32000-1, 7.5.5, and annex H, note 18)."""
    return b"%%EOF" not in data[-1024:]


def hurt_pages(pdf: Pdf, data: bytes) -> list[int]:
    """The pages of a repaired PDF that show something whose data do not reach their end, from 1."""
    bodies = _bodies(pdf, data)
    pages = _page_numbers(bodies, pdf.Root.Pages.objgen)
    return _pages_with(bodies, pages, lambda one: _is_there(pdf.get_object(one)))


def hurt_contents(pdf: Pdf) -> list[int]:
    """The pages of an otherwise sound file whose text cannot be unpacked to its end, from 1."""
    pages = enumerate(pdf.pages, 1)
    return [number for number, page in pages if not all(map(_is_there, content_streams(page)))]


def hurt_note(hurt: list[int], count: int, name: str) -> Problem:
    """The note of a paper with pages that are shown as far as they go."""
    message = f"PDF-en er skadet: {_listed(hurt)} av {count} mangler noe. {_AS_SHOWN}"
    return Problem("vedlegg-delvis-skadet", message, _COMPARE, Place(name))


def damaged_pages(lost: list[int], count: int, name: str) -> Problem:
    """Return the problem that says which pages are not whole."""
    return Problem(
        "vedlegg-skadet", f"PDF-en er skadet: {_listed(lost)} av {count} mangler noe.", _AGAIN, Place(name)
    )


_AGAIN: Final = "Hent filen på nytt fra den som laget den. En e-post eller nedlasting kan ha blitt avbrutt."
_AS_SHOWN: Final = "Det som PDF-lesere kan vise av den, er med."
_COMPARE: Final = "Sammenlign med originalen, eller hent filen på nytt fra den som laget den."


def _listed(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Side {numbers[0]}"
    shown = [str(number) for number in numbers[:_LONGEST_LIST]]
    if len(numbers) > _LONGEST_LIST:
        return f"Side {', '.join(shown)} og {len(numbers) - _LONGEST_LIST} til"
    return f"Side {', '.join(shown[:-1])} og {shown[-1]}"


def _page_numbers(bodies: _Bodies, root: Number) -> list[Number]:
    """The numbers of the pages in order, those that are missing among them."""
    return [
        node for node in _walked(root, lambda node: _kids(bodies, node) or ()) if _kids(bodies, node) is None
    ]


def _kids(bodies: _Bodies, node: Number) -> list[Number] | None:
    """What stands below a node of the page tree; None for a page."""
    kids = _KIDS.search(bodies.get(node[0], b""))
    if kids is None:
        return None
    return references(kids[1] if kids[1] is not None else bodies.get(int(kids[2]), b""))


def _needed(bodies: _Bodies, item: Number) -> list[Number]:
    """What an object that a page shows needs in its turn."""
    body = _BESIDE.sub(b"", bodies.get(item[0], b""))
    return [one for one in references(body) if not _IS_PAGE.search(bodies.get(one[0], b""))]


def _walked(start: Number, onward: Callable[[Number], Sequence[Number]]) -> Iterator[Number]:
    """An object and all that it leads to, each once, in order."""
    seen: set[Number] = set()
    stack = [start]
    while stack:
        item = stack.pop()
        if item not in seen:
            seen.add(item)
            yield item
            stack += reversed(onward(item))


def _pages_with(bodies: _Bodies, pages: Sequence[Number], is_well: Callable[[Number], bool]) -> list[int]:
    """The places, from 1, of the pages that need an object that is not well."""
    state: dict[Number, bool] = {}
    found = []
    for place, page in enumerate(pages, 1):
        needed = set(_walked(page, lambda item: _needed(bodies, item)))
        state |= {item: is_well(item) for item in needed if item not in state}
        if not all(state[item] for item in needed):
            found.append(place)
    return found


def _is_something(pdf: Pdf, item: Number) -> bool:
    thing: object = pdf.get_object(item)
    return thing is not None


def _is_there(thing: object) -> bool:
    """Whether a stream is whole, as one of nothing is; what is no stream always is."""
    if not isinstance(thing, Stream) or not (data := thing.read_raw_bytes()):
        return True
    filters = filters_of(thing)
    if filters[:1] == ["/FlateDecode"]:
        return is_whole(data)
    if filters == ["/DCTDecode"]:
        return b"\xff\xd9" in data[-64:]
    return True


def _bodies(pdf: Pdf, data: bytes) -> _Bodies:
    """Return the text of each object, without the data of streams; the last that is written counts.

    Of a cut file the last is not there when it does not reach its own end.
    """
    bodies: dict[int, bytes] = {}
    begun = list(_OBJECT.finditer(data))
    ends = [*(match.start() for match in begun[1:]), len(data)]
    for match, next_one in zip(begun, ends, strict=True):
        end = _END.search(data, match.end(), next_one)
        bodies[int(match[1])] = data[match.end() : end.start() if end else next_one]
    if begun and is_cut(data) and not _ENDED.search(data, begun[-1].end()):
        del bodies[int(begun[-1][1])]
    return _packed(pdf) | bodies


def _packed(pdf: Pdf) -> _Bodies:
    """Return the text of the objects in object streams (ISO 32000-1, 7.5.7)."""
    bodies: dict[int, bytes] = {}
    for item in pdf.objects:
        if not isinstance(item, Stream) or item.get("/Type") != "/ObjStm":
            continue
        try:
            content, first = item.read_bytes(), int(item.get("/First", 0))
            numbers = [int(word) for word in content[:first].split()]
        except (PdfError, ValueError, TypeError):
            continue
        starts = [first + offset for offset in numbers[1::2]]
        ends = [*starts[1:], len(content)]
        bodies |= {
            number: content[start:end] for number, start, end in zip(numbers[::2], starts, ends, strict=False)
        }
    return bodies


def _count(pdf: Pdf) -> int:
    count: object = reached(pdf.Root, "/Pages", "/Count")
    return count if isinstance(count, int) else 0

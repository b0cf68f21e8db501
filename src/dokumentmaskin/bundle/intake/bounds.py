"""How large a paper may be before it is refused: pages, pictures, unpacked streams, nesting.

What is refused here would be harmless on paper and harmful to the programs that read the package: they
unpack each stream whole, and qpdf follows every reference by recursion, in the order that the keys come, each
object once and pages never. 30,000 steps pass with a stack of 8 MiB, 60,000 end the process without a word,
and Windows gives the main thread 1 MiB.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from pikepdf import Array, Dictionary, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from dokumentmaskin.bundle.intake.inflation import exceeds, filters_of
from dokumentmaskin.bundle.structure import Number, reached, references
from dokumentmaskin.errors import Place, Problem

PAGES: Final = 3_000
PIXELS: Final = 200_000_000
INFLATED: Final = 256 << 20
_QPDF_INFLATED: Final = 64 << 20
_ITEMS: Final = 250_000
_DEPTH: Final = 2_000
_PICTURE_SIDE: Final = 4  # the most components of a picture, one byte each (16 bits: half the pixels)
_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE_MARKERS: Final = frozenset({0x01, *range(0xD0, 0xDA)})


@cache
def limit_memory() -> None:
    """Set qpdf's limits for unpacking, once in the process.

    They hold for every PDF that pikepdf opens afterwards, so they are far above what a document of dok's own
    needs. What qpdf itself unpacks while it opens a file are cross-reference and object streams; 64 MiB of
    these is some millions of objects.
    """
    set_qpdf_limits(
        flate_max_memory=_QPDF_INFLATED,
        run_length_max_memory=_QPDF_INFLATED,
        png_max_memory=_QPDF_INFLATED,
        tiff_max_memory=_QPDF_INFLATED,
        dct_max_memory=INFLATED,
        max_stream_filters=8,
        parser_max_container_size=_ITEMS,
        doc_max_warnings=10_000,
    )


def too_large(pdf: Pdf, name: str) -> Iterator[Problem]:
    """Return a problem for each bound that an open PDF breaks; only the first stream and picture are named.

    The pages must have been counted by qpdf already, which refuses a page tree with a loop.
    """
    place = Place(name)
    if len(pdf.pages) > PAGES:
        yield _too_many_pages(len(pdf.pages), place)
        return
    if is_deeper(pdf, _DEPTH):
        yield Problem("vedlegg-for-dypt", _DEEP, _PRINT, place)
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    pictures = (item for item in streams if _pixels(item) > PIXELS)
    if (picture := next(pictures, None)) is not None:
        yield _too_many_pixels(_pixels(picture), place)
    if any(map(_is_bomb, streams)):
        yield Problem("vedlegg-for-stort-utpakket", _BOMB, _PRINT, place)


_PRINT: Final = (
    "Åpne dokumentet der det ble laget, og lag PDF-en på nytt, for eksempel med «Skriv ut til PDF»."
)
_DEEP: Final = "PDF-en er bygd med så mange lag i hverandre at den kan stanse programmene som leser den."
_BOMB: Final = (
    f"PDF-en inneholder data som blir større enn {INFLATED >> 20} MiB når de pakkes ut. "
    "Det kan stanse maskinen til den som åpner møtepakken."
)


def _too_many_pages(count: int, place: Place) -> Problem:
    return Problem(
        "vedlegg-for-mange-sider",
        f"PDF-en har {count} sider. Grensen for ett vedlegg er {PAGES} sider.",
        "Del den opp, eller legg ved bare de sidene som møtet trenger.",
        place,
    )


def _too_many_pixels(count: int, place: Place) -> Problem:
    millions = -(-count // 1_000_000)
    return Problem(
        "vedlegg-for-stort-bilde",
        f"PDF-en har et bilde på {millions} millioner punkter. Grensen er {PIXELS // 1_000_000} millioner.",
        "Gjør bildet mindre der dokumentet ble laget, eller skann det på nytt med lavere oppløsning.",
        place,
    )


def _is_bomb(stream: Object) -> bool:
    limit = max(INFLATED, _pixels(stream) * _PICTURE_SIDE)
    return exceeds(stream, stream.read_raw_bytes(), limit)


def _pixels(stream: Object) -> int:
    """Return how many pixels a picture has, by its dictionary or its own data; 0 for no picture."""
    filters = filters_of(stream)
    last = filters[-1] if filters else ""
    said = _fax_size(stream) if last in {"/CCITTFaxDecode", "/CCF"} else 0
    if stream.get("/Subtype") == "/Image":
        said = max(said, _number(stream.stream_dict, "/Width") * _number(stream.stream_dict, "/Height"))
    if filters[:1] in (["/DCTDecode"], ["/JPXDecode"]):
        raw = stream.read_raw_bytes()
        said = max(said, _jpeg_size(raw) if last == "/DCTDecode" else _jpeg2000_size(raw))
    return said


def _fax_size(stream: Object) -> int:
    parameters = stream.get("/DecodeParms")
    candidates = list(parameters) if isinstance(parameters, Array) else [parameters]
    return max([0, *(_number(one, "/Columns") * _number(one, "/Rows") for one in candidates)])


def _number(holder: Object | None, key: str) -> int:
    value: object = reached(holder, key)
    return max(value, 0) if isinstance(value, int) else 0


def _jpeg_size(data: bytes) -> int:
    """Return the pixels that a JPEG's own frame header says (ISO/IEC 10918-1, B.2.2)."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - each segment starts so
        marker = data[place + 1]
        if marker in _START_OF_FRAME:
            height, width = data[place + 5 : place + 7], data[place + 7 : place + 9]
            return int.from_bytes(height) * int.from_bytes(width)
        length = 0 if marker in _BARE_MARKERS else int.from_bytes(data[place + 2 : place + 4])
        place += 2 + length if marker != 0xFF else 1  # noqa: PLR2004 - fill bytes
    return 0


def _jpeg2000_size(data: bytes) -> int:
    """Return the pixels that a JPEG 2000 codestream says (ISO/IEC 15444-1, A.5.1)."""
    place = data.find(b"\xff\x4f\xff\x51")
    if place < 0:
        return 0
    width, height, left, top = (int.from_bytes(data[place + at : place + at + 4]) for at in (8, 12, 16, 20))
    return max(width - left, 0) * max(height - top, 0)


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
    starts = [references(_BEADS.sub(b"", bodies[page])) for page in pages if page in bodies]
    starts += [references(_text(top)) for key in _COPIED if (top := pdf.Root.get(key)) is not None]
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
        stack.append((iter(references(bodies[number])), levels))
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

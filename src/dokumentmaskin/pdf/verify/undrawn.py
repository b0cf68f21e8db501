"""What a reader of the Word document sees drawn, and a reader of its PDF does not: pictures, objects, shapes.

`pdf.make` calls `undrawn_things` with the inventory of the document and the PDF that an engine made of it.
What comes out are problems, each with what the thing is and where it stands; nothing when all is drawn.

Engines draw a picture in many ways. The built-in one keeps its pixels; LibreOffice makes fewer of them, codes
them anew, and draws metafiles as lines. What all of them keep is how large it is on the page, for that is
what the document says (ISO/IEC 29500-1, 20.4.2.7), and how many there are. So each thing is given a mark of
the page of its own that nothing else has been given: an image, or lines and areas that stand together in one
piece of marked content. First those of its size; then, for a picture whose size an engine has changed to fit
its page or its group, an image that is left over, or lines over much of its area. What is left without a mark
is not drawn. What is drawn on every page counts once.
"""

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_float
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.word import clean
from dokumentmaskin.word.inventory import Kind, Thing

_NEAR: Final = 5.0  # points that the lines around a thing may add
_LARGER, _MUCH = 1.3, 0.4  # of the size of a thing
_METAFILES: Final = (".emf", ".wmf", ".emz", ".wmz")
_LINED: Final = (*_METAFILES, ".svg", ".pict", ".pct")  # pictures that may be drawn as lines
_PICTURES: Final = frozenset((Kind.PICTURE, Kind.OBJECT))
_DESCRIBED: Final = _PICTURES | {Kind.CHART, Kind.DIAGRAM}
_RESAVE: Final = (
    "Høyreklikk på det i Word, velg «Lagre som bilde» og PNG, og sett inn bildet i stedet. "
    "Eller eksporter PDF-en fra Word."
)
_REOPEN: Final = "Åpne filen i Word og lagre den på nytt. Da blir innholdet en del av teksten."


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn on a page that is no text.

    Attributes:
        is_image: Whether it is an image; else it is lines and areas.
        content: The marked content that it is; -1 for an artifact.
        left: Its left edge, in points.
        bottom: Its lower edge.
        width: How wide it is.
        height: How high it is.
    """

    is_image: bool
    content: int
    left: float
    bottom: float
    width: float
    height: float


def undrawn_things(things: Sequence[Thing], pdf: bytes) -> tuple[Problem, ...]:
    """Return a problem for each thing of a Word document that its PDF lacks.

    Args:
        things: What the document shows.
        pdf: The PDF that was made of it.
    """
    # A picture takes an image first: the frame of a box around it may be drawn as one too.
    wanted = sorted(filter(_is_seen, things), key=lambda thing: thing.kind not in _PICTURES)
    if not wanted:
        return ()
    pages, free = _marks(pdf)
    left = [thing for thing in wanted if thing.spot.page <= pages and not _takes(thing, free)]
    # A picture in the text may be any image; one in a header is never tagged, so it chooses first.
    for thing in sorted(left, key=lambda thing: not thing.spot.is_running):
        spare = next((mark for mark in free if _may_be(thing, mark) and _stands_where(thing, mark)), None)
        if spare is not None:
            free.remove(spare)
            left.remove(thing)
    return tuple(_problem(thing) for thing in left)


def unsaid_texts(things: Sequence[Thing], pdf: bytes) -> tuple[Problem, ...]:
    """Return a problem for each picture in the text whose alternative text no figure of the PDF has.

    Args:
        things: What the document shows.
        pdf: A tagged PDF that was made of it.
    """
    told = [one for one in things if one.kind in _DESCRIBED and _is_seen(one) and not one.spot.is_running]
    texts = {one.text: one for one in told if one.text and not one.decorative}
    said = _figure_texts(pdf) if texts else ""
    return tuple(
        Problem(
            "bilde-uten-alternativ-tekst",
            f"{one.said} {one.spot.said} er med i PDF-en, men uten den alternative teksten.",
            "Flytt bildet ut av tabellen eller gruppen i Word, eller eksporter PDF-en fra Word.",
        )
        for text, one in texts.items()
        if text not in said
    )


def _figure_texts(pdf: bytes) -> str:
    """What the figures with content are described by, on lines of their own."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        items = (item for item in opened.objects if isinstance(item, pikepdf.Dictionary))
        figures = [item for item in items if item.get("/S") == "/Figure" and "/Alt" in item]
        shown = [str(item.Alt) for item in figures if "/K" in item and pikepdf.Array() != item.K]
    return "\n".join(clean(text).replace("\n", " ") for text in shown)


def _is_seen(thing: Thing) -> bool:
    """Whether there is anything to draw that is not text."""
    if thing.kind in {Kind.SHAPE, Kind.TEXT_BOX}:
        return thing.framed
    return not thing.broken and not thing.address


def _takes(thing: Thing, free: list[Mark]) -> bool:
    """Whether a mark of the thing's size is left, which it then is given."""
    found = next((mark for mark in free if _can_be(thing, mark) and _has_size(thing, mark)), None)
    if found is not None:
        free.remove(found)
    return found is not None


def _can_be(thing: Thing, mark: Mark) -> bool:
    if thing.kind is Kind.DOCUMENT:  # no engine opens it
        return False
    lined = thing.kind not in _PICTURES or thing.source.lower().endswith(_LINED)
    return mark.is_image or lined


def _may_be(thing: Thing, mark: Mark) -> bool:
    """Whether a mark of another size may be the thing: an image, or lines over much of its area.

    In the text, lines that nothing tags may be those of any table, and those of a little area are under words
    or behind them. What stands in a header is never tagged: there a part of what is drawn has to do.
    """
    can_be = _can_be(thing, mark)
    if mark.is_image or not can_be:
        return can_be
    size = sorted((thing.width, thing.height))
    parts = sorted((mark.width, mark.height))
    fits = parts[1] < size[1] * _LARGER + _NEAR
    if thing.spot.is_running:
        return fits and parts[0] > _NEAR
    return fits and mark.content >= 0 and all(p > s * _MUCH for p, s in zip(parts, size, strict=True))


def _stands_where(thing: Thing, mark: Mark) -> bool:
    """Whether it is among what headers and footers draw, or among what the text does."""
    return not thing.spot.is_running or mark.content < 0


def _has_size(thing: Thing, mark: Mark) -> bool:
    if thing.kind is Kind.RULE:
        return mark.height < _NEAR < mark.width
    sizes = (thing.width, thing.height), (thing.height, thing.width)
    # What is drawn as lines in a piece of its own may go beyond its edges, where nothing of it is seen.
    near = _NEAR if mark.is_image or mark.content < 0 else max(_NEAR, 0.2 * max(sizes[0]))
    return any(abs(mark.width - w) < near and abs(mark.height - h) < near for w, h in sizes)


def _marks(pdf: bytes) -> tuple[int, list[Mark]]:
    """The number of pages, and what a PDF draws that is no text; what stands alike on several pages once."""
    from pypdfium2 import PdfDocument, raw

    found: dict[tuple[Mark, int], Mark] = {}
    with PdfDocument(pdf) as document:
        for index, page in enumerate(document):
            pieces = _pieces(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
            for place, mark in enumerate(_together(pieces)):
                alike = (mark, -1) if mark.content < 0 else (mark, index << 20 | place)
                found.setdefault(alike, mark)
        return len(document), list(found.values())


def _pieces(owner: Any, count: Any, get: Any) -> Iterator[Mark]:
    """Yield the images and lines in a page or a form in drawing order, those in the forms in it as one."""
    from pypdfium2 import raw

    for place in range(count(owner)):
        piece = get(owner, place)
        kind = raw.FPDFPageObj_GetType(piece)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        left, bottom, right, top = (c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(piece, byref(left), byref(bottom), byref(right), byref(top))
        yield Mark(
            kind == raw.FPDF_PAGEOBJ_IMAGE,
            raw.FPDFPageObj_GetMarkedContentID(piece),
            round(left.value, 1),
            round(bottom.value, 1),
            round(right.value - left.value, 1),
            round(top.value - bottom.value, 1),
        )


def _together(pieces: Iterable[Mark]) -> Iterator[Mark]:
    """Put lines of one piece of marked content together; each image and each artifact stays by itself."""
    last: Mark | None = None
    for piece in pieces:
        if last is not None and not piece.is_image and piece.content == last.content >= 0:
            last = _around(last, piece)
            continue
        if last is not None:
            yield last
        last = None if piece.is_image or piece.content < 0 else piece
        if last is None:
            yield piece
    if last is not None:
        yield last


def _around(one: Mark, other: Mark) -> Mark:
    left, bottom = min(one.left, other.left), min(one.bottom, other.bottom)
    right = max(one.left + one.width, other.left + other.width)
    top = max(one.bottom + one.height, other.bottom + other.height)
    return Mark(
        is_image=False, content=one.content, left=left, bottom=bottom, width=right - left, height=top - bottom
    )


def _problem(thing: Thing) -> Problem:
    cause = ""
    if thing.source.lower().endswith(_METAFILES):
        cause = f" Formatet {thing.source[-3:].upper()} kan bare LibreOffice tegne."
    message = f"{thing.said} {thing.spot.said} er ikke med i PDF-en.{cause}"
    return Problem("noe-ikke-tegnet", message, _REOPEN if thing.kind is Kind.DOCUMENT else _RESAVE)

"""The built-in engine: rdocx, which needs no program beside Python, and the copy that it is given.

The copy is the document without what rdocx 0.16.3 would set wrongly: a sign that the font lacks takes its
whole run with it (`symbols`), a word wider than its table cell runs over the next one (`longwords`), the head
of a table may stand alone at the foot of a page (`lonelyheads`), most formats of pictures are not drawn
(`drawings`), a high header is covered by the text (`headroom`), what stands around text hides it (`plain`),
and no link leads to a place in the document, nor is a note part of its structure (`inside`). The document
itself is never changed.
"""

from dataclasses import dataclass, replace
from typing import Final

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.engines.drawings import with_drawable
from dokumentmaskin.pdf.engines.headroom import with_headroom
from dokumentmaskin.pdf.engines.inside import InsideCopy, inside_copy
from dokumentmaskin.pdf.engines.longwords import Looks, break_long_words, may_have_long_words
from dokumentmaskin.pdf.engines.places import with_links
from dokumentmaskin.pdf.engines.plain import count_plainly, make_plain, may_count_oddly, may_need_plain
from dokumentmaskin.pdf.engines.symbols import EMOJI_FILE, EMOJI_FONT, has_rare_signs, isolate_symbols
from dokumentmaskin.word import NUMBERING, STORIES, Package, packed, parsed, written

_LAYINGS: Final = 3


class BuiltInEngine:
    """Converts with rdocx; the same input gives the same bytes, whatever fonts the machine has."""

    name: Final = "innebygd"

    def convert(self, docx: bytes) -> bytes:
        """Return the tagged PDF/A-2b of a .docx; see `Engine`."""
        try:
            return _with_places(inside_copy(docx))
        except BaseException as error:
            # A panic in Rust code reaches Python as an exception beside Exception.
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            cause = f"Den innebygde PDF-motoren klarte ikke dokumentet, og sier: «{error}»."
            advice = "Åpne dokumentet i Word og lagre det på nytt, eller eksporter PDF-en fra Word."
            raise EngineError(Problem("pdf-motor-feilet", cause, advice)) from error


def _with_places(inside: InsideCopy) -> bytes:
    """The PDF with its links inside the document, its notes, and the numbers of its pages in its contents."""
    pdf = _with_heads_kept(engine_copy(inside.docx))
    if not inside.places:
        return pdf
    linked, laid = with_links(pdf, inside.places)
    pages: dict[str, int] = {}
    for _ in range(_LAYINGS):  # a number may have another width than what stood there
        before, pages = pages, inside.pages(laid)
        if not inside.refers_to_pages or pages == before:
            break
        linked, laid = with_links(_with_heads_kept(engine_copy(inside.with_pages(pages))), inside.places)
    return linked


def _with_heads_kept(copy: "EngineCopy") -> bytes:
    """The PDF in which no table has its head alone on a page; what moves one may move the next."""
    from dokumentmaskin.pdf.engines.lonelyheads import lonely_heads, on_a_new_page

    pdf = _set(copy)
    tried: set[int] = set()
    while left := [place for place in lonely_heads(pdf) if place not in tried]:
        tried.add(left[0])
        moved = on_a_new_page(copy.docx, left[0])
        if moved is not None:
            copy = replace(copy, docx=moved)
            pdf = _set(copy)
    return pdf


def _set(copy: "EngineCopy") -> bytes:
    import rdocx

    document = rdocx.Document.from_bytes(copy.docx)
    if copy.needs_emoji:
        licence = rdocx.FontEmbeddingLicense(authorized=True, identity="OFL-1.1")
        document.embed_font(EMOJI_FONT, EMOJI_FILE, license=licence)
    return bytes(document.to_pdfa_deterministic())


@dataclass(frozen=True, slots=True)
class EngineCopy:
    """The document as the engine should see it.

    Attributes:
        docx: The bytes of the copy; the document itself when nothing in it had to be changed.
        needs_emoji: Whether a run in it is set in the emoji font.
    """

    docx: bytes
    needs_emoji: bool = False


def engine_copy(docx: bytes) -> EngineCopy:
    """Return the copy for the engine; most parts are not even parsed.

    Args:
        docx: The bytes of a .docx.

    Raises:
        DamagedError: A part cannot be read.
    """
    docx = with_headroom(with_drawable(docx))
    package = Package(docx)
    looks = Looks(package)
    changed: dict[str, bytes] = {}
    needs_emoji = False
    for name in package.named(*STORIES):
        xml = package.read(name)
        text = xml.decode("utf-8-sig")
        long, odd = may_have_long_words(text), may_need_plain(text)
        rare = odd or has_rare_signs(text)
        if not rare and not long:
            continue
        root = parsed(xml)
        if odd:
            make_plain(root)
        needs_emoji |= rare and isolate_symbols(root)
        broken = long and break_long_words(root, looks)
        if rare or broken:
            changed[name] = written(root)
    for name in package.named(NUMBERING):
        if may_count_oddly(package.read(name).decode("utf-8-sig")):
            lists = package.root(name)
            count_plainly(lists)
            changed[name] = written(lists)
    if not changed:
        return EngineCopy(docx)
    return EngineCopy(packed({name: package.read(name) for name in package.names} | changed), needs_emoji)

"""Text that an engine has set beyond the edges of its page, where only a screen reader finds it.

`pdf.papers` asks for it of what is made of somebody else's file: a slide with more text than it has room for,
a table that is wider than its page. The program that made the file may show it otherwise. What comes out is
a note, for all the words are there.
"""

from ctypes import byref, c_float
from typing import Any, Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.pdf.words import piece_texts

_BEYOND: Final = 4.0  # points that a letter may lean over an edge
_NAMED: Final = 3  # pieces of text that a note names
_QUOTED: Final = 40  # characters of each


def text_outside(pdf: bytes) -> tuple[Problem, ...]:
    """Return a note when text goes beyond its page, with the first of it; nothing when all is seen.

    Args:
        pdf: The bytes of the file.
    """
    found = [(page, text) for page, text in piece_texts(pdf, _is_outside) if text.strip()]
    if not found:
        return ()
    pages = ", ".join(str(page + 1) for page in sorted({page for page, _ in found}))
    texts = ", ".join(f"«{_short(text)}»" for _, text in found[:_NAMED])
    more = {1: " og ett sted til"}.get(len(found) - _NAMED, f" og {len(found) - _NAMED} steder til")
    more = more if len(found) > _NAMED else ""
    message = f"Noe av teksten på side {pages} er utenfor kanten av siden, og blir ikke sett: {texts}{more}."
    advice = "Gjør teksten mindre i filen, eller eksporter PDF-en fra programmet den er laget i."
    return (Problem("tekst-utenfor-siden", message, advice),)


def _is_outside(page: Any, piece: Any) -> bool:
    from pypdfium2 import raw

    left, bottom, right, top = (c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(piece, byref(left), byref(bottom), byref(right), byref(top))
    edges = page.get_cropbox()
    return bool(
        left.value < edges[0] - _BEYOND
        or bottom.value < edges[1] - _BEYOND
        or right.value > edges[2] + _BEYOND
        or top.value > edges[3] + _BEYOND
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}…"

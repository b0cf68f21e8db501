"""What stands in the way of publishing a file, whatever kind of file it is.

`pipeline.website` asks, with a file's bytes and name in, findings out; and `texts` for what it says. Files
inside files are read as what they are, a few deep.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import Final

from dokumentmaskin.site.gate import kinds
from dokumentmaskin.site.gate.contacts import addresses, phones
from dokumentmaskin.site.gate.numbers import account_numbers, masked, person_numbers
from dokumentmaskin.site.gate.officefile import office_said
from dokumentmaskin.site.gate.pdffile import pdf_said
from dokumentmaskin.site.gate.pictures import picture_said
from dokumentmaskin.site.gate.records import Hinder, Sagt
from dokumentmaskin.site.gate.texts import text_said

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_DEEPEST: Final = 4
_LONGEST: Final = 60
# JPEG, PNG, TIFF, GIF, WebP, BMP.
_PICTURES: Final = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",
    b"MM\x00*",
    b"GIF8",
    b"RIFF",
    b"BM",
)


def findings(data: bytes, name: str) -> tuple[Hinder, ...]:
    """All that stands in the way of publishing a file, each thing once with its places.

    Args:
        data: Its bytes.
        name: What it is called; its ending tells what it is where the bytes do not.
    """
    found: dict[tuple[str, str], Hinder] = {}
    for item in said(data, name):
        for one in (item,) if isinstance(item, Hinder) else _judged(item):
            known = found.get((one.code, one.verdi), one)
            places = dict.fromkeys((*known.steder, *one.steder))
            found[one.code, one.verdi] = replace(known, steder=tuple(places))
    return tuple(found.values())


def said(data: bytes, name: str, deep: int = 0) -> Iterator[Sagt | Hinder]:
    """Yield all that a file says, and what in it cannot be read."""
    try:
        yield from _read(data, name, deep)
    except Exception:  # noqa: BLE001 - readers of damaged files fail in more ways than they name
        yield kinds.unread_file("i filen")


def _read(data: bytes, name: str, deep: int) -> Iterator[Sagt | Hinder]:
    inner = partial(_inside, deep + 1)
    if data.startswith(b"%PDF-"):
        yield from pdf_said(data, inner)
    elif data.startswith(b"PK\x03\x04"):
        yield from office_said(data, inner)
    elif data.startswith(_PICTURES):
        yield from picture_said(data, "")
    elif _is_text(data):
        yield from text_said(data, name)
    else:
        yield kinds.unread_file("i filen")


def _is_text(data: bytes) -> bool:
    """Whether bytes are a text, whatever the file is called: one inside a PDF may have no name."""
    try:
        data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError:
        # A text from an older Windows: any byte may stand in it, but those that no keyboard gives.
        return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data)
    return True


def _inside(deep: int, name: str, data: bytes) -> Iterator[Sagt | Hinder]:
    """What a file inside another one says, with its place in that one."""
    if deep > _DEEPEST:
        return
    what = f"«{name}», som ligger i filen" if name else "en fil som ligger i filen"
    for item in said(data, name, deep):
        if isinstance(item, Sagt):
            yield replace(item, sted=f"{item.sted} i {what}")
        else:
            yield replace(item, steder=tuple(f"{where} i {what}" for where in item.steder))


def _judged(own: Sagt) -> Iterator[Hinder]:
    """What of a text must not be on the web."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", own.tekst))
    if own.art != "tekst":
        told = shorten(masked(text), _LONGEST, placeholder=" …")
        yield (kinds.author if own.art == "forfatter" else kinds.comment)(told, own.sted)
    yield from (kinds.person_number(number, own.sted) for number in person_numbers(text))
    yield from (kinds.account_number(number, own.sted) for number in account_numbers(text))
    yield from (kinds.mail_address(address, own.sted) for address in addresses(text))
    yield from (kinds.phone_number(number, own.sted) for number in phones(text))

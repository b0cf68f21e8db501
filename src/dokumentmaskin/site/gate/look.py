"""What stands in the way of publishing a file, whatever kind of file it is.

`pipeline.website` asks, with a file's bytes and name in, findings out; and `texts` for what it says. Files
inside files are read as what they are, a few deep.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
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
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_TEXTS: Final = frozenset({
    ".html", ".htm", ".svg", ".xml", ".ics", ".json", ".js", ".css", ".txt", ".md", ".csv",
})  # fmt: skip


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
    elif PurePosixPath(name).suffix.lower() in _TEXTS:
        yield from text_said(data, name)


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

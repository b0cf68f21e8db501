"""What a paper says by one reader, held against what its PDF says by another: neither of them is dok's own.

`classes.py` asks it of each paper that was taken in. An office file is read at XML level, a PDF by poppler,
and so is what came out. It looks for words, ticks and pictures that are gone; it does not know what dok told,
nor why a file has something that no program shows, so a person reads what it finds.
"""

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from lxml import etree

_TEXTS: Final = {  # what a file's text stands in, and the elements that hold it
    ".docx": (re.compile(r"word/(document\d*|footnotes|endnotes)\.xml"), ("t",)),
    ".pptx": (re.compile(r"ppt/slides/slide\d+\.xml"), ("t",)),
    ".odt": (re.compile(r"content\.xml"), ("p", "h", "span", "a")),
}
_UNSEEN: Final = (
    *("del", "moveFrom", "Fallback", "tracked-changes", "deletion", "annotation", "annotation-end"),
    *("forms", "sequence-decls"),
)
_HIDING: Final = ("vanish", "webHidden")
_PIECES: Final = re.compile(r"[^\W\d]+|\d+")
_TICKS: Final = "☐☑☒"
_LENIENT: Final = etree.XMLParser(recover=True, huge_tree=True)
_PATIENCE: Final = 20  # seconds
_RASTER: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")


def lost(file: Path, pdf: Path) -> tuple[str, ...]:
    """What a file says or shows, and its PDF does not; empty for a kind that is not read.

    Args:
        file: The paper.
        pdf: The PDF that was made of it.
    """
    before, after = _text(file), _printed(pdf)
    made = _letters(after)
    words = [f"«{word}»" for word in dict.fromkeys(before.split()) if not _is_in(word, made)]
    found = [f"{len(words)} words: {' '.join(words[:8])}"] if words else []
    counts = {"ticks": (_ticks(before), _ticks(after)), "pictures": (_pictures(file), _images(pdf))}
    return (*found, *(f"{name}: {had} to {has}" for name, (had, has) in counts.items() if had > has))


def _text(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix == ".pdf":
        return _printed(file)
    if suffix not in _TEXTS:
        return ""
    parts, tags = _TEXTS[suffix]
    with zipfile.ZipFile(file) as package:
        roots = [
            etree.fromstring(package.read(name), _LENIENT)
            for name in package.namelist()
            if parts.fullmatch(name)
        ]
    shown = [root for root in roots if root.get("show") != "0"]
    return "".join(text for root in shown for text in _said(root, tags))


def _ticks(text: str) -> int:
    return sum(map(text.count, _TICKS))


def _said(element: etree._Element, tags: tuple[str, ...]) -> Iterator[str]:
    """Yield the text of an element, and what keeps words apart."""
    name = _name(element)
    if name in _UNSEEN or (name == "r" and any(_name(one) in _HIDING for one in element.iterfind("*/*"))):
        return
    if name in tags:
        yield element.text or ""
    elif name == "checkBox":  # of a form field, in its properties
        yield "☐"
    for one in element:
        yield from _said(one, tags)
        if name in tags and name != "t":
            yield one.tail or ""
    if name in {"p", "h", "tab", "br", "cr", "tc", "s", "line-break", "note-citation"}:
        yield " "


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is_in(word: str, made: str) -> bool:
    """Whether a word is there; of one that is written from the right its digits may stand elsewhere."""
    turned = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in word)
    return all(piece in made for piece in (_PIECES.findall(_letters(word)) if turned else [_letters(word)]))


def _letters(text: str) -> str:
    """Words without what programs write in ways of their own: ligatures, hyphens, spaces, controls."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN").lower()


def _printed(pdf: Path) -> str:
    return output("pdftotext", "-raw", str(pdf), "-").decode("utf-8", "replace").replace("\u00ad\n", "")


def _pictures(file: Path) -> int:
    if file.suffix.lower() == ".pdf":
        return _images(file)
    if file.suffix.lower() != ".docx":
        return 0
    with zipfile.ZipFile(file) as package:
        names = set(package.namelist())
        own = "word/_rels/document.xml.rels"
        if own not in names:
            return 0
        body = package.read("word/document.xml")
        targets = (
            (one.get("Id", ""), f"word/{one.get('Target', '')}")
            for one in etree.fromstring(package.read(own))
        )
        shown = [path for key, path in targets if f'"{key}"'.encode() in body and path in names]
        return len({package.read(path) for path in shown if path.lower().endswith(_RASTER)})


def _images(pdf: Path) -> int:
    """How many images the pages draw, each time that it is drawn."""
    listed = output("pdfimages", "-list", str(pdf)).decode("utf-8", "replace")
    rows = [line.split() for line in listed.splitlines()[2:]]
    return sum(row[2:3] == ["image"] for row in rows)


def output(*command: str) -> bytes:
    """What another reader prints of a file; nothing when it finds it broken, or does not come to an end."""
    with suppress(subprocess.TimeoutExpired):
        result = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)
        return result.stdout if result.returncode == 0 else b""
    return b""

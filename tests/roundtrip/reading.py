"""What a document says, read with nothing but lxml: the judge must not use the merge's own eyes."""

import zipfile
from collections import Counter
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from lxml import etree

from tests.roundtrip.package import W14, Package, w

_SIGNS: Final = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
_TEXT: Final = w("t")
_DELETED: Final = w("delText")


def paragraphs(docx: bytes) -> list[str]:
    """The text of every paragraph that a reader sees, tracked changes accepted, a cell's paragraphs apart."""
    return [*_paragraphs(docx)]


@lru_cache(maxsize=256)
def _paragraphs(docx: bytes) -> tuple[str, ...]:
    package = Package(docx)
    seen = (name for name in package.stories() if "comments" not in name)
    shown = (text(p) for name in seen for p in package.tree(name).iter(w("p")))
    return tuple(filter(None, shown))


def text(paragraph: Any) -> str:
    """What a paragraph shows; deleted text and the insides of text boxes in it left out."""
    pieces = []
    for piece in paragraph.iter(_TEXT, *_SIGNS):
        owner = next(piece.iterancestors(w("p")), None)
        if owner is paragraph and next(piece.iterancestors(w("del"), w("moveFrom")), None) is None:
            in_properties = next(piece.iterancestors(w("pPr"), w("rPr")), None) is not None
            if not in_properties:
                pieces.append(_SIGNS.get(piece.tag) or piece.text or "")
    return "".join(pieces).strip()


def everything(docx: bytes) -> str:
    """All text of all parts, also in comments, notes, and tracked changes; a line a paragraph."""
    package = Package(docx)
    lines = []
    for name in package.stories():
        story = package.tree(name).iter(w("p"))
        lines += ["".join(t.text or "" for t in paragraph.iter(_TEXT, _DELETED)) for paragraph in story]
    return "\n".join(lines)


def words(docx: bytes) -> Counter[str]:
    """How many times each word stands somewhere in the document."""
    return Counter(everything(docx).split())


def rows(docx: bytes) -> list[list[str]]:
    """The cells of all table rows."""
    tree = Package(docx).tree("word/document.xml")
    return [
        [" ".join(filter(None, map(text, cell.iter(w("p"))))) for cell in row.iter(w("tc"))]
        for row in tree.iter(w("tr"))
    ]


def headings(docx: bytes) -> list[str]:
    """The headings of level two, by the English name of their style."""
    package = Package(docx)
    ids = {
        style.get(w("styleId"))
        for style in package.tree("word/styles.xml").iter(w("style"))
        if style.find(w("name")).get(w("val")).lower() == "heading 2"
    }
    found = []
    for paragraph in package.tree("word/document.xml").iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) in ids:
            found.append(text(paragraph))
    return found


def comments(docx: bytes) -> list[str]:
    """The texts of the comments that the body refers to."""
    package = Package(docx)
    part = package.related("comments")
    if part is None:
        return []
    used = {r.get(w("id")) for r in package.tree("word/document.xml").iter(w("commentReference"))}
    return [
        "".join(t.text or "" for t in comment.iter(_TEXT))
        for comment in package.tree(part)
        if comment.get(w("id")) in used
    ]


def footnotes(docx: bytes) -> list[str]:
    """The texts of the footnotes that the body refers to."""
    package = Package(docx)
    part = package.related("footnotes")
    if part is None:
        return []
    used = {r.get(w("id")) for r in package.tree("word/document.xml").iter(w("footnoteReference"))}
    notes = package.tree(part)
    return ["".join(t.text or "" for t in n.iter(_TEXT)).strip() for n in notes if n.get(w("id")) in used]


def tracked(docx: bytes, author: str) -> tuple[str, str]:
    """What an author has inserted and deleted with changes tracked."""
    tree = Package(docx).tree("word/document.xml")
    inserted = (t.text for c in tree.iter(w("ins")) if c.get(w("author")) == author for t in c.iter(_TEXT))
    deleted = (t.text for c in tree.iter(w("del")) if c.get(w("author")) == author for t in c.iter(_DELETED))
    return "".join(filter(None, inserted)), "".join(filter(None, deleted))


def pictures(docx: bytes) -> list[bytes]:
    """The pictures that the body shows, by their bytes."""
    package = Package(docx)
    blips = package.tree("word/document.xml").iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
    )
    targets = {r.get("Id"): r.get("Target") for r in package.relations("word/document.xml")}
    embed = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
    return [package.parts[f"word/{targets[blip.get(embed)]}"] for blip in blips]


def ticked(docx: bytes) -> int:
    """How many boxes are ticked, in property and sign both."""
    tree = Package(docx).tree("word/document.xml")
    boxes = (b for b in tree.iter(f"{{{W14}}}checked") if b.get(f"{{{W14}}}val") in {"1", "true"})
    holders = [next(box.iterancestors(w("sdt"))) for box in boxes]
    return sum("\N{BALLOT BOX WITH X}" in "".join(t.text or "" for t in h.iter(_TEXT)) for h in holders)


def bold(docx: bytes) -> str:
    """The text that is bold by its own properties."""
    tree = Package(docx).tree("word/document.xml")
    runs = (r for r in tree.iter(w("r")) if r.find(f"{w('rPr')}/{w('b')}") is not None)
    return "".join(t.text or "" for run in runs for t in run.iter(_TEXT))


def dangling(package: Package, kind: str) -> set[str]:
    """The ids of notes or comments that the body refers to and nobody has written."""
    used = {r.get(w("id")) for r in package.tree("word/document.xml").iter(w(f"{kind}Reference"))}
    part = package.related(f"{kind}s")
    return used - {note.get(w("id")) for note in package.tree(part)} if part else used


def is_whole(docx: bytes) -> bool:
    """Whether the file opens as a zip whose XML parts can be read."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        if archive.testzip() is not None:
            return False
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    return True

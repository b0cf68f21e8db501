"""A document as it is when everything in it is settled: the text that may be published."""

from typing import TYPE_CHECKING

from dokumentmaskin.word.archive import normalised
from dokumentmaskin.word.names import W
from dokumentmaskin.word.traces.finding import find_traces, has_traces_in_text, read_styles
from dokumentmaskin.word.traces.parts import (
    OF_COMMENTS,
    STORIES,
    Parts,
    kinds,
    named,
    read_parts,
    without,
)
from dokumentmaskin.word.traces.properties import without_properties

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def accepted(docx: bytes, owner: str = "") -> bytes:
    """Return a document with all changes accepted, without comments, hidden text and names.

    Args:
        docx: The bytes of a .docx; they come back as they are when there is nothing to settle.
        owner: The author that its properties get where they have another one.

    Raises:
        zipfile.BadZipFile: The bytes are no zip file.
        lxml.etree.XMLSyntaxError: A part is no XML.
    """
    if not find_traces(docx, owner):
        return docx
    parts = read_parts(docx)
    parts = without_properties(parts, owner)
    if has_traces_in_text(parts):
        parts.update(_accepted_stories(parts))
    known = kinds(parts)
    return _packed(without(parts, frozenset(name for name in parts if known.get(name) in OF_COMMENTS)))


def _accepted_stories(parts: Parts) -> Parts:
    """Return the parts with text, accepted."""
    from lxml import etree

    from dokumentmaskin.word.traces.accepting import accept, references

    styles, known = read_styles(parts), kinds(parts)
    roots = {name: etree.fromstring(parts[name]) for name in named(parts, *STORIES)}
    before = {reference for root in roots.values() for reference in references(root)}
    for root in roots.values():
        accept(root, styles)
    after = {reference for root in roots.values() for reference in references(root)}
    for name, root in roots.items():
        _remove_notes(root, {number for kind, number in before - after if kind == known[name]})
    return {
        name: bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
        for name, root in roots.items()
    }


def _remove_notes(root: "Element", numbers: set[str]) -> None:
    """Take away the notes that were referred to from what is gone."""
    for note in list(root.iterchildren(tag="*")):
        if note.get(W + "id", "") in numbers:
            root.remove(note)


def _packed(parts: Parts) -> bytes:
    import zipfile
    from io import BytesIO

    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return normalised(target.getvalue())

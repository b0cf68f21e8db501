"""A document as it is when everything in it is settled: the text that may be published."""

from typing import TYPE_CHECKING

from dokumentmaskin.word.names import W
from dokumentmaskin.word.package import OF_COMMENTS, STORIES, STYLES, Package, Parts, packed, without, written
from dokumentmaskin.word.styles import Styles
from dokumentmaskin.word.traces.finding import find_traces, has_traces_in_text
from dokumentmaskin.word.traces.properties import without_properties

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def accepted(docx: bytes, owner: str = "") -> bytes:
    """Return a document with all changes accepted, without comments, hidden text and names.

    Args:
        docx: The bytes of a .docx; they come back as they are when there is nothing to settle.
        owner: The author that its properties get where they have another one.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    if not find_traces(docx, owner):
        return docx
    package = Package(docx)
    parts = {name: package.read(name) for name in package.names} | without_properties(package, owner)
    if has_traces_in_text(package):
        parts |= _accepted_stories(package)
    return packed(without(parts, frozenset(package.named(*OF_COMMENTS))))


def _accepted_stories(package: Package) -> Parts:
    """Return the parts with text, accepted."""
    from dokumentmaskin.word.traces.accepting import accept, references

    styles, known = Styles(package.one(STYLES)), package.kinds
    roots = {name: package.root(name) for name in package.named(*STORIES)}
    before = {reference for root in roots.values() for reference in references(root)}
    for root in roots.values():
        accept(root, styles)
    after = {reference for root in roots.values() for reference in references(root)}
    for name, root in roots.items():
        _remove_notes(root, {number for kind, number in before - after if kind == known[name]})
    return {name: written(root) for name, root in roots.items()}


def _remove_notes(root: "Element", numbers: set[str]) -> None:
    """Take away the notes that were referred to from what is gone."""
    for note in list(root.iterchildren(tag="*")):
        if note.get(W + "id", "") in numbers:
            root.remove(note)
